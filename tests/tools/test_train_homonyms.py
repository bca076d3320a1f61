"""The fit of the choice between places of one name: to what texts mean, else to expectation."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from tests.unit.mentions.making import finder, place
from tools import train_homonyms as module
from tools.labelled import Labelled, Mark
from tools.train_homonyms import Case

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE, THERE = frozenset({"x:1"}), frozenset({"x:2"})
FINDER = finder(
    place("x:1", "Quzor/az", at=(40, 47), population=1000),
    place("x:2", "Quzor/az", at=(40, 30), country="TR", population=10_000),
    place("x:3", "Tirgaq/az", at=(40, 47.1)),
    place("x:4", "Zurnel/az", at=(41, 49)),
    place("x:5", "Bexal/az", feature="A.ADM1", admin1="B"),
    place("x:6", "Bexal/und-Latn", feature="P.PPLA", admin1="B"),
)


def made(weights: list[float], cases: int) -> list[Case]:
    """Choices of one of three places that are made as often as some weights say."""
    random = np.random.default_rng(7)
    found = []
    for _ in range(cases):
        rows = random.normal(size=(3, len(weights)))
        chance = module._shares(rows @ np.array(weights))
        found.append(Case(rows, np.arange(3) == random.choice(3, p=chance)))
    return found


def test_weights_are_recovered_from_choices() -> None:
    """The fit would be to something else than what the texts say."""
    weights = [1.5, -0.75, 0.0]
    assert module._fit(made(weights, 5000), np.array([0.0, 0.5, 1.0])) == pytest.approx(
        weights, abs=0.12
    )


def test_what_never_differs_keeps_what_is_expected() -> None:
    """What the texts do not have would get no weight."""
    cases = [Case(np.hstack([rows, np.ones((3, 1))]), right) for rows, right in made([1.0], 200)]
    assert module._fit(cases, np.array([0.0, 3.5]))[1] == 3.5


def test_of_several_right_places_any_will_do() -> None:
    """A name that means the town or its district would count as half a mistake."""
    rows = np.array([[1.0], [1.0], [0.0]])
    both = [Case(rows, np.array([True, True, False]))] * 200
    assert module._first(both, np.array([1.0])) == 200
    assert module._first(both, np.array([-1.0])) == 0
    assert module._fit(both, np.zeros(1))[0] > 2


def cases(said: str, *marks: Mark) -> list[Case]:
    return list(module._cases([Labelled("az-01", "az", "tune", "news", said, marks)], FINDER))


def test_what_a_case_is() -> None:
    """The fit would learn from names that only one place has, or that the text leaves open."""
    (case,) = cases("Bu gün Quzordan və", Mark(7, 15, "place", THERE))
    assert case.right.tolist() == [True, False], "the larger one comes first"
    row = dict(zip(module._WEIGHTS, case.rows[0].tolist(), strict=True))
    assert row["prominence"] == pytest.approx(4.0)
    assert row["ending"] == -1.0
    assert row["near"] == row["country"] == row["unknown"] == 0.0
    for mark in (Mark(7, 15, "trap"), Mark(7, 15, "optional", THERE), Mark(0, 2, "place", HERE)):
        assert cases("Bu gün Quzordan və", mark) == []
    assert cases("Bu gün Quzordan və", Mark(7, 15, "place", HERE | THERE)) == []
    assert cases("Bu gün Tirgaqdan və", Mark(7, 16, "place", frozenset({"x:3"}))) == []


def test_other_marks_say_what_a_text_is_of() -> None:
    """Nearness would be to what was guessed, and the fit to its own mistakes."""
    marks = (Mark(0, 6, "place", frozenset({"x:3"})), Mark(10, 15, "place", HERE))
    (case,) = cases("Tirgaq və Quzor", *marks)
    near = case.rows[:, module._WEIGHTS.index("near")]
    country = case.rows[:, module._WEIGHTS.index("country")]
    assert near[case.right.argmax()] > 0.9
    assert near[case.right.argmin()] < 0.01
    assert country.tolist() == case.right.astype(float).tolist()
    (alone,) = cases("Tirgaq və Quzor", marks[1])
    assert not alone.rows[:, module._WEIGHTS.index("near")].any()


def test_a_unit_and_its_seat_are_told_apart() -> None:
    """A district would be fitted as any other place."""
    (case,) = cases("Bu gün Bexal və", Mark(7, 12, "place", frozenset({"x:6"})))
    unit = case.rows[:, module._WEIGHTS.index("unit")]
    unknown = case.rows[:, module._WEIGHTS.index("unknown")]
    assert unit.tolist() == (-1.0 * ~case.right).tolist()
    assert unknown.tolist() == (-1.0 * case.right).tolist()


def test_only_the_table_of_homonyms_is_written() -> None:
    """Training would lose the comments, or the weights of clues."""
    before = module._FILE.read_text("utf-8")
    weights = {name: number / 8 + 1 for number, name in enumerate(module._WEIGHTS)}
    after = module._written(before, weights)
    old, new = tomllib.loads(before), tomllib.loads(after)
    assert new["homonyms"] == {**old["homonyms"], **weights}
    assert {**new, "homonyms": 0} == {**old, "homonyms": 0}
    comments = [line.partition("#")[2] for line in before.splitlines()]
    assert [line.partition("#")[2] for line in after.splitlines()] == comments
    shipped = {name: old["homonyms"][name] for name in module._WEIGHTS}
    assert module._written(before, shipped) == before, "as they are, they are written so"


def test_each_weight_is_expected_to_be_something() -> None:
    """What the texts do not have would be drawn to nothing."""
    tables = tomllib.loads(module._FILE.read_text("utf-8"))
    assert set(tables["expected homonyms"]) == set(module._WEIGHTS)
    assert all(weight > 0 for weight in tables["expected homonyms"].values())
