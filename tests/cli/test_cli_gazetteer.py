"""`toponyms gazetteer`: info, check and build."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A copy of the small gazetteer to spoil."""
    return shutil.copytree(small, tmp_path / "my-places")


def test_info_counts(toponyms: Run, small: Path) -> None:
    """Else nobody knows what a gazetteer covers."""
    result = toponyms("gazetteer", "info", "--gazetteer", str(small), "--format", "json")
    info = json.loads(result.out)
    assert (info["places"], info["names"]) == (9, 19)
    assert info["folder"] == str(small)
    assert info["countries"] == {"AM": 5, "AZ": 2, "": 1, "IR": 1}
    assert info["languages"]["hy"] == 3
    assert info["kinds"]["historical"] == 1
    assert info["sources"] == {"test": 19}
    assert info["index"]["cached"] is True


def test_info_agrees_in_all_forms(toponyms: Run, small: Path) -> None:
    """Else the forms tell different things."""
    command = ("gazetteer", "info", "--gazetteer", str(small))
    assert "languages\thy\t3" in toponyms(*command).lines
    assert toponyms(*command, "--format", "csv").lines[0] == "group,value,count"
    table = toponyms(*command, "--format", "table").out
    assert "az-Cyrl" in table
    assert "P.PPLQ" in table


def test_check_passes_a_good_gazetteer(toponyms: Run, folder: Path) -> None:
    """Else a maintainer cannot trust a clean result."""
    result = toponyms("gazetteer", "check", str(folder), "--format", "json")
    assert result.code == 0
    summary = json.loads(result.out)
    assert (summary["places"], summary["names"], summary["nameless"]) == (9, 19, 1)
    assert (
        "keeps to the format"
        in toponyms("gazetteer", "check", str(folder), "--format", "table").out
    )


@pytest.mark.parametrize(
    ("file", "line", "value"),
    [
        ("names.csv", "gn:0,Nowhere,en,variant,,,test", "gn:0"),
        ("names.csv", "tp:1,,en,variant,,,test", ""),
        ("names.csv", "tp:1,Somewhere,english,variant,,,test", "english"),
        ("names.csv", "tp:1,Somewhere,en,nickname,,,test", "nickname"),
        ("places.csv", "tp:1,P.PPL,AZ,,,,,,", "tp:1"),
        ("places.csv", "tp:9,P.PPL,AZ,,91,46,,,", "91"),
        ("places.csv", "tp:9,P.PPL,Azerbaijan,,40,46,,,", "Azerbaijan"),
        ("places.csv", "tp:9,P.PPL,AZ,,40,46,many,,", "many"),
        ("places.csv", "tp:9,P.PPL", "tp:9,P.PPL"),
    ],
)
@pytest.mark.parametrize("command", ["gazetteer check", "lookup Janyatag"])
def test_bad_row_is_told_with_file_line_and_value(
    toponyms: Run, folder: Path, *, command: str, file: str, line: str, value: str
) -> None:
    """Else whoever keeps a gazetteer has to search for the fault."""
    path = folder / file
    number = path.read_text("utf-8").count("\n") + 1
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
    result = toponyms(*command.split(), "--gazetteer", str(folder))
    assert result.code == 2
    assert result.out == ""
    assert f"{path}, line {number}:" in result.err
    assert repr(value) in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("file", ["names.csv", "places.csv"])
@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe", None])
def test_bad_file_is_told(toponyms: Run, folder: Path, file: str, content: bytes | None) -> None:
    """Else a truncated, foreign or missing file ends in a traceback."""
    path = folder / file
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    result = toponyms("gazetteer", "check", "--gazetteer", str(folder))
    assert result.code == 2
    assert str(path) in result.err


def test_build_fills_the_cache(
    toponyms: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an image that is built beforehand still waits at its first query."""
    cache = tmp_path / "another-cache"
    monkeypatch.setenv("TOPONYMS_CACHE", str(cache))
    result = toponyms("gazetteer", "build", "--gazetteer", str(folder), "--format", "json")
    assert result.code == 0
    summary = json.loads(result.out)
    index = list(cache.glob("*.index"))
    assert [file.stat().st_size for file in index] == [summary["bytes"]]
    assert summary["cache"] == str(cache)


def test_build_tells_when_the_cache_cannot_be_written(
    toponyms: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the user believes that it is done."""
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("TOPONYMS_CACHE", str(blocked / "cache"))
    result = toponyms("gazetteer", "build", "--gazetteer", str(folder))
    assert result.code == 2
    assert str(blocked) in result.err
