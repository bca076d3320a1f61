"""The sounds of a name in 64 bits, for telling at a glance that two names are far apart.

Every pair of neighbouring sounds sets one bit. The number of bits in which two signatures differ
grows with the number of edits between the names. There are two signatures of a name: in the rough
one vowels are alike, and so are voiced and voiceless consonants; in the fine one no sounds are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toponyms.text.sound import devoiced, unvowelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["signatures"]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_TO_SIX_BITS = np.uint64(58)


def signatures(skeletons: Sequence[str]) -> NDArray[np.uint64]:
    """The rough and the fine signature of each skeleton.

    Returns:
        Shape (len(skeletons), 2).

    >>> one, other = signatures(["gence", "ganca"])
    >>> (one == other).tolist()
    [True, False]
    """
    if not skeletons:
        return np.zeros((0, 2), dtype=np.uint64)
    # Line breaks around and between names make the first and the last sound count.
    text = "\n".join(["", *skeletons, ""])
    return np.stack([_pairs(devoiced(unvowelled(text))), _pairs(text)], axis=1)


def _pairs(text: str) -> NDArray[np.uint64]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    pairs = codes[:-1] << np.uint64(8) | codes[1:]
    bits = np.uint64(1) << (pairs * _MULTIPLIER >> _TO_SIX_BITS)
    starts = np.flatnonzero(codes == ord("\n"))[:-1]
    found: NDArray[np.uint64] = np.bitwise_or.reduceat(bits, starts)
    return found
