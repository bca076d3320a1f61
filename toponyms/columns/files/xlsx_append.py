"""A workbook of Excel with columns appended to one of its sheets, and nothing else changed.

The parts of the workbook are copied byte for byte. Only the text of the one sheet is edited: no
library that reads a workbook and writes it anew keeps its charts, pictures and the values that
Excel stored for its formulas.
"""

from __future__ import annotations

import re
import zipfile
from itertools import chain
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from toponyms.columns.files.sheet_text import cell, column_letters
from toponyms.columns.files.sink import Sink
from toponyms.columns.files.xlsx_sink import MOST_COLUMNS
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from toponyms.columns.files.target import Target
    from toponyms.columns.files.xlsx_source import XlsxSource

__all__ = ["XlsxAppendSink"]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW = re.compile(r"<((?:\w+:)?)row\b([^>]*?)(/>|>(.*?)</\1row>)", re.DOTALL)
_CELL = re.compile(r"<((?:\w+:)?)c\b([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_NUMBER = re.compile(r'\br="(\d+)"')
_PLACE = re.compile(r'\br="([A-Z]+)\d+"')
_STYLE = re.compile(r'\bs="(\d+)"')
_SPANS = re.compile(r'\s+spans="[^"]*"')
_DIMENSION = re.compile(r'(<(?:\w+:)?dimension\b[^>]*?\bref=")([A-Z]+\d+)(?::([A-Z]+)(\d+))?(")')


class XlsxAppendSink(Sink):
    """The workbook of the source, with columns appended to its sheet.

    An added column that is there already is replaced where it stands. Dates and times are added
    as text, since the workbook may have no style for them.

    Args:
        target: where it goes.
        source: a sheet.
        added: the columns that are added.

    Raises:
        TableError: if there are more columns than a sheet holds.
    """

    form = "xlsx"
    carries = True

    def __init__(self, target: Target, source: XlsxSource, added: pa.Schema) -> None:
        super().__init__(target, source, added)
        self._sheet = source
        self._rows: list[pa.RecordBatch] = []
        names = source.names
        places = []
        width = source.width
        for name in added.names:
            if name in names:
                places.append(names.index(name) + 1)
            else:
                width += 1
                places.append(width)
        if width > MOST_COLUMNS:
            what = f"{width:,} columns; a sheet of Excel holds {MOST_COLUMNS:,}"
            raise TableError(what, file=target.name)
        self._places = places
        self._letters = [column_letters(place) for place in places]
        self._replaces = {
            letters
            for letters, name in zip(self._letters, added.names, strict=True)
            if name in names
        }

    def _write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        del batch  # its rows are in the workbook
        self._rows.append(added)

    def _finish(self) -> None:
        book = zipfile.ZipFile(self._source.input.seekable())
        part = _part_of_sheet(book, self._sheet.sheet)
        with zipfile.ZipFile(self._target.stream, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in book.infolist():
                data = book.read(entry)
                if entry.filename == part:
                    data = self._edited(data.decode("utf-8")).encode()
                out.writestr(entry, data)

    def _edited(self, text: str) -> str:
        """The text of the sheet with the columns in it."""
        rows = self._values()
        number = 0
        pieces = []
        position = 0
        for found in _ROW.finditer(text):
            pieces.append(text[position : found.start()])
            position = found.end()
            said = _NUMBER.search(found[2])
            following = int(said[1]) if said else number + 1
            # Rows that have no cell are not in the text at all, but may get some.
            pieces += [
                self._row_text(between, found[1], f' r="{between}"', "", rows)
                for between in range(number + 1, following)
            ]
            number = following
            pieces.append(
                self._row_text(number, found[1], found[2], found[4] or "", rows, found[0])
            )
        pieces.append(text[position:])
        return _DIMENSION.sub(self._dimension, "".join(pieces), count=1)

    def _values(self) -> dict[int, tuple[Any, ...]]:
        """What goes into each row, by its number."""
        lists = ([column.to_pylist() for column in batch.columns] for batch in self._rows)
        rows: Iterator[tuple[Any, ...]] = chain.from_iterable(
            zip(*columns, strict=True) for columns in lists
        )
        first = self._sheet.first_row
        values: dict[int, tuple[Any, ...]] = {}
        if self._sheet.header:
            values[first] = tuple(self._added.names)
            first += 1
        values.update(enumerate(rows, first))
        return values

    def _row_text(
        self,
        number: int,
        prefix: str,
        attributes: str,
        cells: str,
        rows: dict[int, tuple[Any, ...]],
        whole: str = "",
    ) -> str:
        values = rows.get(number)
        if values is None:
            return whole
        style = self._header_style(cells) if self._sheet.header else None
        style = style if number == self._sheet.first_row else None
        fresh = [
            (place, self._cell(f"{letters}{number}", value, prefix, style))
            for place, letters, value in zip(self._places, self._letters, values, strict=True)
        ]
        if self._replaces:
            cells = self._replaced(cells, fresh, number)
        else:
            cells += "".join([text for _, text in fresh])
        if not cells and not whole:
            return ""
        attributes = _SPANS.sub("", attributes)
        return f"<{prefix}row{attributes}>{cells}</{prefix}row>"

    def _replaced(self, cells: str, fresh: list[tuple[int, str]], number: int) -> str:
        """The cells of a row in their order, without those that are replaced."""
        kept: list[tuple[int, str]] = []
        place = 0
        for found in _CELL.finditer(cells):
            said = _PLACE.search(found[2])
            place = _column_number(said[1]) if said else place + 1
            if column_letters(place) not in self._replaces:
                kept.append((place, found[0]))
            elif found[3] and re.search(r"<(?:\w+:)?f\b", found[3]):
                what = f"the cell {column_letters(place)}{number} is a formula"
                raise TableError(f"{what}, and not replaced", file=self._source.name)
        return "".join([text for _, text in sorted(kept + fresh, key=lambda each: each[0])])

    def _cell(self, reference: str, value: Any, prefix: str, style: int | None) -> str:
        try:
            text = cell(reference, value, style=style)
        except ValueError as error:
            raise TableError(f"{reference}: {error}", file=self.name) from None
        return re.sub(r"<(/?)", rf"<\1{prefix}", text) if prefix else text

    @staticmethod
    def _header_style(cells: str) -> int | None:
        """The style of the last cell."""
        styles = [_STYLE.search(found[2]) for found in _CELL.finditer(cells)]
        return int(styles[-1][1]) if styles and styles[-1] else None

    def _dimension(self, found: re.Match[str]) -> str:
        last = found[3] or re.sub(r"\d", "", found[2])
        row = found[4] or re.sub(r"[A-Z]", "", found[2])
        furthest = max([_column_number(last), *self._places])
        return f"{found[1]}{found[2]}:{column_letters(furthest)}{row}{found[5]}"


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _part_of_sheet(book: zipfile.ZipFile, title: str) -> str:
    """The part of a workbook that a sheet is in."""
    relations = ET.fromstring(book.read("_rels/.rels"))
    main = next(each for each in relations if each.get("Type", "").endswith("/officeDocument"))
    path = normpath(str(main.get("Target")).lstrip("/"))
    folder, _, name = path.rpartition("/")
    tree = ET.fromstring(book.read(path))
    sheet = next(
        each for each in tree.iter() if each.tag.endswith("}sheet") and each.get("name") == title
    )
    targets = {
        each.get("Id"): str(each.get("Target"))
        for each in ET.fromstring(book.read(f"{join(folder, '_rels')}/{name}.rels"))
    }
    target = targets[sheet.get(_RELATION) or _strict_id(sheet)]
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def _strict_id(sheet: ET.Element) -> str:
    """The same in a workbook of the strict kind, whose names are others."""
    return next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
