"""What every answer says to browsers, and what is logged of it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from toponyms.geo import map_style
from toponyms.markup import style_hash
from toponyms.service.log import LOGGER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Logged", "SecurityHeaders", "policy"]

_PAGE = (
    "script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; "
    "form-action 'none'"
)


def policy(*, framed: bool = False, styles: tuple[str, ...] = ()) -> str:
    """The content security policy of an answer.

    Args:
        framed: whether any page may show it in a frame.
        styles: style sheets inside it that are allowed.
    """
    hashes = " ".join([f"'{style_hash(style)}'" for style in styles])
    ancestors = "*" if framed else "'none'"
    return f"default-src 'none'; style-src 'self' {hashes}; {_PAGE}; frame-ancestors {ancestors}"


class SecurityHeaders:
    """Puts the headers on every answer that keep browsers from guessing, framing and running.

    Args:
        app: what it stands before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._always = _raw({"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"})
        closed = policy(styles=(map_style(),))
        self._unframed = _raw({"content-security-policy": closed, "x-frame-options": "DENY"})
        self._unkept = _raw({"cache-control": "no-store"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], *self._always]
                said = {name for name, _ in headers}
                if b"content-security-policy" not in said:
                    headers += self._unframed
                if b"cache-control" not in said:
                    headers += self._unkept
                message["headers"] = headers
            await send(message)

        await self._app(scope, receive, with_headers)


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as ASGI has them: made once, since every answer bears them."""
    return [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]


class Logged:
    """Logs each request: its method, route, status and time. Not what was asked for.

    Args:
        app: what it stands before.
        names: whether the whole address is logged, with the names in it.
    """

    def __init__(self, app: ASGIApp, *, names: bool = False) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request."""
        if scope["type"] != "http" or not LOGGER.isEnabledFor(logging.INFO):
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            took = 1000 * (time.perf_counter() - began)
            LOGGER.info("%s %s %s %.1f ms", scope["method"], self._where(scope), status, took)

    def _where(self, scope: Scope) -> str:
        if self._names:
            query = scope["query_string"].decode("latin-1")
            path = scope.get("raw_path", b"").decode("latin-1")
            return ascii(f"{path}?{query}" if query else path)[1:-1]
        route = scope.get("route")
        return getattr(route, "path", None) or "(elsewhere)"
