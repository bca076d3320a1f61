"""`toponyms normalize`: forms, options, contexts, decisions, bad input, exit codes."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from toponyms.columns.answers import ADDED

pa = pytest.importorskip("pyarrow")
pytest.importorskip("polars")
openpyxl = pytest.importorskip("openpyxl")

import pyarrow.ipc  # noqa: E402
import pyarrow.parquet  # noqa: E402

if TYPE_CHECKING:
    from tests.cli.conftest import Result, Run

ROWS: list[dict[str, Any]] = [
    {"id": "1", "location": "Janyatag"},
    {"id": "2", "location": "Norashen"},
    {"id": "3", "location": "Xyzzyq"},
    {"id": "4", "location": None},
    {"id": "5", "location": "Ճանկաթաղ"},
    {"id": "6", "location": "Xyzzyq"},
]
EVENTS = "id,location\n1,Janyatag\n2,Norashen\n3,Xyzzyq\n4,\n5,Ճանկաթաղ\n6,Xyzzyq\n"
IDS = ["gn:586666", None, None, None, "gn:586666", None]
STATUSES = ["matched", "ambiguous", "unmatched", None, "matched", "unmatched"]
ALL_FORMS = ["csv", "tsv", "jsonl", "parquet", "arrow", "xlsx"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("events.csv").write_text(EVENTS, "utf-8")


@pytest.fixture
def normalize(toponyms: Run, small: Path) -> Run:
    """Runs `normalize` over the small gazetteer."""

    def call(*args: str, stdin: bytes = b"") -> Result:
        return toponyms("normalize", "--gazetteer", str(small), *args, stdin=stdin)

    return call


def records(text: str, delimiter: str = ",") -> list[dict[str, str | None]]:
    """The rows of a CSV text; an empty field is None."""
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    return [{name: value or None for name, value in row.items()} for row in rows]


def write_as(form: str, path: Path) -> None:
    """The events in a form."""
    table = pa.Table.from_pylist(ROWS)
    if form in {"csv", "tsv"}:
        path.write_text(EVENTS.replace(",", "\t") if form == "tsv" else EVENTS, "utf-8")
    elif form == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    elif form == "parquet":
        pyarrow.parquet.write_table(table, path)
    elif form == "arrow":
        with pyarrow.ipc.new_file(path, table.schema) as file:
            file.write_table(table)
    else:
        book = openpyxl.Workbook()
        for row in [list(ROWS[0]), *(list(row.values()) for row in ROWS)]:
            book.active.append(row)
        book.save(path)


def read_as(form: str, content: bytes) -> list[dict[str, Any]]:
    """The rows of a file in a form."""
    if form in {"csv", "tsv"}:
        return records(content.decode(), "\t" if form == "tsv" else ",")
    if form == "jsonl":
        return [json.loads(line) for line in content.decode().splitlines()]
    if form == "parquet":
        table = pyarrow.parquet.read_table(io.BytesIO(content))
        return list(table.to_pylist())
    if form == "arrow":
        return list(pyarrow.ipc.open_file(io.BytesIO(content)).read_all().to_pylist())
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def files() -> set[str]:
    """What is in the folder, hidden files too."""
    return {path.name for path in Path.cwd().iterdir()}


# Forms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ALL_FORMS)
@pytest.mark.parametrize("source", ALL_FORMS)
def test_any_form_becomes_any_other(normalize: Run, source: str, target: str) -> None:
    """Else an analyst has to convert files before and after."""
    write_as(source, Path(f"in.{source}"))
    result = normalize(f"in.{source}", "-c", "location", "-o", f"out.{target}")
    assert (result.code, result.out) == (0, ""), result.err
    rows = read_as(target, Path(f"out.{target}").read_bytes())
    assert [list(row) for row in rows] == [["id", "location", *ADDED]] * 6
    assert [{name: row[name] for name in ROWS[0]} for row in rows] == ROWS
    assert [row["place_id"] for row in rows] == IDS
    assert [row["match_status"] for row in rows] == STATUSES
    assert float(rows[0]["place_lat"]) == 40.13989


@pytest.mark.parametrize("form", ALL_FORMS)
def test_standard_input_in_any_form(normalize: Run, form: str) -> None:
    """Else the command cannot stand in a pipe."""
    write_as(form, Path("in"))
    given = Path("in").read_bytes()
    stated = normalize("-", "--from", form, "-c", "location", "-o", "out", stdin=given)
    assert stated.code == 0, stated.err
    assert [row["place_id"] for row in read_as(form, Path("out").read_bytes())] == IDS
    found = normalize("-", "-c", "location", "--to", "jsonl", stdin=given)
    assert [row["place_id"] for row in read_as("jsonl", found.out.encode())] == IDS


def test_forms_can_be_stated(normalize: Run) -> None:
    """Else a file of an odd name cannot be read, or not written in the form wanted."""
    Path("events.csv").rename("events.txt")
    result = normalize("events.txt", "--from", "csv", "--to", "jsonl", "-c", "location")
    assert [row["place_id"] for row in read_as("jsonl", result.out.encode())] == IDS
    wrong = normalize("events.txt", "--to", "word", "-c", "location")
    assert wrong.code == 2
    assert "csv, tsv, jsonl, parquet, arrow, xlsx" in wrong.err


def test_compressed_files(normalize: Run) -> None:
    """Else every large file has to be unpacked first."""
    Path("events.csv.gz").write_bytes(gzip.compress(EVENTS.encode()))
    assert normalize("events.csv.gz", "-c", "location", "-o", "out.tsv.gz").code == 0
    rows = records(gzip.decompress(Path("out.tsv.gz").read_bytes()).decode(), "\t")
    assert [row["place_id"] for row in rows] == IDS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "armscii-8"])
def test_encodings(normalize: Run, encoding: str) -> None:
    """Else names come out as other letters, or nobody can say what the file is in."""
    name = "Ճանկաթաղ" if encoding == "armscii-8" else "Джанятаг"
    text = f"n;place\n1;{name}\n"
    if encoding == "armscii-8":
        upper, lower = range(0xB2, 0xFE, 2), range(0xB3, 0xFE, 2)
        bytes_of = {chr(0x531 + i): code for i, code in enumerate(upper)}
        bytes_of |= {chr(0x561 + i): code for i, code in enumerate(lower)}
        content = bytes(bytes_of.get(letter, ord(letter)) for letter in text)
    else:
        content = text.encode(encoding)
    Path("old.csv").write_bytes(content)
    result = normalize("old.csv", "-c", "place", "--encoding", encoding)
    assert result.code == 0, result.err
    (row,) = records(result.out.removeprefix("\ufeff"), ";")
    assert (row["place"], row["place_id"]) == (name, "gn:586666")


def test_what_cannot_be_decoded_is_an_error(normalize: Run) -> None:
    """Else mojibake goes into the result."""
    Path("bad.csv").write_bytes(b"id,location\n1,Baku\n2,\xff\xfe\n")
    result = normalize("bad.csv", "-c", "location", "--encoding", "utf-8", "-o", "out.csv")
    assert result.code == 2
    assert "line 3" in result.err
    assert "0xff" in result.err.lower()
    assert "out.csv" not in files()


def test_a_delimiter_can_be_stated(normalize: Run) -> None:
    """Else a text whose delimiter cannot be found out is lost."""
    Path("odd.csv").write_text("id~place\n1~Janyatag\n", "utf-8")
    (row,) = records(normalize("odd.csv", "-c", "place", "--delimiter", "~").out, "~")
    assert row["place_id"] == "gn:586666"
    wrong = normalize("odd.csv", "-c", "place", "--delimiter", "ab")
    assert wrong.code == 2
    assert "one character" in wrong.err


# What is added ----------------------------------------------------------------------------------


def test_rows_are_carried_letter_by_letter(normalize: Run) -> None:
    """Else quotes, spaces, leading zeros and numbers of the other columns change."""
    lines = ['id,"place",n', '007,"Janyatag",1.50', '008," ",""', '"9",Xyzzyq,1e5']
    Path("exact.csv").write_text("\r\n".join(lines) + "\r\n", "utf-8", newline="")
    result = normalize("exact.csv", "-c", "place", "--add", "place_id", "-o", "out.csv")
    assert result.code == 0
    written = Path("out.csv").read_bytes().decode().split("\r\n")
    assert written == [
        f"{lines[0]},place_id",
        f"{lines[1]},gn:586666",
        f"{lines[2]},",
        f"{lines[3]},",
        "",
    ]


def test_columns_are_chosen_and_renamed(normalize: Run) -> None:
    """Else the new columns cannot be fitted to a table that has its own."""
    chosen = ["--add", "match_score", "--add", "place_id", "--prefix", "x_"]
    rows = records(normalize("events.csv", "-c", "location", *chosen).out)
    assert list(rows[0]) == ["id", "location", "x_match_score", "x_place_id"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--add", "place"], "'place' cannot be added; what can is place_id, place_name"),
        (["--add", "place_id", "--add", "place_id"], "'place_id' is added twice"),
        (["-c", "location"], "'location' is named twice"),
        (["--lat-column", "id"], "a column of latitudes needs one of longitudes"),
        (["--country", "Azerbaijan"], "Azerbaijan"),
        (["--within", "gn:1"], "gn:1"),
        (["--near", "north"], "latitude and longitude"),
        (["--lang", "?"], "BCP 47"),
    ],
)
def test_contradictions_are_told(normalize: Run, args: list[str], said: str) -> None:
    """Else a slip ends in a traceback, or in a result that nobody asked for."""
    result = normalize("events.csv", "-c", "location", "-o", "out.csv", *args)
    assert result.code == 2
    assert said in " ".join(result.err.split())
    assert files() == {"events.csv"}


def test_a_column_has_to_be_named(normalize: Run) -> None:
    """Else a run does nothing, and says that it is done."""
    result = normalize("events.csv")
    assert result.code == 2
    assert "which column has the names?" in result.err


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_columns_that_are_there_already(normalize: Run, form: str) -> None:
    """Else a run over its own result destroys the first one, or cannot be repeated."""
    assert normalize("events.csv", "-c", "location", "-o", f"once.{form}").code == 0
    again = [f"once.{form}", "-c", "location", "-o", f"twice.{form}"]
    clash = normalize(*again)
    assert clash.code == 2
    assert "place_id" in clash.err
    assert f"twice.{form}" not in files()
    assert normalize(*again, "--overwrite", "--lang", "hy").code == 0
    rows = read_as(form, Path(f"twice.{form}").read_bytes())
    assert list(rows[0]) == ["id", "location", *ADDED]
    assert rows[0]["place_name"] == "Ճանկաթաղ"


def test_a_column_that_is_read_is_not_overwritten(normalize: Run) -> None:
    """Else the names themselves are replaced by what they were taken for."""
    for form, text in [("csv", "place_name\nNorashen\n"), ("jsonl", '{"place_name": "x"}\n')]:
        Path(f"in.{form}").write_text(text, "utf-8")
        result = normalize(f"in.{form}", "-c", "place_name", "--overwrite", "-o", "out")
        assert result.code == 2
        assert "'place_name' is read and cannot be overwritten" in result.err
        assert "out" not in files()


def test_names_in_a_language(normalize: Run) -> None:
    """Else the reader has to know every script."""
    rows = records(normalize("events.csv", "-c", "location", "--lang", "AZ").out)
    assert [row["place_name"] for row in rows] == ["Canyataq", None, None, None, "Canyataq", None]


def test_several_columns(normalize: Run) -> None:
    """Else origin and destination need two passes."""
    Path("trips.csv").write_text("from,to\nJanyatag,Norashen\nKamalkənd,\n", "utf-8")
    result = normalize("trips.csv", "-c", "from", "-c", "to", "--prefix", "p_", "--add", "place_id")
    assert records(result.out) == [
        {"from": "Janyatag", "to": "Norashen", "p_from_place_id": "gn:586666",
         "p_to_place_id": None},
        {"from": "Kamalkənd", "to": None, "p_from_place_id": "gn:616346", "p_to_place_id": None},
    ]  # fmt: skip
    assert "4 rows" in result.err


# What is known beside names ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["--near", "40.0,44.6"], "gn:616350"),
        (["--near", "40.9,45.5"], "gn:616346"),
        (["--within", "iso:AM-AR"], "gn:616350"),
        (["--within", "iso:AM-TV"], "gn:616346"),
    ],
)
def test_what_holds_for_all_rows(normalize: Run, args: list[str], found: str) -> None:
    """Else a homonym stays open though the analyst knows where the data are from."""
    rows = records(normalize("events.csv", "-c", "location", *args).out)
    assert rows[1]["place_id"] == found


def test_the_country_of_all_rows(normalize: Run) -> None:
    """Else places of the wrong country are answers."""
    rows = records(normalize("events.csv", "-c", "location", "--country", "am").out)
    assert [row["place_id"] for row in rows] == [None] * 6
    assert rows[1]["match_status"] == "ambiguous"


def test_what_columns_say(normalize: Run) -> None:
    """Else what a row says of its place is lost."""
    Path("rows.csv").write_text(
        "place,iso,unit,lat,lon\n"
        "Norashen,AM,iso:AM-AR,,\n"
        "Norashen,am, iso:AM-TV ,,\n"
        "Norashen,,,40.0,44.6\n"
        "Norashen,,,40.9,45.5\n"
        "Norashen,AZ,,,\n"
        "Norashen,nowhere,nothing,north,999\n"
        "Norashen,,,,\n",
        "utf-8",
    )
    columns = ["--country-column", "iso", "--within-column", "unit"]
    columns += ["--lat-column", "lat", "--lon-column", "lon"]
    rows = records(normalize("rows.csv", "-c", "place", *columns).out)
    first, second = "gn:616350", "gn:616346"
    assert [row["place_id"] for row in rows] == [first, second, first, second, None, None, None]
    assert [row["match_status"] for row in rows][4:] == ["unmatched", "ambiguous", "ambiguous"]


# Summary, report, review ------------------------------------------------------------------------


def test_the_summary_is_on_standard_error_only(normalize: Run) -> None:
    """Else it is in the middle of the data."""
    result = normalize("events.csv", "-c", "location")
    assert len(records(result.out)) == 6
    assert "6 rows, 4 distinct names" in result.err
    assert re.search(r"matched +2 +33\.3%", result.err)
    assert "Most frequent unmatched: Xyzzyq (2)" in result.err


def test_quiet(normalize: Run) -> None:
    """Else a script's log fills with what nobody reads."""
    assert normalize("events.csv", "-c", "location", "-q").err == ""


