"""Spark, a real one on this machine: nothing is lost, and the answers are those of one machine."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import SparkSession

from toponyms import Gazetteer, Resolver
from toponyms.columns import ADDED
from toponyms.columns import normalize as normalize_frame
from toponyms.errors import ColumnError, UnknownPlaceError
from toponyms.integrations.executors import resolver_at
from toponyms.integrations.spark import normalize, place_udf

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

NAMES = ["Baku", "Norashen", None, "Xankəndı", "Janyatag", "?", "Шуша", "", "Baku", "  "]
ROWS = [
    (
        row,
        NAMES[row % len(NAMES)],
        ["AZ", "AM", None][row % 3],
        [40.36, None, float("nan")][row % 3],
    )
    for row in range(200)
]
SCHEMA = "row int, place string, iso string, lat double"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Two executors' worth of threads; a task that fails is tried three times."""
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = (
            SparkSession.builder.master("local[2,3]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "3")
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.local.dir", str(folder))
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
        yield session
        session.stop()


@pytest.fixture(scope="module")
def frame(spark: SparkSession) -> Any:
    """Every name is in every partition."""
    return spark.createDataFrame(ROWS, SCHEMA).repartition(4)


@pytest.fixture(scope="module")
def resolver(small_folder: Path) -> Resolver:
    return Resolver(Gazetteer.load(small_folder))


def expected(resolver: Resolver, **options: Any) -> list[dict[str, Any]]:
    """What one machine makes of the rows."""
    columns = dict(
        zip(["row", "place", "iso", "lat"], map(list, zip(*ROWS, strict=True)), strict=True)
    )
    table = pa.table(columns, pa.schema([
        ("row", pa.int32()), ("place", pa.string()), ("iso", pa.string()), ("lat", pa.float64()),
    ]))  # fmt: skip
    return plain(normalize_frame(table, "place", resolver=resolver, **options).to_pylist())


def collected(frame: Any) -> list[dict[str, Any]]:
    """The rows of a Spark frame by number: it has no order."""
    return sorted(plain([row.asDict() for row in frame.collect()]), key=lambda row: row["row"])


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: "nan" if isinstance(one, float) and one != one else one for name, one in row.items()}  # noqa: PLR0124
        for row in rows
    ]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"country_column": "iso", "lat_column": "lat", "lon_column": "row"},
        {"country": "AM", "lang": "hy", "decisions": {"?": "x:1", "Baku": None}},
    ],
    ids=["names alone", "a context for each row", "one context"],
)
def test_the_same_as_on_one_machine(frame: Any, resolver: Resolver, options: Any) -> None:
    """Rows would be lost or doubled, or a place depend on where it was looked up."""
    result = normalize_frame(frame, "place", resolver=resolver, **options)
    assert result.columns == [*frame.columns, *ADDED]
    assert dict(result.dtypes)["place_lat"] == "double"
    assert collected(result) == expected(resolver, **options)


def test_rows_that_are_the_same(spark: SparkSession, resolver: Resolver) -> None:
    """Of equal rows, or of rows without a name, some would be lost or doubled."""
    rows = [("Baku", None), ("Baku", None), (None, None), (None, None), (None, "AZ")]
    frame = spark.createDataFrame(rows, "place string, iso string").repartition(3)
    result = normalize_frame(frame, "place", country_column="iso", resolver=resolver)
    found = sorted((row["place"] or "", row["place_id"]) for row in result.collect())
    assert found == [("", None)] * 3 + [("Baku", "gn:587084")] * 2


def test_several_columns_and_odd_names(spark: SparkSession, resolver: Resolver) -> None:
    """A column with a point or a backtick in its name would break the query."""
    frame = spark.createDataFrame([("Baku", "Şuşa", 5)], "`a.b` string, `c``d` string, row int")
    result = normalize_frame(frame, ["a.b", "c`d"], add=["place_id"], resolver=resolver)
    assert result.columns == ["a.b", "c`d", "row", "a.b_place_id", "c`d_place_id"]
    assert tuple(result.collect()[0]) == ("Baku", "Şuşa", 5, "gn:587084", "gn:147105")
    numbers = normalize_frame(frame, "row", add=["match_status"], resolver=resolver)
    assert numbers.collect()[0]["match_status"] == "unmatched"


