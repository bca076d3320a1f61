"""Which language a paragraph is in, for each script: endings and common words are its own."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toponyms.packaged import packaged_toml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["LANGUAGES", "languages_of"]

#: The languages of the texts that names are looked for in (BCP 47), those that share a script
#: in the order in which they are taken if nothing tells.
LANGUAGES = ("en", "az", "ru", "az-Cyrl", "hy")


def languages_of(
    text: str, words: Iterable[str], among: Collection[str] = LANGUAGES
) -> frozenset[str]:
    """The likeliest language of each script.

    A language has a point for each of its most common words and for each letter that the others
    of its script lack.

    Args:
        text: a paragraph in lower case.
        words: its words.
        among: the languages to choose from.

    >>> text = "bu gün bakıda və şuşada yağış yağıb"
    >>> sorted(languages_of(text, text.split()))
    ['az', 'hy', 'ru']
    """
    letters, common = _clues()
    points = Counter([common[word] for word in words if word in common])
    for letter, lang in letters.items():
        points[lang] += text.count(letter)
    best: dict[str, str] = {}
    for lang in LANGUAGES:
        script = _languages()[lang].script
        if lang in among and (script not in best or points[lang] > points[best[script]]):
            best[script] = lang
    return frozenset(best.values())


class _Language(NamedTuple):
    script: str
    letters: str
    words: list[str]


@cache
def _languages() -> dict[str, _Language]:
    return {
        lang: _Language(**table)
        for lang, table in packaged_toml("toponyms.mentions", "languages.toml").items()
    }


@cache
def _clues() -> tuple[dict[str, str], dict[str, str]]:
    """Letters, and words, that only one of the languages has, and which one that is."""
    languages = _languages().items()
    return (
        _of_one((letter, lang) for lang, language in languages for letter in language.letters),
        _of_one((word, lang) for lang, language in languages for word in language.words),
    )


def _of_one(clues: Iterable[tuple[str, str]]) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for clue, lang in clues:
        owners.setdefault(clue, set()).add(lang)
    return {clue: lang for clue, (lang, *others) in owners.items() if not others}
