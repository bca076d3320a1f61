"""Which columns of a table are read, and what is added for them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toponyms.columns.answers import ADDED
from toponyms.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of a table.

    Attributes:
        columns: columns of names, at least one.
        add: which of `ADDED` are added for each.
        prefix: put before the name of each added column. With several columns of names, each
            one's own name and `_` follow it.
        overwrite: whether columns that are there already may be replaced.
        country: ISO 3166-1 alpha-2, of all rows.
        within: the id of a country or first-level unit, for all rows.
        near: latitude and longitude in degrees, for all rows.
        country_column: has the country of each row; goes before `country`.
        within_column: likewise.
        lat_column, lon_column: likewise; both or neither.

    Raises:
        ColumnError: if no column is named, one is named or added twice, an added column is none
            of `ADDED`, or only one of `lat_column` and `lon_column` is given.

    >>> Plan(("from", "to"), add=("place_id",)).new_names()
    ['from_place_id', 'to_place_id']
    """

    columns: tuple[str, ...]
    add: tuple[str, ...] = ADDED
    prefix: str = ""
    overwrite: bool = False
    country: str | None = None
    within: str | None = None
    near: tuple[float, float] | None = None
    country_column: str | None = None
    within_column: str | None = None
    lat_column: str | None = None
    lon_column: str | None = None

    def __post_init__(self) -> None:
        if not self.columns:
            raise ColumnError("no column of names")
        for column in self.columns:
            if self.columns.count(column) > 1:
                raise ColumnError(f"column {column!r} is named twice")
        for name in self.add:
            if self.add.count(name) > 1:
                raise ColumnError(f"{name!r} is added twice")
            if name not in ADDED:
                raise ColumnError(f"{name!r} cannot be added; what can is {', '.join(ADDED)}")
        if (self.lat_column is None) != (self.lon_column is None):
            raise ColumnError("a column of latitudes needs one of longitudes, and the reverse")

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns that say more of a name, as far as there are any."""
        named = (self.country_column, self.within_column, self.lat_column, self.lon_column)
        return tuple(column for column in named if column is not None)

    def new_name(self, column: str, added: str) -> str:
        """What one of `ADDED` is called for a column of names."""
        own = f"{column}_" if len(self.columns) > 1 else ""
        return f"{self.prefix}{own}{added}"

    def new_names(self) -> list[str]:
        """What is added, in order."""
        return [self.new_name(column, added) for column in self.columns for added in self.add]

    def check(self, present: Sequence[str]) -> None:
        """Holds the plan against the columns that a table has.

        Raises:
            ColumnError: if one is missing, or one that is added is there already.
        """
        for column in (*self.columns, *self.beside):
            if column not in present:
                near = difflib.get_close_matches(column, present, n=3, cutoff=0.5)
                known = (
                    f"did you mean {' or '.join(map(repr, near))}?"
                    if near
                    else (f"there are {', '.join(map(repr, present)) or 'none'}")
                )
                raise ColumnError(f"no column {column!r}; {known}")
        clashes = [name for name in self.new_names() if name in present]
        if clashes and not self.overwrite:
            raise ColumnError(
                f"there is a column {clashes[0]!r} already; choose a prefix, or overwrite it"
            )
        if read := set(clashes) & {*self.columns, *self.beside}:
            raise ColumnError(f"column {min(read)!r} is read and cannot be overwritten")
