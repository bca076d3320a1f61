"""A small stand-in for the service: the page as it is, and answers that a test knows."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EVIL", "POLICY", "Fake", "serving"]

#: Nothing inline, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
#: A name that would do harm wherever it were not shown as text.
EVIL = '<img src=x onerror="window.harmed=1">\u202eukaB'
_TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}


def _map(asked: dict[str, str]) -> str:
    """Marks as the service draws them, for what the page does with them."""
    marks = "".join(
        f'<g class="map-mark" data-ids="{one}"><title>{number}. {one}</title>'
        f'<circle class="map-point" cx="{40 * number}" cy="90" r="9"/>'
        f'<text class="map-sign" x="{40 * number}" y="94">{number}</text></g>'
        for number, one in enumerate(asked["ids"].split(","), 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {asked["width"]} {asked["height"]}"'
        f' class="map" role="img"><title>Outline map</title><g class="map-points">{marks}</g></svg>'
    )


def _name(text: str, lang: str, kind: str = "preferred", from_: str = "", to: str = "") -> Any:
    return {"text": text, "lang": lang, "kind": kind, "from": from_, "to": to, "source": "test"}


def _place(place_id: str, lat: float, lon: float, country: str, *names: Any) -> dict[str, Any]:
    return {
        "place_id": place_id, "feature": "P.PPL", "country": country, "lat": lat, "lon": lon,
        "admin1": "", "unit": None, "population": 1200, "geonames": place_id[3:],
        "wikidata": "Q1", "names": list(names),
    }  # fmt: skip


_PLACES = {
    place["place_id"]: place
    for place in (
        _place(
            "gn:1", 40.14, 46.78, "AZ",
            _name("Canyataq", "az"), _name("Ҹанјатаг", "az-Cyrl", "variant"),
            _name("Ճանկաթաղ", "hy"), _name("Джанятаг", "ru"), _name("Чанкатах", "ru"),
            _name("Janyatag", "en"), _name("Chankatagh", "en"),
            _name("Old Name", "en", "historical", "1920", "1991"), _name("جانیاتاق", "fa"),
        ),
        _place("gn:2", 39.55, 44.98, "AZ", _name("Norashen", "en"), _name("Noraşen", "az")),
        _place("gn:3", 40.0, 44.59, "AM", _name("Norashen", "en"), _name("Նորաշեն", "hy")),
        _place("gn:4", 40.4, 49.9, "AZ", _name(EVIL, "en")),
    )
}  # fmt: skip
_MEANT = {
    "janyatag": ["gn:1"], "չանկաթաղ": ["gn:1"], "ճանկաթաղ": ["gn:1"], "джанятаг": ["gn:1"],
    "norashen": ["gn:2", "gn:3"], "evil": ["gn:4"],
}  # fmt: skip


def _candidate(place_id: str) -> dict[str, Any]:
    place = _PLACES[place_id]
    met = place["names"][0]["text"]
    return {**place, "name": met, "score": 0.97, "method": "sound"}


def _lookup(asked: dict[str, str]) -> dict[str, Any]:
    query = asked["q"]
    ids = _MEANT.get(query.lower(), [])
    ids = [one for one in ids if asked.get("country", "") in ("", _PLACES[one]["country"])]
    status = {0: "unmatched", 1: "matched"}.get(len(ids), "ambiguous")
    return {
        "query": query,
        "status": status,
        "place_id": ids[0] if len(ids) == 1 else None,
        "candidates": [_candidate(one) for one in ids],
        "steps": [{"name": "fold case", "result": query.lower()}],
    }


def _find(text: str) -> dict[str, Any]:
    mentions = []
    for found in re.finditer(r"Janyatag|Norashen", text):
        ids = _MEANT[found[0].lower()]
        one = len(ids) == 1
        mentions.append({
            "start": found.start(), "end": found.end(), "text": found[0],
            "status": "matched" if one else "ambiguous", "place_id": ids[0] if one else None,
            "name": found[0] if one else None, "score": 0.9,
            "lat": _PLACES[ids[0]]["lat"] if one else None,
            "lon": _PLACES[ids[0]]["lon"] if one else None,
            "candidates": [_candidate(each) for each in ids],
        })  # fmt: skip
    return {"mentions": mentions}


def _system(system_id: str, lang: str, source: str, options: list[Any]) -> dict[str, Any]:
    return {
        "id": system_id, "name": f"System {system_id}", "language": lang,
        "source_script": source, "target_script": "Latn", "target_language": "",
        "reversible": True, "options": options, "usual": True, "purpose": "Maps.",
        "loss": ["й and ы are both y."], "title": "A table", "source": "https://example.org/",
        "authority": "A board", "year": 1947,
    }  # fmt: skip


_SYSTEMS = [
    _system("bgnpcgn-rus-Cyrl-Latn-1947", "ru", "Cyrl", [
        {"name": "middle-dot", "summary": "Writes a middle dot", "default": False},
    ]),
    _system("alalc-hye-Armn-Latn-2022", "hy", "Armn", []),
]  # fmt: skip


class Fake(ThreadingHTTPServer):
    """The server, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        #: An answer to everything of the API, instead of its own.
        self.problem: tuple[int, str] | None = None
        #: Set when slow answers are to come.
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_GET(self) -> None:
        """The page, or an answer of the API."""
        self.server.asked.append(self.path)
        url = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(url.query).items()}
        path = unquote(url.path)
        if not path.startswith("/api/"):
            self._file(path.removeprefix("/").removeprefix("static/") or "index.html")
        elif self.server.problem:
            self._refuse(*self.server.problem)
        elif path == "/api/lookup":
            if asked["q"] == "slow":
                self.server.released.wait(10)
            self._json(_lookup(asked))
        elif path == "/api/suggest":
            begun = asked["prefix"].lower()
            found = [key.capitalize() for key in _MEANT if key.startswith(begun)]
            self._json({"suggestions": [{"name": one} for one in found]})
        elif path == "/api/systems":
            self._json({"systems": _SYSTEMS})
        elif path == "/api/map.svg":
            self._send(_map(asked).encode(), "image/svg+xml")
        elif path.removeprefix("/api/places/") in _PLACES:
            self._json(_PLACES[path.removeprefix("/api/places/")])
        else:
            self._refuse(404, "there is no such place here")

    def do_POST(self) -> None:
        """An answer of the API."""
        self.server.asked.append(self.path)
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.server.problem:
            self._refuse(*self.server.problem)
        elif self.path == "/api/columns":
            assert self.headers["accept"] == "application/json"
            assert b'name="column"\r\n\r\nplace\r\n' in body
            if b"slow" in body:
                self.server.released.wait(10)
            counts = {"total": 3, "matched": 1, "ambiguous": 1, "unmatched": 1, "empty": 0}
            self._json({
                "summary": {
                    "rows": counts, "names": counts,
                    "unmatched": [{"name": EVIL, "rows": 1}],
                    "ambiguous": [{"name": "Norashen", "rows": 1}],
                },
                "name": "events.ids.csv", "type": "text/csv",
                "text": "id,place,place_id\n1,Janyatag,gn:1\n2,Norashen,\n3,x,\n",
            })  # fmt: skip
        elif self.path == "/api/find":
            self._json(_find(json.loads(body)["text"]))
        else:
            asked = json.loads(body)
            turned = f"{'back' if asked['reverse'] else 'forward'}:{asked['text']}"
            self._json({"result": ":".join([turned, *asked["options"]])})

    def _file(self, name: str) -> None:
        folder = files("toponyms.service").joinpath("page")
        self._send(
            folder.joinpath(*name.split("/")).read_bytes(), _TYPES[name.rsplit(".", maxsplit=1)[-1]]
        )

    def _refuse(self, status: int, detail: str) -> None:
        content = json.dumps({"title": "Refused", "status": status, "detail": detail}).encode()
        self._send(content, "application/problem+json", status)

    def _json(self, answer: object) -> None:
        self._send(json.dumps(answer).encode(), "application/json")

    def _send(self, content: bytes, type_: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("content-type", type_)
        self.send_header("content-length", str(len(content)))
        self.send_header("content-security-policy", POLICY)
        if not self.path.startswith("/api/"):
            self.send_header("cache-control", "max-age=600")
        self.send_header("x-content-type-options", "nosniff")
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked may have gone
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@contextmanager
def serving() -> Iterator[Fake]:
    """The server while the block runs."""
    server = Fake()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
