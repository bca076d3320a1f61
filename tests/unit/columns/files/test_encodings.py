"""A text is read in the encoding it has, or not at all."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from toponyms.columns.files.armscii import decode, encode
from toponyms.columns.files.encodings import encoded, find_encoding, stated_encoding
from toponyms.errors import TableError

DATA = Path(__file__).parents[4] / "data"
RUSSIAN = "город\nБаку\nШуша\nЛенкорань\n"
ARMENIAN = "քաղաք\nԲաքու\nՇուշի\nԳյումրի\n"
AZERBAIJANI = "şəhər\nŞuşa\nGəncə\nXankəndi\n"


@pytest.mark.skipif(shutil.which("iconv") is None, reason="needs iconv")
def test_armscii_is_that_of_glibc() -> None:
    """Else Armenian of the nineties is read with wrong letters."""
    for byte in range(256):
        command = ["iconv", "-f", "ARMSCII-8", "-t", "UTF-8"]
        try:
            theirs = subprocess.run(command, input=bytes([byte]), capture_output=True, check=True)
        except subprocess.CalledProcessError:
            with pytest.raises(UnicodeDecodeError):
                decode(bytes([byte]))
        else:
            assert decode(bytes([byte])) == theirs.stdout.decode()


def test_armscii_goes_back() -> None:
    """Else what was read cannot be written again."""
    letters = "".join(map(chr, [*range(0x20, 0x7F), *range(0x531, 0x557), *range(0x561, 0x588)]))
    assert decode(encode(letters)) == letters
    with pytest.raises(UnicodeEncodeError):
        encode("Ə")


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (AZERBAIJANI, "utf-8", "utf-8"),
        (RUSSIAN, "utf-8-sig", "utf-8"),
        (ARMENIAN, "utf-16", "utf-16-le"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (ARMENIAN, "utf-16-be", "utf-16-be"),
        (AZERBAIJANI, "utf-16-be", "utf-16-be"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN.upper(), "windows-1251", "windows-1251"),
        (RUSSIAN.lower(), "windows-1251", "windows-1251"),
        (ARMENIAN, "armscii-8", "armscii-8"),
        (ARMENIAN.upper(), "armscii-8", "armscii-8"),
        ("town\nBaku\n", "ascii", "utf-8"),
        ("40°30′\n", "utf-8", "utf-8"),
        ("№ 5\n", "utf-8", "utf-8"),
    ],
)
def test_encoding_is_found(text: str, encoding: str, name: str) -> None:
    """Else a user has to know what an encoding is."""
    assert find_encoding(encoded(text, encoding), file="f").name == name


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN.upper(), "koi8-r", "koi8-r"),
        (RUSSIAN, "ibm866", "ibm866"),
        (RUSSIAN, "iso8859-5", "iso8859-5"),
        (RUSSIAN, "mac-cyrillic", "mac-cyrillic"),
        ("town\nSão Paulo\nGöteborg\nKöln\n", "windows-1252", "windows-1252"),
        ("40°30'\n", "windows-1252", "--encoding"),
    ],
)
def test_what_is_not_certain_is_asked_for(text: str, encoding: str, named: str) -> None:
    """Else a reading that makes no words gets into the result."""
    with pytest.raises(TableError, match=named) as error:
        find_encoding(text.encode(encoding), file="f")
    assert "--encoding" in str(error.value)


def test_marks_between_letters_make_no_words() -> None:
    """Brackets and commas of ArmSCII-8 would be no fault, wherever they stand."""
    sample = "нефтегорск\nлеплей\nолым".encode("ibm866")
    assert decode(sample).startswith("\u058a(ՊՉ(։"), "as it reads in ArmSCII-8"
    with pytest.raises(TableError, match="--encoding"):
        find_encoding(sample, file="f")
    listed = encoded("Բաքու, Շուշի (Շուշա), Գորիս", "armscii-8").replace(b",", b"\xab")
    assert find_encoding(listed, file="f").name == "armscii-8"


@pytest.mark.parametrize("language", ["ru", "hy"])
@pytest.mark.parametrize(
    "encoding", ["windows-1251", "armscii-8", "koi8-r", "ibm866", "iso8859-5", "utf-8"]
)
@pytest.mark.parametrize("count", [1, 3, 20])
def test_never_another_text(language: str, encoding: str, count: int) -> None:
    """A file of a few real names would be read as other letters than were written."""
    with (DATA / "names.csv").open(encoding="utf-8", newline="") as file:
        written = [row["name"] for row in csv.DictReader(file) if row["lang"] == language]
    chance = random.Random(count)
    found = 0
    for case in (str, str.upper, str.lower):
        for _ in range(25):
            text = "\n".join(map(case, chance.sample(written, count)))
            try:
                data = encoded(text, encoding)
                name = find_encoding(data, file="f").name
            except (TableError, UnicodeEncodeError):
                continue
            read = decode(data) if name == "armscii-8" else data.decode(name)
            assert read == text
            found += 1
    mates = {("ru", "windows-1251"), ("hy", "armscii-8"), ("ru", "utf-8"), ("hy", "utf-8")}
    if count == 20 and (language, encoding) in mates:
        assert found >= 70, "what is found is what is meant, not nothing"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("1251", "windows-1251"),
        ("CP1251", "windows-1251"),
        ("armscii_8", "armscii-8"),
        ("KOI8-R", "koi8-r"),
        ("UTF-8-SIG", "utf-8"),
        ("latin1", "iso8859-1"),
    ],
)
def test_names_of_encodings(name: str, known: str) -> None:
    """Else people have to guess how we spell it."""
    assert stated_encoding(name) == known


@pytest.mark.parametrize("name", ["klingon", "base64", "utf\0", "idna-x", ""])
def test_no_encoding_of_text(name: str) -> None:
    """Else a wrong option ends in a traceback."""
    with pytest.raises(TableError, match="encoding"):
        stated_encoding(name)


def test_one_faulty_byte_is_not_another_encoding() -> None:
    """Else a broken file of UTF-8 is reported as one of a strange encoding."""
    data = (AZERBAIJANI * 5).encode() + b"\xff\n"
    assert find_encoding(data, file="f").name == "utf-8"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PAR1\x15\x04\x15", "Parquet"),
        (b"PK\x03\x04\x14\x00", "Excel"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"a,b\n\x00\x01\x02\xff\xfe\x80", "control"),
        (b"abc\x00def\n", "null bytes"),
    ],
)
def test_no_text(data: bytes, kind: str) -> None:
    """Else a binary file gives rows of nonsense."""
    with pytest.raises(TableError, match=kind):
        find_encoding(data, file="f.csv")
