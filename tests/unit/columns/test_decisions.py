"""The sheet goes to a person and comes back: nothing is run, changed or lost on the way."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toponyms.columns.answers import Answers, Key
from toponyms.columns.decisions import COLUMNS, read_decisions, write_review
from toponyms.columns.sheets import Sheet, guarded, read_sheet, unguarded, write_sheet
from toponyms.columns.spelled import read_spelled, spelled
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toponyms import Gazetteer, Resolver

FORMATS = pytest.mark.parametrize("extension", ["csv", "xlsx"])
NASTY = [
    "=1+1", "+374", "-", "@SUM(A1)", "'=x", "'Abd", "\t=1", "007", "May 5", "1-2", "TRUE", "none",
    "1E5", "a;=b", 'q"q', "l\nb", "r\r\nb", "\x00", "x\x0b", "\ud800", "_x0041_", "\ufeffb", " s ",
    "\u202eabc", "q" * 10_000,
]  # fmt: skip


@pytest.fixture(autouse=True)
def _needed() -> None:
    pytest.importorskip("openpyxl")


def answers_to(resolver: Resolver, *keys: Key | str | None, **options: Any) -> Answers:
    answers = Answers(resolver, **options)
    answers.of([Key(key) if isinstance(key, str) else key for key in keys])
    return answers


def edited(path: Path, edit: Callable[[list[str], dict[str, str]], None]) -> None:
    """Fills a sheet in as a person would in a spreadsheet, and saves it."""
    sheet = read_sheet(path)
    rows = [cells for _, cells in sheet.rows]
    for cells in rows:
        edit(list(sheet.columns), cells)
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerows([sheet.columns, *[list(cells.values()) for cells in rows]])
    else:
        write_sheet(path, sheet.columns, [list(cells.values()) for cells in rows])


def decide(path: Path, decisions: dict[str, str]) -> None:
    def edit(columns: list[str], cells: dict[str, str]) -> None:
        cells["decision"] = decisions.get(cells["name"], cells["decision"])

    edited(path, edit)


def lines_of(path: Path) -> dict[str, dict[str, str]]:
    return {read_spelled(cells["key"]): cells for _, cells in read_sheet(path).rows}


@FORMATS
def test_doubtful_names_are_on_the_sheet_the_most_frequent_first(
    small_resolver: Resolver, tmp_path: Path, extension: str
) -> None:
    """A person would start with what matters least, or check what is certain."""
    path = tmp_path / f"review.{extension}"
    answers = answers_to(small_resolver, "Qqqq", "Norashen", "Norashen", "Bakı", None, "Canyatak")
    assert write_review(path, answers, below=1.0) == 4
    lines = read_sheet(path).rows
    assert [cells["name"] for _, cells in lines] == ["Norashen", "Bakı", "Canyatak", "Qqqq"]
    first = lines[0][1]
    assert (first["rows"], first["status"], first["decision"]) == ("2", "ambiguous", "")
    assert {first[f"candidate_{number}"] for number in (1, 2, 3)} == {"x:1", "x:2", "x:3"}
    assert first["names_1"] == "Նորաշեն · Norashen"
    assert first["country_1"] == "AM"
    assert first["where_1"] == "39.980, 44.450"
    assert write_review(tmp_path / f"few.{extension}", answers, below=0.0) == 2


@FORMATS
def test_a_sheet_that_nobody_filled_in_decides_nothing(
    small_resolver: Resolver, small_gazetteer: Gazetteer, tmp_path: Path, extension: str
) -> None:
    """Writing a sheet would change the next run."""
    path = tmp_path / f"review.{extension}"
    write_review(path, answers_to(small_resolver, "Qqqq", "Norashen"))
    assert read_decisions(path, gazetteer=small_gazetteer) == {}


@FORMATS
def test_a_number_an_id_and_none_are_decisions(
    small_resolver: Resolver, small_gazetteer: Gazetteer, tmp_path: Path, extension: str
) -> None:
    """A person could not say what a name means."""
    path = tmp_path / f"review.{extension}"
    write_review(path, answers_to(small_resolver, "Norashen", "Qqqq", "Wwww", "Zzzz", "Xxxx"))
    second = lines_of(path)["Norashen"]["candidate_2"]
    decide(path, {"Norashen": "2", "Qqqq": "gn:587084", "Wwww": "-", "Zzzz": " None "})
    decisions = read_decisions(path, gazetteer=small_gazetteer)
    assert decisions == {"Norashen": second, "Qqqq": "gn:587084", "Wwww": None, "Zzzz": None}


@FORMATS
def test_every_name_comes_back_as_it_was(
    small_resolver: Resolver, small_gazetteer: Gazetteer, tmp_path: Path, extension: str
) -> None:
    """The decision on a name would not be found again in the data."""
    path = tmp_path / f"review.{extension}"
    write_review(path, answers_to(small_resolver, *NASTY), decisions=dict.fromkeys(NASTY))
    assert read_decisions(path, gazetteer=small_gazetteer) == dict.fromkeys(NASTY)


def test_names_come_back_though_a_spreadsheet_has_changed_them(
    small_resolver: Resolver, small_gazetteer: Gazetteer, tmp_path: Path
) -> None:
    """Excel makes 05.May of `May 5` and 7 of `007`."""
    path = tmp_path / "review.csv"
    write_review(path, answers_to(small_resolver, "May 5", "007"))

    def change(columns: list[str], cells: dict[str, str]) -> None:
        cells["name"] = {"May 5": "05.May", "007": "7"}[cells["name"]]
        cells["decision"] = "none"

    edited(path, change)
    assert read_decisions(path, gazetteer=small_gazetteer) == {"May 5": None, "007": None}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_nothing_that_a_spreadsheet_runs_begins_a_cell(text: str) -> None:
    """Opening the sheet would run what somebody put into a dataset."""
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(guarded(text)) == text
    assert read_spelled(spelled(text)) == text
    assert spelled(text).startswith('"')
    assert spelled(text).isprintable()


def test_no_cell_of_the_sheet_is_a_formula(small_resolver: Resolver, tmp_path: Path) -> None:
    """Opening the sheet would run what somebody put into a dataset."""
    openpyxl = pytest.importorskip("openpyxl")
    answers = answers_to(small_resolver, *NASTY, Key("Qqqq", "=1+1", "@x"))
    write_review(tmp_path / "review.xlsx", answers)
    sheet = openpyxl.load_workbook(tmp_path / "review.xlsx").active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    write_review(tmp_path / "review.csv", answers)
    with (tmp_path / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_spreadsheets_know_the_encoding(small_resolver: Resolver, tmp_path: Path) -> None:
    """Excel would show Armenian as Õ†Õ¸."""
    path = tmp_path / "review.csv"
    write_review(path, answers_to(small_resolver, "Նորաշեն"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@FORMATS
def test_a_sheet_written_again_keeps_what_was_decided(
    small_resolver: Resolver, small_gazetteer: Gazetteer, tmp_path: Path, extension: str
) -> None:
    """An afternoon of somebody's work would be overwritten."""
    path = tmp_path / f"review.{extension}"
    write_review(path, answers_to(small_resolver, "Norashen", "Qqqq", "Wwww", "Wwww"))
    decide(path, {"Norashen": "3", "Qqqq": "none"})

    def remark(columns: list[str], cells: dict[str, str]) -> None:
        cells["note"] = {"Wwww": "ask Anna"}.get(cells["name"], "")

    edited(path, remark)
    before = read_decisions(path, gazetteer=small_gazetteer)
    again = answers_to(small_resolver, "Norashen", "Zzzz", "Zzzz", "Wwww", decisions=before)
    assert write_review(path, again) == 2
    assert read_decisions(path, gazetteer=small_gazetteer) == before
    lines = lines_of(path)
    assert list(lines) == ["Zzzz", "Wwww", "Norashen", "Qqqq"]
    assert lines["Wwww"]["note"] == "ask Anna"
    assert lines["Norashen"]["rows"] == "1"
    assert lines["Norashen"]["candidate_3"] == before["Norashen"]


