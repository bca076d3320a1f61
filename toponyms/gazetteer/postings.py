"""What sounds are found under: hashes of what they and their spellings are near to.

The same functions make the hashes of the index and of a query. Those of an index are sorted
through files, since they take many times the memory of the names.
"""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

import numpy as np

from toponyms.gazetteer.neighbours import hashes, neighbourhoods
from toponyms.text.sound import frame, outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from toponyms.gazetteer.neighbours import Hashes, Owners
    from toponyms.gazetteer.store import Store, StoreWriter

__all__ = [
    "CROWDED",
    "FRAME_NEIGHBOURS",
    "FRAME_NEIGHBOURS_IN_CROWD",
    "PostingSearch",
    "Postings",
    "sound_hashes",
    "spelling_hashes",
]

#: Bits of a hash. There are at least as many buckets as sounds, so that what their number leaves
#: of a hash, and a sound, are together no longer.
_HASH_BITS = 32
#: Salts that keep hashes of the four kinds of strings apart.
_FOLDED, _SKELETON, _FRAME, _OUTLINE = 1, 2, 3, 4
#: Shortest frame whose neighbourhood is indexed; shorter ones would meet too much. In a crowded
#: index they meet more: there, those of 6 and 7 classes are a third of all sounds that are met,
#: and find one name in 2,000 more.
FRAME_NEIGHBOURS, FRAME_NEIGHBOURS_IN_CROWD = 6, 8
#: Sounds from which on an index is crowded.
CROWDED = 2**16
#: Sounds that one hash of a crowded index stands for at most: what more of them share says too
#: little. Only frames come to so many, and sounds with one outline are met all the same.
_TELLING = 64
#: Postings in one bucket, on average.
_BUCKET = 16
#: Bits that say whether there are postings of a hash, for each posting.
_BITS = 4
#: Hashes whose postings are read at once.
_READ = 2**11
#: How many upper bits of a hash say which file it goes through.
_FILE_BITS = 4
#: Bytes that a file holds in memory before it is one.
_SPOOLED = 2**20


def spelling_hashes(folded: Sequence[str]) -> tuple[Hashes, Owners]:
    """The hashes of what folded forms are near to, and the form that each is of."""
    return neighbourhoods(folded, _FOLDED)


def sound_hashes(
    skeletons: Sequence[str], *, crowded: bool = False
) -> dict[str, tuple[Hashes, Owners]]:
    """The hashes of what skeletons are near to, and the skeleton that each is of.

    Args:
        skeletons: sounds.
        crowded: whether the index is.

    Returns:
        By the name of the net: the sound itself, its outline, its frame of consonants, and what
        that is near to where it is long enough to say something.
    """
    outlines = [outline(skeleton) for skeleton in skeletons]
    frames = [frame(skeleton) for skeleton in skeletons]
    least = FRAME_NEIGHBOURS_IN_CROWD if crowded else FRAME_NEIGHBOURS
    long = [row for row, string in enumerate(frames) if len(string) >= least]
    near, rows = neighbourhoods([frames[row] for row in long], _FRAME)
    return {
        "sound": neighbourhoods(skeletons, _SKELETON),
        "outline": (hashes(outlines, _OUTLINE), np.arange(len(outlines))),
        "frame": (hashes(frames, _FRAME), np.arange(len(frames))),
        "near frame": (near, np.array(long, dtype=np.int64)[rows]),
    }


