"""Every text of a file is a document, and every fault is told with its place."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from toponyms.documents import read_documents
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(*files: str, **options: str) -> list[tuple[str, str]]:
    return [
        (document.name, "".join(document.pieces))
        for document in read_documents(files, **options)  # type: ignore[arg-type]
    ]


def test_texts() -> None:
    """A file would be split, joined with another, or lose its line ends."""
    Path("a.txt").write_bytes(b"Baku\r\n\r\nGanja")
    Path("b.md").write_bytes(b"")
    assert read("a.txt", "b.md") == [("a.txt", "Baku\r\n\r\nGanja"), ("b.md", "")]


def test_json_lines() -> None:
    """Documents could not be told apart, or an empty one would end the run."""
    lines = [{"text": "Բաքու", "id": 7}, {"text": None, "id": "x"}, {"text": "b\nc", "id": None}]
    text = "\n\r\n".join(json.dumps(line) for line in lines)
    Path("n.ndjson").write_text(text, "utf-8")
    Path("n.dat").write_text(text, "utf-8")
    assert read("n.ndjson") == [("n.ndjson:1", "Բաքու"), ("n.ndjson:5", "b\nc")]
    assert read("n.ndjson", id_field="id") == [("7", "Բաքու"), ("n.ndjson:5", "b\nc")]
    assert read("n.dat", form="jsonl") == [("n.dat:1", "Բաքու"), ("n.dat:5", "b\nc")]
    assert read("n.ndjson", form="text") == [("n.ndjson", text)]


@pytest.mark.parametrize(
    ("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_compressed(ending: str, pack: Callable[[bytes], bytes]) -> None:
    """Archives would have to be unpacked first."""
    Path(f"n.jsonl.{ending}").write_bytes(pack('{"text": "Bakı"}\n'.encode()))
    assert read(f"n.jsonl.{ending}") == [(f"n.jsonl.{ending}:1", "Bakı")]


def test_zstandard() -> None:
    """Crawls are packed so."""
    pa = pytest.importorskip("pyarrow")
    packed = pa.compress("Bakı".encode(), "zstd", asbytes=True)
    Path("a.txt.zst").write_bytes(packed)
    assert read("a.txt.zst") == [("a.txt.zst", "Bakı")]
    Path("a.txt.zst").write_bytes(packed[:4] + b"\xff" * 20)
    with pytest.raises(TableError, match=r"a\.txt\.zst: damaged zstd data"):
        read("a.txt.zst")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "a"}\n{"text":\n', "n.jsonl, line 2: no JSON"),
        ('{"text": "a"}\n\n["b"]\n', "n.jsonl, line 3: no object"),
        ('{"txt": "a", "n": 1}\n', "line 1: has no 'text'; the nearest of its members are 'txt'"),
        ("{}", "line 1: has no 'text'; the object is empty"),
        ('{"text": 5}', "n.jsonl, line 1: 'text' is no text: '5'"),
        ('{"text": ["a"]}', "n.jsonl, line 1: 'text' is no text"),
        ('{"text": "Баку"}', "n.jsonl, line 1: byte 0xd0"),
    ],
)
def test_faults_of_json_lines_are_told(content: str, said: str) -> None:
    """Texts would be missed without a word, or a run end in a traceback."""
    Path("n.jsonl").write_text(content, "utf-8")
    options = {"encoding": "ascii"} if "byte" in said else {}
    with pytest.raises(TableError) as raised:
        read("n.jsonl", **options)
    assert said in str(raised.value).replace(" an array, not an object a line", " no object")


def test_a_missing_id_is_told() -> None:
    """A slip in the name of the id would show only in the results."""
    Path("n.jsonl").write_text('{"text": "a", "url": "b"}', "utf-8")
    with pytest.raises(TableError, match=r"has no 'uri'; .* are 'url'"):
        read("n.jsonl", id_field="uri")
