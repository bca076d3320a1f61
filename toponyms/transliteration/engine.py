"""Runs a table over text.

Words that are exceptions are set apart. Between them a regular expression finds what depends on
its surroundings or has several letters, and puts one character for it that no name has; then
every character is replaced at once. So the contexts see the text as it was given.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from toponyms.errors import UnknownOptionError
from toponyms.recent import Recent
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

    import numpy as np
    from numpy.typing import NDArray

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
#: Results that are kept: names recur in any data. And the most characters of a text with one.
_REMEMBERED, _SHORT = 2**14, 64


class Transliterator:
    """One direction of one system, ready to run. Threads may share it: results never change.

    Args:
        table: what to read and what to write.

    >>> from toponyms.transliteration import Systems
    >>> bgn = transliterator(Systems.default()["bgnpcgn-rus-Cyrl-Latn-1947"])
    >>> bgn("Шуша"), bgn("ШУША"), bgn.many(["Баку", "Гянджа"])
    ('Shusha', 'SHUSHA', ['Baku', 'Gyandzha'])
    """

    def __init__(self, table: Table) -> None:
        self._exceptions = {**table.names, **table.words}
        self._recent = Recent[str](_REMEMBERED)
        self._words = table.words
        self._moves = [(move.mark, _mover(move)) for move in table.moves]
        self._plain, self._loud = (_Steps(table.units(loud=loud)) for loud in (False, True))

    def __call__(self, text: str) -> str:
        """The text in the other script; what the system does not know is left as it is."""
        known = self._recent.get(text)
        if known is None:
            known = self._written(text)
            if len(text) <= _SHORT:
                self._recent.keep(text, known)
        return known

    def many(self, texts: Iterable[str]) -> list[str]:
        """The same of each text, in order, but much faster than one by one."""
        texts = list(texts)
        recent = self._recent
        written = {text: recent.get(text) for text in dict.fromkeys(texts)}
        new = [text for text, known in written.items() if known is None]
        together = [text for text in new if text.isprintable() and not text.isupper()]
        if self._exceptions:
            exceptions = self._exceptions
            together = [
                text
                for text in together
                if text not in exceptions and not self._has_exception(text)
            ]
        for start in range(0, len(together), _BATCH):
            batch = together[start : start + _BATCH]
            # Loading NumPy takes as long as some ten thousand names.
            steps = self._plain.long if len(together) >= _BATCH else self._plain
            lines = steps(self._moved("\n".join(batch))).split("\n")
            written.update(zip(batch, lines, strict=True))
        if len(together) < len(new):
            apart = set(new).difference(together)
            written.update([(text, self._written(text)) for text in apart])
        if len(new) <= _REMEMBERED:
            for text in new:
                if len(text) <= _SHORT:
                    recent.keep(text, written[text] or "")
        return [written[text] or "" for text in texts]

    def _written(self, text: str) -> str:
        if text in self._exceptions:
            return self._exceptions[text]
        if self._exceptions and self._has_exception(text):
            return self._around_exceptions(self._moved(text))
        if self._moves:
            text = self._moved(text)
        run = self._loud if text.isupper() and _SHOUTED.search(text) else self._plain
        if text.isprintable():
            return run(text)
        pieces = _UNTOUCHED.split(text)
        pieces[::2] = map(run, pieces[::2])
        return "".join(pieces)

    def _moved(self, text: str) -> str:
        for mark, move in self._moves:
            if mark in text:
                text = move(text)
        return text

    def _has_exception(self, text: str) -> bool:
        """Whether one of several words is an exception."""
        return not text.isalpha() and not self._words.keys().isdisjoint(WORD.findall(text))

    def _around_exceptions(self, text: str) -> str:
        """Exceptions as they are, and what stands between them by the rules.

        No word is cut, so no rule sees another context.
        """
        words, done, pieces = self._words, 0, []
        for match in WORD.finditer(text):
            if match[0] in words:
                pieces += [text[done : match.start()], match[0]]
                done = match.end()
        pieces.append(text[done:])
        pieces[::2] = [self(piece) for piece in pieces[::2]]
        pieces[1::2] = [words[word] for word in pieces[1::2]]
        return "".join(pieces)


class _Steps:
    """The two steps: units to characters that stand for them, then every character at once."""

    __slots__ = ("__dict__", "_letters", "_mark", "_search", "_sub")

    def __init__(self, units: Sequence[Unit]) -> None:
        plain = {unit.source: unit.target for unit in units if unit.plain}
        found = [unit for unit in units if not unit.plain]
        # By first letter, as the expression has them; among those of one letter the order stays.
        found.sort(key=lambda unit: unit.source[0])
        targets = sorted({unit.target for unit in found})
        free = _FEW if len(targets) <= len(_FEW) else _MANY
        slots = dict(zip(targets, map(chr, free), strict=False))
        marks = ["", *(slots[unit.target] for unit in found)]
        expression = re.compile(_pattern(found), re.DOTALL)
        self._search, self._sub = expression.search, expression.sub
        self._mark = lambda match: marks[match.lastindex]
        self._letters = {**plain, **{mark: target for target, mark in slots.items()}}
        self._table = _indexed(self._letters)

    def __call__(self, text: str) -> str:
        """The result of one text."""
        if not is_normalized("NFC", text):
            text = nfc(text)
        if self._search(text):  # mostly there is nothing, and looking is cheaper than replacing
            text = self._sub(self._mark, text)
        text = text.translate(self._table)
        return text if is_normalized("NFC", text) else nfc(text)

    def long(self, text: str) -> str:
        """The same of a long text, in half the time."""
        if not is_normalized("NFC", text):
            text = nfc(text)
        text = self._sub(self._mark, text)
        text = _translated(text, self._codes)
        return text if is_normalized("NFC", text) else nfc(text)

    @cached_property
    def _codes(self) -> NDArray[np.uint32]:
        """What every code point of the first plane becomes: rows of code points, ended with 0."""
        import numpy as np

        width = max(map(len, self._letters.values()), default=1)
        codes = np.zeros((0x10000, width), dtype="<u4")
        codes[:, 0] = np.arange(0x10000)
        for letter, target in self._letters.items():
            codes[ord(letter)] = [ord(one) for one in target.ljust(width, "\0")]
        return codes


def _translated(text: str, codes: NDArray[np.uint32]) -> str:
    """`str.translate` by an array of code points; a text that it does not cover stays whole."""
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    if points.max(initial=0) >= len(codes):
        pieces = re.split("([\U00010000-\U0010ffff]+)", text)
        pieces[::2] = [_translated(piece, codes) for piece in pieces[::2]]
        return "".join(pieces)
    written = codes[points]
    result: str = written[written != 0].tobytes().decode("utf-32-le")
    return result


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
