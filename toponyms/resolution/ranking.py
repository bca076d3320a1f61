"""Which of the candidates is meant, and how likely: a discrete choice model.

Each candidate has a utility, a small function of its features (one hidden layer, and a
direct term for every feature); to be none of them has utility 0. The probability of a
candidate is then

    exp(utility) / (1 + sum of exp(utility) over the candidates)

which a close rival lowers, and the lack of any good candidate too. The coefficients are
data (ranking.json), fitted by tools/train_ranking.py on names left out of the gazetteer,
typing errors, romanizations, and the names of towns elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toponyms.resolution.features import FEATURES

__all__ = ["Model", "default_model"]

#: Rows of one matrix product: small enough that it stays on one core and in its cache.
#: Handing products as thin as these to several threads costs more than it saves.
_CHUNK = 256

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients of the choice model.

    Attributes:
        hidden: shape (features, units), of features as they are.
        hidden_bias: shape (units,).
        output: shape (units,).
        direct: shape (features,).
        bias: added to every utility.
    """

    hidden: Values
    hidden_bias: Values
    output: Values
    direct: Values
    bias: float

    @classmethod
    def from_json(cls, text: str) -> Model:
        """Reads what tools/train_ranking.py wrote.

        Raises:
            ValueError: if the coefficients are of other features than this version's.
        """
        content: dict[str, Any] = json.loads(text)
        if content["features"] != list(FEATURES):
            raise ValueError("ranking.json was fitted on other features: run make train")

        def values(key: str) -> Values:
            return np.array(content[key], dtype=np.float32)

        return cls(
            values("hidden"),
            values("hidden_bias"),
            values("output"),
            values("direct"),
            content["bias"],
        )

    def utilities(self, features: Values) -> Values:
        """The utility of each row of a feature matrix."""
        utilities = np.empty(len(features), dtype=np.float32)
        for start in range(0, len(features), _CHUNK):
            rows = features[start : start + _CHUNK]
            active = np.maximum(rows @ self.hidden + self.hidden_bias, 0)
            utilities[start : start + _CHUNK] = (
                active @ self.output + rows @ self.direct + self.bias
            )
        return utilities


@cache
def default_model() -> Model:
    """The model that ships with the library."""
    return Model.from_json(files("toponyms.resolution").joinpath("ranking.json").read_text("utf-8"))
