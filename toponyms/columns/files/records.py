r"""Where records of a text of delimited fields end, and what their fields are.

A field that begins with a quote goes on to the next quote that is not doubled, over delimiters
and line ends. A quote elsewhere in a field is itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["Record", "last_end", "record_ends", "records"]

_QUOTE = ord('"')


class Record(NamedTuple):
    """One record of a text.

    Attributes:
        line: the line it begins in, counted from 1.
        fields: their texts, without the quotes around them.
        quoted: which of them had quotes around them.
        end: the line end after it: a line feed, a carriage return, both, or nothing at the end.
        stop: the offset in the text just after that.
        closed: whether every quote was closed.
        stray: whether there are quotes, or text after quotes, where none are needed: a sign that
            the delimiter is another one.
    """

    line: int
    fields: list[str]
    quoted: list[bool]
    end: str
    stop: int
    closed: bool
    stray: bool

    @property
    def blank(self) -> bool:
        """Whether there is nothing between two line ends."""
        return self.fields == [""] and not self.quoted[0]


def records(text: str, delimiter: str, *, line: int = 1) -> Iterator[Record]:
    r"""The records of a text, one by one; slow, for samples and for faults.

    Args:
        text: any text.
        delimiter: one character.
        line: the number of its first line.

    >>> [(record.line, record.fields) for record in records('a,b\n"x\ny",""\n', ",")]
    [(1, ['a', 'b']), (2, ['x\ny', ''])]
    """
    plain, ends = _patterns(delimiter)
    position = 0
    while position < len(text):
        fields: list[str] = []
        quoted: list[bool] = []
        began, closed, stray = position, True, False
        while True:
            if text.startswith('"', position):
                inside, position, closed = _quoted(text, position)
                quoted.append(True)
            else:
                inside = ""
                quoted.append(False)
            rest = plain.match(text, position)
            tail = rest[0] if rest else ""
            position += len(tail)
            stray = stray or '"' in tail or (quoted[-1] and tail != "")
            fields.append(inside + tail)
            if not text.startswith(delimiter, position):
                break
            position += 1
        end = ends.match(text, position)
        after = end[0] if end else ""
        position += len(after)
        yield Record(line, fields, quoted, after, position, closed, stray)
        line += _lines(text[began:position])


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"[^{re.escape(delimiter)}\r\n]*"), re.compile(r"\r\n|\n|\r")


def _quoted(text: str, start: int) -> tuple[str, int, bool]:
    """What stands between quotes, where it ends, and whether it does."""
    position = start + 1
    while (found := text.find('"', position)) >= 0:
        if not text.startswith('"', found + 1):
            return text[start + 1 : found].replace('""', '"'), found + 1, True
        position = found + 2
    return text[start + 1 :], len(text), False


def _lines(text: str) -> int:
    """How many lines end in a text."""
    return text.count("\n") or text.count("\r")


def record_ends(block: bytes, delimiter: str, end: str) -> NDArray[np.int64]:
    r"""The offsets just after each record that is whole.

    Args:
        block: UTF-8 that begins with a record.
        delimiter: one character of ASCII.
        end: the last character of a line end.

    >>> record_ends(b'a,b\n"x\ny",""\nc', ",", "\n").tolist()
    [4, 13]
    """
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == ord(end))
    quotes = _quotes(block, delimiter)
    if len(quotes):
        ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
    return ends + 1


def last_end(block: bytes, delimiter: str, end: str) -> int:
    r"""The offset just after the last record that is whole, 0 if there is none.

    Args:
        block: UTF-8 that begins with a record.
        delimiter: one character of ASCII.
        end: the last character of a line end.

    >>> last_end(b'a,b\n"x\ny",""\nc,"\n', ",", "\n")
    13
    """
    quotes = _quotes(block, delimiter)
    stop = block.rfind(end.encode())
    while stop >= 0 and (before := int(np.searchsorted(quotes, stop))) % 2:
        stop = block.rfind(end.encode(), 0, int(quotes[before - 1]))
    return stop + 1


def _quotes(block: bytes, delimiter: str) -> NDArray[np.int64]:
    """Where quotes are, such that what lies after an odd number of them is inside a field."""
    if b'"' not in block:
        return np.zeros(0, dtype=np.int64)
    data = np.frombuffer(block, np.uint8)
    quotes = np.flatnonzero(data == _QUOTE)
    return (
        quotes if _regular(data, quotes[::2], delimiter) else _quotes_that_count(block, delimiter)
    )


def _regular(data: NDArray[np.uint8], opening: NDArray[np.int64], delimiter: str) -> bool:
    """Whether every other quote begins a field, or is the second of two in one.

    Then, and only then, what lies after an odd number of quotes is inside a field.
    """
    before = data[opening[opening > 0] - 1]
    return bool(np.isin(before, [ord(delimiter), 10, 13, _QUOTE]).all())


def _quotes_that_count(block: bytes, delimiter: str) -> NDArray[np.int64]:
    """The quotes that open or close a field, one by one; those that stand for themselves not."""
    starts = f"{delimiter}\r\n".encode()
    found: list[int] = []
    position = block.find(b'"')
    while position >= 0:
        if position and block[position - 1] not in starts:
            position = block.find(b'"', position + 1)
            continue
        found.append(position)
        position = block.find(b'"', position + 1)
        while position >= 0 and block[position + 1 : position + 2] == b'"':
            position = block.find(b'"', position + 2)
        if position >= 0:
            found.append(position)
            position = block.find(b'"', position + 1)
    return np.array(found, dtype=np.int64)
