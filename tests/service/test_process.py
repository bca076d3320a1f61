"""The service as a process: how it starts, meets bad clients, and stops."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from typing import TYPE_CHECKING

import pytest
from toponyms_cli.main import run

from tests.service.process import ask, environment, send, service, workers

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("uvicorn", reason="the extra serve is not installed")

from toponyms.service.app import make_app
from toponyms.service.server import make_server


def _stopped(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(20)


def test_it_answers_and_stops() -> None:
    """`toponyms serve` would not work."""
    with service("-q") as (process, port):
        assert ask(port)["place_id"] == "gn:587084"
        assert ask(port, "/ready")["status"] == "ok"
        assert _stopped(process) in (0, 143)


def test_what_holds_itself_is_taken_away_from_time_to_time() -> None:
    """Every connection that was closed would stay in memory for ever."""

    class Held:
        pass

    async def minutes() -> tuple[bool, bool]:
        server = make_server(make_app())
        server.config.load()
        held = Held()
        held.itself = held  # type: ignore[attr-defined]
        gone = weakref.ref(held)
        gc.collect(0)
        gc.collect(1)
        del held
        await server.on_tick(599)
        before = gone() is not None
        await server.on_tick(600)
        return before, gone() is not None

    gc.disable()  # it would come by itself at any time
    try:
        assert asyncio.run(minutes()) == (True, False)
    finally:
        gc.enable()


def test_a_client_that_goes_away_harms_nobody() -> None:
    """A closed pipe ends the other commands; the service would end with its first rude client."""
    with service("-q") as (process, port):
        for _ in range(20):
            connection = send(port, b"GET /api/systems HTTP/1.1\r\nHost: x\r\n\r\n" * 20)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.close()
        assert ask(port)["status"] == "matched"
        assert process.poll() is None


def test_slow_clients_hold_nobody_up() -> None:
    """A few of them would be enough to stop the service."""
    with service("-q") as (_, port):
        head = b"POST /api/find HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        slow = [send(port, head + b"Content-Length: 1000\r\n\r\n{") for _ in range(50)]
        slow += [send(port, b"GET / HT") for _ in range(50)]
        began = time.monotonic()
        assert ask(port)["status"] == "matched"
        assert time.monotonic() - began < 5
        for connection in slow:
            connection.close()


def test_a_head_without_an_end_is_cut_off() -> None:
    """One client could fill the memory."""
    with service("-q") as (_, port):
        connection = send(port, b"GET / HTTP/1.1\r\nHost: x\r\n")
        endless = (b"X: " + b"x" * 10_000 + b"\r\n") * 1000
        with pytest.raises(OSError, match=r"reset|pipe"):
            connection.sendall(endless * 10)
        connection.close()
        assert ask(port)["status"] == "matched"


def test_what_is_under_way_is_finished() -> None:
    """Every restart would break somebody's work."""
    with service("-q") as (process, port):
        ask(port)
        text = json.dumps({"text": "Near Janyatag, which is far from Baku. " * 5000}).encode()
        head = (
            "POST /api/find HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(text)}\r\n\r\n"
        )
        connection = send(port, head.encode() + text)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        received = b""
        while part := connection.recv(2**20):
            received += part
        connection.close()
        assert received.startswith(b"HTTP/1.1 200")
        assert json.loads(received.partition(b"\r\n\r\n")[2])["mentions"]
        assert process.wait(20) in (0, 143)


def test_several_processes_share_the_work_and_end_together() -> None:
    """One that crashed would be missing for ever, or one would be left behind."""
    with service("-q", "--workers", "2") as (process, port):
        assert ask(port)["status"] == "matched"
        before = sorted(workers(process.pid))
        assert len(before) == 2
        time.sleep(2.1)  # one that ends sooner would only end again
        for ended in before:  # the one that loaded, and the one that it forked
            os.kill(ended, signal.SIGKILL)
            until = time.monotonic() + 10
            while len(now := workers(process.pid)) < 2 or ended in now:
                assert time.monotonic() < until
                time.sleep(0.05)
        threads = [threading.Thread(target=ask, args=(port,)) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert _stopped(process) in (0, 143)
        assert not any(map(_is_alive, now))


def test_several_processes_tell_why_they_do_not_begin(tmp_path: Path) -> None:
    """Whoever gave a wrong folder would wait for an address that never comes."""
    told = subprocess.run(
        [sys.executable, "-m", "toponyms_cli.main", "serve", "--port", "0", "--workers", "3",
         "--gazetteer", str(tmp_path / "none")],
        env=environment(), capture_output=True, text=True, check=False, timeout=40,
    )  # fmt: skip
    assert told.returncode == 2
    assert told.stderr.count("Error") == 1
    assert "none" in told.stderr


def test_processes_that_cannot_go_on_are_not_replaced_for_ever() -> None:
    """A service that cannot work would only keep the processor busy."""
    with service("-q", "--workers", "2") as (process, port):
        assert ask(port)["status"] == "matched"
        os.kill(workers(process.pid)[0], signal.SIGKILL)  # as soon as it began
        assert process.wait(20) in (0, 143, -signal.SIGTERM)
        assert "ended as soon as it began" in process.communicate()[1]
        assert not workers(process.pid)


def test_no_process_outlives_the_first() -> None:
    """The address would stay taken by processes that nobody can find."""
    with service("-q", "--workers", "2") as (process, port):
        assert ask(port)["status"] == "matched"
        left = workers(process.pid)
        process.kill()
        until = time.monotonic() + 10
        while any(map(_is_alive, left)):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_nothing_of_what_was_asked_is_in_the_log() -> None:
    """What people look for is nobody else's business."""
    with service() as (process, port):
        ask(port, "/api/lookup?q=Canyataq")
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=20)
    assert "lookup 200" in log
    assert "Canyataq" not in log


@pytest.mark.parametrize(
    ("option", "value"),
    [("--port", "x"), ("--port", "65536"), ("--workers", "0"), ("--public-url", "example.org")],
)
def test_wrong_usage(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip would start something else."""
    assert run(["serve", option, value]) == 2
    assert repr(value) in capsys.readouterr().err


def test_an_address_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody would know why it does not start."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port)]) == 2
    assert f"127.0.0.1:{port}" in capsys.readouterr().err


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
