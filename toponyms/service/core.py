"""What all parts of the service share: one gazetteer, and what answers from it."""

from __future__ import annotations

import time
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

import anyio

from toponyms.resolution.resolver import Resolver
from toponyms.service.limits import Limits
from toponyms.service.lookups import Lookups
from toponyms.service.prefix import Beginnings
from toponyms.service.problems import Problem
from toponyms.service.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from toponyms.gazetteer import Gazetteer
    from toponyms.mentions.finder import Finder
    from toponyms.service.maps import Maps

__all__ = ["Core", "Deadline"]

Result = TypeVar("Result")

#: Names for which the resolver reads a small gazetteer as a whole.
_MANY = 64
#: Names that nothing is called letter by letter, in the scripts and orthographies that are asked
#: for most: each is read by tables of its own.
_UNKNOWN = (
    "Janyatagh", "Dzjanjatagh", "Dschanjatach", "Canyatauğ", "Ջանիաթաղհ", "Джаньятагх",
    "ჯანიათაღჰ", "جانیاتاقه", "ジャニャタグ", "贾尼亚塔格",
)  # fmt: skip


class Deadline:
    """The time until an answer has to be there.

    Args:
        seconds: from now.
    """

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def check(self) -> None:
        """Raises a problem when the time is over."""
        if time.monotonic() > self._until:
            raise Problem(503, "this took too long; ask for less at once")


class Core:
    """One gazetteer, and what answers from it.

    Args:
        gazetteer: knows the places.
        limits: what a request may ask for.
    """

    def __init__(self, gazetteer: Gazetteer, limits: Limits | None = None) -> None:
        self.gazetteer = gazetteer
        self.limits = limits or Limits()
        self.resolver = Resolver(gazetteer)
        self.records = Records(gazetteer)
        self.lookups = Lookups(self.resolver, self.limits.waiting)

    @cached_property
    def beginnings(self) -> Beginnings:
        """Search by the beginnings of names."""
        return Beginnings(self.gazetteer)

    @cached_property
    def maps(self) -> Maps:
        """Outline maps of places."""
        from toponyms.service.maps import Maps

        return Maps(self.gazetteer)

    def finder(self, langs: Collection[str]) -> Finder:
        """What finds names in texts of some languages, of any if none is given.

        Raises:
            UnknownLanguageError: if a language is none of those that texts may be in.
        """
        found = self._finders.get(frozenset(langs))
        if found is None:
            from toponyms.mentions.finder import Finder
            from toponyms.mentions.languages import LANGUAGES

            wanted = sorted(set(langs), key=(*LANGUAGES, *sorted(langs)).index)
            found = Finder(self.gazetteer, langs=wanted or None)
            self._finders[frozenset(langs)] = found
        return found

    @cached_property
    def _finders(self) -> dict[frozenset[str], Finder]:
        return {}

    def deadline(self) -> Deadline:
        """The time until the answer to a request that came now has to be there."""
        return Deadline(self.limits.seconds)

    async def aside(self, work: Callable[..., Result], *args: Any, **more: Any) -> Result:
        """Does long work in a thread; as much at once as the limits say, the rest waits in turn.

        Raises:
            Problem: if there was no turn in time.
        """
        try:
            with anyio.fail_after(self.limits.seconds):
                await self._turns.acquire()
        except TimeoutError:
            raise Problem(503, "too much is going on; try again soon") from None
        try:
            return await anyio.to_thread.run_sync(partial(work, *args, **more))
        finally:
            self._turns.release()

    @cached_property
    def _turns(self) -> anyio.Semaphore:
        return anyio.Semaphore(self.limits.uploads)

    def warm(self) -> None:
        """Reads what every first answer needs."""
        self.resolver.resolve("Janyatagh")

    def load(self) -> None:
        """Reads what answers need, many at a time too, before the first request."""
        self.resolver.resolve_many(_UNKNOWN * _MANY)
