"""Rows of many ranges, one range after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ranges"]


def ranges(
    starts: NDArray[Any], sizes: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every row of every range, and the range that each is of.

    Args:
        starts: the first row of each range.
        sizes: how many rows each has, 0 or more.

    >>> rows, owners = ranges(np.array([5, 0, 9]), np.array([2, 0, 1]))
    >>> rows.tolist(), owners.tolist()
    ([5, 6, 9], [0, 0, 2])
    """
    sizes = sizes.astype(np.int64)
    owners = np.repeat(np.arange(sizes.size), sizes)
    return np.arange(owners.size) + (starts.astype(np.int64) - np.cumsum(sizes) + sizes)[
        owners
    ], owners
