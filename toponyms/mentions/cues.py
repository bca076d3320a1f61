"""Words beside a name that say what it is of: a place, a person, or a thing called after one.

All is data: cues/<lang>.toml for words beside names, words/<lang>.tsv for what could be a name of
a place and is a common word or a name of persons as well, and the generic terms of
`toponyms.text.generic`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from toponyms.mentions.endings import load_endings
from toponyms.packaged import packaged_toml
from toponyms.text.tables import read_table

__all__ = ["Cues", "load_cues"]

#: Words whose generic term is kept.
_KEPT = 2**16


class Cues:
    """What is known of the words of one language.

    Safe to share between threads.

    Attributes:
        before: what a word before a name says, by the word: `place`, `person` or `thing`.
        after: what a word after a name says.
        also: what a word that could be a place is as well: `word`, `given` or `surname`.
    """

    def __init__(self, lang: str) -> None:
        cues = packaged_toml("toponyms.mentions", "cues", f"{lang}.toml")
        self.before = _by_word(cues, "before")
        self.after = _by_word(cues, "after")
        self.also = _words(lang)
        self._endings = load_endings(lang)
        self._generics = {
            row["term"].rstrip(".․"): row["class"]
            for row in read_table("generics")
            if row["lang"] == lang
        }
        self._known: dict[str, str] = {}

    def generic(self, word: str) -> str:
        """The GeoNames feature class that a generic term in any case says; empty for others.

        >>> load_cues("ru").generic("селом"), load_cues("ru").generic("сломя")
        ('P', '')
        """
        known = self._known.get(word)
        if known is None:
            forms = (word, *(base for base, _ in self._endings.bases(word)))
            known = next((self._generics[form] for form in forms if form in self._generics), "")
            if len(self._known) < _KEPT:
                self._known[word] = known
        return known


@cache
def load_cues(lang: str) -> Cues:
    """What is known of the words of a language.

    Args:
        lang: BCP 47; one of `toponyms.mentions.languages.LANGUAGES`.
    """
    return Cues(lang)


def _by_word(cues: dict[str, list[str]], side: str) -> dict[str, str]:
    return {word: kind for kind in ("thing", "person", "place") for word in cues[f"{side}_{kind}"]}


def _words(lang: str) -> dict[str, str]:
    file = files("toponyms.mentions") / "words" / f"{lang}.tsv"
    rows = (line.split("\t") for line in file.read_text("utf-8").split("\n")[1:] if line)
    return {word: kind for word, kind in rows}
