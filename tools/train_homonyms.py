"""Fits the weights of the choice between places of one name to the labelled texts for tuning.

    python -m tools.train_homonyms

Each name that a text marks, and that several places have, is a case: the places that it may mean
are right, the others wrong. What else the text speaks of is taken from its marks. A conditional
logit with a ridge penalty on how far the weights are from what is expected of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tools.labelled import FOLDER, Labelled, Mark, read_labelled
from toponyms.gazetteer import Gazetteer
from toponyms.mentions import homonyms
from toponyms.mentions.finder import Finder
from toponyms.mentions.homonyms import Around, Reading, beside, giving_way, traits
from toponyms.packaged import packaged_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from toponyms.mentions.guesses import Guess

_FILE = Path(homonyms.__file__).with_name("evidence.toml")
_WEIGHTS = (
    "prominence", "ending", "unknown", "variant", "historical", "unit", "kind", "near", "country",
)  # fmt: skip
#: Strength of the penalty on the square of the distance from what is expected, in cases.
_RIDGE = 0.5
_STEPS = 50


class Case(NamedTuple):
    """A name that several places have.

    Attributes:
        rows: of each place what counts for it, shape (places, weights).
        right: which of them are meant, shape (places,).
    """

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]


def main() -> None:
    """Writes the weights into evidence.toml."""
    texts = [
        text
        for path in sorted(FOLDER.glob("*.txt"))
        for text in read_labelled(path)
        if text.half == "tune"
    ]
    cases = list(_cases(texts, Finder(Gazetteer.default())))
    expected = packaged_toml("toponyms.mentions", "evidence.toml")["expected homonyms"]
    prior = np.array([expected[weight] for weight in _WEIGHTS])
    fitted = _fit(cases, prior)
    print(
        f"{len(cases)} cases; first is right in {_first(cases, prior)}, now {_first(cases, fitted)}"
    )
    for weight, value in zip(_WEIGHTS, fitted.tolist(), strict=True):
        print(f"{value:+6.2f}  {weight}")
    text = _FILE.read_text("utf-8")
    _FILE.write_text(_written(text, dict(zip(_WEIGHTS, fitted.tolist(), strict=True))), "utf-8")


def _cases(texts: Iterable[Labelled], finder: Finder) -> Iterator[Case]:
    for text in texts:
        meant: list[tuple[Guess, Mark]] = []
        for start, paragraph, guesses in finder.guesses(text.text):
            for guess in guesses:
                mark = _mark(text, start + paragraph.start(guess.match.first))
                if mark is not None:
                    meant.append((guess, mark))
        for guess, mark in meant:
            readings = guess.settled.readings
            right = np.array([reading.place.id in mark.ids for reading in readings])
            if right.any() and not right.all():
                around = Around.of(_others(guess, meant))
                yield Case(np.array(list(_rows(readings, guess.kind, around))), right)


def _mark(text: Labelled, start: int) -> Mark | None:
    """The mark of a place at some offset."""
    marks = (mark for mark in text.marks if mark.start <= start < mark.end)
    return next((mark for mark in marks if mark.kind == "place"), None)


def _others(guess: Guess, meant: Iterable[tuple[Guess, Mark]]) -> Iterator[Reading]:
    """The places that the marks mean, but for other mentions of the same name."""
    own = {(reading.place.id, reading.name.text) for reading in guess.settled.readings}
    for other, mark in meant:
        for reading in other.settled.readings:
            if reading.place.id in mark.ids and (reading.place.id, reading.name.text) not in own:
                yield reading
                break


def _rows(readings: Sequence[Reading], kind: str, around: Around) -> Iterator[list[float]]:
    """What counts for each reading, in the order of the weights."""
    after = giving_way(readings)
    for reading in readings:
        told = traits(reading.place, reading.name, reading.form)
        told |= dict(zip(("kind", "near", "country"), beside(reading, kind, around), strict=True))
        told["unit"] = -float(reading.place.id in after and not told["kind"])
        yield [told.get(weight, 0.0) for weight in _WEIGHTS]


def _fit(cases: Sequence[Case], prior: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of the conditional logit by Newton's method; of several right places any will do."""
    weights = prior.copy()
    for _ in range(_STEPS):
        slope = -_RIDGE * (weights - prior)
        bend = _RIDGE * np.eye(prior.size)
        for rows, right in cases:
            chance = _shares(rows @ weights)
            meant = np.where(right, chance, 0.0) / chance[right].sum()
            slope += rows.T @ (meant - chance)
            mean = rows.T @ chance
            bend += (rows.T * chance) @ rows - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    rounded: NDArray[np.float64] = np.round(weights, 2)
    return rounded


def _shares(utilities: NDArray[np.float64]) -> NDArray[np.float64]:
    chances: NDArray[np.float64] = np.exp(utilities - utilities.max())
    chances /= chances.sum()
    return chances


def _first(cases: Iterable[Case], weights: NDArray[np.float64]) -> int:
    """In how many cases the likeliest place is a right one."""
    return sum(bool(right[int(np.argmax(rows @ weights))]) for rows, right in cases)


def _written(text: str, weights: dict[str, float]) -> str:
    """The file with other weights in its table `homonyms`, comments and the rest as they were."""
    before, table, after = text.partition("[homonyms]\n")
    lines = []
    for line in after.split("\n"):
        weight, equals, rest = line.partition(" = ")
        if weight in weights:
            _, mark, comment = rest.partition("#")
            line = f"{weight}{equals}{weights[weight]:g}".ljust(21) + mark + comment  # noqa: PLW2901
        lines.append(line)
    return before + table + "\n".join(lines)


if __name__ == "__main__":
    main()
