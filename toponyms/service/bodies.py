"""Reads the bodies of requests, no more and no longer than is allowed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import orjson
from starlette.datastructures import Headers

from toponyms.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from toponyms.service.limits import Limits

__all__ = ["JSON_LINES", "BodyLimits", "content_type", "parsed", "read_json", "read_lines"]

JSON_LINES = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl"})


class BodyLimits:
    """Keeps bodies within the limits: a client that sends too much, or nothing more, is refused.

    Args:
        app: what it stands before.
        limits: of bodies.
        uploads: paths whose bodies may be as large as an upload.
    """

    def __init__(self, app: ASGIApp, limits: Limits, uploads: frozenset[str]) -> None:
        self._app = app
        self._limits = limits
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        streamed = content_type(headers) in JSON_LINES
        most = self._limits.upload if scope["path"] in self._uploads else self._limits.body
        said = headers.get("content-length", "")
        if not streamed and said.isdecimal() and int(said) > most:
            raise Problem(413, f"the body has {int(said):,} bytes: {most:,} at most")
        seen = 0
        loop = asyncio.get_running_loop()
        until = loop.time() + self._limits.seconds
        ended = False

        async def limited() -> Message:
            nonlocal seen, ended, until
            if ended:
                return await receive()
            if streamed:  # each part has its time
                until = loop.time() + self._limits.seconds
            try:
                message = await asyncio.wait_for(receive(), until - loop.time())
            except asyncio.TimeoutError:
                raise Problem(408, "the body did not come in time") from None
            seen += len(message.get("body", b""))
            ended = not message.get("more_body", False)
            if seen > most and not streamed:
                raise Problem(413, f"the body has more than {most:,} bytes")
            return message

        await self._app(scope, limited, send)


def content_type(headers: Headers) -> str:
    """The type of a body, without parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_json(request: Request) -> Any:
    """The body, which has to be JSON.

    Raises:
        Problem: if it says that it is something else, or is.
    """
    if content_type(request.headers) != "application/json":
        raise Problem(415, "the body must be JSON, and say so: content-type: application/json")
    return parsed(await request.body())


def parsed(content: bytes) -> Any:
    """What JSON says.

    Raises:
        Problem: if it is no JSON.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise Problem(400, f"no JSON in UTF-8: {error}") from None


async def read_lines(request: Request, longest: int) -> AsyncIterator[list[bytes]]:
    """The lines of a body as they come, those that came together together; blank ones left out.

    Raises:
        Problem: if one is longer than `longest` bytes.
    """
    rest = b""
    async for chunk in request.stream():
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > longest or any(len(line) > longest for line in lines):
            raise Problem(413, f"a line is longer than {longest:,} bytes")
        if lines := [line for line in lines if line.strip()]:
            yield lines
    if rest.strip():
        yield [rest]
