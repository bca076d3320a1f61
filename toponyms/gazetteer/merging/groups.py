"""Groups of records that are one place, joined pair by pair."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Groups"]


class Groups:
    """Which records are one place: a disjoint-set forest whose sets can be listed.

    The first record of a group, by number, stands for it.

    Args:
        size: how many records there are.

    >>> groups = Groups(4)
    >>> groups.join(3, 1)
    >>> groups.first(3), sorted(groups.members(1)), groups.first(0)
    (1, [1, 3], 0)
    """

    def __init__(self, size: int) -> None:
        self._parent = array("q", range(size))
        # Every group is a ring; joining two rings is changing hands at two places.
        self._next = array("q", range(size))

    def first(self, record: int) -> int:
        """The record that stands for the group of a record."""
        parent = self._parent
        root = record
        while parent[root] != root:
            root = parent[root]
        while parent[record] != root:
            parent[record], record = root, parent[record]
        return root

    def members(self, record: int) -> Iterator[int]:
        """The records of a record's group."""
        yield record
        other = self._next[record]
        while other != record:
            yield other
            other = self._next[other]

    def join(self, one: int, other: int) -> None:
        """Makes two groups one."""
        one, other = sorted((self.first(one), self.first(other)))
        if one != other:
            self._parent[other] = one
            self._next[one], self._next[other] = self._next[other], self._next[one]

    def is_alone(self, record: int) -> bool:
        """Whether a record is joined with no other."""
        return self._next[record] == record

    def firsts(self) -> Iterator[int]:
        """The records that stand for groups, in order."""
        return (record for record, parent in enumerate(self._parent) if record == parent)
