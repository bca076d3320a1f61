"""Clients that mean no good, against a running server."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("uvicorn", reason="the extra serve is not installed")

from starlette.testclient import TestClient

from tests.service.process import ask, send, service, workers
from toponyms.service.app import Static, make_app
from toponyms.service.limits import Limits
from toponyms.service.listening import listen
from toponyms.service.protocol import GuardedProtocol
from toponyms.service.server import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms import Gazetteer

#: Seconds that the server of these tests waits; by default it is twenty and more.
PATIENCE = 0.5
FORM = "multipart/form-data; boundary=xx"


class Impatient(GuardedProtocol):
    head_seconds = PATIENCE
    reading_seconds = PATIENCE


@pytest.fixture(scope="module")
def port(default_gazetteer: Gazetteer) -> Iterator[int]:
    """A server that waits for nobody."""
    app = make_app(default_gazetteer, limits=Limits(seconds=PATIENCE))
    server = make_server(app, Impatient)
    listening = listen("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(20)
    listening.close()


def received(connection: socket.socket) -> bytes:
    """All that comes until the connection ends."""
    content = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(2**16):
            content += part
    connection.close()
    return content


def head(path: str, length: int | str, kind: str = "application/json", method: str = "POST") -> str:
    return (
        f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("start", "drop", "status"),
    [
        ("GET / HTTP/1.1\r\nHost: x\r\n", "X: y\r\n", None),
        (head("/api/find", 100_000), " ", 408),
        (head("/reconcile", 100_000, "application/x-www-form-urlencoded"), "a", 408),
        (head("/api/columns", 100_000, FORM) + "--xx\r\n", "a", 408),
    ],
    ids=["head", "json", "form", "upload"],
)
def test_a_request_that_drips_is_cut_off(
    port: int, start: str, drop: str, status: int | None
) -> None:
    """A thousand connections that are kept open by a byte a second would be all that there are."""
    connection = send(port, start.encode())
    began = time.monotonic()
    with suppress(OSError):
        while time.monotonic() - began < 10 * PATIENCE:
            connection.sendall(drop.encode())
            time.sleep(0.05)
    assert time.monotonic() - began < 6 * PATIENCE
    answer = received(connection)
    assert not status or answer.startswith(f"HTTP/1.1 {status}".encode())
    assert ask(port)["status"] == "matched"


def test_a_stream_that_stops_is_cut_off(port: int) -> None:
    """Likewise, of lines that nobody sends."""
    start = "POST /api/resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
    connection = send(port, f"{start}Transfer-Encoding: chunked\r\n\r\n".encode())
    connection.sendall(b'7\r\n"Baku"\n\r\n')
    answer = received(connection)
    first, second = re.findall(rb"^{.*}$", answer, re.MULTILINE)
    assert json.loads(first)["place_id"] == "gn:587084"
    assert json.loads(second)["error"]["status"] == 408


def test_an_answer_that_nobody_reads_is_dropped(port: int) -> None:
    """Answers to many would wait in the memory for ever."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(20)
    connection.connect(("127.0.0.1", port))
    ask_for_all = b"GET /api/systems HTTP/1.1\r\nHost: x\r\n\r\n"
    with suppress(OSError):
        connection.sendall(ask_for_all * 1000)
    time.sleep(2 * PATIENCE)
    # What the kernel has kept, a few megabytes, may still be read; then it is over.
    assert received(connection).count(b"HTTP/1.1 200") < 500
    assert ask(port)["status"] == "matched"


# Starlette leaves the part that has no end to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--xx",
        b"--yy\r\n\r\n--yy--\r\n",
        b'--xx\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n1',
        b'--xx\r\nContent-Disposition: form-data; name="file"\r\n\r\nno file\r\n--xx--\r\n',
        b"--xx\r\nContent-Disposition: \xff\xfe\r\n\r\n\r\n--xx--\r\n",
        b"--xx\r\n" + b"X: y\r\n" * 5000 + b"\r\n--xx--\r\n",
        b'--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * 500 + b"--xx--\r\n",
    ],
    ids=["empty", "begun", "other", "cut", "text", "bytes", "headers", "fields"],
)
def test_an_upload_that_is_broken(port: int, body: bytes) -> None:
    """It would be taken for a table, or be a fault of the service."""
    closing = FORM + "\r\nConnection: close"
    connection = send(port, head("/api/columns", len(body), closing).encode() + body)
    assert re.match(rb"HTTP/1.1 4(00|22) ", received(connection))


