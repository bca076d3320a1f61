"""Columns that are added to Arrow data: a row for each row, of fixed types."""

from __future__ import annotations

import datetime
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

pa = pytest.importorskip("pyarrow")

from tests.unit.columns.counting import CountingResolver  # noqa: E402
from toponyms.columns.answers import Answers, Key  # noqa: E402
from toponyms.columns.arrow import TYPES, added_columns, added_fields  # noqa: E402
from toponyms.columns.plan import Plan  # noqa: E402

if TYPE_CHECKING:
    from toponyms import Gazetteer, Resolver

NAMES = ["Janyatag", None, "Norashen", "  ", "", "Qqqq", "Janyatag"]
IDS = ["gn:586666", None, None, None, None, None, "gn:586666"]


def ids(data: Any, resolver: Resolver, **more: Any) -> list[str | None]:
    plan = Plan(("place",), ("place_id",), **more)
    found: list[str | None] = added_columns(data, plan, Answers(resolver))["place_id"].to_pylist()
    return found


def test_types_and_order(small_resolver: Resolver) -> None:
    """Batches of one file would differ in their types, as soon as one has no match."""
    plan = Plan(("place",), prefix="x_")
    expected = pa.schema([(f"x_{name}", kind) for name, kind in TYPES.items()])
    assert pa.schema(added_fields(plan)) == expected
    for names in (NAMES, ["Qqqq"], [None], []):
        data = pa.record_batch({"place": pa.array(names, pa.string())})
        added = added_columns(data, plan, Answers(small_resolver))
        assert added.schema == expected
        assert added.num_rows == len(names)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_texts_of_any_kind(small_resolver: Resolver, kind: Any) -> None:
    """The same table from another program would not be read."""
    assert ids(pa.record_batch({"place": pa.array(NAMES, kind)}), small_resolver) == IDS


def test_categories_and_chunks(small_resolver: Resolver) -> None:
    """Categories, or tables of several chunks, would get answers in wrong rows."""
    column = pa.array(NAMES).dictionary_encode()
    assert ids(pa.table({"place": column}), small_resolver) == IDS
    parts = [pa.array(NAMES[:2]), pa.array([], pa.string()), pa.array(NAMES[2:])]
    assert ids(pa.table({"place": pa.chunked_array(parts)}), small_resolver) == IDS
    coded = [part.dictionary_encode() for part in parts]
    assert ids(pa.table({"place": pa.chunked_array(coded)}), small_resolver) == IDS


@pytest.mark.parametrize(
    "values",
    [
        pa.array([1, None]),
        pa.array([1.5, float("nan")]),
        pa.array([datetime.date(1992, 5, 8), None]),
        pa.array([datetime.datetime(1992, 5, 8, tzinfo=datetime.timezone.utc), None]),
        pa.array([True, None]),
        pa.array([Decimal("1.5"), None]),
        pa.array([["Qqqq"], None]),
        pa.array([{"name": "Qqqq"}, None]),
    ],
)
def test_what_is_no_text(small_resolver: Resolver, values: Any) -> None:
    """A column with numbers, dates or lists in it would stop the run."""
    answers = Answers(small_resolver)
    plan = Plan(("place",), ("match_status",))
    added = added_columns(pa.record_batch({"place": values}), plan, answers)
    assert added["match_status"].to_pylist() == ["unmatched", None]
    assert answers.empty == 1


def test_a_column_of_nothing(small_resolver: Resolver) -> None:
    """A file whose column happens to be empty would not be read."""
    assert ids(pa.record_batch({"place": pa.nulls(3)}), small_resolver) == [None] * 3


def test_each_distinct_name_is_resolved_once(small_gazetteer: Gazetteer) -> None:
    """A batch would cost as much as if it were the first."""
    resolver = CountingResolver(small_gazetteer)
    for plan in (Plan(("place",)), Plan(("place",), country_column="iso")):
        resolver.asked.clear()
        answers = Answers(resolver)
        data = pa.record_batch({"place": NAMES, "iso": ["AZ", *[None] * 5, "AZ"]})
        for _ in range(3):
            added_columns(data, plan, answers)
        assert sorted(resolver.asked) == ["Janyatag", "Norashen", "Qqqq"]
        assert {key.name: rows for key, _, rows in answers.counted()} == {
            "Janyatag": 6, "Norashen": 3, "Qqqq": 3,
        }  # fmt: skip
        assert answers.empty == 9


