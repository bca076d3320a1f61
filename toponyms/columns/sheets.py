"""Small tables that people fill in, in CSV and Excel: no cell of them is ever run."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toponyms.columns.whole import write_whole
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Sheet", "guarded", "read_sheet", "unguarded", "write_sheet"]

#: What spreadsheets run when they open a CSV file, after any apostrophes.
_RUNS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
#: What spreadsheets separate with, each in some country.
_DELIMITERS = (",", ";", "\t")
#: What XML, and with it Excel, cannot have.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read.

    Attributes:
        file: where from.
        columns: their names.
        rows: of each row the number of its line, from 1, and its cells by column, as text; rows
            without any text are left out.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe is put before one.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("'Abd")
    ("'=1+1", "''=1+1", "'Abd")
    """
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given, or any other text as it is.

    >>> unguarded("'=1+1"), unguarded("'Abd"), unguarded("-1")
    ('=1+1', "'Abd", '-1')
    """
    return text[1:] if _GUARDED.match(text) else text


def write_sheet(
    path: Path,
    columns: Sequence[str],
    rows: Sequence[Sequence[str | int | float]],
    *,
    hidden: Sequence[str] = (),
    wide: Sequence[str] = (),
) -> None:
    """Writes a table, whole or not at all.

    Args:
        path: .csv (UTF-8 with a byte order mark, every cell in quotation marks) or .xlsx.
        columns: their names.
        rows: their cells. In CSV, text that would be run is `guarded`; Excel is told that it
            is text.
        hidden: columns that Excel does not show.
        wide: columns that Excel shows wider.

    Raises:
        TableError: if the extension is another one.
    """
    content = _excel(columns, rows, hidden, wide) if _is_excel(path) else _csv(columns, rows)
    write_whole(path, content)


def read_sheet(path: Path) -> Sheet:
    """Reads a table that a person had in hand.

    CSV may be separated with commas, semicolons or tabs: spreadsheets save it as their country
    does. Of an Excel file the first sheet is read.

    Raises:
        TableError: if the extension is another one, or the file is not what it says.
    """
    lines = _excel_lines(path) if _is_excel(path) else _csv_lines(path)
    _, header = next(lines, (1, []))
    columns = tuple(cell.strip() for cell in header)
    rows = [
        # A row may be shorter than the header: spreadsheets leave empty ends away.
        (line, dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=False)))
        for line, cells in lines
        if any(cell.strip() for cell in cells)
    ]
    return Sheet(str(path), columns, tuple(rows))


def _is_excel(path: Path) -> bool:
    extension = path.suffix.lower()
    if extension not in (".csv", ".xlsx"):
        raise TableError("a sheet is a .csv or an .xlsx file", file=str(path), value=extension)
    return extension == ".xlsx"


def _csv(columns: Sequence[str], rows: Sequence[Sequence[str | int | float]]) -> bytes:
    text = io.StringIO(newline="")
    # Every cell quoted, or a semicolon in a name starts a cell where semicolons separate.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(
        [guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def _csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(
            f"byte {error.start} is not UTF-8; save it as CSV UTF-8", file=str(path)
        ) from error
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"not CSV: {error}", file=str(path), line=line) from error


def _excel(
    columns: Sequence[str],
    rows: Sequence[Sequence[str | int | float]],
    hidden: Sequence[str],
    wide: Sequence[str],
) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "review"
    for number, cells in enumerate((columns, *rows), start=1):
        for place, value in enumerate(cells, start=1):
            if value == "" and number > 1 and columns[place - 1] not in ("decision", "note"):
                continue
            cell = sheet.cell(number, place)
            if isinstance(value, str):
                cell.value = _NOT_XML.sub("\ufffd", value)
                # Not a formula, not now and not when a person has edited the cell.
                cell.data_type = "s"
                cell.number_format = "@"
                cell.quotePrefix = bool(_RUNS.match(value))
            else:
                cell.value = value
            if number == 1:
                cell.font = Font(bold=True)
    for place, column in enumerate(columns, start=1):
        shape = sheet.column_dimensions[get_column_letter(place)]
        shape.width = 40 if column in wide else 14
        shape.hidden = column in hidden
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _excel_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise TableError("not an Excel file", file=str(path)) from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        for line, cells in enumerate(rows, start=1):
            yield line, [_cell(cell) for cell in cells]
    finally:
        book.close()


def _cell(value: object) -> str:
    """A cell as text: a spreadsheet makes 2 of `2`, and 2.0 of that."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
