"""Compiles a table of places into the store that look-ups read.

What the store holds, by column:

    place       the fields of each place, with tabs between them; place.* one row a place: its id,
                rank, feature class, and the range of its names
    unit        rows of the countries and first-level units among the places
    name.*      one row a name: its text, its place, and a row of the meta data
    meta        language, kind, dates and source of names, as JSON; meta.lang is the language alone
    exact       a trie of the exact forms; exact.bounds and exact.names list one name of
                each place that has the form, the place of the first rank first
    sound.*     one row for each skeleton that occurs: its text, its signatures, and the range of
                its spellings
    spelling.*  one row for each folded form that a sound has: the form, its script, and the range
                of its entries
    entry.*     one row for each place that is spelled so, the place of the first rank first: the
                place, the best of its names that are, and how good that is
    posting     sounds by the hashes of what they or their spellings are near to, the hash in the
                upper half; posting.bounds holds, for the upper bits of a hash, where its postings
                start, and posting.there a bit for more of its bits: whether there are any

Names go through in blocks, postings through files, and columns are written as they are done: what
stays in memory is a table, the sounds, and a number or two for each name.
"""

from __future__ import annotations

import io
import json
import math
from array import array
from typing import TYPE_CHECKING

import marisa_trie
import numpy as np

from toponyms.gazetteer.postings import Postings
from toponyms.gazetteer.ranges import ranges
from toponyms.gazetteer.script_numbers import script_numbers
from toponyms.gazetteer.signature import signatures
from toponyms.gazetteer.store import StoreWriter
from toponyms.gazetteer.table import Table
from toponyms.gazetteer.texts import Texts, reordered
from toponyms.model import KIND_ORDER
from toponyms.text.fold import exact_form
from toponyms.text.keys import readings
from toponyms.text.normalize import normalize_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from numpy.typing import NDArray

    from toponyms.gazetteer.store import Strings
    from toponyms.model import Place
    from toponyms.text.keys import Reading

__all__ = ["compile_places", "compile_table", "prominence", "ranks"]

#: Names that are read together.
_BLOCK = 2**15

#: What a place without a known population is taken to have, as a power of ten, by the
#: start of its feature code; the longest match wins.
_USUAL_PROMINENCE = {
    "": 2.0, "A": 4.0, "A.ADM1": 5.5, "A.PCL": 7.0, "H": 1.8, "H.OCN": 4.0, "H.SEA": 4.0,
    "L.CONT": 4.0, "L.RGN": 3.0, "L.RGNH": 1.0, "P": 2.5, "P.PPLA": 4.5, "P.PPLC": 6.0,
    "P.PPLQ": 1.5, "P.PPLX": 2.0, "S": 1.0, "T": 1.8,
}  # fmt: skip
#: Feature classes of what nobody lives in: that it has names in many languages tells that it is
#: talked of. At most it is as much as a city of a million is.
_UNPEOPLED = frozenset("HLRSTUV")
_MOST_UNPEOPLED = 6.0
#: Feature codes of first-level units and of their seats.
_UNIT = "A.ADM1"
_SEATS = frozenset({"P.PPLA", "P.PPLC"})


def prominence(place: Place) -> float:
    """How much a place is talked of, as the power of ten of its inhabitants.

    Waters, heights and regions have ten times as much with each doubling of the languages that
    have names for them: the Volga has names in all, a brook in its own.

    >>> from toponyms.model import Name, Place
    >>> prominence(Place("x:1", population=10_000)), prominence(Place("x:2", feature="A.PCLI"))
    (4.0, 7.0)
    >>> prominence(Place("x:3", (Name("Volqa", "az"), Name("Волга", "ru")), feature="H.STM"))
    2.8
    """
    if place.population:
        return math.log10(place.population)
    feature = place.feature
    while feature not in _USUAL_PROMINENCE:
        feature = feature[:-1].rstrip(".")
    usual = _USUAL_PROMINENCE[feature]
    if _is_unpeopled(place):
        languages = {name.lang.partition("-")[0] for name in place.names} - {"und"}
        return min(usual + math.log2(max(len(languages), 1)), _MOST_UNPEOPLED)
    return usual


def _is_unpeopled(place: Place) -> bool:
    return place.feature[:1] in _UNPEOPLED and not place.population


def ranks(places: Iterable[Place]) -> NDArray[np.uint32]:
    """The order of places that fit a name equally well: 0 for the one to put first.

    A place comes before an administrative unit named after it, a more talked of place before
    another, and the id decides what is left. A first-level unit whose seat is known to have another
    name (Syunik, governed from Kapan) is named after no place: it is one of those that are more or
    less talked of.

    Args:
        places: the seats, the units, and what nobody lives in with their names.
    """
    keys: list[tuple[bool, float, str]] = []
    seats: dict[tuple[str, str], set[str]] = {}
    units: list[tuple[int, Place]] = []
    for row, place in enumerate(places):
        keys.append((place.feature.startswith("A.ADM"), -prominence(place), place.id))
        if place.admin1 and place.feature in _SEATS:
            seats.setdefault((place.country, place.admin1), set()).update(_forms(place))
        elif place.admin1 and place.feature == _UNIT:
            units.append((row, place))
    for row, unit in units:
        seat = seats.get((unit.country, unit.admin1))
        if seat and seat.isdisjoint(_forms(unit)):
            keys[row] = (False, *keys[row][1:])
    ranked = np.zeros(len(keys), dtype=np.uint32)
    ranked[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys), dtype=np.uint32)
    return ranked


