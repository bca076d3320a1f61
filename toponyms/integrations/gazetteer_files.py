"""The files of a gazetteer, taken along with what is saved, so that it works elsewhere."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.errors import GazetteerError
from toponyms.gazetteer import Gazetteer
from toponyms.gazetteer.compiler import compile_places
from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE, read_gazetteer
from toponyms.gazetteer.index import Index
from toponyms.gazetteer.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["gazetteer_of", "read_files", "write_files"]

#: Describes the sources of the names, and under which terms they are given.
_README = "README.md"


def read_files(folder: Path) -> dict[str, bytes]:
    """What the files of a gazetteer hold, by name; its README too, if it has one.

    Raises:
        GazetteerError: if a file is missing.

    >>> from toponyms.gazetteer.gazetteer import default_folder
    >>> sorted(read_files(default_folder()))
    ['README.md', 'names.csv', 'places.csv']
    """
    readme = [_README] if (folder / _README).is_file() else []
    try:
        return {name: (folder / name).read_bytes() for name in (NAMES_FILE, PLACES_FILE, *readme)}
    except OSError as error:
        raise GazetteerError(str(error.strerror), file=str(error.filename)) from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes what `read_files` read to a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (NAMES_FILE, PLACES_FILE, _README):
        if name in files:
            (folder / name).write_bytes(files[name])


def gazetteer_of(files: Mapping[str, bytes]) -> Gazetteer:
    """The gazetteer in what `read_files` read, compiled in memory.

    Raises:
        GazetteerError: if the files break the format.
    """
    with tempfile.TemporaryDirectory(prefix="toponyms-") as name:
        write_files(Path(name), files)
        places = read_gazetteer(Path(name))
    return Gazetteer(Index(Store(compile_places(places, {}))))
