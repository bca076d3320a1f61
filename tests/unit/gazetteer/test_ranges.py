"""Ranges of rows come out one after the other."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toponyms.gazetteer.ranges import ranges


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 5))))
def test_every_row_of_every_range_with_its_range(some: list[tuple[int, int]]) -> None:
    """Postings, spellings and places of others would be taken for those of a name."""
    starts, sizes = np.array(some, dtype=np.uint32).reshape(-1, 2).T
    rows, owners = ranges(starts, sizes)
    expected = [
        (at, row) for row, (start, size) in enumerate(some) for at in range(start, start + size)
    ]
    assert list(zip(rows.tolist(), owners.tolist(), strict=True)) == expected
