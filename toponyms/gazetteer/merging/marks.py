"""What the names of records have in common with those of others, as numbers in columns.

Most places near a record have no name like it. So that these need not be compared, the forms of
all names are hashed once, in large parts, and only records that have a hash in common are.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from toponyms.gazetteer.merging.distance import Marks
from toponyms.gazetteer.merging.likeness import form_hashes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from toponyms.gazetteer.merging.groups import Groups
    from toponyms.gazetteer.merging.staging import Staging

__all__ = ["NameMarks"]

#: Records whose names are read together.
_BLOCK = 10_000


class NameMarks:
    """The forms of the names of records, hashed when they are first asked for.

    Args:
        staging: the records.
        groups: which of them are one place.
    """

    def __init__(self, staging: Staging, groups: Groups) -> None:
        self._staging = staging
        self._groups = groups
        self._is_read = np.zeros(len(staging), dtype=np.bool_)
        self._records, self._values = array("q"), array("q")

    def read(self, firsts: NDArray[np.int64]) -> None:
        """Reads the names of groups, as far as that was not done before.

        Args:
            firsts: the records that stand for the groups.
        """
        wanted = [one for first in firsts.tolist() for one in self._groups.members(first)]
        numbers = np.array(sorted(wanted), dtype=np.int64)
        numbers = numbers[~self._is_read[numbers]]
        for start in range(0, len(numbers), _BLOCK):
            part = numbers[start : start + _BLOCK].tolist()
            owners, texts = self._staging.texts(part)
            of, values = form_hashes(texts)
            self._records.extend([owners[number] for number in of])
            self._values.extend(values)
        self._is_read[numbers] = True

    def of(self, firsts: NDArray[np.int64]) -> Marks:
        """The marks of groups that were read.

        Args:
            firsts: the records that stand for the groups.

        Returns:
            Marks of points, which are the groups in the order given.
        """
        position = np.full(len(self._staging), -1, dtype=np.int64)
        for row, first in enumerate(firsts.tolist()):
            for member in self._groups.members(first):
                position[member] = row
        points = position[np.frombuffer(self._records, dtype=np.int64)]
        known = np.flatnonzero(points >= 0)
        return Marks(points[known], np.frombuffer(self._values, dtype=np.int64)[known])
