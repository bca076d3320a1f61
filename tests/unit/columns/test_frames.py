"""Frames of every kind get the same columns, and keep what they had."""

from __future__ import annotations

import datetime
import math
from typing import TYPE_CHECKING, Any

import pytest

from toponyms.columns import ADDED, normalize
from toponyms.errors import ColumnError, ToponymsError, UnknownPlaceError

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toponyms import Resolution, Resolver

KINDS: dict[str, Callable[[Any], Any]] = {
    "pandas": lambda table: table.to_pandas(),
    "pandas with Arrow types": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "pyarrow in chunks": lambda table: pa.concat_tables([table.slice(0, 2), table.slice(2)]),
}

TABLE = pa.table({
    "row": [1, 2, 3, 4, 5, 6],
    "place": ["Janyatag", None, "Norashen", "  ", "Xankəndı", "Ճանկաթաղ"],
    "iso": ["AZ", "AZ", "AM", None, "?", None],
    "lat": [None, 1.0, 40.36, 40.0, float("nan"), 400.0],
    "lon": [46.7, 1.0, 45.31, 45.0, 1.0, 1.0],
})  # fmt: skip
IDS = ["gn:586666", None, None, None, "gn:146970", "gn:586666"]


def rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any kind, with None for every kind of missing value."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame | pd.DataFrame):
        frame = pa.table(frame) if isinstance(frame, pl.DataFrame) else _from_pandas(frame)
    elif isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.to_arrow_table()
    return [
        {name: None if missing(value) else value for name, value in row.items()}
        for row in frame.to_pylist()
    ]


def missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _from_pandas(frame: Any) -> Any:
    return pa.Table.from_pandas(frame, preserve_index=False)


@pytest.fixture
def connection() -> Iterator[Any]:
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture(params=[*KINDS, "duckdb"])
def kind(request: pytest.FixtureRequest, connection: Any) -> Callable[[Any], Any]:
    make: Callable[[Any], Any] = KINDS.get(request.param, connection.from_arrow)
    return make


def test_what_is_added(kind: Callable[[Any], Any], small_resolver: Resolver) -> None:
    """A frame would come back as another kind, with other rows, or with other answers."""
    frame = kind(TABLE)
    result = normalize(frame, "place", resolver=small_resolver)
    assert type(result) is type(frame)
    found = rows(result)
    assert list(found[0]) == [*TABLE.column_names, *ADDED]
    assert [row["place_id"] for row in found] == IDS
    statuses = ["matched", None, "ambiguous", None, "matched", "matched"]
    assert [row["match_status"] for row in found] == statuses
    assert found[0]["place_lat"] == 40.23
    assert found[1]["match_score"] is found[3]["match_score"] is None
    assert [{name: row[name] for name in TABLE.column_names} for row in found] == rows(TABLE)
    assert list(rows(frame)[0]) == TABLE.column_names  # what was given is as it was


def test_what_is_known_beside_a_name(kind: Callable[[Any], Any], small_resolver: Resolver) -> None:
    """A name that two countries have would stay ambiguous beside its country."""

    def ids(**context: Any) -> list[str | None]:
        result = normalize(
            kind(TABLE), "place", add=["place_id"], resolver=small_resolver, **context
        )
        return [row["place_id"] for row in rows(result)]

    near = {"lat_column": "lat", "lon_column": "lon"}
    assert ids(country="AM")[:3] == [None, None, None]
    assert ids(country_column="iso") == IDS
    assert ids(**near)[2] == "x:2"
    assert ids(**near, country_column="iso") == [*IDS[:2], "x:2", *IDS[3:]]
    assert ids(near=(39.98, 44.45))[2] == "x:1"


def test_several_columns(kind: Callable[[Any], Any], small_resolver: Resolver) -> None:
    """Columns of origin and destination would overwrite each other."""
    table = pa.table({"from": ["Baku", None], "to": ["Şuşa", "Baku"]})
    result = normalize(
        kind(table), ["from", "to"], add=["place_name"], prefix="p_", lang="hy",
        resolver=small_resolver,
    )  # fmt: skip
    assert rows(result) == [
        {"from": "Baku", "to": "Şuşa", "p_from_place_name": "Բաքու", "p_to_place_name": "Շուշի"},
        {"from": None, "to": "Baku", "p_from_place_name": None, "p_to_place_name": "Բաքու"},
    ]


