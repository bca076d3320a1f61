"""HTTP for clients that mean no good.

A head that is too long or too slow ends the connection, and so does an answer that is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from toponyms.service.writing import WholeWrites

if TYPE_CHECKING:
    import asyncio

__all__ = ["GuardedProtocol"]

#: Bytes of the first line and the headers of a request; `queries` may stand in an address.
_LONGEST_HEAD = 2**18


class GuardedProtocol(HttpToolsProtocol):
    """A connection whose requests have to begin in time, and shortly, and whose answers are read.

    Attributes:
        head_seconds: in which the head of a request has to come.
        reading_seconds: in which a client has to read something of what waits for it.
    """

    head_seconds = 20.0
    reading_seconds = 30.0

    _head = 0
    _reading_head = True
    _patience: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client came."""
        super().connection_made(WholeWrites(transport, self.loop))  # type: ignore[arg-type]
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

    def pause_writing(self) -> None:
        """Much of an answer waits to be read."""
        super().pause_writing()
        self._unread = self.loop.call_later(self.reading_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """It was read."""
        super().resume_writing()
        self._forget_unread()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client went."""
        self._forget()
        self._forget_unread()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(self.head_seconds, self._end)

    def _forget(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _forget_unread(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _end(self) -> None:
        self._forget()
        if not self.transport.is_closing():
            self.transport.close()
