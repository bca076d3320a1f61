"""`toponyms gazetteer download`, from a server on loopback."""

from __future__ import annotations

import bz2
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.served import File, drip, hang, serving, status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.served import Server

TOWN = "\t".join(
    ["585110", "Seyidli", "Seyidli", "", "40.03", "47", "P", "PPL", "AZ", "", "01", "", "", "",
     "0", "", "120", "Asia/Baku", "2026-07-01"]
)  # fmt: skip
NAMES = "\t".join(["1", "585110", "ru", "Сеидли", "1", "", "", "", "", ""])
WOF = "whosonfirst-data-admin-az-latest.db.bz2"


def zipped(name: str, text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "What the columns are.\n" * 99)
        archive.writestr(name, f"{text}\n")
    return packed.getvalue()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as running:
        running.files["AZ.zip"] = File(zipped("AZ.txt", TOWN))
        running.files["alternateNamesV2.zip"] = File(zipped("alternateNamesV2.txt", NAMES))
        yield running


def test_what_is_fetched_is_built_from(toponyms: Run, server: Server, tmp_path: Path) -> None:
    """Else two commands that are made for each other do not fit."""
    into = tmp_path / "dumps"
    result = toponyms(
        "gazetteer", "download", "geonames", "--country", "az", "--alternate-names",
        "--url", server.url.rstrip("/"), "--into", str(into), "--format", "json",
    )  # fmt: skip
    assert result.code == 0, result.err
    towns, names = map(json.loads, result.lines)
    assert (towns["file"], towns["state"], towns["path"]) == (
        "AZ.zip", "fetched", str(into / "AZ.zip"),
    )  # fmt: skip
    assert towns["sha256"] == hashlib.sha256(server.files["AZ.zip"].body).hexdigest()
    assert "a second; checked by the archive" in result.err
    out = tmp_path / "my-gaz"
    built = toponyms(
        "gazetteer", "build", str(out), "--base", "none", "--geonames", towns["path"],
        "--alternate-names", names["path"],
    )  # fmt: skip
    assert built.code == 0, built.err
    assert "gn:585110,Сеидли,ru" in (out / "names.csv").read_text("utf-8")


def test_the_second_time_nothing_comes(toponyms: Run, server: Server, tmp_path: Path) -> None:
    """Else a script that asks each night costs the publisher a file each night."""
    command = ("gazetteer", "download", "geonames", "--country", "AZ", "--url", server.url,
               "--into", str(tmp_path))  # fmt: skip
    assert toponyms(*command).code == 0
    again = toponyms(*command)
    assert again.code == 0
    assert again.out.split("\t")[1] == "up to date"
    assert "none newer" in again.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["geonames"], "no country is named"),
        (["geonames", "--country", "AZ,XXX"], "'XXX' is no country code"),
        (["osm", "--country", "AZ"], "'osm' is not one of geonames, whosonfirst"),
        (["whosonfirst", "--country", "AZ", "--alternate-names"], "it is for geonames"),
        (["geonames", "--country", "AZ", "--url", "file:///dumps"], "is no address"),
        (["geonames", "--country", "AZ", "--url", "http://a:b@c/"], "password is not taken"),
    ],
)
def test_wrong_usage(
    toponyms: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], said: str
) -> None:
    """Else a slip is fetched, or ends in a traceback."""
    monkeypatch.chdir(tmp_path)
    result = toponyms("gazetteer", "download", *args)
    assert result.code == 2
    assert said in " ".join(result.err.split())
    assert not list(tmp_path.iterdir())


def test_what_came_before_a_fault_is_told(toponyms: Run, server: Server, tmp_path: Path) -> None:
    """Else a script does not learn which of forty files it has."""
    result = toponyms(
        "gazetteer", "download", "geonames", "--country", "AZ,QQ", "--country", "AM",
        "--url", server.url, "--into", str(tmp_path),
    )  # fmt: skip
    assert result.code == 2
    assert [line.split("\t")[0] for line in result.lines] == [str(tmp_path / "AZ.zip")]
    assert f"Error: {server.url}QQ.zip: the server says 404 Not Found" in result.err
    assert [one["name"] for one in server.asked] == ["AZ.zip", "QQ.zip"]


