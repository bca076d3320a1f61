"""Answers the names of requests that come at the same time together, which costs far less."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from toponyms.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.model import Resolution
    from toponyms.resolution.context import Context
    from toponyms.resolution.resolver import Resolver

__all__ = ["Lookups"]

#: Names that are answered before others are listened to again: some ten milliseconds.
_AT_ONCE = 256
#: Candidates that are asked for: the least that suffices. The resolver remembers answers for each
#: number, and those that are asked for with the same number are answered together.
_STEPS = (10, 100)
#: Where requests come together: seconds without another one after which no more are waited for,
#: and for which they are waited for at most.
_PAUSE, _GATHERING = 0.0005, 0.01


class _Asked(NamedTuple):
    texts: Sequence[str]
    contexts: Sequence[Context]
    limit: int
    answer: asyncio.Future[list[Resolution]]


class Lookups:
    """The names that wait for one resolver; for one event loop.

    Args:
        resolver: answers them.
        most: names that may wait; more are refused.
    """

    def __init__(self, resolver: Resolver, most: int) -> None:
        self._resolver = resolver
        self._most = most
        self._waiting: deque[_Asked] = deque()
        self._names = 0
        self._crowded = False

    async def resolve(
        self, texts: Sequence[str], contexts: Sequence[Context], limit: int
    ) -> list[Resolution]:
        """Tells which place each of some texts means.

        Args:
            texts: names.
            contexts: what is known beside each; all with the same `lang`.
            limit: the most candidates for one text.

        Raises:
            Problem: if too many wait already.
        """
        step = next((step for step in _STEPS if step >= limit), limit)
        answers: list[Resolution] = []
        for start in range(0, len(texts), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            answers += await self._answered(texts[part], contexts[part], step)
        if step == limit:
            return answers
        return [replace(one, candidates=one.candidates[:limit]) for one in answers]

    def _answered(
        self, texts: Sequence[str], contexts: Sequence[Context], limit: int
    ) -> asyncio.Future[list[Resolution]]:
        if self._names + len(texts) > self._most:
            raise Problem(503, "too many names wait to be answered; try again soon")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[Resolution]] = loop.create_future()
        if not self._waiting:
            # By then every request that is there already has been read; when there were several
            # last time, more are on their way.
            if self._crowded:
                loop.call_later(_PAUSE, self._gather, loop.time() + _GATHERING, 1)
            else:
                loop.call_soon(self._answer)
        self._waiting.append(_Asked(texts, contexts, limit, answer))
        self._names += len(texts)
        return answer

    def _gather(self, until: float, seen: int) -> None:
        """Answers when nobody came lately: the more names at once, the less each costs."""
        loop, here = asyncio.get_running_loop(), len(self._waiting)
        if here == seen or self._names >= _AT_ONCE or loop.time() >= until:
            self._answer()
        else:
            loop.call_later(_PAUSE, self._gather, until, here)

    def _answer(self) -> None:
        taken: list[_Asked] = []
        names = 0
        while self._waiting and (not taken or names + len(self._waiting[0].texts) <= _AT_ONCE):
            taken.append(self._waiting.popleft())
            names += len(taken[-1].texts)
        self._names -= names
        self._crowded = len(taken) > 1
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._answer)
        alike: dict[tuple[str, int], list[_Asked]] = {}
        for asked in taken:
            if not asked.answer.cancelled():
                lang = asked.contexts[0].lang if asked.contexts else ""
                alike.setdefault((lang, asked.limit), []).append(asked)
        for (_, limit), group in alike.items():
            self._answer_alike(group, limit)

    def _answer_alike(self, group: Sequence[_Asked], limit: int) -> None:
        texts = [text for asked in group for text in asked.texts]
        contexts = [context for asked in group for context in asked.contexts]
        try:
            found = self._resolver.resolve_each(texts, contexts, limit=limit)
        except Exception as error:  # noqa: BLE001 - whoever asked is told
            for asked in group:
                asked.answer.set_exception(error)
            return
        start = 0
        for asked in group:
            asked.answer.set_result(found[start : start + len(asked.texts)])
            start += len(asked.texts)
