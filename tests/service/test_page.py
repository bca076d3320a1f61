"""The page in a real browser, with a stand-in for the service and with the service itself."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from tests.service.browsing import (
    asked,
    has_value,
    marks,
    needs_browser,
    open_page,
    shown,
)
from tests.service.fake import EVIL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FilePayload, Page

    from tests.service.fake import Fake

pytest.importorskip("playwright")
pytestmark = needs_browser
_CSV = "id,place\n1,Janyatag\n2,Norashen\n3,x\n"
_FILE: FilePayload = {"name": "events.csv", "mimeType": "text/csv", "buffer": _CSV.encode()}
_TABS = {
    "lookup": "#lookup?q=Norashen",
    "text": "#text?text=Janyatag%20Norashen",
    "transliterate": "#transliterate?text=%D0%A8",
    "table": "#table",
}


def test_lookup_answers_while_one_types(page: Page, fake: Fake) -> None:
    """What the page is for: names of all sides with kind and dates, how, where, and links."""
    open_page(page, fake.url)
    page.keyboard.type("Janyatag")
    page.wait_for_selector("article[data-id='gn:1']")
    card = page.inner_text("article")
    for said in ("Chankatagh / Janyatag", "Canyataq", "Ճանկաթաղ", "Джанятаг / Чанкатах",
                 "Ҹанјатаг", "historical, 1920 to 1991", "it sounds the same",
                 "40.1400°\u00a0N"):  # fmt: skip
        assert said in card
    links = page.eval_on_selector_all("article .links a", "all => all.map(one => one.href)")
    assert [urlsplit(link).hostname for link in links] == [
        "www.geonames.org", "www.wikidata.org", "www.openstreetmap.org",
    ]  # fmt: skip
    assert page.inner_text("#lookup-status") == "One place: Chankatagh / Janyatag."
    assert shown(page) == {"q": ["Janyatag"]}


@pytest.mark.parametrize("name", ["Ճանկաթաղ", "Джанятаг"])
def test_an_address_shows_the_same_to_another(page: Page, fake: Fake, name: str) -> None:
    """An address that is shared has to give the answer, in any script."""
    open_page(page, f"{fake.url}#lookup?q={quote(name)}")
    page.wait_for_selector("article[data-id='gn:1']")
    assert page.input_value("#lookup-name") == name
    # Opening it does not send the name with the page.
    assert all(path.startswith("/api/") for path in fake.asked if quote(name) in path)


def test_homonyms_are_all_shown_and_on_the_map(page: Page, fake: Fake) -> None:
    """One of several places shown alone would be a wrong answer."""
    open_page(page, f"{fake.url}#lookup?q=Norashen")
    page.wait_for_selector("article[data-id='gn:3']")
    assert page.locator("article").count() == 2
    assert "Several places fit" in page.inner_text("#lookup-status")
    assert marks(page, "#lookup-map") == ["1. gn:2", "2. gn:3"]
    assert asked(fake, "/api/map.svg")["uncertain"] == ["gn:2,gn:3"]
    page.click("#lookup-more summary")
    page.select_option("#lookup-country", "AM")
    page.wait_for_selector("article[data-id='gn:2']", state="detached")
    assert page.locator("article[data-id='gn:3']").count() == 1
    assert shown(page)["country"] == ["AM"]


def test_suggestions_complete_a_beginning(page: Page, fake: Fake) -> None:
    """A beginning that is no name yet leads on."""
    open_page(page, fake.url)
    page.fill("#lookup-name", "Nora")
    page.click("#lookup-suggestions button >> text=Norashen")
    page.wait_for_selector("article[data-id='gn:2']")
    page.go_back()
    has_value(page, "#lookup-name", "Nora")
    page.wait_for_selector("article", state="detached")
    assert "No place is known" in page.inner_text("#lookup-status")


def test_a_point_that_is_none_is_told_at_its_field(page: Page, fake: Fake) -> None:
    """Else a slip in a coordinate would silently change nothing."""
    open_page(page, f"{fake.url}#lookup?q=Norashen&near=400,1")
    page.wait_for_selector("#lookup-near-problem:not([hidden])")
    assert page.get_attribute("#lookup-near", "aria-invalid") == "true"
    assert not any(path.startswith("/api/lookup") for path in fake.asked)


def test_names_with_markup_and_overrides_are_text(page: Page, fake: Fake) -> None:
    """A name in the data must neither run nor turn the line around."""
    open_page(page, f"{fake.url}#lookup?q=evil")
    page.wait_for_selector("article[data-id='gn:4']")
    assert page.inner_text("article h2") == EVIL.replace("\u202e", "⟨U+202E⟩")
    assert page.evaluate("window.harmed") is None
    assert page.locator("article img").count() == 0


def test_a_refusal_is_told_with_its_reason(page: Page, fake: Fake) -> None:
    """Else one would wait for an answer, or see an old one."""
    open_page(page, f"{fake.url}#lookup?q=Janyatag")
    page.wait_for_selector("article")
    fake.problem = (413, "501 characters are too many")
    page.fill("#lookup-name", "Norashen")
    page.wait_for_selector("#lookup-problem:not([hidden])")
    assert "501 characters are too many" in page.inner_text("#lookup-problem")
    assert page.locator("article").count() == 0


@pytest.mark.parametrize(
    ("locale", "tag", "tab"),
    [("az-AZ", "az", "Axtarış"), ("hy-AM", "hy", "Որոնում"), ("ru-RU", "ru", "Поиск"),
     ("de-DE", "en", "Look up")],
)  # fmt: skip
def test_the_page_speaks_the_language_of_the_browser(
    browser: Browser, fake: Fake, locale: str, tag: str, tab: str
) -> None:
    """Readers of the region should not have to look for a switch."""
    context = browser.new_context(locale=locale)
    page = context.new_page()
    open_page(page, fake.url)
    assert page.get_attribute("html", "lang") == tag
    assert page.inner_text("#tab-lookup") == tab
    context.close()


def test_the_switch_holds_and_goes_with_the_address(browser: Browser, fake: Fake) -> None:
    """A language that was chosen has to stay, also for the one who gets the address."""
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    open_page(page, f"{fake.url}#lookup?q=Janyatag")
    page.wait_for_selector("article")
    page.click("#languages button[value=hy]")
    page.wait_for_selector("html[lang=hy]")
    page.wait_for_selector("article h2 >> text=Ճանկաթաղ")
    assert shown(page)["ui"] == ["hy"]
    assert page.get_attribute("#languages button[value=hy]", "aria-pressed") == "true"
    open_page(page, fake.url)
    assert page.get_attribute("html", "lang") == "hy"
    context.close()


def test_tabs_by_keyboard(page: Page, fake: Fake) -> None:
    """Whoever has no mouse has to get everywhere, and to see where they are."""
    open_page(page, fake.url)
    page.focus("#tab-lookup")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-text"
    assert page.is_visible("#panel-text")
    assert not page.is_visible("#panel-lookup")
    page.keyboard.press("End")
    assert page.is_visible("#panel-table")
    assert page.url.endswith("#table")
    page.go_back()
    page.wait_for_selector("#panel-text:not([hidden])")
    page.keyboard.press("Home")
    assert page.get_attribute("#tab-table", "tabindex") == "-1"


def test_text_is_marked_by_code_points(page: Page, fake: Fake) -> None:
    """Offsets count code points, JavaScript does not: marks would slip behind an emoji."""
    text = "😀😀 Janyatag, <b>Norashen</b>\u202e."
    open_page(page, f"{fake.url}#text?text={quote(text)}")
    page.wait_for_selector("#text-marked mark")
    assert page.locator("#text-marked mark").all_inner_texts() == ["Janyatag", "Norashen"]
    assert page.inner_text("#text-marked") == text.replace("\u202e", "⟨U+202E⟩")
    page.focus("#text-marked mark.ambiguous")
    page.keyboard.press("Enter")
    page.wait_for_selector("#text-chosen article[data-id='gn:3']")
    assert page.locator("#text-chosen article").count() == 2
    assert len(marks(page, "#text-side")) == 3
    assert asked(fake, "/api/map.svg")["uncertain"] == ["gn:2,gn:3"]
    assert page.inner_text("#text-status") == "Names: 2. Places: 1. Undecided: 1."


def test_transliterate_forward_and_back(page: Page, fake: Fake) -> None:
    """Direction and choices have to reach the service, and the address."""
    open_page(page, f"{fake.url}#transliterate")
    page.wait_for_selector("#transliterate-options input")
    page.fill("#transliterate-text", "Шуша")
    result = "#transliterate-result"
    has_value(page, result, "forward:Шуша")
    page.wait_for_selector("#transliterate-check >> text=back:forward:Шуша")
    page.check("#transliterate-options input")
    has_value(page, result, "forward:Шуша:middle-dot")
    page.click("#transliterate-turn")
    has_value(page, result, "back:forward:Шуша:middle-dot:middle-dot")
    assert shown(page)["direction"] == ["back"]
    address = page.url
    page.select_option("#transliterate-system", "alalc-hye-Armn-Latn-2022")
    has_value(page, result, "back:forward:Шуша:middle-dot")
    assert not page.is_visible("#transliterate-options")
    open_page(page, address)
    has_value(page, result, "back:forward:Шуша:middle-dot:middle-dot")


def test_a_table_is_summarised_and_downloaded(page: Page, fake: Fake, tmp_path: Path) -> None:
    """The file that comes down is what the analyst goes on with."""
    source = tmp_path / "events.csv"
    source.write_text(_CSV, encoding="utf-8")
    open_page(page, f"{fake.url}#table")
    page.set_input_files("#table-file", source)
    page.wait_for_selector("#table-preview td")
    assert page.input_value("#table-column") == "place"
    page.click("#table-form button.main")
    page.wait_for_selector("#table-result a[download]")
    assert re.findall(r"33\.3 %", page.inner_text("#table-result")) == ["33.3 %"] * 3
    assert page.locator("#table-result img").count() == 0
    with page.expect_download() as waited:
        page.click("#table-result a[download]")
    assert waited.value.suggested_filename == "events.ids.csv"
    assert "1,Janyatag,gn:1\n" in waited.value.path().read_text("utf-8")
    page.click("#table-result a >> text=Norashen")
    page.wait_for_selector("article[data-id='gn:2']")


def test_a_table_can_be_dropped(page: Page, fake: Fake) -> None:
    """Dropping beside the field must not leave the page, dropping on it takes the file."""
    open_page(page, f"{fake.url}#table")
    page.evaluate(
        """csv => {
          const data = new DataTransfer();
          data.items.add(new File([csv], "dropped.csv", {type: "text/csv"}));
          for (const where of ["main", "table-drop"])
            document.getElementById(where).dispatchEvent(
              new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        _CSV,
    )
    page.wait_for_selector("#table-preview td")
    assert "dropped.csv" in page.inner_text("#table-status")


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a;b\n1;x,y\n", [["a", "b"], ["1", "x,y"]]),
        (b'a,b\r\n"x ""y""\nz",2\r\n', [["a", "b"], ['x "y"\nz', "2"]]),
        ("id\tместо\n1\tШуша\n".encode("cp1251"), [["id", "место"], ["1", "Шуша"]]),
        ("\ufeffad,x\nŞuşa,1".encode("utf-16"), [["\ufeffad", "x"], ["Şuşa", "1"]]),
        ("ad\nŞuşa\n".encode(), [["ad"], ["Şuşa"]]),
    ],
)
def test_columns_are_read_from_what_people_have(
    page: Page, fake: Fake, content: bytes, rows: list[list[str]]
) -> None:
    """A column that is read wrongly cannot be chosen."""
    open_page(page, fake.url)
    found = page.evaluate(
        """async bytes => {
          const csv = await import("/static/csv.js");
          const text = csv.decoded(new Uint8Array(bytes), true);
          return csv.rows(text, csv.sign(text));
        }""",
        list(content),
    )
    assert found == rows


