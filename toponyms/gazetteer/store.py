"""A file of named columns that is mapped from disk, not read.

    8 bytes   magic
    8 bytes   length of the header, little-endian
    header    JSON: {"meta": {...}, "columns": {name: [type, offset, bytes]}}
    columns   each starting at a multiple of 64 bytes

Types are those of Python's `array` module, `s` for a column of strings (offsets, and lines of
UTF-8 text) and `x` for raw bytes. A column costs nothing until it is touched.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Store", "StoreError", "Strings", "pack"]

_MAGIC = b"TOPONYM1"
_ALIGNMENT = 64
_HEAD = struct.Struct("<8sQ")


class StoreError(Exception):
    """Bytes that are not a whole store of this machine's byte order."""


class Strings(Sequence[str]):
    """A column of strings, decoded one at a time."""

    __slots__ = ("_offsets", "_text")

    def __init__(self, offsets: memoryview, text: memoryview) -> None:
        self._offsets = offsets
        self._text = text

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return str(self._text[self._offsets[index] : self._offsets[index + 1] - 1], "utf-8")

    def all(self) -> list[str]:
        """Every string, decoded together."""
        return str(self._text, "utf-8").split("\n")[:-1]


class Store:
    """A packed store, open for reading.

    Args:
        content: the bytes, mapped or in memory.

    Raises:
        StoreError: if they are not a store, or one that was cut off.
    """

    def __init__(self, content: bytes | mmap.mmap) -> None:
        try:
            magic, length = _HEAD.unpack_from(content)
            header = (
                json.loads(content[_HEAD.size : _HEAD.size + length]) if magic == _MAGIC else {}
            )
            columns: dict[str, tuple[str, int, int]] = header["columns"]
            meta: Mapping[str, Any] = header["meta"]
            if header["byteorder"] != sys.byteorder or header["size"] != len(content):
                raise ValueError
        except (struct.error, ValueError, KeyError):
            raise StoreError("not a whole store") from None
        self.meta = meta
        self._columns = columns
        self._content = content

    @classmethod
    def open(cls, path: Path) -> Store:
        """Maps a store from a file.

        Raises:
            OSError: if the file cannot be read.
            StoreError: if it is not a whole store.
        """
        with path.open("rb") as file:
            try:
                return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            except ValueError:  # an empty file cannot be mapped
                raise StoreError("not a whole store") from None

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

    def strings(self, name: str) -> Strings:
        """A column of strings."""
        return Strings(self.numbers(f"{name}.offsets"), self.raw(name))


def pack(
    meta: Mapping[str, Any],
    arrays: Mapping[str, NDArray[np.generic]],
    strings: Mapping[str, Sequence[str]],
    raw: Mapping[str, bytes],
) -> bytes:
    """The bytes of a store.

    Args:
        meta: anything JSON can hold.
        arrays: columns of numbers, one-dimensional.
        strings: columns of strings without line breaks.
        raw: columns of bytes.
    """
    import numpy as np

    parts: dict[str, tuple[str, bytes]] = {
        name: (array.dtype.char, array.tobytes()) for name, array in arrays.items()
    }
    for name, column in strings.items():
        # A line break ends each string, so that a whole column decodes in one go.
        encoded = [string.encode() + b"\n" for string in column]
        offsets = np.zeros(len(encoded) + 1, dtype=np.uint32)
        np.cumsum([len(string) for string in encoded], out=offsets[1:])
        parts[f"{name}.offsets"] = (offsets.dtype.char, offsets.tobytes())
        parts[name] = ("s", b"".join(encoded))
    parts |= {name: ("x", content) for name, content in raw.items()}

    def header(columns: Mapping[str, tuple[str, int, int]], size: int) -> bytes:
        content = {"meta": meta, "byteorder": sys.byteorder, "size": size, "columns": columns}
        return json.dumps(content, ensure_ascii=False).encode()

    # Offsets depend on the header's length, which depends on the offsets: leave it room.
    draft = {name: (kind, 2**40, len(content)) for name, (kind, content) in parts.items()}
    at = _aligned(_HEAD.size + len(header(draft, 2**40)))
    columns = {}
    first = at
    for name, (kind, content) in parts.items():
        columns[name] = (kind, at, len(content))
        at = _aligned(at + len(content))
    head = header(columns, at).ljust(first - _HEAD.size)
    packed = bytearray(at)
    packed[:first] = _HEAD.pack(_MAGIC, len(head)) + head
    for name, (_, content) in parts.items():
        start = columns[name][1]
        packed[start : start + len(content)] = content
    return bytes(packed)


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT
