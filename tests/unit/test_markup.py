"""Texts never become markup, however they come."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from toponyms.markup import Markup, element, joined


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [value for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    """A name in a dataset could run a script in a report."""
    reader = _Reader()
    reader.feed(element("p", text, title=text))
    reader.close()
    assert reader.tags == ["p"]
    assert len(reader.attributes) == 1


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_a_text_can_be_read_as_it_was(text: str) -> None:
    """Names would be shown otherwise than they are."""
    markup = element("p", text)
    assert unescape(markup.removeprefix("<p>").removesuffix("</p>")) == text


def test_what_is_done_to_markup_makes_it_text() -> None:
    """A concatenation somewhere would open the door again."""
    made = element("b", "x") + "<script>"
    assert not isinstance(made, Markup)
    assert "<script>" not in joined([made])


def test_what_is_empty_is_left_out() -> None:
    """`None` would stand on the page."""
    assert element("p", None, "", class_=None, hidden=True) == "<p hidden></p>"
