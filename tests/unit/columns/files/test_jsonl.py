"""Lines of JSON stay as they stood, and get members."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from tests.unit.columns.files.passing import add_ids, read  # noqa: E402
from toponyms.columns.files import open_source  # noqa: E402
from toponyms.columns.files.armscii import encode  # noqa: E402
from toponyms.columns.files.json_members import members  # noqa: E402
from toponyms.errors import TableError  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"b": 1.10, "a": {"x": [1e2, null]}}\n',
            '{"b": 1.10, "a": {"x": [1e2, null]}, "place_id": "1"}\n',
        ),
        ('{"a":"\\u015eu\\/"}\n{}\n', '{"a":"\\u015eu\\/","place_id":"1"}\n{"place_id":"2"}\n'),
        ('{ "a": "}" } \r\n', '{ "a": "}", "place_id": "1"}\r\n'),
        (
            '{"n": 123456789012345678901234567890}\n\n{"n": 2}',
            '{"n": 123456789012345678901234567890, "place_id": "1"}\n{"n": 2, "place_id": "2"}\n',
        ),
        ('\ufeff{"ad": "Şuşa"}\n', '\ufeff{"ad": "Şuşa", "place_id": "1"}\n'),
    ],
)
def test_lines_stay_as_they_stood(file: Path, tmp_path: Path, text: str, expected: str) -> None:
    """Else numbers are rounded, nesting flattened, members reordered or letters spelt anew."""
    file.write_text(text, "utf-8", newline="")
    add_ids(file, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes().decode() == expected


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('{"a": 1}\n{"a": }\n', 2, "no JSON: Expecting value at character 7"),
        ('{"a": 1}\n\n[1]\n', 3, "an array, not an object a line"),
        ("[{},\n{}]\n", 1, "no JSON"),
        ('{"a": 1} {"a": 2}\n', 1, "Extra data"),
        ("5\n", 1, "no object"),
        ("", None, "is empty"),
    ],
)
def test_faults_are_named(
    file: Path, tmp_path: Path, text: str, line: int | None, said: str
) -> None:
    """Else the user cannot find the line to mend, or half a table gets through."""
    file.write_text(text)
    with pytest.raises(TableError, match=said) as error:
        add_ids(file, tmp_path / "out.jsonl")
    assert error.value.line == line
    assert list(tmp_path.iterdir()) == [file]


def test_columns_asked_for_are_text(file: Path) -> None:
    """Else a number among names has no text that a name could be read from."""
    file.write_text('{"a": 1.50, "b": "x"}\n{"a": "\\ud800y"}\n{"a": [true]}\n')
    with open_source(str(file)) as source:
        (batch,) = source.batches(["a", "b"], carry=True)
    assert batch.select(["a", "b"]).to_pydict() == {
        "a": ["1.5", "?y", "[true]"],
        "b": ["x", None, None],
    }


def test_armenian_comma(file: Path, tmp_path: Path) -> None:
    """ArmSCII-8 has a comma beside that of ASCII; it would come out as no character at all."""
    file.write_bytes(encode('{"a": "Շուշի') + b"\xab" + encode(' Արցախ"}'))
    add_ids(file, tmp_path / "out.jsonl")
    expected = '{"a": "Շուշի, Արցախ", "place_id": "1"}\n'
    assert (tmp_path / "out.jsonl").read_text("utf-8") == expected


def test_types(file: Path, tmp_path: Path) -> None:
    """Else a member that comes late is lost, or values of several kinds stop the run."""
    rows = [{"i": 1, "f": 1, "m": 1, "big": 2**70, "o": {"x": 1}, "e": {}, "n": None}]
    rows += [{"i": 2, "f": 2.5, "m": "x", "big": 1, "o": {"y": [1]}, "e": {}, "late": True}]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with open_source(str(file)) as source:
        assert {field.name: str(field.type) for field in source.schema} == {
            "i": "int64",
            "f": "double",
            "m": "string",
            "big": "string",
            "o": "struct<x: int64, y: list<item: int64>>",
            "e": "string",
            "n": "string",
            "late": "bool",
        }
    add_ids(file, tmp_path / "out.parquet")
    found = read(tmp_path / "out.parquet")
    assert [row["m"] for row in found] == ["1", "x"]
    assert [row["big"] for row in found] == [str(2**70), "1"]
    assert [row["late"] for row in found] == [None, True]
    add_ids(file, tmp_path / "out.csv")
    assert read(tmp_path / "out.csv")[0]["o"] == '{"x": 1, "y": null}'


def test_missing_columns(file: Path) -> None:
    """Else a member that only later lines have counts as missing."""
    file.write_text('{"a": 1}\n' * 70_000 + '{"late": 1}\n')
    with open_source(str(file)) as source:
        assert source.missing(["a", "late", "never"]) == ["never"]
        assert sum(map(len, source.batches(["a"], carry=True))) == 70_001


def test_overwriting(file: Path, tmp_path: Path) -> None:
    """Else an object has two members of the same name, and the old one wins somewhere."""
    file.write_text(
        '{"place_id": [{"a": "}"}], "b": "place_id"}\n{"b": {"place_id": 1}}\n'
        '{"b": 1, "place_id": 1, "b": 2, "place_id": 2}\n'
    )
    with pytest.raises(TableError, match="place_id"):
        add_ids(file, tmp_path / "out.jsonl")
    add_ids(file, tmp_path / "out.jsonl", overwrite=True)
    assert (tmp_path / "out.jsonl").read_text() == (
        '{"place_id": "1", "b": "place_id"}\n{"b": {"place_id": 1}, "place_id": "2"}\n'
        '{"b": 1, "place_id": "3", "b": 2}\n'
    )


@pytest.mark.parametrize("text", ["{}", '{"a":1}', ' { "a\\"b" : [ {} , 1 ] , "c" : null } '])
def test_members(text: str) -> None:
    """Else a cut member takes its neighbour along."""
    pieces = [text[member.start : member.stop] for member in members(text)]
    assert json.loads("{" + ",".join(pieces) + "}") == json.loads(text)
    assert [member.name for member in members(text)] == list(json.loads(text))
