"""A new workbook of Excel with one sheet."""

from __future__ import annotations

import zipfile
from typing import IO, TYPE_CHECKING

from toponyms.columns.files.plain import check_text, with_plain_columns
from toponyms.columns.files.sheet_text import STYLES, cell, column_letters
from toponyms.columns.files.sink import Sink, joined, joined_schema
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from toponyms.columns.files.source import Source
    from toponyms.columns.files.target import Target

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "XlsxSink"]

#: What a sheet of Excel holds.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = "".join(
    f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"'
    + (' applyNumberFormat="1"/>' if number else "/>")
    for number in STYLES
)
#: The parts of a workbook around its sheet.
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    f'+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
    f'<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/>'
    f'<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    f'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    f'<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
    f'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{len(STYLES)}">{_STYLES}</cellXfs>'
    f'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    f"</styleSheet>",
}


class XlsxSink(Sink):
    """A workbook with one sheet, whose first row names the columns.

    Text is text, also where it looks like a formula. Numbers of more than fifteen digits are
    written as text, since Excel would round them.

    Args:
        target: where it goes.
        source: where the rows come from.
        added: the columns that are added.

    Raises:
        TableError: if a column holds bytes, or there are more columns than a sheet holds.
    """

    form = "xlsx"

    def __init__(self, target: Target, source: Source, added: pa.Schema) -> None:
        super().__init__(target, source, added)
        check_text(source.schema, self.form, target.name)
        names = joined_schema(source.schema, added).names
        if len(names) > MOST_COLUMNS:
            what = f"{len(names):,} columns; a sheet of Excel holds {MOST_COLUMNS:,}"
            raise TableError(what, file=target.name)
        self._letters = [column_letters(number) for number in range(1, len(names) + 1)]
        self._zip = zipfile.ZipFile(target.stream, "w", zipfile.ZIP_DEFLATED)
        for part, content in _PARTS.items():
            self._zip.writestr(_entry(part), _HEAD + content)
        self._sheet: IO[bytes] | None = self._zip.open(
            _entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True
        )
        self._row = 0
        self._put(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>')
        self._put(self._line(names))

    def _write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        plain = with_plain_columns(joined(batch, added), nested=False)
        columns = [column.to_pylist() for column in plain.columns]
        self._put("".join([self._line(row) for row in zip(*columns, strict=True)]))

    def _line(self, values: Sequence[object]) -> str:
        self._row += 1
        if self._row > MOST_ROWS:
            what = f"more rows than a sheet of Excel holds: {MOST_ROWS:,}"
            raise TableError(what, file=self.name)
        try:
            cells = [
                cell(f"{letters}{self._row}", value)
                for letters, value in zip(self._letters, values, strict=True)
            ]
        except ValueError as error:
            raise TableError(str(error), file=self.name, line=self._row) from None
        return f'<row r="{self._row}">{"".join(cells)}</row>'

    def _put(self, text: str) -> None:
        if self._sheet is not None:
            self._sheet.write(text.encode())

    def _finish(self) -> None:
        self._put("</sheetData></worksheet>")
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None
        self._zip.close()

    def _abandon(self) -> None:
        self._finish()


def _entry(name: str) -> zipfile.ZipInfo:
    """A part of the archive without the time of day: the same table gives the same bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
