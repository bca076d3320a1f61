"""Hashes under which strings one edit apart meet.

Two strings that differ by one inserted, deleted, replaced or swapped character share at
least one string that is either of them with one character (or none) left out: Mor and
Fraenkel's deletion neighbourhood, used by SymSpell. All hashes of a whole column are made
at once: with the polynomial hash

    h(c_0 .. c_n) = sum of c_i * B^i  (mod 2^64, B odd)

leaving out one character costs a subtraction and a multiplication by the inverse of B.
A collision only adds a candidate, which its distance then rules out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MAX_LENGTH", "hashes", "neighbourhoods"]

#: Characters of a string that are read; what comes after does not count. It bounds the
#: work that hostile input can cause.
MAX_LENGTH = 64

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_POWERS = np.array([pow(_BASE, i, 2**64) for i in range(MAX_LENGTH + 1)], dtype=np.uint64)

Hashes = NDArray[np.uint32]
Owners = NDArray[np.int64]


def hashes(strings: Sequence[str], salt: int) -> Hashes:
    """One hash for each string.

    Args:
        strings: any strings.
        salt: keeps the hashes of different kinds of strings apart.

    Returns:
        Shape (len(strings),).
    """
    codes, lengths = _codes(strings)
    prefix = _prefix_sums(codes, lengths)
    ends = np.cumsum(lengths)
    return _mix(prefix[ends] - prefix[ends - lengths], salt)


def neighbourhoods(strings: Sequence[str], salt: int) -> tuple[Hashes, Owners]:
    """The hash of each string and of each string with one character left out.

    Returns:
        The hashes, and for each the index of its string; both of shape
        (sum of len(string) + len(strings),).

    >>> found, owners = neighbourhoods(["tag", "tog"], salt=0)
    >>> sorted(set(found[owners == 0].tolist()) & set(found[owners == 1].tolist())) != []
    True
    """
    codes, lengths = _codes(strings)
    prefix = _prefix_sums(codes, lengths)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    whole = prefix[ends] - prefix[starts]
    owners = np.repeat(np.arange(len(strings)), lengths)
    head = prefix[:-1] - prefix[starts][owners]
    tail = prefix[ends][owners] - prefix[1:]
    without = head + tail * np.uint64(_INVERSE)
    found = np.concatenate([_mix(whole, salt), _mix(without, salt)])
    return found, np.concatenate([np.arange(len(strings)), owners])


def _codes(strings: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Code points of all strings in one array, and each string's length."""
    cut = [string[:MAX_LENGTH] for string in strings]
    lengths = np.fromiter(map(len, cut), dtype=np.int64, count=len(cut))
    data = "".join(cut).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype="<u4").astype(np.uint64), lengths


def _prefix_sums(codes: NDArray[np.uint64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Running sums of the terms of the hashes, each string's terms starting at power 0."""
    starts = np.cumsum(lengths) - lengths
    position = np.arange(codes.size) - np.repeat(starts, lengths)
    sums = np.zeros(codes.size + 1, dtype=np.uint64)
    np.cumsum(codes * _POWERS[position], out=sums[1:])
    return sums


def _mix(values: NDArray[np.uint64], salt: int) -> Hashes:
    """The finalizer of splitmix64, so that every bit counts."""
    mixed = values ^ np.uint64(salt * 0xD1B54A32D192ED03 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    high: Hashes = (mixed >> np.uint64(32)).astype(np.uint32)
    return high
