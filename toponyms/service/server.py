"""Runs the service: one process, or several that share what was loaded before they were forked."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from toponyms.service.headers import LOGGER
from toponyms.service.protocol import GuardedProtocol

if TYPE_CHECKING:
    from types import FrameType

    from starlette.applications import Starlette

__all__ = ["listen", "make_server", "serve"]

#: Connections of one process; more are refused with 503.
_CONNECTIONS = 1000
#: Seconds that requests under way have to end in when the service stops.
_GRACE = 30
#: Objects that are made before the collector goes through the young ones, how often it does so
#: before it goes through those that stayed, and what keeps it from the rest, which it would go
#: through for tens of milliseconds while everybody waits: that happens every so many ticks, each
#: of a tenth of a second.
_COLLECTED = (5000, 10, 2**20)
_COLLECTING = 600
#: A process that ended sooner would only end again.
_SHORT_LIVED = 2.0


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: a name or an address, IPv4 or IPv6.
        port: 0 for any that is free.

    Raises:
        OSError: naming the address, if it is not to be had.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(2048)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), f"{host}:{port}") from None
    return listening


def serve(app: Starlette, listening: socket.socket, *, workers: int = 1, log: bool = True) -> None:
    """Answers until the process is told to end; requests under way are finished then.

    Args:
        app: what `toponyms.service.app.make_app` made.
        listening: as `listen` gives it.
        workers: processes that answer.
        log: whether requests are logged, on standard error.
    """
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(message)s")
    LOGGER.setLevel(logging.INFO if log else logging.WARNING)
    # Whoever sends no form is told; a line for each would fill the log.
    logging.getLogger("python_multipart").setLevel(logging.ERROR)
    if hasattr(signal, "SIGPIPE"):
        # A client that goes away early must not end the process, as it ends other commands.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    app.state.core.load()
    # What it imports is shared too.
    make_server(app).config.load()
    # A collection would go through all that was loaded, while requests wait; and in workers it
    # would write to every page that they share.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
    if workers == 1:
        _run(app, listening)
    else:
        _Workers(app, listening).run(workers)


def _run(app: Starlette, listening: socket.socket) -> None:
    # Long work goes on in threads: whoever waits for a short answer gets a turn soon.
    sys.setswitchinterval(0.001)
    make_server(app).run(sockets=[listening])


def make_server(
    app: Starlette, protocol: type[GuardedProtocol] = GuardedProtocol
) -> uvicorn.Server:
    """What answers in one process.

    Args:
        app: what `toponyms.service.app.make_app` made.
        protocol: how connections are read and guarded.
    """
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        lifespan="off",
        server_header=False,
        http=protocol,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_GRACE,
        ws="none",
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Takes away once a minute what lived long and is held by nothing but itself."""

    async def on_tick(self, counter: int) -> bool:
        """Comes every tenth of a second; tells whether the server should end."""
        if counter and counter % _COLLECTING == 0:
            gc.collect()
        return await super().on_tick(counter)


class _Workers:
    """Forked processes that answer, and are forked again if they end.

    Args:
        app: what they run.
        listening: what they listen on, all of them.
    """

    def __init__(self, app: Starlette, listening: socket.socket) -> None:
        self._app = app
        self._listening = listening
        self._began: dict[int, float] = {}
        self._ended_by = 0
        # Nobody writes: its other end closes when this process ends, however it does.
        self._ended, self._open = os.pipe()

    def run(self, number: int) -> None:
        """Keeps a number of processes going until this one is told to end."""
        before = {one: signal.signal(one, self._end) for one in (signal.SIGTERM, signal.SIGINT)}
        try:
            for _ in range(number):
                self._fork()
            while self._began:
                self._wait()
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)
        if self._ended_by:
            signal.raise_signal(self._ended_by)

    def _fork(self) -> None:
        child = os.fork()
        if child:
            self._began[child] = time.monotonic()
            return
        code = 1
        try:
            os.close(self._open)
            threading.Thread(target=_end_after, args=(self._ended,), daemon=True).start()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all of them
            _run(self._app, self._listening)
            code = 0
        finally:
            os._exit(code)

    def _wait(self) -> None:
        child, _ = os.wait()
        began = self._began.pop(child, None)
        if began is None or self._ended_by:
            return
        if time.monotonic() - began < _SHORT_LIVED:
            LOGGER.error("a process ended as soon as it began; the service stops")
            self._end(signal.SIGTERM, None)
            return
        LOGGER.warning("a process ended; another takes its place")
        self._fork()

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ended_by = number
        for child in list(self._began):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)


def _end_after(parent: int) -> None:
    """Ends this process as SIGTERM does when the other end of a pipe is closed."""
    os.read(parent, 1)
    os.kill(os.getpid(), signal.SIGTERM)
