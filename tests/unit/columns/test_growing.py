"""Columns that grow: what goes in comes out, and arrays see it without a copy."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toponyms.columns.growing import NumberColumn, TextColumn


@given(st.lists(st.none() | st.text(max_size=3)))
def test_texts_come_back(texts: list[str | None]) -> None:
    """An answer would show the name of another place."""
    column = TextColumn()
    for text in texts:
        column.append(text)
    assert [column[row] for row in range(len(texts))] == texts
    assert len(set(column.values)) == len(column.values) == len({None, *texts})
    codes = np.frombuffer(column.codes, np.int64) if texts else np.zeros(0, np.int64)
    assert [column.values[code] for code in codes.tolist()] == texts
    assert [code == 0 for code in codes.tolist()] == [text is None for text in texts]


@given(st.lists(st.none() | st.floats(allow_nan=False)))
def test_numbers_come_back(numbers: list[float | None]) -> None:
    """A place would lie elsewhere."""
    column = NumberColumn()
    for number in numbers:
        column.append(number)
    assert [column[row] for row in range(len(numbers))] == numbers
    assert np.isnan(np.array(column.values)).tolist() == [number is None for number in numbers]