class PostingSearch:
    """Looks postings up.

    Args:
        store: the compiled gazetteer.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._bounds = store.array("posting.bounds")
        self._there = store.array("posting.there")
        bits = (self._bounds.size - 1).bit_length() - 1
        self._to_bucket = np.uint32(_HASH_BITS - bits)
        self._sound_bits = np.uint32(store.numbers("posting.bits")[0])
        self._to_bit = np.uint32(30 - self._there.size.bit_length())

    def __call__(self, found: Hashes) -> tuple[Owners, NDArray[np.int64]]:
        """Which of some hashes there are, and a sound that has it; in the order of hashes.

        A large index is read much faster in its order than at random.
        """
        # NumPy sorts numbers of 16 bits by their digits, many times faster than larger ones.
        order = np.argsort((found >> np.uint32(16)).astype(np.uint16), kind="stable")
        bits = found[order] >> self._to_bit
        there = self._there[bits >> np.uint32(3)] >> (7 - bits & 7).astype(np.uint8) & 1
        keys = order[np.flatnonzero(there)]
        # What is read at once should stay in the processor's cache.
        parts = [
            self._read(found, keys[start : start + _READ])
            for start in range(0, max(keys.size, 1), _READ)
        ]
        met, sounds = (np.concatenate(column) for column in zip(*parts, strict=True))
        return met, sounds

    def _read(self, found: Hashes, keys: Owners) -> tuple[Owners, NDArray[np.int64]]:
        """Those of some hashes that there are, and a sound that has it.

        Args:
            found: hashes.
            keys: rows of these, in the order of hashes.
        """
        bucket = found[keys] >> self._to_bucket
        starts = self._bounds[bucket]
        sizes = self._bounds[bucket + np.uint32(1)] - starts
        postings = self._store.ranges("posting", starts, sizes)
        rest = found[keys] & (np.uint32(1) << self._to_bucket) - np.uint32(1)
        same = np.flatnonzero(postings >> self._sound_bits == np.repeat(rest, sizes))
        sounds = postings[same] & (np.uint32(1) << self._sound_bits) - np.uint32(1)
        return np.repeat(keys, sizes)[same], sounds.astype(np.int64)


class Postings:
    """Sorts the postings of an index, through files that are gone at the end.

    Args:
        sounds: how many it has.
    """

    def __init__(self, sounds: int) -> None:
        self._sound_bits = _sound_bits(sounds)
        self._crowded = sounds > CROWDED
        self._most = _TELLING if self._crowded else sounds
        self._stack = ExitStack()
        files = (SpooledTemporaryFile(_SPOOLED) for _ in range(2**_FILE_BITS))  # noqa: SIM115
        self._files = list(map(self._stack.enter_context, files))
        self._size = 0

    def __enter__(self) -> Postings:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add_spellings(self, folded: Sequence[str], sounds: NDArray[np.uint32]) -> None:
        """Adds what the spellings of sounds are near to.

        Args:
            folded: folded forms.
            sounds: the row of the sound of each.
        """
        found, rows = spelling_hashes(folded)
        self._add(found, sounds[rows])

    def add_sounds(self, skeletons: Sequence[str], first: int) -> None:
        """Adds what sounds are near to.

        Args:
            skeletons: sounds.
            first: the row of the first of them.
        """
        for found, rows in sound_hashes(skeletons, crowded=self._crowded).values():
            self._add(found, rows + first)

    def _add(self, found: Hashes, sounds: NDArray[np.integer]) -> None:
        pairs = _distinct(found.astype(np.uint64) << np.uint64(32) | sounds.astype(np.uint64))
        self._size += pairs.size
        starts = np.arange(1, len(self._files), dtype=np.uint64) << np.uint64(64 - _FILE_BITS)
        for file, part in zip(
            self._files, np.split(pairs, np.searchsorted(pairs, starts)), strict=True
        ):
            file.write(part.tobytes())

    def write(self, writer: StoreWriter) -> None:
        """Writes the columns; nothing can be added any more."""
        bits = max(_bits(self._size // _BUCKET), self._sound_bits)
        bounds = np.zeros(2**bits + 1, dtype=np.uint32)
        fine = _bits(self._size * _BITS)
        there = np.zeros(2 ** (fine - 3), dtype=np.uint8)

        def parts() -> Iterator[bytes]:
            done = 0
            for number, file in enumerate(self._files):
                file.seek(0)
                pairs = _distinct(np.frombuffer(file.read(), dtype=np.uint64))
                file.truncate(0)
                pairs = _telling(pairs, self._most)
                first = number << bits - _FILE_BITS
                buckets = np.arange(first, first + 2 ** (bits - _FILE_BITS), dtype=np.uint64)
                starts = np.searchsorted(pairs, buckets << np.uint64(64 - bits))
                bounds[first : first + starts.size] = done + starts
                marked = (pairs >> np.uint64(64 - fine)).astype(np.int64)
                np.bitwise_or.at(there, marked >> 3, (128 >> (marked & 7)).astype(np.uint8))
                done += pairs.size
                yield _short(pairs, _HASH_BITS - bits, self._sound_bits).tobytes()
            bounds[-1] = done

        writer.add("posting", np.dtype(np.uint32).char, parts())
        writer.array("posting.bits", np.array([self._sound_bits], dtype=np.uint8))
        writer.array("posting.bounds", bounds)
        writer.array("posting.there", there)


def _bits(size: int) -> int:
    """How many upper bits of a hash tell about as many apart; all files have some."""
    return min(max(size.bit_length(), _FILE_BITS + 3), 32)


def _sound_bits(sounds: int) -> int:
    """How many bits hold the row of any of so many sounds."""
    return max(sounds - 1, 0).bit_length()


def _short(pairs: NDArray[np.uint64], rest: int, sound_bits: int) -> NDArray[np.uint32]:
    """Pairs without the upper bits of their hashes, which their bucket says.

    Args:
        pairs: hashes in the upper half, sounds in the lower.
        rest: bits of a hash that are left.
        sound_bits: bits of a sound.
    """
    kept = pairs >> np.uint64(32) & np.uint64(2**rest - 1)
    short: NDArray[np.uint64] = kept << np.uint64(sound_bits) | pairs & np.uint64(2**32 - 1)
    return short.astype(np.uint32)


def _distinct(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each value once, ascending; sorting is several times faster here than `np.unique`."""
    values = np.sort(values)
    return values[np.flatnonzero(np.diff(values, prepend=~values[:1]))]


def _telling(pairs: NDArray[np.uint64], most: int) -> NDArray[np.uint64]:
    """Pairs without those of hashes that stand for too many sounds."""
    hashed = (pairs >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.diff(hashed, prepend=~hashed[:1]))
    sizes = np.diff(starts, append=hashed.size)
    return pairs[np.repeat(sizes <= most, sizes)]
