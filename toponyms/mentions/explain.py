"""How a mention was reached, told on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.lazy import LazyTuple
from toponyms.mentions.evidence import weights
from toponyms.model import Step

if TYPE_CHECKING:
    from toponyms.mentions.guesses import Guess

__all__ = ["Explanation"]


class Explanation(LazyTuple[Step]):
    """The steps from the words of a text to a place.

    Args:
        text: the words.
        guess: what was made of them.
    """

    __slots__ = ("_guess", "_text")

    def __init__(self, text: str, guess: Guess) -> None:
        self._text = text
        self._guess = guess

    def _make(self) -> tuple[Step, ...]:
        guess, known = self._guess, weights()
        form, name = guess.readings[0].form, guess.readings[0].name
        steps = []
        if form.endings:
            cases = " or ".join(dict.fromkeys(ending.case for ending in form.endings))
            steps.append(Step("without ending", f"{form.base} ({cases}, {form.lang})"))
        steps.append(Step("sound" if guess.span.heard else "name", f"{name.text} ({name.lang})"))
        steps += [
            Step("clue", f"{clue} {known.get(clue, 0.0) * value:+.1f}")
            for clue, value in guess.clues.items()
        ]
        if len(guess.readings) > 1:
            shares = zip(guess.readings[:5], guess.shares, strict=False)
            steps.append(
                Step("homonyms", ", ".join(f"{one.place.id} {share:.2f}" for one, share in shares))
            )
        return tuple(steps)
