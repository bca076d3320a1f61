"""A server of files on loopback that can be told to misbehave, request by request."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Fault", "File", "Server", "cut", "drip", "hang", "raw", "redirect", "serving", "status"]

#: Where files are, as on the publishers' servers.
BASE = "/dump/"


@dataclass
class File:
    """A file that is served.

    Attributes:
        body: its bytes.
        etag, last_modified: which version it is; None for the usual ones.
        has_ranges: whether `Range` is understood.
        has_length: whether the length is told; else the file comes in chunks.
        heeds_if_range: whether a part is only given of the version that was asked for.
        slice_: the most bytes that are given to one question for a range.
    """

    body: bytes
    etag: str | None = None
    last_modified: str | None = "Wed, 01 Jul 2026 02:03:04 GMT"
    has_ranges: bool = True
    has_length: bool = True
    heeds_if_range: bool = True
    slice_: int = 1 << 40

    @property
    def tag(self) -> str:
        """The ETag: of the content, if none is given."""
        digest = hashlib.sha256(self.body).hexdigest()[:8]
        return f'"{digest}"' if self.etag is None else self.etag


@dataclass
class Server:
    """What is served, and what was asked.

    Attributes:
        url: of the folder with the files.
        files: by name.
        faults: what to do with the next questions for a file, instead of answering them.
        asked: the headers of each question, with the file's name as `name`.
        released: set when those that hang are to go on.
    """

    url: str = ""
    files: dict[str, File] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    asked: list[dict[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)


Fault = Callable[["_Handler", File | None], None]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Server

    def do_GET(self) -> None:
        name = self.path.removeprefix(BASE)
        self.state.asked.append({"name": name, **{k.lower(): v for k, v in self.headers.items()}})
        file = self.state.files.get(name)
        if self.state.faults[name]:
            self.state.faults[name].pop(0)(self, file)
        elif file is None:
            self.head(404, {"Content-Length": "0"})
        else:
            self.answer(file)

    def head(self, code: int, headers: dict[str, str]) -> None:
        self.send_response(code)
        for header, value in headers.items():
            self.send_header(header, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def answer(self, file: File, *, stop: int | None = None) -> None:
        """Gives a file, or the part that is wanted; `stop` is where the connection is cut."""
        headers = {"ETag": file.tag} if file.tag else {}
        if file.last_modified:
            headers["Last-Modified"] = file.last_modified
        if self.headers.get("If-None-Match") == file.tag:
            self.head(304, headers)
            return
        body, code = file.body, 200
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        condition = self.headers.get("If-Range")
        is_it = condition in {None, file.tag, file.last_modified} or not file.heeds_if_range
        if wanted and file.has_ranges and is_it:
            start = int(wanted[1])
            if start >= len(body):
                self.head(416, {"Content-Range": f"bytes */{len(body)}", "Content-Length": "0"})
                return
            code, body = 206, body[start : start + file.slice_]
            headers["Content-Range"] = f"bytes {start}-{start + len(body) - 1}/{len(file.body)}"
        if file.has_length:
            headers["Content-Length"] = str(len(body))
            self.head(code, headers)
            self.wfile.write(body[:stop])
        else:
            self.head(code, {**headers, "Transfer-Encoding": "chunked"})
            self.wfile.write(b"%x\r\n" % len(body) + body[:stop])
            if stop is None:
                self.wfile.write(b"\r\n0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        pass


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: whoever asked may have gone."""


def cut(at: int) -> Fault:
    """Cuts the connection after so many bytes."""

    def fault(handler: _Handler, file: File | None) -> None:
        assert file is not None
        handler.answer(file, stop=at)

    return fault


def hang(at: int) -> Fault:
    """Sends so many bytes, and then nothing for as long as the server lives."""

    def fault(handler: _Handler, file: File | None) -> None:
        assert file is not None
        handler.answer(file, stop=at)
        handler.wfile.flush()
        handler.state.released.wait(60)

    return fault


def status(code: int, headers: dict[str, str] | None = None) -> Fault:
    """Answers with a status and no file."""
    return lambda handler, _: handler.head(code, {"Content-Length": "0", **(headers or {})})


def drip(at: int, seconds: float) -> Fault:
    """Cuts the connection after so many bytes, which come in ten drops with pauses between."""

    def fault(handler: _Handler, file: File | None) -> None:
        assert file is not None
        handler.answer(file, stop=0)
        for start in range(0, at, at // 10):
            handler.wfile.write(file.body[start : start + at // 10])
            handler.wfile.flush()
            time.sleep(seconds)

    return fault


def raw(headers: dict[str, str], body: bytes) -> Fault:
    """Answers 200 with just these headers and this body."""

    def fault(handler: _Handler, _: File | None) -> None:
        handler.head(200, headers)
        handler.wfile.write(body)

    return fault


def redirect(to: str, code: int = 302) -> Fault:
    """Sends whoever asks to another address."""
    return status(code, {"Location": to})


@contextmanager
def serving() -> Iterator[Server]:
    """A server, for as long as it is needed."""
    state = Server()
    handler = type("Handler", (_Handler,), {"state": state})
    with _Quiet(("127.0.0.1", 0), handler) as http:
        state.url = f"http://127.0.0.1:{http.server_port}{BASE}"
        thread = threading.Thread(target=http.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield state
        finally:
            state.released.set()
            http.shutdown()
            thread.join()
