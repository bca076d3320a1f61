"""Gazetteers, weights and guesses that are made by hand, of names that are no words anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms import Gazetteer, Name, Place
from toponyms.gazetteer.compiler import compile_places
from toponyms.gazetteer.index import Index
from toponyms.gazetteer.store import Store
from toponyms.mentions.clues import CLUES
from toponyms.mentions.evidence import Evidence
from toponyms.mentions.finder import Finder
from toponyms.mentions.languages import LANGUAGES
from toponyms.mentions.lexicon import open_lexicons
from toponyms.mentions.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from toponyms.mentions.guesses import Guess

#: What every name has in `evidence`: enough to be a mention if no other clue weighs anything.
ALWAYS = 2.0


def place(
    place_id: str,
    *names: str,
    feature: str = "P.PPL",
    country: str = "AZ",
    admin1: str = "",
    at: tuple[float, float] | None = None,
    population: int | None = None,
) -> Place:
    """A place.

    Args:
        place_id: its id.
        names: each with its language, such as `Quzor/az`.
        feature, country, admin1, population: as in `Place`.
        at: degrees of latitude and longitude.
    """
    named = (name.rsplit("/", 1) for name in names)
    lat, lon = at or (None, None)
    return Place(
        place_id,
        tuple(Name(text, lang, "preferred") for text, lang in named),
        feature,
        country,
        admin1,
        lat,
        lon,
        population,
    )


def gazetteer(*places: Place) -> Gazetteer:
    """A gazetteer in memory."""
    return Gazetteer(Index(Store(compile_places(places, {}))))


def reader(known: Gazetteer, langs: Collection[str] = LANGUAGES) -> Reader:
    """Reads words against a gazetteer."""
    return Reader(*open_lexicons(known), langs)


def evidence(weights: Mapping[str, float] | None = None) -> Evidence:
    """Weights that are 0 but for those given, and `always`."""
    known = dict.fromkeys((*CLUES, "prominence", "region"), 0.0)
    return Evidence({**known, "always": ALWAYS, **(weights or {})})


def finder(
    *places: Place,
    langs: Collection[str] | None = None,
    weights: Mapping[str, float] | None = None,
) -> Finder:
    """Finds some places, with weights that do not depend on the texts that were fitted to."""
    return Finder(gazetteer(*places), langs=langs, evidence=evidence(weights))


def guesses(found: Finder, text: str) -> list[Guess]:
    """What is guessed in the paragraphs of a text."""
    return [guess for _, _, some in found.guesses(text) for guess in some]
