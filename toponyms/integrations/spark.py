"""Place names in Spark: resolved in the executors, where each process maps the index once.

Needs the extras `columns` and `spark`. The library has to be installed for the executors'
Python too; docs/spark.md says how that and the gazetteer get to a cluster.
"""

from __future__ import annotations

from collections.abc import Iterator as Batches
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from toponyms.columns.answers import ADDED, Answers
from toponyms.columns.arrow import added_columns, added_fields
from toponyms.columns.joining import (
    answered,
    answered_fields,
    check_caseless,
    keys_of,
    plan_of_keys,
)
from toponyms.columns.plan import Plan
from toponyms.integrations.executors import folder_of, resolver_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pandas as pd
    from pyspark.sql import Column, DataFrame
    from pyspark.sql.types import StructType

    from toponyms.resolution.resolver import Resolver

__all__ = ["normalize", "normalize_planned", "place_udf"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is sent to the executors."""

    plan: Plan
    lang: str | None
    gazetteer: str | None
    threshold: float | None
    decisions: dict[str, str | None]

    def answers(self) -> Answers:
        resolver = resolver_at(_located(self.gazetteer), self.threshold)
        return Answers(resolver, lang=self.lang, decisions=self.decisions)


def normalize(
    frame: DataFrame,
    columns: str | Sequence[str],
    *,
    lang: str | None = None,
    add: Sequence[str] = ADDED,
    prefix: str = "",
    overwrite: bool = False,
    country: str | None = None,
    within: str | None = None,
    near: tuple[float, float] | None = None,
    country_column: str | None = None,
    within_column: str | None = None,
    lat_column: str | None = None,
    lon_column: str | None = None,
    gazetteer: str | None = None,
    threshold: float | None = None,
    decisions: Mapping[str, str | None] | None = None,
    partitions: int | None = None,
) -> DataFrame:
    """`toponyms.columns.normalize` of a Spark frame, with a gazetteer that only executors have.

    Nothing is read before the result is. Then the source is read twice, first for its names:
    let a frame that would not be the same the second time be cached or checkpointed first.

    Args:
        frame: any Spark data frame.
        columns: a column of names, or several.
        lang: BCP 47; the language of `place_name`.
        add: which columns to add.
        prefix: put before the names of the new columns.
        overwrite: whether columns that are there already may be replaced.
        country: ISO 3166-1 alpha-2, of all places.
        within: the id of a country or first-level unit, of all places.
        near: latitude and longitude in degrees; nearer places are preferred.
        country_column: has the country of each row.
        within_column: has a `within` for each row.
        lat_column: has, with `lon_column`, a `near` for each row.
        lon_column: goes with `lat_column`.
        gazetteer: a folder with names.csv and places.csv on every node, or the name of one
            that `--archives` or `SparkContext.addFile` distributes; None for the gazetteer
            that is installed with the library.
        threshold: the least score of an answer, as of `Resolver`.
        decisions: what a person decided: the id of a place by the name as it stands, or None
            for no place.
        partitions: in how many parts the distinct names are resolved; None for as many as the
            cluster has cores, and at Spark Connect for `spark.sql.shuffle.partitions`.

    Raises:
        ColumnError: if a column is missing, or is to be added and there already.
    """
    plan = Plan(
        columns=(columns,) if isinstance(columns, str) else tuple(columns),
        add=tuple(add),
        prefix=prefix,
        overwrite=overwrite,
        country=country,
        within=within,
        near=near,
        country_column=country_column,
        within_column=within_column,
        lat_column=lat_column,
        lon_column=lon_column,
    )
    plan.check(frame.columns)
    asked = _Asked(plan, lang, gazetteer, threshold, dict(decisions or {}))
    return _normalized(frame, asked, partitions)


def normalize_planned(
    frame: DataFrame,
    plan: Plan,
    *,
    lang: str | None,
    decisions: Mapping[str, str | None] | None,
    resolver: Resolver,
) -> DataFrame:
    """`normalize` by a plan, with the gazetteer and the threshold of the driver's resolver."""
    asked = _Asked(plan, lang, folder_of(resolver), resolver.threshold, dict(decisions or {}))
    return _normalized(frame, asked, None)


def place_udf(
    field: str | None = None,
    *,
    lang: str | None = None,
    country: str | None = None,
    within: str | None = None,
    near: tuple[float, float] | None = None,
    gazetteer: str | None = None,
    threshold: float | None = None,
    decisions: Mapping[str, str | None] | None = None,
) -> Callable[..., Column]:
    """A function of a column of names, for SQL and expressions; works on Arrow batches.

        spark.udf.register("place", place_udf())
        spark.sql("SELECT place(location).place_id FROM events")

    Each task resolves each of its distinct names once; `normalize` resolves each once in all.

    Args:
        field: one of the added columns, to get it alone; None for a struct of all.
        lang: BCP 47; the language of `place_name`.
        country: ISO 3166-1 alpha-2, of all places.
        within: the id of a country or first-level unit, of all places.
        near: latitude and longitude in degrees; nearer places are preferred.
        gazetteer: a folder on every node, or None, as of `normalize`.
        threshold: the least score of an answer, as of `Resolver`.
        decisions: as of `normalize`.

    Raises:
        ColumnError: if `field` is none of the added columns.
    """
    import pandas as pd
    from pyspark.sql.pandas.functions import pandas_udf

    add = ADDED if field is None else (field,)
    plan = Plan(("name",), add=add, country=country, within=within, near=near)
    asked = _Asked(plan, lang, gazetteer, threshold, dict(decisions or {}))
    given: Any = pd.DataFrame if field is None else pd.Series

    def place(batches: Iterator[pd.Series[str]]) -> Iterator[Any]:
        frames = _places(batches, asked)
        return frames if field is None else (frame[field] for frame in frames)

    # Spark reads what a function takes from its annotations; pandas is imported only here.
    place.__annotations__ = {"batches": Batches[pd.Series], "return": Batches[given]}
    structure = _struct(added_fields(plan))
    returned = structure if field is None else structure[field].dataType
    udf: Callable[..., Any] = pandas_udf(place, returned)
    return udf


def _places(batches: Iterator[pd.Series[str]], asked: _Asked) -> Iterator[pd.DataFrame]:
    answers = asked.answers()
    for names in batches:
        table = pa.table({"name": pa.array(names, pa.string(), from_pandas=True)})
        yield added_columns(table, asked.plan, answers).to_pandas()


def _normalized(frame: DataFrame, asked: _Asked, partitions: int | None) -> DataFrame:
    """A frame with what is asked, by one join for each column of names."""
    from pyspark.sql import functions as sf

    plan = asked.plan
    if not _is_case_sensitive(frame):
        check_caseless(plan, frame.columns)
    parts = partitions or _cores(frame)
    values = {name: _column(name) for name in frame.columns}
    types = dict(frame.dtypes)
    joined = frame
    for number, column in enumerate(plan.columns):
        texts = [(key, _text(name, types[name])) for name, key in keys_of(plan, column).items()]
        one = plan_of_keys(plan, column)
        fields = answered_fields(one)
        names = [f"_toponyms_{number}_{field.name}" for field in fields]
        answers = (
            frame.select([text.alias(key) for key, text in texts])
            .where("length(trim(key_0)) > 0")
            .distinct()
            .repartition(*([parts] if parts else []), "key_0")
            .mapInArrow(partial(_answers_of, replace(asked, plan=one)), _struct(fields))
            .toDF(*names)
        )
        # A row without a name has no answer; what is beside a name may be missing.
        (_, text), *others = texts
        same = text == sf.col(names[0])
        for (_, beside), name in zip(others, names[1:], strict=False):
            same &= beside.eqNullSafe(sf.col(name))
        joined = joined.join(answers, same, "left")
        for added, name in zip(plan.add, names[len(texts) :], strict=True):
            values[plan.new_name(column, added)] = sf.col(name)
    return joined.select([value.alias(name) for name, value in values.items()])


def _answers_of(asked: _Asked, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    answers = asked.answers()
    for batch in batches:
        yield from answered(batch, asked.plan, answers).to_batches()


def _located(gazetteer: str | None) -> str | None:
    """The folder of a gazetteer on this node, that Spark may have brought there."""
    if gazetteer is None or Path(gazetteer).exists():
        return gazetteer
    from pyspark import SparkFiles

    return str(SparkFiles.get(gazetteer))


def _text(name: str, kind: str) -> Column:
    """A column as text; what is not a number counts as missing."""
    from pyspark.sql import functions as sf

    text = _column(name).cast("string")
    return sf.nullif(text, sf.lit("NaN")) if kind in {"float", "double"} else text


def _column(name: str) -> Column:
    from pyspark.sql import functions as sf

    escaped = name.replace("`", "``")
    return sf.col(f"`{escaped}`")


def _struct(fields: Sequence[pa.Field]) -> StructType:
    from pyspark.sql.types import DoubleType, StringType, StructField, StructType

    return StructType([
        StructField(field.name, DoubleType() if field.type == pa.float64() else StringType())
        for field in fields
    ])  # fmt: skip


def _is_case_sensitive(frame: DataFrame) -> bool:
    return bool(frame.sparkSession.conf.get("spark.sql.caseSensitive") == "true")


def _cores(frame: DataFrame) -> int | None:
    """How many tasks the cluster runs at once; None at Spark Connect, which does not tell."""
    if type(frame).__module__.startswith("pyspark.sql.connect"):
        return None
    return int(frame.sparkSession.sparkContext.defaultParallelism)
