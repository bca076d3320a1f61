r"""Paragraphs of running text, by their places in the text as given.

Where files break lines at some width, a line break is a space; where each line is a paragraph, as
most programs save text, it ends one. Nothing tells which it is but the lines themselves: one that
is longer than any that is broken for its length, or had room for much more, was ended by will.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["batches", "paragraphs"]

#: Code points of paragraphs that are read together, and of the longest one: longer ones are rare,
#: and what stands far apart in them tells nothing of one another.
_BATCH, _LONGEST = 2**16, 2**13
#: Code points of the longest line that is broken for its length, and of the end of a sentence.
_LINE, _END = 160, 16

#: What may end a line; and an empty line after it, a form feed or a paragraph separator.
_BREAK = re.compile("[\n\r\f\u2029]")
_END_OF_LINE = "(?:\r\n|\n|\r(?!\n))"
_EMPTY = re.compile(f"(?:{_END_OF_LINE}[^\\S\r\n]*{_END_OF_LINE}|\f|\u2029)\\s*")
_LINE_END = re.compile("[\r\n]")
#: The end of a sentence: an abbreviation has three letters at most.
_SENTENCE = "(?:[^\\W\\d]{4}|\\d)[\"'»”’)]*[.!?…։]+[\"'»”’)]*"
_ENDED = re.compile(f"{_SENTENCE}[^\\S\r\n]*\\Z")
_ENDS = re.compile(f"{_SENTENCE}\\s")
_OPENING = frozenset("\"'«“„‘([–—-•*")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Where the paragraphs of a text start and end.

    One that is longer than any that people write is cut after a sentence or at a space.

    >>> list(paragraphs("Baku.\n\nGanja."))
    [(0, 5), (7, 13)]
    >>> list(paragraphs("Rain in Baku.\nGanja expects snow tonight, and Shusha a storm."))
    [(0, 13), (14, 61)]
    >>> list(paragraphs("Rain is expected in Baku. In\nGanja and Shusha there will be snow."))
    [(0, 65)]
    """
    start = 0
    while start < len(text):
        end, following = _gap(text, start)
        while end - start > _LONGEST:
            cut = _cut(text, start)
            yield start, cut
            start = cut
        if end > start:
            yield start, end
        start = following


def batches(text: str) -> Iterator[list[tuple[int, int]]]:
    """The paragraphs of a text, as many together as are read at once."""
    batch: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        batch.append((start, end))
        if end - batch[0][0] >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _gap(text: str, start: int) -> tuple[int, int]:
    """Where the paragraph that starts somewhere ends, and the next one starts."""
    found = _BREAK.search(text, start)
    while found:
        end = found.start()
        if empty := _EMPTY.match(text, end):
            return end, empty.end()
        following = end + (2 if text.startswith("\r\n", end) else 1)
        if _is_ended(text, start, end, following):
            while following < len(text) and text[following].isspace():
                following += 1
            return end, following
        found = _BREAK.search(text, following)
    return len(text), len(text)


def _is_ended(text: str, start: int, end: int, following: int) -> bool:
    """Whether a line was ended by will.

    It was if it is long; or if it ends a sentence and had room for much of the next line, which
    begins another.

    Args:
        text: where it is.
        start: of the paragraph.
        end: of the line.
        following: where the next line starts.
    """
    if end - start >= _LINE and not _LINE_END.search(text, end - _LINE, end):
        return True
    if not _ENDED.search(text, max(start, end - _END), end):
        return False
    first = text[following : following + 1]
    if not (first.isupper() or first.isdecimal() or first in _OPENING):
        return False
    size = end - max(start, text.rfind("\n", start, end) + 1, text.rfind("\r", start, end) + 1)
    # Half as much again: lines that are broken by hand are of uneven length, too.
    longer = text[following : following + size + size // 2 + 1]
    return len(longer) > size + size // 2 and not _LINE_END.search(longer)


def _cut(text: str, start: int) -> int:
    """Where a paragraph is cut that is too long: in the second half of what it may have."""
    half, limit = start + _LONGEST // 2, start + _LONGEST
    ends = [found.end() for found in _ENDS.finditer(text, half, limit)]
    space = max(text.rfind(" ", start, limit), text.rfind("\n", start, limit)) + 1
    return ends[-1] if ends else space or limit
