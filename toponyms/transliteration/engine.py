"""Runs a table over text.

Words that are exceptions go first. Then a regular expression finds what depends on its
surroundings or has several letters, and puts one private character for it; last, every letter
and every private character is replaced at once. So the contexts see the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from toponyms.errors import UnknownOptionError
from toponyms.text._icu import nfc
from toponyms.transliteration.units import (
    LETTER,
    MARKS,
    MARKS_SEEN_THROUGH,
    WORD,
    backward,
    forward,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from toponyms.transliteration.system import Move, System
    from toponyms.transliteration.units import Edges, Table, Unit

__all__ = ["Transliterator", "options_on", "transliterator"]

#: What stands for a unit while a text is under way: control characters, which no name has, and
#: when there are not enough of them what Unicode sets aside for private use.
_FEW = [*range(0x01, 0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)]
_MANY = [*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE)]
#: Those and lone surrogates, which are no characters: neither read nor written.
_UNTOUCHED = re.compile(
    "([\x01-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U000ffffd]+)"
)
#: Two capitals in a row, in a text that has capitals only: `ЮЖА`, and not `Ю. Я.`. A modifier
#: letter is none.
_SHOUTED = re.compile(rf"(?:[^\W\d_\u02b0-\u02ff][{MARKS}]*){{2}}")
#: Texts that go through together.
_BATCH = 4096


class Transliterator:
    """One direction of one system, ready to run. It never changes: threads may share it.

    Args:
        table: what to read and what to write.

    >>> from toponyms.transliteration import Systems
    >>> bgn = transliterator(Systems.default()["bgnpcgn-rus-Cyrl-Latn-1947"])
    >>> bgn("Шуша"), bgn("ШУША"), bgn.many(["Баку", "Гянджа"])
    ('Shusha', 'SHUSHA', ['Baku', 'Gyandzha'])
    """

    def __init__(self, table: Table) -> None:
        self._names = table.names
        self._plain, self._loud = (_way(table, table.units(loud=loud)) for loud in (False, True))

    def __call__(self, text: str) -> str:
        """The text in the other script; what the system does not know is left as it is."""
        if self._names and text in self._names:
            return self._names[text]
        run = self._loud if text.isupper() and _SHOUTED.search(text) else self._plain
        if text.isprintable():
            return run(text)
        pieces = _UNTOUCHED.split(text)
        pieces[::2] = map(run, pieces[::2])
        return "".join(pieces)

    def many(self, texts: Iterable[str]) -> list[str]:
        """The same of each text, in order, but much faster than one by one."""
        texts = list(texts)
        result = dict.fromkeys(texts, "")
        together = [text for text in result if text.isprintable() and not text.isupper()]
        for start in range(0, len(together), _BATCH):
            batch = together[start : start + _BATCH]
            result.update(zip(batch, self._plain("\n".join(batch)).split("\n"), strict=True))
        for text in result.keys() & self._names.keys():
            result[text] = self._names[text]
        if len(together) < len(result):
            for text in result.keys() - set(together):
                result[text] = self(text)
        return texts if not result else list(map(result.__getitem__, texts))


def _way(table: Table, units: Sequence[Unit]) -> Callable[[str], str]:
    """The steps over a text: words and units to private characters, characters to results."""
    plain = {unit.source: unit.target for unit in units if unit.plain}
    found = [unit for unit in units if not unit.plain]
    # By first letter, as the expression has them; among those of one letter the order stays.
    found.sort(key=lambda unit: unit.source[0])
    targets = {*(unit.target for unit in found), *table.words.values()}
    slots = dict(
        zip(sorted(targets), map(chr, _FEW if len(targets) <= len(_FEW) else _MANY), strict=False)
    )
    marks = ["", *(slots[unit.target] for unit in found)]
    words = {word: slots[target] for word, target in table.words.items()}
    letters = _indexed({**plain, **{mark: target for target, mark in slots.items()}})
    expression = re.compile(_pattern(found), re.DOTALL)
    search, sub = expression.search, expression.sub
    moves = [_mover(move) for move in table.moves]
    is_normalized = unicodedata.is_normalized

    def mark(match: re.Match[str]) -> str:
        return marks[match.lastindex or 0]

    def run(text: str) -> str:
        if not is_normalized("NFC", text):
            text = nfc(text)
        for move in moves:
            text = move(text)
        if words:
            text = WORD.sub(lambda match: words.get(match[0], match[0]), text)
        if search(text):  # mostly there is nothing, and looking is cheaper than replacing
            text = sub(mark, text)
        text = text.translate(letters)
        return text if is_normalized("NFC", text) else nfc(text)

    return run


def _indexed(letters: Mapping[str, str]) -> Sequence[str] | dict[int, str]:
    """A table for `str.translate`: a list, which is read a quarter faster, unless it were long."""
    last = max(map(ord, letters), default=0)
    if last >= _MANY[0]:
        return str.maketrans(dict(letters))
    return [letters.get(character, character) for character in map(chr, range(last + 1))]


def _mover(move: Move) -> Callable[[str], str]:
    """Takes a mark out of its word and ends the sentence with what stands for it."""
    ends = re.escape("".join(move.ends))
    sentence = re.compile(rf"{re.escape(move.mark)}([^\n{ends}]*)(?:[{ends}]|$)", re.MULTILINE)

    def moved(match: re.Match[str]) -> str:
        return match[1].replace(move.mark, "") + move.target

    return lambda text: sentence.sub(moved, text)


def _pattern(units: Sequence[Unit]) -> str:
    """Finds the first unit that fits; the number of its group is its place among the units."""
    ways = [
        f"{re.escape(letter)}(?:{'|'.join(map(_rest, alike))})"
        for letter, alike in groupby(units, key=lambda unit: unit.source[0])
    ]
    return "|".join(ways) or "(?!)"


def _rest(unit: Unit) -> str:
    """A unit whose first letter was just read."""
    behind, ahead = map(_behind, unit.after), map(_ahead, unit.before)
    return f"{''.join(behind)}{re.escape(unit.source[1:])}{''.join(ahead)}()"


def _behind(edges: Edges) -> str:
    """What stands before a unit, looked at from behind its first letter."""
    letters = f"[{re.escape(edges.letters)}]"
    if edges.negated:
        no = [f"(?<!{letters}.)(?<!{letters}[{MARKS_SEEN_THROUGH}].)"] if edges.letters else []
        inside = [f"(?:(?<={LETTER}.)|(?<=[{MARKS}].))"] if edges.edge else []
        return "".join(no + inside)
    if edges.earlier:
        return f"(?<=[{re.escape(edges.earlier)}]{letters}.)"
    ways = [f"(?<={letters}.)", f"(?<={letters}[{MARKS_SEEN_THROUGH}].)"] if edges.letters else []
    if edges.edge:
        ways.append(f"(?<!{LETTER}.)(?<![{MARKS}].)")
    return f"(?:{'|'.join(ways)})"


def _ahead(edges: Edges) -> str:
    """What follows a unit."""
    letters = f"[{MARKS_SEEN_THROUGH}]?[{re.escape(edges.letters)}]"
    if edges.negated:
        no = f"(?!{letters})" if edges.letters else ""
        return no + (f"(?={LETTER}|[{MARKS}])" if edges.edge else "")
    ways = [f"(?={letters})"] if edges.letters else []
    if edges.edge:
        ways.append(f"(?!{LETTER}|[{MARKS}])")
    return f"(?:{'|'.join(ways)})"


def options_on(system: System, chosen: Collection[str] = ()) -> frozenset[str]:
    """The options of a system that are on.

    Args:
        system: which.
        chosen: what differs from its defaults: `name` switches one on, `no-name` off.

    Raises:
        UnknownOptionError: if the system has no such option.
    """
    on = {name for name, option in system.options.items() if option.default}
    for option in chosen:
        name = option.removeprefix("no-")
        if name not in system.options:
            raise UnknownOptionError(option, system.id, sorted(system.options))
        if option == name:
            on.add(name)
        else:
            on.discard(name)
    return frozenset(on)


@cache
def transliterator(
    system: System, *, reverse: bool = False, options: frozenset[str] = frozenset()
) -> Transliterator:
    """The transliterator of a system, made once.

    Args:
        system: which.
        reverse: whether to go back from the target script.
        options: those that are on (`options_on`).
    """
    return Transliterator((backward if reverse else forward)(system, options))
