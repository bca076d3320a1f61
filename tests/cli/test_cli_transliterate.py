"""`toponyms transliterate`: by a named system or the usual one, forms, input, exit codes."""

from __future__ import annotations

import csv
import io
import json
import sys
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import A_SYSTEM

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Result, Run

ARMENIAN = "alalc-hye-Armn-Latn-2022"
RUSSIAN = "bgnpcgn-rus-Cyrl-Latn-1947"


@pytest.fixture
def transliterate(toponyms: Run) -> Run:
    def call(*args: str, stdin: bytes = b"") -> Result:
        return toponyms("transliterate", *args, stdin=stdin)

    return call


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_plain_output_is_the_result_alone(transliterate: Run) -> None:
    """Else it cannot be pasted, or put beside the input line by line."""
    result = transliterate("Ճանկաթաղ", "Շուշի", "--system", ARMENIAN)
    assert result == (0, "Chankatʻagh\nShushi\n", "")


@pytest.mark.parametrize(
    ("system", "lang", "text", "written"),
    [
        (RUSSIAN, None, "Шуша", "Shusha"),
        ("bgn", "hy", "Ճանկաթաղ", "Chankat’agh"),
        ("BGN", "ru", "Шуша", "Shusha"),
        (str(A_SYSTEM), None, "бак Куб", "baq Cube"),
    ],
)
def test_a_system_is_named_by_id_short_name_or_file(
    transliterate: Run, system: str, lang: str | None, text: str, written: str
) -> None:
    """Else a user has to know the whole id, or has no way to a system of their own."""
    spoken = ["--lang", lang] if lang else []
    assert transliterate(text, "--system", system, *spoken).out == f"{written}\n"


def test_a_system_of_ones_own_is_named_in_json(transliterate: Run) -> None:
    """Else the output names no system, or the file."""
    answer = objects(transliterate("бак", "--system", str(A_SYSTEM), "--format", "json").out)
    assert answer == [{"source": "бак", "result": "baq", "system": "me-rus-Cyrl-Latn-2024"}]


def test_options_switch_on_and_off(transliterate: Run) -> None:
    """Else the choices that a standard leaves cannot be made."""
    by = ("--system", RUSSIAN)
    assert transliterate("Советск", *by).out == "Sovet·sk\n"
    assert transliterate("Советск", *by, "--option", "no-middle-dot").out == "Sovetsk\n"
    loud = ("--system", str(A_SYSTEM), "--option", "loud")
    assert transliterate("убу", *loud).out == "ooboo\n"


def test_reverse_of_a_reversible_system_is_silent(transliterate: Run) -> None:
    """Else an exact result is doubted."""
    result = transliterate("Chankatʻagh", "--system", ARMENIAN, "--reverse")
    assert result == (0, "Ճանկաթաղ\n", "")


def test_reverse_of_another_says_what_is_lost(transliterate: Run) -> None:
    """Else a user takes for exact what cannot be, or reads the same warning at each line."""
    result = transliterate("-", "--system", "bgn", "--lang", "ru", "--reverse", stdin=b"Baku\n" * 9)
    assert result.code == 0
    assert result.lines == ["Баку"] * 9
    assert result.err.count("й and ы are both y.") == 1
    assert RUSSIAN in result.err.splitlines()[0]
    assert transliterate("Баку", "--system", RUSSIAN).err == ""


def test_the_usual_system_is_taken_by_evidence(transliterate: Run) -> None:
    """Else whoever does not know the standards gets nothing."""
    answers = objects(transliterate("Ճանկաթաղ", "Ҹанјатаг", "--format", "json").out)
    assert [(one["result"], one["system"]) for one in answers] == [
        ("Chankatagh", "bgnpcgn-hye-Armn-Latn-1981"),
        ("Canyataq", "az-aze-Cyrl-Latn-1991"),
    ]


