"""Finds the sounds of an index that a name may have, without comparing it to all of them.

A query meets every sound with a spelling one edit away from its own, every sound one edit
away, and every sound with its frame of consonants (or, where the frame is long enough to
say something, one edit away from it). Those are then thinned by their signatures.
Everything is done for a whole batch at once; a property test holds the result to a slow
plain oracle.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toponyms.gazetteer.compiler import BUCKET_BITS, FOLDED, FRAME, FRAME_NEIGHBOURS, SKELETON
from toponyms.gazetteer.neighbours import hashes, neighbourhoods
from toponyms.gazetteer.signature import signatures
from toponyms.text.sound import frame

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

#: The ways in which a query meets a sound.
NETS = ("spelling", "sound", "frame", "near frame")

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
        self._store = store
        self._nets = frozenset(nets)

    def search(self, queries: Sequence[Reading]) -> Pairs:
        """The sounds that are worth comparing with each reading.

        Args:
            queries: readings of any number of names.

        Returns:
            Each pair once.
        """
        if not queries:
            return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        found, rows, as_spelled = self._keys(queries)
        own = signatures([query.skeleton for query in queries])
        return self._thin(*self._postings(found, rows, as_spelled, own))

    @cached_property
    def _columns(self) -> dict[str, NDArray[Any]]:
        names = ("posting.bounds", "posting.hash", "posting.sound", "sound.signature")
        return {name: self._store.array(name) for name in names}

    def _keys(self, queries: Sequence[Reading]) -> tuple[NDArray[np.uint32], Rows, int]:
        """Hashes to look up, the reading of each, and how many of them are of spellings."""
        skeletons = [query.skeleton for query in queries]
        frames = [frame(skeleton) for skeleton in skeletons]
        long = [row for row, string in enumerate(frames) if len(string) >= FRAME_NEIGHBOURS]
        near, near_rows = neighbourhoods([frames[row] for row in long], FRAME)
        nets = {
            "spelling": neighbourhoods([query.folded for query in queries], FOLDED),
            "sound": neighbourhoods(skeletons, SKELETON),
            "frame": (hashes(frames, FRAME), np.arange(len(frames))),
            "near frame": (near, np.array(long, dtype=np.int64)[near_rows]),
        }
        cast = [nets[net] for net in NETS if net in self._nets]
        hashed, rows = (np.concatenate(parts) for parts in zip(*cast, strict=True))
        return hashed, rows, nets["spelling"][0].size if "spelling" in self._nets else 0

    def _postings(
        self, found: NDArray[np.uint32], rows: Rows, as_spelled: int, own: NDArray[np.uint64]
    ) -> tuple[Rows, Rows, Rows]:
        """Readings, the sounds that share a hash with them, and how far their signatures are.

        A sound that is spelled like the reading counts as not far at all.
        """
        columns = self._columns
        bucket = found >> np.uint32(32 - BUCKET_BITS)
        starts = columns["posting.bounds"][bucket].astype(np.int64)
        sizes = columns["posting.bounds"][bucket + np.uint32(1)] - starts
        key = np.repeat(np.arange(found.size), sizes)
        at = np.arange(key.size) + (starts - np.cumsum(sizes) + sizes)[key]
        same = np.flatnonzero(columns["posting.hash"][at] == found[key])
        key = key[same]
        sound = columns["posting.sound"][at[same]].astype(np.int64)
        row = rows[key]
        apart = np.bitwise_count(own[row] ^ columns["sound.signature"][sound]).astype(np.int64)
        apart[key < as_spelled] = 0
        near = apart <= FAR
        pairs = np.sort(row[near] << 40 | sound[near] << 8 | apart[near])
        pairs = pairs[np.diff(pairs >> 8, prepend=-1) != 0]
        return pairs >> 40, pairs >> 8 & 0xFFFFFFFF, pairs & 0xFF

    def _thin(self, rows: Rows, sounds: Rows, apart: Rows) -> Pairs:
        """Only the sounds whose signatures are nearest to a reading's."""
        order = np.argsort(rows << 8 | apart, kind="stable")
        rows, sounds, apart = rows[order], sounds[order], apart[order]
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        size = np.diff(first, append=rows.size)
        rank = np.arange(rows.size) - np.repeat(first, size)
        near = (rank < KEPT) & (apart <= np.repeat(apart[first], size) + SLACK)
        return Pairs(rows[near], sounds[near])
