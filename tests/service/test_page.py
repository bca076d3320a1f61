"""The page in a real browser, with a stand-in for the service and with the service itself."""

from __future__ import annotations

import re
import shutil
import threading
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.service.fake import EVIL, Fake, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FilePayload, Page

pytest.importorskip("playwright")
_CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    _CHROMIUM is None, reason="needs a browser: apt-get install chromium"
)
_CSV = "id,place\n1,Janyatag\n2,Norashen\n3,x\n"
_FILE: FilePayload = {"name": "events.csv", "mimeType": "text/csv", "buffer": _CSV.encode()}
_TABS = {
    "lookup": "#lookup?q=Norashen",
    "text": "#text?text=Janyatag%20Norashen",
    "transliterate": "#transliterate?text=%D0%A8",
    "table": "#table",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For this module only: while it lives, no other event loop can run in this thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Fake]:
    with serving() as server:
        yield server


@pytest.fixture
def fake(server: Fake) -> Fake:
    server.asked.clear()
    server.problem = None
    return server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An English page; whatever the browser complains of fails the test."""
    context = browser.new_context(locale="en-US", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    # The browser itself says when an answer was a refusal.
    assert [one for one in complaints if "Failed to load resource" not in one] == []


def _open(page: Page, url: str) -> None:
    page.goto("about:blank")
    page.goto(url)
    page.wait_for_selector("html[data-ready]")


def _value(page: Page, field: str, value: str) -> None:
    """Waits until a field has a value."""
    from playwright.sync_api import expect

    expect(page.locator(field)).to_have_value(value, timeout=10_000)


def _shown(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).fragment.partition("?")[2])


def test_lookup_answers_while_one_types(page: Page, fake: Fake) -> None:
    """What the page is for: names of all sides with kind and dates, how, where, and links."""
    _open(page, fake.url)
    page.keyboard.type("Janyatag")
    page.wait_for_selector("article[data-id='gn:1']")
    card = page.inner_text("article")
    for said in ("Chankatagh / Janyatag", "Canyataq", "Ճանկաթաղ", "Джанятаг / Чанкатах",
                 "Ҹанјатаг", "historical, 1920 to 1991", "it sounds the same",
                 "40.1400° N"):  # fmt: skip
        assert said in card
    links = page.eval_on_selector_all("article .links a", "all => all.map(one => one.href)")
    assert [urlsplit(link).hostname for link in links] == [
        "www.geonames.org", "www.wikidata.org", "www.openstreetmap.org",
    ]  # fmt: skip
    assert page.inner_text("#lookup-status") == "One place: Chankatagh / Janyatag."
    assert _shown(page) == {"q": ["Janyatag"]}


@pytest.mark.parametrize("name", ["Ճանկաթաղ", "Джанятаг"])
def test_an_address_shows_the_same_to_another(page: Page, fake: Fake, name: str) -> None:
    """An address that is shared has to give the answer, in any script."""
    _open(page, f"{fake.url}#lookup?q={quote(name)}")
    page.wait_for_selector("article[data-id='gn:1']")
    assert page.input_value("#lookup-name") == name
    assert quote(name) not in fake.asked[0]  # opening it does not send the name with the page


def test_homonyms_are_all_shown_and_on_the_map(page: Page, fake: Fake) -> None:
    """One of several places shown alone would be a wrong answer."""
    _open(page, f"{fake.url}#lookup?q=Norashen")
    page.wait_for_selector("article[data-id='gn:3']")
    assert page.locator("article").count() == 2
    assert "Several places fit" in page.inner_text("#lookup-status")
    src = page.get_attribute("#lookup-map img", "src") or ""
    assert parse_qs(urlsplit(src).query)["ids"] == ["gn:2,gn:3"]
    page.click("#lookup-more summary")
    page.select_option("#lookup-country", "AM")
    page.wait_for_selector("article[data-id='gn:2']", state="detached")
    assert page.locator("article[data-id='gn:3']").count() == 1
    assert _shown(page)["country"] == ["AM"]


def test_suggestions_complete_a_beginning(page: Page, fake: Fake) -> None:
    """A beginning that is no name yet leads on."""
    _open(page, fake.url)
    page.fill("#lookup-name", "Nora")
    page.click("#lookup-suggestions button >> text=Norashen")
    page.wait_for_selector("article[data-id='gn:2']")
    page.go_back()
    _value(page, "#lookup-name", "Nora")
    page.wait_for_selector("article", state="detached")
    assert "No place is known" in page.inner_text("#lookup-status")


def test_a_point_that_is_none_is_told_at_its_field(page: Page, fake: Fake) -> None:
    """Else a slip in a coordinate would silently change nothing."""
    _open(page, f"{fake.url}#lookup?q=Norashen&near=400,1")
    page.wait_for_selector("#lookup-near-problem:not([hidden])")
    assert page.get_attribute("#lookup-near", "aria-invalid") == "true"
    assert not any(path.startswith("/api/lookup") for path in fake.asked)


def test_names_with_markup_and_overrides_are_text(page: Page, fake: Fake) -> None:
    """A name in the data must neither run nor turn the line around."""
    _open(page, f"{fake.url}#lookup?q=evil")
    page.wait_for_selector("article[data-id='gn:4']")
    assert page.inner_text("article h2") == EVIL.replace("\u202e", "⟨U+202E⟩")
    assert page.evaluate("window.harmed") is None
    assert page.locator("article img").count() == 0


def test_a_refusal_is_told_with_its_reason(page: Page, fake: Fake) -> None:
    """Else one would wait for an answer, or see an old one."""
    _open(page, f"{fake.url}#lookup?q=Janyatag")
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
    _open(page, fake.url)
    assert page.get_attribute("html", "lang") == tag
    assert page.inner_text("#tab-lookup") == tab
    context.close()


def test_the_switch_holds_and_goes_with_the_address(page: Page, fake: Fake) -> None:
    """A language that was chosen has to stay, also for the one who gets the address."""
    _open(page, f"{fake.url}#lookup?q=Janyatag")
    page.wait_for_selector("article")
    page.click("#languages button[value=hy]")
    page.wait_for_selector("html[lang=hy]")
    page.wait_for_selector("article h2 >> text=Ճանկաթաղ")
    assert _shown(page)["ui"] == ["hy"]
    assert page.get_attribute("#languages button[value=hy]", "aria-pressed") == "true"
    _open(page, fake.url)
    assert page.get_attribute("html", "lang") == "hy"


def test_tabs_by_keyboard(page: Page, fake: Fake) -> None:
    """Whoever has no mouse has to get everywhere, and to see where they are."""
    _open(page, fake.url)
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
    _open(page, f"{fake.url}#text?text={quote(text)}")
    page.wait_for_selector("#text-marked mark")
    assert page.locator("#text-marked mark").all_inner_texts() == ["Janyatag", "Norashen"]
    assert page.inner_text("#text-marked") == text.replace("\u202e", "⟨U+202E⟩")
    page.focus("#text-marked mark.ambiguous")
    page.keyboard.press("Enter")
    page.wait_for_selector("#text-chosen article[data-id='gn:3']")
    assert page.locator("#text-chosen article").count() == 2
    src = page.get_attribute("#text-map img", "src") or ""
    assert parse_qs(urlsplit(src).query)["ids"] == ["gn:1,gn:2,gn:3"]
    assert page.inner_text("#text-status") == "Names: 2. Places: 1. Undecided: 1."


def test_transliterate_forward_and_back(page: Page, fake: Fake) -> None:
    """Direction and choices have to reach the service, and the address."""
    _open(page, f"{fake.url}#transliterate")
    page.wait_for_selector("#transliterate-options input")
    page.fill("#transliterate-text", "Шуша")
    result = "#transliterate-result"
    _value(page, result, "forward:Шуша")
    page.check("#transliterate-options input")
    _value(page, result, "forward:Шуша:middle-dot")
    page.click("#transliterate-turn")
    _value(page, result, "back:forward:Шуша:middle-dot:middle-dot")
    assert _shown(page)["direction"] == ["back"]
    address = page.url
    page.select_option("#transliterate-system", "alalc-hye-Armn-Latn-2022")
    _value(page, result, "back:forward:Шуша:middle-dot")
    assert not page.is_visible("#transliterate-options")
    _open(page, address)
    _value(page, result, "back:forward:Шуша:middle-dot:middle-dot")


def test_a_table_is_summarised_and_downloaded(page: Page, fake: Fake, tmp_path: Path) -> None:
    """The file that comes down is what the analyst goes on with."""
    source = tmp_path / "events.csv"
    source.write_text(_CSV, encoding="utf-8")
    _open(page, f"{fake.url}#table")
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
    _open(page, f"{fake.url}#table")
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
    _open(page, fake.url)
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
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])
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
    _open(page, fake.url + _TABS[tab])
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
    _open(page, f"{service}#lookup?q=%D5%83%D5%A1%D5%B6%D5%AF%D5%A1%D5%A9%D5%A1%D5%B2")
    page.wait_for_selector("article[data-id='gn:586666']")
    loaded = "async img => (await img.decode(), img.naturalWidth)"
    assert page.locator("#lookup-map img").evaluate(loaded) > 0
    _open(page, f"{service}#text?text=Near%20Janyatag.")
    page.click("#text-marked mark")
    page.wait_for_selector("#text-chosen article[data-id='gn:586666']")
    _open(page, f"{service}#transliterate?text=%D0%A8%D1%83%D1%88%D0%B0")
    _value(page, "#transliterate-result", "Shusha")
    _open(page, f"{service}#table")
    page.set_input_files("#table-file", _FILE)
    page.click("#table-form button.main")
    page.wait_for_selector("#table-result a[download]")
    assert "gn:586666" in page.inner_text("#table-result")
