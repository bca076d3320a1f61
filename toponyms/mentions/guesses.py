"""What the names in a paragraph mention: each by itself, then in the light of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.mentions.clues import bits, clues_beside, settled_clues
from toponyms.mentions.homonyms import (
    LANDFORMS,
    NOWHERE,
    Around,
    is_of_kind,
    is_settled,
    lies_in,
    nearness,
    settle,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.mentions.evidence import Evidence
    from toponyms.mentions.homonyms import Reading, Settled
    from toponyms.mentions.matching import Match
    from toponyms.mentions.paragraph import Paragraph
    from toponyms.model import Place

__all__ = ["Guess", "guess_all"]

#: The least likelihood of a mention that says something of the others.
_SURE = 0.8
#: The least likelihood of a mention that speaks for its neighbours in a list.
_LIKELY = 0.5
#: What is so likely, and one of several places so much more likely than the others, by itself
#: is not looked at again: what stands around could not change it.
_CERTAIN, _UNRIVALLED = 0.9, 0.99
#: Nor what is so unlikely that nothing around could make it likely.
_HOPELESS = 0.005
#: Sure mentions that are looked at: bounds the work in a paragraph of any length.
_AROUND = 12
#: Members of a list on each side of a name that are looked at.
_MEMBERS = 3
_IN_LIST, _OUTSIDE = bits(["in a list"]), bits(["outside its unit"])
_GENERIC_BEFORE, _GENERIC_AFTER = bits(["generic before"]), bits(["generic after"])
_ADJECTIVE = bits(["adjective of the next word"])
_GENERIC = _GENERIC_BEFORE | _GENERIC_AFTER
_ARTICLE = bits(["article before"])
#: What an article before a name may belong to.
_OF_A_THING = bits(["capital after", "thing after", "thing with a capital after"])
_LANDFORM, _BESIDE_LANDFORM = bits(["landform"]), bits(["landform before", "landform after"])
#: GeoNames feature class of waters.
_WATER = "H"


class Guess(NamedTuple):
    """Words that may mention a place.

    Attributes:
        match: the words.
        kind: the GeoNames feature class, or the codes with spaces between, that a generic term
            says of them; or empty.
        clues: what speaks for and against it.
        region: how near the place is to others of the text, from 0 to 1.
        likelihood: the probability, from 0 to 1, that they do mention one.
        settled: which place it would be.
    """

    match: Match
    kind: str
    clues: int
    region: float
    likelihood: float
    settled: Settled

    @property
    def anchor(self) -> Reading | None:
        """The place, if it is sure enough to tell something of the others."""
        if self.likelihood < _SURE or not is_settled(self.settled):
            return None
        return self.settled.readings[0]


def guess_all(paragraph: Paragraph, matches: Iterable[Match], evidence: Evidence) -> list[Guess]:
    """What the names of a paragraph mention, in order.

    Args:
        paragraph: where they stand.
        matches: the names, in order.
        evidence: the weights of clues.
    """
    alone: list[Guess] = []
    for match in matches:
        follows = bool(alone) and alone[-1].match.last + 1 == match.first
        alone.append(_alone(paragraph, match, follows, evidence))
    _share_plurals(paragraph, alone, evidence)
    sure = [(at, anchor) for at, guess in enumerate(alone) if (anchor := guess.anchor)]
    if len(sure) <= _AROUND:
        around = [anchor for _, anchor in sure]
        return [_together(paragraph, alone, at, around, evidence) for at in range(len(alone))]
    guesses = []
    before = 0  # how many of the sure ones come before
    for at in range(len(alone)):
        while before < len(sure) and sure[before][0] < at:
            before += 1
        near = sure[max(0, before - _AROUND // 2) : before + _AROUND // 2]
        around = [anchor for _, anchor in near]
        guesses.append(_together(paragraph, alone, at, around, evidence))
    return guesses


def _alone(paragraph: Paragraph, match: Match, follows: bool, evidence: Evidence) -> Guess:
    """What a name mentions, by itself and the words beside it."""
    clues = match.homonyms.clues | clues_beside(paragraph, match.first, match.last, follows)
    if match.homonyms.adjective and paragraph.agrees(match.last, match.homonyms.adjective):
        clues |= _ADJECTIVE
    kind = paragraph.kind(match.first, match.last, follows) if clues & _GENERIC else ""
    if clues & _LANDFORM and not kind:
        kind, clues = _of_landform(paragraph, match, follows, clues)
    return _of_kind(match, kind, clues, evidence)


def _of_landform(paragraph: Paragraph, match: Match, follows: bool, clues: int) -> tuple[str, int]:
    """The kind and the clues of a name that a landform has, if something says that it is meant."""
    if clues & _BESIDE_LANDFORM:
        said = paragraph.landform(match.first, match.last, follows)
        if any(is_of_kind(reading.place, said) for reading in match.homonyms.alone.readings):
            # The Zurnel river, if a river is called so, is as good as the village Zurnel.
            return said, clues & ~_BESIDE_LANDFORM | _GENERIC_BEFORE
        if clues & _ARTICLE and any(
            is_of_kind(reading.place, _WATER) for reading in match.homonyms.alone.readings
        ):
            # The Volga delta, the Caspian coast: of the land by a water that has the name.
            return _WATER, clues & ~(_BESIDE_LANDFORM | _ARTICLE)
    elif clues & _ARTICLE and not clues & _OF_A_THING:
        return " ".join(LANDFORMS), clues ^ _ARTICLE  # the Volga, which no town has
    return "", clues


def _of_kind(match: Match, kind: str, clues: int, evidence: Evidence) -> Guess:
    homonyms = match.homonyms
    clues = settled_clues(clues, homonyms.prominence)
    likelihood = evidence.likelihood(clues, homonyms.prominence, 0.0)
    settled = homonyms.alone
    if kind:
        units = homonyms.units if kind == "A" else ()
        settled = settle([*settled.readings, *units], kind, NOWHERE)
    return Guess(match, kind, clues, 0.0, likelihood, settled)


def _share_plurals(paragraph: Paragraph, guesses: list[Guess], evidence: Evidence) -> None:
    """Gives each name of a list the kind that a term in the plural at its end says."""
    if not paragraph.has_plurals:
        return
    for at, guess in enumerate(guesses):
        before, after = paragraph.plural(guess.match.first, guess.match.last)
        for kind, clue, step in ((before, _GENERIC_BEFORE, 1), (after, _GENERIC_AFTER, -1)):
            other = at
            if kind and not guess.kind:
                guesses[at] = _of_kind(guess.match, kind, guess.clues | clue, evidence)
            while kind and 0 <= other + step < len(guesses):
                first, last = sorted((other, other + step))
                ends = guesses[first].match.last, guesses[last].match.first
                other += step
                if guesses[other].kind or not paragraph.lists(*ends):
                    break
                named = guesses[other]
                guesses[other] = _of_kind(named.match, kind, named.clues | clue, evidence)


def _together(
    paragraph: Paragraph,
    guesses: Sequence[Guess],
    at: int,
    anchors: Sequence[Reading],
    evidence: Evidence,
) -> Guess:
    """A guess once more, knowing the others around it."""
    guess = guesses[at]
    if guess.likelihood < _HOPELESS:
        return guess
    unit, is_said = _unit_beside(paragraph, guesses, at) if guess.kind == "P" else (None, False)
    if not unit and guess.likelihood >= _CERTAIN and guess.settled.shares[0] >= _UNRIVALLED:
        return guess
    match, clues = guess.match, guess.clues
    if (
        unit
        and is_said
        and all(lies_in(one.place, unit) is False for one in guess.settled.readings)
    ):
        clues |= _OUTSIDE
    listed = list(_listed(paragraph, guesses, at))
    if listed:
        clues |= _IN_LIST
    settled, region = guess.settled, 0.0
    # Another mention of the same name tells nothing of which place it is; one of the same place by
    # another name does.
    own = {(reading.place.id, reading.name.text) for reading in settled.readings}
    others = [anchor for anchor in anchors if (anchor.place.id, anchor.name.text) not in own]
    if others:
        around = Around.of(others)
        if len(own) > 1:
            # What is listed together belongs together more than what else the text speaks of.
            members = [anchor for other in listed if (anchor := other.anchor) in others]
            about = Around.of(members) if members else around
            settled = settle(settled.readings, guess.kind, about, unit)
        region = nearness(settled.readings[0], around)
    elif clues == guess.clues:
        return guess
    likelihood = evidence.likelihood(clues, match.homonyms.prominence, region)
    return Guess(match, guess.kind, clues, region, likelihood, settled)


def _unit_beside(
    paragraph: Paragraph, guesses: Sequence[Guess], at: int
) -> tuple[Place | None, bool]:
    """The unit that is named right before a name or after it, a generic term between at most.

    So it is in Tovuz rayonunun Çinarlı kəndi and in село Талиш Мартакертского района. Tovuzun
    Çinarlı kəndi may mean the district as well, though the name is first that of its town.

    Returns:
        The unit, and whether it is the one that the text means for sure.
    """
    for other in (at - 1, at + 1):
        if not 0 <= other < len(guesses):
            continue
        first, last = sorted((at, other))
        start, end = guesses[first].match.last, guesses[last].match.first
        if (
            end - start <= 2
            and guesses[other].likelihood >= _LIKELY
            and (unit := _as_unit(guesses[other], owns=other < at and end - start == 1))
            and all(paragraph.joined(word) for word in range(start, end))
        ):
            return unit, unit is guesses[other].settled.readings[0].place
    return None, False


def _as_unit(guess: Guess, *, owns: bool) -> Place | None:
    """The unit that a name means, or may mean if what follows it is its own."""
    reading = guess.settled.readings[0]
    if reading.place.feature.startswith("A.ADM1"):
        return reading.place
    if owns and any(ending.case == "genitive" for ending in reading.form.endings):
        for other in (*guess.settled.readings, *guess.match.homonyms.units):
            if other.place.feature.startswith("A.ADM1") and lies_in(reading.place, other.place):
                return other.place
    return None


def _listed(paragraph: Paragraph, guesses: Sequence[Guess], at: int) -> Iterator[Guess]:
    """The likely names beside a name in a list or a route, as far as nothing else is between."""
    for step in (-1, 1):
        here, other = at, at + step
        while 0 <= other < len(guesses) and abs(other - at) <= _MEMBERS:
            first, last = sorted((here, other))
            if guesses[other].likelihood < _LIKELY or not paragraph.lists(
                guesses[first].match.last, guesses[last].match.first
            ):
                break
            yield guesses[other]
            here, other = other, other + step
