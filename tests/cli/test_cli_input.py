"""Lines from standard input come in batches, as they come."""

from __future__ import annotations

import itertools
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from toponyms_cli.standard_input import InputError, file_batches, line_batches

if TYPE_CHECKING:
    from pathlib import Path


class Trickle(BytesIO):
    """Gives a few bytes at a time, as a slow pipe does."""

    def read1(self, size: int | None = -1, /) -> bytes:
        return super().read1(3)


TEXT = "Şuşa\nՇուշի\r\n\n  Шуша \nx\ty\n"
LINES = ["Şuşa", "Շուշի", "", "  Шуша ", "x\ty"]


@pytest.mark.parametrize("stream", [BytesIO, Trickle])
@pytest.mark.parametrize("end", ["", "last"])
def test_lines_are_the_same_however_they_come(stream: type[BytesIO], end: str) -> None:
    """Else letters cut in two by a read are lost, or the last line without an end is."""
    batches = list(line_batches(stream((TEXT + end).encode())))
    assert [line for batch in batches for line in batch] == LINES + ([end] if end else [])


def test_what_is_there_comes_at_once() -> None:
    """Else a large file is resolved name by name."""
    batches = list(line_batches(BytesIO(b"Baku\n" * 100_000)))
    assert len(batches) < 20
    assert sum(map(len, batches)) == 100_000


def test_only_line_feeds_end_lines() -> None:
    """Else a name with U+2028 or U+0085 in it counts as two."""
    assert list(line_batches(BytesIO("a\u2028b\x85c\x0bd\n".encode()))) == [["a\u2028b\x85c\x0bd"]]


def test_byte_order_mark_is_no_part_of_the_first_name() -> None:
    """Else the first row of a file from Windows is echoed with an invisible letter."""
    assert list(line_batches(BytesIO("\ufeffBaku\n".encode()))) == [["Baku"]]


@pytest.mark.parametrize("stream", [BytesIO, Trickle])
@pytest.mark.parametrize("line", [1, 2, 4])
def test_the_line_that_is_not_utf8_is_named(stream: type[BytesIO], line: int) -> None:
    """Else the user cannot find it."""
    lines = [b"Baku"] * 5
    lines[line - 1] = b"Bak\xfc"
    batches = line_batches(stream(b"\n".join(lines)))
    read: list[str] = []
    with pytest.raises(InputError, match=f"line {line}: not UTF-8: byte 0xfc"):
        read.extend(itertools.chain.from_iterable(batches))
    assert read == ["Baku"] * (line - 1)


def test_cut_letter_at_the_end_is_not_utf8() -> None:
    """Else a truncated file passes for a whole one."""
    with pytest.raises(InputError, match="line 2"):
        list(line_batches(BytesIO("a\nş".encode()[:-1])))


def test_endless_line_is_refused() -> None:
    """Else a file without line breaks fills the memory."""
    with pytest.raises(InputError, match="line 2: longer than"):
        list(line_batches(BytesIO(b"a\n" + b"\0" * 3_000_000)))


def test_files_come_one_after_the_other(tmp_path: Path) -> None:
    """Else the last line of one file is joined to the first of the next."""
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    files[0].write_bytes("\ufeffŞuşa\r\nБаку".encode())
    files[1].write_bytes("\ufeffGəncə\n".encode())
    lines = itertools.chain.from_iterable(file_batches(list(map(str, files))))
    assert list(lines) == ["Şuşa", "Баку", "Gəncə"]


def test_a_missing_file_is_told_before_any_line(tmp_path: Path) -> None:
    """Else a slip in the last name is found when the others have been written."""
    there = tmp_path / "a.txt"
    there.write_bytes(b"Baku\n")
    with pytest.raises(FileNotFoundError):
        file_batches([str(there), str(tmp_path / "b.txt")])


def test_the_file_of_a_bad_line_is_named(tmp_path: Path) -> None:
    """Else it has to be searched among several."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"Baku\nBak\xfc\n")
    with pytest.raises(InputError, match=r"a\.txt, line 2: not UTF-8: byte 0xfc"):
        list(file_batches([str(file)]))
