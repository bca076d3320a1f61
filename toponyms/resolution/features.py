"""What is measured about a pair of a query and an entry: a dozen plain distances.

All are computed for a whole batch of pairs at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from toponyms.gazetteer.script_numbers import script_numbers
from toponyms.text.sound import devoiced, frame, unvowelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from toponyms.gazetteer.store import Store, Strings
    from toponyms.resolution.candidates import Pairs
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


class Lines:
    """A column of strings, of which few or all may be wanted.

    Args:
        strings: the column.
    """

    #: So many strings cost as much to decode one by one as the whole column at once.
    FEW = 2000

    def __init__(self, strings: Strings) -> None:
        self._strings = strings

    @cached_property
    def all(self) -> NDArray[np.object_]:
        """Every string."""
        return _objects(self._strings.all())

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.object_]:
        """The strings of some rows."""
        if rows.size > self.FEW or "all" in self.__dict__:
            return self.all[rows]
        return _objects([self._strings[row] for row in rows.tolist()])


class Compared(NamedTuple):
    """Readings and entries compared, as columns of one length.

    Attributes:
        readings: rows of a query's readings.
        entries: rows of an index's entries.
        features: shape (rows, len(FEATURES)).
        alike: how many entries of the place each row stands for.
    """

    readings: NDArray[np.int64]
    entries: NDArray[np.int64]
    features: NDArray[np.float32]
    alike: NDArray[np.int64]


class Comparison:
    """Compares queries with the sounds and entries of one index.

    Args:
        store: the compiled gazetteer.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def load(self) -> None:
        """Brings the strings of the index into memory."""
        self._sounds.all, self._folded.all  # noqa: B018  (cached properties)

    @cached_property
    def _sounds(self) -> Lines:
        return Lines(self._store.strings("sound.text"))

    @cached_property
    def _folded(self) -> Lines:
        return Lines(self._store.strings("entry.folded"))

    @cached_property
    def _scripts(self) -> NDArray[np.uint16]:
        return self._store.array("entry.script")

    @cached_property
    def _bounds(self) -> NDArray[np.int64]:
        return self._store.array("sound.entries").astype(np.int64)

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        return self._store.array("entry.place").astype(np.int64)

    def __call__(self, queries: Sequence[Reading], pairs: Pairs) -> Compared:
        """The entries of the sounds in pairs that can matter, and their features.

        Those are all that are spelled in the script of the query, and one for each place
        of those that are not: the rest would be measured alike.

        Args:
            queries: what the first column of `pairs` are rows of.
            pairs: readings and sounds.
        """
        folded = [query.folded for query in queries]
        starts = self._bounds[pairs.sounds]
        sizes = self._bounds[pairs.sounds + 1] - starts
        pair = np.repeat(np.arange(pairs.sounds.size), sizes)
        entries = np.arange(pair.size) + (starts - np.cumsum(sizes) + sizes)[pair]
        same = script_numbers(folded)[pairs.readings[pair]] == self._scripts[entries]
        other = np.flatnonzero(~same)
        place = pair[other] << 32 | self._places[entries[other]]
        first = np.flatnonzero(np.diff(place, prepend=-1))
        alike = np.ones(pair.size, dtype=np.int64)
        alike[other[first]] = np.diff(first, append=other.size)
        kept = np.sort(np.append(np.flatnonzero(same), other[first]))
        pair, entries, same = pair[kept], entries[kept], np.flatnonzero(same[kept])
        table = self._compare_sounds(queries, pairs)[pair]
        rows = pairs.readings[pair]
        self._compare_spellings(_objects(folded)[rows[same]], entries[same], same, table)
        return Compared(rows, entries, table, alike[kept])

    def _compare_sounds(self, queries: Sequence[Reading], pairs: Pairs) -> NDArray[np.float32]:
        """Features of pairs of sounds; columns that need the spelling are left 0."""
        rows, found = pairs
        table = np.zeros((rows.size, len(FEATURES)), dtype=np.float32)
        if not rows.size:
            return table
        column = {name: table[:, i] for i, name in enumerate(FEATURES)}
        unique, found = np.unique(found, return_inverse=True)
        theirs = Sounds(self._sounds.take(unique).tolist())
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
        entries: NDArray[np.int64],
        same: NDArray[np.int64],
        table: NDArray[np.float32],
    ) -> None:
        """Fills in the features of spellings, where both are in one script.

        Args:
            spelled: the queries' folded forms.
            entries: rows of the entries that they are compared with.
            same: the rows of the table that these pairs are.
            table: features; its column `spelling_relative` has the factor to multiply.
        """
        column = {name: table[:, i] for i, name in enumerate(FEATURES)}
        pair = spelled, self._folded.take(entries)
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
