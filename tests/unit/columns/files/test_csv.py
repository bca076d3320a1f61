"""Tables of delimited fields keep every byte that is not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from tests.unit.columns.files.passing import ID, add_ids, read  # noqa: E402
from toponyms.columns.files import csv_source, open_sink, open_source  # noqa: E402
from toponyms.columns.files.armscii import encode  # noqa: E402
from toponyms.columns.files.dialect import find_dialect  # noqa: E402
from toponyms.columns.files.records import last_end, record_ends, records  # noqa: E402
from toponyms.errors import TableError  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "in.csv"


@pytest.mark.parametrize(
    ("text", "delimiter", "header", "names"),
    [
        ("a,b\n1,2\n", ",", True, ["a", "b"]),
        ("a;b\n1,5;2,5\n", ";", True, ["a", "b"]),
        ("1,5;2,5\n3,5;4,5\n", ";", False, ["column_1", "column_2"]),
        ("a\tb\n1, 2\t3\n", "\t", True, ["a", "b"]),
        ("a|b\nx,y|z\n", "|", True, ["a", "b"]),
        ("name\nBaku\nShusha, Karabakh\nGanja\n", None, True, ["name"]),
        ('name\n"Shusha, Karabakh"\n', None, True, ["name"]),
        ("name,n\n", ",", True, ["name", "n"]),
        ('name,"a|b",n\n', ",", True, ["name", "a|b", "n"]),
        ('"a;1",b\n"x;y",2\nz,3\n', ",", True, ["a;1", "b"]),
        (",a\n0,x\n1,y\n", ",", True, ["column_1", "a"]),
        ("name,2019,2020\nBaku,1,2\n", ",", True, ["name", "2019", "2020"]),
        ("Baku,40.4,49.9\nGanja,40.7,46.4\n", ",", False, ["column_1", "column_2", "column_3"]),
        ("2020-11-08,Shusha\n2020-11-09,Baku\n", ",", False, ["column_1", "column_2"]),
        ('a,b\n"x\ny",2\n', ",", True, ["a", "b"]),
        ("a,b\r1,2\r", ",", True, ["a", "b"]),
    ],
)
def test_dialect(text: str, delimiter: str | None, header: bool, names: list[str]) -> None:
    """Else a column is not found, or the first row of data is taken for names."""
    found = find_dialect(text, file="f")
    assert (found.delimiter, found.header, list(found.names)) == (delimiter, header, names)


def test_what_is_stated_is_believed(file: Path) -> None:
    """Else a table that is told wrongly cannot be read at all."""
    file.write_text("1;2,3\n")
    assert read(file, delimiter=",", header=False) == [{"column_1": "1;2", "column_2": "3"}]
    assert read(file, delimiter=";", header=True) == []
    with pytest.raises(TableError, match="one character"):
        read(file, delimiter="::")


def test_null_is_not_empty_text(file: Path) -> None:
    """Else `""` comes back as nothing, or nothing as `""`; and NA is a name like any other."""
    file.write_text('a,b\n,""\nNA,null\n')
    assert read(file) == [{"a": None, "b": ""}, {"a": "NA", "b": "null"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n"x",y\n,""\n', 'a,b,place_id\n"x",y,1\n,"",2\n'),
        ('"a","b"\n"x","y"\n', '"a","b","place_id"\n"x","y","1"\n'),
        ('a,b\r\n"x\r\ny",1.10\r\n', 'a,b,place_id\r\n"x\r\ny",1.10,1\r\n'),
        ("a;b\n1;2\n", "a;b;place_id\n1;2;1\n"),
        ("a|b\n1|2\n", "a|b|place_id\n1|2|1\n"),
        ('a,b\n5" pipe,"say ""hi"""\n', 'a,b,place_id\n5" pipe,"say ""hi""",1\n'),
        ("a,b\r1,2\r", "a,b,place_id\r1,2,1\r"),
        ('"quoted"tail,b\n007,=HYPERLINK(1)\n', '"quoted"tail,b,place_id\n007,=HYPERLINK(1),1\n'),
        (",b\n1,2\n", ",b,place_id\n1,2,1\n"),
    ],
)
def test_records_stay_as_they_stood(file: Path, tmp_path: Path, text: str, expected: str) -> None:
    """Else quotes, line ends or numbers of other columns are written anew, and differ."""
    file.write_text(text, newline="")
    add_ids(file, tmp_path / "out.csv", said={"header": True})
    assert (tmp_path / "out.csv").read_bytes().decode() == expected


def test_line_end_is_added_to_a_last_line_without_one(file: Path, tmp_path: Path) -> None:
    """Else the last row is lost."""
    file.write_text("a,b\n1,2")
    add_ids(file, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "a,b,place_id\n1,2,1\n"


def test_no_header_stays_no_header(file: Path, tmp_path: Path) -> None:
    """Else a row of made-up names gets into a table that had none."""
    file.write_text("Baku,40.4\nGanja,40.7\n")
    add_ids(file, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "Baku,40.4,1\nGanja,40.7,2\n"


def test_other_delimiter(file: Path, tmp_path: Path) -> None:
    """Else a comma in a cell ends it in the other table."""
    file.write_text('a;b\n"x;y";1,5\n;""\n')
    add_ids(file, tmp_path / "out.csv", delimiter=",")
    assert (tmp_path / "out.csv").read_text() == 'a,b,place_id\nx;y,"1,5",1\n,"",2\n'
    add_ids(file, tmp_path / "out.tsv")
    assert (tmp_path / "out.tsv").read_text() == 'a\tb\tplace_id\nx;y\t1,5\t1\n\t""\t2\n'


def test_all_quoted_stays_all_quoted(file: Path, tmp_path: Path) -> None:
    """Else the program that reads the result, and wants quotes, refuses it."""
    file.write_text('"a";"b"\n"1";"2"\n')
    add_ids(file, tmp_path / "out.tsv")
    assert (tmp_path / "out.tsv").read_text() == '"a"\t"b"\t"place_id"\n"1"\t"2"\t"1"\n'


def test_one_column(file: Path, tmp_path: Path) -> None:
    """Else a list of names loses its empty lines, or is split at commas in them."""
    file.write_text("name\nBaku\n\nShusha, K\n")
    add_ids(file, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == 'name,place_id\nBaku,1\n,2\n"Shusha, K",3\n'


def test_blank_lines_are_no_rows(file: Path) -> None:
    """Else a table that ends in blank lines is called ragged."""
    file.write_text("\na,b\n\n1,2\n\n\n")
    assert read(file) == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("a,b\n1,2\n1,2,3\n", 3, "3 fields, not 2"),
        ('a,b\n"x\n\ny",1\n2\n', 5, "1 field, not 2"),
        ('a,b\n1,2\n3,"x\n4,5\n', 3, "not closed"),
        ("a,b,a\n1,2,3\n", 1, "'a'"),
        ("\n\na,b\n1,2\n3\n", 5, "1 field"),
        ("a,b\n1,2\n1\r,2\n", 3, "1 field"),
        ("a,b\n" + "1,2\n" * 300_000 + "3\n", 300_002, "1 field, not 2"),
        ("", None, "is empty"),
        ("\r\n\n", None, "is empty"),
        ("\ufeff", None, "is empty"),
    ],
)
def test_faults_are_named(file: Path, data: str, line: int | None, said: str) -> None:
    """Else the user cannot find the line to mend."""
    file.write_text(data, "utf-8", newline="")
    with pytest.raises(TableError, match=said) as error:
        read(file)
    assert error.value.line == line
    assert error.value.file == str(file)


@pytest.mark.parametrize(
    ("data", "encoding", "offset", "line"),
    [
        (b"a,b\n" + b"\xc9\x99,1\n" * 20 + b"x,\xff\n", None, 106, 22),
        (b"a,b\n" + b"\xc9\x99,1\n" * 1_000_000 + b"x,\xc9\n", None, 5_000_006, 1_000_002),
        (encode("քաղաք,n\nԲաքու,1\nՇուշի,2\n") + b"\xff,3\n", "armscii-8", 24, 4),
        ("a,b\nŞ,".encode("utf-16-le") + b"\x00\xdc\n\x00", "utf-16-le", 12, 2),
        (b"a,b\n1,\x98\n", "windows-1251", 6, 2),
    ],
)
def test_undecodable_bytes_are_named(
    file: Path, data: bytes, encoding: str | None, offset: int, line: int
) -> None:
    """Else the user has no way to the byte that is wrong."""
    file.write_bytes(data)
    with pytest.raises(TableError, match=f"offset {offset:,} ") as error:
        read(file, encoding=encoding)
    assert error.value.line == line


def test_header_only(file: Path, tmp_path: Path) -> None:
    """Else a table without rows loses its columns."""
    file.write_text("a,b\n")
    assert read(file) == []
    add_ids(file, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "a,b,place_id\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_stays(file: Path, tmp_path: Path, encoding: str) -> None:
    """Else Excel shows the result as mojibake, having shown the source well."""
    file.write_bytes("şəhər,n\nŞuşa,1\n".encode(encoding))
    add_ids(file, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == "\ufeffşəhər,n,place_id\nŞuşa,1,1\n".encode()
    add_ids(file, tmp_path / "out.tsv")
    assert (tmp_path / "out.tsv").read_bytes().startswith("\ufeffşəhər\tn".encode())


def test_mark_at_the_first_cell_is_text(file: Path) -> None:
    """pyarrow would take it for one of the file, and lose it."""
    file.write_text("a,b\n\ufeff,1\n", "utf-8")
    assert read(file) == [{"a": "\ufeff", "b": "1"}]


def test_encoding_of_the_output(file: Path, tmp_path: Path) -> None:
    """Else nobody can go on with programs that know no UTF-8; what cannot be said is an error."""
    file.write_bytes("город,n\nБаку,1\nШуша,2\n".encode("windows-1251"))
    out = tmp_path / "out.csv"
    add_ids(file, out)
    assert out.read_text("utf-8") == "город,n,place_id\nБаку,1,1\nШуша,2,2\n"
    add_ids(file, out, encoding="cp1251")
    assert out.read_text("cp1251") == "город,n,place_id\nБаку,1,1\nШуша,2,2\n"
    add_ids(file, out, encoding="utf-16")
    assert out.read_bytes().decode("utf-16") == "город,n,place_id\nБаку,1,1\nШуша,2,2\n"
    with pytest.raises(TableError, match="armscii-8 has no such character: 'г'"):
        add_ids(file, out, encoding="armscii-8")


def test_armenian_comma_ends_no_field(file: Path, tmp_path: Path) -> None:
    """ArmSCII-8 has two commas; that of Armenian text would split a cell."""
    file.write_bytes(encode("քաղաք,n\nԲաքու,1\nՇուշի") + b"\xab" + encode(" Արցախ,2\n"))
    assert read(file)[1] == {"քաղաք": "Շուշի, Արցախ", "n": "2"}
    add_ids(file, tmp_path / "out.csv")
    assert '"Շուշի, Արցախ",2,2\n' in (tmp_path / "out.csv").read_text("utf-8")


def test_overwriting(file: Path, tmp_path: Path) -> None:
    """Else a second run over its own result fails, doubles the columns or moves them."""
    file.write_text("place_id,a\nold,x\n")
    with pytest.raises(TableError, match="place_id"):
        add_ids(file, tmp_path / "out.csv")
    add_ids(file, tmp_path / "out.csv", overwrite=True)
    assert (tmp_path / "out.csv").read_text() == "place_id,a\n1,x\n"
    for form in ("parquet", "arrow"):
        add_ids(file, tmp_path / f"out.{form}", overwrite=True)
        assert [list(row.items()) for row in read(tmp_path / f"out.{form}")] == [
            [("place_id", "1"), ("a", "x")]
        ]


def test_only_what_is_asked_for(file: Path) -> None:
    """Else columns that nobody needs are made into text."""
    file.write_text("a,b,c\n1,2,3\n")
    with open_source(str(file)) as source:
        assert source.missing(["c", "d"]) == ["d"]
        assert [batch.to_pydict() for batch in source.batches(["c", "a"])] == [
            {"c": ["3"], "a": ["1"]}
        ]


def test_batches_are_bounded_and_in_order(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else memory grows with the table, or rows change places."""
    monkeypatch.setattr(csv_source, "_ROWS", 2**16)
    file.write_text("n\n" + "".join(f"{row}\n" for row in range(200_000)))
    with open_source(str(file)) as source:
        seen: list[float | None] = []
        rows: list[str] = []
        for batch in source.batches():
            assert len(batch) <= 2**16
            rows += batch.column(0).to_pylist()
            seen.append(source.progress())
    assert rows == [str(row) for row in range(200_000)]
    assert seen[-1] == 1.0


