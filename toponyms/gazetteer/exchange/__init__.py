"""Writes gazetteers in formats that others read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from toponyms.gazetteer.exchange.geojson import write_geojson
from toponyms.gazetteer.exchange.linked_places import write_linked_places
from toponyms.gazetteer.exchange.skos import write_skos
from toponyms.gazetteer.exchange.table import write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TextIO

    from toponyms.model import Place

__all__ = ["FORMS", "Form", "export"]

Form = Literal["lpf", "geojson", "csv", "skos"]
"""Linked Places Format (JSON), GeoJSON, one table, or SKOS in Turtle."""

FORMS: tuple[Form, ...] = get_args(Form)

_WRITERS: Mapping[Form, Callable[[Iterable[Place], TextIO], None]] = {
    "lpf": write_linked_places,
    "geojson": write_geojson,
    "csv": write_table,
    "skos": write_skos,
}


def export(places: Iterable[Place], form: Form, stream: TextIO) -> None:
    """Writes places, one after the other.

    Args:
        places: in the order in which they are to stand.
        form: see `Form`.
        stream: is written to; opened with `newline=""`.

    >>> import sys
    >>> from toponyms.model import Name, Place
    >>> export([Place("gn:1", (Name("Bakı", "az"),), "P.PPL")], "csv", sys.stdout)
    place_id,name,lang,kind,from,to,source,feature,country,admin1,lat,lon,population,geonames,wikidata
    gn:1,Bakı,az,variant,,,,P.PPL,,,,,,,
    """
    _WRITERS[form](places, stream)
