"""Runs the service in one process."""

from __future__ import annotations

import gc
import signal
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import uvicorn

from toponyms.service.protocol import GuardedProtocol

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from starlette.applications import Starlette

__all__ = ["make_server", "prepare"]

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


def prepare(app: Starlette, listening: socket.socket) -> Callable[[], None]:
    """Reads what answers need, before processes are forked that share it.

    Args:
        app: what `toponyms.service.app.make_app` made.
        listening: as `toponyms.service.listening.listen` gives it.

    Returns:
        What answers until the process is told to end, and finishes the requests under way then.
    """
    if hasattr(signal, "SIGPIPE"):
        # A client that goes away early must not end the process, as it ends other commands.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    app.state.core.load()
    # What it imports is shared too.
    make_server(app).config.load()
    with suppress(ImportError):
        import_module("uvloop")
    # A collection would go through all that was loaded, while requests wait; and in workers it
    # would write to every page that they share.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
    return partial(_run, app, listening)


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