@pytest.mark.parametrize(("lang", "written"), [("ru", "Shusha"), ("az", "Şuşa"), ("AZ", "Şuşa")])
def test_lang_decides_where_letters_do_not(transliterate: Run, lang: str, written: str) -> None:
    """Else a name that two languages write alike stays as it is."""
    assert transliterate("Шуша", "--lang", lang) == (0, f"{written}\n", "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["Шуша"], ["'Шуша'", "--lang az or --lang ru"]),
        (["თბილისი"], ["'თბილისი'", "Geor"]),
        (["Шуша", "--lang", "fr"], ["'fr'", "Cyrl", "--lang ru"]),
    ],
)
def test_text_without_a_system_passes_and_is_told_once(
    transliterate: Run, args: list[str], said: list[str]
) -> None:
    """Else a language is guessed, text is lost, or a script cannot tell that nothing was done."""
    result = transliterate("Baku", *args[:1] * 3, *args, "--format", "json")
    assert result.code == 1
    answers = objects(result.out)
    assert [one["system"] for one in answers] == [None] * 5
    assert [one["result"] for one in answers] == ["Baku", *args[:1] * 4]
    assert result.err.count("\n") == 1
    for words in said:
        assert words in result.err


@pytest.mark.parametrize("text", ["Baku", "Şuşa", "", "1905", " – "])
def test_text_that_needs_no_romanization_is_no_miss(transliterate: Run, text: str) -> None:
    """Else empty and Latin lines of a column make every run fail."""
    assert transliterate("--", text) == (0, f"{text}\n", "")


def test_csv_has_a_header_and_a_row_a_text(transliterate: Run) -> None:
    """Else results cannot be joined to the texts."""
    result = transliterate("Շուշի", 'a,"b', "--format", "csv")
    rows = list(csv.reader(io.StringIO(result.out)))
    assert rows == [
        ["source", "result", "system"],
        ["Շուշի", "Shushi", "bgnpcgn-hye-Armn-Latn-1981"],
        ['a,"b', 'a,"b', ""],
    ]


def test_table_shows_texts_beside_results(transliterate: Run) -> None:
    """Else --format table is not what it says, or lets a text rewrite the terminal."""
    out = transliterate("Շուշի", "\x1b[2JBaku", "--format", "table").out
    assert "Շուշի" in out
    assert "Shushi" in out
    assert "\x1b" not in out
    assert out.count("Result") == 1


def test_texts_input_and_files_go_together(transliterate: Run, tmp_path: Path) -> None:
    """Else order is lost, or `-` is taken for a text."""
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    files[0].write_text("Гянджа\n\nБаку", "utf-8")
    files[1].write_text("Лачин\r\n", "utf-8")
    result = transliterate(
        "Шуша", "-", "-f", str(files[0]), "--file", str(files[1]), "--system", "un",
        stdin="\ufeffАгдам\n".encode(),
    )  # fmt: skip
    assert result.lines == ["Šuša", "Agdam", "Gjandža", "", "Baku", "Lačin"]


def test_a_file_may_be_standard_input(transliterate: Run) -> None:
    """Else `-` means one thing here and another there."""
    assert transliterate("--file", "-", "--system", "un", stdin="Шуша".encode()).out == "Šuša\n"


def test_tabs_stay(transliterate: Run) -> None:
    """Else a table with tabs that goes through loses its columns."""
    assert transliterate("-", "--system", "un", stdin="Шуша\tБаку\n".encode()).out == "Šuša\tBaku\n"


def test_bad_line_of_a_file_is_told_after_those_before_it(
    transliterate: Run, tmp_path: Path
) -> None:
    """Else one bad byte costs every answer, or cannot be found."""
    file = tmp_path / "names.txt"
    file.write_bytes("Шуша\nБаку\n".encode() + b"\xff\n")
    result = transliterate("--system", "un", "--file", str(file))
    assert result.code == 2
    assert result.lines == ["Šuša", "Baku"]
    assert result.err == f"Error: {file}, line 3: not UTF-8: byte 0xff\n"


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_unreadable_file_is_told(transliterate: Run, tmp_path: Path, name: str) -> None:
    """Else a slip ends in a traceback."""
    path = tmp_path / name
    result = transliterate("--system", "un", "--file", str(path))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"Error: {path}: ")
    assert result.err.count("\n") == 1


