"""Which words are spelled as a place of the gazetteer is, or as a case of its name."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

from toponyms.mentions.endings import load_endings
from toponyms.text.fold import folded_form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["PlaceSpellings", "read_names"]

_WORD = re.compile(r"[\w'’ʼ]+")


class PlaceSpellings:
    """The words of the names of a gazetteer, folded.

    >>> could_be_place = PlaceSpellings(["Шуша", "Nagorno-Karabakh", "Բաքու"])
    >>> could_be_place("шуши", "ru"), could_be_place("karabakh", "en")
    (True, True)
    >>> could_be_place("душа", "ru"), could_be_place("shushan", "en")
    (False, False)
    """

    def __init__(self, names: Iterable[str]) -> None:
        found = sorted({word for name in names for word in _WORD.findall(name)})
        self._folded = frozenset(folded_form("\n".join(found)).split("\n")) - {""}
        self._longest: dict[str, int] = {}
        for word in self._folded:
            for end in range(len(word) + 1):
                start = word[:end]
                self._longest[start] = max(len(word), self._longest.get(start, 0))

    def __call__(self, word: str, lang: str) -> bool:
        """Whether a word could be a place.

        Args:
            word: in lower case, NFC.
            lang: `az`, `hy`, `ru` or `en`.
        """
        if len(word) > self.longest(word, lang):
            return False
        if self.has(word):
            return True
        bases = {base for base, _ in load_endings(lang).bases(word)}
        return any(map(self.has, bases))

    def has(self, word: str) -> bool:
        """Whether a name has a word, as it stands."""
        return folded_form(word) in self._folded

    def longest(self, start: str, lang: str) -> int:
        """How many letters a word may have at most that begins so and could be a place.

        No promise that there is one: what is longer need not be looked at.
        """
        folded = folded_form(start)
        shared = len(folded)
        while folded[:shared] not in self._longest:
            shared -= 1
        whole = self._longest[folded] if shared == len(folded) else shared
        # Folding takes letters away (ь) and makes two of one (և).
        return whole + _longest_ending(lang) + abs(len(start) - len(folded))


@cache
def _longest_ending(lang: str) -> int:
    return max((len(ending.form) for ending in load_endings(lang).rules), default=0)


def read_names(file: Path) -> list[str]:
    """The names of a gazetteer's names.csv."""
    with file.open(encoding="utf-8", newline="") as stream:
        return [row["name"] for row in csv.DictReader(stream)]
