"""How a place with all its names is put: as JSON, as rows, and as something to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms.gazetteer.format import NAMES_COLUMNS, PLACES_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from toponyms import Gazetteer, Name, Place
    from toponyms.gazetteer.geography import Regions

__all__ = ["ShowView", "advice"]


class ShowView:
    """The view of places of one gazetteer.

    Args:
        gazetteer: knows the regions that places lie in.
    """

    columns: Sequence[str] = (*NAMES_COLUMNS, *PLACES_COLUMNS[1:])

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def record(self, item: Place) -> dict[str, Any]:
        """The facts of a place, and its names as objects."""
        facts = dict(zip(PLACES_COLUMNS, _facts(item), strict=True))
        named = [dict(zip(NAMES_COLUMNS[1:], _name(name), strict=True)) for name in item.names]
        return {**facts, "names": named}

    def rows(self, item: Place) -> Iterable[Sequence[object]]:
        """One row a name, with the facts of the place."""
        place_id, *facts = _facts(item)
        for name in item.names:
            yield [place_id, *_name(name), *facts]
        if not item.names:
            yield [place_id, *[None] * len(NAMES_COLUMNS[1:]), *facts]

    def draw(self, item: Place) -> RenderableType:
        """A table of facts and one of names."""
        from rich.console import Group
        from rich.text import Text

        from toponyms.gazetteer.geography import Regions
        from toponyms_cli.drawing import facts_table, plain_table

        names = plain_table("Language", "Kind", "Used", "Source", "Name")
        for name in item.names:
            cells = (name.lang, name.kind, _used(name), name.source, name.text)
            names.add_row(*map(Text, cells))
        facts = facts_table(_facts_in_words(item, Regions(self._gazetteer)))
        return Group(facts, "", names, "")


def advice(place_id: str, gazetteer: Gazetteer) -> str:
    """What to try instead of an id that a gazetteer does not have."""
    scheme, colon, number = place_id.strip().partition(":")
    for other in (f"gn:{place_id}", f"wd:{place_id.upper()}", f"{scheme.lower()}:{number}"):
        if other in gazetteer:
            return f"did you mean {other}?"
    if not colon:
        return f"to find the id of a name: toponyms lookup {place_id!r}"
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    ids = gazetteer.index.store.strings("place.id").all()
    near = process.extract(place_id, ids, scorer=OSA.distance, score_cutoff=1, limit=3)
    if not near:
        return "to find the id of a name: toponyms lookup NAME"
    named = [f"{found} ({gazetteer.get(found).name() or 'without a name'})" for found, _, _ in near]
    return f"the nearest ids are {', '.join(named)}"


def _facts(place: Place) -> list[object]:
    return [place.id, *(getattr(place, column) for column in PLACES_COLUMNS[1:])]


def _facts_in_words(place: Place, regions: Regions) -> dict[str, str]:
    from toponyms.gazetteer.geography import coordinates, feature_in_words

    def with_code(words: str, code: str) -> str:
        return f"{words} ({code})" if words not in ("", code) else code

    return {
        "Place": place.id,
        "Feature": with_code(feature_in_words(place.feature), place.feature),
        "Country": with_code(regions.country(place), place.country),
        "Unit": with_code(regions.unit(place), place.admin1),
        "Coordinates": coordinates(place),
        "Population": "" if place.population is None else f"{place.population:,}",
        "GeoNames": place.geonames,
        "Wikidata": place.wikidata,
    }


def _name(name: Name) -> tuple[str, ...]:
    return name.text, name.lang, name.kind, name.from_, name.to, name.source


def _used(name: Name) -> str:
    """When a name was in use, as far as that is known.

    >>> from toponyms import Name
    >>> _used(Name("Kirovabad", "ru", "historical", "1935", "1989"))
    '1935 to 1989'
    >>> _used(Name("Gəncə", "az", from_="1989"))
    'since 1989'
    """
    if name.from_ and name.to:
        return f"{name.from_} to {name.to}"
    return f"since {name.from_}" if name.from_ else f"until {name.to}" if name.to else ""