def test_strict(normalize: Run) -> None:
    """Else a pipeline goes on with names that nobody knows."""
    args = ["events.csv", "-c", "location", "-o", "out.csv"]
    assert normalize(*args).code == 0
    strict = normalize(*args, "--strict")
    assert strict.code == 1
    assert len(records(Path("out.csv").read_text("utf-8"))) == 6
    Path("known.csv").write_text("place\nJanyatag\nNorashen\n\n", "utf-8")
    assert normalize("known.csv", "-c", "place", "--strict").code == 0


def test_the_report_stands_alone(normalize: Run) -> None:
    """Else the page is empty where there is no network, or tells others who reads it."""
    args = ["-c", "location", "-o", "out.csv", "--report", "r.html"]
    assert normalize("events.csv", *args).code == 0
    page = Path("r.html").read_text("utf-8")
    assert "events.csv" in page
    assert "Xyzzyq" in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert "@import" not in page
    assert normalize("-", *args, stdin=EVENTS.encode()).code == 0
    assert "standard input" in Path("r.html").read_text("utf-8")


@pytest.mark.parametrize("sheet", ["doubts.csv", "doubts.xlsx"])
def test_a_person_decides(normalize: Run, sheet: str) -> None:
    """Else what a person knows cannot be said to the next run, or is overruled."""
    args = ["events.csv", "-c", "location", "-o", "out.csv"]
    assert normalize(*args, "--review", sheet).code == 0
    table = _cells(sheet)
    header, *lines = table
    assert [line[0] for line in lines] == ["Xyzzyq", "Norashen"]
    for line, decision in zip(lines, ["none", "2"], strict=True):
        line[header.index("decision")] = decision
    chosen = lines[1][header.index("candidate_2")]
    _fill_in(sheet, table)
    Path("more.csv").write_text("name,decision\nJanyatag,gn:616346\n", "utf-8")

    assert normalize(*args, "--decisions", sheet, "--review", sheet, "--lang", "hy").code == 0
    rows = records(Path("out.csv").read_text("utf-8"))
    assert [row["place_id"] for row in rows] == ["gn:586666", chosen, None, None, IDS[4], None]
    assert (rows[1]["match_status"], rows[1]["match_score"]) == ("matched", "1.0")
    assert rows[1]["place_name"] == "Նորաշեն"
    again = _cells(sheet)
    assert {line[0]: line[1] for line in again[1:]} == {"Norashen": chosen, "Xyzzyq": "none"}

    assert normalize(*args, "--decisions", "more.csv").code == 0
    assert records(Path("out.csv").read_text("utf-8"))[0]["place_id"] == "gn:616346"


