"""How the changes between two gazetteers are put: as JSON, as rows, and as something to look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from toponyms.gazetteer.diff import CHANGES, Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

__all__ = ["ChangesView", "batches"]

#: Changes of a kind that are shown to a person; a program gets all.
_SHOWN = 8
_BATCH = 1_000


def batches(found: Iterable[Change], counts: Counter[str], *, few: bool) -> Iterator[list[Change]]:
    """Changes in lots.

    Args:
        found: the changes.
        counts: is told how many there are of each kind.
        few: whether only the first of each kind are wanted, together.
    """
    changes = iter(found)
    shown: list[Change] = []
    while batch := list(islice(changes, _BATCH)):
        for change in batch:
            counts[change.kind] += 1
            if few and counts[change.kind] <= _SHOWN:
                shown.append(change)
        if not few:
            yield batch
    if shown:
        yield shown


class ChangesView:
    """The view of changes.

    Args:
        counts: how many there are of each kind, by the time that they are drawn.
    """

    columns: Sequence[str] = ("kind", "place_id", "what", "old", "new")

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def record(self, item: Change) -> Mapping[str, Any]:
        """A change as an object."""
        return asdict(item)

    def rows(self, item: Change) -> Iterable[Sequence[object]]:
        """One row a change."""
        yield item.kind, item.place_id, item.what, item.old, item.new

    def draw_all(self, items: Sequence[Change]) -> RenderableType:
        """How many changes there are of each kind, and the first of them."""
        from rich.console import Group
        from rich.text import Text

        from toponyms_cli.drawing import plain_table

        by_kind: dict[str, list[Change]] = defaultdict(list)
        for change in items:
            by_kind[change.kind].append(change)
        drawn: list[RenderableType] = []
        for kind in (kind for kind in CHANGES if kind in by_kind):
            table = plain_table(f"{kind}: {self._counts[kind]:,}", "", "old", "new")
            for change in by_kind[kind]:
                cells = (change.place_id, change.what, change.old, change.new)
                table.add_row(*map(Text, cells))
            if self._counts[kind] > len(by_kind[kind]):
                table.add_row(Text("…", style="dim"))
            drawn += [table, ""]
        return Group(*drawn[:-1])