def test_whosonfirst_is_fetched(toponyms: Run, server: Server, tmp_path: Path) -> None:
    """Else half of the publishers cannot be used."""
    packed = bz2.compress(b"SQLite")
    listed = {"name_compressed": WOF, "sha256_compressed": hashlib.sha256(packed).hexdigest()}
    server.files |= {WOF: File(packed), "inventory.json": File(json.dumps([listed]).encode())}
    result = toponyms(
        "gazetteer", "download", "whosonfirst", "--country", "AZ", "--url", server.url,
        "--into", str(tmp_path), "--format", "csv",
    )  # fmt: skip
    assert result.code == 0, result.err
    assert result.lines[0] == "file,state,bytes,sha256,last_modified,url"
    assert (tmp_path / WOF).read_bytes() == packed
    assert "checked by the publisher's sha256" in result.err


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_keeps_what_came(
    process: Callable[..., subprocess.Popen[bytes]], server: Server, tmp_path: Path,
    sent: signal.Signals, code: int,
) -> None:  # fmt: skip
    """Else Ctrl-C costs what came in an hour, or half a file is taken for a whole one."""
    body = zipped("AZ.txt", TOWN)
    server.faults["AZ.zip"] = [hang(100)]
    args = ["gazetteer", "download", "geonames", "--country", "AZ", "--url", server.url,
            "--into", str(tmp_path)]  # fmt: skip
    part = tmp_path / "AZ.zip.part"
    with process(*args) as running:
        assert running.stderr is not None
        end = time.monotonic() + 30
        while not (part.exists() and part.stat().st_size == 100):
            assert running.poll() is None, running.stderr.read()
            assert time.monotonic() < end
            time.sleep(0.02)
        running.send_signal(sent)
        assert running.wait(30) == code
        said = running.stderr.read().decode()
    assert said.count("\n") == 1
    assert said.startswith("Interrupted; 100 bytes of ")
    assert f"kept in {part}. The same command goes on there." in said
    assert {file.name for file in tmp_path.iterdir()} == {"AZ.zip.part", "AZ.zip.part.json"}
    with process(*args) as running:
        assert running.wait(30) == 0
    assert server.asked[-1]["range"] == "bytes=100-"
    assert (tmp_path / "AZ.zip").read_bytes() == body
    assert {file.name for file in tmp_path.iterdir()} == {"AZ.zip", "AZ.zip.json"}


def test_an_interrupt_while_it_waits(
    process: Callable[..., subprocess.Popen[bytes]], server: Server, tmp_path: Path
) -> None:
    """Else who loses patience with a server that is down meets a traceback."""
    server.faults["AZ.zip"] = [status(503, {"Retry-After": "100"})]
    with process(
        "gazetteer", "download", "geonames", "--country", "AZ", "--url", server.url,
        "--into", str(tmp_path),
    ) as running:  # fmt: skip
        assert running.stderr is not None
        assert b"503 Service Unavailable; trying again in 100 s" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130
        assert running.stderr.read() == b"Interrupted; nothing of AZ.zip is kept.\n"
    assert not list(tmp_path.iterdir())


def test_a_person_sees_how_far_it_is(
    environment: Mapping[str, str], server: Server, tmp_path: Path
) -> None:
    """Else nobody knows whether an hour is left, or a log fills with bars."""
    pty = pytest.importorskip("pty")
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal to be had here: {error}")
    server.faults["AZ.zip"] = [drip(1000, 0.06)]
    command = [
        sys.executable, "-m", "toponyms_cli.main", "gazetteer", "download", "geonames",
        "--country", "AZ", "--url", server.url, "--into",
    ]  # fmt: skip
    with subprocess.Popen(
        [*command, str(tmp_path / "one")],
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
        env={**environment, "COLUMNS": "100", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"},
    ) as running:  # fmt: skip
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # how Linux ends a terminal whose other side is closed
            while chunk := os.read(ours, 4096):
                seen += chunk
        assert running.wait(30) == 0, seen
    os.close(ours)
    shown = seen.decode()
    assert "fetching AZ.zip" in shown
    assert "1.0/" in shown
    assert "B/s" in shown
    assert "0:00:0" in shown, "the time that is left"
    assert "trying again in 1 s" in shown
    assert "up to date" not in shown
    piped = subprocess.run(
        [*command, str(tmp_path / "two")], capture_output=True, env=environment, check=True
    )
    assert b"\x1b" not in piped.stderr
    assert piped.stderr.count(b"\n") == 1
