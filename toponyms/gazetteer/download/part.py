"""What has come of a file so far: `AZ.zip.part`, with what it is a part of in `AZ.zip.part.json`.

Bytes of two versions of a file are never joined: a part is gone on with only if the server confirms
that it still has that version. One process at a time may write a part.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from toponyms.errors import DownloadError
from toponyms.gazetteer.download.record import write_text

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path
    from types import TracebackType

    from toponyms.gazetteer.download.asking import Answer

__all__ = ["Part", "Version", "kept"]


@dataclass(frozen=True, slots=True)
class Version:
    """What a server says of the file that it has.

    Attributes:
        url: the address that was asked.
        location: the one that answered, after redirects.
        etag, last_modified: which version it is, or empty.
        size: of the whole file in bytes, or None.
    """

    url: str
    location: str = ""
    etag: str = ""
    last_modified: str = ""
    size: int | None = None

    @classmethod
    def of(cls, url: str, answer: Answer) -> Version:
        """What the answer to a question for a whole file says."""
        return cls(
            url, answer.url, answer.header("ETag"), answer.header("Last-Modified"), answer.length
        )

    @property
    def validator(self) -> str:
        """What `If-Range` takes (RFC 9110, 13.1.5): a strong ETag, else the date, else nothing."""
        strong = self.etag and not self.etag.startswith("W/")
        return self.etag if strong else self.last_modified


class Part:
    """A part of a file, open to be gone on with.

    Args:
        target: where the whole file goes.
        url: its address. A part that came from another is dropped.

    Attributes:
        path: where it is.
        version: what it is a part of, or None if there is nothing yet.
        is_joined: whether its bytes came in more than one piece.
        came: how many bytes were written, also of what was dropped.

    Raises:
        DownloadError: if another process is at it.
    """

    def __init__(self, target: Path, url: str) -> None:
        self._target = target
        self._url = url
        self.path = target.with_name(f"{target.name}.part")
        self._note = _note(target)
        self.version: Version | None = None
        self.is_joined = False
        self.came = 0
        self._is_finished = False

    def __enter__(self) -> Part:
        self._file = self._open()
        self.version = _read(self._note)
        if self.version is None or self.version.url != self._url or not self.can_go_on:
            self.clear()
        self.is_joined = bool(self.size)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if not self._is_finished and not self.can_go_on:
                self.path.unlink(missing_ok=True)
                self._note.unlink(missing_ok=True)
        finally:
            self._file.close()

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return os.fstat(self._file.fileno()).st_size

    @property
    def can_go_on(self) -> bool:
        """Whether there is something that a server can be asked to go on with."""
        return bool(self.size and self.version and self.version.validator)

    def rewind(self) -> int:
        """Where to go on.

        Of a file that is there to its end, the last byte is to be asked for once more: whether it
        is still that version, the server has to say.
        """
        if not self.can_go_on:
            self.clear()
        elif self.version and self.version.size is not None and self.size >= self.version.size:
            self._file.truncate(max(0, self.version.size - 1))
        return self.size

    def begin(self, version: Version) -> None:
        """Makes it the empty part of a version."""
        # In this order: a process that ends between the two leaves no old bytes as new ones.
        self.clear()
        self.version = version
        write_text(self._note, json.dumps(asdict(version), indent=2) + "\n")

    def write(self, block: bytes) -> None:
        """Puts bytes to its end."""
        left = memoryview(block)
        while left:
            count = self._file.write(left)
            self.came += count
            left = left[count:]

    def clear(self) -> None:
        """Drops what there is."""
        self._file.truncate(0)
        self._note.unlink(missing_ok=True)
        self.version = None
        self.is_joined = False

    def finish(self) -> None:
        """Makes the whole file of it."""
        os.fsync(self._file.fileno())
        self.path.replace(self._target)
        self._is_finished = True
        self._note.unlink(missing_ok=True)

    def _open(self) -> FileIO:
        while True:
            file = self.path.open("ab", buffering=0)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                raise DownloadError(
                    f"another download is at {self.path}; wait for it to end", url=self._url
                ) from None
            # Whoever had it before may have made the whole file of it in the meantime.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file.fileno()), self.path.stat()):
                    return file
            file.close()


def kept(target: Path) -> tuple[Path, int, int | None] | None:
    """What is kept of a file for the next time: where, and how many bytes of how many.

    Args:
        target: where the whole file goes.
    """
    path = target.with_name(f"{target.name}.part")
    version = _read(_note(target))
    if version is None or not version.validator or not path.exists():
        return None
    return path, path.stat().st_size, version.size


def _note(target: Path) -> Path:
    return target.with_name(f"{target.name}.part.json")


def _read(note: Path) -> Version | None:
    """What a part is of, unless nobody can say so any more."""
    try:
        found = json.loads(note.read_text("utf-8"))
        version = Version(**{field.name: found[field.name] for field in fields(Version)})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    texts = (version.url, version.location, version.etag, version.last_modified)
    is_sound = all(isinstance(text, str) for text in texts)
    return version if is_sound and isinstance(version.size, int | None) else None
