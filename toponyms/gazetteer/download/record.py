"""What was fetched, when and from where: `AZ.zip.json` beside `AZ.zip`."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from toponyms.errors import GazetteerError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Fetched", "read_record", "record_path", "write_record", "write_text"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched.

    Attributes:
        file: its name.
        publisher, licence: whose it is, and its terms.
        url: the address that was asked for it.
        location: the one that answered, after redirects, without a query.
        fetched: when it was complete, UTC, ISO 8601.
        bytes: its size.
        sha256: its digest, in hexadecimal.
        etag, last_modified: which version it is in the server's words, or empty.
        checked_by: how it was checked: `publisher's sha256`, or `archive` where nobody
            publishes one and the checksums inside of the archive were used.
    """

    file: str
    publisher: str
    licence: str
    url: str
    location: str
    fetched: str
    bytes: int
    sha256: str
    etag: str
    last_modified: str
    checked_by: str

    @property
    def date(self) -> str:
        """The day that the server dates the file to, else the day that it was fetched.

        >>> from dataclasses import replace
        >>> one = Fetched("AZ.zip", "", "", "", "", "2026-11-22T20:00:00Z", 0, "", "", "", "")
        >>> one.date, replace(one, last_modified="Sun, 01 Nov 2026 03:00:00 GMT").date
        ('2026-11-22', '2026-11-01')
        """
        try:
            return parsedate_to_datetime(self.last_modified).date().isoformat()
        except ValueError:
            return self.fetched[:10]


def record_path(file: Path) -> Path:
    """Where the record of a file is."""
    return file.with_name(f"{file.name}.json")


def read_record(file: Path) -> Fetched | None:
    """What is known of a file that was fetched; None if it was not fetched by this library.

    Args:
        file: the file itself.

    Raises:
        GazetteerError: if the record is there and cannot be read.
    """
    path = record_path(file)
    try:
        found = json.loads(path.read_text("utf-8"))
        record = Fetched(**{field.name: found[field.name] for field in fields(Fetched)})
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise GazetteerError(
            f"is not the record of a download; move it, and {file.name}", file=str(path)
        ) from None
    for field in fields(Fetched):
        value = getattr(record, field.name)
        if not isinstance(value, int if field.name == "bytes" else str):
            raise GazetteerError(
                f"{field.name} cannot be this; move it, and {file.name}",
                file=str(path),
                value=value,
            )
    return record


def write_record(file: Path, record: Fetched) -> None:
    """Writes the record of a file beside it."""
    text = json.dumps(asdict(record), ensure_ascii=False, indent=2) + "\n"
    write_text(record_path(file), text)


def write_text(path: Path, text: str) -> None:
    """Writes a small file, which appears whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
