"""Word forms of a UniParser grammar: lexemes with stems, and the paradigms they inflect by.

The format is that of https://uniparser-morph.readthedocs.io; read is what the Eastern Armenian
grammar uses. In a `flex` a dot is where the stem stands, `<.>` where the paradigm that
`paradigm:` names goes on, `<1>` the number of the stem that it asks for, `//` parts
alternatives, `|` and brackets part morphemes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tools.build.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Affix", "Lexeme", "Paradigms", "read_lexemes"]

#: Paradigms go on in one another; deeper than this they only repeat themselves.
_DEEPEST = 4
#: What stands where a word lacks a stem of some number.
_NO_STEM = "NONE"
_FLEX = re.compile(r"(?:<(?P<stems>[\d,]+)>)?(?P<before>[^.<>]*)\.(?P<after>[^.<>]*)(?P<on><\.>)?")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word of the lexicon.

    Attributes:
        lemma: as the lexicon spells it.
        stems: by their numbers, each in its spellings.
        tags: grammatical tags: `N`, `persn`, `topn` …
        paradigms: names of the paradigms it inflects by.
    """

    lemma: str
    stems: tuple[tuple[str, ...], ...]
    tags: frozenset[str]
    paradigms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Affix:
    """What goes before and after a stem.

    Attributes:
        before: the prefix.
        after: the suffix.
        stems: numbers of the stems that it goes with; None where it is the first.
        tests: prefix and suffix of an inner part of the form, and what that part has to match.
    """

    before: str
    after: str
    stems: frozenset[int] | None = None
    tests: tuple[tuple[str, str, re.Pattern[str]], ...] = ()


@dataclass(slots=True)
class _Flex:
    texts: list[str]
    on: list[str] = field(default_factory=list)
    tests: list[re.Pattern[str]] = field(default_factory=list)


class Paradigms:
    """The paradigms of a grammar.

    Args:
        text: the contents of paradigms.txt.

    Raises:
        BuildError: if a flex is written in a way that is not read here.
    """

    def __init__(self, text: str) -> None:
        self._flexes = _read_flexes(text)
        self._affixes: dict[tuple[str, int], tuple[Affix, ...]] = {}
        self._by_start: dict[str, dict[tuple[str, frozenset[int] | None], list[Affix]]] = {}

    def forms(self, lexeme: Lexeme, longest: Callable[[str], int]) -> Iterator[str]:
        """The forms of a word; some more than once.

        A paradigm that the grammar lacks gives none, as in UniParser itself.

        Args:
            lexeme: the word.
            longest: how many letters a form may have that begins with a string. A verb has
                thousands of forms, of which the asker may want none.
        """
        for paradigm in lexeme.paradigms:
            for (before, stems), affixes in self._sorted(paradigm).items():
                for stem in _stems(lexeme, stems):
                    room = longest(before + stem) - len(before + stem)
                    for affix in affixes:
                        if len(affix.after) > room:
                            break
                        if all(test.match(b + stem + a) for b, a, test in affix.tests):
                            yield before + stem + affix.after

    def _sorted(self, name: str) -> dict[tuple[str, frozenset[int] | None], list[Affix]]:
        """The affixes of a paradigm by what goes before the stem, the shortest first."""
        if name not in self._by_start:
            found: dict[tuple[str, frozenset[int] | None], list[Affix]] = defaultdict(list)
            for affix in sorted(self._of(name, _DEEPEST), key=lambda affix: len(affix.after)):
                found[affix.before, affix.stems].append(affix)
            self._by_start[name] = dict(found)
        return self._by_start[name]

    def _of(self, name: str, depth: int) -> tuple[Affix, ...]:
        key = (name, depth)
        if key not in self._affixes:
            flexes = self._flexes.get(name, ())
            found = {affix: None for flex in flexes for affix in self._long(flex, depth)}
            self._affixes[key] = tuple(found)
        return self._affixes[key]

    def _long(self, flex: _Flex, depth: int) -> Iterator[Affix]:
        """The affixes of a flex, with what the paradigms that it goes on in add."""
        for text in flex.texts:
            parts = _FLEX.fullmatch(text)
            if parts is None:
                raise BuildError(f"paradigms.txt: flex {text!r} is not read here")
            numbers = parts["stems"]
            stems = frozenset(map(int, numbers.split(","))) if numbers else None
            before, after = parts["before"], parts["after"]
            # A test looks at what stood there before this flex came to it.
            tests = tuple(("", "", test) for test in flex.tests)
            if not parts["on"] or not flex.on:
                yield Affix(before, after, stems, tests)
                continue
            if depth == 0:
                continue
            for name in flex.on:
                for more in self._of(name, depth - 1):
                    both = _agreed(stems, more.stems)
                    if both is not None and not both:
                        continue
                    moved = tuple((b + before, after + a, test) for b, a, test in more.tests)
                    yield Affix(more.before + before, after + more.after, both, tests + moved)


def read_lexemes(text: str) -> Iterator[Lexeme]:
    """The words of a lexicon.

    Args:
        text: the contents of lexemes.txt.
    """
    for record in text.split("-lexeme")[1:]:
        values: dict[str, list[str]] = defaultdict(list)
        for line in record.strip().split("\n"):
            key, _, value = line.strip().partition(":")
            values[key].append(value.strip())
        stems = tuple(
            tuple(dict.fromkeys(spelled.strip().strip(".") for spelled in stem.split("//")))
            for stem in values["stem"][0].split("|")
        )
        tags = frozenset(values["gramm"][0].split(","))
        yield Lexeme(values["lex"][0], stems, tags, tuple(values["paradigm"]))


def _stems(lexeme: Lexeme, numbers: frozenset[int] | None) -> Iterable[str]:
    if numbers is None or len(lexeme.stems) == 1:
        numbers = frozenset({0})
    spelled = [
        stem for number in numbers if number < len(lexeme.stems) for stem in lexeme.stems[number]
    ]
    return [stem for stem in spelled if stem != _NO_STEM]


def _agreed(one: frozenset[int] | None, other: frozenset[int] | None) -> frozenset[int] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _read_flexes(text: str) -> dict[str, list[_Flex]]:
    paradigms: dict[str, list[_Flex]] = defaultdict(list)
    flexes: list[_Flex] = []
    for line in text.split("\n"):
        key, _, value = line.strip().partition(":")
        value = value.strip()
        if key == "-paradigm":
            flexes = paradigms[value]
        elif key == "-flex":
            texts = re.sub(r"[|\[\]]", "", value).split("//")
            flexes.append(_Flex([part.strip() for part in texts]))
        elif key == "paradigm" and line.startswith("  "):
            flexes[-1].on.append(value)
        elif key == "paradigm" and line.startswith(" "):
            # One space only: said of every flex of the paradigm.
            for flex in flexes:
                flex.on.append(value)
        elif key == "regex-prev":
            flexes[-1].tests.append(re.compile(value))
    return dict(paradigms)
