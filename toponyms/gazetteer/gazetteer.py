"""The gazetteer as a caller meets it: places by id, in order, and how many."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.errors import GazetteerError, UnknownPlaceError
from toponyms.gazetteer.cache import compiled, open_cached
from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE, read_table
from toponyms.gazetteer.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from toponyms.gazetteer.store import Store
    from toponyms.model import Place

__all__ = ["Gazetteer", "default_folder"]


def default_folder() -> Path:
    """The folder of the gazetteer that ships with the library.

    Raises:
        GazetteerError: if the installation lacks it.
    """
    package = Path(__file__).parent.parent
    for folder in (package / "_data", package.parent / "data"):
        if (folder / NAMES_FILE).is_file() and (folder / PLACES_FILE).is_file():
            return folder
    raise GazetteerError(
        "the installation lacks its gazetteer: reinstall it", file=str(package / "_data")
    )


class Gazetteer:
    """Places and their names.

    Make one with `default` or `load`. It is read-only and safe to share between threads.

    Args:
        index: its compiled form.
        folder: where it was read from, if it was read from files.
    """

    def __init__(self, index: Index, folder: Path | None = None) -> None:
        self.index = index
        self.folder = folder

    @staticmethod
    @cache
    def default() -> Gazetteer:
        """The gazetteer that ships with the library.

        >>> Gazetteer.default().get("gn:586666").country
        'AZ'
        """
        return Gazetteer.load(default_folder())

    @classmethod
    def load(
        cls,
        folder: str | Path,
        *,
        on_progress: Callable[[int, int], object] = lambda done, total: None,
    ) -> Gazetteer:
        """The gazetteer of a folder with names.csv and places.csv.

        It is compiled once and kept in the user's cache until a file changes.

        Args:
            folder: has the files.
            on_progress: is called now and then, if it is compiled, with the number of names that
                were read, and of all.

        Raises:
            GazetteerError: naming file, line and value, if the folder breaks the format.
        """
        folder = Path(folder)

        def build(file: BinaryIO) -> None:
            from toponyms.gazetteer.compiler import compile_table

            compile_table(read_table(folder), {"folder": str(folder)}, file, on_progress)

        return cls(Index(open_cached(folder, build)), folder)

    def part(self, name: str, build: Callable[[BinaryIO], object]) -> Store:
        """Something else that is compiled from the gazetteer, kept beside its index.

        Args:
            name: what it is, with a version that is raised when its content changes.
            build: compiles it into an empty file.
        """
        if self.folder is None:
            return compiled(build)
        return open_cached(self.folder, build, part=name)

    def get(self, place_id: str) -> Place:
        """The place with an id.

        Raises:
            UnknownPlaceError: if the gazetteer does not have it.
        """
        row = self.index.row_of_id(place_id)
        if row is None:
            raise UnknownPlaceError(place_id)
        return self.index.place(row)

    def __iter__(self) -> Iterator[Place]:
        return self.index.places()

    def __len__(self) -> int:
        return len(self.index)

    def __contains__(self, place_id: object) -> bool:
        return isinstance(place_id, str) and self.index.row_of_id(place_id) is not None
