"""Distinct names with their answers, as a table to be joined to the rows that they came from.

For systems that hold the rows themselves: DuckDB and Spark. Keys are compared as text, so
that no type and no rounding can make one row two.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa

from toponyms.columns.arrow import added_columns, added_fields
from toponyms.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.columns.answers import Answers
    from toponyms.columns.plan import Plan

__all__ = ["answered", "answered_fields", "check_caseless", "keys_of", "plan_of_keys"]


def keys_of(plan: Plan, column: str) -> dict[str, str]:
    """The columns that decide the answers to one of a plan's, and what they are called here.

    >>> from toponyms.columns.plan import Plan
    >>> keys_of(Plan(("from", "to"), country_column="iso"), "to")
    {'to': 'key_0', 'iso': 'key_1'}
    """
    read = dict.fromkeys((column, *plan.beside))
    return {name: f"key_{number}" for number, name in enumerate(read)}


def plan_of_keys(plan: Plan, column: str) -> Plan:
    """What a plan asks of one of its columns, with the columns called as by `keys_of`."""
    key = keys_of(plan, column)
    return replace(
        plan,
        columns=(key[column],),
        prefix="",
        country_column=key.get(plan.country_column or ""),
        within_column=key.get(plan.within_column or ""),
        lat_column=key.get(plan.lat_column or ""),
        lon_column=key.get(plan.lon_column or ""),
    )


def answered_fields(plan: Plan) -> list[pa.Field]:
    """The fields of `answered`: the keys, then `added_0` and further."""
    keys = dict.fromkeys((*plan.columns, *plan.beside))
    added = [field.with_name(f"added_{n}") for n, field in enumerate(added_fields(plan))]
    return [*(pa.field(name, pa.string()) for name in keys), *added]


def answered(met: pa.RecordBatch | pa.Table, plan: Plan, answers: Answers) -> pa.Table:
    """Distinct keys and what is added for each.

    Args:
        met: the keys, as text.
        plan: as `plan_of_keys` makes it.
        answers: where each distinct name is answered once.
    """
    schema = pa.schema(answered_fields(plan))
    added = added_columns(met, plan, answers).columns
    keys = [met.column(name) for name in schema.names[: len(schema) - len(added)]]
    return pa.table([*keys, *added], schema.names).cast(schema)


def check_caseless(plan: Plan, present: Sequence[str]) -> None:
    """Holds a plan against the columns of a system that takes `A` and `a` for one name.

    Raises:
        ColumnError: if an added column and another differ only in case.
    """
    spelled = {name.lower(): name for name in present}
    for name in plan.new_names():
        other = spelled.setdefault(name.lower(), name)
        if other != name:
            raise ColumnError(f"{name!r} and {other!r} differ only in case; choose a prefix")
