"""Builds what would be published, once for all tests of this folder and without a network."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(project: Path, target: str, folder: Path) -> Path:
    """What hatchling makes of a project: the path of the one file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (file,) = folder.iterdir()
    return file


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def editable_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel:editable", tmp_path_factory.mktemp("editable"))


@pytest.fixture(scope="session")
def unpacked_sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))
    with tarfile.open(archive) as content:
        # Pythons of 2023 and before know no filters, those of today warn if there is none.
        content.extraction_filter = getattr(tarfile, "data_filter", None)
        content.extractall(archive.parent / "unpacked")
    (project,) = (archive.parent / "unpacked").iterdir()
    return project


@pytest.fixture(scope="session")
def wheel_from_sdist(unpacked_sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(unpacked_sdist, "wheel", tmp_path_factory.mktemp("from-sdist"))
