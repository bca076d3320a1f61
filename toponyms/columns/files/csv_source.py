"""Tables of delimited fields: every column is text, an empty field null, `""` empty text."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from toponyms.columns.files.armscii import COMMA
from toponyms.columns.files.dialect import find_dialect
from toponyms.columns.files.records import record_ends, records
from toponyms.columns.files.source import ROW, ROWS, Source
from toponyms.columns.files.text import sample_of, utf8_blocks
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from toponyms.columns.files.inputs import Input

__all__ = ["CsvSource"]

#: Bytes that one record may have at most, lest a quote that is never closed takes all memory.
_LONGEST = 2**26


class CsvSource(Source):
    """A table of delimited fields.

    Args:
        file: where it comes from.
        form: `csv` or `tsv`.
        encoding: if it is known.
        delimiter: if it is known.
        header: whether there is one, if that is known.

    Attributes:
        dialect: how it is written.
        encoding: of the text.
        header_text: the first record as it stands, empty if it is no header.

    Raises:
        TableError: if it is empty or no text, or its encoding is in doubt, or columns share a name.
    """

    def __init__(
        self,
        file: Input,
        *,
        form: str = "csv",
        encoding: str | None = None,
        delimiter: str | None = None,
        header: bool | None = None,
    ) -> None:
        super().__init__(file)
        self.form = form
        self.encoding, sample, whole = sample_of(file, encoding)
        if delimiter is None and form == "tsv":
            delimiter = "\t"
        self.dialect = find_dialect(
            sample, file=self.name, whole=whole, delimiter=delimiter, header=header
        )
        # An Armenian comma would be a delimiter in the text of a record.
        self._has_commas = self.encoding.name == "armscii-8"
        self.carries = not self._has_commas and self.dialect.delimiter is not None
        self.header_text = ""
        names = list(self.dialect.names)
        if self._has_commas:
            names = [name.replace(COMMA, ",") for name in names]
        self._schema = pa.schema([pa.field(name, pa.string()) for name in names])

    @property
    def schema(self) -> pa.Schema:
        """Names of the columns; all are text."""
        return self._schema

    def batches(
        self, columns: Sequence[str] | None = None, *, carry: bool = False
    ) -> Iterator[pa.RecordBatch]:
        """The rows; see `Source.batches`."""
        wanted = self._schema.names if columns is None else list(dict.fromkeys(columns))
        for block, line, ends in self._blocks():
            table = self._table(block, line, ends, wanted, carry=carry)
            yield from table.combine_chunks().to_batches(max_chunksize=ROWS)

    def _blocks(self) -> Iterator[tuple[bytes, int, NDArray[np.int64]]]:
        """Blocks of whole records, the line that each begins in, and where its records end."""
        separator, end = self.dialect.separator, self.dialect.line_end[-1]
        rest = b""
        line = 1
        first = True
        for text in utf8_blocks(self._input, self.encoding):
            rest += text
            ends = record_ends(rest, separator, end)
            if not len(ends):
                if len(rest) > _LONGEST:
                    raise self._unclosed(rest, line)
                continue
            cut = int(ends[-1])
            block, rest = rest[:cut], rest[cut:]
            block, begin, ends, first = self._without_header(block, line, ends, first)
            line = begin + block.count(end.encode())
            if block:
                yield block, begin, ends
        if rest:
            rest += self.dialect.line_end.encode()
            ends = record_ends(rest, separator, end)
            if not len(ends) or ends[-1] != len(rest):
                raise self._unclosed(rest, line)
            block, begin, ends, _ = self._without_header(rest, line, ends, first)
            if block:
                yield block, begin, ends

    def _without_header(
        self, block: bytes, line: int, ends: NDArray[np.int64], first: bool
    ) -> tuple[bytes, int, NDArray[np.int64], bool]:
        """A block without the header and the blank lines before it, if it is the first block."""
        if not first or not self.dialect.header:
            return block, line, ends, False
        for number, stop in enumerate(ends):
            head = block[:stop]
            start = int(ends[number - 1]) if number else 0
            text = head[start:].rstrip(b"\r\n")
            if text:
                self.header_text = text.decode()
                lines = head.count(self.dialect.line_end[-1].encode())
                return block[stop:], line + lines, ends[number + 1 :] - stop, False
        return b"", line + len(ends), ends[:0], True

    def _table(
        self,
        block: bytes,
        line: int,
        ends: NDArray[np.int64],
        wanted: Sequence[str],
        *,
        carry: bool,
    ) -> pa.Table:
        names = self._schema.names
        one = len(names) == 1
        # pyarrow takes a byte order mark at the start of any block for one of the file.
        text = codecs.BOM_UTF8 + block if block.startswith(codecs.BOM_UTF8) else block
        try:
            table = csv.read_csv(
                pa.BufferReader(text),
                read_options=csv.ReadOptions(column_names=names, block_size=len(text) + 1),
                parse_options=csv.ParseOptions(
                    delimiter=self.dialect.separator,
                    newlines_in_values=True,
                    ignore_empty_lines=not one,
                ),
                convert_options=csv.ConvertOptions(
                    column_types=self._schema,
                    include_columns=list(wanted) or names[:1],
                    strings_can_be_null=True,
                    null_values=[""],
                    quoted_strings_can_be_null=False,
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid as error:
            if "Empty CSV" not in str(error):
                raise self._fault(block, line) or TableError(
                    str(error), file=self.name, line=line
                ) from error
            table = self._schema.empty_table().select(list(wanted) or names[:1])
        lengths = self._rows(block, ends)
        rows = lengths if one else lengths[lengths.astype(bool)]
        if len(rows) != len(table):
            raise self._fault(block, line) or TableError(
                f"{len(table)} rows, not {len(rows)}", file=self.name, line=line
            )
        if self._has_commas and COMMA.encode() in block:
            table = self._with_commas(table)
        if carry:
            table = table.select(list(wanted)).add_column(0, ROW, self._texts(block, ends, one))
        return table

    def _rows(self, block: bytes, ends: NDArray[np.int64]) -> NDArray[np.int64]:
        """How long each record is without its line end."""
        data = np.frombuffer(block, np.uint8)
        lengths = np.diff(ends, prepend=0) - 1
        if self.dialect.line_end[-1] == "\n":
            returns = (lengths > 0) & (data[ends - 2] == 13)
            lengths -= returns
        return lengths

    @staticmethod
    def _texts(block: bytes, ends: NDArray[np.int64], one: bool) -> pa.Array:
        """The records as they stand, without their line ends."""
        offsets = np.concatenate([[0], ends]).astype(np.int32)
        texts = pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(block))
        texts = pc.ascii_rtrim(texts, "\r\n")
        return texts if one else texts.filter(pc.not_equal(texts, ""))

    @staticmethod
    def _with_commas(table: pa.Table) -> pa.Table:
        return pa.table(
            [pc.replace_substring(column, COMMA, ",") for column in table.columns],
            schema=table.schema,
        )

    def _fault(self, block: bytes, line: int) -> TableError | None:
        """The first record with too few or too many fields."""
        expected = len(self._schema)
        for record in records(block.decode(), self.dialect.separator, line=line):
            if len(record.fields) != expected and not record.blank:
                found = len(record.fields)
                what = f"{found} {'field' if found == 1 else 'fields'}, not {expected}"
                return TableError(what, file=self.name, line=record.line)
            if record.end == "\r" and self.dialect.line_end[-1] != "\r":
                what = "a carriage return outside quotes"
                return TableError(what, file=self.name, line=record.line)
        return None

    def _unclosed(self, block: bytes, line: int) -> TableError:
        for record in records(block.decode(), self.dialect.separator, line=line):
            if not record.closed or len(record.fields) != len(self._schema):
                line = record.line
                break
        return TableError("a quote is opened in this row and not closed", file=self.name, line=line)
