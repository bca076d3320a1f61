"""The page about a dataset: nothing in it runs, loads or hides, and it says what happened."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from toponyms.columns.answers import Answer, Answers, Key
from toponyms.columns.charts import BINS, score_chart, score_counts
from toponyms.columns.report import report_page, write_report
from toponyms.columns.summary import Summary

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms import Resolver

VOID = {"meta", "br", "hr", "img", "input", "link"}
NASTY = [
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", '"><svg onload=alert(1)>',
    "$heading", "\u202eevil", "\x00\x1b[2J", "\ud800", "&lt;b&gt;", "q" * 10_000,
]  # fmt: skip


class _Page(HTMLParser):
    """Reads a page and holds that its elements are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(resolver: Resolver, *names: str | Key | None, most: int = 25) -> str:
    answers = Answers(resolver, lang="az")
    answers.of([Key(name) if isinstance(name, str) else name for name in names])
    summary = Summary.of(answers, seconds=1.0)
    return report_page(summary, answers, source="events.csv", columns=["place"], most=most)


@pytest.fixture(scope="module")
def page(small_resolver: Resolver) -> str:
    keys = [Key("Norashen", "AM"), "Norashen", "Bakı", "Bakı", "Баку", "Canyatak", "Qqqq", None]
    return page_of(small_resolver, *keys)


def test_the_page_says_what_became_of_the_names(page: str) -> None:
    """The report would be pretty and empty."""
    for words in ("events.csv", "8 rows · 5 distinct names", "50.0%", "4 of 8 rows", "Qqqq",
                  "Նորաշեն · Norashen", "gn:587084", "Column <bdi>place</bdi>"):  # fmt: skip
        assert words in page, words


def test_the_page_is_well_formed(page: str) -> None:
    """Browsers would each repair it in their own way."""
    tags = [tag for tag, _ in _Page(page).tags]
    assert tags.count("h1") == 1
    assert {"table", "svg", "figure", "main"} <= set(tags)
    assert "$" not in page


def test_the_page_loads_and_runs_nothing(page: str) -> None:
    """Opening it would tell somebody, or need a network that is not there."""
    for tag, attributes in _Page(page).tags:
        assert tag not in {"script", "link", "img", "iframe", "object", "form", "base", "a"}
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in {"src", "href", "style", "srcset", "action"}
            assert name == "xmlns" or "http:" not in (value or "")
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_allows_the_style_sheet_and_nothing_else(page: str) -> None:
    """The browser would refuse the page's own style, or allow a stranger's."""
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "unsafe" not in policy


def test_names_cannot_become_markup(small_resolver: Resolver) -> None:
    """A dataset from anywhere would run in the browser of whoever made the report."""
    plain, nasty = page_of(small_resolver, "Bakı", "Qqqq"), page_of(small_resolver, "Bakı", *NASTY)
    allowed = {tag for tag, _ in _Page(plain).tags}
    assert {tag for tag, _ in _Page(nasty).tags} <= allowed | {"ul", "li"}
    assert "&lt;script&gt;" in nasty
    assert "\u202e" not in nasty
    assert "⟨U+202E⟩evil" in nasty
    assert "$heading" in nasty
    assert "(10,000 characters)" in nasty
    nasty.encode()


def test_the_headings_cannot_become_markup(small_resolver: Resolver) -> None:
    """A file's name is data too."""
    answers = Answers(small_resolver)
    summary = Summary.of(answers, seconds=0.0)
    text = report_page(summary, answers, source="<script>", columns=["<b>"])
    assert "<script>" not in text
    assert "<b>" not in text.replace("<b>0.0%", "")
    _Page(text)


def test_a_dataset_without_names_has_a_page(small_resolver: Resolver) -> None:
    """A file with a header only would end in a traceback."""
    text = page_of(small_resolver, None)
    assert "No matched place has coordinates." in text
    assert "No name has a score." in text
    _Page(text)


def test_tables_are_cut_and_say_so(small_resolver: Resolver) -> None:
    """A million unmatched names would be a page that no browser opens."""
    text = page_of(small_resolver, *[f"Qqqq{number}" for number in range(40)], most=10)
    assert "The first 10 of 40." in text
    assert text.count("Qqqq") == 10


def test_places_far_off_have_a_map_of_their_own(small_resolver: Resolver) -> None:
    """Azerbaijan would be a dot beside Moscow."""
    near = ["Bakı", "Gəncə", "Şuşa"] * 20
    assert page_of(small_resolver, *near).count('class="map"') == 2
    text = page_of(small_resolver, *near, "Москва шəhəri", "Москва город")
    assert text.count('class="map"') == 3
    assert "beyond the map above" in text


def test_the_file_appears_whole(small_resolver: Resolver, tmp_path: Path) -> None:
    """Somebody would open half a page."""
    answers = Answers(small_resolver)
    path = tmp_path / "report.html"
    path.write_text("old")
    write_report(path, Summary.of(answers, seconds=0.0), answers)
    assert path.read_text("utf-8").endswith("</html>\n")
    assert list(tmp_path.iterdir()) == [path]


def test_scores_fall_into_their_ranges() -> None:
    """The distribution would be shifted by how computers round."""
    scores = [0.0, 0.05, 0.15, 0.3, 0.6499, 0.95, 1.0]
    said = [(Answer(match_status="matched", match_score=score), 2) for score in scores]
    counts = [bin_["matched"][0] for bin_ in score_counts([*said, (Answer(), 5)])]
    assert len(counts) == BINS
    assert [number for number, count in enumerate(counts) if count] == [0, 1, 3, 6, 12, 19]
    assert counts[19] == 2


def test_a_single_name_is_seen_beside_many() -> None:
    """The doubtful few, which matter, would have no bar."""
    many = [(Answer(match_status="matched", match_score=1.0), 1)] * 100_000
    chart = score_chart([*many, (Answer(match_status="unmatched", match_score=0.3), 1)])
    (bar,) = re.findall(r'<rect class="bar-unmatched" x="3[^>]*height="([\d.]+)"', chart)
    assert float(bar) >= 2
