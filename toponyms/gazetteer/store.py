"""A file of named columns that is mapped from disk, not read.

    8 bytes   magic
    8 bytes   where the header starts, little-endian
    columns   each starting at a multiple of 64 bytes
    header    JSON: {"meta": {...}, "columns": {name: [type, offset, bytes]}, ...}

Types are those of Python's `array` module, `s` for a column of strings (offsets, and lines of
UTF-8 text) and `x` for raw bytes. A column costs nothing until it is touched, and columns are
written one after the other, so that a store may be larger than what fits in memory.
"""

from __future__ import annotations

import io
import itertools
import json
import mmap
import os
import struct
import sys
import weakref
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import BinaryIO

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Store", "StoreError", "StoreWriter", "Strings", "pack"]

_MAGIC = b"TOPONYM2"
_ALIGNMENT = 64
_HEAD = struct.Struct("<8sQ")
#: Mapped files of up to so many bytes stay in memory once they were touched.
_SMALL = 2**27
#: Places read at random after which the memory of a larger one is let go.
_MANY = 1024
#: Bytes that the system maps around a place that is touched.
_AROUND = 2**16
#: Whether the system does that, and reads anywhere in a file (not on Windows).
_LETS_GO = hasattr(mmap.mmap, "madvise") and hasattr(os, "pread")


class StoreError(Exception):
    """Bytes that are not a whole store of this machine's byte order."""


class Strings(Sequence[str]):
    """A column of strings, decoded when they are asked for.

    Args:
        offsets: where each string starts in the text, and where the text ends.
        text: the strings in UTF-8, each followed by a line break.
        read: reads part of the text, if that is better than to touch it; takes start and size.
    """

    __slots__ = ("_offsets", "_read", "_text")

    def __init__(
        self,
        offsets: memoryview,
        text: memoryview,
        read: Callable[[int, int], bytes] | None = None,
    ) -> None:
        self._offsets = offsets
        self._text = text
        self._read = read

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            start, end, step = index.indices(len(self))
            if step != 1:
                return [self[row] for row in range(start, end, step)]
            text = self._text[self._offsets[start] : self._offsets[max(start, end)]]
            return str(text, "utf-8").split("\n")[:-1]
        if index < 0:
            index += len(self)
        start, end = self._offsets[index], self._offsets[index + 1] - 1
        if self._read is not None:
            return str(self._read(start, end - start), "utf-8")
        return str(self._text[start:end], "utf-8")

    @property
    def encoded(self) -> memoryview:
        """Every string in UTF-8, each followed by a line break."""
        return self._text

    def all(self) -> list[str]:
        """Every string, decoded together."""
        return str(self._text, "utf-8").split("\n")[:-1]

    def take(self, rows: NDArray[Any]) -> list[str]:
        """The strings of some rows, decoded together."""
        return self.taken(rows).decode().split("\n")[:-1]

    def taken(self, rows: NDArray[Any]) -> bytes:
        """The strings of some rows in UTF-8, each followed by a line break."""
        import numpy as np

        from toponyms.gazetteer.ranges import ranges

        offsets = np.asarray(self._offsets)
        starts = offsets[rows]
        at, _ = ranges(starts, offsets[rows + 1] - starts)
        return np.asarray(self._text)[at].tobytes()


