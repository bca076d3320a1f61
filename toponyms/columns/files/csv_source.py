"""Tables of delimited fields: every column is text, an empty field null, `""` empty text."""

from __future__ import annotations

import codecs
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from toponyms.columns.files.armscii import COMMA
from toponyms.columns.files.dialect import find_dialect
from toponyms.columns.files.records import last_end, record_ends, records
from toponyms.columns.files.source import ROW, Source
from toponyms.columns.files.text import count, sample_of, utf8_blocks
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from toponyms.columns.files.inputs import Input

__all__ = ["CsvSource"]

#: Bytes that one record may have at most, lest a quote that is never closed takes all memory.
_LONGEST = 2**26
#: The type of texts that come as dictionary arrays.
_CODED = pa.dictionary(pa.int32(), pa.string())
#: Rows of a batch at most: those of a block, unless they are very short.
_ROWS = 2**18


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
        self,
        columns: Sequence[str] | None = None,
        *,
        carry: bool = False,
        encode: Collection[str] = (),
    ) -> Iterator[pa.RecordBatch]:
        """The rows; see `Source.batches`."""
        wanted = self._schema.names if columns is None else list(dict.fromkeys(columns))
        for block, line, lines in self._blocks():
            table = self._table(block, line, lines, wanted, carry=carry, encode=encode)
            yield from table.combine_chunks().to_batches(max_chunksize=_ROWS)

    def _blocks(self) -> Iterator[tuple[bytes, int, int]]:
        """Blocks of whole records without the header, the first line of each, and how many."""
        separator, end = self.dialect.separator, self.dialect.line_end[-1]
        rest = b""
        line = 1
        for text in chain(utf8_blocks(self._input, self.encoding), [b""]):
            rest += text or (rest and self.dialect.line_end.encode())
            cut = last_end(rest, separator, end)
            if cut < len(rest) and (not text or (not cut and len(rest) > _LONGEST)):
                raise self._unclosed(rest, line)
            block, rest = rest[:cut], rest[cut:]
            if self.dialect.header and not self.header_text:
                begin = self._begin(block)
                line += count(block[:begin], end)
                block = block[begin:]
            lines = count(block, end)
            if block:
                yield block, line, lines
            line += lines

    def _begin(self, block: bytes) -> int:
        """Where the first block begins after the header, and the blank lines before that."""
        separator, end = self.dialect.separator, self.dialect.line_end[-1]
        start = stop = len(block) - len(block.lstrip(b"\r\n"))
        while not self.header_text and stop < len(block):
            stop = block.index(end.encode(), stop) + 1
            head = block[start:stop]
            if last_end(head, separator, end) == len(head):
                self.header_text = head.rstrip(b"\r\n").decode()
        return stop

    def _table(
        self,
        block: bytes,
        line: int,
        lines: int,
        wanted: Sequence[str],
        *,
        carry: bool,
        encode: Collection[str],
    ) -> pa.Table:
        names = self._schema.names
        schema = self._schema
        if not self._has_commas:
            schema = pa.schema([(n, _CODED if n in encode else pa.string()) for n in names])
        one = len(names) == 1
        # pyarrow takes a byte order mark at the start of any block for one of the file.
        text = codecs.BOM_UTF8 + block if block.startswith(codecs.BOM_UTF8) else block
        try:
            table = csv.read_csv(
                pa.BufferReader(text),
                read_options=csv.ReadOptions(
                    column_names=names, block_size=len(text) + 1, use_threads=False
                ),
                parse_options=csv.ParseOptions(
                    delimiter=self.dialect.separator,
                    newlines_in_values=True,
                    ignore_empty_lines=not one,
                ),
                convert_options=csv.ConvertOptions(
                    column_types=schema,
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
            table = schema.empty_table().select(list(wanted) or names[:1])
        if carry or len(table) != lines or _has_stray_return(block):
            ends = record_ends(block, self.dialect.separator, self.dialect.line_end[-1])
            lengths = self._lengths(block, ends)
            rows = len(ends) if one else int(np.count_nonzero(lengths))
            if rows != len(table):
                raise self._fault(block, line) or TableError(
                    f"{len(table)} rows, not {rows}", file=self.name, line=line
                )
        if self._has_commas and COMMA.encode() in block:
            table = self._with_commas(table)
        if carry:
            table = table.select(list(wanted)).add_column(0, ROW, self._texts(block, ends, one))
        return table

    def _lengths(self, block: bytes, ends: NDArray[np.int64]) -> NDArray[np.int64]:
        """How long each record is without its line end."""
        lengths = np.diff(ends, prepend=0) - 1
        if self.dialect.line_end[-1] == "\n":
            data = np.frombuffer(block, np.uint8)
            lengths -= (lengths > 0) & (data[ends - 2] == 13)
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


def _has_stray_return(block: bytes) -> bool:
    """Whether there is a carriage return that is no part of a line end of two characters."""
    return b"\r" in block and count(block, "\r") != block.count(b"\r\n")
