r"""Words and paragraphs of running text, by their places in the text as given.

A word is a run of letters and digits, with the marks, soft hyphens and joiners inside it and
the apostrophes between its letters; a hyphen ends a word. Nothing is changed: every offset is
one of the text as given, in code points.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from toponyms.text.normalize import APOSTROPHES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["APART", "capitalized", "paragraphs", "plain", "words"]

#: What stands inside a word and is no letter of it: combining marks, soft hyphens, joiners,
#: and the Armenian signs of stress, exclamation and question, which are set over a vowel.
_INSIDE = "\u0300-\u036f\u0483-\u0487\u00ad\u200b-\u200f\u2060\ufeff\u0559-\u055c\u055e"
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0559-\u055c\u055e]")

#: What may stand between the words of one name: a space, a hyphen or both, over one line break
#: at most; and the full stop of an abbreviation.
APART = re.compile("\\.?(?:[^\\S\r\n]*(?:\r\n?|\n)?[^\\S\r\n]*|[-\u2010\u2011\u2013]\\s?)")

#: An empty line, a form feed or a paragraph separator ends a paragraph.
_PARAGRAPH = re.compile("(?:\r\n?|\n)[^\\S\r\n]*(?:\r\n?|\n)\\s*|[\f\u2029]\\s*")


def words(text: str) -> Iterator[re.Match[str]]:
    """Every word of a text, in order.

    >>> [word[0] for word in words("Ağdam'da, Nagorno-Karabakh")]
    ["Ağdam'da", 'Nagorno', 'Karabakh']
    """
    return _patterns()[0].finditer(text)


def capitalized(text: str) -> list[str]:
    """The words of a text that begin with a capital letter.

    >>> capitalized("from McKenzie to Bakı and İrəvan")
    ['McKenzie', 'Bakı', 'İrəvan']
    """
    return _patterns()[1].findall(text)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Where the paragraphs of a text start and end.

    >>> list(paragraphs("Baku.\n\nGanja."))
    [(0, 5), (7, 13)]
    """
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def plain(word: str) -> str:
    r"""A word without what is not seen in it or is no letter.

    >>> plain("Ba\u00adku"), plain("Երևա՞ն")
    ('Baku', 'Երևան')
    """
    return _UNSEEN.sub("", word)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words, and words with a capital letter first."""
    inside = re.compile(f"[{_INSIDE}]")
    letters, capitals = [], []
    for code in range(0x10000):
        letter = chr(code)
        if letter.isalnum() or inside.match(letter):
            letters.append(code)
            if letter.isupper() or letter.istitle():
                capitals.append(code)
    letter, capital = _class(letters), _class(capitals)
    rest = f"(?:[{APOSTROPHES}]{letter}+)*"
    # What stands before the capital is looked at second, so that the search can leap to it.
    first = f"{capital}(?<!{letter}{capital})(?<!{letter}[{APOSTROPHES}]{capital})"
    return re.compile(f"{letter}+{rest}"), re.compile(f"{first}{letter}*{rest}")


def _class(codes: list[int]) -> str:
    """A character class of ascending code points."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "[" + "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in runs) + "]"
