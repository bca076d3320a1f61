"""Outline maps of places, with the page's own words and a few towns to find the way by."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from toponyms.geo import MapPoint, MapWords, draw_map
from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from toponyms.gazetteer import Gazetteer
    from toponyms.markup import Markup
    from toponyms.model import Place

__all__ = ["Maps", "map_words"]

#: Places that are looked at for towns, the least population of one, and what is part of one.
_LOOKED_AT, _TOWN, _PART = 3000, 50_000, "P.PPLX"
#: Names in the title of a map.
_MOST_NAMES = 12


@cache
def _strings(lang: str) -> dict[str, str]:
    file = files("toponyms.service") / "page" / "strings" / f"{lang}.json"
    strings: dict[str, str] = json.loads(file.read_text("utf-8"))
    return strings


@cache
def map_words(lang: str) -> MapWords:
    """The words of a map in a language of the page, in English for every other.

    >>> map_words("ru").east, map_words("ka").lang
    (' в.д.', 'en')
    """
    lang = lang if lang in ("az", "hy", "ru") else "en"
    strings = _strings(lang)
    gap = "" if lang == "en" else " "
    # There is little room at the edges.
    sides = {
        side: gap + strings[side].replace(" ", "") for side in ("north", "south", "east", "west")
    }
    return MapWords(
        lang=lang,
        matched=strings["map.matched"],
        ambiguous=strings["map.ambiguous"],
        kilometres=strings["map.kilometres"],
        caption=strings["map.caption"],
        **sides,
    )


class Maps:
    """Draws the places of one gazetteer.

    Args:
        gazetteer: knows the towns.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._towns: dict[str, list[MapPoint]] = {}

    def drawn(
        self,
        places: Sequence[Place],
        *,
        uncertain: Collection[str] = (),
        numbered: bool = False,
        lang: str | None = None,
        width: int = 640,
        height: int = 400,
        labels: int = 30,
    ) -> Markup:
        """A map as SVG that stands alone.

        Args:
            places: what is on it, in the order of their numbers; those without coordinates are
                left out.
            uncertain: ids of places that may be meant, and are drawn as rings.
            numbered: whether the marks have numbers, from 1.
            lang: of names and words.
            width: in pixels.
            height: likewise.
            labels: the most labels.
        """
        points = [
            MapPoint(
                place.lat,
                place.lon,
                _label(place, lang),
                status="ambiguous" if place.id in uncertain else "matched",
                sign=str(number) if numbered else "",
                id=place.id,
            )
            for number, place in enumerate(places, 1)
            if place.lat is not None and place.lon is not None
        ]
        words = map_words(lang or "en")
        told = "; ".join([visible(point.label, 60) for point in points[:_MOST_NAMES]])
        return draw_map(
            points,
            width=width,
            height=height,
            labels=labels,
            counted=False,
            legend=any(point.status == "ambiguous" for point in points),
            towns=self._towns_in(lang or "en"),
            words=words,
            title=_strings(words.lang)["map.alt"].replace("{places}", told),
        ).svg

    def _towns_in(self, lang: str) -> Sequence[MapPoint]:
        """The towns that many know, the most populous first, by their names in a language."""
        if lang not in self._towns:
            index = self._gazetteer.index
            ranks = index.store.array("place.rank")
            first = np.argsort(ranks, kind="stable")[:_LOOKED_AT]
            places = [index.place(int(row)) for row in first]
            towns = [
                (place.population, MapPoint(place.lat, place.lon, text))
                for place in places
                if place.lat is not None
                and place.lon is not None
                and place.feature.startswith("P")
                and place.feature != _PART
                and (place.population or 0) >= _TOWN
                and (text := place.label(lang))
            ]
            self._towns[lang] = [
                town for _, town in sorted(towns, key=lambda one: (-(one[0] or 0), one[1].label))
            ]
        return self._towns[lang]


def _label(place: Place, lang: str | None) -> str:
    return (place.label(lang) if lang else "") or place.name() or place.id
