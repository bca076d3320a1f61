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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
WORD = re.compile(rf"{LETTER}+(?:[{MARKS}]+{LETTER}*)*")


@dataclass(frozen=True, slots=True)
class Edges:
    """What may or must not stand on one side of a unit.

    Attributes:
        letters: one of these, in either case.
        edge: whether the edge of the word is as good as one of them.
        negated: whether all that is meant as forbidden.
        earlier: one of these, as they are, stands before it; only without `edge` and `negated`.
    """

    letters: str
    edge: bool = False
    negated: bool = False
    earlier: str = ""


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
    def caseless(self) -> str:
        """What the table reads that has no capital, such as a modifier letter."""
        letters = {*self.letters, *"".join(rule.source for rule in self.rules)}
        return "".join(sorted(one for one in letters if self.read.upper(one) == one))

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
        # The capital of one letter may be two characters, the first a capital of its own (J̌).
        longest_first = sorted(
            self._spellings(letters, loud=loud), key=lambda unit: -len(unit.source)
        )
        return _reachable([*self._spellings(self.rules, loud=loud), *longest_first])

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
            unit = Unit(rule.source, rule.target, after, before)
            for form in self._cases(unit, loud=loud):
                if _is_for(rule, form.source, self.read):
                    yield form

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
            yield from self._caseless(replace(unit, target=shout), loud=loud)
        for letters in self._spelled(unit.source):
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

    def _spelled(self, source: str) -> Iterator[Sequence[str]]:
        """A source in small letters and capitals: every way, or of a long one the usual three."""
        capitals = [self._capital(letter) for letter in source]
        if len(source) <= 2:
            yield from itertools.product(
                *(dict.fromkeys(both) for both in zip(source, capitals, strict=True))
            )
        else:
            yield from dict.fromkeys((tuple(source), (capitals[0], *source[1:]), tuple(capitals)))

    def _capital(self, letter: str) -> str:
        """The capital of a letter; of a ligature none, if its letters are read one by one."""
        capital = self.read.upper(letter)
        apart = len(capital) > 1 and all(one in self.letters for one in self.read.lower(capital))
        return letter if apart else capital

    def _among_capitals(self, unit: Unit) -> Iterator[Unit]:
        """Capitals beside others: the next letter decides, the one before if there is none."""
        if not self.capitals:
            return
        yield replace(unit, before=(*unit.before, Edges(self.capitals)))
        last = replace(unit, before=(*unit.before, Edges(self.small, negated=True)))
        if len(unit.source) > 1:
            yield last
        else:
            yield replace(last, after=(*last.after, Edges(self.capitals)))

    def _caseless(self, unit: Unit, *, loud: bool) -> Iterator[Unit]:
        """What has no case where it is read, but where it is written: ʹ among capitals is Ь.

        Between two capitals, then, or at the end of a word after two: after one alone the word
        is more likely a name (`Фь`) than shouted.
        """
        if loud:
            yield unit
        elif self.capitals:
            yield replace(
                unit,
                after=(*unit.after, Edges(self.capitals, edge=True)),
                before=(*unit.before, Edges(self.capitals)),
            )
            yield replace(
                unit,
                after=(*unit.after, Edges(self.capitals, earlier=self.capitals + self.caseless)),
                before=(*unit.before, Edges(self.small, negated=True)),
            )


def _reachable(units: Iterable[Unit]) -> list[Unit]:
    """Units without those that an earlier one hides: the first that fits wins."""
    everywhere: set[str] = set()
    kept = []
    for unit in units:
        if any(unit.source[:end] in everywhere for end in range(1, len(unit.source) + 1)):
            continue
        if not unit.after and not unit.before:
            everywhere.add(unit.source)
        kept.append(unit)
    return kept


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
        if rule.back and rule.target and not rule.contextual and rule.letters == "any":
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


def _is_for(rule: Rule, spelled: str, case: Case) -> bool:
    """Whether a rule is for what it reads in this case."""
    return {
        "any": True,
        "small": spelled == rule.source,
        "capital": spelled == case.upper(spelled) != rule.source,
    }[rule.letters]


def _target_case(system: System) -> Case:
    return Case.of(system.target_language or "und", system.target_script)


def _settled(rules: Iterable[Rule], options: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in rules
        if (not rule.when or rule.when in options) and rule.unless not in options
    )
