"""Texts from files, folders, standard input and JSON Lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from toponyms.columns.files.inputs import Input
from toponyms.columns.files.json_object import json_object
from toponyms.documents.decoding import lines_of, text_of
from toponyms.documents.listing import is_json_lines
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["FORMS", "Document", "Form", "read_documents"]

Form = Literal["text", "jsonl"]
"""What a file holds: one text, or an object a line of which each has a text."""

FORMS: tuple[Form, ...] = ("text", "jsonl")

#: Members that an error names where the one asked for is missing.
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and what it is called.

    Attributes:
        name: of the file; with the line or id after it if it is one of many in there.
        pieces: of its text, in order. Those of a file can be read once, and before the next
            document is asked for.
    """

    name: str
    pieces: Iterable[str]


def read_documents(
    files: Iterable[str],
    *,
    form: Form | None = None,
    encoding: str | None = None,
    text_field: str = "text",
    id_field: str | None = None,
) -> Iterator[Document]:
    r"""The texts of files, one after the other, in memory that does not grow with their number.

    Files may be compressed by gzip, bzip2, xz or Zstandard. In JSON Lines each object is a
    document, called by the file and the number of its line; one whose text is null is left out.

    Args:
        files: their paths, such as `list_files` gives; `-` is standard input.
        form: of all of them; None goes by their names, and takes what says nothing for a text.
        encoding: of all of them; None finds it.
        text_field: the member of an object that has the text.
        id_field: the member that a document is called by, a text or a number; None or null is
            the line.

    Raises:
        TableError: if a file cannot be read; the documents before it have been given by then.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "news.jsonl"
    ...     _ = file.write_text('{"id": "a7", "text": "Baku"}\n')
    ...     for document in read_documents([str(file)], id_field="id"):
    ...         print(document.name, list(document.pieces))
    a7 ['Baku']
    """
    for file in files:
        yield from _documents(file, form, encoding, text_field, id_field)


def _documents(
    file: str, form: Form | None, encoding: str | None, text_field: str, id_field: str | None
) -> Iterator[Document]:
    with Input(file) as source:
        pieces = text_of(source, encoding)
        if form == "text" or (form is None and not is_json_lines(file)):
            yield Document(file, pieces)
            return
        for line, text in lines_of(pieces, file=source.name):
            if not text or text.isspace():
                continue
            members = json_object(text, file=source.name, line=line)
            value = _member(members, text_field, source.name, line)
            name = None if id_field is None else _member(members, id_field, source.name, line)
            if value is None:
                continue
            if not isinstance(value, str):
                what = f"{text_field!r} is no text"
                raise TableError(what, file=source.name, line=line, value=str(value)[:60])
            yield Document(f"{file}:{line}" if name is None else str(name), [value])


def _member(members: Mapping[str, Any], name: str, file: str, line: int) -> Any:
    """A member of an object.

    Raises:
        TableError: if it has none of this name.
    """
    try:
        return members[name]
    except KeyError:
        from rapidfuzz import process

        near = [found for found, *_ in process.extract(name, list(members), limit=_NAMED)]
        shown = ", ".join(repr(one[:40]) for one in near)
        more = " …" if len(members) > len(near) else ""
        has = f"the nearest of its members are {shown}{more}" if near else "the object is empty"
        raise TableError(f"has no {name!r}; {has}", file=file, line=line) from None
