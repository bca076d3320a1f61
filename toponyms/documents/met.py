"""The places that texts mention, each once, and the choices that stayed open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.model import Mention, Resolution

__all__ = ["Met", "MetPlaces"]

#: Spellings of one place that are kept.
_SPELLINGS = 12


@dataclass(slots=True)
class Met:
    """One place, or one choice of places that a name may mean.

    Attributes:
        number: counted from 1, in the order in which they were met.
        answer: the first mention's.
        count: of the mentions.
        documents: in how many documents they stand.
        spellings: as they stand there, the first dozen.
    """

    number: int
    answer: Resolution
    count: int = 0
    documents: int = 0
    spellings: dict[str, None] = field(default_factory=dict)
    _latest: str | None = None

    def add(self, document: str, mention: Mention) -> None:
        """Counts a mention; documents come one after the other."""
        self.count += 1
        if document != self._latest:
            self.documents += 1
            self._latest = document
        if len(self.spellings) < _SPELLINGS:
            self.spellings[mention.text] = None


class MetPlaces:
    """What mentions mean, in memory that is bounded by the gazetteer and its homonyms."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, ...], Met] = {}

    def __iter__(self) -> Iterator[Met]:
        return iter(self._met.values())

    def add(self, document: str, mention: Mention) -> Met:
        """Takes a mention in, and tells what it means.

        Args:
            document: that it stands in.
            mention: the mention.
        """
        answer = mention.resolution
        meant = [answer.place] if answer.place else [one.place for one in answer.candidates]
        key = tuple(sorted(place.id for place in meant))
        # A choice of one place is not the place.
        key = key if answer.place else ("", *key)
        met = self._met.get(key)
        if met is None:
            met = self._met[key] = Met(len(self._met) + 1, answer)
        met.add(document, mention)
        return met
