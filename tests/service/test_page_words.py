"""The page's words: four languages say all of it, and nothing else."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import chain

import pytest

_PAGE = files("toponyms.service").joinpath("page")
_TAGS = ("az", "en", "hy", "ru")


def _words(tag: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((_PAGE / "strings" / f"{tag}.json").read_text("utf-8"))
    return words


def _sources() -> dict[str, str]:
    return {
        one.name: one.read_text("utf-8")
        for one in _PAGE.iterdir()
        if one.name.endswith((".js", ".html"))
    }


@pytest.mark.parametrize("tag", _TAGS)
def test_every_language_says_the_same_things_with_the_same_values(tag: str) -> None:
    """Else a reader of one language would see a key, or miss a number."""
    ours, english = _words(tag), _words("en")
    assert set(ours) == set(english)
    holes = re.compile(r"\{\w+\}")
    assert {key: set(holes.findall(text)) for key, text in ours.items()} == {
        key: set(holes.findall(text)) for key, text in english.items()
    }
    assert all(text.strip() for text in ours.values())


def test_every_word_that_the_page_asks_for_is_there() -> None:
    """Else the page would show the key."""
    patterns = (r'\bsay\("([^"]+)"', r'data-words(?:-label)?="([^"]+)"')
    asked = set(chain.from_iterable(
        re.findall(pattern, source) for source in _sources().values() for pattern in patterns
    ))  # fmt: skip
    assert len(asked) > 50
    assert asked <= set(_words("en"))


def test_nothing_inline_and_nothing_from_elsewhere() -> None:
    """The content security policy would stop it, and the page would be broken."""
    page = _PAGE.joinpath("index.html").read_text("utf-8")
    assert not re.search(r"\son\w+=|\sstyle=|<style|<script(?![^>]*\ssrc=)", page)
    for source in _sources().values():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(", source)
        assert not re.search(r'(?:src|import|from)\s*=?\s*"https?:', source)
