"""Writes the head of an answer together with its body: one call of the system instead of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

__all__ = ["WholeWrites"]

#: How the head of an answer begins.
_HEAD = b"HTTP/1.1 "


class WholeWrites:
    """A transport that keeps the head of an answer until its body comes, or others have a turn.

    What is written comes in the same order, and all of it. Whatever else is asked of it, the
    transport does.

    Args:
        transport: writes.
        loop: in which it does.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, content: bytes) -> None:
        """Writes, a head not at once."""
        if self._head:
            content, self._head = self._head + content, b""
            self._transport.write(content)
        elif content.startswith(_HEAD):
            self._head = content
            self._loop.call_soon(self._flush)
        else:
            self._transport.write(content)

    def close(self) -> None:
        """Closes the connection when all is written."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._head:
            content, self._head = self._head, b""
            self._transport.write(content)