def test_newer_decisions_go_before_those_on_the_sheet(
    small_resolver: Resolver, small_gazetteer: Gazetteer, tmp_path: Path
) -> None:
    """A correction would be undone by the sheet that it corrects."""
    path = tmp_path / "review.csv"
    write_review(path, answers_to(small_resolver, "Qqqq"), decisions={"Qqqq": None})
    write_review(path, answers_to(small_resolver, "Qqqq"), decisions={"Qqqq": "gn:587084"})
    assert read_decisions(path, gazetteer=small_gazetteer) == {"Qqqq": "gn:587084"}


def test_a_file_that_is_no_sheet_is_not_overwritten(
    small_resolver: Resolver, tmp_path: Path
) -> None:
    """`--review events.csv` would destroy the data."""
    path = tmp_path / "events.csv"
    path.write_text("id,location\n1,Norashen\n", "utf-8")
    with pytest.raises(TableError, match="no column 'name'"):
        write_review(path, answers_to(small_resolver, "Qqqq"))
    assert path.read_text("utf-8") == "id,location\n1,Norashen\n"
    assert list(tmp_path.iterdir()) == [path]


def test_rows_of_a_name_that_context_settled_are_told(
    small_resolver: Resolver, tmp_path: Path
) -> None:
    """A decision would silently change rows that were right."""
    keys = [Key("Norashen"), Key("Norashen", "AZ"), Key("Norashen", "AZ"), Key("Norashen", "AM")]
    write_review(tmp_path / "review.csv", answers_to(small_resolver, *keys))
    cells = lines_of(tmp_path / "review.csv")["Norashen"]
    assert (cells["rows"], cells["other_rows"], cells["context"]) == ("2", "2", "AM")


