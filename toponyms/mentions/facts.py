"""What is to be known of single words, in the languages of a paragraph; looked up once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.mentions.clues import clues_of
from toponyms.mentions.cues import load_cues
from toponyms.mentions.languages import script_of, script_of_language
from toponyms.mentions.reading import lower_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.mentions.cues import Cues
    from toponyms.mentions.reading import Reader

__all__ = ["STOP", "Fact", "Facts"]

#: The full stop of an abbreviation.
STOP = "."
_BEFORE = frozenset({"before"})

#: Words kept: bounds what a stream of texts takes.
_KEPT = 2**17


class Fact(NamedTuple):
    """One word as it stands in a text.

    Attributes:
        capital: whether it begins with a capital letter.
        capitals: whether it has several letters, all of them capitals.
        letter: whether it is one capital letter, such as an initial.
        stop: whether a full stop is part of it.
        before: what it says of a name after it: `place`, `person`, `thing`, `landform`,
            `article`, `link`, `people` or nothing.
        after: what it says of a name before it.
        generic: the GeoNames feature class that it says as a generic term.
        plural: the one that it says, in the plural, of each name in a list beside it.
        singular: its singular, if it is a generic term after several names that are adjectives.
        landform: the GeoNames feature codes, a space between, that it says as a term for waters,
            heights and the like.
        generic_sides: on which sides of a name such terms stand in its language.
        abbreviation: the one that it says if a full stop follows.
        also: what it is, should it be a place: `word`, `given`, `surname` or nothing.
        ending: whether it is a case ending, as abbreviations have them after a hyphen.
        name: whether it has a capital and may be a name by itself, by its spelling.
        clues: what it says as the word before a name, where capitals tell nothing and where they
            do, and as the word after one: see `toponyms.mentions.clues`.
    """

    capital: bool
    capitals: bool
    letter: bool
    stop: bool
    before: str
    after: str
    generic: str
    plural: str
    singular: str
    landform: str
    generic_sides: frozenset[str]
    abbreviation: str
    also: str
    ending: bool
    name: bool
    clues: tuple[int, int, int, int] = (0, 0, 0, 0)


class Facts(dict[str, Fact]):
    """Facts by word; a full stop after a word is part of it where it makes an abbreviation.

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
        plurals = {word for one in cues.values() for word in (*one.plurals, *one.singulars)}
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
        fact = self._fact(word)
        clues = [
            clues_of(fact, side, said, cased)
            for side, said in (("before", fact.before), ("after", fact.after))
            for cased in (False, True)
        ]
        fact = fact._replace(clues=tuple(clues))  # type: ignore[arg-type]
        if len(self) >= _KEPT:
            self.clear()
        self[word] = fact
        return fact

    def _fact(self, said: str) -> Fact:
        word = said.removesuffix(STOP)
        lower = lower_case(word)
        every = self._cues.get(script_of(lower), ())
        capital = word[0].isupper()
        read = self._reader.word(word) if capital else None
        abbreviation = next((kind for cues in every if (kind := cues.abbreviation(lower))), "")
        generic, plural, sides = "", "", frozenset[str]()
        if abbreviation and word != said:
            generic, sides = abbreviation, _BEFORE
        else:
            for cues in every:
                generic, plural = cues.generic(lower), cues.plurals.get(lower, "")
                if generic or plural:
                    sides = cues.generic_sides
                    break
        return Fact(
            capital=capital,
            capitals=len(word) > 1 and word.isupper(),
            letter=len(word) == 1 and word.isupper(),
            stop=word != said,
            before=_said(every, lower, "before"),
            after=_said(every, lower, "after"),
            generic=generic,
            plural=plural,
            singular=next((one for cues in every if (one := cues.singulars.get(lower))), ""),
            landform=next((codes for cues in every if (codes := _landform(cues, lower))), ""),
            generic_sides=sides,
            abbreviation=abbreviation,
            also=self.also(lower),
            ending=any(lower in cues.endings for cues in every),
            name=read is not None and read.is_name,
        )

    def also(self, word: str, *, landforms: bool = True) -> str:
        """What a word in lower case is, should it be a place: see `Cues.also`."""
        every = self._cues.get(script_of(word), ())
        return next((kind for cues in every if (kind := cues.also(word, landforms=landforms))), "")

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


def _landform(cues: Cues, word: str) -> str:
    return cues.landform(word, "before") or cues.landform(word, "after")


def _said(every: Iterable[Cues], word: str, side: str) -> str:
    """What a word says of the name that it stands before or after."""
    for cues in every:
        said = (cues.before if side == "before" else cues.after).get(word)
        if said:
            return said
        if cues.landform(word, side):
            return "landform"
    return ""
