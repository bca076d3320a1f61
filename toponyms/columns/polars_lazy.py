"""Names in a lazy Polars frame: answered while it is collected, a batch at a time."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw
import polars as pl

from toponyms.columns.arrow import added_columns, added_fields
from toponyms.columns.series import as_arrow, names_read

if TYPE_CHECKING:
    from toponyms.columns.answers import Answers
    from toponyms.columns.plan import Plan

__all__ = ["normalize_lazy"]


def normalize_lazy(frame: pl.LazyFrame, plan: Plan, answers: Answers) -> pl.LazyFrame:
    """A frame with what a plan adds; nothing is read before it is collected.

    Polars may drop rows or columns before the names are looked at, and may hand them over in
    batches from several threads: the answers are kept between batches.

    Args:
        frame: has the columns that the plan reads.
        plan: what is asked.
        answers: where each distinct name is answered once.
    """
    read = names_read(plan)
    lock = Lock()

    def added(rows: pl.Series) -> pl.Series:
        data = as_arrow(nw.from_native(rows.struct.unnest()), read)
        with lock:
            batch = added_columns(data, plan, answers)
        return pl.DataFrame(batch).to_struct()

    types = {
        field.name: pl.Float64() if str(field.type) == "double" else pl.String()
        for field in added_fields(plan)
    }
    whole = pl.struct(read).map_batches(added, return_dtype=pl.Struct(types), is_elementwise=True)
    name = nw.generate_temporary_column_name(8, [*frame.collect_schema().names(), *types])
    fields = [pl.col(name).struct.field(field) for field in types]
    return frame.with_columns(whole.alias(name)).with_columns(fields).drop(name)
