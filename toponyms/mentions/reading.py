"""What each word of a text may be: a word of a name, as it stands or with a case ending.

Words recur, so each is read once, and many together; what was read is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toponyms.mentions.endings import load_endings
from toponyms.mentions.languages import script_of
from toponyms.mentions.tokens import plain
from toponyms.text.fold import exact_form, refold
from toponyms.text.normalize import clean
from toponyms.text.orthography import reformed
from toponyms.text.sound import skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from toponyms.mentions.endings import Ending, Endings
    from toponyms.mentions.lexicon import Lexicon

__all__ = ["Form", "Reader", "Word", "lower_case"]

#: Sounds of the shortest word that is looked for by sound; shorter ones meet too much.
_SOUNDS = 5
#: Words kept: bounds what a stream of texts takes to a few tens of megabytes.
_KEPT = 2**17
#: Code points of the longest word that is read; no word of a name is nearly as long.
_LONGEST = 64
#: The languages whose endings words in a script have.
_ENDINGS_OF = {"Latn": ("az", "en"), "Cyrl": ("ru", "az-Cyrl"), "Armn": ("hy",)}
#: Languages that are often typed without the diacritics of their letters.
_UNMARKED = ("az",)


@dataclass(frozen=True, slots=True)
class Form:
    """One word of a name that a word of a text may be.

    Attributes:
        spelled: the name's word, folded; empty if only the sound is the same.
        sound: its skeleton.
        base: the word without its ending, in lower case.
        endings: the case endings that it may have; empty if it stands as in the name.
        lang: the language of the endings, BCP 47.
    """

    spelled: str
    sound: str
    base: str
    endings: tuple[Ending, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text that may be a word of a name.

    Attributes:
        lower: the word, cleaned and in lower case.
        forms: what it may be, the likeliest first; never empty.
        is_name: whether it is a name by itself, as it is spelled.
        may_start: whether a name of several words may begin with it.
    """

    lower: str
    forms: tuple[Form, ...]
    is_name: bool
    may_start: bool


