"""Workbooks keep whatever else is in them."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

pa = pytest.importorskip("pyarrow")
openpyxl = pytest.importorskip("openpyxl")

from tests.unit.columns.files.passing import ID, add_ids, read  # noqa: E402
from toponyms.columns.files import open_sink, open_source  # noqa: E402
from toponyms.columns.files.sheet_text import cell, column_letters, plain_text  # noqa: E402
from toponyms.errors import TableError  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path


DAY = dt.datetime(2020, 11, 8)  # noqa: DTZ001 - a sheet knows no time zones


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workbook of two sheets, with a chart, a formula, formats, and gaps between its rows."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Events"
    sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = "name", "n", "day", "twice"
    sheet["D2"].font = Font(bold=True)
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["D3"] = (
        "Şuşa",
        1,
        DAY,
        "=2*B3",
    )
    sheet["A5"], sheet["B5"] = "_x0041_", 2.5
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=5))
    sheet.add_chart(chart, "H9")
    other = book.create_sheet("Other")
    other["A1"], other["A2"] = "place", "Baku"
    path = tmp_path / "in.xlsx"
    book.save(path)
    return path


def test_types(file: Path) -> None:
    """Else numbers, dates or empty rows of a sheet come out as something else."""
    assert read(file) == [
        {"name": "Şuşa", "n": 1.0, "day": dt.date(2020, 11, 8), "twice": None},
        {"name": None, "n": None, "day": None, "twice": None},
        {"name": "A", "n": 2.5, "day": None, "twice": None},
    ]
    assert read(file, sheet="Other") == [{"place": "Baku"}]
    with pytest.raises(TableError, match="Events, Other: 'Third'"):
        read(file, sheet="Third")


def test_only_the_sheet_is_edited(file: Path, tmp_path: Path) -> None:
    """Else charts, formulas, formats or other sheets of a workbook are lost."""
    out = tmp_path / "out.xlsx"
    add_ids(file, out)
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(out) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert changed == ["xl/worksheets/sheet1.xml"]
        assert b'ref="A2:E5"' in after.read(changed[0])
    sheet = openpyxl.load_workbook(out)["Events"]
    assert sheet["D3"].value == "=2*B3"
    assert [sheet[f"E{row}"].value for row in range(1, 7)] == [
        None,
        "place_id",
        "1",
        "2",
        "3",
        None,
    ]
    assert sheet["E2"].font.bold, "the header's format goes on"
    assert not sheet["E3"].font.bold
    assert sheet["C3"].value == DAY


def test_the_sheet_that_was_read_is_edited(file: Path, tmp_path: Path) -> None:
    """Else the ids of one sheet get into another."""
    add_ids(file, tmp_path / "out.xlsx", said={"sheet": "Other"})
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book["Other"]["B2"].value == "1"
    assert book["Events"].max_column == 4


def test_carried_columns_are_text(file: Path) -> None:
    """Else a date or number among names has no text that a name could be read from."""
    with open_source(str(file)) as source:
        assert source.missing(["n", "m"]) == ["m"]
        (batch,) = source.batches(["n", "day"], carry=True)
    assert batch.select(["n", "day"]).to_pydict() == {
        "n": ["1", None, "2.5"],
        "day": ["2020-11-08", None, None],
    }


def test_overwriting(file: Path, tmp_path: Path) -> None:
    """Else a replaced column moves, and formulas that refer to its neighbours go wrong."""
    out = tmp_path / "out.xlsx"
    for name, added in (("n", ["x", None, "z"]), ("twice", ["x", "y", "z"])):
        fields = pa.schema([(name, pa.string())])
        with open_source(str(file)) as source:
            with pytest.raises(TableError, match=name):
                open_sink(str(out), source=source, added=fields)
            batch = next(source.batches([], carry=True))
            sink = open_sink(str(out), source=source, added=fields, overwrite=True)
            replaced = pa.record_batch([added], schema=fields)
            if name == "twice":
                with pytest.raises(TableError, match="D3 is a formula"), sink:
                    sink.write(batch, replaced)
            else:
                with sink:
                    sink.write(batch, replaced)
    sheet = openpyxl.load_workbook(out)["Events"]
    assert [[sheet.cell(row, column).value for column in range(1, 6)] for row in (2, 3, 5)] == [
        ["name", "n", "day", "twice", None],
        ["Şuşa", "x", DAY, "=2*B3", None],
        ["_x0041_", "z", None, None, None],
    ]


@pytest.mark.parametrize(
    ("sheet", "edited"),
    [
        (
            (
                '<x:row r="1"><x:c r="A1" t="str"><x:v>a</x:v></x:c></x:row>'
                '<x:row r="2" spans="1:1"><x:c r="A2"><x:v>5</x:v></x:c></x:row>'
            ),
            '<x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c><x:c r="B2" t="inlineStr"><x:is>',
        ),
        (
            '<row><c t="str"><v>a</v></c></row><row/><row><c><v>5</v></c></row>',
            '</row><row><c r="B2" t="inlineStr"><is><t xml:space="preserve">1</t></is></c></row>',
        ),
    ],
)
def test_other_programs_sheets(tmp_path: Path, sheet: str, edited: str) -> None:
    """Else sheets with prefixes, or without references, are edited in the wrong place."""
    file = tmp_path / "in.xlsx"
    openpyxl.Workbook().save(file)
    with zipfile.ZipFile(file) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    prefix = "x:" if "<x:" in sheet else ""
    name = (
        f'xmlns{":x" if prefix else ""}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    )
    parts["xl/worksheets/sheet1.xml"] = (
        f"<{prefix}worksheet {name}><{prefix}sheetData>{sheet}</{prefix}sheetData>"
        f"</{prefix}worksheet>"
    ).encode()
    with zipfile.ZipFile(file, "w") as book:
        for part, data in parts.items():
            book.writestr(part, data)
    add_ids(file, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert edited in book.read("xl/worksheets/sheet1.xml").decode()
    assert read(tmp_path / "out.xlsx")[-1]["a"] == 5


def test_text_is_no_formula(tmp_path: Path) -> None:
    """Else a cell that someone typed runs in the workbook of who opens the result."""
    file = tmp_path / "in.csv"
    file.write_text('a\n"=HYPERLINK(""http://x"")"\n+1\n@x\n')
    add_ids(file, tmp_path / "out.xlsx", said={"delimiter": ","})
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [sheet[f"A{row}"].data_type for row in (2, 3, 4)] == ["s", "s", "s"]
    assert sheet["A2"].value == '=HYPERLINK("http://x")'


def test_longest_text(tmp_path: Path) -> None:
    """Else Excel says that the workbook is damaged."""
    file = tmp_path / "in.csv"
    file.write_text(f"a,b\n{'x' * 32_767},1\n")
    add_ids(file, tmp_path / "out.xlsx")
    assert read(tmp_path / "out.xlsx")[0]["a"] == "x" * 32_767
    file.write_text(f"a,b\n1,2\n{'x' * 32_768},1\n")
    with pytest.raises(TableError, match="line 3: 32,768 characters"):
        add_ids(file, tmp_path / "out.xlsx")
    assert len(read(tmp_path / "out.xlsx")) == 1, "the whole one stays"


def test_empty_sheet(tmp_path: Path) -> None:
    """Else a workbook that was saved on the wrong sheet ends in a traceback."""
    openpyxl.Workbook().save(tmp_path / "in.xlsx")
    with pytest.raises(TableError, match="'Sheet' is empty"):
        read(tmp_path / "in.xlsx")


def test_no_header(file: Path, tmp_path: Path) -> None:
    """Else the first row is written over, or counted as names."""
    add_ids(file, tmp_path / "out.xlsx", said={"header": False, "sheet": "Other"})
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Other"]
    assert [sheet["B1"].value, sheet["B2"].value] == ["1", "2"]
    assert read(file, header=False, sheet="Other")[0] == {"column_1": "place"}


@pytest.mark.parametrize(
    ("value", "content"),
    [
        (10**15, ">1000000000000000<"),
        (10**15 - 1, "<v>999999999999999</v>"),
        (float("nan"), ">nan<"),
        (dt.date(1899, 1, 1), ">1899-01-01<"),
        (dt.date(2020, 11, 8), 's="1"><v>44143</v>'),
        ("a\r<&_x000D_\x00", ">a_x000D_&lt;&amp;_x005F_x000D__x0000_<"),
    ],
)
def test_cells(value: Any, content: str) -> None:
    """Else Excel shows another value than there was, or refuses the file."""
    assert content in cell("A1", value)


def test_letters_and_text() -> None:
    """Else cells get into other columns, or escapes stay in names."""
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
    assert plain_text("_x005F_x000D__x000D_") == "_x000D_\r"


def test_same_table_same_bytes(tmp_path: Path) -> None:
    """Else a result changes with the time of day."""
    file = tmp_path / "in.csv"
    file.write_text("a,b\n1,2\n")
    for name in ("one.xlsx", "two.xlsx"):
        with (
            open_source(str(file)) as source,
            open_sink(str(tmp_path / name), source=source, added=ID) as sink,
        ):
            for batch in sink.batches([]):
                sink.write(batch, pa.record_batch([["x"]], schema=ID))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
