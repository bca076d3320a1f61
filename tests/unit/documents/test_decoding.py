"""Texts in any encoding come out as their letters, or not at all."""

from __future__ import annotations

import codecs
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.columns.files.armscii import encode as to_armscii
from toponyms.columns.files.inputs import Input
from toponyms.documents import decoding
from toponyms.documents.decoding import lines_of, text_of
from toponyms.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN = "В селе Джанятаг, что близ Агдама, жили учителя.\r\n"
ARMENIAN = "Ճանկաթաղ, գյուղ Արցախում։ Երեւան, Գյումրի։\n"


def read(content: bytes, folder: Path, encoding: str | None = None) -> str:
    file = folder / "text.txt"
    file.write_bytes(content)
    with Input(str(file)) as source:
        return "".join(text_of(source, encoding))


@pytest.mark.parametrize("block", [1, 3, 2**18])
@pytest.mark.parametrize(
    "content",
    [
        RUSSIAN.encode(), RUSSIAN.encode("utf-8-sig"), RUSSIAN.encode("utf-16"),
        codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), RUSSIAN.encode("cp1251"),
    ],
)  # fmt: skip
def test_encodings_are_found(
    content: bytes, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old archives would give other letters; characters cut in two by a block would be lost."""
    monkeypatch.setattr(decoding, "_BLOCK", block)
    assert read(content, tmp_path) == RUSSIAN


def test_armscii(tmp_path: Path) -> None:
    """The comma of its own would come out as a letter of nobody's alphabet."""
    text = "Ճանկաթաղ, գյուղ Արցախում. Գյումրի, Շուշի\n" * 3
    content = to_armscii(text).replace(b",", b"\xab")
    assert read(content, tmp_path) == text
    assert read(content, tmp_path, "armscii8") == text


@pytest.mark.parametrize("block", [1, 2, 5, 2**18])
@pytest.mark.parametrize(
    ("content", "encoding", "said"),
    [
        ("Баку\nШу".encode() + b"\xff\n", "utf-8", "line 2: byte 0xff at offset 13 is not utf-8"),
        ("Баку\nШу".encode() + b"\xd0", "utf-8", "line 2: byte 0xd0 at offset 13 is not utf-8"),
        (codecs.BOM_UTF8 + b"x\n\n\x80", None, "line 3: byte 0x80 at offset 6 is not utf-8"),
        (b"ok\nx\x98", "cp1251", "line 2: byte 0x98 at offset 4 is not windows-1251"),
        (b"ok\n\xff", "armscii-8", "line 2: byte 0xff at offset 3 is not armscii-8"),
    ],
)
def test_what_cannot_be_decoded_is_told_with_its_place(
    content: bytes, encoding: str | None, said: str, block: int, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Mojibake would be searched for names, and nobody could say where it began."""
    monkeypatch.setattr(decoding, "_BLOCK", block)
    with pytest.raises(TableError, match=said):
        read(content, tmp_path, encoding)


def test_nothing_is_a_text_too(tmp_path: Path) -> None:
    """An empty file among a thousand would end the run."""
    assert read(b"", tmp_path) == ""
    assert read(b" \n", tmp_path) == " \n"


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    """A picture would be read as letters."""
    with pytest.raises(TableError, match="is no text, but a picture"):
        read(b"\x89PNG\r\n\x1a\n\x00\x00", tmp_path)


@given(st.text(st.sampled_from("a\r\n\u2028"), max_size=30), st.lists(st.integers(0, 30)))
def test_lines_do_not_hang_on_how_they_come(text: str, cuts: list[int]) -> None:
    """A record would be cut in two where a block ends."""
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    found = list(lines_of(pieces, file="x"))
    assert [line for _, line in found] == [line.removesuffix("\r") for line in lines]
    assert [number for number, _ in found] == list(range(1, len(lines) + 1))


def test_a_line_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no JSON Lines would fill the memory."""
    monkeypatch.setattr(decoding, "_LONGEST", 100)
    with pytest.raises(TableError, match="x, line 2: longer than 100 characters"):
        list(lines_of(["{}\n", *["a" * 60] * 3], file="x"))
