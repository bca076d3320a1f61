"""Texts from anywhere, fit to be shown: nothing in them is hidden or moves what is around."""

from __future__ import annotations

import unicodedata

__all__ = ["visible"]

#: Formatting characters that have a shape, or that some orthographies need.
_NEEDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\u200c\u200d")
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


def _named(letter: str) -> str:
    if letter in _NEEDED or unicodedata.category(letter) not in _UNSEEN:
        return letter
    return f"⟨U+{ord(letter):04X}⟩"
