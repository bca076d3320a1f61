"""The choice model: utilities, and the probabilities made of them."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests import oracles
from toponyms import Gazetteer, Place, Resolver
from toponyms.gazetteer.format import NAMES_COLUMNS, NAMES_FILE, PLACES_COLUMNS, PLACES_FILE
from toponyms.resolution import ranking
from toponyms.resolution.features import FEATURES
from toponyms.resolution.found import default_calibration, status_of
from toponyms.resolution.ranking import Model, default_model

if TYPE_CHECKING:
    from pathlib import Path

BIAS = 3.0


@pytest.fixture
def plain_model(monkeypatch: pytest.MonkeyPatch) -> Model:
    """A model whose utility is 3 less the edits between skeletons."""
    size = len(FEATURES)
    direct = np.array([-float(name == "sound") for name in FEATURES], dtype=np.float32)
    zeros = np.zeros(2, dtype=np.float32)
    model = Model(np.zeros((size, 2), dtype=np.float32), zeros, zeros, direct, BIAS)
    monkeypatch.setattr(ranking, "default_model", lambda: model)
    return model


def gazetteer_of(folder: Path, names: list[str]) -> Gazetteer:
    places = [f"x:{number},P.PPL,AZ,,,,,," for number in range(len(names))]
    rows = [f"x:{number},{name},und-Latn,variant,,,t" for number, name in enumerate(names)]
    (folder / PLACES_FILE).write_text("\n".join([",".join(PLACES_COLUMNS), *places, ""]), "utf-8")
    (folder / NAMES_FILE).write_text("\n".join([",".join(NAMES_COLUMNS), *rows, ""]), "utf-8")
    return Gazetteer.load(folder)


@pytest.mark.usefixtures("plain_model")
@pytest.mark.parametrize(
    ("names", "edits"),
    [
        (["nabad"], [1]),
        (["nabad", "nabadag", "zzz"], [1, 1]),
        (["nabad", "nabidu"], [1, 2]),
        (["nabad", "gabada", "nabidu"], [1, 1, 2]),
    ],
)
def test_scores_are_probabilities_of_a_choice(
    tmp_path: Path, names: list[str], edits: list[int]
) -> None:
    """A score would not be the probability that it is said to be; homonyms would halve it."""
    answer = Resolver(gazetteer_of(tmp_path, names)).resolve("nabada")
    expected = oracles.choice_scores([BIAS - count for count in edits])
    assert [one.score for one in answer.candidates] == pytest.approx(expected, abs=1e-3)


def test_utilities_are_those_of_a_small_network() -> None:
    """The coefficients would be read otherwise than they were fitted."""
    model = default_model()
    rows = np.random.default_rng(1).normal(size=(20, len(FEATURES))).astype(np.float32)
    for row, utility in zip(rows, model.utilities(rows), strict=True):
        hidden = [
            max(0.0, float(sum(row * model.hidden[:, unit])) + float(model.hidden_bias[unit]))
            for unit in range(model.hidden.shape[1])
        ]
        expected = sum(h * float(o) for h, o in zip(hidden, model.output, strict=True))
        expected += float(sum(row * model.direct)) + model.bias
        assert utility == pytest.approx(expected, abs=1e-3)


def test_coefficients_of_other_features_are_refused() -> None:
    """A model would silently weigh the wrong measures."""
    text = files("toponyms.resolution").joinpath("ranking.json").read_text("utf-8")
    content = json.loads(text)
    assert content["features"] == list(FEATURES)
    content["features"].reverse()
    with pytest.raises(ValueError, match="other features"):
        Model.from_json(json.dumps(content))


def test_calibration_is_of_probabilities() -> None:
    """An exact name could be below the threshold."""
    calibration = default_calibration()
    assert 0 < calibration.threshold < calibration.exact <= 1


CITY = Place("x:1", feature="P.PPLA", country="AZ")
VILLAGE = Place("x:2", feature="P.PPL", country="AZ")
UNIT = Place("x:3", feature="A.ADM1", country="AZ")
FOREIGN_UNIT = Place("x:4", feature="A.ADM1", country="RU")
COUNTRY = Place("x:5", feature="A.PCLI", country="AZ")
RIVER = Place("x:6", feature="H.STM", country="TR")
REGION = Place("x:7", feature="L.RGN", country="AZ")
OLD_REGION = Place("x:8", feature="L.RGNH", country="AZ")


@pytest.mark.parametrize(
    ("tied", "score", "status"),
    [
        ([], 0.0, "unmatched"),
        ([CITY], 0.4, "unmatched"),
        ([CITY], 0.5, "matched"),
        ([CITY, UNIT], 0.9, "matched"),
        ([CITY, VILLAGE], 0.9, "ambiguous"),
        ([CITY, VILLAGE], 0.4, "unmatched"),
        ([CITY, FOREIGN_UNIT], 0.9, "ambiguous"),
        ([CITY, UNIT, VILLAGE], 0.9, "ambiguous"),
        ([CITY, COUNTRY], 0.9, "ambiguous"),
        ([UNIT, FOREIGN_UNIT], 0.9, "ambiguous"),
        ([CITY, RIVER, UNIT], 0.9, "matched"),
        ([CITY, RIVER, VILLAGE], 0.9, "ambiguous"),
        ([RIVER, VILLAGE], 0.9, "ambiguous"),
        ([CITY, REGION], 0.9, "ambiguous"),
        ([CITY, OLD_REGION], 0.9, "matched"),
        ([REGION, OLD_REGION], 0.9, "matched"),
        ([OLD_REGION, CITY], 0.9, "ambiguous"),
        ([OLD_REGION, OLD_REGION], 0.9, "ambiguous"),
    ],
)
def test_status(tied: list[Place], score: float, status: str) -> None:
    """A guess between homonyms would be called a match."""
    assert status_of(tied, score, 0.5) == status
