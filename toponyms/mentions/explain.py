"""How a mention was reached, told on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.lazy import LazyTuple
from toponyms.mentions.clues import named_clues
from toponyms.model import Step

if TYPE_CHECKING:
    from toponyms.mentions.evidence import Evidence
    from toponyms.mentions.guesses import Guess

__all__ = ["Explanation"]

#: Homonyms that are told of.
_HOMONYMS = 5


class Explanation(LazyTuple[Step]):
    """The steps from the words of a text to a place.

    Args:
        guess: what was made of the words.
        evidence: the weights of clues.
    """

    __slots__ = ("_evidence", "_guess")

    def __init__(self, guess: Guess, evidence: Evidence) -> None:
        self._guess = guess
        self._evidence = evidence

    def _make(self) -> tuple[Step, ...]:
        guess = self._guess
        reading = guess.settled.readings[0]
        form, name, homonyms = reading.form, reading.name, guess.match.homonyms
        steps = []
        if form.endings:
            cases = " or ".join(dict.fromkeys(ending.case for ending in form.endings))
            steps.append(Step("without ending", f"{form.base} ({cases}, {form.lang})"))
        steps.append(Step("sound" if homonyms.heard else "name", f"{name.text} ({name.lang})"))
        weights = self._evidence.weights
        clues = {"always": 1.0, **dict.fromkeys(named_clues(guess.clues), 1.0)}
        clues |= {"prominence": homonyms.prominence, "region": guess.region}
        steps += [
            Step("clue", f"{clue} {weights[clue] * value:+.1f}")
            for clue, value in clues.items()
            if value
        ]
        if len(guess.settled.readings) > 1:
            shares = zip(guess.settled.readings[:_HOMONYMS], guess.settled.shares, strict=False)
            told = ", ".join(f"{one.place.id} {share:.2f}" for one, share in shares)
            steps.append(Step("homonyms", told))
        return tuple(steps)