def test_an_upload_that_breaks_off_leaves_nothing(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk would fill up with parts of tables."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for _ in range(5):
        part = b'--xx\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        send(port, head("/api/columns", 2**24, FORM).encode() + part + b"a,b\n" * 2**19).close()
    until = time.monotonic() + 10
    while any(tmp_path.iterdir()):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert ask(port)["status"] == "matched"


@pytest.mark.parametrize(
    "request_head",
    [
        "GET /api/lookup?q=" + "x" * 400_000 + " HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n" * 60_000 + "\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nCookie: " + "x" * 400_000 + "\r\n\r\n",
        "x" * 400_000,
        "\x16\x03\x01\x02",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        head("/api/find", -1),
        head("/api/find", "5\r\nTransfer-Encoding: chunked") + "0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["address", "headers", "header", "line", "tls", "lengths", "negative",
         "smuggled", "chunk"],
)  # fmt: skip
def test_a_head_that_is_none(port: int, request_head: str) -> None:
    """It would fill the memory, or hide a request behind another."""
    with suppress(OSError):  # it may have hung up before all was sent
        connection = send(port, request_head.encode())
        connection.shutdown(socket.SHUT_WR)
        answer = received(connection)
        assert not answer or re.match(rb"HTTP/1.1 4\d\d ", answer)
        assert answer.count(b"HTTP/1.1 ") <= 1
    assert ask(port)["status"] == "matched"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static/%2e%2e%2f%2e%2e%2fapp.py",
        "/static/..%5c..%5capp.py",
        "/static/%252e%252e/app.py",
        "/static//etc/passwd",
        "/static/./../app.py",
        "/static/strings/../../app.py",
        "/static/%00/etc/passwd",
        "/static/" + "a" * 5000,
        "/static/",
        "/../etc/passwd",
        "//etc/passwd",
        "file:///etc/passwd",
    ],
)
def test_no_file_of_the_machine_is_reached(port: int, path: str) -> None:
    """Anyone could read what is no page; clients as browsers would tidy such paths up."""
    connection = send(port, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = received(connection)
    assert re.match(rb"HTTP/1.1 40[04] ", answer)
    assert b"root:" not in answer
    assert b"import" not in answer


def test_a_link_inside_of_the_page_leads_nowhere(tmp_path: Path) -> None:
    """A link that came into the folder would open the machine."""
    (tmp_path / "page").mkdir()
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "page" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "page" / "fine.txt").write_text("fine", "utf-8")
    client = TestClient(Static(directory=tmp_path / "page"), raise_server_exceptions=False)
    assert client.get("/fine.txt").text == "fine"
    assert "secret" not in client.get("/link.txt").text


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_processes_share_the_gazetteer() -> None:
    """Four processes would take four times the memory."""
    one, four = (_memory(number) for number in (1, 4))
    assert four < 2 * one


def _memory(number: int) -> int:
    """Kilobytes of all processes after some work, what they share counted once (PSS)."""
    with service("-q", "--workers", str(number)) as (process, port):
        body = json.dumps({"queries": [f"Stepanakert{number}" for number in range(200)]}).encode()
        for _ in range(8 * number):
            send_and_close = head("/api/resolve", len(body)).replace(
                "Host", "Connection: close\r\nHost"
            )
            assert received(send(port, send_and_close.encode() + body)).startswith(b"HTTP/1.1 200")
        total = 0
        for one in (process.pid, *workers(process.pid)):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text("ascii")
            total += int(re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[0])
        return total


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_starts_in_a_second() -> None:
    """Whoever starts it for one question would wait. Time of the processor: others work too."""
    with service("-q") as (process, port):
        assert ask(port)["status"] == "matched"
        spent = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    assert sum(map(int, spent[11:13])) / os.sysconf("SC_CLK_TCK") < 1.0
