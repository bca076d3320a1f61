"""HTTP for clients that mean no good: a head that is too long or too slow ends the connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio

__all__ = ["GuardedProtocol"]

#: Bytes of the first line and the headers of a request; `queries` may stand in an address.
_LONGEST_HEAD = 2**18
#: Seconds in which they have to come.
_HEAD_SECONDS = 20.0


class GuardedProtocol(HttpToolsProtocol):
    """A connection whose requests have to begin in time, and shortly."""

    _head = 0
    _reading_head = True
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client came."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Something of a request came."""
        if self._reading_head:
            self._head += len(data)
            self._wait_for_head()
            # The first part of a body may have come with the head: hence the generous measure.
            if self._head > _LONGEST_HEAD + 2**16:
                self._end()
                return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """The head of a request is there."""
        self._reading_head = False
        self._forget()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """A request is there."""
        self._reading_head = True
        self._head = 0
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client went."""
        self._forget()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(_HEAD_SECONDS, self._end)

    def _forget(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _end(self) -> None:
        self._forget()
        if not self.transport.is_closing():
            self.transport.close()
