"""What each rule of the search and each distance of the ranking brings.

    python -m benchmarks.rules

Queries are drawn as for the training (names left out of the gazetteer, romanizations, typing
errors, towns elsewhere), from another seed. A rule is switched off for the queries; for a
distance the model is fitted anew without it. The table has the share of queries whose first
candidate is right, and of those right and answered, when two in a hundred towns elsewhere
are answered too.
"""

from __future__ import annotations

import dataclasses
from random import Random
from unittest.mock import patch

import numpy as np

from tools import train_ranking as training
from toponyms import Gazetteer
from toponyms.resolution import query as query_module
from toponyms.resolution.candidates import NETS
from toponyms.resolution.features import FEATURES
from toponyms.text import keys

SEED = 99
QUERIES = 50_000
LET_THROUGH = 0.02
KINDS = ("held out", "romanized", "misspelled")
#: Groups of features that are left out together.
DISTANCES = {
    "sounds": ("sound", "sound_relative", "equal_sound"),
    "devoiced sounds": ("devoiced",),
    "sounds without vowels": ("vowelless", "vowelless_relative"),
    "frames": ("frame", "frame_relative"),
    "spellings": ("spelling", "spelling_relative", "nearest_relative", "equal_spelling"),
    "first and last sound": ("first", "last"),
    "lengths": ("length", "longer"),
}


class Measure:
    """Queries, half to fit on and half to measure with."""

    def __init__(self) -> None:
        random = Random(SEED)
        self.gazetteer = Gazetteer.default()
        drawn = training.draw(self.gazetteer, random) + training.strangers(self.gazetteer, random)
        random.shuffle(drawn)
        half = min(QUERIES, len(drawn)) // 2
        self.seen, self.unseen = drawn[:half], drawn[half : 2 * half]

    def report(
        self, label: str, *, nets: tuple[str, ...] = NETS, left_out: tuple[str, ...] = ()
    ) -> None:
        """Prints a row of the table."""
        fitted, measured = (
            _without(training.compare(self.gazetteer, queries, nets), left_out)
            for queries in (self.seen, self.unseen)
        )
        network, mean, scale = training.fit(fitted, np.random.default_rng(SEED))
        place, score = training.best_scores(network, measured, mean, scale)
        kinds = np.array([query.kind for query in self.unseen])
        right = place == np.array([query.place for query in self.unseen])
        away = np.sort(score[np.char.startswith(kinds, "elsewhere")])[::-1]
        answered = score > away[int(away.size * LET_THROUGH)]
        both = right & answered
        cells = (
            f"{100 * right[kinds == kind].mean():.1f} / {100 * both[kinds == kind].mean():.1f}"
            for kind in KINDS
        )
        print(f"| {label} | " + " | ".join(cells) + " |", flush=True)


def _without(examples: training.Examples, left_out: tuple[str, ...]) -> training.Examples:
    features = examples.features.copy()
    features[:, [FEATURES.index(name) for name in left_out]] = 0
    return dataclasses.replace(examples, features=features)


def main() -> None:
    """Prints the table."""
    measure = Measure()
    print("| without | " + " | ".join(KINDS) + " |")
    print("| --- " * (1 + len(KINDS)) + "|")
    measure.report("nothing: all rules")
    for net in NETS:
        measure.report(f"the net of {net}", nets=tuple(one for one in NETS if one != net))
    first, second = keys._OTHER_READINGS
    with patch.object(keys, "_OTHER_READINGS", (second,)):
        measure.report("the continental reading")
    with patch.object(keys, "_OTHER_READINGS", (first,)):
        measure.report("the Nordic reading")
    with patch.object(query_module, "parts", lambda form: []):
        measure.report("the words of a name")
    for label, names in DISTANCES.items():
        measure.report(f"the distance of {label}", left_out=names)


if __name__ == "__main__":
    main()
