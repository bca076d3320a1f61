"""Writes what a command found in the form that was asked for."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import Console, RenderableType

    from toponyms_cli.options import Format

__all__ = [
    "LinePrinter",
    "ListPrinter",
    "ListView",
    "Printer",
    "View",
    "csv_lines",
    "json_line",
]

Item_contra = TypeVar("Item_contra", contravariant=True)

_FIELD_BREAKS = re.compile(r"[\t\r\n]+")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


class _Records(Protocol[Item_contra]):
    """How one kind of result is put for a program: as an object, and as rows."""

    @property
    def columns(self) -> Sequence[str]:
        """Names of the fields of a row."""

    def record(self, item: Item_contra) -> Mapping[str, Any]:
        """An object of JSON."""

    def rows(self, item: Item_contra) -> Iterable[Sequence[object]]:
        """Rows of CSV; None is an empty field."""


class View(_Records[Item_contra], Protocol[Item_contra]):
    """How one kind of result is put: as an object, as rows, and as a table."""

    def draw(self, item: Item_contra) -> RenderableType:
        """Something for a person to look at."""


class ListView(_Records[Item_contra], Protocol[Item_contra]):
    """The same for a kind of which many share one table."""

    def draw_all(self, items: Sequence[Item_contra]) -> RenderableType:
        """One table for a person to look at."""


class _Printer(ABC):
    """Writes results to standard output, as they come.

    Args:
        view: how to put them.
        chosen: the form; None is a table on a terminal, and elsewhere rows without a header,
            with tabs between their fields.
    """

    def __init__(self, view: _Records[Any], chosen: Format | None) -> None:
        self._records = view
        self._form = chosen
        self._console: Console | None = None
        if chosen is None and sys.stdout.isatty():
            self._form = "table"
        if self._form == "csv":
            sys.stdout.write(csv_lines([view.columns]))

    @property
    def is_table(self) -> bool:
        """Whether a person is going to look at it."""
        return self._form == "table"

    def write(self, items: Sequence[Any]) -> None:
        """Writes some results, and has them delivered at once."""
        view = self._records
        if self._form == "table":
            self._show(items)
        elif self._form == "json":
            sys.stdout.write("".join([json_line(view.record(item)) for item in items]))
        else:
            rows = [row for item in items for row in view.rows(item)]
            sys.stdout.write(csv_lines(rows) if self._form == "csv" else _plain(rows))
        sys.stdout.flush()

    def _show(self, items: Sequence[Any]) -> None:
        if self._console is None:
            from rich.console import Console

            self._console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        for drawing in self._drawings(items):
            self._console.print(drawing)

    @abstractmethod
    def _drawings(self, items: Sequence[Any]) -> Iterable[RenderableType]:
        """What a person sees of some results."""


class Printer(_Printer):
    """Writes results to standard output, as they come.

    Args:
        view: how to put them.
        chosen: the form; None is a table on a terminal, and elsewhere rows without a header,
            with tabs between their fields.
    """

    def __init__(self, view: View[Any], chosen: Format | None) -> None:
        super().__init__(view, chosen)
        self._view = view

    def _drawings(self, items: Sequence[Any]) -> Iterable[RenderableType]:
        return map(self._view.draw, items)


class ListPrinter(_Printer):
    """The same for results of which those that are written together share one table.

    Args:
        view: as for `Printer`.
        chosen: as for `Printer`.
    """

    def __init__(self, view: ListView[Any], chosen: Format | None) -> None:
        super().__init__(view, chosen)
        self._view = view

    def _drawings(self, items: Sequence[Any]) -> Iterable[RenderableType]:
        return [self._view.draw_all(items)] if items else []


class LinePrinter:
    """Writes a text and a line feed a result, and nothing else.

    Args:
        line: the text of a result.
    """

    def __init__(self, line: Callable[[Any], str]) -> None:
        self._line = line

    def write(self, items: Sequence[Any]) -> None:
        """Writes some results, and has them delivered at once."""
        sys.stdout.write("".join([f"{self._line(item)}\n" for item in items]))
        sys.stdout.flush()


def json_line(record: Mapping[str, Any]) -> str:
    """An object of JSON on a line of its own."""
    return _ENCODER.encode(record) + "\n"


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows of CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _plain(rows: Iterable[Sequence[object]]) -> str:
    def line(row: Sequence[object]) -> str:
        return "\t".join(
            ["" if cell is None else _FIELD_BREAKS.sub(" ", str(cell)) for cell in row]
        )

    return "".join([f"{line(row)}\n" for row in rows])
