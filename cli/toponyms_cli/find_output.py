"""Writes what `toponyms find` found, in the form that was asked for."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, TextIO, cast, get_args

from toponyms.columns.files.forms import packing_named
from toponyms.columns.files.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toponyms import Gazetteer
    from toponyms.documents.passages import Passage

__all__ = ["FORMATS", "FindFormat", "format_named", "write_found"]

FindFormat = Literal["text", "json", "csv", "geojson", "html"]
"""The forms of output that a user may choose."""

FORMATS: tuple[FindFormat, ...] = get_args(FindFormat)

_ENDINGS: dict[str, FindFormat] = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".csv": "csv",
    ".geojson": "geojson",
    ".html": "html",
    ".htm": "html",
}


def format_named(file: str) -> FindFormat | None:
    """The form that the name of a file tells, None if it tells none.

    >>> format_named("found.csv.gz"), format_named("found")
    ('csv', None)
    """
    path = PurePath(file.lower())
    return _ENDINGS.get((path.with_suffix("") if packing_named(file) else path).suffix)


def write_found(
    found: Iterable[Passage],
    form: FindFormat,
    output: str,
    *,
    gazetteer: Gazetteer,
    explain: bool = False,
) -> int:
    """Writes passages, or what is in them, to a file or to standard output.

    Args:
        found: the passages.
        form: how to put it.
        output: a path, or `-`.
        gazetteer: the one that was searched.
        explain: whether to tell what speaks for each name.

    Returns:
        The number of names.

    Raises:
        TableError: if it cannot be written.
    """
    count = 0

    def counted() -> Iterator[Passage]:
        nonlocal count
        for passage in found:
            count += len(passage.mentions)
            yield passage

    with _opened(output) as file:
        if form == "text":
            from toponyms_cli.find_text import show_found

            show_found(counted(), file, gazetteer=gazetteer, explain=explain)
        else:
            for piece in _pieces(counted(), form, gazetteer, explain):
                file.write(piece)
                file.flush()
    return count


def _pieces(
    found: Iterable[Passage], form: FindFormat, gazetteer: Gazetteer, explain: bool
) -> Iterator[str]:
    if form == "geojson":
        from toponyms.documents.geojson import geojson

        yield from geojson(found)
    elif form == "html":
        from toponyms.documents.page import mentions_page

        yield mentions_page(found, gazetteer)
    else:
        from toponyms_cli.find_view import FindView

        view = FindView(explain=explain)
        yield from view.rows(found) if form == "csv" else view.objects(found)


@contextmanager
def _opened(output: str) -> Iterator[TextIO]:
    """Standard output, or a file that is there whole in the end, or not at all."""
    if output == "-":
        yield sys.stdout
        return
    target = Target(output)
    try:
        yield cast("TextIO", _Utf8(target.stream))
        target.commit()
    except BaseException:
        target.abort()
        raise


class _Utf8:
    """A stream of text over one of bytes, which it leaves open."""

    encoding = "utf-8"

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        # Halves of surrogate pairs, which JSON can spell: so it spells them.
        self._stream.write(text.encode("utf-8", "backslashreplace"))
        return len(text)

    def flush(self) -> None:
        """Nothing is to be seen before the end."""

    def isatty(self) -> bool:
        return False
