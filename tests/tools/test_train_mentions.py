"""The fit of the weights of clues: to cases where there are any, to what is expected else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.unit.mentions.making import finder, guesses, place
from tools import train_mentions as module
from tools.labelled import Labelled, Mark
from toponyms.mentions import evidence
from toponyms.mentions.clues import CLUES, bits

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def made(weights: list[float], cases: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cases with clues at random, which are mentions as often as some weights say."""
    random = np.random.default_rng(7)
    rows = (random.random((cases, len(weights))) < 0.5).astype(np.float64)
    rows[:, 0] = 1.0
    chance = 1 / (1 + np.exp(-rows @ np.array(weights)))
    return rows, (random.random(cases) < chance).astype(np.float64)


def test_weights_are_recovered_from_cases() -> None:
    """The fit would be to something else than what the texts say."""
    weights = [0.5, 2.0, -1.5, 0.0]
    rows, labels = made(weights, 20_000)
    assert module._fit(rows, labels, np.zeros(4)) == pytest.approx(weights, abs=0.12)


def test_where_there_are_cases_the_prior_matters_little() -> None:
    """What one expects would overrule what one sees."""
    rows, labels = made([0.5, 2.0, -1.5], 20_000)
    assert module._fit(rows, labels, np.array([1.5, 0.5, 0.0])) == pytest.approx(
        [0.5, 2.0, -1.5], abs=0.15
    )


def test_a_clue_that_never_occurs_keeps_what_is_expected() -> None:
    """A clue that the texts do not have would get no weight: hotel before a name."""
    rows, labels = made([0.5, 2.0, -1.5], 500)
    rows = np.hstack([rows, np.zeros((500, 2))])
    fitted = module._fit(rows, labels, np.array([0.0, 0.0, 0.0, -2.5, 1.25]))
    assert fitted[3:].tolist() == [-2.5, 1.25]


def test_a_rare_clue_is_drawn_part_of_the_way() -> None:
    """Three cases would be as good as all of grammar, or as nothing."""
    rows = np.array([[1.0, 1.0]] * 3 + [[1.0, 0.0]] * 200)
    labels = np.array([1.0] * 3 + [1.0, 0.0] * 100)
    weight = module._fit(rows, labels, np.array([0.0, -2.5]))[1]
    assert -2.4 < weight < 0.5


def test_the_slope_is_level_where_it_ends() -> None:
    """An end before the best would depend on where it began."""
    rows, labels = made([0.5, 2.0, -1.5], 300)
    prior = np.array([0.2, 0.1, -0.4])
    fitted = module._fit(rows, labels, prior)
    slope = rows.T @ (labels - 1 / (1 + np.exp(-rows @ fitted))) - module._RIDGE * (fitted - prior)
    assert np.abs(slope).max() < 1.0, "the weights are rounded to two digits"


def test_only_the_table_of_clues_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Training would lose the comments, what is expected, or the weights of homonyms."""
    before = module._FILE.read_text("utf-8")
    path = tmp_path / "evidence.toml"
    path.write_text(before, "utf-8")
    monkeypatch.setattr(module, "_FILE", path)
    weights = {name: number / 8 - 2 for number, name in enumerate(module._NAMES)}
    module._write(weights)
    after = path.read_text("utf-8")
    old, new = tomllib.loads(before), tomllib.loads(after)
    assert new["clues"] == weights
    assert new["expected"] == old["expected"]
    assert new["homonyms"] == old["homonyms"]
    head, _, rest = before.partition("[clues]\n")
    assert after.startswith(f"{head}[clues]\n")
    assert after.endswith(rest[rest.index("\n\n") :])
    module._write(weights)
    assert path.read_text("utf-8") == after, "written twice it is the same"


def test_the_shipped_weights_are_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each training would change lines that it did not fit."""
    path = tmp_path / "evidence.toml"
    before = module._FILE.read_text("utf-8")
    path.write_text(before, "utf-8")
    monkeypatch.setattr(module, "_FILE", path)
    weights = tomllib.loads(before)["clues"]
    module._write({name: weights[name] for name in module._NAMES})
    assert sorted(path.read_text("utf-8").splitlines()) == sorted(before.splitlines())


def test_a_row_is_the_clues_of_a_guess() -> None:
    """A weight would be of another clue than its name says."""
    found = finder(place("x:1", "Quzor/az", population=100_000))
    (guess,) = guesses(found, "Bu gün Quzorda və")
    guess = guess._replace(region=0.25, clues=bits(["ending", "report on a game"]))
    row = dict(zip(module._NAMES, module._row(guess), strict=True))
    assert {clue: value for clue, value in row.items() if value} == {
        "always": 1.0,
        "prominence": pytest.approx(2.0),
        "region": 0.25,
        "ending": 1.0,
        "report on a game": 1.0,
    }
    assert set(CLUES) <= row.keys()


@pytest.mark.parametrize(
    ("mark", "label"),
    [
        (Mark(3, 8, "place", frozenset({"x:1", "x:7"})), True),
        (Mark(3, 8, "place", frozenset({"x:9"})), False),
        (Mark(3, 8, "optional", frozenset({"x:1"})), None),
        (Mark(3, 8, "trap"), False),
        (Mark(9, 12, "place", frozenset({"x:1"})), False),
        (None, False),
    ],
)
def test_what_a_case_is(mark: Mark | None, label: bool | None) -> None:
    """Traps would be fitted to as places, or what is open as either."""
    (guess,) = guesses(finder(place("x:1", "Quzor/az")), "In Quzor now")
    text = Labelled("en-01", "en", "tune", "news", "In Quzor now", (mark,) if mark else ())
    assert module._label(text, 3, guess) is label


def test_cases_are_of_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fit would be to no text, or to texts without their labels."""
    found = finder(place("x:1", "Quzor/az"))
    monkeypatch.setattr(module, "Finder", lambda *_, **__: found)
    said = "In Quzor now"
    there = Mark(3, 8, "place", frozenset({"x:1"}))
    texts = [
        Labelled("en-01", "en", "tune", "news", said, (there,)),
        Labelled("en-02", "en", "tune", "news", said, (Mark(3, 8, "optional", there.ids),)),
        Labelled("en-03", "en", "tune", "news", "The Quzor hotel", ()),
        Labelled("en-04", "en", "tune", "news", "No name", ()),
    ]
    rows, labels = module._cases(texts, evidence.default_evidence())
    assert labels.tolist() == [1.0, 0.0]
    assert rows.shape == (2, len(module._NAMES))
    clues = [
        {name for name, value in zip(module._NAMES, row, strict=True) if value} for row in rows
    ]
    assert clues[0] >= {"always", "place before"}
    assert clues[1] >= {"always", "article before", "thing after"}