def test_decisions(kind: Callable[[Any], Any], small_resolver: Resolver) -> None:
    """What a person decided would be asked again at each run."""
    decisions = {"Norashen": "x:3", "Janyatag": None}
    result = normalize(kind(TABLE), "place", resolver=small_resolver, decisions=decisions)
    found = rows(result)
    assert [row["place_id"] for row in found[:3]] == [None, None, "x:3"]
    with pytest.raises(UnknownPlaceError, match="x:99"):
        normalize(kind(TABLE), "place", resolver=small_resolver, decisions={"a": "x:99"})


def test_a_column_in_the_way(kind: Callable[[Any], Any], small_resolver: Resolver) -> None:
    """A column of the data would be lost without a word, or could not be replaced."""
    table = TABLE.append_column("place_id", pa.array(list("abcdef")))
    with pytest.raises(ColumnError, match=r"'place_id' already; choose a prefix"):
        normalize(kind(table), "place", resolver=small_resolver)
    result = normalize(
        kind(table), "place", add=["place_id"], overwrite=True, resolver=small_resolver
    )
    assert [row["place_id"] for row in rows(result)] == IDS


def test_a_missing_column(kind: Callable[[Any], Any]) -> None:
    """The message would not say what the column is really called."""
    with pytest.raises(ColumnError, match=r"no column 'Place'.*'place'") as caught:
        normalize(kind(TABLE), "Place")
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, ToponymsError)
    with pytest.raises(ColumnError, match="no column 'land'"):
        normalize(kind(TABLE), "place", country_column="land")


@pytest.mark.parametrize(
    "values",
    [
        [1, 2, None],
        [1.5, float("nan"), None],
        [True, False, None],
        [datetime.date(2020, 1, 31), None, None],
        [datetime.datetime(2020, 1, 31, 12, tzinfo=datetime.timezone.utc), None, None],
        [b"\xff", b"Baku", None],
        [None, None, None],
        [["Baku"], [], None],
    ],
    ids=lambda values: type(values[0]).__name__,
)
def test_what_is_no_text(
    values: list[Any], kind: Callable[[Any], Any], small_resolver: Resolver
) -> None:
    """A column of numbers would stop the work, or numbers be taken for names."""
    table = pa.table({"place": values, "row": [1, 2, 3]})
    result = rows(normalize(kind(table), "place", resolver=small_resolver))
    assert [row["row"] for row in result] == [1, 2, 3]
    assert [row["match_status"] is None for row in result] == list(map(missing, values))


def test_categories(kind: Callable[[Any], Any], small_resolver: Resolver) -> None:
    """Categories, the usual type of a column of few names, would not be read."""
    table = pa.table({"place": pa.array(["Baku", None, "Baku"]).dictionary_encode()})
    result = normalize(kind(table), "place", add=["place_id"], resolver=small_resolver)
    assert [row["place_id"] for row in rows(result)] == ["gn:587084", None, "gn:587084"]


def test_no_rows(kind: Callable[[Any], Any], small_resolver: Resolver) -> None:
    """An empty frame would fail, or come back without the columns that follow-up work needs."""
    frame = normalize(kind(TABLE.slice(0, 0)), "place", resolver=small_resolver)
    assert rows(frame) == []
    columns = frame.collect_schema().names() if isinstance(frame, pl.LazyFrame) else None
    columns = columns or getattr(frame, "column_names", None) or list(frame.columns)
    assert columns == [*TABLE.column_names, *ADDED]


def test_pandas_objects(small_resolver: Resolver) -> None:
    """A column with anything in it, which pandas often has, would stop the work."""
    names = ["Baku", 7, float("nan"), None, pd.NA, pd.NaT, "Baku", 2.5, b"Baku", "half \ud800"]
    frame = pd.DataFrame({"place": pd.Series(names, dtype=object)})
    result = normalize(frame, "place", resolver=small_resolver)
    empty = list(map(missing, result["match_status"]))
    assert empty == [False, False, True, True, True, True, False, False, False, False]
    assert result["place_id"][0] == result["place_id"][6] == "gn:587084"
    assert result["place"].tolist() == names


def test_polars_objects(small_resolver: Resolver) -> None:
    """Polars hands objects over as their addresses."""
    frame = pl.DataFrame({"place": pl.Series(["Baku", 1, None], dtype=pl.Object)})
    result = normalize(frame, "place", resolver=small_resolver)
    assert result["match_status"].to_list() == ["matched", "unmatched", None]


