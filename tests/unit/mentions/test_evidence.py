"""Evidence: each clue weighs what its weight says, and the weights what they must."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.unit.mentions.making import evidence
from toponyms.mentions.clues import CLUES, bits
from toponyms.mentions.evidence import default_evidence
from toponyms.packaged import packaged_toml


def test_the_likelihood_is_the_logistic_of_the_sum() -> None:
    """A score would not be what `--explain` adds up to."""
    weighed = evidence({"heard": -1.5, "short": 0.25, "prominence": 0.5, "region": 3.0})
    clues = bits(["heard", "short"])
    for _ in range(2):  # the sum of clues is kept
        for prominence, region in ((0.0, 0.0), (2.0, 0.0), (0.0, 0.5), (3.5, 1.0)):
            total = 2.0 - 1.5 + 0.25 + 0.5 * prominence + 3.0 * region
            chance = weighed.likelihood(clues, prominence, region)
            assert chance == pytest.approx(1 / (1 + math.exp(-total)))
    assert weighed.likelihood(0, 0.0, 0.0) == pytest.approx(1 / (1 + math.exp(-2.0)))


def test_every_clue_has_a_weight_and_an_expectation() -> None:
    """A text with the clue would stop with an error."""
    tables = packaged_toml("toponyms.mentions", "evidence.toml")
    for table in ("clues", "expected"):
        assert set(tables[table]) == {*CLUES, "always", "prominence", "region"}
    assert default_evidence().weights == tables["clues"]
    assert default_evidence() is default_evidence()


def test_what_must_speak_for_or_against_does() -> None:
    """A fit to odd texts would turn a preposition into evidence against a place."""
    weights = default_evidence().weights
    expected = packaged_toml("toponyms.mentions", "evidence.toml")["expected"]
    strong = [clue for clue, weight in expected.items() if abs(weight) >= 1.5]
    assert len(strong) > 10
    assert [clue for clue in strong if weights[clue] * expected[clue] <= 0] == []


#: Clues that say what they are by their names and those of others: what is after is as before.
_LIKE = {"place after", "person after", "thing after", "landform after", "generic after",
         "capital after"}  # fmt: skip


def test_every_clue_is_explained() -> None:
    """`--explain` would name a clue that nobody can look up."""
    folder = Path(__file__).parents[3]
    told = (folder / "docs" / "find.md").read_text("utf-8")
    lines = (folder / "toponyms" / "mentions" / "evidence.toml").read_text("utf-8").splitlines()
    commented = {line.split('"')[1] for line in lines if line.startswith('"') and "#" in line}
    for clue in ("always", "prominence", "region", *CLUES):
        in_file = clue in commented or (
            clue in _LIKE and clue.replace("after", "before") in commented
        )
        assert in_file or f"`{clue}`" in told, clue
