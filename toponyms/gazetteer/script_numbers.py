"""The scripts of a column of names as numbers, for comparing them all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["script_numbers"]

_LAST_LATIN_BLOCK = 0x24F >> 7


def script_numbers(folded: Sequence[str]) -> NDArray[np.uint16]:
    """A number for the script of each folded form, by its first letter; 0 for Latin.

    Blocks of 128 code points tell the scripts that names are written in apart.

    >>> script_numbers(["baku", "şuşa", "баку"]).tolist()
    [0, 0, 8]
    """
    blocks = [ord(form[0]) >> 7 if form else 0 for form in folded]
    numbers = np.array(blocks, dtype=np.uint16)
    numbers[numbers <= _LAST_LATIN_BLOCK] = 0
    return numbers
