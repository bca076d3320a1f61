"""The text of a file in whatever encoding, piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.columns.files.armscii import COMMA
from toponyms.columns.files.encodings import decoder, find_encoding
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toponyms.columns.files.inputs import Input

__all__ = ["lines_of", "text_of"]

#: Bytes by which the encoding is found.
_SAMPLE = 2**20
#: Bytes read at once.
_BLOCK = 2**18
#: Characters that a line of JSON may have at most.
_LONGEST = 2**26


def text_of(source: Input, encoding: str | None = None) -> Iterator[str]:
    """The text of a file in pieces, without a byte order mark; none if it is empty.

    Line ends are given as they stand.

    Args:
        source: the file.
        encoding: if it is known; else it is found by the first bytes.

    Raises:
        TableError: if it is no text or its encoding is in doubt, and at the first byte that the
            encoding does not have, naming the byte, its offset and its line.
    """
    head = source.head(_SAMPLE)
    if not head:
        return
    found = find_encoding(head, file=source.name, stated=encoding, whole=len(head) < _SAMPLE)
    reader = decoder(found.name)
    offset, line, rest = len(source.read(len(found.mark))), 1, b""
    while True:
        data = source.read(_BLOCK)
        try:
            text = reader.decode(data, not data)
        except UnicodeDecodeError as error:
            block = error.object  # begins with the bytes of a character that was cut in two
            at = offset - len(rest) + error.start
            sound = decoder(found.name).decode(block[: error.start])
            raise TableError(
                f"byte 0x{block[error.start]:02x} at offset {at:,} is not {found.name}; "
                "state the right --encoding",
                file=source.name,
                line=line + sound.count("\n"),
            ) from None
        if found.name == "armscii-8":
            text = text.replace(COMMA, ",")
        else:
            rest = bytes(reader.getstate()[0])
        if text:
            yield text
        if not data:
            return
        offset += len(data)
        line += text.count("\n")


def lines_of(pieces: Iterable[str], *, file: str) -> Iterator[tuple[int, str]]:
    r"""The lines of a text without their ends, with their numbers, counted from 1.

    Args:
        pieces: of the text.
        file: what errors call it.

    Raises:
        TableError: if a line is longer than 64 million characters.

    >>> list(lines_of(["a\r", "\nb\nc"], file="x"))
    [(1, 'a'), (2, 'b'), (3, 'c')]
    """
    rest: list[str] = []
    number, length = 1, 0
    for piece in pieces:
        head, end, tail = piece.rpartition("\n")
        if end:
            for line in "".join([*rest, head]).split("\n"):
                yield number, line.removesuffix("\r")
                number += 1
            rest, length = [], 0
        rest.append(tail)
        length += len(tail)
        if length > _LONGEST:
            raise TableError(f"longer than {_LONGEST:,} characters", file=file, line=number)
    if last := "".join(rest):
        yield number, last.removesuffix("\r")
