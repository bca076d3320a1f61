"""A system laid out flat: every spelling, every case, every place it may stand in.

Both engines are made from this, the one that the library runs and the rules for ICU, so
that they cannot understand a system differently.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from toponyms.transliteration.casing import Case
from toponyms.transliteration.system import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toponyms.transliteration.system import Move, System

__all__ = [
    "LETTER",
    "MARKS",
    "MARKS_SEEN_THROUGH",
    "WORD",
    "Edges",
    "Table",
    "Unit",
    "backward",
    "forward",
]


#: Marks that stand on or in a word and do not end it: combining marks, Arabic vowel signs, and
#: the Armenian marks of emphasis, exclamation and question.
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u055b\u055c\u055e"
#: Those that a context looks through, to the letter before: stress on a vowel changes no rule.
MARKS_SEEN_THROUGH = "\u0300-\u036f\u055b\u055c\u055e"

#: A letter of any script, as a regular expression.
LETTER = r"[^\W\d_]"
#: A word: letters and their marks.
WORD = re.compile(rf"(?:{LETTER}|[{MARKS}])+")


@dataclass(frozen=True, slots=True)
class Edges:
    """What may or must not stand on one side of a unit.

    Attributes:
        letters: one of these, in either case.
        edge: whether the edge of the word is as good as one of them.
        negated: whether all that is meant as forbidden.
    """

    letters: str
    edge: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One spelling in one case, and what is written for it.

    Attributes:
        source: as it stands in the text.
        target: as it is written.
        after: every condition on what stands before it.
        before: every condition on what follows it.
    """

    source: str
    target: str
    after: tuple[Edges, ...] = ()
    before: tuple[Edges, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is a single letter that reads the same everywhere."""
        return len(self.source) == 1 and not self.after and not self.before


@dataclass(frozen=True)
class Table:
    """One direction of a system with its options settled.

    Attributes:
        letters: lower-case letter to what is written for it.
        capital_letters: lower-case letter to what is written for its capital, where that is
            not the same with its first letter a capital.
        rules: in order.
        exceptions: whole words in lower case, and what is written for them.
        classes: for contexts.
        moves: marks that change their place.
        read: the case rules of what is read.
        write: the case rules of what is written.
    """

    letters: Mapping[str, str]
    capital_letters: Mapping[str, str]
    rules: tuple[Rule, ...]
    exceptions: Mapping[str, str]
    classes: Mapping[str, str]
    moves: tuple[Move, ...]
    read: Case
    write: Case

    @cached_property
    def capitals(self) -> str:
        """The capital letters that the table reads."""
        letters = {*self.letters, *"".join(rule.source for rule in self.rules)}
        return "".join(sorted({*"".join(map(self.read.upper, letters))} - letters))

    @cached_property
    def small(self) -> str:
        """The lower-case letters that have one of `capitals`."""
        return "".join(sorted({*"".join(map(self.read.lower, self.capitals))}))

    def units(self, *, loud: bool) -> list[Unit]:
        """Everything that the table reads, in the order in which it is tried.

        Args:
            loud: for a text that has no lower-case letter at all. A capital alone is then
                one among capitals: `Я` is `YA` in it, and `Ya` beside lower-case words.
        """
        letters = [Rule(letter, target) for letter, target in self.letters.items()]
        return list(self._spellings([*self.rules, *letters], loud=loud))

    @cached_property
    def words(self) -> dict[str, str]:
        """Exceptions that are one word, in lower case, capitalised and in capitals."""
        return {form: target for form, target in self._exceptions().items() if WORD.fullmatch(form)}

    @cached_property
    def names(self) -> dict[str, str]:
        """Exceptions that are a whole text of several words, likewise."""
        return {
            form: target for form, target in self._exceptions().items() if form not in self.words
        }

    def _exceptions(self) -> dict[str, str]:
        read, write = self.read, self.write
        forms = {}
        for word, target in self.exceptions.items():
            every = re.sub(r"(?<!\w)\w", lambda letter: read.upper(letter[0]), word)
            forms[read.title(word)] = forms[every] = write.title(target)
            forms[read.upper(word)] = write.upper(target)
            forms[word] = write.lower(target)
        return forms

    def _spellings(self, rules: Iterable[Rule], *, loud: bool) -> Iterator[Unit]:
        for rule in rules:
            after = (*self._edges(rule.after), *self._edges(rule.not_after, negated=True))
            before = (*self._edges(rule.before), *self._edges(rule.not_before, negated=True))
            yield from self._cases(Unit(rule.source, rule.target, after, before), loud=loud)

    def _edges(self, context: tuple[str, ...], *, negated: bool = False) -> tuple[Edges, ...]:
        if not context:
            return ()
        letters = {
            letter
            for token in context
            for letter in (self.classes.get(token[1:-1], token))
            if token not in {"<start>", "<end>"}
        }
        both = {form for letter in letters for form in (letter, self.read.upper(letter))}
        edge = "<start>" in context or "<end>" in context
        single = "".join(sorted(form for form in both if len(form) == 1))
        return (Edges(single, edge, negated),)

    def _cases(self, unit: Unit, *, loud: bool) -> Iterator[Unit]:
        """A lower-case unit in every case that it can be met in."""
        read, shout = self.read, self.write.upper(unit.target)
        title = self.capital_letters.get(unit.source) or self.write.title(unit.target)
        # A mark without case may come first (ʿayn, say): the first letter with one decides.
        head = next(
            (place for place, letter in enumerate(unit.source) if read.upper(letter) != letter), 0
        )
        if read.upper(unit.source) == unit.source and shout != unit.target:
            # What is read has no case, what is written has: ʹ among capitals is a capital Ь.
            if loud:
                yield replace(unit, target=shout)
            else:
                yield from self._among_capitals(replace(unit, target=shout))
        choices = [dict.fromkeys((letter, read.upper(letter))) for letter in unit.source]
        for letters in itertools.product(*choices):
            form = replace(unit, source="".join(letters))
            if letters[head] == unit.source[head]:
                yield form
            elif shout == title:
                yield replace(form, target=title)
            elif loud:
                yield replace(form, target=shout)
            else:
                if form.source == read.upper(form.source):
                    yield from self._among_capitals(replace(form, target=shout))
                yield replace(form, target=title)

    def _among_capitals(self, unit: Unit) -> Iterator[Unit]:
        """Capitals beside others: the next letter decides, the one before if there is none."""
        if not self.capitals:
            return
        yield replace(unit, before=(*unit.before, Edges(self.capitals)))
        last = replace(unit, before=(*unit.before, Edges(self.small, negated=True)))
        yield (
            last
            if len(unit.source) > 1 and self.read.upper(unit.source) != self.read.lower(unit.source)
            else replace(last, after=(*last.after, Edges(self.capitals)))
        )


def forward(system: System, options: frozenset[str]) -> Table:
    """The way from the source script, with the options that are on."""
    return Table(
        system.letters,
        system.capitals,
        _settled(system.rules, options),
        system.exceptions,
        system.classes,
        system.moves,
        Case.of(system.language, system.source_script),
        _target_case(system),
    )


def backward(system: System, options: frozenset[str]) -> Table:
    """The way back: the system's own rules for it, then its letters read from right to left."""
    explicit = _settled(system.reverse_rules, options)
    pairs: dict[str, str] = {}
    for rule in _settled(system.rules, options):
        if rule.back and not rule.contextual and rule.target:
            pairs.setdefault(rule.target, rule.source)
    for letter, target in system.letters.items():
        if target:
            pairs.setdefault(target, letter)
    several = sorted((target for target in pairs if len(target) > 1), key=lambda one: -len(one))
    return Table(
        {target: source for target, source in pairs.items() if len(target) == 1},
        {},
        (*explicit, *(Rule(target, pairs[target]) for target in several)),
        {},
        system.classes,
        (),
        _target_case(system),
        Case.of(system.language, system.source_script),
    )


def _target_case(system: System) -> Case:
    return Case.of(system.target_language or "und", system.target_script)


def _settled(rules: Iterable[Rule], options: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in rules
        if (not rule.when or rule.when in options) and rule.unless not in options
    )
