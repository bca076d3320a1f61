"""Which files are meant by the names of files and folders."""

from __future__ import annotations

from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from toponyms.columns.files.forms import packing_named
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["JSON_LINES", "TEXTS", "is_json_lines", "list_files"]

#: What the names of files of JSON Lines end in.
JSON_LINES = (".jsonl", ".ndjson")
#: What the names of the files end in that are read of a folder, `.gz` and the like after them.
TEXTS = (".txt", ".text", ".md", ".rst", *JSON_LINES)


def list_files(names: Iterable[str]) -> Iterator[str]:
    """The files that names mean, a folder's in the order of their paths.

    Of a folder these are the texts (`TEXTS`, compressed or not) in it and in the folders below;
    what is hidden is left out, and links to folders are not followed. A file that is named
    itself is taken whatever it is called.

    Args:
        names: of files and folders; `-` stands for itself.

    Raises:
        TableError: at once, if something is missing or a folder has no text.

    >>> list(list_files(["-"]))
    ['-']
    """
    return chain.from_iterable([_files(name) for name in names])


def is_json_lines(file: str) -> bool:
    """Whether the name of a file says that it has an object a line.

    >>> is_json_lines("news.jsonl.gz"), is_json_lines("news.txt")
    (True, False)
    """
    return _ending(file) in JSON_LINES


def _files(name: str) -> Iterable[str]:
    if name == "-":
        return [name]
    path = Path(name)
    try:
        path.stat()
        if not path.is_dir():
            return [name]
        found = _texts(path)
        first = next(found, None)
    except OSError as error:
        raise TableError(str(error.strerror), file=error.filename or name) from None
    if first is None:
        raise TableError(f"has no file that ends in {', '.join(TEXTS)}", file=name)
    return chain([first], found)


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _texts(path)
        elif _ending(path.name) in TEXTS:
            yield str(path)


def _ending(file: str) -> str:
    path = PurePath(file.lower())
    return (path.with_suffix("") if packing_named(file) else path).suffix
