"""Reads lines as they come, of standard input and files: many at once, or one from a slow pipe."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toponyms.errors import ToponymsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["InputError", "arguments", "file_batches", "line_batches"]

#: Bytes read at once; about as many names as the resolver takes at once.
_CHUNK = 2**16
#: No name is nearly as long; it bounds the memory that a file without line breaks can take.
_LONGEST_LINE = 2**20


class InputError(ToponymsError):
    """Input that cannot be read as lines of UTF-8."""


def arguments(words: Sequence[str]) -> Iterator[list[str]]:
    """The words of a command line, in batches; `-` stands for the lines of standard input.

    Raises:
        InputError: if a word or line is not UTF-8.
    """
    batch: list[str] = []
    for number, word in enumerate(words, 1):
        if word == "-":
            if batch:
                yield batch
                batch = []
            yield from _standard_input()
        elif word.isascii() or word.encode("utf-8", "replace").decode() == word:
            batch.append(word)
        else:
            raise InputError(f"argument {number} is not UTF-8: {word!r}")
    if batch:
        yield batch


def file_batches(files: Sequence[str]) -> Iterator[list[str]]:
    """The lines of files, one file after the other, in batches; `-` is standard input.

    Raises:
        OSError: at once if a file is missing, and in its turn if it cannot be read.
        InputError: if a line is not UTF-8.
    """
    for file in files:
        if file != "-":
            Path(file).stat()
    return chain.from_iterable(map(_file, files))


def _file(name: str) -> Iterator[list[str]]:
    if name == "-":
        yield from _standard_input()
    else:
        with Path(name).open("rb") as stream:
            yield from line_batches(stream, name)


def _standard_input() -> Iterator[list[str]]:
    """Its lines in batches."""
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return line_batches(sys.stdin.buffer)


def line_batches(stream: BinaryIO, name: str = "standard input") -> Iterator[list[str]]:
    r"""The lines of a stream, without their ends: as many at once as are there, without waiting.

    Args:
        stream: has `read1`. A byte order mark at its start does not count.
        name: what errors call it.

    Raises:
        InputError: naming the line, if one is not UTF-8 or longer than 1 MiB. The lines before
            it have been given out by then.

    >>> from io import BytesIO
    >>> list(line_batches(BytesIO("Şuşa\r\nБаку".encode())))
    [['Şuşa'], ['Баку']]
    """
    rest = b""
    number = 1
    while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]
        head, end, tail = chunk.rpartition(b"\n")
        if end:
            lines = rest + head
            yield from _decoded(lines, number, name)
            number += lines.count(b"\n") + 1
            rest = tail
        else:
            rest += tail
        if len(rest) > _LONGEST_LINE:
            raise InputError(f"{name}, line {number}: longer than {_LONGEST_LINE:,} bytes")
    if rest:
        yield from _decoded(rest, number, name)


def _decoded(lines: bytes, number: int, name: str) -> Iterator[list[str]]:
    """The lines, of which the first has a number."""
    try:
        text = lines.decode("utf-8")
    except UnicodeDecodeError as error:
        start = lines.rfind(b"\n", 0, error.start)
        if start >= 0:
            yield from _decoded(lines[:start], number, name)
        at = number + lines.count(b"\n", 0, error.start)
        raise InputError(f"{name}, line {at}: not UTF-8: byte 0x{lines[error.start]:02x}") from None
    if number == 1:
        text = text.removeprefix("\ufeff")
    yield [line.removesuffix("\r") for line in text.split("\n")]
