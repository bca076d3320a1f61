"""Opens tables to read and to write, by the names of files or by what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from toponyms.columns.files.arrow_source import ArrowSource, ParquetSource
from toponyms.columns.files.binary import binary_form
from toponyms.columns.files.csv_source import CsvSource
from toponyms.columns.files.forms import form_called, form_named
from toponyms.columns.files.inputs import Input
from toponyms.columns.files.target import Target
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.columns.files.sink import Sink
    from toponyms.columns.files.source import Source

__all__ = ["open_sink", "open_source"]


def open_source(
    path_or_dash: str,
    *,
    form: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: bool | None = None,
    sheet: str | None = None,
) -> Source:
    r"""Opens a table to read.

    Args:
        path_or_dash: a path, or `-` for standard input. A file may be compressed by gzip,
            bzip2, Zstandard or xz.
        form: one of `csv`, `tsv`, `jsonl`, `parquet`, `arrow`, `xlsx`; None goes by the name of
            the file, and where that tells nothing by its first bytes.
        encoding: of a text, None to find it.
        delimiter: of the fields of a text, None to find it.
        header: whether the first row names the columns, None to find it; columns without a name
            are called `column_1` and so on.
        sheet: of a workbook, None for the first.

    Raises:
        TableError: if there is no such file, or it is not what it should be.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "towns.csv"
    ...     _ = file.write_text("name;n\nBaku;1\n")
    ...     with open_source(str(file)) as source:
    ...         print(source.schema.names, [batch.to_pydict() for batch in source.batches()])
    ['name', 'n'] [{'name': ['Baku'], 'n': ['1']}]
    """
    called = form_called(form) if form is not None else None
    file = Input(path_or_dash)
    try:
        named = form_named(path_or_dash) if path_or_dash != "-" else None
        return _source(
            file, called or named or _by_content(file), encoding, delimiter, header, sheet
        )
    except BaseException:
        file.close()
        raise


def _source(
    file: Input,
    form: str,
    encoding: str | None,
    delimiter: str | None,
    header: bool | None,
    sheet: str | None,
) -> Source:
    if form in {"csv", "tsv"}:
        return CsvSource(file, form=form, encoding=encoding, delimiter=delimiter, header=header)
    if form == "jsonl":
        from toponyms.columns.files.jsonl_source import JsonlSource

        return JsonlSource(file, encoding=encoding)
    if not file.head(1):
        raise TableError("is empty", file=file.name)
    if form == "parquet":
        return ParquetSource(file)
    if form == "arrow":
        return ArrowSource(file)
    from toponyms.columns.files.xlsx_source import XlsxSource

    return XlsxSource(file, sheet=sheet, header=header)


def _by_content(file: Input) -> str:
    head = file.head(8)
    if form := binary_form(head):
        return form
    return "jsonl" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "csv"


def open_sink(
    path_or_dash: str,
    *,
    source: Source,
    added: Iterable[pa.Field],
    form: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    overwrite: bool = False,
) -> Sink:
    r"""Opens a table to write: the rows of a source with columns added.

    Args:
        path_or_dash: a path, or `-` for standard output. The name of a file also tells whether
            it is compressed.
        source: where the rows come from.
        added: names and types of the columns that are added.
        form: as for `open_source`; None goes by the name of the file, and where that tells
            nothing by the form of the source.
        encoding: of CSV and TSV, None for UTF-8.
        delimiter: of CSV and TSV, None for that of the source or the form.
        overwrite: whether a column of the source that has the name of an added one is replaced.

    Raises:
        TableError: if the file cannot be written, or is the one that is read, or a column has
            the name of an added one, or has a type that the form cannot hold.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     here = pathlib.Path(folder)
    ...     _ = (here / "in.csv").write_text('name,n\n"Baku",1\n')
    ...     ids = pa.schema([("id", pa.string())])
    ...     with open_source(str(here / "in.csv")) as source:
    ...         with open_sink(str(here / "out.csv"), source=source, added=ids) as sink:
    ...             for batch in sink.batches(["name"]):
    ...                 sink.write(batch, pa.record_batch([["gn:587084"]], schema=ids))
    ...     print((here / "out.csv").read_text())
    name,n,id
    "Baku",1,gn:587084
    <BLANKLINE>
    """
    fields = pa.schema(list(added))
    named = form_named(path_or_dash) if path_or_dash != "-" else None
    chosen = form_called(form) if form is not None else named or source.form
    if not overwrite and (clashes := _clashes(source, chosen, fields)):
        what = "has columns of the names that are to be added"
        raise TableError(what, file=source.name, value=", ".join(clashes))
    target = Target(path_or_dash, source.input)
    try:
        return _sink(target, source, fields, chosen, encoding, delimiter, overwrite)
    except BaseException:
        target.abort()
        raise


def _clashes(source: Source, form: str, added: pa.Schema) -> list[str]:
    """Names that are there already; those in lines of JSON are met in their turn."""
    if source.form == form == "jsonl":
        return []
    missing = set(source.missing(added.names))
    return [name for name in added.names if name not in missing]


def _sink(
    target: Target,
    source: Source,
    added: pa.Schema,
    form: str,
    encoding: str | None,
    delimiter: str | None,
    overwrite: bool,
) -> Sink:
    if form in {"csv", "tsv"}:
        from toponyms.columns.files.csv_sink import CsvSink

        return CsvSink(target, source, added, form=form, encoding=encoding, delimiter=delimiter)
    if form == "jsonl":
        from toponyms.columns.files.jsonl_sink import JsonlSink

        return JsonlSink(target, source, added, overwrite=overwrite)
    if form in {"parquet", "arrow"}:
        from toponyms.columns.files.arrow_sink import ArrowSink, ParquetSink

        return (ParquetSink if form == "parquet" else ArrowSink)(target, source, added)
    from toponyms.columns.files.xlsx_sink import XlsxSink
    from toponyms.columns.files.xlsx_source import XlsxSource

    if isinstance(source, XlsxSource):
        from toponyms.columns.files.xlsx_append import XlsxAppendSink

        return XlsxAppendSink(target, source, added)
    return XlsxSink(target, source, added)
