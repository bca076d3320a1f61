"""What all tests share: a cache of their own, hypothesis profiles, a small gazetteer."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import small
from toponyms import Gazetteer, Resolver

if TYPE_CHECKING:
    from pathlib import Path

# No deadline: a machine that is busy is not a property that failed.
settings.register_profile("quick", max_examples=60, derandomize=True, deadline=None)
settings.register_profile("ci", max_examples=300, derandomize=True, deadline=None)
settings.register_profile(
    "explore",
    max_examples=5000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_configure(config: pytest.Config) -> None:
    """Keeps compiled gazetteers out of the user's cache, also those of child processes."""
    folder = tempfile.TemporaryDirectory(prefix="toponyms-test-cache-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ["TOPONYMS_CACHE"] = folder.name


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small gazetteer; not to be written to."""
    return small.write(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small_gazetteer(small_folder: Path) -> Gazetteer:
    return Gazetteer.load(small_folder)


@pytest.fixture(scope="session")
def small_resolver(small_gazetteer: Gazetteer) -> Resolver:
    return Resolver(small_gazetteer)


@pytest.fixture(scope="session")
def default_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the library."""
    return Gazetteer.default()


@pytest.fixture(scope="session")
def default_resolver(default_gazetteer: Gazetteer) -> Resolver:
    return Resolver(default_gazetteer)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder for one test."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("TOPONYMS_CACHE", str(folder))
    return folder
