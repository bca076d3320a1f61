"""Nothing is lost: the rows, their order and the other columns of a frame are as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toponyms import Gazetteer, Resolver
from toponyms.columns import ADDED, normalize

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

names = st.sampled_from(["Baku", "Bakı", "Norashen", "Шуша", "", " ", "\n", "nan", "?"]) | st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=6
)
tables = st.lists(
    st.tuples(
        st.none() | names,
        st.none() | st.sampled_from(["AZ", "am", "", "x"]),
        st.none() | st.sampled_from([0.0, -0.0, 40.3, 400.0, float("nan"), float("inf")]),
        st.none() | st.integers(-(2**62), 2**62),
    ),
    max_size=12,
).map(
    lambda found: pa.table(
        list(map(list, zip(*found, strict=True))) or [[]] * 4,
        pa.schema([
            ("place", pa.string()), ("iso", pa.string()), ("lat", pa.float64()), ("n", pa.int64()),
        ]),
    )
)  # fmt: skip

#: To a frame of the kind, in a DuckDB connection, and back.
KINDS: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any], Any]]] = {
    "pandas": (
        lambda table, _: table.to_pandas(types_mapper=pd.ArrowDtype),
        lambda frame: pa.Table.from_pandas(frame, preserve_index=False),
    ),
    "polars": (lambda table, _: pl.from_arrow(table), lambda frame: frame.to_arrow()),
    "polars lazy": (
        lambda table, _: pl.from_arrow(table).lazy(),
        lambda frame: frame.collect(engine="streaming").to_arrow(),
    ),
    "pyarrow": (lambda table, _: table, lambda frame: frame),
    "duckdb": (
        lambda table, connection: connection.from_arrow(table),
        lambda frame: frame.to_arrow_table(),
    ),
}


@pytest.fixture(scope="module")
def resolver(small_folder: Path) -> Resolver:
    return Resolver(Gazetteer.load(small_folder))


@pytest.fixture(scope="module")
def connection() -> Iterator[Any]:
    with duckdb.connect() as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS)
@given(table=tables, beside=st.booleans())
@settings(max_examples=25)
def test_nothing_is_lost(
    kind: str, table: Any, beside: bool, resolver: Resolver, connection: Any
) -> None:
    """A row or a value of somebody's data would be gone, doubled or elsewhere."""
    make, back = KINDS[kind]
    context: Any = (
        {"country_column": "iso", "lat_column": "lat", "lon_column": "n"} if beside else {}
    )
    found = back(normalize(make(table, connection), "place", resolver=resolver, **context))
    assert found.column_names == [*table.column_names, *ADDED]
    # As text: not-a-number is not equal to itself.
    kept = found.select(table.column_names).cast(table.schema)
    assert repr(kept.to_pylist()) == repr(
        back(make(table, connection)).cast(table.schema).to_pylist()
    )
    assert found.num_rows == table.num_rows
    for name, status in zip(
        table["place"].to_pylist(), found["match_status"].to_pylist(), strict=True
    ):
        assert (status is None) == (name is None or not name.strip())


@given(table=tables)
@settings(max_examples=25)
def test_each_kind_gives_the_same(table: Any, resolver: Resolver, connection: Any) -> None:
    """The same data would mean other places in another tool."""
    answers = []
    for make, back in KINDS.values():
        found = back(
            normalize(make(table, connection), "place", country_column="iso", resolver=resolver)
        )
        rows = found.select(list(ADDED)).to_pylist()
        answers.append([
            [None if one is None or one != one else one for one in row.values()]  # noqa: PLR0124
            for row in rows
        ])  # fmt: skip
    assert all(one == answers[0] for one in answers)
