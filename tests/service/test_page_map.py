"""The map on the page, by mouse and keyboard, and what the page does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.service.browsing import asked, marks, needs_browser, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.service.fake import Fake

pytestmark = needs_browser


def test_a_mark_leads_to_its_card_by_keyboard(page: Page, fake: Fake) -> None:
    """Of seven villages of one name, nobody could say which mark is which."""
    open_page(page, f"{fake.url}#lookup?q=Norashen")
    assert marks(page, "#lookup-map") == ["1. gn:2", "2. gn:3"]
    assert page.locator(".place .sign").all_inner_texts() == ["1", "2"]
    page.focus("#lookup-map [data-ids='gn:3']")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('article').dataset.id") == "gn:3"
    assert page.locator("#lookup-map .pointed").get_attribute("data-ids") == "gn:3"
    assert asked(fake, "/api/map.svg")["numbers"] == ["1"]


def test_the_map_does_not_stand_in_the_way_of_the_answer(page: Page, fake: Fake) -> None:
    """By keyboard the cards come first, and what is only to be seen is not read out."""
    open_page(page, f"{fake.url}#lookup?q=Norashen")
    page.wait_for_selector("#lookup-map svg")
    before = "(a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING"
    assert page.evaluate(
        f"({before})(document.querySelector('article'), document.querySelector('#lookup-map'))"
    )
    assert page.get_attribute("#lookup-map svg", "aria-label") == "Outline map"
    assert page.get_attribute("#lookup-map svg", "role") == "group"


def test_one_place_has_no_number(page: Page, fake: Fake) -> None:
    """A number would make one look for the second."""
    open_page(page, f"{fake.url}#lookup?q=Janyatag")
    page.wait_for_selector("#lookup-map svg")
    assert "numbers" not in asked(fake, "/api/map.svg")
    assert "uncertain" not in asked(fake, "/api/map.svg")
    assert page.locator(".place .sign").count() == 0


def test_a_mark_shows_what_the_text_means(page: Page, fake: Fake) -> None:
    """A map beside a text would have to be read against it point by point."""
    open_page(page, f"{fake.url}#text?text=Janyatag%20Norashen")
    assert len(marks(page, "#text-side")) == 3
    page.click("#text-side [data-ids='gn:3']")
    page.wait_for_selector("#text-chosen article[data-id='gn:3']")
    page.keyboard.press("Escape")
    assert page.is_hidden("#text-chosen")


def test_a_mark_in_the_text_is_left_as_it_was_entered(page: Page, fake: Fake) -> None:
    """Whoever closes what a name means would have to begin at the top again."""
    open_page(page, f"{fake.url}#text?text=Janyatag%20Norashen")
    page.focus("#text-marked mark >> nth=1")
    page.keyboard.press("Enter")
    page.wait_for_selector("#text-chosen article")
    page.wait_for_function("document.activeElement.id === 'text-chosen'")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Norashen"


@pytest.mark.parametrize("media", ["forced", "zoomed"])
def test_what_is_chosen_is_seen_in_forced_colours_and_magnified(
    browser: Browser, fake: Fake, media: str
) -> None:
    """Transparent borders become visible: every tab would look like the open one."""
    size = {"width": 320, "height": 400} if media == "zoomed" else {"width": 900, "height": 700}
    context = browser.new_context(
        locale="hy-AM",
        viewport={"width": size["width"], "height": size["height"]},
        forced_colors="active" if media == "forced" else "none",
        reduced_motion="reduce",
    )
    page = context.new_page()
    open_page(page, f"{fake.url}#lookup?q=Norashen")
    page.wait_for_selector("#lookup-map svg")
    style = "one => getComputedStyle(one).borderBottomStyle"
    if media == "forced":
        assert page.locator("#tab-lookup").evaluate(style) == "solid"
        assert page.locator("#tab-text").evaluate(style) == "none"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()


def test_each_name_says_its_language(page: Page, fake: Fake) -> None:
    """A screen reader would read Armenian with an English voice."""
    open_page(page, f"{fake.url}#lookup?q=Janyatag")
    page.wait_for_selector("article")
    for text, lang in (("Ճանկաթաղ", "hy"), ("Canyataq", "az"), ("Ҹанјатаг", "az-Cyrl")):
        bdi = page.locator(f"article .names bdi >> text={text}").first
        assert bdi.get_attribute("lang") == lang
