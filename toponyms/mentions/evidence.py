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

    from toponyms.mentions.facts import Fact
    from toponyms.mentions.paragraph import Paragraph

__all__ = [
    "CLUES",
    "Evidence",
    "bits",
    "clues_beside",
    "default_evidence",
    "named_clues",
    "settled_clues",
]

#: Clues that are there or not, in the order of their bits.
CLUES = (
    "heard", "heard with an ending", "several words", "short", "ending", "local case",
    "unknown language", "also word", "also given", "also surname", "also landform",
    "word where capitals say nothing", "no capitals", "sentence start", "all capitals",
    "place before", "person before", "thing before", "landform before", "generic before",
    "capital before", "place after", "person after", "thing after", "landform after",
    "generic after", "capital after", "initial", "person's name beside", "article before",
    "link before", "generic beside what else it may be", "quoted", "in quotation marks",
    "part of a compound", "in a list", "landform", "report on a game",
    "outside its unit", "also full name", "adjective of the next word",
    "thing with a capital after",
)  # fmt: skip
_BIT = {clue: 1 << place for place, clue in enumerate(CLUES)}
_NO_CAPITAL = _BIT["no capitals"] | _BIT["sentence start"]
_LANDFORM = _BIT["landform before"] | _BIT["landform after"]
_GENERIC = _BIT["generic before"] | _BIT["generic after"]
_ALSO = sum(_BIT[f"also {kind}"] for kind in ("word", "given", "surname", "landform", "full name"))
#: What a generic term beside a name makes void.
_VOID = _NO_CAPITAL | _ALSO | _BIT["article before"] | _BIT["short"]
#: What a team cannot have beside it or at its end.
_SAYS_PLACE = sum(_BIT[clue] for clue in ("local case", "place before", "place after")) | _GENERIC
#: What stands around the genitive of a country that a person or an institution is of.
_OF_IT = sum(
    _BIT[clue]
    for clue in (
        "person before", "person's name beside", "capital after", "thing with a capital after",
    )
)  # fmt: skip
#: Prominence from which on a place is said to speak.
_SPEAKS = 3.0
_PERSONS = frozenset({"given", "surname"})


def bits(clues: Iterable[str]) -> int:
    """Some clues as a set.

    >>> named_clues(bits(["short", "heard"]))
    ('heard', 'short')
    """
    return sum(_BIT[clue] for clue in clues)


def named_clues(clues: int) -> tuple[str, ...]:
    """The clues of a set."""
    return tuple(clue for clue, bit in _BIT.items() if clues & bit)


def clues_beside(paragraph: Paragraph, first: int, last: int, follows: bool) -> int:
    """The clues around some words.

    Args:
        paragraph: where they stand.
        first: the number of their first word.
        last: the number of their last word.
        follows: whether the word before them is another name's.
    """
    clues = _capital_clues(paragraph, first)
    before = None if follows else paragraph.before(first)
    after = paragraph.after(last)
    headline = clues & _BIT["all capitals"]
    # In a headline of capitals one more says nothing; the line after it is another sentence.
    cased = paragraph.cased and not headline
    if before is not None:
        clues |= _clues_of(before, "before", before.before, cased)
        if clues & _BIT["capital before"] and paragraph.begins_sentence(first - 1):
            clues ^= _BIT["capital before"]
    if after is not None:
        clues |= _clues_of(after, "after", after.after, cased)
    if paragraph.sport:
        clues |= _BIT["report on a game"]
    if quoted := paragraph.quoted(first, last):
        clues |= _BIT["quoted" if quoted == "all" else "in quotation marks"]
    if paragraph.cased and paragraph.compound(first, last):
        clues |= _BIT["part of a compound"]
    return clues


def settled_clues(clues: int, prominence: float) -> int:
    """Clues without those that others make void.

    Beside a generic term, a name needs no capital, and what else it may be counts little; a term
    for landforms is one beside the name of a landform. That it
    said something tells nothing of the name of a country or a large city: their governments do.

    Args:
        clues: a set of clues.
        prominence: powers of ten of inhabitants above a thousand.
    """
    if prominence >= _SPEAKS:
        clues &= ~_BIT["person after"]
        if clues & _BIT["ending"]:
            clues &= ~_OF_IT
    if clues & _SAYS_PLACE:
        clues &= ~_BIT["report on a game"]
    if clues & _BIT["landform"] and clues & _LANDFORM:
        clues = clues & ~_LANDFORM | _BIT["generic before"]
    if clues & _GENERIC:
        void = clues & _VOID
        return clues ^ void | (_BIT["generic beside what else it may be"] if void & _ALSO else 0)
    if clues & _NO_CAPITAL and clues & _BIT["also word"]:
        return clues | _BIT["word where capitals say nothing"]
    return clues


def _capital_clues(paragraph: Paragraph, first: int) -> int:
    """What the capital of a word says."""
    if not paragraph.cased:
        return _BIT["no capitals"]
    clues = _BIT["sentence start"] if paragraph.begins_sentence(first) else 0
    return clues | _BIT["all capitals"] * paragraph.facts[paragraph.words[first]].capitals


def _clues_of(fact: Fact, side: str, said: str, cased: bool) -> int:
    """What a word beside a name says.

    Args:
        fact: the word.
        side: `before` or `after` the name.
        said: what it says of a name on the other side.
        cased: whether capitals tell something in its paragraph.
    """
    capital = cased and fact.capital
    clues = _BIT["person's name beside"] if capital and fact.also in _PERSONS else 0
    if side in fact.generic_sides:
        return clues | _BIT[f"generic {side}"]
    if said:
        if capital and said == "thing" and side == "after":
            said = "thing with a capital"
        return clues if said == "people" else clues | _BIT[f"{said} {side}"]
    if capital and fact.letter and side == "before":
        return clues | _BIT["initial"]
    if capital and not fact.name:
        return clues | _BIT[f"capital {side}"]
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
