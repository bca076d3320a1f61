"""What is measured about a pair of a query and an entry: a dozen plain distances.

All are computed for a whole batch of pairs at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from toponyms.gazetteer.store import Store
from toponyms.resolution.candidates import Pairs
from toponyms.text.keys import Reading
from toponyms.text.sound import devoiced, frame, unvelarized, unvowelled

__all__ = ["FEATURES", "Comparison", "Texts"]

#: The columns of a feature matrix. Distances are edits; `relative` ones are divided by the
#: length of the longer string.
FEATURES = (
    "sound",  # edits between skeletons
    "sound_relative",
    "sound_similarity",  # Jaro-Winkler of skeletons
    "devoiced",  # edits with voiced and voiceless as one
    "vowelless",  # the same, and all vowels as one
    "vowelless_relative",
    "velarless",  # the same, and every sound of the back of the mouth as one
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
    "longer",  # by how much the entry's skeleton is longer, in sounds
)


class Texts:
    """Readings in every form that is compared.

    Each attribute is an object array of one string a reading, but `script`: the code point
    of the first letter, divided by 128, which tells apart the scripts of names.
    """

    def __init__(self, folded: Sequence[str], skeletons: Sequence[str]) -> None:
        text = "\n".join(skeletons)
        soft = devoiced(text)
        self.folded = _objects(folded)
        self.sound = _objects(skeletons)
        self.devoiced = _objects(soft.split("\n"))
        self.vowelless = _objects(unvowelled(soft).split("\n"))
        self.velarless = _objects(unvelarized(unvowelled(soft)).split("\n"))
        self.frame = _objects(frame(text).split("\n"))
        self.script = np.array([ord(string[0]) >> 7 if string else 0 for string in folded])
        self.script[self.script <= 4] = 0  # Latin letters fill the first blocks, the schwa with them
        padded = np.array([string[:1] + string[-1:] for string in skeletons], dtype="U2")
        ends = padded.view(np.uint32).reshape(-1, 2)
        self.first, self.last = ends[:, 0], ends[:, 1]
        self.length = np.array([len(string) for string in skeletons], dtype=np.float32)

    @classmethod
    def of_readings(cls, readings: Sequence[Reading]) -> Texts:
        """The texts of a query's readings."""
        return cls([reading.folded for reading in readings], [reading.skeleton for reading in readings])


class Comparison:
    """Compares queries with the entries of one index.

    Args:
        store: the compiled gazetteer.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def entries(self) -> Texts:
        """The texts of every entry."""
        strings = self._store.strings
        return Texts(strings("entry.folded").all(), strings("entry.skeleton").all())

    def __call__(self, queries: Texts, pairs: Pairs) -> NDArray[np.float32]:
        """Features of pairs.

        Args:
            queries: what the first half of `pairs` are rows of.
            pairs: rows of queries and rows of entries.

        Returns:
            Shape (pairs, len(FEATURES)).
        """
        rows, found = pairs
        entries = self.entries
        table = np.zeros((rows.size, len(FEATURES)), dtype=np.float32)
        if not rows.size:
            return table
        column = {name: table[:, i] for i, name in enumerate(FEATURES)}

        def distance(form: str, scorer: Any) -> NDArray[np.float32]:
            ours, theirs = getattr(queries, form)[rows], getattr(entries, form)[found]
            result: NDArray[np.float32] = process.cpdist(ours, theirs, scorer=scorer, dtype=np.float32)
            return result

        longest = np.maximum(np.maximum(queries.length[rows], entries.length[found]), 1)
        column["sound"][:] = distance("sound", Levenshtein.distance)
        column["sound_relative"][:] = column["sound"] / longest
        column["sound_similarity"][:] = distance("sound", JaroWinkler.similarity)
        column["devoiced"][:] = distance("devoiced", Levenshtein.distance)
        column["vowelless"][:] = distance("vowelless", Levenshtein.distance)
        column["vowelless_relative"][:] = column["vowelless"] / longest
        column["velarless"][:] = distance("velarless", Levenshtein.distance)
        column["frame"][:] = distance("frame", Levenshtein.distance)
        column["frame_relative"][:] = column["frame"] / longest
        same = queries.script[rows] == entries.script[found]
        column["same_script"][:] = same
        ours, theirs = queries.folded[rows[same]], entries.folded[found[same]]
        column["spelling"][same] = process.cpdist(ours, theirs, scorer=OSA.distance, dtype=np.float32)
        column["spelling_relative"][:] = column["spelling"] / longest
        near = np.where(same, column["spelling_relative"], 1)
        column["nearest_relative"][:] = np.minimum(column["sound_relative"], near)
        column["equal_sound"][:] = column["sound"] == 0
        column["equal_spelling"][:] = same & (column["spelling"] == 0)
        column["first"][:] = queries.first[rows] != entries.first[found]
        column["last"][:] = queries.last[rows] != entries.last[found]
        column["length"][:] = np.log(np.maximum(queries.length[rows], 1))
        column["longer"][:] = entries.length[found] - queries.length[rows]
        return table


def _objects(strings: Sequence[str]) -> NDArray[np.object_]:
    array = np.empty(len(strings), dtype=object)
    array[:] = strings
    return array
