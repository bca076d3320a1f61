"""Match forms: what is left of a name when everything that people vary freely is gone.

`exact_form` keeps every letter and only unifies case; `folded_form` also gives up
diacritics, apostrophes, hyphens and letters that a keyboard lacked. Both read one name
or a column of names, one a line, and agree for a name and its upper-case and
lower-case spelling, its NFC and NFD encoding, and with or without invisible characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from toponyms.text._icu import nfkc_casefold
from toponyms.text.normalize import clean
from toponyms.text.scripts import unmix
from toponyms.text.tables import letter_list, read_table

__all__ = ["exact_form", "folded_form", "refold", "strip_marks"]

#: `i` with a dot above is what lower-casing makes of the Turkic capital İ; dotless ı and
#: dotted i share the capital I, so a match form that ignores case must take them as one.
_DOTS = (("\u0131", "i"), ("i\u0307", "i"))
_MARK = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0559\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]"
)
_SEPARATORS = re.compile(r"[^\w\n]|_")
_LATIN_RANGES = ((0xC0, 0x250), (0x1E00, 0x1F00))


def exact_form(text: str) -> str:
    """Clean text without case.

    Args:
        text: any text; a line break separates names.

    Returns:
        NFKC_Casefold of the cleaned text, with the four Turkic i's as one.

    >>> exact_form("ŞUŞA"), exact_form("İĞDIR") == exact_form("Iğdır")
    ('şuşa', True)
    """
    text = clean(text)
    # Folding can bring out characters that cleaning unifies (full-width quotes, say), and
    # cleaning can bring letters and marks together that fold further; nearly always one turn.
    while (folded := _casefold(text)) != (text := clean(folded)):
        pass
    return text


def _casefold(text: str) -> str:
    text = nfkc_casefold(text)
    for dotted, plain in _DOTS:
        text = text.replace(dotted, plain)
    return text


def folded_form(text: str) -> str:
    """The letters and digits of a name that people do not vary.

    >>> folded_form("Yeni Hacı-Kənd"), folded_form("Երեւան") == folded_form("ԵՐԵՎԱՆ")
    ('yenihacikend', True)
    """
    return refold(exact_form(text))


def refold(exact: str) -> str:
    """`folded_form` of what `exact_form` gave, without doing that again."""
    text = _fold(unmix(exact))
    # Letters can pose as those of another script by their marks alone.
    return text if (again := unmix(text)) == text else _fold(again)


def _fold(text: str) -> str:
    letters, groups = _folds()
    for group, folded in groups:
        text = text.replace(group, folded)
    return _SEPARATORS.sub("", _MARK.sub("", text).translate(letters))


def strip_marks(text: str) -> str:
    """Latin letters without diacritics; combining marks go from every script.

    >>> strip_marks("šč й")
    'sc й'
    """
    return _MARK.sub("", text).translate(_bases())


@cache
def _folds() -> tuple[list[str], list[tuple[str, str]]]:
    """What single letters fold to, diacritics included, and what groups of letters do."""
    rows = [(row["from"], row["to"]) for row in read_table("folds")]
    single = {ord(letter): folded for letter, folded in rows if len(letter) == 1}
    bare = {code: base.translate(single) for code, base in _bases().items()}
    return letter_list(bare | single), [(group, folded) for group, folded in rows if len(group) > 1]


@cache
def _bases() -> dict[int, str]:
    """Base letters of the precomposed Latin letters."""
    codes = (code for start, end in _LATIN_RANGES for code in range(start, end))
    bases = {code: _MARK.sub("", unicodedata.normalize("NFD", chr(code))) for code in codes}
    return {code: base for code, base in bases.items() if base != chr(code)}
