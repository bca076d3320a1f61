"""A whole gazetteer as columns: what is read from its files and compiled into its index."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from toponyms.gazetteer.index import make_place, place_record
from toponyms.gazetteer.texts import Texts, reordered
from toponyms.model import Kind, Name, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from toponyms.gazetteer.store import Strings

__all__ = ["Table", "TableMaker"]

#: Rows that are made or added together.
_BLOCK = 2**16

Meta = tuple[str, Kind, str, str, str]
"""What a name is beside its text: language, kind, from, to, source."""


@dataclass(frozen=True, slots=True)
class Table:
    """Places and their names in columns.

    Attributes:
        records: the places without their names, as `place_record` puts them.
        owners: the row of the place of each name, ascending.
        texts: the text of each name.
        metas: what else there is of each name: a number into `meta_rows`, since few kinds
            recur often.
        meta_rows: language, kind, from, to and source.
    """

    records: Strings
    owners: NDArray[np.uint32]
    texts: Strings
    metas: NDArray[np.uint32]
    meta_rows: list[Meta]

    def __len__(self) -> int:
        return len(self.records)

    @classmethod
    def of(cls, places: Iterable[Place]) -> Table:
        """The table of places that there are as objects."""
        maker = TableMaker()
        for row, place in enumerate(places):
            maker.add_place(place)
            for name in place.names:
                maker.add_name(
                    row, name.text, (name.lang, name.kind, name.from_, name.to, name.source)
                )
        return maker.table()

    def bounds(self) -> NDArray[np.uint32]:
        """The first name of each place, and the number of all names."""
        rows = np.arange(len(self) + 1, dtype=np.uint32)
        return np.searchsorted(self.owners, rows).astype(np.uint32)

    def places(self, *, named: Callable[[Place], bool] | None = None) -> Iterator[Place]:
        """Every place, in order.

        Args:
            named: which of them with their names, since it is faster without; None for all.
        """
        bounds = self.bounds().tolist()
        for start in range(0, len(self), _BLOCK):
            for row, record in enumerate(self.records[start : start + _BLOCK], start):
                place = make_place((), record)
                if named is None or named(place):
                    place = replace(place, names=self._names(bounds[row], bounds[row + 1]))
                yield place

    def _names(self, start: int, end: int) -> tuple[Name, ...]:
        metas = self.metas[start:end].tolist()
        return tuple([
            Name(text, *self.meta_rows[meta])
            for text, meta in zip(self.texts[start:end], metas, strict=True)
        ])  # fmt: skip


class TableMaker:
    """Makes a table row by row, in memory that the table itself will need."""

    def __init__(self) -> None:
        self._records, self._places = Texts(), list[str]()
        self._texts, self._names = Texts(), list[str]()
        self._owners, self._metas = array("I"), array("I")
        self._meta_numbers: dict[Meta, int] = {}

    def add_place(self, place: Place) -> None:
        """Adds a place without its names."""
        self._places.append(place_record(place))
        if len(self._places) >= _BLOCK:
            self._flush()

    def add_name(self, place: int, text: str, meta: Meta) -> None:
        """Adds a name, in any order; the names of a place keep theirs.

        Args:
            place: the row of its place.
            text: without line breaks.
            meta: what else there is.
        """
        self._names.append(text)
        self._owners.append(place)
        self._metas.append(self._meta_numbers.setdefault(meta, len(self._meta_numbers)))
        if len(self._names) >= _BLOCK:
            self._flush()

    def has_meta(self, meta: tuple[str, ...]) -> bool:
        """Whether there was a name with the same language, kind, dates and source."""
        return meta in self._meta_numbers

    def table(self) -> Table:
        """What was added."""
        self._flush()
        owners = np.array(self._owners, dtype=np.uint32)
        metas = np.array(self._metas, dtype=np.uint32)
        texts = self._texts.strings()
        if np.any(owners[1:] < owners[:-1]):
            order = np.argsort(owners, kind="stable")
            owners, metas, texts = owners[order], metas[order], _in_order(texts, order)
        return Table(self._records.strings(), owners, texts, metas, list(self._meta_numbers))

    def _flush(self) -> None:
        self._records.extend(self._places)
        self._places.clear()
        self._texts.extend(self._names)
        self._names.clear()


def _in_order(strings: Strings, order: NDArray[np.int64]) -> Strings:
    texts = Texts()
    for part in reordered(strings, order):
        texts.extend_encoded(part)
    return texts.strings()
