"""Near-lossless cleaning: what a careful editor would do to a name without asking.

The order is that of `FIXERS`: each is a plain `str -> str` function that leaves a
clean text alone, and the sequence is idempotent (held by a property test).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from toponyms.text._icu import nfc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["APOSTROPHES", "FIXERS", "clean", "normalize", "normalize_lines"]

#: Characters that stand for an apostrophe, a modifier half-ring or a prime in romanized
#: and Azerbaijani names; the sources mix them freely. U+2019 is what Unicode recommends.
APOSTROPHES = "'`´ʹʻʼʽʾʿˈ΄՚׳‘’‛′＇ꞌ"
_APOSTROPHES = re.compile(f"[{APOSTROPHES.replace('’', '')}]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u058a]")
_QUOTES = re.compile("[“”„‟«»‹›″＂]")
#: U+01DD is the letter of African alphabets that looks like the Azerbaijani schwa and
#: is typed for it; its capital U+018E likewise.
_TURNED_E = (("\u01dd", "\u0259"), ("\u018e", "\u018f"))

_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_SPACES = re.compile(r" {2,}|[^\S\n ][^\S\n]*")
_EDGES = re.compile(r"^ | $", re.MULTILINE)


def replace_surrogates(text: str) -> str:
    """Lone surrogates, which no encoding can hold, become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def remove_invisible(text: str) -> str:
    """Soft hyphens, joiners, direction marks and variation selectors go."""
    return _INVISIBLE.sub("", text)


def remove_controls(text: str) -> str:
    """Control characters become spaces."""
    return _CONTROL.sub(" ", text)


def unify_apostrophes(text: str) -> str:
    """Whatever is typed for an apostrophe becomes U+2019."""
    return _APOSTROPHES.sub("’", text)


def unify_dashes(text: str) -> str:
    """Hyphens and dashes of any width become the hyphen-minus."""
    return _DASHES.sub("-", text)


def unify_quotes(text: str) -> str:
    """Quotation marks of any shape become U+0022."""
    return _QUOTES.sub('"', text)


def unify_schwa(text: str) -> str:
    """The turned e, typed for the Azerbaijani schwa, becomes the schwa."""
    for turned, schwa in _TURNED_E:
        text = text.replace(turned, schwa)
    return text


def collapse_spaces(text: str) -> str:
    """Runs of white space become one space; none stands at an edge."""
    return _EDGES.sub("", _SPACES.sub(" ", _SPACES.sub(" ", text)))


#: Every step of `normalize`, in order.
FIXERS: tuple[Callable[[str], str], ...] = (
    replace_surrogates,
    remove_invisible,
    remove_controls,
    nfc,
    unify_apostrophes,
    unify_dashes,
    unify_quotes,
    unify_schwa,
    collapse_spaces,
)


def normalize(text: str) -> str:
    r"""One name in its clean form: NFC, no invisible characters, plain marks and spaces.

    Nothing a reader could see is lost: letters, case and diacritics stay. Line breaks
    count as spaces.

    Args:
        text: any text at all.

    Returns:
        The clean text, possibly empty.

    >>> normalize(" Nov.\u00a0Tavol\u00adzhanka ")
    'Nov. Tavolzhanka'
    >>> normalize("Gǝncǝ"), normalize("Yeraskh`")
    ('Gəncə', 'Yeraskh’')
    """
    return clean(text.replace("\n", " ").replace("\r", " "))


def normalize_lines(texts: Iterable[str]) -> list[str]:
    r"""`normalize` of each text, done to all at once.

    >>> normalize_lines(["Baku ", "a\nb"])
    ['Baku', 'a b']
    """
    whole = "\n".join([text.replace("\n", " ") for text in texts])
    return clean(whole).split("\n")


#: Every character that a fixer changes, NFC and runs of spaces aside.
_DIRTY = re.compile(
    "[\u01dd\u018e\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
    + "".join(
        pattern.pattern[1:-1]
        for pattern in (_SURROGATE, _INVISIBLE, _CONTROL, _APOSTROPHES, _DASHES, _QUOTES)
    )
    + "]"
)


def _is_clean(text: str) -> bool:
    """Whether no fixer would change a text; one look is cheaper than nine."""
    padded = f"\n{text}\n"
    return (
        not _DIRTY.search(text)
        and not any(spaces in padded for spaces in ("  ", "\n ", " \n"))
        and unicodedata.is_normalized("NFC", text)
    )


def clean(text: str) -> str:
    r"""Every fixer in turn; line breaks stay.

    >>> clean("Qax\u00a0 İngiloy \nBakı").split("\n")
    ['Qax İngiloy', 'Bakı']
    """
    if _is_clean(text):
        return text
    for fixer in FIXERS:
        text = fixer(text)
    return text
