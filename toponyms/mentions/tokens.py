r"""Words and paragraphs of running text, by their places in the text as given.

A word is a run of letters and digits, with the marks, soft hyphens and joiners inside it and
the apostrophes between its letters; a hyphen ends a word. Nothing is changed: every offset is
one of the text as given, in code points.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from toponyms.text.normalize import APOSTROPHES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["APART", "Pieces", "batches", "paragraphs", "plain", "words"]

#: Code points that are read together, but for what is left of the last paragraph, and those of
#: the longest paragraph.
_BATCH, _LONGEST = 2**16, 2**17

#: What stands inside a word and is no letter of it: combining marks, soft hyphens, joiners,
#: and the Armenian signs of stress, exclamation and question, which are set over a vowel.
_INSIDE = "\u0300-\u036f\u0483-\u0487\u00ad\u200b-\u200f\u2060\ufeff\u0559-\u055c\u055e"
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0559-\u055c\u055e]")

#: What may stand between the words of one name: a space, a hyphen or both, over one line break
#: at most; and the full stop of an abbreviation.
APART = re.compile("\\.?(?:[^\\S\r\n]*(?:\r\n?|\n)?[^\\S\r\n]*|[-\u2010\u2011\u2013]\\s?)")

#: An empty line, a form feed or a paragraph separator ends a paragraph.
_PARAGRAPH = re.compile("(?:(?:\r\n?|\n)[^\\S\r\n]*(?:\r\n?|\n)|[\f\u2029])\\s*")


class Pieces(NamedTuple):
    """The words of a paragraph and what is between them.

    Attributes:
        words: the words, in order.
        gaps: what is before each word, and after the last one; one more than there are words.
        starts: the offset of each word in the text.
        start, end: the paragraph's own offsets.
    """

    words: list[str]
    gaps: list[str]
    starts: list[int]
    start: int
    end: int


def words(text: str) -> list[str]:
    """Every word of a text, in order.

    >>> words("Ağdam'da, Nagorno-Karabakh")
    ["Ağdam'da", 'Nagorno', 'Karabakh']
    """
    return _pattern().split(text)[1::2]


def batches(text: str) -> Iterator[tuple[int, int]]:
    """Parts of a text that end where a paragraph does: their starts and ends.

    A paragraph that is longer than any that people write is cut at a space, by its own length.
    """
    start = at = 0
    while at < len(text):
        gap = _PARAGRAPH.search(text, at)
        end = gap.end() if gap else len(text)
        if end - at > _LONGEST and at > start:
            yield start, at
            start = at
        while end - at > _LONGEST:
            cut = max(text.rfind(" ", at, at + _LONGEST), text.rfind("\n", at, at + _LONGEST)) + 1
            at = cut if cut > at else at + _LONGEST
            yield start, at
            start = at
        at = end
        if at - start >= _BATCH:
            yield start, at
            start = at
    if start < at:
        yield start, at


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Pieces]:
    r"""The paragraphs of a text that have words.

    Args:
        text: the text.
        start, end: the part of it that is looked at; it begins and ends where a paragraph does.

    >>> for found in paragraphs("«Baku».\n\nGanja, Barda"):
    ...     print(found.words, found.gaps, found.starts)
    ['Baku'] ['«', '».'] [1]
    ['Ganja', 'Barda'] ['', ', ', ''] [9, 16]
    """
    pieces = _pattern().split(text[start:end])
    offsets = list(accumulate(map(len, pieces), initial=start))
    words, gaps, starts = pieces[1::2], pieces[0::2], offsets[1::2]
    first, began = 0, start  # the first word of the paragraph, and its own start
    for at, gap in enumerate(gaps):
        apart = list(_PARAGRAPH.finditer(gap)) if len(gap) > 1 else ()
        if apart:
            here, cut = offsets[2 * at], apart[0].start()
            if at > first:
                inside = [*gaps[first:at], gap[:cut]]
                yield Pieces(words[first:at], inside, starts[first:at], began, here + cut)
            gaps[at] = gap[apart[-1].end() :]
            first, began = at, here + apart[-1].end()
    if len(words) > first:
        yield Pieces(words[first:], gaps[first:], starts[first:-1], began, offsets[-1])


def plain(word: str) -> str:
    r"""A word without what is not seen in it or is no letter.

    >>> plain("Ba\u00adku"), plain("Երևա՞ն")
    ('Baku', 'Երևան')
    """
    return _UNSEEN.sub("", word)


@cache
def _pattern() -> re.Pattern[str]:
    inside = re.compile(f"[{_INSIDE}]")
    letter = _class([
        code for code in range(0x10000) if chr(code).isalnum() or inside.match(chr(code))
    ])  # fmt: skip
    return re.compile(f"({letter}+(?:[{APOSTROPHES}]{letter}+)*)")


def _class(codes: list[int]) -> str:
    """A character class of ascending code points."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "[" + "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in runs) + "]"
