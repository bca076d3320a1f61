r"""Words of running text, by their places in the text as given.

A word is a run of letters and digits, with the marks, soft hyphens and joiners inside it and
the apostrophes between its letters; a hyphen ends a word. Nothing is changed: every offset is
one of the text as given, in code points.
"""

from __future__ import annotations

import re
from functools import cache

from toponyms.text.normalize import APOSTROPHES

__all__ = ["APART", "pieces", "plain", "words"]

#: What stands inside a word and is no letter of it: combining marks, soft hyphens, joiners,
#: and the Armenian signs of stress, exclamation and question, which are set over a vowel.
_INSIDE = "\u0300-\u036f\u0483-\u0487\u00ad\u200b-\u200f\u2060\ufeff\u0559-\u055c\u055e"
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0559-\u055c\u055e]")

#: What may stand between the words of one name: a space, a hyphen or both, over one line break
#: at most; and the full stop of an abbreviation.
APART = re.compile(
    "\\.?(?:[^\\S\r\n]*(?:\r\n|\n|\r(?!\n))?[^\\S\r\n]*|[-\u2010\u2011\u2013](?:\r\n|\\s)?)"
)


def words(text: str) -> list[str]:
    """Every word of a text, in order.

    >>> words("Ağdam'da, Nagorno-Karabakh")
    ["Ağdam'da", 'Nagorno', 'Karabakh']
    """
    return pieces(text)[1::2]


def pieces(text: str) -> list[str]:
    """What is before the first word, the word, what is between it and the next, and so on.

    There is one more gap than there are words; all pieces together are the text.

    >>> pieces("«Bakı, Şuşa»")
    ['«', 'Bakı', ', ', 'Şuşa', '»']
    """
    return _pattern().split(text)


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
