"""What is asked, and what a failure on the way means: cases that plain HTTP on loopback lacks."""

from __future__ import annotations

import socket
import ssl
import urllib.error
import urllib.request

import pytest

from toponyms.errors import DownloadError
from toponyms.gazetteer.download.asking import PassingError, ask

URL = "https://mirror.example/AZ.zip"


def failing(monkeypatch: pytest.MonkeyPatch, reason: OSError) -> None:
    """No connection can be made, for some reason."""

    def fail(*_: object, **__: object) -> None:
        raise urllib.error.URLError(reason)

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", fail)


def untrusted() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    return error


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (untrusted(), r"cannot be trusted \(self-signed certificate\)"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "no host of this name"),
    ],
)
def test_what_will_not_pass(monkeypatch: pytest.MonkeyPatch, reason: OSError, said: str) -> None:
    """Else a wrong address, or a forged server, is asked five times."""
    failing(monkeypatch, reason)
    with pytest.raises(DownloadError, match=said), ask(URL, {}, timeout=1):
        pass


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (TimeoutError("timed out"), "nothing came for 1 s"),
        (ConnectionResetError(104, "Connection reset by peer"), "Connection reset by peer"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "Temporary failure"),
    ],
)
def test_what_may_pass(monkeypatch: pytest.MonkeyPatch, reason: OSError, said: str) -> None:
    """Else a moment without a network ends a download."""
    failing(monkeypatch, reason)
    with pytest.raises(PassingError, match=said), ask(URL, {}, timeout=1):
        pass


def test_https_does_not_become_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else whoever sits between gives us what he likes."""

    def send_on(
        opener: urllib.request.OpenerDirector, request: urllib.request.Request, timeout: float
    ) -> object:
        handlers = opener.handlers  # type: ignore[attr-defined]
        redirects = next(
            one for one in handlers if isinstance(one, urllib.request.HTTPRedirectHandler)
        )
        to = "http://mirror.example/AZ.zip"
        return redirects.redirect_request(request, None, 302, "Found", {}, to)  # type: ignore[arg-type]

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", send_on)
    with (
        pytest.raises(DownloadError, match=r"sends us on to http://mirror\.example"),
        ask(URL, {}, timeout=1),
    ):
        pass