class Reader:
    """Reads words against the lexicons of a gazetteer.

    Safe to share between threads: at worst a word is read twice.

    Args:
        spelled, sound: the lexicons.
        langs: languages whose case endings are read (BCP 47).
    """

    def __init__(self, spelled: Lexicon, sound: Lexicon, langs: Collection[str]) -> None:
        self._spelled = spelled
        self._sound = sound
        self._endings = {lang: load_endings(lang) for lang in langs}
        self._folded = {
            lang: load_endings(lang, folded=True) for lang in _UNMARKED if lang in langs
        }
        self._known: dict[str, Word | None] = {}

    def read(self, words: Iterable[str]) -> dict[str, Word | None]:
        """What each of some words may be; None for a word that is of no name.

        Args:
            words: as they stand in the text.

        Returns:
            A table of these words and others; not to be changed.
        """
        known, words = self._known, dict.fromkeys(words)
        new = [word for word in words if word not in known]
        if new:
            if len(known) + len(new) > _KEPT:
                known = self._known = {word: known[word] for word in words if word in known}
            known.update(zip(new, self._read(new), strict=True))
        return known

    def word(self, word: str) -> Word | None:
        """What one word may be."""
        known = self._known
        if word not in known:
            known = self.read((word,))
        return known[word]

    def _read(self, words: Sequence[str]) -> list[Word | None]:
        lower = lower_case("\n".join([word[:_LONGEST] for word in words])).split("\n")
        cuts = [
            cut for owner, word in enumerate(lower) for cut in _cuts(owner, word, self._endings)
        ]
        forms: list[list[Form]] = [[] for _ in words]
        # A word that is a name by itself, as it is spelled, is not looked for by other means.
        others = self._add_spelled(cuts, forms)
        named = {owner for owner, found in enumerate(forms) if self._is_name(found)}
        unmarked = [
            again
            for cut, _, folded in others
            if not cut.endings and cut.owner not in named
            for again in _cuts(cut.owner, folded, self._folded)
            if again.endings
        ]
        respelled = [
            cut._replace(base=again) for cut in cuts if (again := reformed(cut.base)) != cut.base
        ]
        others += self._add_spelled(unmarked, forms)
        self._add_spelled(respelled, forms)
        self._add_heard(
            [(cut, exact) for cut, exact, _ in others if not self._is_name(forms[cut.owner])], forms
        )
        return [
            Word(text, tuple(found), self._is_name(found), any(map(self._may_start, found)))
            if found
            else None
            for text, found in zip(lower, forms, strict=True)
        ]

    def _add_spelled(
        self, cuts: Sequence[_Cut], forms: Sequence[list[Form]]
    ) -> list[tuple[_Cut, str, str]]:
        """Adds the cuts that are words of names to their words' forms; gives back the others.

        Returns:
            Cuts with their exact and their folded form.
        """
        if not cuts:
            return []
        exact = exact_form("\n".join([cut.base for cut in cuts])).split("\n")
        folded = refold("\n".join(exact)).split("\n")
        rows = [row for row, word in enumerate(folded) if self._spelled.knows(word)]
        sounds = skeleton("\n".join([exact[row] for row in rows])).split("\n")
        for row, sound in zip(rows, sounds, strict=bool(rows)):
            cut = cuts[row]
            forms[cut.owner].append(Form(folded[row], sound, cut.base, cut.endings, cut.lang))
        known = set(rows)
        return [
            found
            for row, found in enumerate(zip(cuts, exact, folded, strict=True))
            if row not in known
        ]

    def _add_heard(self, cuts: Sequence[tuple[_Cut, str]], forms: Sequence[list[Form]]) -> None:
        """Adds the cuts that sound like words of names; they come with their exact forms."""
        sounds = skeleton("\n".join([exact for _, exact in cuts])).split("\n")
        for (cut, _), sound in zip(cuts, sounds, strict=bool(cuts)):
            if len(sound) >= _SOUNDS and self._sound.knows(sound):
                forms[cut.owner].append(Form("", sound, cut.base, cut.endings, cut.lang))

    def _is_name(self, forms: Iterable[Form]) -> bool:
        """Whether any of the forms is a name by itself."""
        return any(self._spelled.is_name(form.spelled) for form in forms)

    def _may_start(self, form: Form) -> bool:
        return self._spelled.starts(form.spelled) or self._sound.starts(form.sound)


class _Cut(NamedTuple):
    """A word without one of the endings that it may have.

    Attributes:
        owner: which of the words it is.
        base, endings, lang: as in `Form`.
    """

    owner: int
    base: str
    endings: tuple[Ending, ...] = ()
    lang: str = ""


def lower_case(word: str) -> str:
    """A word, or one a line, cleaned and in lower case; İ becomes i without a dot of its own.

    >>> lower_case("İrəvan"), lower_case("Երևա՞ն"), lower_case("Baku's")
    ('irəvan', 'երևան', 'baku’s')
    """
    return clean(plain(word).replace("İ", "i").lower())


def _cuts(owner: int, word: str, endings: Mapping[str, Endings]) -> Iterator[_Cut]:
    """A word as it stands, then without each of the endings that it may have."""
    yield _Cut(owner, word)
    joined = word.replace("’", "")
    for lang in _langs(word):
        rules = endings.get(lang)
        if rules is None:
            continue
        found = rules.grouped(word)
        if joined != word:  # an apostrophe may stand before an ending, and is no letter of a base
            found = {base: rule for base, rule in found.items() if not base.endswith("’")}
            for base, more in rules.grouped(joined).items():
                found[base] = (*found.get(base, ()), *more)
        for base, several in found.items():
            yield _Cut(owner, base, several, lang)


def _langs(word: str) -> tuple[str, ...]:
    """The languages whose endings a word may have, by the script of its first letter."""
    return _ENDINGS_OF.get(script_of(word), ()) if word[:1].isalpha() else ()
