"""How likely it is that words which are a name are meant as one, by what stands around them.

Each clue has a weight; their sum is the log-odds. The clues are described, and their weights
kept, in evidence.toml, which tools/train_mentions.py fits to labelled texts. A set of clues is
a number with one bit for each.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from toponyms.packaged import packaged_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.mentions.paragraph import Paragraph

__all__ = ["CLUES", "Evidence", "bits", "clues_beside", "default_evidence", "named_clues"]

#: Clues that are there or not, in the order of their bits.
CLUES = (
    "heard", "several words", "short", "ending", "local case", "unknown language",
    "also word", "also given", "also surname", "also landform", "word where capitals say nothing",
    "no capitals", "sentence start", "all capitals",
    "place before", "person before", "thing before", "landform before", "generic before", "capital before",
    "place after", "person after", "thing after", "landform after", "generic after", "capital after",
    "initial", "person's name beside", "article before", "quoted", "part of a compound", "in a list",
)  # fmt: skip
_BIT = {clue: 1 << place for place, clue in enumerate(CLUES)}
_NO_CAPITAL = _BIT["no capitals"] | _BIT["sentence start"]
_PERSONS = frozenset({"given", "surname"})


def bits(clues: Iterable[str]) -> int:
    """Some clues as a set.

    >>> bits(["heard", "short"]), named_clues(5)
    (5, ('heard', 'short'))
    """
    return sum(_BIT[clue] for clue in clues)


def named_clues(clues: int) -> tuple[str, ...]:
    """The clues of a set."""
    return tuple(clue for clue, bit in _BIT.items() if clues & bit)


def clues_beside(paragraph: Paragraph, first: int, last: int) -> int:
    """The clues around some words.

    Args:
        paragraph: where they stand.
        first, last: numbers of their first and last word.
    """
    clues = 0
    if not paragraph.cased:
        clues |= _BIT["no capitals"]
    else:
        if paragraph.begins_sentence(first):
            clues |= _BIT["sentence start"]
        if paragraph.facts[paragraph.words[first]].capitals:
            clues |= _BIT["all capitals"]
    before, after = paragraph.before(first), paragraph.after(last)
    if before is not None:
        if before.before:
            clues |= _BIT[before.before + " before"]
        elif before.generic:
            clues |= _BIT["generic before"]
        elif before.letter:
            clues |= _BIT["initial"]
        elif before.capital and not before.name:
            clues |= _BIT["capital before"]
        if before.capital and before.also in _PERSONS:
            clues |= _BIT["person's name beside"]
    if after is not None:
        if after.after:
            clues |= _BIT[after.after + " after"]
        elif after.generic:
            clues |= _BIT["generic after"]
        elif after.capital and not after.name:
            clues |= _BIT["capital after"]
        if after.capital and after.also in _PERSONS:
            clues |= _BIT["person's name beside"]
    if paragraph.facts[paragraph.words[first]].also == "word" and clues & _NO_CAPITAL:
        clues |= _BIT["word where capitals say nothing"]
    if paragraph.quoted(first, last):
        clues |= _BIT["quoted"]
    if paragraph.compound(first, last):
        clues |= _BIT["part of a compound"]
    return clues


class Evidence:
    """The weights of clues.

    Args:
        weights: log-odds by clue; `always`, `prominence` and `region` beside `CLUES`.
    """

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self._sums: dict[int, float] = {}
        self._prominence = weights["prominence"]
        self._region = weights["region"]

    def likelihood(self, clues: int, prominence: float, region: float) -> float:
        """The probability, from 0 to 1, that words are a mention.

        Args:
            clues: a set of clues.
            prominence: powers of ten of inhabitants above a thousand, of the most prominent place.
            region: how near the place is to others of the text, from 0 to 1.
        """
        total = self._sums.get(clues)
        if total is None:
            total = self.weights["always"] + sum(map(self.weights.__getitem__, named_clues(clues)))
            self._sums[clues] = total
        total += self._prominence * prominence + self._region * region
        return 1 / (1 + math.exp(-total))


@cache
def default_evidence() -> Evidence:
    """The weights that ship with the library."""
    return Evidence(packaged_toml("toponyms.mentions", "evidence.toml")["clues"])
