"""Finds the sounds of an index that a name may have, without comparing it to all of them.

A query meets every sound with a spelling one edit away from its own, every sound one edit
away, every sound with its outline, and every sound with its frame of consonants (or, where the
frame is long enough to say something, one edit away from it), unless too many have that. Those
are then thinned by their signatures.
Everything is done for a whole batch at once; a property test holds the result to a slow
plain oracle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toponyms.gazetteer.postings import CROWDED, PostingSearch, sound_hashes, spelling_hashes
from toponyms.gazetteer.signature import signatures

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from toponyms.gazetteer.store import Store
    from toponyms.text.keys import Reading

__all__ = ["NETS", "CandidateSearch", "Pairs"]

#: Bits by which a signature may be farther off than the best one met by the same reading.
SLACK = 8
#: Bits by which a signature may be off at all.
FAR = 12
#: Sounds kept for one reading of a query.
KEPT = 6
#: Readings that are looked for at once.
_AT_ONCE = 2**12
#: Bits that hold how far fine signatures are apart.
_FINE_BITS = 7
_FINE = 2**_FINE_BITS - 1

#: The ways in which a query meets a sound.
NETS = ("spelling", "sound", "outline", "frame", "near frame")

Rows = NDArray[np.int64]


class Pairs(NamedTuple):
    """What is to be compared with what: two columns of one length.

    Attributes:
        readings: rows of a query's readings, ascending.
        sounds: rows of an index's sounds.
    """

    readings: Rows
    sounds: Rows


class CandidateSearch:
    """Looks for sounds of one index.

    Args:
        store: the compiled gazetteer.
        nets: which of `NETS` are cast; fewer only to measure what each brings.
    """

    def __init__(self, store: Store, *, nets: Collection[str] = NETS) -> None:
        self._nets = frozenset(nets)
        self._postings = PostingSearch(store)
        self._signatures = store.array("sound.signatures").reshape(-1, 2)
        self._crowded = len(self._signatures) > CROWDED
        store.keep("posting.bounds", "posting.there", "sound.signatures")

    def search(self, queries: Sequence[Reading]) -> Pairs:
        """The sounds that are worth comparing with each reading.

        Args:
            queries: readings of any number of names.

        Returns:
            Each pair once.
        """
        # What is sorted and compared at once should stay in the processor's cache.
        parts = [
            self._search(queries[start : start + _AT_ONCE], start)
            for start in range(0, len(queries), _AT_ONCE)
        ]
        if not parts:
            return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        return Pairs(*map(np.concatenate, zip(*parts, strict=True)))

    def _search(self, queries: Sequence[Reading], first: int) -> Pairs:
        """`search` for some readings, the first of which has a number."""
        found, rows, as_spelled = self._keys(queries)
        key, sounds = self._postings(found)
        rows, spelled = rows[key], key < as_spelled
        apart = self._apart(signatures([query.skeleton for query in queries])[rows], sounds)
        apart[spelled] &= _FINE
        rows, sounds = _thinned(rows, sounds, apart)
        return Pairs(rows + first, sounds)

    def _keys(self, queries: Sequence[Reading]) -> tuple[NDArray[np.uint32], Rows, int]:
        """Hashes to look up, the reading of each, and how many of them are of spellings."""
        nets = {
            "spelling": spelling_hashes([query.folded for query in queries]),
            **sound_hashes([query.skeleton for query in queries], crowded=self._crowded),
        }
        cast = [nets[net] for net in NETS if net in self._nets]
        hashed, rows = (np.concatenate(parts) for parts in zip(*cast, strict=True))
        return hashed, rows, nets["spelling"][0].size if "spelling" in self._nets else 0

    def _apart(self, own: NDArray[np.uint64], sounds: Rows) -> Rows:
        """How far sounds are from readings: bits of the rough signature, then of the fine one.

        Where sounds are few, any of those whose rough signatures are equally far do as well, and
        the ranking was fitted on that.
        """
        bits = np.bitwise_count(own ^ self._signatures[sounds]).astype(np.int64)
        apart: Rows = bits[:, 0] << _FINE_BITS | (bits[:, 1] if self._crowded else 0)
        return apart


def _thinned(rows: Rows, sounds: Rows, apart: Rows) -> Pairs:
    """Each reading's sounds once, and only those that are nearest to it.

    Args:
        rows: of readings.
        sounds: what they meet.
        apart: how far from it.
    """
    pairs = np.sort(rows << 46 | apart << 32 | sounds)
    # A sound may be near a reading as it is spelled and, less so, as it sounds.
    pairs = _nearest(pairs[np.diff(pairs, prepend=-1) != 0], 2 * KEPT)
    sound = pairs >> 46 << 32 | pairs & 0xFFFFFFFF
    order = np.argsort(sound, kind="stable")
    first = order[np.diff(sound[order], prepend=-1) != 0]
    pairs = _nearest(np.sort(pairs[first]), KEPT)
    rows, rough = pairs >> 46, pairs >> 32 + _FINE_BITS & _FINE
    best = np.flatnonzero(np.diff(rows, prepend=-1))
    best = np.repeat(rough[best], np.diff(best, append=rows.size))
    kept = (rough <= FAR) & (rough <= best + SLACK)
    return Pairs(rows[kept], pairs[kept] & 0xFFFFFFFF)


def _nearest(pairs: Rows, most: int) -> Rows:
    """The first pairs of each reading.

    Args:
        pairs: sorted, the reading in their upper bits.
        most: how many.
    """
    first = np.flatnonzero(np.diff(pairs >> 46, prepend=-1))
    rank = np.arange(pairs.size) - np.repeat(first, np.diff(first, append=pairs.size))
    return pairs[rank < most]