def _cells(sheet: str) -> list[list[Any]]:
    if sheet.endswith(".csv"):
        return [list(row) for row in csv.reader(io.StringIO(Path(sheet).read_text("utf-8-sig")))]
    book = openpyxl.load_workbook(sheet)
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def _fill_in(sheet: str, cells: list[list[Any]]) -> None:
    if sheet.endswith(".csv"):
        with Path(sheet).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(cells)
        return
    book = openpyxl.load_workbook(sheet)
    for row, values in enumerate(cells, 1):
        for column, value in enumerate(values, 1):
            book.active.cell(row, column).value = value
    book.save(sheet)


def test_a_sheet_in_another_gazetteer(normalize: Run) -> None:
    """Else places of one's own gazetteer cannot be decided for."""
    args = ["events.csv", "-c", "location", "-o", "out.csv", "--review", "doubts.csv"]
    Path("doubts.csv").write_text("name,decision\nXyzzyq,tp:2\n", "utf-8")
    assert normalize(*args).code == 0
    assert normalize(*args, "--decisions", "doubts.csv").code == 0
    assert records(Path("out.csv").read_text("utf-8"))[2]["place_id"] == "tp:2"


@pytest.mark.parametrize("option", ["--decisions", "--review"])
def test_a_mistake_on_a_sheet_is_told_before_the_work(normalize: Run, option: str) -> None:
    """Else an hour's run ends with an error, or a decision is lost without a word."""
    Path("doubts.csv").write_text("name,decision\nXyzzyq,gn:1\n", "utf-8")
    result = normalize("events.csv", "-c", "location", "-o", "out.csv", option, "doubts.csv")
    assert result.code == 2
    assert "doubts.csv, line 2" in result.err
    assert "gn:1" in result.err
    assert files() == {"events.csv", "doubts.csv"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--review", "doubts.txt"], "neither in .csv nor in .xlsx"),
        (["--review", "none/doubts.csv"], "no folder 'none'"),
        (["--report", "none/r.html"], "no folder 'none'"),
        (["--report", "."], "something else of this name"),
        (["--report", "events.csv"], "'events.csv' is FILE too"),
        (["--review", "./events.csv"], "'./events.csv' is FILE too"),
        (["--review", "out.csv"], "'out.csv' is --output too"),
        (["--review", "r.csv", "--report", "r.csv"], "'r.csv' is --review too"),
        (["--decisions", "out.csv"], "'out.csv' is --decisions too"),
    ],
)
def test_no_file_is_written_over_another(normalize: Run, args: list[str], said: str) -> None:
    """Else the data, or a person's work, are gone when the run is over."""
    result = normalize("events.csv", "-c", "location", "-o", "out.csv", *args)
    assert result.code == 2
    assert said in " ".join(result.err.split())
    assert files() == {"events.csv"}
    assert Path("events.csv").read_text("utf-8") == EVENTS


