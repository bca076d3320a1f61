"""Names in a DuckDB relation: the distinct ones are answered, and joined to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pyarrow as pa

from toponyms.columns.joining import answered, check_caseless, keys_of, plan_of_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.columns.answers import Answers
    from toponyms.columns.plan import Plan

__all__ = ["normalize_relation"]

#: What the rows are called inside a query on a relation.
_ROWS = "toponyms_rows"


def normalize_relation(relation: Any, plan: Plan, answers: Answers) -> Any:
    """A relation with what a plan adds, in the order that it has.

    The distinct names are read now, the rows when the result is.

    Args:
        relation: a `duckdb.DuckDBPyRelation` that has the columns that the plan reads.
        plan: what is asked.
        answers: where each distinct name is answered once.

    Raises:
        ColumnError: if an added column differs from another only in case, which DuckDB
            does not tell apart.
    """
    schema = nw.from_native(relation).collect_schema()
    check_caseless(plan, list(schema))
    texts = {
        name: _text(name, is_float=schema[name].is_float())
        for name in (*plan.columns, *plan.beside)
    }
    tables = []
    for number, column in enumerate(plan.columns):
        met = _distinct(relation, {key: texts[name] for name, key in keys_of(plan, column).items()})
        table = answered(met, plan_of_keys(plan, column), answers)
        tables.append(table.append_column("of", pa.array([number] * len(table), pa.int32())))
    # DuckDB looks this variable up, by its name, when the query is bound.
    toponyms_answers = pa.concat_tables(tables)
    joined = _joined_query(list(schema), texts, plan, "toponyms_answers")
    result = relation.query(_ROWS, joined)
    del toponyms_answers
    return result


def _distinct(relation: Any, texts: Mapping[str, str]) -> pa.Table:
    listed = ", ".join(f"{text} AS {key}" for key, text in texts.items())
    return relation.query(_ROWS, f"SELECT DISTINCT {listed} FROM {_ROWS}").to_arrow_table()


def _joined_query(
    present: Sequence[str], texts: Mapping[str, str], plan: Plan, answers: str
) -> str:
    """The query for the rows of a relation with what a plan adds."""
    values = {name: f"{_ROWS}.{_quoted(name)}" for name in present}
    joins = []
    for number, column in enumerate(plan.columns):
        for place, added in enumerate(plan.add):
            values[plan.new_name(column, added)] = f"answers_{number}.added_{place}"
        same = " AND ".join(
            f"{texts[name]} IS NOT DISTINCT FROM answers_{number}.{key}"
            for name, key in keys_of(plan, column).items()
        )
        joins.append(
            f"LEFT JOIN (SELECT * FROM {answers} WHERE of = {number}) AS answers_{number} ON {same}"
        )
    listed = ", ".join(f"{value} AS {_quoted(name)}" for name, value in values.items())
    # A join may give rows in any order, so they are numbered before and sorted after it.
    row = nw.generate_temporary_column_name(8, list(present))
    return (
        f"SELECT {listed} FROM (SELECT *, row_number() OVER () AS {row} FROM {_ROWS}) AS {_ROWS} "
        f"{' '.join(joins)} ORDER BY {_ROWS}.{row}"
    )


def _text(name: str, *, is_float: bool) -> str:
    """The expression for a column as text; what is not a number counts as missing."""
    text = f"CAST({_ROWS}.{_quoted(name)} AS VARCHAR)"
    return f"nullif({text}, 'nan')" if is_float else text


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
