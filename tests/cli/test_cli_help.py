"""Help, version, and the reference that is made from them."""

from __future__ import annotations

import bz2
import gzip
import io
import re
import shlex
import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import toponyms as library
from tests.cli.conftest import A_SYSTEM
from tests.served import File, serving
from tools.cli_reference import REFERENCE, commands, reference
from toponyms.gazetteer.download import PUBLISHERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run

COMMANDS = dict(commands())


def listed(command: Any) -> list[str]:
    """The examples in a command's help."""
    _, _, lines = command.epilog.partition("Examples:\n")
    return [line.strip() for line in lines.splitlines()]


#: Options that name a file to be written.
WRITING = ("-o", "--output", "--review", "--report", "--html")
PAGES = [REFERENCE.with_name(name) for name in ("columns.md", "find.md")]
#: The text in the examples of `find`.
ARTICLE = "Near Janyatag, which Armenians call Chankatagh.\n"
#: Those of `serve` go on until they are ended: tests/service runs them.
EXAMPLES = sorted({
    example
    for called, command in COMMANDS.items()
    for example in listed(command)
    if called != "toponyms serve"
})  # fmt: skip


@pytest.mark.parametrize("called", COMMANDS)
def test_every_command_has_help_and_examples(toponyms: Run, called: str) -> None:
    """Else a user meets a command that nobody explained."""
    result = toponyms(*called.split()[1:], "--help")
    assert result.code == 0
    command = COMMANDS[called]
    assert command.help.splitlines()[0] in " ".join(result.out.split())
    assert listed(command)
    for example in listed(command):
        assert f"    {example}\n" in result.out
        assert called in example


@pytest.mark.parametrize("called", COMMANDS)
def test_every_option_has_help(called: str) -> None:
    """Else an option can only be guessed."""
    for param in COMMANDS[called].params:
        assert param.help, param.name


def write_what_examples_read(folder: Path) -> None:
    """The files that stand in the examples."""
    shutil.copy(A_SYSTEM, folder / "my-system.toml")
    (folder / "names.txt").write_text("Джанятаг\n", "utf-8")
    (folder / "events.csv").write_text("id,location\n1,Janyatag\n2,Шуша\n", "utf-8")
    (folder / "doubts.csv").write_text("name,decision\nШуша,gn:586666\nЛачин,\n", "utf-8")
    (folder / "villages.csv").write_text("name:az,lat,lon\nSeyidli,40.03,47\n", "utf-8")
    (folder / "list.csv").write_text("Ad,Enlik,En\nSeyidli,40.03,47\n", "utf-8")
    town = ["585110", "Seyidli", "Seyidli", "", "40.03", "47", "P", "PPL", "AZ", "", "01"]
    line = "\t".join([*town, "", "", "", "0", "", "120", "Asia/Baku", "2026-07-01"])
    (folder / "AZ.txt").write_text(f"{line}\n", "utf-8")
    name = "\t".join(["1", "585110", "ru", "Сеидли", "1", "", "", "", "", ""])
    (folder / "alternateNamesV2.txt").write_text(f"{name}\n", "utf-8")
    (folder / "articles").mkdir()
    for name in ("article.txt", "articles/article.txt"):
        (folder / name).write_text(ARTICLE, "utf-8")
    news = '{"id": 7, "body": "From Janyatag to Baku"}\n'
    (folder / "news.jsonl.gz").write_bytes(gzip.compress(news.encode()))
    (folder / "events.jsonl.gz").write_bytes(gzip.compress(b'{"place": "Janyatag"}\n'))
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["from", "to"], ["Janyatag", "Баку"]):
        book.active.append(row)
    book.save(folder / "trips.xlsx")


def run_as_a_shell(toponyms: Run, example: str, folder: Path) -> str:
    """Runs what stands in an example, and gives the last output."""
    given = b""
    for part in example.split(" | "):
        command, _, source = part.partition(" > ")[0].partition(" < ")
        words = shlex.split(command)
        if words[0] == "zcat":
            given = gzip.decompress((folder / words[1]).read_bytes())
            continue
        if source:
            given = (folder / source).read_bytes()
        if words[0] != "toponyms":
            given = b"gn:586666\n" if words[0] == "cut" else given
            continue
        result = toponyms(*words[1:], stdin=given)
        assert result.code == 0, result.err
        written = [words[words.index(one) + 1] for one in WRITING if one in words]
        assert bool(result.out) == ("-o" not in words and "--html" not in words)
        for name in written:
            assert (folder / name).stat().st_size > 0
        given = result.out.encode()
    return given.decode()


@pytest.fixture
def publishers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is published is on loopback: no example reaches the network."""
    with io.BytesIO() as packed:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("AZ.txt", "")
        zipped = packed.getvalue()
    monkeypatch.setenv("no_proxy", "*")
    with serving() as server:
        for key, publisher in list(PUBLISHERS.items()):
            monkeypatch.setitem(PUBLISHERS, key, replace(publisher, base=server.url))
            body = zipped if publisher.form == "zip" else bz2.compress(b"")
            for one in publisher.wanted(["AZ", "AM", "all"], alternate_names=key == "geonames"):
                server.files[one.name] = File(body)
        yield


@pytest.mark.usefixtures("publishers")
@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_run(
    toponyms: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    """Else the help shows commands that do not work."""
    shutil.copytree(small, tmp_path / "my-places")
    write_what_examples_read(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    monkeypatch.chdir(tmp_path)
    run_as_a_shell(toponyms, example, tmp_path)
    new = {path.name for path in tmp_path.iterdir()} - before
    assert new <= set(shlex.split(example)), "a file that the example does not name"


def examples_of(page: str) -> list[tuple[str, str]]:
    """The commands of a page, and what stands below each as its output."""
    blocks = re.findall("```console\\n(.*?)```", page, re.DOTALL)
    shown = [one.partition("\n") for block in blocks for one in block.split("$ ")[1:]]
    return [(command, output) for command, _, output in shown]


@pytest.mark.parametrize(
    ("example", "output"),
    [found for page in PAGES for found in examples_of(page.read_text("utf-8"))],
)
def test_examples_of_the_guides_run(
    toponyms: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str, output: str
) -> None:
    """Else a user's first try ends in an error, or shows something else."""
    write_what_examples_read(tmp_path)
    if "--review" in example and "--decisions" not in example:
        (tmp_path / "doubts.csv").unlink()
    monkeypatch.chdir(tmp_path)
    said = run_as_a_shell(toponyms, example, tmp_path)
    assert said == output or not output


def test_reference_is_up_to_date() -> None:
    """Else docs/cli.md tells of commands as they were; `python -m tools.cli_reference` mends it."""
    assert REFERENCE.read_text("utf-8") == reference()


def test_version(toponyms: Run) -> None:
    """Else a report of a fault cannot say which version had it."""
    assert toponyms("--version").out == f"toponyms {library.__version__}\n"


@pytest.mark.parametrize("args", [["nonsense"], ["gazetteer", "nonsense"], ["--nonsense"]])
def test_unknown_command_is_told(toponyms: Run, args: list[str]) -> None:
    """Else a slip ends in a traceback."""
    result = toponyms(*args)
    assert result.code == 2
    assert args[-1] in result.err