def test_missing_file_is_told_before_anything_is_written(transliterate: Run) -> None:
    """Else half of the output is there when the slip is found."""
    assert transliterate("Шуша", "--system", "un", "--file", "missing.txt").out == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--system", "bgnpcgn-rus-Cyrl-Latn-1974"], RUSSIAN),
        (["--system", "BGNPCGN-RUS"], RUSSIAN),
        (["--system", "bgm"], RUSSIAN),
        (["--system", "bgn"], "several systems are called 'bgn'"),
        (["--system", "bgn"], RUSSIAN),
        (["--system", "iso9", "--lang", "hy"], "iso-rus-Cyrl-Latn-9-1995 is of ru"),
        (["--system", "qqqqqq"], "'toponyms systems' lists all"),
        (["--system", "missing.toml"], "missing.toml: cannot be read"),
        (["--system", RUSSIAN, "--option", "dot"], "it has middle-dot"),
        (["--system", "un", "--option", "dot"], "it has none"),
        (["--option", "middle-dot"], "needs a --system"),
        (["--reverse"], "needs a --system"),
        (["--lang", "Russian"], "BCP 47"),
        (["--format", "xml"], "table, json, csv"),
    ],
)
def test_wrong_options_are_told(transliterate: Run, args: list[str], said: str) -> None:
    """Else a slip of the user ends in a traceback, or is a dead end."""
    result = transliterate("Шуша", *args)
    assert (result.code, result.out) == (2, "")
    assert said in " ".join(result.err.split())
    assert "Traceback" not in result.err


def test_fault_in_a_system_of_ones_own_is_told(transliterate: Run, tmp_path: Path) -> None:
    """Else whoever writes one has to search for the fault."""
    file = tmp_path / "mine.toml"
    file.write_text(A_SYSTEM.read_text("utf-8").replace('"б" = "b"', '"бб" = "b"'), "utf-8")
    result = transliterate("бак", "--system", str(file))
    assert (result.code, result.out) == (2, "")
    assert f"{file}, letters.бб" in result.err


def test_a_text_is_needed(transliterate: Run) -> None:
    """Else a script with an empty variable seems to succeed."""
    result = transliterate("--system", "un")
    assert result.code == 2
    assert "TEXT" in result.err


def test_argument_that_is_not_utf8_is_told(transliterate: Run) -> None:
    """Else an undecodable argument ends in a traceback when it is written."""
    result = transliterate("Шуша", "\udcff", "--system", "un")
    assert result.code == 2
    assert "argument 2" in result.err


class Endless(io.RawIOBase):
    """A stream that is never in memory as a whole, and tells how much is while it is read."""

    def __init__(self, line: bytes, lines: int) -> None:
        self.chunk, self.left, self.most = line * 100, lines // 100, 0

    def read1(self, _size: int = -1) -> bytes:
        self.most = max(self.most, tracemalloc.get_traced_memory()[0])
        self.left -= 1
        return self.chunk if self.left >= 0 else b""


@pytest.mark.parametrize("args", [["--system", "un"], ["--lang", "ru", "--format", "json"]])
def test_memory_does_not_grow_with_the_input(
    transliterate: Run, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    """Else a file that is larger than the memory cannot be written."""
    from toponyms_cli.main import run

    transliterate("Шуша", *args)  # what is loaded once does not count
    written = 0

    class Sink(io.StringIO):
        def write(self, text: str) -> int:
            nonlocal written
            written += text.count("\n")
            return len(text)

    line = "Нагорный Карабах, 1905–1994, 39.8, 46.8\n".encode()
    stream = Endless(line, 40_000)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", type("Input", (), {"buffer": stream}))
        patch.setattr(sys, "stdout", Sink())
        tracemalloc.start()
        try:
            assert run(["transliterate", "-", *args]) == 0
        finally:
            tracemalloc.stop()
    assert written == 40_000
    assert stream.most < 0.5 * 40_000 * len(line)
