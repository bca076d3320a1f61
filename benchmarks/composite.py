"""What a user can put together in an afternoon: casefold, then anyascii, then SymSpell.

The yardstick of the benchmarks: fast and crude, one edit at most, most populous place first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyascii import anyascii
from symspellpy import SymSpell, Verbosity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms import Place

__all__ = ["Composite"]


class Composite:
    """Finds places by exact name, by ASCII, and by one edit.

    Args:
        places: those to find.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.exact: dict[str, str] = {}
        self.ascii: dict[str, str] = {}
        self._edits = SymSpell(max_dictionary_edit_distance=1, prefix_length=7)
        for place in sorted(places, key=lambda place: -(place.population or 0)):
            for name in place.names:
                self.exact.setdefault(name.text.casefold(), place.id)
                self.ascii.setdefault(anyascii(name.text).lower(), place.id)
        for key in self.ascii:
            self._edits.create_dictionary_entry(key, 1)

    def find(self, text: str) -> str | None:
        """The id of a place, or None."""
        place_id = self.exact.get(text.casefold())
        if place_id:
            return place_id
        key = anyascii(text).lower()
        place_id = self.ascii.get(key)
        if place_id or len(key) < 4:
            return place_id
        found = self._edits.lookup(key, Verbosity.TOP, max_edit_distance=1)
        return self.ascii[found[0].term] if found else None
