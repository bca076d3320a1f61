"""`toponyms gazetteer`: build, diff and export."""

from __future__ import annotations

import csv
import json
import shutil
import signal
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from toponyms.gazetteer.download.record import Fetched, write_record

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

VILLAGES = """\
id,name:az,name:hy@historical,feature,country,lat,lon
1,Seyidli,Սեյիդլի,P.PPL,AZ,40.03,47.0
2,Şıxlı,,P.PPL,AZ,41.2,45.1
"""


@pytest.fixture
def villages(tmp_path: Path) -> Path:
    file = tmp_path / "villages.csv"
    file.write_text(VILLAGES, "utf-8")
    return file


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "my-gaz"


def test_a_table_becomes_a_gazetteer_that_is_looked_up(
    toponyms: Run, villages: Path, out: Path, small: Path
) -> None:
    """Else a historian cannot bring her own villages."""
    result = toponyms(
        "gazetteer", "build", str(out), "--csv", str(villages), "--base", str(small),
        "--format", "json",
    )  # fmt: skip
    assert result.code == 0, result.err
    summary = json.loads(result.out)
    assert (summary["places"], summary["records"], summary["rejects"]) == (11, 11, 0)
    found = toponyms("lookup", "Сеидли", "--gazetteer", str(out), "--format", "json")
    answer = json.loads(found.out)
    assert answer["status"] == "matched"
    assert toponyms("gazetteer", "check", str(out)).code == 0
    info = json.loads(
        toponyms("gazetteer", "info", "--gazetteer", str(out), "--format", "json").out
    )
    assert info["sources"]["villages"] == 3
    assert info["places_by_source"] == {"test": 8, "villages": 2}
    assert info["places_by_language"]["az"] >= 2


