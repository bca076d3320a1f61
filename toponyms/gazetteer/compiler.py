"""Compiles places into the store that look-ups read.

What the store holds, by column:

    place.*     one row a place: its fields, and the range of its names
    name.*      one row a name: its text, its place, and a number into the table of the
                meta data that has language, kind, dates and source
    exact       a trie of the exact forms; exact.bounds and exact.names list one name of
                each place that has the form, the place of the first rank first
    sound.*     one row for each skeleton that occurs: its text, its signature, and the range of
                its entries
    entry.*     one row for each reading of a name at a place, in the order of the sounds: the
                place, the name and the folded form
    posting.*   sounds by the hashes of what they or their spellings are near to; posting.bounds
                holds, for the upper bits of a hash, where its postings start
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import marisa_trie
import numpy as np

from toponyms.gazetteer.neighbours import hashes, neighbourhoods
from toponyms.gazetteer.script_numbers import script_numbers
from toponyms.gazetteer.signature import signatures
from toponyms.gazetteer.store import pack
from toponyms.model import KIND_ORDER
from toponyms.text.fold import exact_form
from toponyms.text.keys import Reading, readings
from toponyms.text.normalize import normalize_lines
from toponyms.text.sound import frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from toponyms.model import Name, Place

__all__ = ["BUCKET_BITS", "FOLDED", "FRAME", "SKELETON", "compile_places", "prominence", "ranks"]

#: Salts that keep hashes of the three kinds of strings apart.
FOLDED, SKELETON, FRAME = 1, 2, 3
#: How many upper bits of a hash find its bucket of postings.
BUCKET_BITS = 21
#: Shortest frame whose neighbourhood is indexed; shorter ones would meet too much.
FRAME_NEIGHBOURS = 6

#: What a place without a known population is taken to have, as a power of ten, by the
#: start of its feature code; the longest match wins.
_USUAL_PROMINENCE = {
    "": 2.0, "A": 4.0, "A.ADM1": 5.5, "A.PCL": 7.0, "L.RGN": 5.0, "P": 2.5, "P.PPLA": 4.5,
    "P.PPLC": 6.0, "P.PPLQ": 1.5, "P.PPLX": 2.0, "S": 1.0,
}  # fmt: skip


def prominence(place: Place) -> float:
    """How much a place is talked of, as the power of ten of its inhabitants.

    >>> from toponyms.model import Place
    >>> prominence(Place("x:1", population=10_000)), prominence(Place("x:2", feature="A.PCLI"))
    (4.0, 7.0)
    """
    feature = place.feature
    while feature not in _USUAL_PROMINENCE:
        feature = feature[:-1].rstrip(".")
    usual = _USUAL_PROMINENCE[feature]
    return math.log10(place.population) if place.population else usual


def ranks(places: Sequence[Place]) -> NDArray[np.uint32]:
    """The order of places that fit a name equally well: 0 for the one to put first.

    A place comes before an administrative unit named after it, a more talked of place
    before another, and the id decides what is left.
    """

    def order(row: int) -> tuple[bool, float, str]:
        place = places[row]
        return place.feature.startswith("A.ADM"), -prominence(place), place.id

    ranked = np.zeros(len(places), dtype=np.uint32)
    ranked[sorted(range(len(places)), key=order)] = np.arange(len(places), dtype=np.uint32)
    return ranked


def compile_places(places: Sequence[Place], meta: dict[str, str]) -> bytes:
    """The store of a gazetteer, as bytes.

    Args:
        places: in any order, ids unique.
        meta: what identifies the source; kept in the store.
    """
    names = [(owner, name) for owner, place in enumerate(places) for name in place.names]
    owners = np.array([owner for owner, _ in names], dtype=np.uint32)
    exact = exact_form("\n".join(normalize_lines(name.text for _, name in names))).split("\n")
    place_columns = _place_columns(places, owners)
    rank = place_columns["place.rank"].tolist()
    arrays, trie = _exact_columns(exact if names else [], owners.tolist(), rank)
    arrays["name.place"] = owners
    arrays["name.meta"], metas = _name_metas([name for _, name in names])
    arrays |= place_columns
    strings = {
        "place.id": [place.id for place in places],
        "place.feature": [place.feature for place in places],
        "place.country": [place.country for place in places],
        "place.admin1": [place.admin1 for place in places],
        "place.geonames": [place.geonames for place in places],
        "place.wikidata": [place.wikidata for place in places],
        "name.text": [name.text for _, name in names],
    }
    ids = marisa_trie.RecordTrie("<I", ((place.id, (row,)) for row, place in enumerate(places)))
    entries = _entries(readings(exact) if names else [], names)
    sound_arrays, sound_strings = _sound_columns(entries, owners)
    return pack(
        meta | {"name_metas": metas},
        arrays | sound_arrays,
        strings | sound_strings,
        {"exact": trie, "ids": ids.tobytes()},
    )


def _exact_columns(
    exact: Sequence[str], owners: Sequence[int], rank: Sequence[int]
) -> tuple[dict[str, NDArray[np.generic]], bytes]:
    trie = marisa_trie.Trie({form for form in exact if form})
    of_form: list[dict[int, int]] = [{} for _ in range(len(trie))]
    for number, form in enumerate(exact):
        if form:
            of_form[trie[form]].setdefault(owners[number], number)
    bounds = np.zeros(len(of_form) + 1, dtype=np.uint32)
    np.cumsum([len(places) for places in of_form], out=bounds[1:])
    ordered = [
        places[place] for places in of_form for place in sorted(places, key=rank.__getitem__)
    ]
    return {
        "exact.bounds": bounds,
        "exact.names": np.array(ordered, dtype=np.uint32),
    }, trie.tobytes()


def _place_columns(
    places: Sequence[Place], owners: NDArray[np.uint32]
) -> dict[str, NDArray[np.generic]]:
    def degrees(values: Iterable[float | None]) -> NDArray[np.float64]:
        return np.array(
            [math.nan if value is None else value for value in values], dtype=np.float64
        )

    return {
        "place.lat": degrees(place.lat for place in places),
        "place.lon": degrees(place.lon for place in places),
        "place.population": np.array(
            [-1 if place.population is None else place.population for place in places],
            dtype=np.int64,
        ),
        "place.class": np.array(
            [ord(place.feature[:1] or "P") for place in places], dtype=np.uint8
        ),
        "place.rank": ranks(places),
        "place.names": np.searchsorted(owners, np.arange(len(places) + 1)).astype(np.uint32),
    }


def _name_metas(names: Sequence[Name]) -> tuple[NDArray[np.uint32], list[tuple[str, ...]]]:
    """What names are beside their text: numbers into a table, since few kinds recur often."""
    number: dict[tuple[str, ...], int] = {}
    rows = [
        number.setdefault((name.lang, name.kind, name.from_, name.to, name.source), len(number))
        for name in names
    ]
    return np.array(rows, dtype=np.uint32), list(number)


def _entries(found: list[Reading], names: Sequence[tuple[int, Name]]) -> list[Reading]:
    """One reading for each way that a place is spelled or sounds, met first in its best name."""
    found.sort(
        key=lambda reading: (
            names[reading.owner][0],
            KIND_ORDER.index(names[reading.owner][1].kind),
        )
    )
    unique: dict[tuple[int, str, str], Reading] = {}
    for reading in found:
        place = names[reading.owner][0]
        unique.setdefault((place, reading.folded, reading.skeleton), reading)
    return list(unique.values())


def _sound_columns(
    entries: list[Reading], owners: NDArray[np.uint32]
) -> tuple[dict[str, NDArray[np.generic]], dict[str, list[str]]]:
    sounds = sorted({entry.skeleton for entry in entries})
    number = {sound: row for row, sound in enumerate(sounds)}
    entries.sort(key=lambda entry: number[entry.skeleton])
    sound = np.array([number[entry.skeleton] for entry in entries], dtype=np.int64)
    name = np.array([entry.owner for entry in entries], dtype=np.uint32)
    arrays: dict[str, NDArray[np.generic]] = {
        "entry.name": name,
        "entry.place": owners[name] if entries else name,
        "entry.script": script_numbers([entry.folded for entry in entries]),
        "sound.signature": signatures(sounds),
        "sound.entries": np.searchsorted(sound, np.arange(len(sounds) + 1)).astype(np.uint32),
    }
    strings = {"entry.folded": [entry.folded for entry in entries], "sound.text": sounds}
    return arrays | _posting_columns([entry.folded for entry in entries], sound, sounds), strings


def _posting_columns(
    folded: Sequence[str], sound: NDArray[np.int64], sounds: Sequence[str]
) -> dict[str, NDArray[np.generic]]:
    frames = [frame(text) for text in sounds]
    long = [row for row, text in enumerate(frames) if len(text) >= FRAME_NEIGHBOURS]
    spelled, entry = neighbourhoods(folded, FOLDED)
    near, near_rows = neighbourhoods([frames[row] for row in long], FRAME)
    found = [
        (spelled, sound[entry]),
        neighbourhoods(sounds, SKELETON),
        (hashes(frames, FRAME), np.arange(len(frames))),
        (near, np.array(long, dtype=np.int64)[near_rows]),
    ]
    hashed, rows = (np.concatenate(parts) for parts in zip(*found, strict=True))
    pairs = np.unique(hashed.astype(np.uint64) << np.uint64(32) | rows.astype(np.uint64))
    hashed = pairs >> np.uint64(32)
    bucket = np.arange(2**BUCKET_BITS + 1, dtype=np.uint64) << np.uint64(32 - BUCKET_BITS)
    return {
        "posting.hash": hashed.astype(np.uint32),
        "posting.sound": (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        "posting.bounds": np.searchsorted(hashed, bucket).astype(np.uint32),
    }
