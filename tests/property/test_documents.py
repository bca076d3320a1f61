"""What holds of `find`, whatever the text and the form."""

from __future__ import annotations

import csv
import io
import itertools
import json
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toponyms_cli.find_text import show_found
from toponyms_cli.find_view import FindView

from tests import small
from tests.strategies import NAMES, any_text, texts
from toponyms import Finder, Gazetteer
from toponyms.documents import Document, Passage, geojson, mentions_page, passages
from toponyms.documents.passages import cut
from toponyms.text.visible import visible_lines

if TYPE_CHECKING:
    from pathlib import Path

#: Running text: names, words, anything, and all that may end a line or a paragraph.
_PARTS = st.one_of(
    st.sampled_from(["From ", "in ", "г. ", " kəndi", "ում ", " "]),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2029", "\f"]),
    st.sampled_from(NAMES),
    texts,
)  # fmt: skip
running = st.lists(_PARTS, max_size=20).map("".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("places"))


@cache
def finder(folder: Path) -> Finder:
    return Finder(Gazetteer.load(folder))


def found(folder: Path, text: str, name: str = "a") -> list[Passage]:
    return list(passages(Document(name, [text]), finder(folder), min_score=0.0))


@given(text=running)
def test_offsets_slice_the_text(folder: Path, text: str) -> None:
    """Whoever marks, replaces or cuts names out would hit other letters."""
    at = 0
    for passage in found(folder, text):
        assert text[passage.start : passage.start + len(passage.text)] == passage.text
        for mention in passage.mentions:
            assert at <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.text
            at = mention.end


@given(text=running, name=any_text)
def test_any_text_goes_through_as_json_and_csv(folder: Path, text: str, name: str) -> None:
    """One odd letter in an archive would end the run, or shift the columns."""
    passed = found(folder, text, name)
    mentions = [mention for passage in passed for mention in passage.mentions]
    view = FindView(explain=True)
    lines = "".join(view.objects(passed)).split("\n")[:-1]
    records = [json.loads(line) for line in lines]
    assert [(one["document"], one["text"], one["start"]) for one in records] == [
        (name, mention.text, mention.start) for mention in mentions
    ]
    header, *rows = csv.reader(io.StringIO("".join(view.rows(passed)), newline=""))
    assert len(rows) == len(mentions)
    assert {len(row) for row in rows} <= {len(header)}
    assert [row[3] for row in rows] == [mention.text for mention in mentions]
    features = json.loads("".join(geojson(passed)))["features"]
    assert sum(one["properties"]["count"] for one in features) == len(mentions)


class _Text(HTMLParser):
    """What a page shows of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(f"{tag}.{dict(attrs).get('class')}")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "div.text" in self.open and "span.tip" not in self.open:
            self.shown += data


@given(text=running, name=any_text)
def test_any_text_is_shown_whole_on_the_page(folder: Path, text: str, name: str) -> None:
    """A page would lose text, or let it become markup."""
    page = mentions_page(found(folder, text, name), Gazetteer.load(folder))
    reader = _Text()
    reader.feed(page)
    reader.close()
    assert not reader.open
    assert reader.shown == visible_lines(text)


@given(text=running, name=any_text)
def test_any_text_is_shown_whole_on_a_terminal(folder: Path, text: str, name: str) -> None:
    """Text would be lost on its way to the screen, or steer the terminal."""
    file = io.StringIO()
    show_found(found(folder, text, name), file, gazetteer=Gazetteer.load(folder), explain=True)
    shown = file.getvalue()
    assert not {"\x1b", "\r", "\u202e", "\u2028"} & set(shown)
    at = 0
    for letter in "".join(visible_lines(text).split()):
        at = shown.find(letter, at) + 1
        assert at, letter


@given(text=running, cuts=st.lists(st.integers(0, 200), max_size=8))
def test_how_a_text_comes_does_not_matter(folder: Path, text: str, cuts: list[int]) -> None:
    """Names would be lost where a block of a file ends."""
    places = [0, *sorted(min(place, len(text)) for place in cuts), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(places)]
    assert "".join(cut(pieces)) == text
    mentions = [
        mention
        for passage in passages(Document("a", pieces), finder(folder))
        for mention in passage.mentions
    ]
    assert mentions == finder(folder).find(text)
