"""Runs the command line in this process, or as one of its own, over a small gazetteer."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest
from toponyms_cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SMALL = Path(__file__).parent / "gazetteer"
A_SYSTEM = Path(__file__).parent / "my-system.toml"


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Run(Protocol):
    def __call__(self, *args: str, stdin: bytes = b"") -> Result: ...


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def small() -> Path:
    """A gazetteer of nine places."""
    return SMALL


@pytest.fixture
def toponyms(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs a command in this process."""
    monkeypatch.setenv("TOPONYMS_CACHE", str(cache))
    monkeypatch.setenv("COLUMNS", "80")

    def call(*args: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run(args)
        return Result(code, *capsys.readouterr())

    return call


@pytest.fixture
def lookup(toponyms: Run, small: Path) -> Run:
    """Runs `lookup` over the small gazetteer."""

    def call(*args: str, stdin: bytes = b"") -> Result:
        return toponyms("lookup", "--gazetteer", str(small), *args, stdin=stdin)

    return call


@pytest.fixture
def environment(cache: Path) -> Mapping[str, str]:
    """What a process needs to find the packages and the cache."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "TOPONYMS_CACHE": str(cache),
        "PYTHONUNBUFFERED": "",  # as a user has it
    }


@pytest.fixture
def process(environment: Mapping[str, str]) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts a command as a process of its own, with pipes."""

    def start(*args: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "toponyms_cli.main", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
        )

    return start
