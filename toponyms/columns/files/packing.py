"""Compressed files: gzip, bzip2, Zstandard and xz, as streams of bytes.

Zstandard alone needs pyarrow, which is imported when it is met.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["packed", "packing_of", "unpacked"]

_MAGIC = {
    b"\x1f\x8b\x08": "gzip",
    b"BZh": "bz2",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\xfd7zXZ\x00": "xz",
}


def packing_of(head: bytes) -> str | None:
    r"""How a file that begins so is compressed, None if it is not.

    >>> packing_of(b"\x1f\x8b\x08\x00"), packing_of(b"name,lat")
    ('gzip', None)
    """
    return next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)


def unpacked(stream: Any, packing: str) -> BinaryIO:
    """What a compressed stream holds; the readers see through several parts one after another.

    Args:
        stream: has `read`.
        packing: as `packing_of` names it.

    Returns:
        What has `read`, which raises OSError, EOFError, zlib.error or lzma.LZMAError if the data
        are damaged.
    """
    reader: Any
    if packing == "gzip":
        reader = gzip.GzipFile(fileobj=stream, mode="rb")
    elif packing == "bz2":
        reader = bz2.BZ2File(stream)
    elif packing == "xz":
        reader = lzma.LZMAFile(stream)  # noqa: SIM115 - the caller closes it
    else:
        reader = _Unzstd(stream)
    return reader  # type: ignore[no-any-return]


def packed(stream: Any, packing: str) -> BinaryIO:
    """A file to write to, whose content arrives compressed.

    Closing it ends the compressed data, and leaves the stream open. The same content always
    gives the same bytes.

    Args:
        stream: has `write`.
        packing: as `packing_of` names it.
    """
    writer: Any
    if packing == "gzip":
        writer = gzip.GzipFile(filename="", fileobj=stream, mode="wb", compresslevel=6, mtime=0)
    elif packing == "bz2":
        writer = bz2.BZ2File(stream, "wb")
    elif packing == "xz":
        writer = lzma.LZMAFile(stream, "wb")  # noqa: SIM115
    else:
        writer = _Zstd(stream)
    return writer  # type: ignore[no-any-return]


class _Unzstd:
    """A reader that tells of damaged data as those of the standard library do."""

    def __init__(self, stream: Any) -> None:
        import pyarrow as pa

        self._stream = pa.CompressedInputStream(pa.PythonFile(_LeftOpen(stream), mode="r"), "zstd")
        self._fault = pa.ArrowInvalid

    def read(self, size: int) -> bytes:
        try:
            return bytes(self._stream.read(size))
        except self._fault as error:
            raise EOFError(str(error)) from error


class _Zstd:
    """A writer that leaves the stream below it open, as those of the standard library do."""

    def __init__(self, stream: Any) -> None:
        import pyarrow as pa

        self._stream = pa.CompressedOutputStream(pa.PythonFile(_LeftOpen(stream), mode="w"), "zstd")

    def write(self, data: bytes) -> int:
        self._stream.write(data)
        return len(data)

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        self._stream.close()


class _LeftOpen:
    """A stream that stays open when pyarrow closes what is above it."""

    closed = False

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        return bytes(self._stream.read(size))

    def write(self, data: bytes) -> int:
        return int(self._stream.write(data))

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        self.closed = True