@FORMATS
@pytest.mark.parametrize(
    ("decision", "message"),
    [
        ("gn:0", "no such place; .*: 'gn:0'"),
        ("Baku", "no such place; .*: 'Baku'"),
        ("4", "no candidate of this number: '4'"),
        ("9", "no candidate of this number: '9'"),
        ("0", "no candidate of this number: '0'"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    small_resolver: Resolver,
    small_gazetteer: Gazetteer,
    tmp_path: Path,
    extension: str,
    decision: str,
    message: str,
) -> None:
    """A typing error would be taken for a decision, or looked for in a thousand lines."""
    path = tmp_path / f"review.{extension}"
    write_review(path, answers_to(small_resolver, "Qqqq", "Norashen", "Norashen"))
    decide(path, {"Norashen": decision})
    with pytest.raises(TableError, match=rf"review.{extension}, line 2: .*{message}") as caught:
        read_decisions(path, gazetteer=small_gazetteer)
    assert (caught.value.line, caught.value.value) == (2, decision)


def test_one_name_is_not_decided_in_two_ways(small_gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Which of two decisions holds would be chance."""
    path = tmp_path / "decisions.csv"
    path.write_text("name,decision\nXoy,gn:587084\nYol,-\nXoy,gn:587084\nXoy,none\n", "utf-8")
    with pytest.raises(TableError, match="line 5: 'Xoy' is decided otherwise in line 2") as caught:
        read_decisions(path, gazetteer=small_gazetteer)
    assert caught.value.line == 5


@pytest.mark.parametrize("text", ["", "name\nXoy\n", "decision\n-\n"])
def test_a_missing_column_is_named(small_gazetteer: Gazetteer, tmp_path: Path, text: str) -> None:
    """A wrong file would be read as one without decisions."""
    path = tmp_path / "decisions.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(TableError, match=r"no column '(name|decision)'"):
        read_decisions(path, gazetteer=small_gazetteer)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_sheets_are_read_as_each_country_saves_them(
    small_gazetteer: Gazetteer, tmp_path: Path, delimiter: str
) -> None:
    """Excel in Baku and Moscow saves CSV with semicolons."""
    path = tmp_path / "decisions.csv"
    lines = [("name", "decision"), ("Xoy, the old", "gn:587084"), ("", ""), ("Yol", "")]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)
    assert read_decisions(path, gazetteer=small_gazetteer) == {"Xoy, the old": "gn:587084"}


def test_a_sheet_in_another_encoding_is_refused(small_gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Names would be read as other names."""
    path = tmp_path / "decisions.csv"
    path.write_bytes("name,decision\nБаку,-\n".encode("cp1251"))
    with pytest.raises(TableError, match="byte 14 is not UTF-8; save it as CSV UTF-8"):
        read_decisions(path, gazetteer=small_gazetteer)


@pytest.mark.parametrize("name", ["decisions.xlsx", "decisions.ods"])
def test_what_is_no_sheet_is_refused(small_gazetteer: Gazetteer, tmp_path: Path, name: str) -> None:
    """A traceback of a library would be all that a user gets."""
    path = tmp_path / name
    path.write_bytes(b"not a sheet")
    with pytest.raises(TableError, match=name):
        read_decisions(path, gazetteer=small_gazetteer)


def test_a_spoilt_key_is_named(small_gazetteer: Gazetteer, tmp_path: Path) -> None:
    """A decision would go to a name that is not in the data."""
    path = tmp_path / "decisions.csv"
    path.write_text("name,decision,key\nXoy,-,Xoy\n", "utf-8")
    with pytest.raises(TableError, match=r"line 2: .*'key'"):
        read_decisions(path, gazetteer=small_gazetteer)


def test_the_columns_are_what_the_documentation_says() -> None:
    """A person would not find where to write."""
    assert COLUMNS[:3] == ("name", "decision", "note")
    assert COLUMNS[-1] == "key"
    assert len(COLUMNS) == len(set(COLUMNS)) == 8 + 5 * 5 + 1


def test_lines_are_counted_as_editors_count_them(tmp_path: Path) -> None:
    """An error would name a line where there is none."""
    path = tmp_path / "sheet.csv"
    path.write_text('name,decision\n"two\nlines",1\nx,2\n', "utf-8")
    sheet: Sheet = read_sheet(path)
    assert [line for line, _ in sheet.rows] == [2, 4]
