"""Postings: found again whatever the size, and bounded where many sounds share a hash."""

from __future__ import annotations

import io

import numpy as np
import pytest

from toponyms.gazetteer import postings as module
from toponyms.gazetteer.postings import Postings, PostingSearch, sound_hashes
from toponyms.gazetteer.store import Store, StoreWriter

#: Sounds of one frame, more than a hash of a crowded index may stand for: vowels do not count.
ALIKE = [f"{one}b{two}d{three}" for one in "aeiou" for two in "aeiou" for three in "aeiou"]


def search(skeletons: list[str]) -> PostingSearch:
    file = io.BytesIO()
    writer = StoreWriter(file)
    with Postings(len(skeletons)) as postings:
        postings.add_sounds(skeletons, 0)
        postings.write(writer)
    writer.finish({})
    return PostingSearch(Store(file.getvalue()))


def met(found: PostingSearch, skeleton: str, net: str, *, crowded: bool = False) -> set[int]:
    hashed, _ = sound_hashes([skeleton], crowded=crowded)[net]
    return set(found(hashed)[1].tolist())


@pytest.mark.parametrize("size", [0, 1, 10, 3000])
@pytest.mark.parametrize("at_once", [7, 2**11])
def test_every_sound_is_found_under_each_of_its_hashes(
    size: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name would not be found in a gazetteer of some other size, or by a longer batch."""
    monkeypatch.setattr(module, "_READ", at_once)
    skeletons = [f"{number:b}".replace("0", "ba").replace("1", "de") for number in range(size)]
    found = search(skeletons)
    for net, (hashed, rows) in sound_hashes(skeletons).items():
        key, sounds = found(hashed)
        pairs = set(zip(key.tolist(), sounds.tolist(), strict=True))
        assert {(number, row) for number, row in enumerate(rows.tolist())} <= pairs, net
    assert met(found, "zgzgzg", "sound") == set()


def test_of_a_crowd_only_the_same_outline_is_met(monkeypatch: pytest.MonkeyPatch) -> None:
    """A query in a gazetteer of a million would be compared with thousands of names."""
    every = met(search(ALIKE), "abeda", "frame")
    assert every == set(range(len(ALIKE)))
    assert len(ALIKE) > module._TELLING
    monkeypatch.setattr(module, "CROWDED", 0)
    sparse = ["bd", *ALIKE, "zagzag"]
    found = search(sparse)
    assert met(found, "abeda", "frame") == set()
    assert met(found, "zagzeg", "frame") == {len(sparse) - 1}
    assert met(found, "bd", "outline") == {0}


def test_in_a_crowd_frames_have_to_be_long_to_be_met_with_an_edit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A third of what a query meets in a gazetteer of a million would be met for nothing."""
    sounds = ["bagadazabaga", "bagadazabagadaza"]  # of six and eight consonants
    for crowded, expected in ((False, {0}), (True, set())):
        monkeypatch.setattr(module, "CROWDED", 0 if crowded else 2**16)
        found = search(sounds)
        assert met(found, "bagadazabala", "near frame", crowded=crowded) == expected
        assert met(found, "bagadazabagadala", "near frame", crowded=crowded) == {1}


def test_what_was_sorted_leaves_no_files_open() -> None:
    """An interrupted compiler would leave files that nobody can see."""
    with Postings(1) as postings:
        postings.add_sounds(["bada"], 0)
        files = list(postings._files)
    assert all(file.closed for file in files)


def test_hashes_come_in_their_order() -> None:
    """A large index would be read at random, many times slower."""
    skeletons = ["bada", "zagzag", "moskva", "Janatag"]
    hashed, _ = sound_hashes(skeletons)["sound"]
    key, _ = search(skeletons)(hashed)
    assert np.all(np.diff(hashed[key].astype(np.int64)) >= 0)
