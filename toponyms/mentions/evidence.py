"""How likely it is that words which are a name are meant as one, by what stands around them.

Each clue has a weight; their sum is the log-odds. The clues are described, and their weights
kept, in evidence.toml, which tools/train_mentions.py fits to labelled texts.
"""

from __future__ import annotations

import math
from functools import cache

from toponyms.mentions.clues import named_clues
from toponyms.packaged import packaged_toml

__all__ = ["Evidence", "default_evidence"]


class Evidence:
    """The weights of clues.

    Args:
        weights: log-odds by clue; `always`, `prominence` and `region` beside `CLUES`.
    """

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self._sums: dict[int, float] = {}
        self._prominence = weights["prominence"]
        self._region = weights["region"]

    def likelihood(self, clues: int, prominence: float, region: float) -> float:
        """The probability, from 0 to 1, that words are a mention.

        Args:
            clues: a set of clues.
            prominence: powers of ten of inhabitants above a thousand, of the most prominent place.
            region: how near the place is to others of the text, from 0 to 1.
        """
        total = self._sums.get(clues)
        if total is None:
            total = self.weights["always"] + sum(map(self.weights.__getitem__, named_clues(clues)))
            self._sums[clues] = total
        total += self._prominence * prominence + self._region * region
        return 1 / (1 + math.exp(-total))


@cache
def default_evidence() -> Evidence:
    """The weights that ship with the library."""
    return Evidence(packaged_toml("toponyms.mentions", "evidence.toml")["clues"])