def test_what_rows_say(small_resolver: Resolver) -> None:
    """A row would be answered by what another one says."""
    data = pa.table({
        "place": ["Norashen"] * 7,
        "iso": ["AM", "AZ", "??", None, " am ", "", None],
        "unit": [None, None, None, "iso:AZ", "nothing", "", None],
        "lat": ["40.36", None, "39.98", None, "39.98", "north", "99"],
        "lon": ["45.31", "1", "44.45", None, "44.45", "1", "1"],
    })  # fmt: skip
    near = {"lat_column": "lat", "lon_column": "lon"}
    columns = {"country_column": "iso", "within_column": "unit", **near}
    found = ["x:2", "x:3", "x:1", "x:3", "x:1", None, None]
    assert ids(data, small_resolver, **columns) == found
    assert ids(data, small_resolver, **near) == ["x:2", None, "x:1", None, "x:1", None, None]
    everywhere = ids(data, small_resolver, near=(40.36, 45.31), **near)
    assert everywhere == ["x:2", "x:2", "x:1", "x:2", "x:1", "x:2", "x:2"]


def test_numbers_as_coordinates(small_resolver: Resolver) -> None:
    """Coordinates would be read from text only."""
    table = pa.table({"place": ["Norashen"] * 2, "y": [40.36, float("nan")], "x": [45.31, 1.0]})
    assert ids(table, small_resolver, lat_column="y", lon_column="x") == ["x:2", None]


def test_several_columns_share_answers(small_gazetteer: Gazetteer) -> None:
    """A name in two columns would be resolved twice, or counted once."""
    resolver = CountingResolver(small_gazetteer)
    answers = Answers(resolver)
    data = pa.table({"a": ["Baku", None], "b": ["Baku", "Baku"]})
    added = added_columns(data, Plan(("a", "b"), ("place_id",)), answers)
    assert added.to_pydict() == {
        "a_place_id": ["gn:587084", None],
        "b_place_id": ["gn:587084", "gn:587084"],
    }
    assert resolver.asked == ["Baku"]
    assert [(key, rows) for key, _, rows in answers.counted()] == [(Key("Baku"), 3)]
    assert answers.empty == 1


def test_texts_may_be_dictionaries(small_resolver: Resolver) -> None:
    """Else what Parquet gets is not what a frame gets."""
    plan = Plan(("place",))
    data = pa.record_batch({"place": pa.array(NAMES, pa.string())})
    plain = added_columns(data, plan, Answers(small_resolver))
    encoded = added_columns(data, plan, Answers(small_resolver), encoded=True)
    assert [pa.types.is_dictionary(kind) for kind in encoded.schema.types] == [
        pa.types.is_string(kind) for kind in plain.schema.types
    ]
    assert encoded.cast(plain.schema).equals(plain)


def test_pandas_is_not_loaded_for_files() -> None:
    """Every run of the command would wait half a second for a package that it does not use."""
    script = (
        "import sys, pyarrow as pa\n"
        "from toponyms import Gazetteer, Resolver\n"
        "from toponyms.columns.answers import Answers\n"
        "from toponyms.columns.arrow import added_columns\n"
        "from toponyms.columns.plan import Plan\n"
        "names = pa.lib.StringBuilder()\n"
        "names.append_values(['Baku', None, 'nowhere'])\n"
        "data = pa.RecordBatch.from_arrays([names.finish()], names=['place'])\n"
        "answers = Answers(Resolver(Gazetteer.default()))\n"
        "added_columns(data, Plan(('place',)), answers)\n"
        "print('pandas' in sys.modules, answers.empty)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout == "False 1\n"