# Bad input --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
@pytest.mark.parametrize("option", ["--column", "--country-column", "--within-column"])
def test_a_missing_column(normalize: Run, form: str, option: str) -> None:
    """Else the analyst guesses what the column is called."""
    write_as(form, Path(f"in.{form}"))
    named = [] if option == "--column" else ["-c", "id"]
    result = normalize(f"in.{form}", *named, option, "locaton", "-o", "out.csv")
    assert result.code == 2
    assert "no column 'locaton'; did you mean 'location'?" in " ".join(result.err.split())
    far = normalize(f"in.{form}", *named, option, "где", "-o", "out.csv")
    assert far.code == 2
    assert "no column 'где'; there are 'id', 'location'." in " ".join(far.err.split())
    assert "out.csv" not in files()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ragged.csv", b"id,location\n1,Baku\n2,Baku,x\n", "line 3"),
        ("short.csv", b"id,location\n1,Baku\n2\n", "line 3"),
        ("binary.csv", b"PAR1\x00\x01\x02\x03", "Parquet"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        ("nulls.csv", b"id,location\n1,\x00\x01\x02\n", "nulls.csv"),
        ("empty.csv", b"", "is empty"),
        ("empty.jsonl", b"", "is empty"),
        ("empty.parquet", b"", "is empty"),
        ("empty.xlsx", b"", "is empty"),
        ("bad.jsonl", b'{"location": "x"}\n{"location":\n', "line 2"),
        ("text.parquet", b"id,location\n1,Baku\n", "text.parquet"),
        ("text.xlsx", b"id,location\n1,Baku\n", "text.xlsx"),
        ("text.csv.gz", b"id,location\n1,Baku\n", "gzip"),
        ("twice.csv", b"location,location\na,b\n", "columns of the same name"),
    ],
)
def test_bad_files_are_told(normalize: Run, name: str, content: bytes, said: str) -> None:
    """Else rows are lost without a word, or the user meets a traceback."""
    Path(name).write_bytes(content)
    result = normalize(name, "-c", "location", "-o", "out.csv")
    assert result.code == 2
    assert said in result.err
    assert len(result.err.splitlines()) == 1
    assert files() == {"events.csv", name}


