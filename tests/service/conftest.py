"""The service over the gazetteer that ships, asked without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette", reason="the extra serve is not installed")

from starlette.testclient import TestClient

# Fixtures of the tests of the page.
from tests.service.browsing import browser, context, fake, page, server  # noqa: F401
from toponyms.service.app import make_app
from toponyms.service.limits import Limits

if TYPE_CHECKING:
    from toponyms import Gazetteer


@pytest.fixture(scope="session")
def client(default_gazetteer: Gazetteer) -> TestClient:
    return TestClient(make_app(default_gazetteer))


@pytest.fixture(scope="session")
def narrow(default_gazetteer: Gazetteer) -> TestClient:
    """A service that allows very little."""
    limits = Limits(body=300, upload=200, line=100, names=2, name=10, text=20, waiting=3)
    return TestClient(make_app(default_gazetteer, limits=limits))
