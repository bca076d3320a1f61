"""A word of a list: its spelling and what it is besides a place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from tools.build.write import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["KINDS", "Kind", "Listed", "lower", "write_words"]

#: A common word of the language, also an inflected form; a given name; a surname.
Kind = Literal["word", "given", "surname"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_TURKIC = str.maketrans({"I": "ı", "İ": "i"})


class Listed(NamedTuple):
    """One row of a list.

    Attributes:
        word: in lower case, NFC.
        kind: what it is besides a place.
    """

    word: str
    kind: Kind


def lower(word: str, lang: str) -> str:
    """A word in lower case, as its language has it, NFC.

    >>> lower("İsa", "az"), lower("Ilıca", "az"), lower("Ivan", "en")
    ('isa', 'ılıca', 'ivan')
    """
    if lang == "az":
        word = unicodedata.normalize("NFC", word).translate(_TURKIC)
    return unicodedata.normalize("NFC", word.lower())


def write_words(file: Path, listed: Iterable[Listed]) -> int:
    """Writes a list, sorted by code point; returns how many rows it has."""
    rows = sorted(set(listed))
    write_text(file, "".join(f"{word}\t{kind}\n" for word, kind in [("word", "kind"), *rows]))
    return len(rows)
