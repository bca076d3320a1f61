"""Remembers answers that were asked for lately: names recur in any data."""

from __future__ import annotations

from typing import Generic, TypeVar

__all__ = ["Recent"]

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """The answers to the latest texts, between `size` and twice as many.

    When the young ones are `size`, the old are forgotten and the young become old; one that is
    asked for again is young again. Threads may share it: at worst an answer is made twice.

    Args:
        size: how many young answers there are at most.

    >>> recent = Recent[int](2)
    >>> for number, text in enumerate("abac"):
    ...     _ = recent.keep(text, number)
    >>> recent.get("a"), recent.get("b"), recent.get("z")
    (2, 1, None)
    """

    __slots__ = ("_old", "_size", "_young")

    def __init__(self, size: int) -> None:
        self._size = size
        self._old: dict[str, Value] = {}
        self._young: dict[str, Value] = {}

    def get(self, text: str) -> Value | None:
        """What was kept for a text, or None."""
        value = self._young.get(text)
        if value is None:
            value = self._old.get(text)
            if value is not None:
                self.keep(text, value)
        return value

    def keep(self, text: str, value: Value) -> Value:
        """Keeps the answer to a text, and gives it back."""
        if len(self._young) >= self._size:
            self._old, self._young = self._young, {}
        self._young[text] = value
        return value
