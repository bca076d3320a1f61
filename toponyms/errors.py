"""The errors this library raises, all of them below one class.

Each message carries the offending value and the way out, so that a caller may
print it as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ColumnError",
    "DownloadError",
    "EndingsFileError",
    "GazetteerError",
    "SystemFileError",
    "TableError",
    "ToponymsError",
    "UnknownLanguageError",
    "UnknownOptionError",
    "UnknownPlaceError",
    "UnknownSystemError",
]


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


class _LineError(ToponymsError):
    """A fault in a file, as far as known with its line and value.

    Attributes:
        file: the file as it was given.
        line: the line in it, counted from 1, or None if the fault is not in one line.
        value: the offending value, or None.
    """

    def __init__(
        self, message: str, *, file: str, line: int | None = None, value: object = None
    ) -> None:
        self.file = file
        self.line = line
        self.value = value
        where = file if line is None else f"{file}, line {line}"
        what = message if value is None else f"{message}: {value!r}"
        super().__init__(f"{where}: {what}")


class GazetteerError(_LineError):
    """A gazetteer file that breaks the format; has `file`, `line` and `value`.

    >>> str(GazetteerError("latitude out of range -90..90", file="places.csv", line=3, value="91"))
    "places.csv, line 3: latitude out of range -90..90: '91'"
    """


class UnknownSystemError(ToponymsError, LookupError):
    """A conversion system that there is not, or a short name that several have.

    Attributes:
        system: what was asked for.
        nearest: ids that come near it.

    >>> str(UnknownSystemError("bgm", ["bgnpcgn-rus-Cyrl-Latn-1947"]))
    "no conversion system 'bgm'; did you mean bgnpcgn-rus-Cyrl-Latn-1947?"
    """

    def __init__(self, system: str, nearest: Sequence[str] = ()) -> None:
        self.system = system
        self.nearest = list(nearest)
        hint = f"; did you mean {' or '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"no conversion system {system!r}{hint}")


class UnknownOptionError(ToponymsError, ValueError):
    """An option that a conversion system does not have.

    >>> str(UnknownOptionError("dot", "bgnpcgn-rus-Cyrl-Latn-1947", ["middle-dot"]))
    "bgnpcgn-rus-Cyrl-Latn-1947 has no option 'dot'; it has middle-dot"
    """

    def __init__(self, option: str, system: str, options: Sequence[str]) -> None:
        self.option = option
        self.system = system
        known = f"it has {', '.join(options)}" if options else "it has none"
        super().__init__(f"{system} has no option {option!r}; {known}")


class _RecordError(ToponymsError):
    """A fault in a file of records.

    Attributes:
        file: the file as it was given.
        record: the record in it, such as `rules[3].from`, or empty.
        value: the offending value, or None.
    """

    def __init__(self, message: str, *, file: str, record: str = "", value: object = None) -> None:
        self.file = file
        self.record = record
        self.value = value
        where = f"{file}, {record}" if record else file
        what = message if value is None else f"{message}: {value!r}"
        super().__init__(f"{where}: {what}")


class SystemFileError(_RecordError):
    """A file of a conversion system that breaks the format; has `file`, `record`, `value`.

    >>> str(SystemFileError("not one letter", file="my.toml", record="letters.sh", value="sh"))
    "my.toml, letters.sh: not one letter: 'sh'"
    """


class EndingsFileError(_RecordError):
    """A file of case endings that breaks the format; has `file`, `record`, `value`.

    >>> str(EndingsFileError("no such class", file="az.toml", record="rule[2].before", value="x"))
    "az.toml, rule[2].before: no such class: 'x'"
    """


class UnknownLanguageError(ToponymsError, LookupError):
    """A language whose case endings are not known.

    Attributes:
        lang: what was asked for.

    >>> str(UnknownLanguageError("xx", ["en", "ru"]))
    "no case endings for 'xx'; there are some for en, ru"
    """

    def __init__(self, lang: str, known: Sequence[str]) -> None:
        self.lang = lang
        super().__init__(f"no case endings for {lang!r}; there are some for {', '.join(known)}")


class TableError(_LineError):
    """A file of a table or of texts that cannot be read or written; `file`, `line`, `value`.

    >>> str(TableError("7 fields, not 6", file="events.csv", line=3))
    'events.csv, line 3: 7 fields, not 6'
    """


class ColumnError(ToponymsError, ValueError):
    """A column that a table does not have, or has already."""


class DownloadError(ToponymsError):
    """A published file that cannot be fetched.

    Attributes:
        url: its address.

    >>> str(DownloadError("the server says 404 Not Found", url="https://mirror.example/QQ.zip"))
    'https://mirror.example/QQ.zip: the server says 404 Not Found'
    """

    def __init__(self, message: str, *, url: str) -> None:
        self.url = url
        super().__init__(f"{url}: {message}")
