"""Names that are plainly in one script, told by one expression.

Nearly all names are words of one script with single spaces, hyphens or apostrophes between them.
There is nothing to put right in them, and looking at each letter for itself takes most of the
time of an import of millions.
"""

from __future__ import annotations

import re

__all__ = ["plain_script"]

#: Letters that are in Unicode normal form C by themselves and that no rule exchanges.
_LETTERS = {
    "Latn": "A-Za-zÀ-ÖØ-öø-ſƏə",
    "Cyrl": "\u0400-\u0481\u048a-\u04ff",
    "Armn": "Ա-Ֆա-և",
    "Geor": "ა-ჺ",
    "Arab": "\u0621-\u063a\u0641-\u064a\u0671-\u06d3",
}
_PLAIN = re.compile(
    "|".join(
        rf"(?P<{script}>[{letters}]+(?:(?:’?[ -]|’)[{letters}]+)*’?)"
        for script, letters in _LETTERS.items()
    )
)


def plain_script(name: str) -> str:
    """The ISO 15924 code of the script that a name is plainly in, or empty.

    A name for which it is not empty is clean: in normal form C, without marks, digits, signs
    and letters of another script.

    >>> plain_script("Ճանկաթաղ"), plain_script("Yeni Kənd"), plain_script("Bakı-2")
    ('Armn', 'Latn', '')
    """
    match = _PLAIN.fullmatch(name)
    return match.lastgroup or "" if match else ""
