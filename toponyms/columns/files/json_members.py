"""Where the members of a JSON object stand in its text."""

from __future__ import annotations

import re
from json import JSONDecoder
from typing import NamedTuple

__all__ = ["Member", "members"]

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = JSONDecoder()


class Member(NamedTuple):
    """A member of an object.

    Attributes:
        name: what it is called.
        start: where its name begins in the text.
        stop: just after its value.
    """

    name: str
    start: int
    stop: int


def members(text: str) -> list[Member]:
    """The members of an object, in order.

    Args:
        text: an object of JSON, as one knows already.

    >>> members('{"a": 1, "b": [2]}')
    [Member(name='a', start=1, stop=7), Member(name='b', start=9, stop=17)]
    """
    found = []
    position = _after_space(text, text.index("{") + 1)
    while text[position] != "}":
        start = position
        name, position = _DECODER.raw_decode(text, start)
        position = _after_space(text, text.index(":", position) + 1)
        _, position = _DECODER.raw_decode(text, position)
        found.append(Member(name, start, position))
        position = _after_space(text, position)
        if text[position] == ",":
            position = _after_space(text, position + 1)
    return found


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