def test_wrong_batches_are_refused(file: Path, tmp_path: Path) -> None:
    """Else a caller's mistake writes rows without their other columns."""
    file.write_text("a,b\n1,2\n")
    fields: Any = ID
    with open_source(str(file)) as source, pytest.raises(ValueError, match="not one of"):  # noqa: SIM117
        with open_sink(str(tmp_path / "out.csv"), source=source, added=fields) as sink:
            sink.write(next(source.batches(["a"])), pa.record_batch([["1"]], schema=ID))
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ('a,b\n"x\ny",c\n', [4, 12]),
        ('5" x,b\n"p""\nq",c\nd', [7, 17]),
        ('"a\nb', []),
        ('a"b"\nc"\n', [5, 8]),
        ('""""\n"\n"\n', [5, 9]),
    ],
)
def test_record_ends(text: str, ends: list[int]) -> None:
    """Else a block is cut inside a cell."""
    assert record_ends(text.encode(), ",", "\n").tolist() == ends
    slow = [record.stop for record in records(text, ",") if record.end]
    assert slow == ends
    assert last_end(text.encode(), ",", "\n") == max(ends, default=0)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 11])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blocks_of_any_size(
    file: Path, size: int, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a cell is cut, lost or doubled where one block ends and the next begins."""
    monkeypatch.setattr("toponyms.columns.files.text.SAMPLE", 16)
    monkeypatch.setattr("toponyms.columns.files.text._BLOCK", size)
    rows = [["n", "place"], ["1", "Şuşa"], ["2", f"a{end}b, c"], ["3", "𐌀ի€"], ["4", 'x"y""']]
    lines = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows]
    data = end.join(["", *map(",".join, lines), ""]).encode()
    file.write_bytes(data)
    assert [list(row.values()) for row in read(file)] == rows[1:]
    file.write_bytes(data + b"5,\xc5")
    with pytest.raises(TableError, match=f"byte 0xc5 at offset {len(data) + 2} ") as caught:
        read(file)
    assert caught.value.line == data.count(b"\n") + 1


def test_a_stray_line_end_is_told_beside_one_in_quotes(file: Path) -> None:
    """Else two faults of the count make up for each other, and one row comes out as two."""
    file.write_bytes(b'a,b\n"x\ny",1\n2,3\r4,5\n')
    with pytest.raises(TableError, match="a carriage return outside quotes") as caught:
        read(file)
    assert caught.value.line == 4