def _forms(place: Place) -> set[str]:
    """The exact forms of a place's names."""
    return set(exact_form("\n".join([name.text for name in place.names])).split("\n"))


def _needs_names(place: Place) -> bool:
    """Whether `ranks` looks at the names of a place."""
    return _is_unpeopled(place) or place.feature == _UNIT or place.feature in _SEATS


def compile_places(places: Iterable[Place], meta: dict[str, str]) -> bytes:
    """The store of a small gazetteer, as bytes.

    Args:
        places: in any order, ids unique.
        meta: what identifies the source; kept in the store.
    """
    file = io.BytesIO()
    compile_table(Table.of(places), meta, file)
    return file.getvalue()


def compile_table(
    table: Table,
    meta: dict[str, str],
    file: BinaryIO,
    on_progress: Callable[[int, int], object] = lambda done, total: None,
) -> None:
    """Writes the store of a gazetteer.

    Args:
        table: ids unique.
        meta: what identifies the source; kept in the store.
        file: empty, open for writing at any place.
        on_progress: is called now and then with the number of names that were read, and of all.
    """
    writer = StoreWriter(file)
    rank = _write_places(writer, table)
    _write_names(writer, table)
    exact, entries = Texts(), _Entries(table)
    for block in _blocks(table):
        texts = normalize_lines(table.texts[block])
        forms = exact_form("\n".join(texts)).split("\n")
        exact.extend(forms)
        entries.add(readings(forms), block)
        on_progress(block.stop, len(table.texts))
    _write_exact(writer, exact.strings(), table.owners, rank)
    del exact
    _write_entries(writer, entries, table.owners, rank)
    writer.finish(meta)


def _blocks(table: Table) -> Iterator[slice]:
    """Ranges of names; the names of a place are together."""
    start, size = 0, len(table.texts)
    while start < size:
        end = min(start + _BLOCK, size)
        end = int(np.searchsorted(table.owners, table.owners[end - 1], side="right"))
        yield slice(start, end)
        start = end


def _write_places(writer: StoreWriter, table: Table) -> NDArray[np.uint32]:
    """Writes the places; gives their ranks."""
    ids: list[str] = []
    kinds, units = array("B"), array("I")
    for row, place in enumerate(table.places(named=lambda _: False)):
        ids.append(place.id)
        kinds.append(ord(place.feature[:1] or "P"))
        if place.feature == _UNIT or place.feature.startswith("A.PCL"):
            units.append(row)
    rank = ranks(table.places(named=_needs_names))
    writer.strings("place", [table.records.encoded])
    writer.array("place.names", table.bounds())
    writer.array("place.rank", rank)
    writer.array("place.class", np.array(kinds, dtype=np.uint8))
    writer.array("unit", np.array(units, dtype=np.uint32))
    writer.strings("place.id", ["".join([f"{place_id}\n" for place_id in ids]).encode()])
    pairs = ((place_id, (row,)) for row, place_id in enumerate(ids))
    writer.add("ids", "x", [marisa_trie.RecordTrie("<I", pairs).tobytes()])
    return rank


def _write_names(writer: StoreWriter, table: Table) -> None:
    writer.strings("name.text", [table.texts.encoded])
    writer.array("name.place", table.owners)
    writer.array("name.meta", table.metas)
    rows = [f"{json.dumps(row, ensure_ascii=False)}\n".encode() for row in table.meta_rows]
    writer.strings("meta", [b"".join(rows)])
    writer.strings("meta.lang", ["".join([f"{row[0]}\n" for row in table.meta_rows]).encode()])


def _write_exact(
    writer: StoreWriter, forms: Strings, owners: NDArray[np.uint32], rank: NDArray[np.uint32]
) -> None:
    """Writes the exact forms.

    Args:
        writer: of the store.
        forms: of each name; empty for a name that has none.
        owners: the place of each name.
        rank: of each place.
    """
    blocks = _slices(len(forms))
    trie = marisa_trie.Trie(form for block in blocks for form in forms[block] if form)
    keys = array("q")
    for block in blocks:
        keys.extend([trie[form] if form else -1 for form in forms[block]])
    key = np.array(keys, dtype=np.int64)
    # A name of each form at each place, the first; forms in the order of keys, places of ranks.
    at = key << 32 | rank[owners]
    order = np.argsort(at, kind="stable")
    order = order[(np.diff(at[order], prepend=-1) != 0) & (key[order] >= 0)]
    writer.array("exact.names", order.astype(np.uint32))
    writer.array(
        "exact.bounds", np.searchsorted(key[order], np.arange(len(trie) + 1)).astype(np.uint32)
    )
    writer.add("exact", "x", [trie.tobytes()])


