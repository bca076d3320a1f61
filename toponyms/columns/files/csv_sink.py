"""Tables of delimited fields, written as the source was, or with as few quotes as will do."""

from __future__ import annotations

import codecs
from io import BytesIO
from typing import TYPE_CHECKING, cast

import polars as pl

from toponyms.columns.files.csv_source import CsvSource
from toponyms.columns.files.dialect import DELIMITERS
from toponyms.columns.files.encodings import encoded, stated_encoding
from toponyms.columns.files.plain import check_text, with_plain_columns
from toponyms.columns.files.sink import Sink, joined, joined_schema
from toponyms.columns.files.source import ROW
from toponyms.errors import TableError

if TYPE_CHECKING:
    import pyarrow as pa

    from toponyms.columns.files.source import Source
    from toponyms.columns.files.target import Target

__all__ = ["CsvSink"]

_MARKED = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class CsvSink(Sink):
    """A table of delimited fields.

    Null is an empty field, empty text `""`. From a source of delimited fields come its header or
    the lack of one, line ends, byte order mark, quotes around all fields if it has them, and the
    delimiter unless the form is another one. If the delimiter is the same and no column is
    replaced, the records stay as they stood, and the new fields are appended.

    Args:
        target: where it goes.
        source: where the rows come from.
        added: the columns that are added.
        form: `csv` or `tsv`.
        encoding: None for UTF-8.
        delimiter: None for that of the source, or of the form.

    Raises:
        TableError: if a column holds bytes, or the encoding is not known.
    """

    def __init__(
        self,
        target: Target,
        source: Source,
        added: pa.Schema,
        *,
        form: str = "csv",
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> None:
        super().__init__(target, source, added)
        self.form = form
        text = source if isinstance(source, CsvSource) else None
        if delimiter is None and text is not None and text.form == form:
            delimiter = text.dialect.delimiter
        self._delimiter = delimiter or ("\t" if form == "tsv" else ",")
        self._quotes_all = text is not None and text.dialect.quotes_all
        self._line_end = text.dialect.line_end if text else "\n"
        self._header = text is None or text.dialect.header
        self._encoding = stated_encoding(encoding) if encoding is not None else "utf-8"
        self._marked = bool(text and text.encoding.mark) or self._encoding in _MARKED
        self._encoding = _MARKED.get(self._encoding, self._encoding)
        self.carries = (
            text is not None
            and text.carries
            and text.dialect.delimiter == self._delimiter
            and not set(added.names) & set(source.schema.names)
        )
        self._text = text
        self._begun = False
        if not self.carries:
            check_text(source.schema, form, target.name)

    def _write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        if not self._begun:
            self._begin()
        if self.carries:
            frame = self._quoted(added)
            rows = cast("pl.Series", pl.from_arrow(batch.column(ROW))).alias(ROW)
            frame = frame.insert_column(0, rows)
        else:
            frame = self._quoted(joined(batch, added))
        buffer = BytesIO()
        frame.write_csv(
            buffer,
            include_header=False,
            separator=self._delimiter,
            line_terminator=self._line_end,
            quote_style="never",
        )
        self._emit(buffer.getvalue())

    def _finish(self) -> None:
        if not self._begun:
            self._begin()

    def _begin(self) -> None:
        self._begun = True
        marks = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE}
        marks |= {"utf-16-be": codecs.BOM_UTF16_BE, "utf-32-le": codecs.BOM_UTF32_LE}
        if self._marked and self._encoding in marks:
            self._target.stream.write(marks[self._encoding])
        if not self._header:
            return
        if self.carries and self._text is not None:
            first = [self._text.header_text]
            names = self._added.names
        else:
            first = []
            names = joined_schema(self._source.schema, self._added).names
        fields = [*first, *map(self._field, names)]
        self._emit((self._delimiter.join(fields) + self._line_end).encode())

    def _field(self, text: str) -> str:
        """A name in the header; with quotes too if it has what others may take for a delimiter."""
        special = {'"', "\r", "\n", self._delimiter, *DELIMITERS} & set(text)
        if self._quotes_all or special or not text or text.startswith("\ufeff"):
            return '"' + text.replace('"', '""') + '"'
        return text

    def _quoted(self, batch: pa.RecordBatch) -> pl.DataFrame:
        """Columns with quotes around what needs them."""
        frame = cast("pl.DataFrame", pl.from_arrow(with_plain_columns(batch, nested=False)))
        special = f'["\r\n{_class(self._delimiter)}]'
        columns = []
        for name, kind in frame.schema.items():
            column = pl.col(name)
            if kind != pl.String:
                if not self._quotes_all:
                    continue
                column = column.cast(pl.String)
            quoted = pl.format('"{}"', column.str.replace_all('"', '""', literal=True))
            if self._quotes_all:
                columns.append(quoted.alias(name))
            else:
                needed = (column == "") | column.str.contains(special)
                columns.append(pl.when(needed).then(quoted).otherwise(column).alias(name))
        return frame.with_columns(columns)

    def _emit(self, utf8: bytes) -> None:
        if self._encoding == "utf-8":
            self._target.stream.write(utf8)
            return
        text = utf8.decode()
        try:
            data = encoded(text, self._encoding)
        except UnicodeEncodeError as error:
            what = f"{self._encoding} has no such character"
            raise TableError(what, file=self.name, value=text[error.start]) from None
        self._target.stream.write(data)


def _class(delimiter: str) -> str:
    """A delimiter inside a class of a regular expression."""
    return delimiter if delimiter.isalnum() or delimiter in "\t " else "\\" + delimiter
