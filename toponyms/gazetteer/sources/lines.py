"""Lines of a file as it is published: plain, gzip, bzip2 or zip, whole or damaged.

What a file is, is told by its first bytes and not by its name. A line that is not UTF-8 is a
fault of that line alone; an archive that ends too soon is one fault at its last line, and the
lines before it count.
"""

from __future__ import annotations

import bz2
import gzip
import io
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from toponyms.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from toponyms.gazetteer.sources.faults import Faults

    OnProgress = Callable[[int, int], None]
    """Is told how many bytes of how many are done."""

__all__ = ["byte_lines", "decoded", "open_bytes", "read_some", "text_lines"]

#: Longest line in bytes; the longest entities of Wikidata have a tenth of this.
_LONGEST = 64 << 20
#: Progress is told each time so many lines are read.
_TELL_EVERY = 2048
_DAMAGED = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, OSError)
_CUT_OFF = "the file is damaged or cut off here; what follows is lost"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_LOCAL, _DESCRIPTOR = b"PK\x03\x04", b"PK\x07\x08"
_DEFLATED = 8


@contextmanager
def open_bytes(
    path: Path, faults: Faults, *, member: str = ""
) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """A file opened to be read, unpacked if it is packed.

    Args:
        path: the file.
        faults: is told if a zip archive has lost its directory; its first member is then
            read as far as it goes (or the wanted one).
        member: the file wanted of a zip archive, by the beginning of its name; else the
            largest is taken.

    Yields:
        The unpacked stream, and the one on the disk, whose position tells how far it got.

    Raises:
        GazetteerError: if there is no such file, it cannot be read, or it is empty.
    """
    try:
        disk = path.open("rb")
    except FileNotFoundError:
        raise GazetteerError("no such file", file=str(path)) from None
    except OSError as error:
        raise GazetteerError(f"cannot be read: {error.strerror}", file=str(path)) from None
    with disk:
        magic = disk.read(4)
        disk.seek(0)
        if not magic:
            raise GazetteerError("the file is empty", file=str(path))
        if magic.startswith(b"\x1f\x8b"):
            with gzip.open(disk) as stream:
                yield cast("BinaryIO", stream), disk
        elif magic.startswith(b"BZh"):
            with bz2.open(disk) as stream:
                yield cast("BinaryIO", stream), disk
        elif magic == _LOCAL:
            with _open_zipped(disk, path, faults, member) as stream:
                yield stream, disk
        else:
            yield disk, disk


@contextmanager
def _open_zipped(disk: BinaryIO, path: Path, faults: Faults, member: str) -> Iterator[BinaryIO]:
    try:
        archive = zipfile.ZipFile(disk)
    except zipfile.BadZipFile:
        faults.add("the zip archive is cut off: its directory is missing", file=path)
        disk.seek(0)
        yield cast("BinaryIO", io.BufferedReader(_CutOffMember(disk, member)))
        return
    with archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        wanted = [info for info in files if member and info.filename.startswith(member)]
        if not (wanted or files):
            raise GazetteerError("the zip archive has no file", file=str(path))
        chosen = max(wanted or files, key=lambda info: info.file_size)
        with archive.open(chosen) as stream:
            yield cast("BinaryIO", stream)


class _CutOffMember(io.RawIOBase):
    """A file of a zip archive, read without the directory at the archive's end.

    Args:
        disk: the archive.
        member: the file wanted, by the beginning of its name; else the first is taken.
    """

    def __init__(self, disk: BinaryIO, member: str) -> None:
        self._disk = disk
        self._member = member
        self._found = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fills a buffer as far as there is something.

        Raises:
            EOFError: where the archive ends too soon.
        """
        while not self._found:
            self._found = self._at_next().startswith(self._member)
            while not self._found and self._unpacked(1 << 16):
                pass
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._unpacked(len(view))
        view[: len(data)] = data
        return len(data)

    def _at_next(self) -> str:
        """Goes to the data of the next file, and tells its name."""
        head = self._disk.read(_LOCAL_HEADER.size)
        while head[:4] == _DESCRIPTOR:
            # 16 bytes that may stand behind a file's data; the rest of the next head follows.
            head = head[16:] + self._disk.read(16)
        if len(head) < _LOCAL_HEADER.size or head[:4] != _LOCAL:
            raise EOFError
        _, _, _, method, _, _, _, packed, _, name_length, extra_length = _LOCAL_HEADER.unpack(head)
        name = self._disk.read(name_length).decode("utf-8", "replace")
        self._disk.seek(extra_length, io.SEEK_CUR)
        self._left = packed
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if method == _DEFLATED else None
        return name

    def _unpacked(self, size: int) -> bytes:
        if self._inflate is None:
            data = self._disk.read(min(size, self._left))
            if not data and self._left:
                raise EOFError
            self._left -= len(data)
            return data
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._disk.read(1 << 16)
            data = self._inflate.decompress(packed, size)
            if self._inflate.eof:
                self._disk.seek(-len(self._inflate.unused_data), io.SEEK_CUR)
            elif not packed:
                raise EOFError
            if data:
                return data
        return b""


def byte_lines(
    path: Path, faults: Faults, *, member: str = "", on_progress: OnProgress | None = None
) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers from 1, without their ends.

    Args:
        path: the file.
        faults: is told of a line that is too long, and where an archive ends too soon.
        member: see `open_bytes`.
        on_progress: is told how many bytes of how many on the disk are done.

    Raises:
        GazetteerError: if the file cannot be opened, or at a fault unless `faults` keeps going.
    """
    total = path.stat().st_size if path.is_file() else 0
    number = 0
    with open_bytes(path, faults, member=member) as (stream, disk):
        while line := _next_line(stream, path, number + 1, faults):
            number += 1
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                faults.add("the line is longer than 64 MiB", file=path, line=number)
                while line and not line.endswith(b"\n"):
                    line = _next_line(stream, path, number, faults)
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            yield number, line.rstrip(b"\r\n")
            if on_progress is not None and number % _TELL_EVERY == 0:
                on_progress(min(disk.tell(), total), total)
    if on_progress is not None:
        on_progress(total, total)


def _next_line(stream: BinaryIO, path: Path, number: int, faults: Faults) -> bytes:
    """The next line with its end; empty at the end of the file, or where it is damaged."""
    try:
        return stream.readline(_LONGEST)
    except _DAMAGED:
        faults.add(_CUT_OFF, file=path, line=number)
        return b""


def read_some(stream: BinaryIO, size: int, path: Path, line: int, faults: Faults) -> bytes:
    """The next bytes of a stream; empty at the end of the file, or where it is damaged.

    Args:
        stream: from `open_bytes`.
        size: at most so many.
        path: the file, for reports.
        line: where it got to.
        faults: is told if the file is damaged.
    """
    try:
        return stream.read(size)
    except _DAMAGED:
        faults.add(_CUT_OFF, file=path, line=line)
        return b""


def decoded(line: bytes, number: int, path: Path | str, faults: Faults) -> str | None:
    """The text of a line, or None (and a fault) if it is not UTF-8."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        value = f"byte 0x{line[error.start]:02x} at {error.start + 1}"
        faults.add("not UTF-8", file=path, line=number, value=value)
        return None


def text_lines(
    path: Path, faults: Faults, *, member: str = "", on_progress: OnProgress | None = None
) -> Iterator[tuple[int, str]]:
    """As `byte_lines`, as text; lines that are not UTF-8 are faults and left out."""
    for number, line in byte_lines(path, faults, member=member, on_progress=on_progress):
        text = decoded(line, number, path, faults)
        if text is not None:
            yield number, text
