"""Columns that grow answer by answer, in arrays that can be read without a loop."""

from __future__ import annotations

from array import array
from math import isnan, nan

__all__ = ["NumberColumn", "TextColumn"]


class TextColumn:
    """Texts that come again and again: each is kept once.

    Attributes:
        values: the distinct texts in the order they came; the first is None, for no text.
        codes: for each row the place of its text among the values; 64 bits each.

    >>> column = TextColumn()
    >>> for text in ("matched", None, "matched"):
    ...     column.append(text)
    >>> column.values, column.codes.tolist(), column[2]
    ([None, 'matched'], [1, 0, 1], 'matched')
    """

    __slots__ = ("_places", "codes", "values")

    def __init__(self) -> None:
        self.values: list[str | None] = [None]
        self.codes = array("q")
        self._places: dict[str | None, int] = {None: 0}

    def append(self, text: str | None) -> None:
        """Adds a row."""
        code = self._places.setdefault(text, len(self.values))
        if code == len(self.values):
            self.values.append(text)
        self.codes.append(code)

    def __getitem__(self, row: int) -> str | None:
        return self.values[self.codes[row]]


class NumberColumn:
    """Numbers.

    Attributes:
        values: one a row, of double precision; NaN for none.

    >>> column = NumberColumn()
    >>> for number in (40.5, None):
    ...     column.append(number)
    >>> column.values.tolist(), column[1]
    ([40.5, nan], None)
    """

    __slots__ = ("values",)

    def __init__(self) -> None:
        self.values = array("d")

    def append(self, number: float | None) -> None:
        """Adds a row."""
        self.values.append(nan if number is None else number)

    def __getitem__(self, row: int) -> float | None:
        number = self.values[row]
        return None if isnan(number) else number
