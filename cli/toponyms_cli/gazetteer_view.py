"""How what is known of a whole gazetteer is put: as JSON, as rows, and as something to look at."""

from __future__ import annotations

from collections import Counter
from mmap import mmap
from typing import TYPE_CHECKING, Any

from toponyms.gazetteer.cache import cache_folder
from toponyms.gazetteer.streaming import stream_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from toponyms import Gazetteer

__all__ = ["InfoView", "SummaryView", "describe", "index_facts"]

_GROUPS = (
    "countries", "features", "languages", "kinds", "sources", "places_by_language",
    "places_by_source",
)  # fmt: skip
#: Groups that count names, and those that count the places that have such a name.
_OF_PLACES = {"languages": "places_by_language", "sources": "places_by_source"}
#: Values of a group that are shown to a person; a program gets all.
_SHOWN = 12


def index_facts(gazetteer: Gazetteer) -> dict[str, Any]:
    """The size of a gazetteer's index in bytes, the cache's folder, and whether it is in there."""
    content = gazetteer.index.store.raw("ids").obj
    cached = isinstance(content, mmap)
    return {"cache": str(cache_folder()), "cached": cached, "bytes": memoryview(content).nbytes}


def describe(folder: Path, gazetteer: Gazetteer) -> dict[str, Any]:
    """Everything that `info` tells of a gazetteer.

    Args:
        folder: where it is.
        gazetteer: what was loaded from there.
    """
    places = names = 0
    counts: dict[str, Counter[str]] = {group: Counter() for group in _GROUPS}
    for place in stream_places(folder):
        places += 1
        names += len(place.names)
        counts["countries"][place.country] += 1
        counts["features"][place.feature] += 1
        for group, values in (
            ("languages", [name.lang for name in place.names]),
            ("kinds", [name.kind for name in place.names]),
            ("sources", [name.source for name in place.names]),
        ):
            counts[group].update(values)
            if group in _OF_PLACES:
                counts[_OF_PLACES[group]].update(set(values))
    ordered: dict[str, dict[str, int]] = {
        group: dict(sorted(count.items(), key=lambda item: (-item[1], item[0])))
        for group, count in counts.items()
    }
    return {
        "folder": str(folder),
        "places": places,
        "names": names,
        "index": index_facts(gazetteer),
        **ordered,
    }


class InfoView:
    """The view of what `describe` gives."""

    columns: Sequence[str] = ("group", "value", "count")

    def record(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Everything, counts as objects."""
        return item

    def rows(self, item: Mapping[str, Any]) -> Iterable[Sequence[object]]:
        """One row a count."""
        yield "all", "places", item["places"]
        yield "all", "names", item["names"]
        for group in _GROUPS:
            for value, count in item[group].items():
                yield group, value, count

    def draw(self, item: Mapping[str, Any]) -> RenderableType:
        """The summary, and the most frequent values of each group."""
        from rich.columns import Columns
        from rich.console import Group

        index = item["index"]
        where = index["cache"] if index["cached"] else "in memory only: the cache cannot be written"
        summary = {
            "folder": item["folder"],
            "places": item["places"],
            "names": item["names"],
            "index": f"{index['bytes'] / 1e6:.1f} MB, {where}",
        }
        groups = [
            _count_table(group, item[group], item.get(_OF_PLACES.get(group, "")))
            for group in _GROUPS
            if group not in _OF_PLACES.values()
        ]
        return Group(_summary_table("", summary), "", Columns(groups, padding=(0, 2, 1, 0)))


class SummaryView:
    """The view of a few facts.

    Args:
        title: says what they are of.
        facts: one of the kind that is going to be shown; names the columns.
    """

    def __init__(self, title: str, facts: Mapping[str, object]) -> None:
        self._title = title
        self.columns: Sequence[str] = tuple(facts)

    def record(self, item: Mapping[str, object]) -> Mapping[str, object]:
        """The facts as they are."""
        return item

    def rows(self, item: Mapping[str, object]) -> Iterable[Sequence[object]]:
        """One row."""
        yield tuple(item.values())

    def draw(self, item: Mapping[str, object]) -> RenderableType:
        """A table of the facts."""
        return _summary_table(self._title, item)


def _summary_table(title: str, facts: Mapping[str, object]) -> RenderableType:
    from rich.console import Group

    from toponyms_cli.drawing import facts_table

    shown = {
        fact: f"{value:,}" if isinstance(value, int) else str(value)
        for fact, value in facts.items()
    }
    return Group(*([title] if title else []), facts_table(shown))


def _count_table(
    group: str, counts: Mapping[str, int], places: Mapping[str, int] | None = None
) -> RenderableType:
    """The most frequent values of a group, with the places that have one if that is known."""
    from rich.text import Text

    from toponyms_cli.drawing import plain_table

    table = plain_table(group, *(["places", "names"] if places else [""]))
    for column in table.columns[1:]:
        column.justify = "right"
    for value, count in list(counts.items())[:_SHOWN]:
        having = [f"{places[value]:,}"] if places else []
        table.add_row(Text(value or "(none)"), *having, f"{count:,}")
    rest = list(counts.values())[_SHOWN:]
    if rest:
        others = Text(f"{len(rest)} others", style="dim")
        table.add_row(others, *([""] if places else []), f"{sum(rest):,}")
    return table