@pytest.mark.parametrize("tab", _TABS)
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, fake: Fake, theme: str, width: int, tab: str
) -> None:
    """Contrast, names and roles are right in both themes; a phone need not scroll sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(
        locale="ru-RU",
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    open_page(page, fake.url + _TABS[tab])
    if tab == "table":
        page.set_input_files("#table-file", _FILE)
        page.click("#table-form button.main")
        page.wait_for_selector("#table-result a")
    if tab == "text":
        page.click("#text-marked mark")
        page.wait_for_selector("#text-chosen article")
    if tab == "lookup":
        page.wait_for_selector("article")
    found = axe.run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The service itself, over the gazetteer that ships."""
    uvicorn = pytest.importorskip("uvicorn")
    from toponyms.service.app import make_app

    config = uvicorn.Config(make_app(), host="127.0.0.1", port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.02)
    assert server.started
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join()


def test_every_tab_with_the_service_itself(page: Page, service: str) -> None:
    """The stand-in may say what the service does not."""
    open_page(page, f"{service}#lookup?q=%D5%83%D5%A1%D5%B6%D5%AF%D5%A1%D5%A9%D5%A1%D5%B2")
    page.wait_for_selector("article[data-id='gn:586666']")
    assert page.locator("#lookup-map .map-matched").count() == 1
    fill = "one => getComputedStyle(one).fill"
    # The policy allows the style sheet of the drawing.
    assert page.locator("#lookup-map .map-matched").evaluate(fill) == "rgb(11, 98, 164)"
    open_page(page, f"{service}#text?text=Near%20Janyatag.")
    page.click("#text-marked mark")
    page.wait_for_selector("#text-chosen article[data-id='gn:586666']")
    open_page(page, f"{service}#transliterate?text=%D0%A8%D1%83%D1%88%D0%B0")
    has_value(page, "#transliterate-result", "Shusha")
    open_page(page, f"{service}#table")
    page.set_input_files("#table-file", _FILE)
    page.click("#table-form button.main")
    page.wait_for_selector("#table-result a[download]")
    assert "gn:586666" in page.inner_text("#table-result")
