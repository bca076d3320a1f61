"""Texts from anywhere, fit to be shown: nothing in them is hidden or moves what is around."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["visible", "visible_lines"]

#: Formatting characters that have a shape, or that some orthographies need.
_NEEDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\u200c\u200d")
#: What running text is full of, and what is nothing to see: soft hyphens, marks of direction.
_NOTHING = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def visible(text: str, longest: int = 200) -> str:
    r"""A text on one line, with what cannot be seen named by its code point.

    Control characters, overrides of the direction of writing, soft hyphens, lone surrogates
    and the like are named; the joiners that Persian needs stay.

    Args:
        text: any text.
        longest: the most characters of it that are shown.

    >>> visible("Baku\x1b[31m"), visible("Ba\u00adku")
    ('Baku⟨U+001B⟩[31m', 'Ba⟨U+00AD⟩ku')
    >>> visible("Bakuuuu", 4)
    'Baku…'
    """
    shown = text[:longest]
    if not shown.isprintable():
        shown = "".join(map(_named, shown))
    return shown if len(text) <= longest else f"{shown}…"


def visible_lines(text: str) -> str:
    r"""A running text whose lines stay, with what cannot be seen named as `visible` does.

    Line ends of any kind become line feeds, tabs stay, and soft hyphens, marks of direction and
    other characters that show nothing are left out.

    Args:
        text: any text.

    >>> visible_lines("Ba\u00adku\r\n\u202eevil\tGanja")
    'Baku\n⟨U+202E⟩evil\tGanja'
    """
    plain = _NOTHING.sub("", _LINE_ENDS.sub("\n", text))
    if plain.isprintable():
        return plain
    return "".join([one if one in "\t\n" else _named(one) for one in plain])


def _named(letter: str) -> str:
    if letter in _NEEDED or unicodedata.category(letter) not in _UNSEEN:
        return letter
    return f"⟨U+{ord(letter):04X}⟩"
