"""Where the bytes of a table come from: a file or standard input, packed or not."""

from __future__ import annotations

import lzma
import os
import shutil
import stat
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from toponyms.columns.files.forms import packing_named
from toponyms.columns.files.packing import packing_of, unpacked
from toponyms.errors import TableError

__all__ = ["Input", "Tap"]

_Self = TypeVar("_Self", bound="Input")

_DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError)


class Tap:
    """Bytes in order, of which the first can be looked at before they are read.

    Args:
        stream: has `read`.
    """

    closed = False

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._head = b""
        #: How many bytes have been read from the stream.
        self.taken = 0

    def head(self, size: int) -> bytes:
        """The next bytes, as many as asked for unless the stream is shorter; they stay."""
        while len(self._head) < size and (more := self._take(size - len(self._head))):
            self._head += more
        return self._head[:size]

    def read(self, size: int = -1) -> bytes:
        """The next bytes, all there are if size is negative; empty at the end."""
        if size < 0:
            parts = [self._head]
            self._head = b""
            while more := self._take(2**20):
                parts.append(more)
            return b"".join(parts)
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        return self._take(size)

    def readable(self) -> bool:
        """It is, as the readers of packed files want to know."""
        return True

    def close(self) -> None:
        """Closes the stream."""
        self._stream.close()

    def _take(self, size: int) -> bytes:
        data = cast("bytes", self._stream.read(size))
        self.taken += len(data)
        return data


class Input:
    """The bytes of a table.

    Args:
        name: a path, or `-` for standard input.

    Attributes:
        name: what errors call it.
        path: None for standard input.
        identity: what tells the file from every other one, None if it is a pipe.

    Raises:
        TableError: if there is no such file, or standard input is closed.
    """

    def __init__(self, name: str) -> None:
        self.path = None if name == "-" else Path(name)
        self.name = "standard input" if name == "-" else name
        self._copy: BinaryIO | None = None
        try:
            if self.path is not None:
                self._file: BinaryIO = self.path.open("rb")
            elif sys.stdin is None:
                raise TableError("is closed", file=self.name)
            else:
                self._file = sys.stdin.buffer
        except OSError as error:
            raise TableError(str(error.strerror), file=self.name) from None
        status = _status(self._file)
        regular = status is not None and stat.S_ISREG(status.st_mode)
        self.identity = (status.st_dev, status.st_ino) if status and regular else None
        self._size = status.st_size if status and regular else None
        self._raw = Tap(self._file)
        try:
            self._packing = self._found_packing()
        except BaseException:
            self.close()
            raise
        self._plain = self._unpacked()

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def head(self, size: int) -> bytes:
        """The first bytes of the content that have not been read; they stay.

        Raises:
            TableError: if packed data are damaged.
        """
        try:
            return self._plain.head(size)
        except _DAMAGED as error:
            raise self._fault(error) from error

    def read(self, size: int) -> bytes:
        """The next bytes of the content; empty at the end.

        Raises:
            TableError: if packed data are damaged.
        """
        try:
            return self._plain.read(size)
        except _DAMAGED as error:
            raise self._fault(error) from error

    def progress(self) -> float | None:
        """How much of the file has been read, 0 to 1; None if its size is not known."""
        return min(1.0, self._raw.taken / self._size) if self._size else None

    def seekable(self) -> BinaryIO:
        """The whole content as a file with random access.

        It is the file itself where that is possible, else a copy without a name, which
        vanishes with this process. Nothing may have been read before.
        """
        if self.path is not None and self._packing is None and self.identity is not None:
            self._file.seek(0)
            return self._file
        if self._copy is None:
            self._copy = cast("BinaryIO", tempfile.TemporaryFile(prefix="toponyms-"))  # noqa: SIM115
            try:
                shutil.copyfileobj(cast("Any", self._plain), self._copy, 2**20)
            except _DAMAGED as error:
                raise self._fault(error) from error
        self._copy.seek(0)
        return self._copy

    def rewind(self) -> None:
        """Begins anew; what cannot be read twice has to be `seekable` first."""
        if self._copy is not None:
            self._copy.seek(0)
            self._raw = self._plain = Tap(self._copy)
        else:
            self._file.seek(0)
            self._raw = Tap(self._file)
            self._plain = self._unpacked()

    @property
    def repeatable(self) -> bool:
        """Whether `rewind` is possible without a copy."""
        return self._copy is not None or self.identity is not None

    def close(self) -> None:
        """Closes the file; standard input stays open."""
        if self._copy is not None:
            self._copy.close()
        if self.path is not None:
            self._file.close()

    def _found_packing(self) -> str | None:
        head = self._raw.head(6)
        found = packing_of(head)
        named = packing_named(self.name) if self.path is not None else None
        if named is not None and found != named and head:
            raise TableError(f"is not compressed by {named}, as its name says", file=self.name)
        return found

    def _unpacked(self) -> Tap:
        return self._raw if self._packing is None else Tap(unpacked(self._raw, self._packing))

    def _fault(self, error: Exception) -> Exception:
        """A fault of the disk stays what it is; any other is one of the packed data."""
        if isinstance(error, OSError) and error.errno is not None:
            return TableError(str(error.strerror), file=self.name)
        return TableError(f"damaged {self._packing} data ({error})", file=self.name)


def _status(file: BinaryIO) -> os.stat_result | None:
    try:
        return os.fstat(file.fileno())
    except (OSError, AttributeError):  # no file of the system: a test's standard input
        return None
