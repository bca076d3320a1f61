"""What is said of a mention: its places, scores, and how it was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.mentions.explain import Explanation
from toponyms.mentions.homonyms import is_settled
from toponyms.model import Candidate, Method, Resolution

if TYPE_CHECKING:
    from toponyms.mentions.evidence import Evidence
    from toponyms.mentions.guesses import Guess
    from toponyms.mentions.homonyms import Homonyms

__all__ = ["Answers"]

#: The most candidates of one mention.
_CANDIDATES = 10
#: Answers kept: bounds what a stream of texts takes.
_KEPT = 2**16


class Answers:
    """Resolutions and scores of mentions in some languages.

    A name that the rest of its paragraph says nothing of is answered alike wherever it stands:
    such answers are kept.

    Args:
        evidence: the weights of clues.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: dict[tuple[str, int], tuple[Homonyms, tuple[Resolution, float]]] = {}

    def of(self, text: str, guess: Guess) -> tuple[Resolution, float]:
        """The answer to a mention, and the probability that it is one.

        Args:
            text: the words.
            guess: what was made of them.
        """
        if guess.settled is not guess.match.homonyms.alone or guess.region:
            return self._answer(text, guess)
        homonyms, key = guess.match.homonyms, (text, guess.clues)
        known = self._known.get(key)
        if known is None or known[0] is not homonyms:
            if len(self._known) >= _KEPT:
                self._known = {}
            known = self._known[key] = homonyms, self._answer(text, guess)
        return known[1]

    def _answer(self, text: str, guess: Guess) -> tuple[Resolution, float]:
        (readings, shares), likelihood = guess.settled, guess.likelihood
        heard = guess.match.homonyms.heard
        candidates = tuple([
            Candidate(
                one.place, one.name, round(likelihood * share, 4), _method(text, one.name.text, heard)
            )
            for one, share in zip(readings[:_CANDIDATES], shares, strict=False)
        ])  # fmt: skip
        settled = is_settled(guess.settled)
        resolution = Resolution(
            text,
            "matched" if settled else "ambiguous",
            readings[0].place if settled else None,
            candidates[0].score,
            candidates,
            Explanation(guess, self._evidence),
        )
        return resolution, round(likelihood, 4)


def _method(text: str, name: str, heard: bool) -> Method:
    if heard:
        return "sound"
    return "exact" if text.casefold() == name.casefold() else "folded"
