"""A server on loopback, and files that come from it."""

from __future__ import annotations

import bz2
import io
import random
import zipfile
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.served import File, serving
from toponyms.gazetteer.download import PUBLISHERS, Fetched, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.served import Server
    from toponyms.gazetteer.download.fetch import Outcome

NAME = "AZ.zip"
WOF = "whosonfirst-data-admin-az-latest.db.bz2"


def zipped(text: bytes, name: str = "AZ.txt") -> bytes:
    """A zip archive of one file, the same bytes each time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(name), text)
    return packed.getvalue()


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that no packing makes smaller."""
    return random.Random(seed).randbytes(size)


ARCHIVE = zipped(noise(200_000))
NEWER = zipped(noise(210_000, seed=2))
SQLITE = bz2.compress(noise(200_000))


class Fetch(Protocol):
    """Fetches AZ.zip, or a file of Who's On First, from the server."""

    def __call__(self, publisher: str = "geonames", **more: Any) -> Outcome: ...

    waits: list[float]
    troubles: list[str]


class _Fetch:
    def __init__(self, server: Server, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self.waits: list[float] = []
        self.troubles: list[str] = []

    def __call__(self, publisher: str = "geonames", **more: Any) -> Outcome:
        wanted = PUBLISHERS[publisher].wanted(["AZ"], base=more.pop("base", self._server.url))
        options = {
            "timeout": 20.0,
            "sleep": self.waits.append,
            "on_trouble": lambda name, said, wait: self.troubles.append(said),
            **more,
        }
        (outcome,) = fetch(wanted, self._folder, **options)
        return outcome


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is not asked for through a proxy of the machine that tests run on."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.files[NAME] = File(ARCHIVE)
        running.files[WOF] = File(SQLITE)
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files go; it is not there yet."""
    return tmp_path / "dumps"


@pytest.fixture
def fetched(server: Server, folder: Path) -> Fetch:
    return _Fetch(server, folder)


def names(folder: Path) -> set[str]:
    """What is in a folder, hidden files too."""
    return {path.name for path in folder.iterdir()}


def facts(record: Fetched) -> tuple[int, str, str]:
    return record.bytes, record.etag, record.last_modified
