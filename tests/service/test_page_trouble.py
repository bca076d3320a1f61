"""The page when things go wrong: nobody answers, answers overtake each other, files are unfit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.service.browsing import has_value, needs_browser, open_page, shown

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.service.fake import Fake

pytestmark = needs_browser


def _file(page: Page, content: bytes, name: str = "events.csv") -> None:
    page.set_input_files(
        "#table-file", {"name": name, "mimeType": "text/csv", "buffer": content}
    )  # fmt: skip


def test_a_slow_answer_does_not_replace_a_newer_one(page: Page, fake: Fake) -> None:
    """The places shown would not be those of the name in the box."""
    open_page(page, fake.url)
    with page.expect_request("**/api/lookup?q=slow*"):
        page.fill("#lookup-name", "slow")
    page.fill("#lookup-name", "Norashen")
    page.wait_for_selector("article[data-id='gn:3']")
    fake.released.set()
    page.wait_for_timeout(100)
    assert page.locator("article").count() == 2
    assert "Several places" in page.inner_text("#lookup-status")


def test_a_service_that_is_gone_can_be_asked_again(page: Page, fake: Fake) -> None:
    """One would have to type the name again, or take the silence for an answer."""
    open_page(page, fake.url)
    page.route("**/api/**", lambda route: route.abort())
    page.fill("#lookup-name", "Norashen")
    page.wait_for_selector("#lookup-problem:not([hidden]) >> text=does not answer")
    page.unroute("**/api/**")
    page.click("#lookup-problem button")
    page.wait_for_selector("article[data-id='gn:3']")
    assert page.is_hidden("#lookup-problem")


def test_a_text_in_the_box_for_a_name_leads_to_its_tab(page: Page, fake: Fake) -> None:
    """A pasted page would be cut off without a word, or be refused."""
    text = "Janyatag and Norashen. " * 400
    open_page(page, fake.url)
    page.fill("#lookup-name", text)
    page.click("#lookup-problem button")
    page.wait_for_selector("#text-marked mark")
    assert page.locator("#text-marked mark").count() == 800
    assert not any("q=Janyatag" in path for path in fake.asked)
    page.go_back()
    page.wait_for_selector("#panel-lookup:not([hidden])")


def test_a_place_can_be_asked_for_by_its_id(page: Page, fake: Fake) -> None:
    """An address that means one of several places could not be shared."""
    open_page(page, f"{fake.url}#lookup?q=gn:3")
    page.wait_for_selector("article[data-id='gn:3']")
    assert page.title().startswith("gn:3 · ")
    page.fill("#lookup-name", "gn:999")
    page.wait_for_selector("#lookup-status >> text=No place is known")
    assert page.locator("article").count() == 0


def test_a_forgotten_filter_is_offered_to_be_left(page: Page, fake: Fake) -> None:
    """A place in another country would seem unknown."""
    open_page(page, f"{fake.url}#lookup?q=Janyatag&country=AM")
    page.wait_for_selector("#lookup-status >> text=No place is known")
    page.click("#lookup-wider")
    page.wait_for_selector("article[data-id='gn:1']")
    assert shown(page) == {"q": ["Janyatag"]}


def test_suggestions_by_arrows(page: Page, fake: Fake) -> None:
    """A search box without arrows is not what people are used to."""
    open_page(page, fake.url)
    page.focus("#lookup-name")
    page.keyboard.type("Nora")
    page.wait_for_selector("#lookup-suggestions button")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Norashen"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "lookup-name"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("article[data-id='gn:3']")


def test_a_text_in_another_script_finds_its_system(page: Page, fake: Fake) -> None:
    """A system for Russian would give an Armenian text back as it was."""
    open_page(page, f"{fake.url}#transliterate")
    page.wait_for_selector("#transliterate-about")
    page.fill("#transliterate-text", "Շուշի")
    has_value(page, "#transliterate-system", "alalc-hye-Armn-Latn-2022")
    assert page.is_hidden("#transliterate-offer")
    page.select_option("#transliterate-system", "bgnpcgn-rus-Cyrl-Latn-1947")
    # What somebody chose is not changed behind their back.
    page.click("#transliterate-offer button")
    has_value(page, "#transliterate-system", "alalc-hye-Armn-Latn-2022")
    page.click("#transliterate-about summary")
    assert "both y" in page.inner_text("#transliterate-about-text")


def test_a_table_can_be_cancelled(page: Page, fake: Fake) -> None:
    """A wrong column of a large file would have to be waited for."""
    open_page(page, f"{fake.url}#table")
    _file(page, b"place\nslow\n")
    page.click("#table-form button.main")
    page.wait_for_selector("#table-progress")
    page.click("#table-cancel")
    assert page.inner_text("#table-status") == "Cancelled."
    assert page.is_hidden("#table-work")
    fake.released.set()
    page.wait_for_timeout(100)
    assert page.locator("#table-result a").count() == 0
    page.click("#table-form button.main")
    page.wait_for_selector("#table-result a[download]")


def test_a_table_that_is_refused_says_where_it_is_wrong(page: Page, fake: Fake) -> None:
    """In a file of a million rows nobody finds the one quote."""
    open_page(page, f"{fake.url}#table")
    _file(page, b'place\n"x\n')
    fake.problem = (422, "the file, line 2: a quote is opened in this row and not closed")
    page.click("#table-form button.main")
    page.wait_for_selector("#table-problem:not([hidden])")
    assert "line 2" in page.inner_text("#table-problem [lang=en]")
    assert page.is_hidden("#table-work")


@pytest.mark.parametrize(
    ("content", "size", "word"),
    [(b"PK\x03\x04rest", 8, "workbook"), (b"", 0, "no rows"), (b"a\n", 2**25 + 1, "32 MB")],
    ids=["workbook", "empty", "large"],
)
def test_a_file_that_is_no_table_is_not_sent(
    page: Page, fake: Fake, tmp_path: Path, content: bytes, size: int, word: str
) -> None:
    """Whoever saved a workbook would be told of characters that are no text."""
    path = tmp_path / "events.csv"
    path.write_bytes(content)
    with path.open("r+b") as file:
        file.truncate(size)
    open_page(page, f"{fake.url}#table")
    page.set_input_files("#table-file", path)
    page.wait_for_selector("#table-problem:not([hidden])")
    assert word in page.inner_text("#table-problem")
    assert page.is_hidden("#table-choose")
    assert "/api/columns" not in fake.asked
