"""What is said of a mention: its places, scores, and how it was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.lazy import LazyTuple
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
        readings, shares = guess.settled
        candidates = _Candidates(text, guess)
        settled = is_settled(guess.settled)
        resolution = Resolution(
            text,
            "matched" if settled else "ambiguous",
            readings[0].place if settled else None,
            round(guess.likelihood * shares[0], 4),
            candidates,
            Explanation(guess, self._evidence),
        )
        return resolution, round(guess.likelihood, 4)


class _Candidates(LazyTuple[Candidate]):
    """The places that a mention may mean; few are looked at beyond the first."""

    __slots__ = ("_guess", "_text")

    def __init__(self, text: str, guess: Guess) -> None:
        self._text = text
        self._guess = guess

    def _make(self) -> tuple[Candidate, ...]:
        guess = self._guess
        heard = guess.match.homonyms.heard
        return tuple([
            Candidate(
                reading.place,
                reading.name,
                round(guess.likelihood * share, 4),
                _method(self._text, reading.name.text, heard),
            )
            for reading, share in zip(
                guess.settled.readings[:_CANDIDATES], guess.settled.shares, strict=False
            )
        ])  # fmt: skip


def _method(text: str, name: str, heard: bool) -> Method:
    if heard:
        return "sound"
    return "exact" if text.casefold() == name.casefold() else "folded"
