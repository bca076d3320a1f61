"""What has changed between two gazetteers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from toponyms.gazetteer.folder import id_key
from toponyms.gazetteer.format import PLACES_COLUMNS
from toponyms.gazetteer.streaming import stream_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from toponyms.model import Name, Place

__all__ = ["CHANGES", "Change", "ChangeKind", "changes", "places_in_order"]

ChangeKind = Literal[
    "place added", "place removed", "place changed", "name added", "name removed", "name changed"
]
"""What has happened to a place, or to a name of a place that both gazetteers have."""

CHANGES: tuple[ChangeKind, ...] = get_args(ChangeKind)
_FIELDS = PLACES_COLUMNS[1:]


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        kind: see `ChangeKind`.
        place_id: of the place.
        what: of a place its best name or, if it changed, the column; of a name its language.
        old, new: the value before and after, or empty.
    """

    kind: ChangeKind
    place_id: str
    what: str
    old: str = ""
    new: str = ""


def changes(old: Iterable[Place], new: Iterable[Place]) -> Iterator[Change]:
    """Every change from one gazetteer to another, in the order of the ids.

    Names of a place that was added or removed do not count as changes.

    Args:
        old: in the order of `id_key`, as a build writes them.
        new: likewise.

    Raises:
        ValueError: if places are not in that order.

    >>> from toponyms.model import Name, Place
    >>> old = [Place("gn:1", (Name("Baku", "en"),), "P.PPL"), Place("gn:2")]
    >>> new = [Place("gn:1", (Name("Baku", "en", "preferred"),), "P.PPLC")]
    >>> for change in changes(old, new):
    ...     print((change.kind, change.what, change.old, change.new))
    ('place changed', 'feature', 'P.PPL', 'P.PPLC')
    ('name changed', 'en', 'Baku (variant)', 'Baku (preferred)')
    ('place removed', '', '', '')
    """
    before, after = _in_order(old), _in_order(new)
    one, other = next(before, None), next(after, None)
    while one is not None or other is not None:
        if other is None or (one is not None and id_key(one.id) < id_key(other.id)):
            assert one is not None
            yield Change("place removed", one.id, one.name() or "", old=one.feature)
            one = next(before, None)
        elif one is None or id_key(other.id) < id_key(one.id):
            yield Change("place added", other.id, other.name() or "", new=other.feature)
            other = next(after, None)
        else:
            yield from _within(one, other)
            one, other = next(before, None), next(after, None)


def places_in_order(folder: Path) -> Iterator[Place]:
    """The places of a gazetteer in the order that `changes` wants.

    A gazetteer that is not sorted so is held in memory.

    Raises:
        GazetteerError: if it cannot be read.
    """
    keys = (id_key(place.id) for place in stream_places(folder))
    if all(one < other for one, other in pairwise(keys)):
        return stream_places(folder)
    return iter(sorted(stream_places(folder), key=lambda place: id_key(place.id)))


def _in_order(places: Iterable[Place]) -> Iterator[Place]:
    """Places as they come, as long as they are in the order of `id_key`.

    Raises:
        ValueError: naming the first that is not.
    """
    last: tuple[str, int, str] | None = None
    for place in places:
        key = id_key(place.id)
        if last is not None and key <= last:
            raise ValueError(place.id)
        last = key
        yield place


def _within(old: Place, new: Place) -> Iterator[Change]:
    for column in _FIELDS:
        before, after = getattr(old, column), getattr(new, column)
        if before != after:
            yield Change("place changed", new.id, column, _shown(before), _shown(after))
    names, news = _by_name(old), _by_name(new)
    for key in sorted(names.keys() | news.keys()):
        lang, text = key
        if key not in news:
            yield Change("name removed", new.id, lang, old=text)
        elif key not in names:
            yield Change("name added", new.id, lang, new=text)
        elif names[key] != news[key]:
            yield Change(
                "name changed", new.id, lang, _described(names[key]), _described(news[key])
            )


def _by_name(place: Place) -> dict[tuple[str, str], list[Name]]:
    found: dict[tuple[str, str], list[Name]] = {}
    for name in place.names:
        found.setdefault((name.lang, name.text), []).append(name)
    return found


def _described(names: Iterable[Name]) -> str:
    parts = []
    for name in names:
        years = f"{name.from_}–{name.to}" if name.from_ or name.to else ""
        facts = ", ".join(filter(None, (name.kind, years, name.source)))
        parts.append(f"{name.text} ({facts})")
    return "; ".join(parts)


def _shown(value: object) -> str:
    return "" if value is None else str(value)
