"""What the words of a paragraph may mention, first each by itself, then in the light of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toponyms.mentions.evidence import likelihood, local_clues
from toponyms.mentions.homonyms import is_settled, nearness, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.mentions.homonyms import Homonyms, Reading
    from toponyms.mentions.paragraph import Paragraph
    from toponyms.mentions.spans import Span
    from toponyms.model import Place

__all__ = ["Guess", "guess_all"]

#: The least likelihood of a mention that says something of the others.
_SURE = 0.8
#: Other mentions that are looked at, on each side: bounds the work in a paragraph of any length.
_AROUND = 16
#: What joins the members of a list or a route.
_LIST = re.compile(
    r"\s*(?:[,;/–—-]|\(|\)|\)?,?\s+(?:and|or|to|və|ve|ilə|и|или|с|և|եւ|ու|կամ|вә)\s)\s*"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """Words that may mention a place.

    Attributes:
        span: the words.
        homonyms: what they may mean.
        clues: what speaks for and against it.
        likelihood: the probability, from 0 to 1, that they do mention one.
        kind: the GeoNames feature class that a generic term beside them says, or empty.
        readings: the places, the likeliest first.
        shares: the likelihood of each if they mention one; the sum is 1.
    """

    span: Span
    homonyms: Homonyms
    clues: dict[str, float]
    likelihood: float
    kind: str
    readings: Sequence[Reading]
    shares: Sequence[float]

    @property
    def anchor(self) -> Place | None:
        """The place, if it is sure enough to tell something of the others."""
        if self.likelihood < _SURE or not is_settled(self.readings, self.shares):
            return None
        return self.readings[0].place


def guess_all(paragraph: Paragraph, found: Iterable[tuple[Span, Homonyms]]) -> list[Guess]:
    """What the spans of a paragraph mention.

    Args:
        paragraph: where they stand.
        found: the spans in order, and what each may mean.
    """
    alone = [_alone(paragraph, span, homonyms) for span, homonyms in found]
    return [_together(paragraph, alone, at) for at in range(len(alone))]


def _alone(paragraph: Paragraph, span: Span, homonyms: Homonyms) -> Guess:
    clues = local_clues(paragraph, span, homonyms)
    sides = (paragraph.beside(span.first, -1), paragraph.beside(span.last, 1))
    kind = next((k for at in sides if at is not None and (k := paragraph.generic(at))), "")
    readings, shares = settle(homonyms, kind, ())
    return Guess(span, homonyms, clues, likelihood(clues), kind, readings, shares)


def _together(paragraph: Paragraph, guesses: Sequence[Guess], at: int) -> Guess:
    """A guess once more, knowing the others around it."""
    guess = guesses[at]
    before, after = guesses[max(0, at - _AROUND) : at], guesses[at + 1 : at + 1 + _AROUND]
    anchors = [place for other in (*before, *after) if (place := other.anchor)]
    clues = dict(guess.clues)
    beside = [*before[-1:], *after[:1]]
    if any(other.likelihood >= 0.5 and _listed(paragraph, guess, other) for other in beside):
        clues["in a list"] = 1.0
    readings, shares = guess.readings, guess.shares
    if anchors:
        readings, shares = settle(guess.homonyms, guess.kind, anchors)
        clues["region"] = nearness(readings[0].place, anchors)
    return Guess(guess.span, guess.homonyms, clues, likelihood(clues), guess.kind, readings, shares)


def _listed(paragraph: Paragraph, one: Guess, other: Guess) -> bool:
    """Whether two spans are neighbours in a list."""
    first, second = sorted((one.span, other.span), key=lambda span: span.first)
    gap = paragraph.text[
        paragraph.tokens[first.last].end() : paragraph.tokens[second.first].start()
    ]
    return bool(_LIST.fullmatch(gap))
