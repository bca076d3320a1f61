"""What is measured about a pair of a query and a spelling: a dozen plain distances.

All are computed for a whole batch of pairs at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from toponyms.gazetteer.ranges import ranges
from toponyms.gazetteer.script_numbers import script_numbers
from toponyms.resolution.candidates import Pairs
from toponyms.text.sound import devoiced, frame, unvowelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from toponyms.gazetteer.store import Store
    from toponyms.text.keys import Reading

__all__ = ["FEATURES", "Compared", "Comparison"]

#: The columns of a feature matrix. Distances are edits; `relative` ones are divided by the
#: length of the longer string.
FEATURES = (
    "sound",  # edits between skeletons
    "sound_relative",
    "devoiced",  # edits with voiced and voiceless as one
    "vowelless",  # the same, and all vowels as one
    "vowelless_relative",
    "frame",  # edits between consonant classes
    "frame_relative",
    "same_script",  # 1 if both are spelled in one script
    "spelling",  # edits, swaps as one, between folded forms of one script, else 0
    "spelling_relative",
    "nearest_relative",  # the smaller of sound_relative and, in one script, spelling_relative
    "equal_sound",  # 1 if the skeletons are the same
    "equal_spelling",  # 1 if the folded forms are the same
    "first",  # 1 if the first sounds differ
    "last",  # 1 if the last sounds differ
    "length",  # of the query's skeleton, logarithm
    "part",  # 1 if only one of the query's words was read
    "longer",  # by how much the entry's skeleton is longer, in sounds
)


class Sounds:
    """Skeletons in every form that is compared.

    Each attribute is an object array of one string a skeleton, but for `first`, `last` (code
    points) and `length`.
    """

    def __init__(self, skeletons: Sequence[str]) -> None:
        text = "\n".join(skeletons)
        soft = devoiced(text)
        self.sound = _objects(skeletons)
        self.devoiced = _objects(soft.split("\n"))
        self.vowelless = _objects(unvowelled(soft).split("\n"))
        self.frame = _objects(frame(text).split("\n"))
        padded = np.array([string[:1] + string[-1:] for string in skeletons], dtype="U2")
        ends = padded.view(np.uint32).reshape(-1, 2)
        self.first, self.last = ends[:, 0], ends[:, 1]
        self.length = np.array([len(string) for string in skeletons], dtype=np.float32)


class Compared(NamedTuple):
    """Readings and spellings compared, as columns of one length but for `features`.

    Attributes:
        readings: rows of a query's readings.
        sounds: rows of an index's sounds.
        spellings: rows of its spellings.
        rows: rows of `features`.
        features: shape (any, len(FEATURES)); spellings that are measured alike share a row.
    """

    readings: NDArray[np.int64]
    sounds: NDArray[np.int64]
    spellings: NDArray[np.int64]
    rows: NDArray[np.int64]
    features: NDArray[np.float32]


class Comparison:
    """Compares queries with the sounds and spellings of one index.

    Args:
        store: the compiled gazetteer.
    """

    def __init__(self, store: Store) -> None:
        self._sounds = store.strings("sound.text")
        self._folded = store.strings("spelling.folded")
        self._bounds = store.array("sound.spellings")
        self._scripts = store.array("spelling.script")

    def __call__(self, queries: Sequence[Reading], pairs: Pairs) -> Compared:
        """The spellings of the sounds in pairs, and their features.

        All those of a sound that are in another script than the query are measured alike.

        Args:
            queries: what the first column of `pairs` are rows of.
            pairs: readings and sounds.
        """
        folded = [query.folded for query in queries]
        # In the order of the index: a large one is read much faster so than at random.
        order = np.argsort(pairs.sounds, kind="stable")
        pairs = Pairs(pairs.readings[order], pairs.sounds[order])
        starts = self._bounds[pairs.sounds]
        spellings, pair = ranges(starts, self._bounds[pairs.sounds + 1] - starts)
        same = script_numbers(folded)[pairs.readings[pair]] == self._scripts[spellings]
        # The first spelling of a pair in another script stands for the rest.
        other = np.flatnonzero(~same)
        first = other[np.flatnonzero(np.diff(pair[other], prepend=-1))]
        measured = np.sort(np.append(np.flatnonzero(same), first))
        row_of = np.zeros(pair.size, dtype=np.int64)
        row_of[measured] = np.arange(measured.size)
        stands = np.zeros(pairs.sounds.size, dtype=np.int64)
        stands[pair[first]] = row_of[first]
        row_of[other] = stands[pair[other]]

        table = self._compare_sounds(queries, pairs)[pair[measured]]
        alike = np.flatnonzero(same[measured])
        rows = measured[alike]
        self._compare_spellings(
            _objects(folded)[pairs.readings[pair[rows]]], spellings[rows], alike, table
        )
        return Compared(pairs.readings[pair], pairs.sounds[pair], spellings, row_of, table)

    def _compare_sounds(self, queries: Sequence[Reading], pairs: Pairs) -> NDArray[np.float32]:
        """Features of pairs of sounds; columns that need the spelling are left 0."""
        rows, found = pairs
        table = np.zeros((rows.size, len(FEATURES)), dtype=np.float32)
        if not rows.size:
            return table
        column = {name: table[:, i] for i, name in enumerate(FEATURES)}
        unique, found = np.unique(found, return_inverse=True)
        theirs = Sounds(self._sounds.take(unique))
        ours = Sounds([query.skeleton for query in queries])

        length = np.maximum(ours.length[rows], 1)
        longest = np.maximum(length, theirs.length[found])
        for form in ("sound", "devoiced", "vowelless", "frame"):
            pair = getattr(ours, form)[rows], getattr(theirs, form)[found]
            column[form][:] = process.cpdist(*pair, scorer=Levenshtein.distance, dtype=np.float32)
        for form in ("sound", "vowelless", "frame"):
            column[f"{form}_relative"][:] = column[form] / longest
        column["equal_sound"][:] = column["sound"] == 0
        column["first"][:] = ours.first[rows] != theirs.first[found]
        column["last"][:] = ours.last[rows] != theirs.last[found]
        column["length"][:] = np.log(length)
        column["part"][:] = np.array([query.part for query in queries])[rows]
        column["longer"][:] = theirs.length[found] - ours.length[rows]
        column["spelling_relative"][:] = 1 / longest  # for _compare_spellings to multiply
        return table

    def _compare_spellings(
        self,
        spelled: NDArray[np.object_],
        spellings: NDArray[np.int64],
        same: NDArray[np.int64],
        table: NDArray[np.float32],
    ) -> None:
        """Fills in the features of spellings, where both are in one script.

        Args:
            spelled: the queries' folded forms.
            spellings: rows of what they are compared with.
            same: the rows of the table that these pairs are.
            table: features; its column `spelling_relative` has the factor to multiply.
        """
        column = {name: table[:, i] for i, name in enumerate(FEATURES)}
        pair = spelled, _objects(self._folded.take(spellings))
        edits = process.cpdist(*pair, scorer=OSA.distance, dtype=np.float32)
        column["same_script"][same] = 1
        column["spelling"][same] = edits
        column["spelling_relative"][:] *= column["spelling"]
        column["nearest_relative"][:] = column["sound_relative"]
        column["nearest_relative"][same] = np.minimum(
            column["sound_relative"][same], column["spelling_relative"][same]
        )
        column["equal_spelling"][same] = edits == 0


def _objects(strings: Sequence[str]) -> NDArray[np.object_]:
    array = np.empty(len(strings), dtype=object)
    array[:] = strings
    return array
