"""The page of texts and places: nothing in it runs, loads or hides; what it leaves out it says."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.documents.making import JANYATAG, MARTUNI, NOWHERE, OTHER, passage
from toponyms.documents import mentions_page
from toponyms.markup import style_hash
from toponyms.text.visible import visible_lines

if TYPE_CHECKING:
    from toponyms import Gazetteer
    from toponyms.documents import Passage

VOID = {"meta", "br", "hr", "img", "input", "link"}
NASTY = [
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", '"><svg onload=alert(1)>',
    "$heading ${title}", "\u202eevil\u2066", "\x00\x1b[2J", "\ud800", "&lt;b&gt;", "q" * 5000,
]  # fmt: skip


class _Page(HTMLParser):
    """Reads a page, holds that its elements are closed in order, and collects what is shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str]] = []
        #: What is shown of the documents, and which of it is marked.
        self.text = ""
        self.marked: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self.open.append((tag, attributes.get("class") or ""))
        if tag == "mark" and "tabindex" in attributes:
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = {class_ for _, class_ in self.open}
        if "text" in classes and "tip" not in classes:
            self.text += data
            if self.open[-1][0] == "mark":
                self.marked[-1] += data


@pytest.fixture
def page(small_gazetteer: Gazetteer) -> Any:
    def make(*found: Passage, **options: int) -> str:
        return mentions_page(found, small_gazetteer, **options)

    return make


def plain(markup: str) -> str:
    """What a reader sees of it."""
    return unescape(re.sub("<[^>]*>", "", markup))


def test_the_page_has_the_text_and_its_names(page: Any) -> None:
    """The page would be pretty and empty."""
    text = "Near Janyatag,\r\nin Qarabağ.\n\nMartuni"
    made = page(
        passage(
            text, ("Janyatag", [JANYATAG]), ("Qarabağ", [NOWHERE]), ("Martuni", [MARTUNI, OTHER])
        )
    )
    read = _Page(made)
    assert read.text == text.replace("\r", "")
    assert read.marked == ["Janyatag", "Qarabağ", "Martuni"]
    shown = plain(made)
    for words in ("Places in a.txt", "1 document · 3 names · 2 places · 1 undecided", "gn:586666",
                  "Ճանկաթաղ", "populated place", "40.1399° N", "clue: place before +1.9 · <b>",
                  "Several places fit", "A name of a place: 0.95"):  # fmt: skip
        assert words in shown, words


def test_a_name_leads_to_its_row(page: Any) -> None:
    """Whoever meets a name could not find it in the list."""
    read = _Page(page(passage("Janyatag", ("Janyatag", [JANYATAG]))))
    ids = {attributes.get("id") for _, attributes in read.tags}
    targets = [attributes.get("href") for tag, attributes in read.tags if tag == "a"]
    told = [attributes.get("aria-describedby") for tag, attributes in read.tags if tag == "mark"]
    assert targets == ["#p1"]
    assert {"p1", "t1"} <= ids
    assert told[-1] == "t1"


@pytest.mark.parametrize("nasty", NASTY)
def test_nothing_runs_loads_or_hides(page: Any, nasty: str) -> None:
    """An article could take the reader's page over, or turn its lines around."""
    text = f"{nasty} Janyatag {nasty}"
    found = passage(text, (nasty, [OTHER]), ("Janyatag", [JANYATAG]), document=nasty)
    made = page(found, passage("b", document="b"))
    read = _Page(made)
    assert not {"script", "img", "iframe", "object", "embed", "form", "base"} & {
        tag for tag, _ in read.tags
    }
    for tag, attributes in read.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert "src" not in attributes
        assert tag != "link"
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", made)
    made.encode()
    shown = visible_lines(text)
    assert read.text in {f"{shown}b", shown.replace("\ud800", "\ufffd") + "b"}


def test_the_policy_allows_the_page_s_own_style_and_nothing_else(page: Any) -> None:
    """Browsers would show the page bare, or let something slip through."""
    made = page(passage("Janyatag", ("Janyatag", [JANYATAG])))
    (style,) = re.findall("<style>(.*?)</style>", made, re.DOTALL)
    assert f"default-src 'none'; style-src '{style_hash(style)}'" in made
    assert "url(" not in style
    assert "@import" not in style


def test_several_documents_have_a_section_each(page: Any) -> None:
    """Nobody could tell where a text ends."""
    found = [passage(f"In Janyatag {n}", ("Janyatag", [JANYATAG]), document=f"{n}") for n in "ab"]
    made = page(found[0], passage(" more", document="a", start=13), found[1])
    assert re.findall("<h2><bdi>(.*?)</bdi></h2>", made) == ["a", "b"]
    assert "In Janyatag a more" in _Page(made).text
    assert "Places in 2 documents" in made


@pytest.mark.parametrize(
    ("limits", "shown", "left"),
    [
        ({"characters": 20}, "Janyatag 1. Janyatag", "72 characters of text and 3 documents"),
        ({"characters": 15}, "Janyatag 1. Jan", "77 characters of text and 3 documents"),
        ({"marks": 1}, "Janyatag 1. ", "80 characters of text and 3 documents"),
        ({"documents": 2}, "Janyatag 1. Janyatag 2." * 2, "46 characters of text and 2 documents"),
    ],
)
def test_what_is_left_out_is_said(page: Any, limits: dict[str, int], shown: str, left: str) -> None:
    """A browser would choke on a large archive, or a reader take a part for the whole."""
    found = [
        passage("Janyatag 1. Janyatag 2.", *[("Janyatag", [JANYATAG])] * 2, document=name)
        for name in "abcd"
    ]
    made = page(*found, **limits)
    assert _Page(made).text == shown
    assert f"Left out here for length: {left}" in made
    assert "4 documents · 8 names · 1 place" in made
    assert plain(made).count("gn:586666") >= 1
    assert "Left out" not in page(*found)


def test_a_page_without_places(page: Any) -> None:
    """A day without news would end in a traceback."""
    for found in ([], [passage("")], [passage("nothing"), passage("", document="b")]):
        made = page(*found)
        assert "No place to show on a map." in made
        assert _Page(made).marked == []


def test_the_map_has_both_names_and_rings_for_doubts(page: Any) -> None:
    """The map would take a side, or show a guess as a fact."""
    made = page(passage("Janyatag", ("Janyatag", [JANYATAG])))
    assert "Chankatagh / Janyatag: 1" in made
    assert 'map-ambiguous"' not in made
    made = page(passage("Martuni", ("Martuni", [MARTUNI, OTHER])))
    assert 'map-ambiguous"' in made
    assert "Rings are places that an undecided name may mean." in made
