"""Files as they are published, whole and damaged: what can be read is, and the rest is told."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults, lines
from toponyms.gazetteer.sources.lines import text_lines

if TYPE_CHECKING:
    from pathlib import Path

LINES = [f"{number}\tՃանկաթաղ {number * 7919 % 100_003}" for number in range(1, 5001)]
CONTENT = "".join(f"{line}\n" for line in LINES).encode()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def streamed(*members: tuple[str, bytes]) -> bytes:
    """An archive whose writer could not go back: sizes stand behind the data."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    target = Pipe()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


README = ("readme.txt", b"Readme for GeoNames Gazetteer extract files\n" * 50)
PACKED = {
    "plain": CONTENT,
    "gzip": gzip.compress(CONTENT),
    "bzip2": bz2.compress(CONTENT),
    "two bzip2 streams": bz2.compress(CONTENT[:20_000]) + bz2.compress(CONTENT[20_000:]),
    "zip": zipped(README, ("AZ.txt", CONTENT)),
    "zip, not packed": zipped(README, ("AZ.txt", CONTENT), method=zipfile.ZIP_STORED),
    "zip, streamed": streamed(README, ("AZ.txt", CONTENT)),
}


def read(path: Path, faults: Faults, member: str = "AZ") -> list[tuple[int, str]]:
    return list(text_lines(path, faults, member=member))


@pytest.mark.parametrize("packing", PACKED)
def test_a_file_is_read_however_it_is_packed(tmp_path: Path, packing: str) -> None:
    """By its first bytes: users rename downloads."""
    file = tmp_path / "download"
    file.write_bytes(PACKED[packing])
    assert read(file, Faults()) == list(enumerate(LINES, 1))


@pytest.mark.parametrize("packing", [name for name in PACKED if name != "plain"])
def test_of_an_archive_that_is_cut_off_the_beginning_is_kept(tmp_path: Path, packing: str) -> None:
    file = tmp_path / "AZ.zip"
    # A bzip2 block is whole or lost: the second stream is the one that is cut.
    share = 0.9 if packing == "two bzip2 streams" else 0.5
    file.write_bytes(PACKED[packing][: int(len(PACKED[packing]) * share)])
    with pytest.raises(GazetteerError, match="cut off"):
        read(file, Faults())
    faults = Faults(keep_going=True)
    found = read(file, faults)
    assert sum("cut off" in message for message in faults.counts) >= 1
    if packing != "bzip2":
        assert len(found) > 200
    # The last line may be a part of one, which its reader tells by its columns.
    assert found[:-1] == list(enumerate(LINES, 1))[: max(len(found) - 1, 0)]
    assert len(found) < len(LINES)


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    content = bytearray(PACKED["gzip"])
    content[len(content) // 2] ^= 0xFF
    file = tmp_path / "AZ.gz"
    file.write_bytes(content)
    faults = Faults(keep_going=True)
    read(file, faults)
    assert len(faults) >= 1


def test_a_line_that_is_not_utf8_is_lost_alone(tmp_path: Path) -> None:
    """One byte of another encoding in a dump of 12 million lines is no reason to stop."""
    file = tmp_path / "AZ.txt"
    file.write_bytes(b"one\ntw\xe9 x\nthree\n")
    faults = Faults(keep_going=True)
    assert read(file, faults) == [(1, "one"), (3, "three")]
    assert str(faults.kept[0]) == f"{file}, line 2: not UTF-8: 'byte 0xe9 at 3'"
    with pytest.raises(GazetteerError, match="line 2: not UTF-8"):
        read(file, Faults())


def test_byte_order_mark_and_line_ends_are_no_part_of_a_line(tmp_path: Path) -> None:
    file = tmp_path / "AZ.txt"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\xe2\x80\xa8half\nthree")
    assert read(file, Faults()) == [(1, "one"), (2, "two\u2028half"), (3, "three")]


def test_a_line_without_end_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_LONGEST", 100)
    file = tmp_path / "AZ.txt"
    file.write_bytes(b"one\n" + b"x" * 1000 + b"\nthree\n")
    faults = Faults(keep_going=True)
    assert read(file, faults) == [(1, "one"), (3, "three")]
    assert [(fault.line, fault.message) for fault in faults.kept] == [
        (2, "the line is longer than 64 MiB")
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no such file"), (b"", "the file is empty")],
)
def test_what_cannot_be_read_is_an_error_even_when_going_on(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    """Nothing of it would be kept, so that going on would hide it."""
    file = tmp_path / "AZ.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(GazetteerError, match=message):
        read(file, Faults(keep_going=True))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be read"):
        read(tmp_path, Faults())


def test_progress_goes_forward_to_the_end(tmp_path: Path) -> None:
    file = tmp_path / "AZ.zip"
    file.write_bytes(PACKED["zip"])
    told: list[tuple[int, int]] = []
    size = file.stat().st_size
    lines_read = text_lines(
        file, Faults(), member="AZ", on_progress=lambda *step: told.append(step)
    )
    assert len(list(lines_read)) == len(LINES)
    assert told == sorted(told)
    assert told[-1] == (size, size)
    assert len(told) >= 2
