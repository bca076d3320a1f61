"""What speaks for and against words being a name: clues, by what stands around them.

A set of clues is a number with one bit for each. What each of them is, is described in
evidence.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.mentions.facts import Fact
    from toponyms.mentions.paragraph import Paragraph

__all__ = ["CLUES", "bits", "clues_beside", "clues_of", "named_clues", "settled_clues"]

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
    "thing with a capital after", "genitive", "capital after a genitive",
)  # fmt: skip
_BIT = {clue: 1 << place for place, clue in enumerate(CLUES)}
_SENTENCE_START, _ALL_CAPITALS = _BIT["sentence start"], _BIT["all capitals"]
_CAPITAL_BEFORE, _SPORT = _BIT["capital before"], _BIT["report on a game"]
_CAPITAL_AFTER = _BIT["capital after"]
_GENITIVE, _AFTER_GENITIVE = _BIT["genitive"], _BIT["capital after a genitive"]
_COMPOUND = _BIT["part of a compound"]
_NO_CAPITAL = _BIT["no capitals"] | _BIT["sentence start"]
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
    cased = paragraph.cased
    if cased:
        clues = _SENTENCE_START if paragraph.begins_sentence(first) else 0
        if paragraph.facts[paragraph.words[first]].capitals:
            # In a headline one more capital says nothing; the line after it is another sentence.
            clues |= _ALL_CAPITALS
            cased = False
    else:
        clues = _BIT["no capitals"]
    if not follows and (before := paragraph.before(first)) is not None:
        said = before.clues[cased]
        if said & _CAPITAL_BEFORE and paragraph.begins_sentence(first - 1):
            said ^= _CAPITAL_BEFORE
        clues |= said
    if (after := paragraph.after(last)) is not None:
        said = after.clues[2 + cased]
        if said & _CAPITAL_AFTER and paragraph.is_of_unit(last + 1):
            said ^= _CAPITAL_AFTER
        clues |= said
    if paragraph.sport:
        clues |= _SPORT
    if paragraph.has_quotes and (quoted := paragraph.quoted(first, last)):
        clues |= _BIT["quoted" if quoted == "all" else "in quotation marks"]
    if paragraph.cased and paragraph.compound(first, last):
        clues |= _COMPOUND
    return clues


def settled_clues(clues: int, prominence: float) -> int:
    """Clues without those that others make void.

    Beside a generic term, a name needs no capital, and what else it may be counts little. That it
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
    if clues & _CAPITAL_AFTER and clues & _GENITIVE:
        clues ^= _CAPITAL_AFTER | _AFTER_GENITIVE
    if clues & _GENERIC:
        void = clues & _VOID
        return clues ^ void | (_BIT["generic beside what else it may be"] if void & _ALSO else 0)
    if clues & _NO_CAPITAL and clues & _BIT["also word"]:
        return clues | _BIT["word where capitals say nothing"]
    return clues


def clues_of(fact: Fact, side: str, said: str, cased: bool) -> int:
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
        return clues | (_BIT["initial"] if fact.stop else 0)
    if capital and not fact.name:
        return clues | _BIT[f"capital {side}"]
    return clues
