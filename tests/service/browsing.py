"""What tests of the page share: a browser, a stand-in for the service, and how to look at both."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.service.fake import Fake, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

__all__ = [
    "asked", "browser", "context", "fake", "has_value", "marks", "needs_browser", "open_page",
    "page", "server", "shown",
]  # fmt: skip

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="needs a browser: apt-get install chromium"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For this module only: while it lives, no other event loop can run in this thread."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """An English browser, which keeps the files of the page between tests."""
    context = browser.new_context(locale="en-US", accept_downloads=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Fake]:
    with serving() as server:
        yield server


@pytest.fixture
def fake(server: Fake) -> Iterator[Fake]:
    server.asked.clear()
    server.problem = None
    server.released.clear()
    yield server
    server.released.set()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An English page; whatever the browser complains of fails the test."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    page.close()
    # The browser itself says when an answer was a refusal.
    assert [one for one in complaints if "Failed to load resource" not in one] == []


def open_page(page: Page, url: str) -> None:
    """Opens the page anew, and waits until it can be used."""
    if page.url != "about:blank":
        page.goto("about:blank")
    page.goto(url)
    page.wait_for_selector("html[data-ready]")


def has_value(page: Page, field: str, value: str) -> None:
    """Waits until a field has a value."""
    from playwright.sync_api import expect

    expect(page.locator(field)).to_have_value(value, timeout=10_000)


def marks(page: Page, where: str) -> list[str]:
    """What the marks of a map are called by screen readers."""
    page.wait_for_selector(f"{where} [data-ids]")
    labels: list[str] = page.eval_on_selector_all(
        f"{where} [role=button]", "all => all.map(one => one.ariaLabel)"
    )
    return labels


def asked(fake: Fake, path: str) -> dict[str, list[str]]:
    """The parameters of the last request for something."""
    (*_, last) = [one for one in list(fake.asked) if urlsplit(one).path == path]
    return parse_qs(urlsplit(last).query)


def shown(page: Page) -> dict[str, list[str]]:
    """The parameters in the address."""
    return parse_qs(urlsplit(page.url).fragment.partition("?")[2])
