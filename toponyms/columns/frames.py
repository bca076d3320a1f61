"""Names in data frames of any kind: ids, names and coordinates beside them.

A frame that is in memory is answered at once. A lazy Polars frame stays lazy: it is
answered while it is collected. Of a DuckDB relation the distinct names are read and
answered, and joined to it; of a Spark frame likewise, in the executors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from toponyms.columns.answers import ADDED, Answers
from toponyms.columns.plan import Plan
from toponyms.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.resolution.resolver import Resolver

__all__ = ["normalize"]

Frame = TypeVar("Frame")


def normalize(
    frame: Frame,
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
    resolver: Resolver | None = None,
    decisions: Mapping[str, str | None] | None = None,
) -> Frame:
    """Adds to a frame what the names in a column mean; each distinct name is resolved once.

    The other columns, the rows and their order stay as they are. A Spark frame has no order
    to keep; its rows stay the same rows.

    Args:
        frame: a pandas or Polars data frame, a Polars lazy frame, a PyArrow table, a DuckDB
            relation or a Spark data frame.
        columns: a column of names, or several; with several, the new columns begin with
            their column's name and `_`. Numbers and dates are read as text; where there is
            no name, nothing is added.
        lang: BCP 47; the language of `place_name`. Where a place has no name in it, and
            without it, the place's best name is taken.
        add: which columns to add.
        prefix: put before the names of the new columns.
        overwrite: whether columns that are there already may be replaced.
        country: ISO 3166-1 alpha-2, of all places.
        within: the id of a country or first-level unit, of all places.
        near: latitude and longitude in degrees; nearer places are preferred.
        country_column: has the country of each row, which goes before `country`; what is no
            such code counts as not known.
        within_column: likewise has a `within` for each row.
        lat_column: likewise, with `lon_column`, has a `near` for each row.
        lon_column: goes with `lat_column`.
        resolver: tells what a name means; None takes the default gazetteer.
        decisions: what a person decided: the id of a place by the name as it stands in the
            column, or None for no place. They win over the rules.

    Returns:
        A frame of the kind that was given. A lazy one answers names when it is collected,
        a relation or Spark frame reads its source twice: first its names, then its rows.

    Raises:
        ColumnError: if a column is missing, or is to be added and there already; also if a
            name in `add` is none of the added columns.
        UnknownPlaceError: if `within` or a decision names a place that the gazetteer lacks.
        ValueError: if `country`, `within` or `near` is malformed.
        TypeError: if it is no frame, or of a kind that is not known here.

    >>> import pyarrow as pa
    >>> from toponyms.columns import normalize
    >>> table = pa.table({"event": [1, 2], "place": ["Janyatag", "Springfield"]})
    >>> normalize(table, "place", add=["place_id", "match_status"]).to_pylist()[0]
    {'event': 1, 'place': 'Janyatag', 'place_id': 'gn:586666', 'match_status': 'matched'}
    """
    import narwhals.stable.v2 as nw
    from narwhals.exceptions import DuplicateError

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
    try:
        framed: Any = nw.from_native(frame)
        plan.check(list(framed.collect_schema()))
    except DuplicateError as error:
        raise ColumnError(str(error)) from None
    if resolver is None:
        from toponyms.api import default_resolver

        resolver = default_resolver()
    resolver.context(country=country, within=within, near=near)
    answers = Answers(resolver, lang=lang, decisions=decisions)
    if isinstance(framed, nw.DataFrame):
        return cast("Frame", _in_memory(framed, plan, answers))
    kind, native = framed.implementation, framed.to_native()
    if kind.is_polars():
        from toponyms.columns.polars_lazy import normalize_lazy

        return cast("Frame", normalize_lazy(native, plan, answers))
    if kind.is_duckdb():
        from toponyms.columns.relations import normalize_relation

        return cast("Frame", normalize_relation(native, plan, answers))
    if kind.is_pyspark() or kind.is_pyspark_connect():
        from toponyms.integrations.spark import normalize_planned

        spark = normalize_planned(native, plan, lang=lang, decisions=decisions, resolver=resolver)
        return cast("Frame", spark)
    raise TypeError(
        f"a lazy frame of {kind.value} cannot be normalised: collect it, or give a frame of "
        "pandas, Polars, PyArrow, DuckDB or Spark"
    )


def _in_memory(framed: Any, plan: Plan, answers: Answers) -> Any:
    """A narwhals data frame's native one, with what a plan adds."""
    import narwhals.stable.v2 as nw
    import pyarrow as pa

    from toponyms.columns.arrow import added_columns
    from toponyms.columns.series import as_arrow, names_read

    added = added_columns(as_arrow(framed, names_read(plan)), plan, answers)
    new = nw.from_arrow(pa.Table.from_batches([added]), backend=framed.implementation)
    if not framed.implementation.is_pandas():
        return framed.with_columns(*new.iter_columns()).to_native()
    # By hand: narwhals keeps neither a subclass (GeoPandas) nor the frame's attributes.
    result = framed.to_native().copy(deep=False)
    for series in new.iter_columns():
        result[series.name] = series.to_native().array
    return result
