"""Where the bytes of a table go: a file that appears whole or not at all, or standard output."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from toponyms.columns.files.forms import packing_named
from toponyms.columns.files.packing import packed
from toponyms.errors import TableError

if TYPE_CHECKING:
    from toponyms.columns.files.inputs import Input

__all__ = ["Target"]


class Target:
    """Bytes on their way to a file.

    They are written under another name beside the file, which is replaced once they are all
    there. What is no regular file, such as a device or named pipe, is written to directly.

    Args:
        name: a path, or `-` for standard output.
        source: what is read meanwhile; None if the caller sees to it that this is no such file.

    Attributes:
        name: what errors call it.
        stream: to be written to.

    Raises:
        TableError: if the file cannot be written, or is the one that is read.
    """

    def __init__(self, name: str, source: Input | None = None) -> None:
        self.name = "standard output" if name == "-" else name
        self._path: Path | None = None
        self._part: Path | None = None
        self._file: BinaryIO
        self.stream: BinaryIO
        self.is_standard_output = name == "-"
        if self.is_standard_output:
            if sys.stdout is None:
                raise TableError("is closed", file=self.name)
            self._file = self.stream = cast("BinaryIO", _Counted(sys.stdout.buffer))
            return
        try:
            self._open(Path(name), source)
        except OSError as error:
            raise TableError(str(error.strerror), file=name) from None
        packing = packing_named(name)
        self.stream = self._file
        if packing is not None:
            self.stream = cast("BinaryIO", _Counted(packed(self._file, packing), closes=True))

    def _open(self, path: Path, source: Input | None) -> None:
        path = path.resolve()  # a link goes on pointing to what is replaced
        status = path.stat() if path.exists() else None
        if status is not None:
            if stat.S_ISDIR(status.st_mode):
                raise TableError("is a folder", file=self.name)
            if source and source.identity == (status.st_dev, status.st_ino):
                raise TableError(
                    "is the file that is read, which is never overwritten", file=self.name
                )
            if not stat.S_ISREG(status.st_mode):
                self._file = path.open("wb")
                return
            if not os.access(path, os.W_OK):
                raise TableError("may not be written to", file=self.name)
        part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.part")
        mode = 0o666 if status is None else stat.S_IMODE(status.st_mode)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
        self._path, self._part = path, part
        try:
            self._file = os.fdopen(os.open(part, flags, mode), "wb")
            if status is not None:
                with suppress(OSError):  # another owner's file: the default will do
                    part.chmod(mode)
        except BaseException:  # an interrupt too: it may come when the file is there already
            part.unlink(missing_ok=True)
            raise

    def commit(self) -> None:
        """Ends the writing: now the file is there.

        Raises:
            TableError: if not everything could be written; then nothing is there.
        """
        try:
            if self.stream is not self._file:
                self.stream.close()
            self._file.flush()
            if self.is_standard_output:
                return
            if self._part is not None:
                os.fsync(self._file.fileno())
            self._file.close()
            if self._part is not None and self._path is not None:
                self._part.replace(self._path)
                self._part = None
        except BrokenPipeError:
            raise
        except OSError as error:
            raise TableError(str(error.strerror), file=self.name) from error

    def abort(self) -> None:
        """Gives up: what has been written vanishes, and what was there before stays."""
        if self.stream is not self._file:
            with suppress(Exception):
                self.stream.close()
        if self.is_standard_output:
            return
        with suppress(OSError):
            self._file.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)
            self._part = None

    def mute(self) -> None:
        """Lets nothing more through to standard output; half a file must not get an end."""
        if isinstance(self._file, _Counted):
            self._file.muted = True

    def drop(self) -> None:
        """Lets go of a standard output that nobody reads, so that its last flush is quiet too."""
        with suppress(OSError, ValueError, AttributeError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


class _Counted:
    """A stream without a way back, for writers that ask how far they are.

    Args:
        stream: standard output, or what packs.
        closes: whether closing this closes that.
    """

    closed = False

    def __init__(self, stream: Any, *, closes: bool = False) -> None:
        self._stream = stream
        self._closes = closes
        self._position = 0
        self.muted = False

    def write(self, data: Any) -> int:
        if not self.muted:
            self._stream.write(data)
        self._position += memoryview(data).nbytes
        return memoryview(data).nbytes

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        self._stream.flush()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        if self._closes:
            self._stream.close()
