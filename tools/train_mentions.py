"""Fits the weights of clues to the labelled texts that are for tuning.

    python -m tools.train_mentions

Each run of words that is a name in the gazetteer is a case: a mention if the text marks it as
one, none if not. A logistic regression gives each clue its log-odds, with a ridge penalty on how
far they are from what is expected of them (a normal prior). What the other names of a paragraph
say depends on the weights, so the fit is repeated.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tools.labelled import FOLDER, Labelled, read_labelled
from toponyms.gazetteer import Gazetteer
from toponyms.mentions import evidence, guesses
from toponyms.mentions.clues import CLUES, named_clues
from toponyms.mentions.evidence import Evidence, default_evidence
from toponyms.mentions.finder import Finder
from toponyms.packaged import packaged_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_FILE = Path(evidence.__file__).with_name("evidence.toml")
#: Strength of the penalty on the square of the distance from what is expected, in cases.
_RIDGE = 1.0
_ROUNDS = 4
_NAMES = ("always", "prominence", "region", *CLUES)


def main() -> None:
    """Writes the weights into evidence.toml."""
    texts = [
        text
        for path in sorted(FOLDER.glob("*.txt"))
        for text in read_labelled(path)
        if text.half == "tune"
    ]
    expected = packaged_toml("toponyms.mentions", "evidence.toml")["expected"]
    prior = np.array([expected[clue] for clue in _NAMES])
    weights = dict(default_evidence().weights)
    for _ in range(_ROUNDS):
        cases, labels = _cases(texts, Evidence(weights))
        weights = dict(zip(_NAMES, _fit(cases, labels, prior).tolist(), strict=True))
        print(f"{len(labels)} cases, {labels.mean():.2f} mentions")
    _write(weights)
    for clue, weight in weights.items():
        print(f"{weight:+6.2f}  {clue}")


def _cases(
    texts: Iterable[Labelled], known: Evidence
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The clues of every case, shape (cases, clues), and whether each is a mention."""
    finder = Finder(Gazetteer.default(), evidence=known)
    rows, labels = [], []
    for text in texts:
        for start, paragraph, said in finder.guesses(text.text):
            for guess in said:
                label = _label(text, start + paragraph.start(guess.match.first), guess)
                if label is not None:
                    rows.append(_row(guess))
                    labels.append(label)
    return np.array(rows), np.array(labels, dtype=np.float64)


def _row(guess: guesses.Guess) -> list[float]:
    there = set(named_clues(guess.clues))
    return [
        1.0,
        guess.match.homonyms.prominence,
        guess.region,
        *(float(clue in there) for clue in CLUES),
    ]  # fmt: skip


def _label(text: Labelled, start: int, guess: guesses.Guess) -> bool | None:
    """Whether a case is a mention; None if the text leaves it open."""
    mark = next((mark for mark in text.marks if mark.start <= start < mark.end), None)
    if mark is None or mark.kind == "trap":
        return False
    if mark.kind == "optional":
        return None
    return any(reading.place.id in mark.ids for reading in guess.settled.readings)


def _fit(
    cases: NDArray[np.float64], labels: NDArray[np.float64], prior: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Log-odds of each clue by Newton's method."""
    weights = prior.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-cases @ weights))
        slope = cases.T @ (labels - chance) - _RIDGE * (weights - prior)
        bend = (cases * (chance * (1 - chance))[:, None]).T @ cases + _RIDGE * np.eye(len(prior))
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    rounded: NDArray[np.float64] = np.round(weights, 2)
    return rounded


def _write(weights: dict[str, float]) -> None:
    """Writes the fitted weights over those of the table `clues`, and nothing else."""
    text = _FILE.read_text("utf-8")
    before, table, rest = text.partition("[clues]\n")
    _, gap, after = rest.partition("\n\n")
    lines = "\n".join(f'"{clue}" = {weight:g}' for clue, weight in weights.items())
    _FILE.write_text(before + table + lines + gap + after, "utf-8")


if __name__ == "__main__":
    main()