def test_a_key_of_ones_own_is_the_source(toponyms: Run, villages: Path, out: Path) -> None:
    """Else two tables of one name cannot be told apart later."""
    command = ("gazetteer", "build", str(out), "--base", "none", "--csv", f"fieldwork={villages}")
    assert toponyms(*command).code == 0
    with (out / "names.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["source"] for row in csv.DictReader(stream)} == {"fieldwork"}
    assert "| `fieldwork` | own table (villages.csv) |" in (out / "README.md").read_text("utf-8")


def test_the_record_of_a_download_says_where_names_are_from(
    toponyms: Run, tmp_path: Path, out: Path
) -> None:
    """Else nobody can tell which edition of a source a gazetteer was built from."""
    file = tmp_path / "AZ.txt"
    cells = ["1", "Seyidli", "", "", "40", "47", "P", "PPL", "AZ", "", "", "", "", "", "0", "", "0"]
    file.write_text("\t".join([*cells, "", "2026-01-01"]) + "\n", "utf-8")
    fetched = Fetched(
        "AZ.txt", "GeoNames", "CC BY 4.0", "https://mirror.example/AZ.txt", "", "2026-11-22T20:00Z",
        file.stat().st_size, "", "", "Sun, 01 Nov 2026 03:00:00 GMT", "archive",
    )  # fmt: skip
    write_record(file, fetched)

    def source() -> dict[str, str]:
        arguments = ("gazetteer", "build", str(out), "--geonames", str(file), "--base", "none")
        assert toponyms(*arguments).code == 0
        (only,) = json.loads((out / "datapackage.json").read_text("utf-8"))["sources"]
        return dict(only)

    assert source() == {
        "title": "geonames: GeoNames (AZ.txt, 2026-11-01)", "path": "https://mirror.example/AZ.txt",
        "licence": "CC BY 4.0",
    }  # fmt: skip
    # What was written since is not what was fetched.
    write_record(file, replace(fetched, bytes=7))
    assert source()["path"] == "https://www.geonames.org/"


def test_columns_of_any_name_are_read(toponyms: Run, tmp_path: Path, out: Path) -> None:
    """Else everybody has to rename columns first."""
    file = tmp_path / "list.csv"
    file.write_text("Ad;Enlik;Uzunluq\nSeyidli;40.03;47.0\n", "utf-8")
    command = ("gazetteer", "build", str(out), "--base", "none", "--csv", str(file))
    mapping = "name:az=Ad,lat=Enlik,lon=Uzunluq"
    assert toponyms(*command, "--csv-columns", mapping).code == 0
    assert "Seyidli,az" in (out / "names.csv").read_text("utf-8")
    result = toponyms(*command, "--csv-columns", "nmae=Ad")
    assert result.code == 2
    assert "--csv-columns" in result.err
    assert "nmae" in result.err


def test_without_a_folder_the_index_is_compiled(toponyms: Run, small: Path) -> None:
    """Else what `build` did before no longer works."""
    result = toponyms("gazetteer", "build", "--gazetteer", str(small), "--format", "json")
    assert result.code == 0
    assert set(json.loads(result.out)) == {"folder", "cache", "bytes"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--csv", "{villages}"], "Name a folder"),
        (["{out}", "--base", "none"], "name at least one source"),
        (["{out}", "--csv", "{out}/nowhere.csv"], "there is no"),
        (["{out}", "--csv", "{villages}", "--base", "nowhere"], "there is no 'nowhere'"),
        (["{out}", "--csv", "{villages}", "--gazetteer", "x"], "use --base"),
        (["{out}", "--csv", "{villages}", "--alternate-names", "{villages}"], "--geonames"),
        (["{out}", "--csv", "{villages}", "--report", "{out}/report.csv"], "no folder"),
        (["{out}", "--csv", "a={villages}", "--lpf", "a={villages}"], "the key of another source"),
        (["{out}", "--csv", "{villages}", "--report", "{out}.txt"], "ends neither in .csv nor"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(
    toponyms: Run, villages: Path, out: Path, arguments: list[str], message: str
) -> None:
    """Else a slip costs an hour, or a gazetteer."""
    command = [text.format(villages=villages, out=out) for text in arguments]
    result = toponyms("gazetteer", "build", *command)
    assert result.code == 2
    assert message in " ".join(result.err.split()), result.err
    assert not out.exists()


def test_a_report_in_the_folder_itself_is_refused(toponyms: Run, villages: Path, out: Path) -> None:
    """Else it would be lost with the folder that is replaced."""
    command = ("gazetteer", "build", str(out), "--base", "none", "--csv", str(villages))
    assert toponyms(*command).code == 0
    result = toponyms(*command, "--report", str(out / "report.csv"))
    assert result.code == 2
    assert "put the report elsewhere" in " ".join(result.err.split())


def test_faults_stop_the_build_or_are_counted(
    toponyms: Run, villages: Path, out: Path, tmp_path: Path
) -> None:
    """Else bad rows go in, or good ones are lost with them, in silence."""
    with villages.open("a", encoding="utf-8") as stream:
        stream.write("3,Uzaq,,P.PPL,AZ,140.0,47.0\n")
    command = ("gazetteer", "build", str(out), "--base", "none", "--csv", str(villages))
    stopped = toponyms(*command)
    assert stopped.code == 2
    assert "line 4" in stopped.err
    assert not out.exists()
    report = tmp_path / "report.jsonl"
    kept = toponyms(*command, "--keep-going", "--report", str(report), "--format", "json")
    assert kept.code == 0
    assert json.loads(kept.out)["rejects"] == 1
    assert json.loads(kept.out)["places"] == 3
    assert kept.err.startswith("1 × ")
    (finding,) = map(json.loads, report.read_text("utf-8").splitlines())
    assert (finding["kind"], finding["line"]) == ("reject", 4)


def test_a_second_build_is_the_same(toponyms: Run, villages: Path, out: Path, small: Path) -> None:
    """Else nobody can tell whether a gazetteer has changed."""
    command = ("gazetteer", "build", str(out), "--csv", str(villages), "--base", str(small))
    assert toponyms(*command).code == 0
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    assert toponyms(*command).code == 0
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_ended_in_the_midst_it_leaves_nothing(
    process: Callable[..., subprocess.Popen[bytes]], tmp_path: Path, out: Path
) -> None:
    """Else whoever loses patience is left with half a gazetteer."""
    file = tmp_path / "big.csv"
    rows = "".join(f"{n},Kənd{n},{n % 80},{n % 170}\n" for n in range(200_000))
    file.write_text("id,name:az,lat,lon\n" + rows, "utf-8")
    started = process("gazetteer", "build", str(out), "--base", "none", "--csv", str(file))
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob(".my-gaz.*/records*")) and not list(
        tmp_path.glob(".my-gaz.*/*/records*")
    ):
        assert time.monotonic() < deadline
        assert started.poll() is None
        time.sleep(0.02)
    started.send_signal(signal.SIGTERM)
    _, err = started.communicate(timeout=30)
    assert started.returncode == 143, err
    assert b"Traceback" not in err
    assert [found.name for found in tmp_path.iterdir()] == ["big.csv"]


def test_diff_tells_what_changed(toponyms: Run, small: Path, tmp_path: Path) -> None:
    """Else a newer build is taken over unseen."""
    other = shutil.copytree(small, tmp_path / "other")
    text = (other / "places.csv").read_text("utf-8")
    (other / "places.csv").write_text(text + "tp:9,P.PPL,AZ,,40,47,,,\n", "utf-8")
    same = toponyms("gazetteer", "diff", str(small), str(small))
    assert (same.code, same.out) == (0, "")
    changed = toponyms("gazetteer", "diff", str(small), str(other), "--format", "json")
    assert changed.code == 0
    assert json.loads(changed.out) == {
        "kind": "place added", "place_id": "tp:9", "what": "", "old": "", "new": "P.PPL",
    }  # fmt: skip
    table = toponyms("gazetteer", "diff", str(small), str(other), "--format", "table")
    assert "place added: 1" in table.out
    assert toponyms("gazetteer", "diff", str(small), str(tmp_path / "nowhere")).code == 2


def test_a_table_of_many_changes_counts_them_all(
    toponyms: Run, villages: Path, out: Path, small: Path, tmp_path: Path
) -> None:
    """Else what does not fit on a screen seems not to have happened."""
    rows = "".join(f"{n},Kənd{n},,P.PPL,AZ,{n},47\n" for n in range(10, 30))
    villages.write_text(VILLAGES + rows, "utf-8")
    toponyms("gazetteer", "build", str(out), "--csv", str(villages), "--base", str(small))
    table = toponyms("gazetteer", "diff", str(small), str(out), "--format", "table").out
    assert "place added: 22" in table
    assert "own:29" not in table
    assert "…" in table


@pytest.mark.parametrize("form", ["lpf", "geojson", "csv", "skos"])
def test_export_writes_a_file_or_standard_output(
    toponyms: Run, small: Path, tmp_path: Path, form: str
) -> None:
    """Else an export is cut short, or differs by where it goes."""
    command = ("gazetteer", "export", "--gazetteer", str(small), "--format", form)
    shown = toponyms(*command)
    assert shown.code == 0
    assert toponyms(*command, "-o", str(tmp_path / "out")).code == 0
    assert (tmp_path / "out").read_text("utf-8") == shown.out
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


def test_export_refuses_what_it_does_not_know(toponyms: Run, small: Path) -> None:
    """Else a slip gives another format than was asked for."""
    command = ("gazetteer", "export", "--gazetteer", str(small))
    wrong = toponyms(*command, "--format", "shapefile")
    assert wrong.code == 2
    assert "lpf, geojson, csv, skos" in " ".join(wrong.err.split())
    inside = toponyms(*command, "--format", "csv", "-o", str(small / "all.csv"))
    assert inside.code == 2
    assert not (small / "all.csv").exists()
