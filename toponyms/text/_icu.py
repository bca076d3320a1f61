"""The only door to ICU.

PyICU takes UTF-16 text, so lone surrogates must be replaced before any call here
(`toponyms.text.normalize` does).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby

import icu

__all__ = ["ICU_VERSION", "nfc", "nfkc_casefold", "script_of"]

ICU_VERSION: str = icu.ICU_VERSION
"""The version of the ICU library in use; part of a compiled index's identity."""

#: ICU puts marks into canonical order by insertion, in quadratic time. No name has so many in a
#: row (the Stream-Safe Text Format of Unicode Standard Annex 15 allows 30).
_MANY_MARKS = re.compile(r"[^\w\s]{31,}")
_NFC = icu.Normalizer2.getNFCInstance()
_NFKC_CASEFOLD = icu.Normalizer2.getNFKCCasefoldInstance()


def nfc(text: str) -> str:
    r"""Canonically composed text (Unicode Standard Annex 15).

    >>> nfc("s\u0327us\u0327a") == "\u015fu\u015fa"
    True
    """
    return str(_NFC.normalize(_MANY_MARKS.sub(_in_canonical_order, text)))


def _in_canonical_order(match: re.Match[str]) -> str:
    """The characters of a match, runs of marks sorted by their combining class."""
    runs = groupby(match[0], key=lambda character: unicodedata.combining(character) > 0)
    return "".join(
        "".join(sorted(run, key=unicodedata.combining) if marks else run) for marks, run in runs
    )


def nfkc_casefold(text: str) -> str:
    r"""Text without case, compatibility forms and default-ignorable characters.

    The toNFKC_Casefold operation of the Unicode Standard, section 3.13.

    >>> nfkc_casefold("ＧӘНҸӘ \u200bŞuşa")
    'gәнҹә şuşa'
    """
    return str(_NFKC_CASEFOLD.normalize(text))


@cache
def script_of(character: str) -> str:
    """The ISO 15924 code of a character's script (`Zyyy` common, `Zinh` inherited).

    >>> script_of("Ճ"), script_of("ə"), script_of("-")
    ('Armn', 'Latn', 'Zyyy')
    """
    return str(icu.Script.getScript(character).getShortName())
