"""Tuples that are made when they are first looked at.

A column of answers names tens of thousands of places and steps that nobody reads; what is
not read should cost next to nothing.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

__all__ = ["LazyTuple"]

Item = TypeVar("Item")


class LazyTuple(Sequence[Item]):
    """A sequence equal to the tuple that its subclass makes; pickles as that tuple."""

    __slots__ = ()

    @abstractmethod
    def _make(self) -> tuple[Item, ...]:
        """The items."""

    def __len__(self) -> int:
        return len(self._make())

    def __getitem__(self, item: Any) -> Any:
        return self._make()[item]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._make())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (tuple, LazyTuple)):
            return self._make() == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._make())

    def __repr__(self) -> str:
        return repr(self._make())

    def __reduce__(self) -> tuple[type[tuple[Item, ...]], tuple[tuple[Item, ...]]]:
        return tuple, (self._make(),)
