"""What is to be known of single words, in the languages of a paragraph; looked up once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.mentions.cues import load_cues
from toponyms.mentions.languages import script_of, script_of_language
from toponyms.mentions.reading import lower_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.mentions.cues import Cues
    from toponyms.mentions.reading import Reader

__all__ = ["Fact", "Facts"]

#: Words kept: bounds what a stream of texts takes.
_KEPT = 2**17


class Fact(NamedTuple):
    """One word as it stands in a text.

    Attributes:
        capital: whether it begins with a capital letter.
        capitals: whether it has several letters, all of them capitals.
        letter: whether it is one capital letter, such as an initial.
        before: what it says of a name after it: `place`, `person`, `thing`, `landform`,
            `article`, `link`, `people` or nothing.
        after: what it says of a name before it.
        generic: the GeoNames feature class that it says as a generic term.
        plural: the one that it says, in the plural, of each name in a list beside it.
        generic_sides: on which sides of a name such terms stand in its language.
        abbreviation: the one that it says if a full stop follows.
        also: what it is, should it be a place: `word`, `given`, `surname` or nothing.
        ending: whether it is a case ending, as abbreviations have them after a hyphen.
        name: whether it has a capital and may be a name by itself, by its spelling.
    """

    capital: bool
    capitals: bool
    letter: bool
    before: str
    after: str
    generic: str
    plural: str
    generic_sides: frozenset[str]
    abbreviation: str
    also: str
    ending: bool
    name: bool


class Facts(dict[str, Fact]):
    """Facts by word.

    Args:
        reader: tells what may be a name.
        langs: languages of the words, at most one of each script.
    """

    def __init__(self, reader: Reader, langs: Iterable[str]) -> None:
        super().__init__()
        self._reader = reader
        self._cases: dict[str, frozenset[str]] = {}
        cues = {lang: load_cues(lang) for lang in sorted(langs)}
        self._cues: dict[str, list[Cues]] = {}
        for lang, one in cues.items():
            self._cues.setdefault(script_of_language(lang), []).append(one)
        sport = {word for one in cues.values() for word in one.sport}
        self._sport = sport | {word.capitalize() for word in sport}
        plurals = {word for one in cues.values() for word in one.plurals}
        self._plurals = frozenset(
            word for term in plurals for word in (term, term.capitalize(), term.upper())
        )

    def has_plurals(self, words: Iterable[str]) -> bool:
        """Whether any of the words of a text may be a generic term in the plural."""
        return not self._plurals.isdisjoint(words)

    def is_sport(self, words: Iterable[str]) -> bool:
        """Whether words of a text tell of a game: two or more that do."""
        return len({word.lower() for word in self._sport.intersection(words)}) > 1

    def __missing__(self, word: str) -> Fact:
        lower = lower_case(word)
        every = self._cues.get(script_of(lower), ())
        capital = word[0].isupper()
        read = self._reader.word(word) if capital else None
        fact = Fact(
            capital=capital,
            capitals=len(word) > 1 and word.isupper(),
            letter=len(word) == 1 and word.isupper(),
            before=_said(every, lower, "before"),
            after=_said(every, lower, "after"),
            generic=next((kind for cues in every if (kind := cues.generic(lower))), ""),
            plural=next((cues.plurals[lower] for cues in every if lower in cues.plurals), ""),
            generic_sides=next(
                (
                    cues.generic_sides
                    for cues in every
                    if lower in cues.plurals or cues.generic(lower)
                ),
                frozenset(),
            ),
            abbreviation=next((kind for cues in every if (kind := cues.abbreviation(lower))), ""),
            also=self.also(lower),
            ending=any(lower in cues.endings for cues in every),
            name=read is not None and read.is_name,
        )
        if len(self) >= _KEPT:
            self.clear()
        self[word] = fact
        return fact

    def also(self, word: str) -> str:
        """What a word in lower case is, should it be a place: see `Cues.also`."""
        every = self._cues.get(script_of(word), ())
        return next((kind for cues in every if (kind := cues.also(word))), "")

    def is_full_name(self, words: Sequence[str]) -> bool:
        """Whether words in lower case are a person's given name and what may follow it."""
        every = self._cues.get(script_of(words[0]), ())
        return len(words) > 1 and any(
            cues.person(words[0], "given")
            and all(cues.person(word, "given") or cues.person(word, "surname") for word in words)
            for cues in every
        )

    def cases(self, word: str) -> frozenset[str]:
        """The cases that a word may stand in by its ending, whatever it is."""
        known = self._cases.get(word)
        if known is None:
            every = self._cues.get(script_of(word), ())
            known = frozenset().union(*(cues.cases(lower_case(word)) for cues in every))
            if len(self._cases) >= _KEPT:
                self._cases.clear()
            self._cases[word] = known
        return known


def _said(every: Iterable[Cues], word: str, side: str) -> str:
    """What a word says of the name that it stands before or after."""
    for cues in every:
        said = (cues.before if side == "before" else cues.after).get(word)
        if said:
            return said
        if cues.landform(word, side):
            return "landform"
    return ""