def test_the_pandas_index_and_all_that_a_frame_carries(small_resolver: Resolver) -> None:
    """A GeoDataFrame would come back without its geometry's methods, answers at other rows."""

    class Sub(pd.DataFrame):  # type: ignore[misc, name-defined]
        @property
        def _constructor(self) -> type[Sub]:
            return Sub

    frame = Sub({"place": ["Baku", "?", "Şuşa"], 7: [1, 2, 3]}, index=[5, 5, 1])
    frame.attrs["source"] = "survey"
    result = normalize(frame, "place", resolver=small_resolver)
    assert type(result) is Sub
    assert result.attrs == {"source": "survey"}
    assert result.index.tolist() == [5, 5, 1]
    assert result["place_id"].fillna("").tolist() == ["gn:587084", "", "gn:147105"]
    assert frame.columns.tolist() == ["place", 7]


def test_two_columns_of_one_name(small_resolver: Resolver) -> None:
    """pandas allows it; one of the two would be chosen without a word."""
    frame = pd.DataFrame([["Baku", "Şuşa"]], columns=["place", "place"])
    with pytest.raises(ColumnError, match="place"):
        normalize(frame, "place", resolver=small_resolver)


def test_a_lazy_frame_stays_lazy(small_resolver: Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan of a large file would be read at once, and rows resolved that nobody asked for."""
    asked: list[str] = []
    really = small_resolver.resolve_many

    def noted(texts: Iterable[str]) -> list[Resolution]:
        texts = list(texts)
        asked.extend(texts)
        return really(texts)

    monkeypatch.setattr(small_resolver, "resolve_many", noted)
    frame = pl.from_arrow(TABLE).lazy()
    result = normalize(frame, "place", resolver=small_resolver)
    assert not asked
    assert result.collect_schema()["place_lat"] == pl.Float64
    assert result.filter(pl.col("row") == 1).collect()["place_id"].to_list() == IDS[:1]
    assert asked == ["Janyatag"]
    many = pl.concat([frame] * 50)
    for engine in ("in-memory", "streaming"):
        table = normalize(many, "place", resolver=small_resolver).collect(engine=engine)
        assert table["place_id"].to_list() == IDS * 50


def test_a_relation_keeps_its_order(connection: Any, small_resolver: Resolver) -> None:
    """DuckDB joins in any order: rows would come back shuffled."""
    count = 20_000
    names = [f"name {number % 4999}" for number in range(count)]
    table = pa.table({"row": range(count), "place": names})
    decisions: dict[str, str | None] = dict.fromkeys(names)
    decisions["name 7"] = "x:1"
    relation = connection.from_arrow(table)
    result = normalize(relation, "place", resolver=small_resolver, decisions=decisions)
    found = result.to_arrow_table()
    assert found["row"].to_pylist() == list(range(count))
    matched = [row for row, one in enumerate(found["place_id"].to_pylist()) if one == "x:1"]
    assert matched == [row for row, name in enumerate(names) if name == "name 7"]


@pytest.mark.parametrize("name", ['a "b"', "toponyms_rows", "key_0", "Place id", "select"])
def test_relations_with_odd_names(name: str, connection: Any, small_resolver: Resolver) -> None:
    """A name with quotes or a keyword would break the query, or be run as one."""
    relation = connection.from_arrow(pa.table({name: ["Baku"]}))
    result = normalize(relation, name, add=["place_id"], resolver=small_resolver)
    assert result.fetchall() == [("Baku", "gn:587084")]


def test_relations_do_not_tell_case_apart(connection: Any, small_resolver: Resolver) -> None:
    """DuckDB would rename the new column without a word."""
    relation = connection.from_arrow(pa.table({"place": ["Baku"], "PLACE_ID": [1]}))
    with pytest.raises(ColumnError, match="differ only in case"):
        normalize(relation, "place", resolver=small_resolver)


def test_a_wrong_context_is_an_error(small_resolver: Resolver) -> None:
    """A misspelt country, given once for all rows, would silently be ignored."""
    with pytest.raises(ValueError, match="country"):
        normalize(TABLE, "place", country="Azerbaijan", resolver=small_resolver)
    with pytest.raises(UnknownPlaceError, match="x:99"):
        normalize(TABLE, "place", within="x:99", resolver=small_resolver)


@pytest.mark.parametrize("thing", [["Baku"], {"place": ["Baku"]}, "Baku", None])
def test_what_is_no_frame(thing: object) -> None:
    """A list would be taken for a frame, and fail far from the mistake."""
    with pytest.raises(TypeError):
        normalize(thing, "place")
