"""A growing column of strings that takes little more memory than their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toponyms.gazetteer.store import Strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["Texts", "reordered"]

#: Strings that are brought into another order at once.
_BLOCK = 2**18


class Texts:
    """Strings without line breaks, in UTF-8.

    >>> texts = Texts()
    >>> texts.extend(["Bakı", ""])
    >>> texts.extend(["Şuşa"])
    >>> texts.strings().all()
    ['Bakı', '', 'Şuşa']
    """

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = [np.zeros(1, dtype=np.int64)]

    def extend(self, strings: Sequence[str]) -> None:
        """Adds strings; many at once cost much less than one by one."""
        self.extend_encoded("".join([f"{string}\n" for string in strings]).encode())

    def extend_encoded(self, encoded: bytes) -> None:
        """Adds strings in UTF-8, each followed by a line break."""
        ends = np.flatnonzero(np.frombuffer(encoded, dtype=np.uint8) == 10) + 1
        self._ends.append(ends + len(self._text))
        self._text += encoded

    def strings(self) -> Strings:
        """The column as it is now."""
        return Strings(np.concatenate(self._ends).data, memoryview(bytes(self._text)))


def reordered(strings: Strings, order: NDArray[np.int64]) -> Iterator[bytes]:
    """The strings in another order, in UTF-8, each followed by a line break.

    Args:
        strings: a column.
        order: rows of it.
    """
    for start in range(0, order.size, _BLOCK):
        yield strings.taken(order[start : start + _BLOCK])