class _Entries:
    """Readings of names at places, in columns.

    Args:
        table: of the names.

    Attributes:
        names: the name of each.
        kinds: the place of its kind in `KIND_ORDER`.
        folded: the folded form of each.
        forms: hashes of the folded forms, to know the same ones by.
        skeletons: the number of the skeleton of each.
        numbers: those numbers by skeleton, in the order that they came in.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._kinds = [KIND_ORDER.index(row[1]) for row in table.meta_rows]
        self.names, self.kinds, self.skeletons = array("I"), array("B"), array("I")
        self.folded, self.forms = Texts(), array("q")
        self.numbers: dict[str, int] = {}

    def add(self, found: list[Reading], block: slice) -> None:
        """Adds the readings of whole places.

        One for each way that a place is spelled or sounds, met first in its best name.

        Args:
            found: their owners are names, counted from the first of the block.
            block: a range of names.
        """
        owners = self._table.owners[block].tolist()
        kinds = [self._kinds[meta] for meta in self._table.metas[block].tolist()]
        found.sort(key=lambda reading: (owners[reading.owner], kinds[reading.owner]))
        unique: dict[tuple[int, str, str], Reading] = {}
        for reading in found:
            key = owners[reading.owner], reading.folded, reading.skeleton
            unique.setdefault(key, reading)
        forms = [reading.folded for reading in unique.values()]
        numbers = self.numbers
        self.names.extend([block.start + reading.owner for reading in unique.values()])
        self.kinds.extend([kinds[reading.owner] for reading in unique.values()])
        self.folded.extend(forms)
        self.forms.extend(map(hash, forms))
        self.skeletons.extend(
            [numbers.setdefault(reading.skeleton, len(numbers)) for reading in unique.values()]
        )


def _write_entries(
    writer: StoreWriter, entries: _Entries, owners: NDArray[np.uint32], rank: NDArray[np.uint32]
) -> None:
    """Writes sounds, spellings, entries and postings."""
    sounds = sorted(entries.numbers)
    row_of = np.empty(len(sounds), dtype=np.uint32)
    for row, sound in enumerate(sounds):
        row_of[entries.numbers[sound]] = row
    entries.numbers.clear()
    found = row_of[np.array(entries.skeletons, dtype=np.uint32)]
    names = np.array(entries.names, dtype=np.uint32)
    order, starts = _grouped(found, np.array(entries.forms, dtype=np.int64), rank[owners[names]])
    names = names[order]
    writer.array("entry.name", names)
    writer.array("entry.place", owners[names])
    writer.array("entry.kind", np.array(entries.kinds, dtype=np.uint8)[order])
    writer.array("spelling.entries", np.append(starts, order.size).astype(np.uint32))
    first, folded = order[starts], entries.folded.strings()
    writer.strings("spelling.folded", reordered(folded, first))
    sound_of = found[first]
    rows = np.arange(len(sounds) + 1, dtype=np.uint32)
    writer.array("sound.spellings", np.searchsorted(sound_of, rows).astype(np.uint32))
    scripts, parts = [script_numbers([])], [signatures([])]
    with Postings(len(sounds)) as postings:
        for block in _slices(first.size):
            forms = folded.take(first[block])
            scripts.append(script_numbers(forms))
            postings.add_spellings(forms, sound_of[block])
        for block in _slices(len(sounds)):
            parts.append(signatures(sounds[block]))
            postings.add_sounds(sounds[block], block.start)
        postings.write(writer)
    writer.array("spelling.script", np.concatenate(scripts))
    writer.array("sound.signatures", np.concatenate(parts).ravel())
    texts = ("".join([f"{sound}\n" for sound in sounds[block]]) for block in _slices(len(sounds)))
    writer.strings("sound.text", (text.encode() for text in texts))


def _grouped(
    sounds: NDArray[np.uint32], forms: NDArray[np.int64], rank: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The order that brings entries of one sound and form together, and the start of each group.

    The groups of a sound are in the order of their first entries, the entries of a group in the
    order of ranks; neither depends on the hashes.
    """
    order = np.lexsort((rank, forms, sounds))
    new = (np.diff(sounds[order], prepend=~sounds[:1]) != 0) | (
        np.diff(forms[order], prepend=~forms[:1]) != 0
    )
    starts = np.flatnonzero(new)
    sizes = np.diff(starts, append=order.size)
    first = np.minimum.reduceat(order, starts) if order.size else order
    groups = np.lexsort((first, sounds[first]))
    rows, _ = ranges(starts[groups], sizes[groups])
    return order[rows], np.cumsum(sizes[groups]) - sizes[groups]


def _slices(size: int) -> list[slice]:
    """The rows of a column, block by block."""
    return [slice(start, min(start + _BLOCK, size)) for start in range(0, size, _BLOCK)]
