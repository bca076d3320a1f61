"""Names whose other reading running text hardly ever has: places_only.tsv.

Word lists know every reading: франции is a case of francium, երևան a subjunctive of երևալ. A
reader takes them for the place wherever they stand with a capital letter, and so does the
finder if the list is silent.
"""

from __future__ import annotations

from pathlib import Path

from toponyms.mentions.endings import load_endings

__all__ = ["PLACES_ONLY_FILE", "is_place_only", "read_places_only"]

PLACES_ONLY_FILE = Path(__file__).with_name("places_only.tsv")


def read_places_only(lang: str, file: Path = PLACES_ONLY_FILE) -> frozenset[str]:
    """The names of a language, in lower case."""
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()[1:]]
    return frozenset(name for of, name, _ in rows if of == lang)


def is_place_only(word: str, lang: str, names: frozenset[str]) -> bool:
    """Whether a word is one of some names or a case of one.

    >>> is_place_only("франции", "ru", frozenset({"франция"}))
    True
    >>> is_place_only("орла", "ru", frozenset({"франция"}))
    False
    """
    return word in names or any(base.text in names for base in load_endings(lang).bases(word))