def test_mistakes_are_found_at_once(frame: Any, resolver: Resolver) -> None:
    """They would show when the job runs, hours later."""
    with pytest.raises(ColumnError, match="'place'"):
        normalize(frame, "Place")
    with pytest.raises(ColumnError, match="already"):
        normalize(frame.withColumnRenamed("iso", "place_id"), "place")
    with pytest.raises(ColumnError, match="differ only in case"):
        normalize(frame.withColumnRenamed("iso", "Place_ID"), "place")
    with pytest.raises(UnknownPlaceError, match="x:99"):
        normalize_frame(frame, "place", resolver=resolver, decisions={"a": "x:99"})


def test_each_process_opens_the_gazetteer_once(frame: Any, small_folder: Path) -> None:
    """Every task would pay for opening the index, and hold another copy of it."""
    before = dict(frame.mapInArrow(_opened, "process int, opened int").collect())
    # A threshold that no other test has, so that nobody has opened this yet.
    result = normalize(frame, "place", gazetteer=str(small_folder), threshold=0.4321, partitions=7)
    assert result.count() == len(ROWS)
    assert sum(row["match_status"] == "matched" for row in result.collect()) > 0
    after = dict(frame.mapInArrow(_opened, "process int, opened int").collect())
    assert {after[process] - before.get(process, 0) for process in after} == {1}


def _opened(batches: Iterator[Any]) -> Iterator[Any]:
    """This process, and how often it has opened a gazetteer."""
    opened = resolver_at.cache_info().misses
    for _ in batches:
        yield pa.RecordBatch.from_pydict(
            {"process": [os.getpid()], "opened": [opened]},
            pa.schema([("process", pa.int32()), ("opened", pa.int32())]),
        )


class _Deadly(str):
    """A name that kills the first process that it is sent to."""

    __slots__ = ("marker",)
    marker: str

    def __reduce__(self) -> Any:
        return partial(_arrive, self.marker), (str(self),)


def _arrive(marker: str, name: str) -> str:
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return name
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_process_that_is_killed(frame: Any, resolver: Resolver, tmp_path: Path) -> None:
    """When a node runs out of memory, the framework's second try would lose or double rows."""
    deadly = _Deadly("Baku")
    deadly.marker = str(tmp_path / "killed")
    result = normalize_frame(frame, "place", resolver=resolver, decisions={deadly: None})
    found = collected(result)
    assert (tmp_path / "killed").exists()
    assert found == expected(resolver, decisions={"Baku": None})


def test_a_gazetteer_that_spark_distributes(
    spark: SparkSession, frame: Any, resolver: Resolver, small_folder: Path
) -> None:
    """Without a shared disk there would be no way to give the executors one's own gazetteer."""
    spark.sparkContext.addFile(str(small_folder), recursive=True)
    name = small_folder.name
    assert Path(SparkFiles.get(name)) != small_folder
    assert collected(normalize(frame, "place", gazetteer=name)) == expected(resolver)


def test_a_gazetteer_that_is_not_there(frame: Any) -> None:
    """The executors would fall back on another gazetteer without a word."""
    with pytest.raises(Exception, match="GazetteerError"):
        normalize(frame, "place", gazetteer="/nowhere/gazetteer").collect()


def test_the_function_in_sql(
    spark: SparkSession, frame: Any, resolver: Resolver, small_folder: Path
) -> None:
    """Whoever works in SQL would get other answers, or none."""
    spark.udf.register("place", place_udf(lang="hy", gazetteer=str(small_folder)))
    frame.createOrReplaceTempView("events")
    result = spark.sql("SELECT row, p.* FROM (SELECT row, place(place) AS p FROM events)")
    wanted = [
        {name: row[name] for name in ("row", *ADDED)} for row in expected(resolver, lang="hy")
    ]
    assert collected(result) == wanted
    place_id = place_udf("place_id", gazetteer=str(small_folder))
    ids = frame.select("row", place_id("place").alias("place_id"))
    assert collected(ids) == [{"row": row["row"], "place_id": row["place_id"]} for row in wanted]
    with pytest.raises(ColumnError, match="cannot be added"):
        place_udf("place")
