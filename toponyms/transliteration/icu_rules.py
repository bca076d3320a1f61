"""A system as rules for ICU's transliterators, for whoever has ICU and not this library.

The rules are made from the same units as the engine, and a property test holds the two to
the same output. Only one thing is left to the engine: in a text without any lower-case letter
a capital that stands alone (`Я`) is one among capitals there, and ICU sees no further than
the word.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from toponyms.transliteration.units import MARKS, MARKS_SEEN_THROUGH, Edges, Unit, forward
from toponyms.transliteration.units import backward as _backward

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.transliteration.system import Move, System

__all__ = ["icu_rules"]

#: What the engine's expressions take for a letter of a word, as an ICU set.
_WORD = f"[[:L:][:Nl:][:No:]{MARKS}]"
_SEEN_THROUGH = f"[{MARKS_SEEN_THROUGH}]"
_FIRST_SLOT = 0xE000


def icu_rules(
    system: System, *, reverse: bool = False, options: frozenset[str] = frozenset()
) -> str:
    r"""The rules of one direction of a system.

    Args:
        system: which.
        reverse: whether to go back from the target script.
        options: those that are on.

    Returns:
        Rules for `Transliterator.createFromRules` (ICU User Guide, Transforms).

    >>> from toponyms.transliteration import Systems
    >>> rules = icu_rules(Systems.default()["iso-rus-Cyrl-Latn-9-1995"])
    >>> "\nж > ž ;\n" in rules
    True
    """
    table = (_backward if reverse else forward)(system, options)
    units = list(dict.fromkeys(table.units(loud=False)))
    alone = (Edges("", edge=True),)
    words = [Unit(word, target, alone, alone) for word, target in table.words.items()]
    names = [f"^ {_quoted(name)} $ > {_quoted(result)} ;" for name, result in table.names.items()]
    found = [*words, *(unit for unit in units if not unit.plain)]
    slots = {
        target: chr(_FIRST_SLOT + number)
        for number, target in enumerate(dict.fromkeys(unit.target for unit in found))
    }
    contexts = _Contexts()
    marked = dict.fromkeys(
        f"{behind}{_quoted(unit.source)}{ahead} > {slots[unit.target]}{_quoted(unit.source)} ;"
        for unit in found
        for behind, ahead in product(contexts.behind(unit.after), contexts.ahead(unit.before))
    )
    lines = [
        f"# {system.id}{', reverse' if reverse else ''}",
        *(f"{name} = {letters} ;" for letters, name in contexts.names.items()),
        ":: NFC ;",
        *(line for move in table.moves for line in _moved(move)),
        ":: Null ;",
        "# What depends on its surroundings, or has several letters, is marked first.",
        *names,
        *marked,
        ":: Null ;",
        *dict.fromkeys(
            f"{slots[unit.target]}{_quoted(unit.source)} > {_quoted(unit.target)} ;"
            for unit in found
        ),
        *(f"{_quoted(unit.source)} > {_quoted(unit.target)} ;" for unit in units if unit.plain),
        ":: NFC ;",
    ]
    return "\n".join(lines) + "\n"


class _Contexts:
    """Writes contexts, and names every set in them once: ICU takes some two thousand sets.

    Attributes:
        names: of the sets, by the set.
    """

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def behind(self, conditions: Sequence[Edges]) -> Iterator[str]:
        """What stands before, in the ways that it may: at once, or under a mark."""
        if not conditions:
            yield ""
            return
        earlier = [
            self._named(f"[{_quoted(edges.earlier)}]") for edges in conditions if edges.earlier
        ]
        yield f"{' '.join([*earlier, self._set(conditions, directly=True)])} {{ "
        if not earlier:
            yield f"{self._set(conditions, directly=False)} {_SEEN_THROUGH} {{ "

    def ahead(self, conditions: Sequence[Edges]) -> Iterator[str]:
        """What follows, likewise."""
        if not conditions:
            yield ""
            return
        yield f" }} {self._set(conditions, directly=True)}"
        yield f" }} {_SEEN_THROUGH} {self._set(conditions, directly=False)}"

    def _set(self, conditions: Iterable[Edges], *, directly: bool) -> str:
        return self._named(_set(conditions, directly=directly))

    def _named(self, letters: str) -> str:
        return self.names.setdefault(letters, f"$set{len(self.names)}")


def _set(conditions: Iterable[Edges], *, directly: bool) -> str:
    """The characters that satisfy every condition.

    Args:
        conditions: of one side.
        directly: whether the character stands beside the unit, or a mark between them. The
            mark belongs to a word: no edge is there.
    """
    sets = []
    for edges in conditions:
        letters = "".join(map(_quoted, edges.letters))
        if edges.negated:
            inside = f"&{_WORD}" if edges.edge and directly else ""
            sets.append(f"[[^{letters}]{inside}]" if letters or inside else "[^]")
        else:
            outside = f"[^{_WORD}]" if edges.edge and directly else ""
            sets.append(f"[{letters}{outside}]")
    marks = f"-{_SEEN_THROUGH}" if directly else ""
    return f"[{'&'.join(sets)}{marks}]"


def _moved(move: Move) -> Iterator[str]:
    mark, target = _quoted(move.mark), _quoted(move.target)
    ends = "".join(map(_quoted, move.ends))
    inside = f"[^{ends}\\n{_quoted(move.mark)}]*"
    yield f"{mark} ({inside}) {mark} > | $1 {mark} ;"
    yield f"{mark} ({inside}) [{ends}] > $1 {target} ;"
    yield f"{mark} ({inside}) > $1 {target} ;"


def _quoted(text: str) -> str:
    return "".join(
        character if character.isalpha() else f"\\u{ord(character):04X}" for character in text
    )