def test_no_such_file_or_folder(normalize: Run) -> None:
    """Else a slip in a path ends in a traceback."""
    for args in (["none.csv", "-o", "out.csv"], ["events.csv", "-o", "none/out.csv"]):
        result = normalize(*args, "-c", "location")
        assert result.code == 2
        assert "none" in result.err
        assert "No such file" in result.err
    assert files() == {"events.csv"}


@pytest.mark.parametrize("target", ["out.csv", "out.jsonl", "out.parquet", "out.xlsx"])
def test_a_header_alone(normalize: Run, target: str) -> None:
    """Else an empty day's data stop a pipeline."""
    Path("header.csv").write_text("id,location\n", "utf-8")
    result = normalize("header.csv", "-c", "location", "-o", target)
    assert result.code == 0, result.err
    assert "0 rows" in result.err
    form = target.partition(".")[2]
    assert read_as(form, Path(target).read_bytes()) == []
    if form == "csv":
        assert Path(target).read_text("utf-8") == f"id,location,{','.join(ADDED)}\n"


def test_numbers_dates_and_nulls_in_the_column(normalize: Run) -> None:
    """Else a column with a slip in it cannot be read at all."""
    columns = {
        "numbers": [1, None],
        "shares": [1.5, float("nan")],
        "dates": [datetime.date(1992, 5, 8), None],
        "nothing": pa.nulls(2),
        "flags": [True, None],
    }
    pyarrow.parquet.write_table(pa.table(columns), "in.parquet")
    names = [part for column in columns for part in ("-c", column)]
    result = normalize("in.parquet", *names, "--add", "match_status", "-o", "out.parquet")
    assert result.code == 0, result.err
    table = pyarrow.parquet.read_table("out.parquet")
    assert table.select(list(columns)).schema.types == pa.table(columns).schema.types
    first, second = table.drop_columns(list(columns)).to_pylist()
    assert list(first.values()) == ["unmatched", "unmatched", "unmatched", None, "unmatched"]
    assert set(second.values()) == {None}