class Store:
    """A packed store, open for reading.

    Args:
        content: the bytes, mapped or in memory.
        file: the descriptor of the file that is mapped, if it stays open.

    Raises:
        StoreError: if they are not a store, or one that was cut off.
    """

    def __init__(self, content: bytes | mmap.mmap, file: int | None = None) -> None:
        try:
            magic, start = _HEAD.unpack_from(content)
            whole = magic == _MAGIC and start >= _HEAD.size
            header = json.loads(content[start:]) if whole else {}
            columns: dict[str, tuple[str, int, int]] = header["columns"]
            meta: Mapping[str, Any] = header["meta"]
            if header["byteorder"] != sys.byteorder or header["start"] != start:
                raise ValueError
        except (struct.error, ValueError, KeyError):
            raise StoreError("not a whole store") from None
        self.meta = meta
        self._columns = columns
        self._content = content
        self._file = file
        self._touched = 0
        self._kept: set[str] = set()

    @classmethod
    def open(cls, path: Path) -> Store:
        """Maps a store from a file.

        Raises:
            OSError: if the file cannot be read.
            StoreError: if it is not a whole store.
        """
        file = os.open(path, os.O_RDONLY)
        try:
            store = cls(mmap.mmap(file, 0, access=mmap.ACCESS_READ), file)
        except ValueError:  # an empty file cannot be mapped
            os.close(file)
            raise StoreError("not a whole store") from None
        except BaseException:
            os.close(file)
            raise
        weakref.finalize(store, os.close, file)
        return store

    @cached_property
    def _view(self) -> memoryview:
        return memoryview(self._content)

    def raw(self, name: str) -> memoryview:
        """A column's bytes."""
        _, start, size = self._columns[name]
        return self._view[start : start + size]

    def numbers(self, name: str) -> memoryview:
        """A column of numbers, for single look-ups without NumPy."""
        return self.raw(name).cast(self._columns[name][0])  # type: ignore[call-overload, no-any-return]

    def array(self, name: str) -> NDArray[Any]:
        """A column of numbers as a read-only NumPy array over the same bytes."""
        import numpy as np

        return np.frombuffer(self.raw(name), dtype=np.dtype(self._columns[name][0]))

    def ranges(self, name: str, starts: NDArray[Any], sizes: NDArray[Any]) -> NDArray[Any]:
        """The numbers of some ranges of a column, one range after the other.

        Of a large store ranges that lie apart are read, not mapped: the system would map 64 kB
        around each. Where many lie close together that is what is wanted; it is let go at once.

        Args:
            name: of the column.
            starts: the first row of each range.
            sizes: how many rows each has.
        """
        import numpy as np

        from toponyms.gazetteer.ranges import ranges

        column = self.array(name)
        if self._file is None or not self.is_large or not starts.size:
            return column[ranges(starts, sizes)[0]]
        first, width = self._columns[name][1], column.itemsize
        at, length = starts.astype(np.int64) * width + first, sizes * width
        start, end = int(at.min()), int((at + length).max())
        if end - start < _AROUND * at.size // 2:
            found: NDArray[Any] = column[ranges(starts, sizes)[0]]
            page = start // mmap.PAGESIZE * mmap.PAGESIZE
            self._content.madvise(mmap.MADV_DONTNEED, page, end - page)  # type: ignore[union-attr]
            return found
        parts = map(os.pread, itertools.repeat(self._file), length.tolist(), at.tolist())
        return np.frombuffer(b"".join(parts), dtype=column.dtype)

    def strings(self, name: str) -> Strings:
        """A column of strings.

        Single ones of a large store are read, not mapped, see `ranges`.
        """
        read = None if self._file is None or not self.is_large else partial(self._read, name)
        return Strings(self.numbers(f"{name}.offsets"), self.raw(name), read)

    def _read(self, name: str, start: int, size: int) -> bytes:
        """Part of a column's bytes, from the file."""
        assert self._file is not None
        return os.pread(self._file, size, self._columns[name][1] + start)

    @property
    def is_large(self) -> bool:
        """Whether it is mapped and not all of it should stay in memory."""
        return _LETS_GO and isinstance(self._content, mmap.mmap) and len(self._content) > _SMALL

    def keep(self, *names: str) -> None:
        """Leaves columns in memory once they were touched, if that is not too much.

        Args:
            names: of columns that are read all the time; those that were named first come first.
        """
        for name in names:
            if sum(self._columns[kept][2] for kept in {*self._kept, name}) <= _SMALL:
                self._kept.add(name)
        self.__dict__.pop("_passing", None)

    @cached_property
    def _passing(self) -> list[tuple[int, int]]:
        """The parts of the file, as start and size in whole pages, that do not stay in memory."""
        kept = sorted(self._columns[name][1:] for name in self._kept)
        starts = [0, *(start + size for start, size in kept)]
        ends = [*(start for start, _ in kept), len(self._content)]
        page = mmap.PAGESIZE
        parts = [(-(-start // page) * page, end) for start, end in zip(starts, ends, strict=True)]
        return [(start, end - start) for start, end in parts if end > start]

    def release(self, touched: int) -> None:
        """Lets go of the memory of a large store from time to time; it is mapped again at need.

        The system counts every page that was touched as this process's memory, and those around
        it, until it needs them for something else.

        Args:
            touched: in how many places the store was read since the last call, about.
        """
        self._touched += touched
        if self._touched >= _MANY and self.is_large:
            self._touched = 0
            for start, size in self._passing:
                self._content.madvise(mmap.MADV_DONTNEED, start, size)  # type: ignore[union-attr]


class StoreWriter:
    """Writes a store, column by column.

    Args:
        file: empty, open for writing at any place.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._columns: dict[str, tuple[str, int, int]] = {}
        file.write(_HEAD.pack(_MAGIC, 0))

    def add(self, name: str, kind: str, parts: Iterable[bytes | memoryview]) -> None:
        """Writes a column.

        Args:
            name: of the column.
            kind: its type, as the header has it.
            parts: its bytes, one part after the other.
        """
        start = self._align()
        for part in parts:
            self._file.write(part)
        self._columns[name] = (kind, start, self._file.tell() - start)

    def array(self, name: str, array: NDArray[np.generic]) -> None:
        """Writes a column of numbers, one-dimensional."""
        self.add(name, array.dtype.char, [array.tobytes()])

    def strings(self, name: str, parts: Iterable[bytes | memoryview]) -> None:
        """Writes a column of strings.

        Args:
            name: of the column.
            parts: strings in UTF-8, each followed by a line break.
        """
        import numpy as np

        ends = [np.zeros(1, dtype=np.int64)]

        def texts() -> Iterable[bytes | memoryview]:
            written = 0
            for part in parts:
                ends.append(np.flatnonzero(np.frombuffer(part, dtype=np.uint8) == 10) + 1 + written)
                written += len(part)
                yield part

        self.add(name, "s", texts())
        offsets = np.concatenate(ends)
        small = offsets[-1] < 2**32
        self.array(f"{name}.offsets", offsets.astype(np.uint32 if small else np.uint64))

    def finish(self, meta: Mapping[str, Any]) -> None:
        """Writes the header.

        Args:
            meta: anything JSON can hold.
        """
        start = self._align()
        content = {
            "meta": meta, "byteorder": sys.byteorder, "start": start, "columns": self._columns,
        }  # fmt: skip
        self._file.write(json.dumps(content, ensure_ascii=False).encode())
        self._file.seek(0)
        self._file.write(_HEAD.pack(_MAGIC, start))

    def _align(self) -> int:
        """Fills up to where a column may start."""
        self._file.write(bytes(-self._file.tell() % _ALIGNMENT))
        return self._file.tell()


def pack(
    meta: Mapping[str, Any],
    arrays: Mapping[str, NDArray[np.generic]],
    strings: Mapping[str, Sequence[str]],
    raw: Mapping[str, bytes],
) -> bytes:
    """The bytes of a small store.

    Args:
        meta: anything JSON can hold.
        arrays: columns of numbers, one-dimensional.
        strings: columns of strings without line breaks.
        raw: columns of bytes.
    """
    file = io.BytesIO()
    writer = StoreWriter(file)
    for name, array in arrays.items():
        writer.array(name, array)
    for name, column in strings.items():
        writer.strings(name, ["".join([f"{string}\n" for string in column]).encode()])
    for name, content in raw.items():
        writer.add(name, "x", [content])
    writer.finish(meta)
    return file.getvalue()
