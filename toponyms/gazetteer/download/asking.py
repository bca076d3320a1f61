"""One question to a server, and its answer as it comes.

Only http and https are spoken; proxies are those of the environment. A redirect is followed, but
never from https to http. What may pass by itself is a `PassingError`, what will not a
`DownloadError`.
"""

from __future__ import annotations

import email.utils
import platform
import socket
import ssl
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from http import HTTPStatus
from http.client import HTTPException, responses
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from toponyms import __version__
from toponyms.errors import DownloadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

__all__ = ["USER_AGENT", "Answer", "NotPublishedError", "PassingError", "ask"]

USER_AGENT = (
    f"toponyms/{__version__} (the toponyms project; gazetteer download) "
    f"Python/{platform.python_version()}"
)
_BLOCK = 1 << 18
_CLIENT_ERRORS, _SERVER_ERRORS = 400, 500
_MAY_PASS = frozenset({408, 425, 429})
#: What the answer to a question that was understood may be.
_UNDERSTOOD = frozenset(
    {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED,
     HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE}
)  # fmt: skip


class PassingError(Exception):
    """Something that may be gone at the next try.

    Attributes:
        wait: seconds that the server asks to wait, or None.
    """

    def __init__(self, message: str, *, wait: float | None = None) -> None:
        self.wait = wait
        super().__init__(message)


class NotPublishedError(DownloadError):
    """An address where there is nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers.

    Attributes:
        status: of HTTP: 200, 206, 304 or 416.
        headers: by their names in any case.
        url: where it came from in the end, without a query.
        body: what follows.
        timeout: seconds without a byte after which it is given up.
    """

    status: int
    headers: Message
    url: str
    body: Any
    timeout: float

    def header(self, name: str) -> str:
        """The value of a header, or nothing."""
        return str(self.headers.get(name, "")).strip()

    @property
    def length(self) -> int | None:
        """How many bytes follow, as far as the server says so."""
        text = self.header("Content-Length")
        return int(text) if text.isascii() and text.isdigit() else None

    def blocks(self) -> Iterator[bytes]:
        """The bytes that follow, as they come, up to the end or to where the connection was cut.

        Raises:
            PassingError: if the connection breaks.
        """
        left = self.length
        while left is None or left > 0:
            try:
                block = self.body.read1(_BLOCK if left is None else min(left, _BLOCK))
            except (OSError, HTTPException) as error:
                raise _failure(error, self.url, self.timeout) from None
            if not block:
                return
            if left is not None:
                left -= len(block)
            yield block


@contextmanager
def ask(url: str, headers: Mapping[str, str], *, timeout: float) -> Iterator[Answer]:
    """Asks for a file.

    Args:
        url: its address.
        headers: of the question, besides User-Agent.
        timeout: seconds to wait for a connection, and for each next byte.

    Yields:
        The answer, if it is one of 200, 206, 304 and 416.

    Raises:
        PassingError: if the server cannot be reached, or is busy or broken, for now.
        DownloadError: if it will not answer otherwise.
    """
    request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT, **headers})
    try:
        response: Any = _opener().open(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        response = error
    except (OSError, HTTPException) as error:
        raise _failure(error, url, timeout) from None
    with closing(response):
        if response.status not in _UNDERSTOOD:
            raise _refusal(url, response.status, response.headers)
        where = urlunsplit(urlsplit(response.url)._replace(query="", fragment=""))
        yield Answer(response.status, response.headers, where, response, timeout)


def _opener() -> urllib.request.OpenerDirector:
    """Speaks http and https; the usual one would read local files and FTP as well."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(),
        urllib.request.UnknownHandler(), urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(), _Redirects(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any,
        newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        allowed = {"https"} if req.type == "https" else {"http", "https"}
        if urlsplit(newurl).scheme not in allowed:
            raise DownloadError(
                f"the server sends us on to {newurl}, where we do not go: only https is as safe "
                "as https",
                url=req.full_url,
            )
        # 308 is 307 for Python before 3.11.
        code = min(code, HTTPStatus.TEMPORARY_REDIRECT)
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def http_error_308(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any
    ) -> Any:
        return self.http_error_302(req, fp, code, msg, headers)


def _refusal(url: str, status: int, headers: Message) -> Exception:
    said = f"the server says {status} {responses.get(status, '')}".rstrip()
    if status in _MAY_PASS or status >= _SERVER_ERRORS:
        return PassingError(said, wait=_wait(str(headers.get("Retry-After", ""))))
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        said += (
            ": nothing is published at this address; check the country's code (ISO 3166-1, two "
            "letters) and, if it is a mirror's, the address of its folder"
        )
        return NotPublishedError(said, url=url)
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        said += ": it gives this to nobody, or not to us; look at the address in a browser"
    elif status < _CLIENT_ERRORS:
        said += ": it sends us on and on, or where we do not go; check the address"
    return DownloadError(said, url=url)


def _wait(text: str) -> float | None:
    """Seconds of a `Retry-After`, which is a number or a date."""
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        then = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=timezone.utc)
    return max(0.0, (then - datetime.now(timezone.utc)).total_seconds())


def _failure(error: Exception, url: str, timeout: float) -> Exception:
    """What went wrong on the way, in words."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return DownloadError(
            f"its certificate cannot be trusted ({reason.verify_message}); check the address and "
            "this machine's clock",
            url=url,
        )
    if isinstance(reason, socket.gaierror) and reason.errno != socket.EAI_AGAIN:
        return DownloadError(
            "there is no host of this name; check the address, and whether there is a network",
            url=url,
        )
    if isinstance(reason, TimeoutError):
        return PassingError(f"nothing came for {timeout:g} s")
    if isinstance(reason, OSError):
        return PassingError(f"no connection: {reason.strerror or reason}")
    return PassingError(f"the connection was cut: {type(reason).__name__}")
