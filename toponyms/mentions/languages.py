"""Which language a paragraph is in, for each script: endings and common words are its own."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toponyms.packaged import packaged_toml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = [
    "LANGUAGES",
    "generic_sides",
    "language_changes",
    "languages_of",
    "script_of",
    "script_of_language",
]

#: The languages of the texts that names are looked for in (BCP 47).
LANGUAGES = ("en", "az", "ru", "az-Cyrl", "hy")

_SENTENCE_END = re.compile("[.!?…։][\"'»”’)\\]]*\\s")
#: Words whose language is kept: bounds what a stream of texts takes.
_KEPT = 2**17


def languages_of(words: Iterable[str], among: Collection[str] = LANGUAGES) -> frozenset[str]:
    """The likeliest language of each script; all of a script of which nothing tells.

    A language has a point for each of its most common words, and for each word with a letter
    that the others of its script lack.

    Args:
        words: of a paragraph, as they stand.
        among: the languages to choose from.

    >>> sorted(languages_of("Bu gün Bakıda və Şuşada yağış yağıb".split()))
    ['az', 'az-Cyrl', 'hy', 'ru']
    >>> sorted(languages_of(["Canyataq"], ["az", "en"]))
    ['az', 'en']
    """
    tells = _tells()
    told = list(map(tells.__getitem__, words))
    langs = set(told) - {""}
    if len(langs) == 1:  # as nearly always
        return _likeliest((*langs,), (1,), tuple(among))
    points = Counter(lang for lang in told if lang)
    return _likeliest(tuple(points), tuple(points.values()), tuple(among))


def language_changes(pieces: Sequence[str]) -> list[int]:
    """Where a text goes on in another language of the same script.

    It does so with a sentence whose words in lower case all tell of another language than those
    before: names do not, since a text has names of any language. What is between them, and tells
    nothing, is of the language of its line.

    Args:
        pieces: of a paragraph, as `toponyms.mentions.tokens.pieces` gives them.

    Returns:
        The numbers of the words that the parts begin with, but for the first part.

    >>> from toponyms.mentions.tokens import pieces
    >>> language_changes(pieces("Bu gün Bakıda idi. It was in Ganja and in Lachin."))
    [4]
    """
    tells, words = _tells(), pieces[1::2]
    among = set(map(tells.__getitem__, filter(str.islower, words))) - {""}
    if len(among) == len({script_of_language(lang) for lang in among}):  # as nearly always
        return []
    told = [tells[word] if word.islower() else "" for word in words]
    ends = [at for at, gap in enumerate(pieces[2:-1:2], 1) if _SENTENCE_END.search(gap)]
    changes: list[int] = []
    said: dict[str, str] = {}
    since = 0
    for first, last in zip([0, *ends], [*ends, len(words)], strict=True):
        langs = set(told[first:last]) - {""}
        scripts = {script_of_language(lang): lang for lang in langs}
        if len(scripts) == len(langs):
            if any(said.get(script, lang) != lang for script, lang in scripts.items()):
                lines = (at for at in ends if since <= at < first and "\n" in pieces[2 * at])
                changes.append(next(lines, first))
                said = {}
            said |= scripts
        if langs:
            since = last
    return changes


@lru_cache(maxsize=2**12)
def _likeliest(
    langs: tuple[str, ...], points: tuple[int, ...], among: tuple[str, ...]
) -> frozenset[str]:
    """The languages with the most points of each script."""
    got = dict(zip(langs, points, strict=True))
    most: dict[str, int] = {}
    for lang in among:
        script = _languages()[lang].script
        most[script] = max(most.get(script, 0), got.get(lang, 0))
    return frozenset(lang for lang in among if got.get(lang, 0) == most[_languages()[lang].script])


def script_of(word: str) -> str:
    """The script, of those of `LANGUAGES`, that the first character of a word stands in.

    >>> [script_of(word) for word in ("Bakı", "Баку", "Բաքու", "1992", "თბილისი")]
    ['Latn', 'Cyrl', 'Armn', 'Latn', '']
    """
    first = word[:1]
    if first < "\u0400":
        return "Latn"
    if first < "\u0530":
        return "Cyrl"
    return "Armn" if first < "\u0590" else ""


def script_of_language(lang: str) -> str:
    """The script of one of `LANGUAGES`."""
    return _languages()[lang].script


def generic_sides(lang: str) -> frozenset[str]:
    """On which sides of a name, `before` or `after`, a language has its generic term.

    >>> sorted(generic_sides("az")), sorted(generic_sides("en"))
    (['after'], ['after', 'before'])
    """
    return frozenset(_languages()[lang].generics)


class _Tells(dict[str, str]):
    """The language that a word tells of, by the word as it stands; empty if it tells of none."""

    def __init__(self) -> None:
        super().__init__()
        languages = _languages().items()
        self._letters = _of_one((one, lang) for lang, found in languages for one in found.letters)
        self._letter = re.compile(f"[{''.join(self._letters)}]")
        self._words = _of_one((one, lang) for lang, found in languages for one in found.words)

    def __missing__(self, word: str) -> str:
        lower = word.lower()
        told = self._words.get(lower)
        if told is None:
            letter = self._letter.search(lower)
            told = self._letters[letter[0]] if letter else ""
        if len(self) >= _KEPT:
            self.clear()
        self[word] = told
        return told


class _Language(NamedTuple):
    script: str
    generics: list[str]
    letters: str
    words: list[str]


@cache
def _languages() -> dict[str, _Language]:
    return {
        lang: _Language(**table)
        for lang, table in packaged_toml("toponyms.mentions", "languages.toml").items()
    }


@cache
def _tells() -> _Tells:
    return _Tells()


def _of_one(clues: Iterable[tuple[str, str]]) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for clue, lang in clues:
        owners.setdefault(clue, set()).add(lang)
    return {clue: lang for clue, (lang, *others) in owners.items() if not others}
