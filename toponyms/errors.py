"""The errors this library raises, all of them below one class.

Each message carries the offending value and the way out, so that a caller may
print it as it stands.
"""

from __future__ import annotations

__all__ = ["GazetteerError", "ToponymsError", "UnknownPlaceError"]


class ToponymsError(Exception):
    """The base of every error that the library raises on purpose."""


class UnknownPlaceError(ToponymsError, LookupError):
    """A place id that the gazetteer does not have.

    >>> from toponyms.errors import UnknownPlaceError
    >>> str(UnknownPlaceError("gn:0"))
    "no place 'gn:0' in this gazetteer"
    """

    def __init__(self, place_id: str, hint: str = "") -> None:
        self.place_id = place_id
        super().__init__(f"no place {place_id!r} in this gazetteer{hint}")


class GazetteerError(ToponymsError):
    """A gazetteer file that breaks the format.

    Attributes:
        file: the file's path as it was given.
        line: the line in it, counted from 1, or None if the fault is not in one line.
        value: the offending value, or None.

    >>> str(GazetteerError("latitude out of range -90..90", file="places.csv", line=3, value="91"))
    "places.csv, line 3: latitude out of range -90..90: '91'"
    """

    def __init__(
        self,
        message: str,
        *,
        file: str,
        line: int | None = None,
        value: str | None = None,
    ) -> None:
        self.file = file
        self.line = line
        self.value = value
        where = file if line is None else f"{file}, line {line}"
        what = message if value is None else f"{message}: {value!r}"
        super().__init__(f"{where}: {what}")
