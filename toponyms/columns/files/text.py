"""A text in any encoding as a stream of UTF-8, with a fault told by its byte and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from toponyms.columns.files.encodings import Encoding, decoder, find_encoding
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.columns.files.inputs import Input

__all__ = ["SAMPLE", "count", "sample_of", "utf8_blocks"]

#: Bytes by which encoding, delimiter and header are found.
SAMPLE = 2**20
#: Bytes read at once: some ten thousand rows.
_BLOCK = 2**22


def sample_of(source: Input, stated: str | None) -> tuple[Encoding, str, bool]:
    """The encoding of a text, its beginning without a byte order mark, and whether that is all.

    Raises:
        TableError: if it is empty or no text, or its encoding is in doubt.
    """
    head = source.head(SAMPLE)
    whole = len(head) < SAMPLE
    if not head:
        raise TableError("is empty", file=source.name)
    encoding = find_encoding(head, file=source.name, stated=stated, whole=whole)
    body = head.removeprefix(encoding.mark)
    try:
        text = decoder(encoding.name).decode(body)
    except UnicodeDecodeError as error:
        text = _before(body, error, encoding.name)
        whole = False
    if whole and not text.strip("\r\n\t \0"):
        raise TableError("is empty", file=source.name)
    return encoding, text, whole


def utf8_blocks(source: Input, encoding: Encoding) -> Iterator[bytes]:
    """The text in blocks of UTF-8, each of whole characters, without a byte order mark.

    Raises:
        TableError: at what the encoding does not have, naming its byte offset and line.
    """
    reader = decoder(encoding.name)
    offset = len(source.read(len(encoding.mark)))
    line = 1
    rest = b""
    while True:
        data = source.read(_BLOCK)
        block = rest + data
        try:
            if encoding.name == "utf-8":
                out = _checked(block if not data else block[: _cut(block)])
                rest = block[len(out) :]
            else:
                out = reader.decode(data, not data).encode()
                rest = bytes(reader.getstate()[0]) if encoding.name != "armscii-8" else b""
        except UnicodeDecodeError as error:
            raise _fault(block, error, encoding.name, offset - len(rest), line, source) from None
        if out:
            yield out
        if not data:
            return
        offset += len(data)
        line += count(out, "\n")


def count(block: bytes, character: str) -> int:
    """How often a character of ASCII is in UTF-8; sooner than `bytes.count` if that is often."""
    return int(np.count_nonzero(np.frombuffer(block, np.uint8) == ord(character)))


def _cut(block: bytes) -> int:
    """Where a block may end: before a character of several bytes that it may cut in two."""
    return next((len(block) - n for n in (1, 2, 3) if block[-n:][:1] >= b"\xc0"), len(block))


def _checked(block: bytes) -> bytes:
    """A block of UTF-8 as it is, known to be that; Arrow tells so three times sooner than Python.

    Raises:
        UnicodeDecodeError: if it is not.
    """
    offsets = np.array([0, len(block)], dtype=np.int32)
    try:
        text = pa.StringArray.from_buffers(1, pa.py_buffer(offsets), pa.py_buffer(block))
        text.validate(full=True)
    except pa.ArrowInvalid:
        block.decode()
    return block


def _before(body: bytes, error: UnicodeDecodeError, name: str) -> str:
    """The text before a fault, which is told when the reading gets there."""
    return decoder(name).decode(body[: error.start])


def _fault(
    block: bytes, error: UnicodeDecodeError, name: str, offset: int, line: int, source: Input
) -> TableError:
    sound = decoder(name).decode(block[: error.start])
    return TableError(
        f"byte 0x{block[error.start]:02x} at offset {offset + error.start:,} is not {name}; "
        "state the right --encoding",
        file=source.name,
        line=line + sound.count("\n"),
    )
