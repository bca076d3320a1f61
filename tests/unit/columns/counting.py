"""A resolver that keeps account of what it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms import Gazetteer, Resolution
    from toponyms.resolution.context import Context


class CountingResolver(Resolver):
    """Answers as any resolver.

    Attributes:
        asked: every name that was asked for, in order.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(gazetteer)
        self.asked: list[str] = []

    def resolve_many(self, queries: Iterable[str]) -> list[Resolution]:  # type: ignore[override]
        names = list(queries)
        self.asked += names
        return super().resolve_many(names)

    def resolve_each(self, queries: Sequence[str], contexts: Sequence[Context]) -> list[Resolution]:  # type: ignore[override]
        self.asked += queries
        return super().resolve_each(queries, contexts)