def test_very_long_names_and_formulas_pass(normalize: Run) -> None:
    """Else one cell stops a file, or what was text is run in a spreadsheet."""
    long, formula = "x" * 10_000, '=HYPERLINK("http://example.org","Baku")'
    rows = [{"place": long}, {"place": formula}, {"place": "Janyatag"}]
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    for form in ("csv", "jsonl", "xlsx", "parquet"):
        args = ["--review", f"doubts-{form}.csv", "--report", f"{form}.html"]
        result = normalize("in.jsonl", "-c", "place", "-o", f"out.{form}", *args)
        assert result.code == 0, result.err
        assert len(result.err) < 1000
        found = read_as(form, Path(f"out.{form}").read_bytes())
        assert [row["place"] for row in found] == [long, formula, "Janyatag"]
        assert [row["place_id"] for row in found] == [None, None, "gn:586666"]
    cell = openpyxl.load_workbook("out.xlsx").active["A3"]
    assert (cell.value, cell.data_type) == (formula, "s")


def test_the_input_is_never_overwritten(normalize: Run) -> None:
    """Else a run that goes wrong has destroyed the only copy."""
    Path("link.csv").symlink_to("events.csv")
    Path("hard.csv").hardlink_to("events.csv")
    for target in ("events.csv", "./events.csv", "link.csv", "hard.csv"):
        result = normalize("events.csv", "-c", "location", "-o", target)
        assert result.code == 2
        assert "never overwritten" in result.err
    assert Path("events.csv").read_text("utf-8") == EVENTS


def test_a_failed_run_leaves_what_was_there(normalize: Run) -> None:
    """Else an error in the last line takes the last good result along."""
    Path("out.csv").write_text("before\n", "utf-8")
    lines = "1,Baku\n" * 200_000
    Path("late.csv").write_text(f"id,location\n{lines}2,Baku,x\n", "utf-8")
    result = normalize("late.csv", "-c", "location", "-o", "out.csv", "--review", "doubts.csv")
    assert result.code == 2
    assert "line 200002" in result.err
    assert files() == {"events.csv", "late.csv", "out.csv"}
    assert Path("out.csv").read_text("utf-8") == "before\n"
    assert normalize("events.csv", "-c", "location", "-o", "out.csv").code == 0
    assert len(records(Path("out.csv").read_text("utf-8"))) == 6
