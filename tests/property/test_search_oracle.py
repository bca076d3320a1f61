"""The fast search finds exactly what comparing a query with every name would find."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import oracles
from tests.strategies import NAMES, near_names
from toponyms.gazetteer.compiler import compile_places
from toponyms.gazetteer.neighbours import MAX_LENGTH, hashes, neighbourhoods
from toponyms.gazetteer.postings import FRAME_NEIGHBOURS
from toponyms.gazetteer.signature import signatures
from toponyms.gazetteer.store import Store
from toponyms.model import Name, Place
from toponyms.resolution.candidates import KEPT, SLACK, CandidateSearch, Pairs
from toponyms.resolution.features import FEATURES, Comparison
from toponyms.text.fold import exact_form
from toponyms.text.keys import Reading, readings
from toponyms.text.normalize import normalize_lines
from toponyms.text.sound import devoiced, frame, unvowelled

if TYPE_CHECKING:
    from collections.abc import Sequence

names = st.one_of(
    near_names,
    st.sampled_from(NAMES),
    st.text("абгджнатք կղա", min_size=1, max_size=8),
    st.text("bdgkzlmn", min_size=FRAME_NEIGHBOURS, max_size=FRAME_NEIGHBOURS + 3),
)
gazetteers = st.lists(names, max_size=40, unique=True)
queries = st.lists(names, min_size=1, max_size=4)
#: More sounds one edit from one another than are kept for a query.
CROWDED = [first + second + "bd" for first in "aeio" for second in "bdgkzlmn"]


class Gazetteer(NamedTuple):
    store: Store
    places: list[Place]

    @property
    def sounds(self) -> list[str]:
        return self.store.strings("sound.text").all()

    @property
    def folded(self) -> list[str]:
        return self.store.strings("spelling.folded").all()

    def spellings(self) -> dict[int, list[int]]:
        """Rows of spellings by row of sound."""
        bounds = self.store.array("sound.spellings").tolist()
        return {row: list(range(*bounds[row : row + 2])) for row in range(len(bounds) - 1)}

    def places_of(self, spelling: int) -> list[int]:
        start, end = self.store.array("spelling.entries")[spelling : spelling + 2].tolist()
        return list(map(int, self.store.array("entry.place")[start:end]))


def gazetteer_of(texts: Sequence[str], names_of_place: int = 1) -> Gazetteer:
    places = [
        Place(
            f"x:{number}",
            tuple(Name(text, "und") for text in texts[number : number + names_of_place]),
            "P.PPL",
        )
        for number in range(0, len(texts), names_of_place)
    ]
    return Gazetteer(Store(compile_places(places, {})), places)


def read(texts: Sequence[str]) -> list[Reading]:
    return readings([exact_form(text) for text in normalize_lines(texts)])


@given(gazetteers)
def test_index_holds_the_keys_that_a_query_has(texts: list[str]) -> None:
    """A name in the gazetteer would not be found by itself."""
    gazetteer = gazetteer_of(texts)
    indexed = [
        (place, gazetteer.folded[spelling], gazetteer.sounds[sound])
        for sound, spellings in gazetteer.spellings().items()
        for spelling in spellings
        for place in gazetteer.places_of(spelling)
    ]
    assert len(set(indexed)) == len(indexed)
    assert set(indexed) == {
        (number, reading.folded, reading.skeleton)
        for number, text in enumerate(texts)
        for reading in read([text])
    }


def met_by(query: Reading, gazetteer: Gazetteer) -> dict[int, bool]:
    """Sounds that a reading meets, and whether it meets them as spelled."""

    def near_frames(skeleton: str) -> set[str]:
        classes = frame(skeleton)
        return oracles.deletions(classes) if len(classes) >= FRAME_NEIGHBOURS else {classes}

    folded = gazetteer.folded
    ours = oracles.deletions(query.folded)
    met = {}
    for row, spellings in gazetteer.spellings().items():
        sound = gazetteer.sounds[row]
        if any(ours & oracles.deletions(folded[spelling]) for spelling in spellings):
            met[row] = True
        elif oracles.deletions(query.skeleton) & oracles.deletions(sound) or near_frames(
            query.skeleton
        ) & near_frames(sound):
            met[row] = False
    return met


def thinned(query: Reading, met: dict[int, bool], gazetteer: Gazetteer) -> list[int]:
    """The nearest of them by signature; those met as spelled count as not apart."""
    own = oracles.signature(query.skeleton)
    apart = {
        row: 0 if spelled else (own ^ oracles.signature(gazetteer.sounds[row])).bit_count()
        for row, spelled in met.items()
    }
    nearest = sorted(met, key=lambda row: (apart[row], row))[:KEPT]
    return [row for row in nearest if apart[row] <= apart[nearest[0]] + SLACK]


@given(gazetteers, queries)
@example(CROWDED, ["abbd", "ababd", "zzz"])
@example(["bdgkzb", "bdgkz", "bdgk"], ["bdgkz", "bdgk", "adbgkzab"])
@example([], ["a"])
@example(["a", "ъ", "ai"], ["o", "ъ"])
def test_candidates_are_those_of_a_plain_search(texts: list[str], asked: list[str]) -> None:
    """A name one edit away would be missed, or the search would drown in others."""
    gazetteer = gazetteer_of(texts)
    wanted = read(asked)
    found = CandidateSearch(gazetteer.store).search(wanted)
    by_reading = defaultdict(list)
    for reading, sound in zip(found.readings.tolist(), found.sounds.tolist(), strict=True):
        by_reading[reading].append(sound)
    for row, query in enumerate(wanted):
        assert by_reading[row] == thinned(query, met_by(query, gazetteer), gazetteer)
    assert found.readings.tolist() == sorted(found.readings.tolist())


@given(st.lists(near_names, min_size=1, max_size=KEPT, unique=True), near_names)
def test_every_name_one_edit_away_is_a_candidate(texts: list[str], asked: str) -> None:
    """Typing errors would not be forgiven."""
    gazetteer = gazetteer_of(texts)
    folded = gazetteer.folded
    wanted = read([asked])
    found = CandidateSearch(gazetteer.store).search(wanted)
    spellings = gazetteer.spellings()
    kept = {folded[spelling] for sound in found.sounds.tolist() for spelling in spellings[sound]}
    near = {text for text in folded if oracles.osa(text, wanted[0].folded) <= 1}
    assert near <= kept


@given(st.lists(st.text(max_size=8), min_size=2, max_size=6))
def test_neighbourhoods_share_a_hash_if_strings_share_a_deletion(strings: list[str]) -> None:
    """The hashes that stand for strings would say other than the strings."""
    found, owners = neighbourhoods(strings, 7)
    for row, string in enumerate(strings):
        ours = oracles.deletions(string)
        assert set(found[owners == row].tolist()) == set(hashes(sorted(ours), 7).tolist())


def test_only_the_start_of_a_long_string_counts() -> None:
    """Hostile input would make neighbourhoods without bound."""
    long = "a" * MAX_LENGTH
    assert hashes([long + "b"], 0) == hashes([long + "c"], 0)
    assert neighbourhoods([long * 100], 0)[0].size == MAX_LENGTH + 1


@given(st.lists(near_names, min_size=1, max_size=6))
def test_signatures_are_as_defined(skeletons: list[str]) -> None:
    """Candidates would be thinned out by chance."""
    assert signatures(skeletons)[:, 0].tolist() == [oracles.signature(text) for text in skeletons]
    assert signatures(skeletons)[:, 1].tolist() == [
        oracles.fine_signature(text) for text in skeletons
    ]


def script(text: str) -> int:
    """The block of 128 code points of the first letter; Latin has five."""
    block = ord(text[0]) >> 7
    return block if block > 4 else 0


def expected_features(query: Reading, skeleton: str, folded: str) -> dict[str, float]:
    """Every feature as its definition has it."""

    def soft(text: str) -> str:
        return unvowelled(devoiced(text))

    ours = query.skeleton
    longest = max(len(ours), len(skeleton), 1)
    sound = oracles.levenshtein(ours, skeleton)
    vowelless = oracles.levenshtein(soft(ours), soft(skeleton))
    frames = oracles.levenshtein(frame(ours), frame(skeleton))
    same_script = script(query.folded) == script(folded)
    spelling = oracles.osa(query.folded, folded) if same_script else 0
    return {
        "sound": sound,
        "sound_relative": sound / longest,
        "devoiced": oracles.levenshtein(devoiced(ours), devoiced(skeleton)),
        "vowelless": vowelless,
        "vowelless_relative": vowelless / longest,
        "frame": frames,
        "frame_relative": frames / longest,
        "same_script": same_script,
        "spelling": spelling,
        "spelling_relative": spelling / longest,
        "nearest_relative": min(sound, spelling) / longest if same_script else sound / longest,
        "equal_sound": ours == skeleton,
        "equal_spelling": same_script and query.folded == folded,
        "first": ours[:1] != skeleton[:1],
        "last": ours[-1:] != skeleton[-1:],
        "length": math.log(max(len(ours), 1)),
        "part": query.part,
        "longer": len(skeleton) - len(ours),
    }


@given(gazetteers.filter(len), queries, st.integers(1, 4))
@example(["Şuşa", "Шуша", "Շուշա", "Susha"], ["Şuşa", "Шуша", "suşa"], 4)
def test_features_are_as_defined(texts: list[str], asked: list[str], names_of_place: int) -> None:
    """The ranking would weigh something else than it was fitted on."""
    gazetteer = gazetteer_of(texts, names_of_place)
    wanted = read(asked)
    spellings = gazetteer.spellings()
    pairs = [(row, sound) for row in range(len(wanted)) for sound in spellings]
    if not pairs:
        return
    columns = Pairs(*np.array(pairs, dtype=np.int64).T)
    found = Comparison(gazetteer.store)(wanted, columns)
    of_sound = {spelling: sound for sound, rows in spellings.items() for spelling in rows}
    met = list(zip(found.readings.tolist(), found.spellings.tolist(), strict=True))
    assert sorted(met) == sorted(itertools.product(range(len(wanted)), of_sound))
    assert found.sounds.tolist() == [of_sound[spelling] for _, spelling in met]
    for (row, spelling), features in zip(met, found.features[found.rows].tolist(), strict=True):
        sound = gazetteer.sounds[of_sound[spelling]]
        measured = dict(zip(FEATURES, features, strict=True))
        definition = expected_features(wanted[row], sound, gazetteer.folded[spelling])
        expected = {name: float(value) for name, value in definition.items()}
        assert measured == pytest.approx(expected, abs=1e-5)
