"""What is asked is held against the columns before anything is done."""

from __future__ import annotations

from typing import Any

import pytest

from toponyms.columns.answers import ADDED
from toponyms.columns.plan import Plan
from toponyms.errors import ColumnError


def test_names_of_new_columns() -> None:
    """Two columns of names would write over each other."""
    assert Plan(("a",)).new_names() == list(ADDED)
    assert Plan(("a",), ("place_id",), "x_").new_names() == ["x_place_id"]
    two = Plan(("a", "b"), ("match_score", "place_id"), "x_")
    assert two.new_names() == [
        "x_a_match_score", "x_a_place_id", "x_b_match_score", "x_b_place_id",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"columns": ()}, "no column of names"),
        ({"columns": ("a", "b", "a")}, "'a' is named twice"),
        ({"add": ("place",)}, "'place' cannot be added; what can is place_id"),
        ({"add": ("place_id", "place_id")}, "'place_id' is added twice"),
        ({"lat_column": "a"}, "a column of latitudes needs one of longitudes"),
        ({"lon_column": "a"}, "a column of latitudes needs one of longitudes"),
    ],
)
def test_contradictions(said: dict[str, Any], told: str) -> None:
    """A slip would end in a result that nobody asked for."""
    with pytest.raises(ColumnError, match=told):
        Plan(**{"columns": ("a",), **said})


def test_columns_beside() -> None:
    """What rows say of their names would not be read."""
    plan = Plan(("a",), country_column="c", lat_column="y", lon_column="x")
    assert plan.beside == ("c", "y", "x")


@pytest.mark.parametrize(
    ("column", "present", "told"),
    [
        ("locaton", ["id", "location"], "no column 'locaton'; did you mean 'location'?"),
        ("qq", ["id", "b"], "no column 'qq'; there are 'id', 'b'"),
        ("qq", [], "no column 'qq'; there are none"),
    ],
)
def test_missing_columns(column: str, present: list[str], told: str) -> None:
    """The user would have to guess what the column is called."""
    with pytest.raises(ColumnError) as caught:
        Plan((column,)).check(present)
    assert str(caught.value) == told
    if present:
        with pytest.raises(ColumnError, match="no column"):
            Plan((present[0],), within_column=column).check(present)


def test_columns_that_are_there_already() -> None:
    """Data would be replaced without a word."""
    present = ["place_name", "a"]
    with pytest.raises(ColumnError, match="'place_name' already; choose a prefix, or overwrite"):
        Plan(("a",)).check(present)
    Plan(("a",), prefix="x_").check(present)
    Plan(("a",), overwrite=True).check(present)
    with pytest.raises(ColumnError, match="'place_name' is read and cannot be overwritten"):
        Plan(("place_name",), overwrite=True).check(present)
    with pytest.raises(ColumnError, match="is read"):
        Plan(("a",), overwrite=True, country_column="place_name").check(present)
