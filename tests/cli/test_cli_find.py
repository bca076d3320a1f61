"""`toponyms find`: input, forms of output, options, bad input, exit codes."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Result, Run

#: Names of the small gazetteer, one of them of two places.
TEXT = (
    "A car was shot at near Janyatag in Armenia.\r\n\r\n"
    "Жители Джанятага ждут. A bus from Norashen came.\n"
)
NAMES = ["Janyatag", "Armenia", "Джанятага", "Norashen"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8", newline="")


@pytest.fixture
def find(toponyms: Run, small: Path) -> Run:
    """Runs `find` over the small gazetteer."""

    def call(*args: str, stdin: bytes = b"") -> Result:
        return toponyms("find", "--gazetteer", str(small), *args, stdin=stdin)

    return call


def mentions(result: Result) -> list[dict[str, Any]]:
    assert result.code == 0, result.err
    assert result.err == ""
    return [json.loads(line) for line in result.lines]


def files() -> set[str]:
    """What is in the folder, hidden files too."""
    return {path.name for path in Path.cwd().iterdir()}


# Input ------------------------------------------------------------------------------------------


def test_one_object_a_name(find: Run) -> None:
    """Else a program cannot tell what was found, where, and how sure it is."""
    found = mentions(find("a.txt"))
    assert [one["text"] for one in found] == NAMES
    assert [TEXT[one["start"] : one["end"]] for one in found] == NAMES
    first, _, _, last = found
    assert list(first) == [
        "document", "start", "end", "text", "status", "place_id", "name", "score",
        "lat", "lon", "country", "candidates",
    ]  # fmt: skip
    assert (first["document"], first["status"], first["place_id"]) == (
        "a.txt", "matched", "gn:586666",
    )  # fmt: skip
    assert (first["lat"], first["lon"], first["country"]) == (40.13989, 46.77705, "AZ")
    assert 0.5 <= first["score"] <= 1
    assert (last["status"], last["place_id"], last["name"], last["lat"]) == (
        "ambiguous", None, None, None,
    )  # fmt: skip
    assert {one["place_id"] for one in last["candidates"]} == {"gn:616350", "gn:616346"}
    assert set(last["candidates"][0]) >= {"place_id", "name", "score", "method", "lat", "lon"}


@pytest.mark.parametrize("args", [["-"], []])
def test_standard_input(find: Run, args: list[str]) -> None:
    """Else the command cannot stand in a pipe."""
    found = mentions(find(*args, stdin=TEXT.encode()))
    assert [one["text"] for one in found] == NAMES
    assert {one["document"] for one in found} == {"-"}
    lines = json.dumps({"body": TEXT}).encode()
    found = mentions(find(*args, "--from", "jsonl", "--text-field", "body", stdin=lines))
    assert [(one["document"], one["text"]) for one in found] == [("-:1", name) for name in NAMES]


def test_files_and_folders(find: Run) -> None:
    """Else a corpus has to be given file by file."""
    Path("more/deep").mkdir(parents=True)
    Path("more/deep/b.md").write_text("From Janyatag.", "utf-8")
    Path("more/c.jsonl").write_text('{"id": "x", "text": "From Janyatag."}\n', "utf-8")
    found = mentions(find("a.txt", "more", "--id-field", "id"))
    assert list(dict.fromkeys(one["document"] for one in found)) == [
        "a.txt", "x", str(Path("more/deep/b.md")),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
def test_encodings(find: Run, encoding: str) -> None:
    """Else old texts have no places, or offsets are those of bytes."""
    text = "Жители села Джанятаг ждут. Дорога из Джанятага закрыта.\n"
    Path("old.txt").write_bytes(text.encode(encoding))
    found = mentions(find("old.txt", "--encoding", encoding.removesuffix("-sig")))
    assert [text[one["start"] : one["end"]] for one in found] == ["Джанятаг", "Джанятага"]
    assert mentions(find("old.txt")) == found


def test_what_cannot_be_decoded_is_an_error(find: Run) -> None:
    """Else mojibake is searched for names."""
    Path("bad.txt").write_bytes(b"From Baku.\n\nTo \xff\xfe.\n")
    result = find("a.txt", "bad.txt", "--encoding", "utf-8", "-o", "out.jsonl")
    assert result.code == 2
    assert "bad.txt, line 3: byte 0xff at offset 15 is not utf-8" in result.err
    assert files() == {"a.txt", "bad.txt"}


def test_compressed(find: Run) -> None:
    """Else an archive has to be unpacked first, or the result packed by hand."""
    Path("a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert [one["text"] for one in mentions(find("a.txt.gz"))] == NAMES
    assert find("a.txt.gz", "-o", "out.csv.gz").code == 0
    written = gzip.decompress(Path("out.csv.gz").read_bytes()).decode()
    assert [row["text"] for row in csv.DictReader(io.StringIO(written))] == NAMES


# Forms ------------------------------------------------------------------------------------------


def test_csv(find: Run) -> None:
    """Else a spreadsheet cannot have it."""
    rows = list(csv.DictReader(io.StringIO(find("a.txt", "--format", "csv").out)))
    assert [row["text"] for row in rows] == NAMES
    assert rows[0]["place_id"] == "gn:586666"
    assert (rows[3]["place_id"], sorted(rows[3]["candidates"].split())) == (
        "", ["gn:616346", "gn:616350"],
    )  # fmt: skip
    explained = csv.DictReader(io.StringIO(find("a.txt", "--format", "csv", "--explain").out))
    assert all("name: " in row["steps"] for row in explained)


def test_explained(find: Run) -> None:
    """Else nobody can tell why a word was taken for a place."""
    for one in mentions(find("a.txt", "--explain")):
        assert {"name", "result"} == set(one["steps"][0])
        assert one["steps"]


@pytest.mark.parametrize("args", [["--format", "geojson"], ["-o", "out.geojson"]])
def test_geojson(find: Run, args: list[str]) -> None:
    """Else there is no map."""
    result = find("a.txt", *args)
    assert (result.code, result.err) == (0, "")
    text = Path("out.geojson").read_text("utf-8") if "-o" in args else result.out
    features = json.loads(text)["features"]
    assert [one["properties"]["count"] for one in features] == [2, 1, 1]
    assert features[0]["geometry"]["coordinates"] == [46.77705, 40.13989]
    assert features[2]["geometry"] is None


@pytest.mark.parametrize(
    "args", [["--html", "p.html"], ["-o", "p.html"], ["--format", "html", "-o", "p.html"]]
)
def test_a_page(find: Run, args: list[str]) -> None:
    """Else nobody can look at it without programs."""
    result = find("a.txt", *args)
    assert (result.code, result.out, result.err) == (0, "", "")
    page = Path("p.html").read_text("utf-8")
    assert "Places in <bdi>a.txt</bdi>" in page
    assert page.count('tabindex="0"') == 4


def test_text(find: Run) -> None:
    """Else the text that is shown is not the one that was read, or names are not seen in it."""
    shown = find("a.txt", "--format", "text").out
    assert find("a.txt", "--format", "table").out == shown
    assert (
        "near [Janyatag]¹ in [Armenia]².\n\nЖители [Джанятага]¹ ждут. A bus from [Norashen]³?"
        in shown
    )
    assert " 3? │ gn:6163" in shown
    assert "\x1b" not in shown
    assert "place before" in find("a.txt", "--format", "text", "--explain").out
    assert "No place names." in find("-", "--format", "text", stdin=b"nothing here").out


def test_text_is_harmless(find: Run) -> None:
    """Else an article clears the terminal, or hides what it says."""
    nasty = (
        "From \x1b[2JJanyatag \u202e and from [bold]Jan\u00adyatag[/bold].\x07\n" + "Шуша\n" * 50
    )
    shown = find("-", "--format", "text", "--min-score", "0.1", stdin=nasty.encode()).out
    assert not {"\x1b", "\u202e", "\x07"} & set(shown)
    assert "[bold][Janyatag]¹[/bold]" in shown


def test_the_name_of_the_output_tells_the_form(find: Run) -> None:
    """Else a .csv holds JSON."""
    for name, begin in [("o.csv", "document,"), ("o.jsonl", "{"), ("o", "{"), ("o.txt", "a.txt ")]:
        assert find("a.txt", "-o", name).code == 0
        assert Path(name).read_text("utf-8").startswith(begin)


def test_half_surrogates_pass(find: Run) -> None:
    """Else JSON that another program wrote ends the run."""
    Path("a.jsonl").write_text('{"text": "\\ud800 From Janyatag \\udfff"}\n', "utf-8")
    for form in ("json", "csv", "geojson", "html", "text"):
        assert find("a.jsonl", "--format", form, "-o", f"o.{form}").code == 0
        assert "gn:586666" in Path(f"o.{form}").read_text("utf-8")


# Options ----------------------------------------------------------------------------------------


def test_ambiguous_names_can_be_left_out(find: Run) -> None:
    """Else every user has to filter them."""
    assert [one["text"] for one in mentions(find("a.txt", "--no-ambiguous"))] == NAMES[:3]
    assert mentions(find("a.txt", "--ambiguous")) == mentions(find("a.txt"))


def test_a_higher_score_finds_less(find: Run) -> None:
    """Else precision cannot be chosen."""
    assert mentions(find("a.txt", "--min-score", "1")) == []
    assert len(mentions(find("a.txt", "--min-score", "0"))) >= 4


def test_languages_can_be_told(find: Run) -> None:
    """Else short texts are read in the wrong language."""
    assert [one["text"] for one in mentions(find("a.txt", "--lang", "EN"))] == [
        "Janyatag", "Armenia", "Norashen",
    ]  # fmt: skip
    assert len(mentions(find("a.txt", "--lang", "en", "--lang", "ru"))) == 4


def test_strict(find: Run) -> None:
    """Else a script cannot tell whether anything was found."""
    assert find("a.txt", "--strict").code == 0
    assert find("-", "--strict", stdin=b"nothing here").code == 1
    assert find("-", stdin=b"nothing here").code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--min-score", "2"], "'2' is not a number from 0 to 1"),
        (["--min-score", "nan"], "'nan' is not a number from 0 to 1"),
        (["--lang", "xx"], "'xx'"),
        (["--lang", "?"], "BCP 47"),
        (["--format", "word"], "text, json, csv, geojson, html"),
        (["--from", "word"], "text, jsonl"),
        (["--html", "a.html", "-o", "b.html"], "goes neither with --output"),
        (["--html", "a.html", "--format", "csv"], "goes neither with --output"),
        (["--encoding", "x-none"], "no encoding that is known"),
    ],
)
def test_wrong_usage_is_told(find: Run, args: list[str], said: str) -> None:
    """Else a slip ends in a traceback, or in a result that nobody asked for."""
    result = find("a.txt", *args)
    assert result.code == 2
    assert said in " ".join(result.err.split())
    assert files() == {"a.txt"}


# What cannot be read or written -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.txt: is no text, but a picture"),
        ("nulls.txt", b"abc\x00\x01\x02", "nulls.txt: is no text"),
        ("a.txt.gz", b"no gzip", "a.txt.gz: is not compressed by gzip"),
        ("b.txt.gz", gzip.compress(b"abc" * 100)[:-12], "b.txt.gz: damaged gzip data"),
        ("bad.jsonl", b'{"text": "x"}\n{"text":\n', "bad.jsonl, line 2: no JSON"),
        ("none.jsonl", b'{"text": "x"}\n{"texts": "x"}\n', "none.jsonl, line 2: has no 'text'"),
    ],
)
def test_bad_files_are_told(find: Run, name: str, content: bytes, said: str) -> None:
    """Else texts are missed without a word, or the user meets a traceback."""
    Path(name).write_bytes(content)
    result = find(name, "-o", "out.csv")
    assert result.code == 2
    assert said in result.err
    assert len(result.err.splitlines()) == 1
    assert files() == {"a.txt", name}


def test_missing_files_are_told_before_the_work(find: Run) -> None:
    """Else the slip in the last name is met after hours."""
    Path("empty").mkdir()
    for name, said in [("none.txt", "No such file"), ("empty", "has no file that ends in .txt")]:
        result = find("a.txt", name)
        assert (result.code, result.out) == (2, "")
        assert f"{name}: {said}" in result.err


def test_nothing_in_nothing_out(find: Run) -> None:
    """Else an empty day stops a pipeline."""
    Path("empty.txt").touch()
    Path("empty.jsonl").touch()
    for form, out in [
        ("json", ""),
        ("csv", "document,start,end,text,status,place_id,name,score,lat,lon,country,candidates\n"),
        ("geojson", '{"type": "FeatureCollection", "features": [\n]}\n'),
    ]:
        result = find("empty.txt", "empty.jsonl", "--format", form)
        assert (result.code, result.out, result.err) == (0, out, "")
    Path("null.jsonl").write_text('{"text": null}\n')
    assert mentions(find("null.jsonl")) == []


def test_the_input_is_never_written_over(find: Run) -> None:
    """Else a slip destroys the text."""
    Path("link.txt").symlink_to("a.txt")
    for args in (["a.txt", "-o", "a.txt"], ["a.txt", "-o", "link.txt"], [".", "-o", "a.txt"]):
        result = find(*args)
        assert result.code == 2
        assert "is read, too" in result.err
    assert Path("a.txt").read_bytes().decode() == TEXT
    assert files() == {"a.txt", "link.txt"}


@pytest.mark.parametrize(
    ("target", "said"), [("none/out.csv", "No such file"), (".", "is a folder")]
)
def test_where_nothing_can_be_written(find: Run, target: str, said: str) -> None:
    """Else a slip in a path ends in a traceback."""
    result = find("a.txt", "-o", target)
    assert result.code == 2
    assert said in result.err


def test_a_failed_run_leaves_what_was_there(find: Run) -> None:
    """Else yesterday's result is lost with today's."""
    Path("out.csv").write_text("before")
    Path("bad.jsonl").write_text("{")
    assert find("a.txt", "bad.jsonl", "-o", "out.csv").code == 2
    assert Path("out.csv").read_text() == "before"
    assert files() == {"a.txt", "bad.jsonl", "out.csv"}
