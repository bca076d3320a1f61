"""The pictures of the documentation: each is there, small, told in words, and can be taken anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.pictures import LARGEST, OPENREFINE, PAGE

_DOCS = Path(__file__).parents[2] / "docs"
_NAMES = {name for name, *_ in PAGE} | set(OPENREFINE)
_SHOWN = re.compile(r'!\[([^\]]*)\]\(pictures/([\w-]+)\.png\)|<img src="pictures/([\w-]+)\.png"')


def test_the_script_takes_every_picture_that_there_is() -> None:
    """A picture that nobody can take again shows yesterday's page for ever."""
    assert {path.stem for path in (_DOCS / "pictures").glob("*.png")} == _NAMES


@pytest.mark.parametrize("name", sorted(_NAMES))
def test_each_is_a_small_png(name: str) -> None:
    """The repository would grow with every change of a colour."""
    content = (_DOCS / "pictures" / f"{name}.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(content) <= LARGEST


def test_each_is_shown_with_words_for_those_who_do_not_see_it() -> None:
    """A step that only a picture tells is no step for some."""
    text = "".join([(_DOCS / file).read_text("utf-8") for file in ("page.md", "service.md")])
    shown = [(alt, one or other) for alt, one, other in _SHOWN.findall(text)]
    assert {name for _, name in shown} == _NAMES
    told = [alt for alt, _ in shown if alt] + re.findall(r'<img[^>]* alt="([^"]+)"', text)
    assert len(told) == len(shown)
    assert all(len(alt) > 20 for alt in told)
