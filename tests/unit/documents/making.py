"""Passages that are made by hand: what is made of mentions does not hang on how they are found."""

from __future__ import annotations

from toponyms import Candidate, Mention, Name, Place, Resolution, Step
from toponyms.documents import Passage

JANYATAG = Place(
    "gn:586666",
    (
        Name("Canyataq", "az", "preferred"),
        Name("Chankatagh", "en", "preferred"),
        Name("Janyatag", "en", "preferred"),
        Name("Ճանկաթաղ", "hy", "preferred"),
        Name("Чанкатаг", "ru", "preferred"),
    ),
    "P.PPL",
    "AZ",
    lat=40.13989,
    lon=46.77705,
    population=0,
)
NOWHERE = Place("tp:1", (Name("Qarabağ", "az", "preferred"),), "L.RGN", "AZ")
MARTUNI = Place(
    "gn:616438", (Name("Martuni", "en", "preferred"),), "P.PPL", "AM", lat=40.1, lon=45.3
)
OTHER = Place("gn:146969", (Name("Martuni", "en"), Name("<Xocavənd>", "az")), "P.PPL", "AZ")


def passage(
    text: str, *named: tuple[str, list[Place]], document: str = "a.txt", start: int = 0
) -> Passage:
    """A passage whose names are the next in the text, each with the places that it may mean."""
    at, mentions = 0, []
    for name, places in named:
        at = text.index(name, at)
        mentions.append(mention(name, places, start + at))
        at += len(name)
    return Passage(document, start, text, mentions)


def mention(name: str, places: list[Place], start: int = 0) -> Mention:
    """A mention that means one place, or may mean several."""
    candidates = tuple(
        Candidate(place, Name(name, "en"), round(0.9 / len(places), 2), "exact") for place in places
    )
    only = places[0] if len(places) == 1 else None
    steps = (Step("name", name), Step("clue", "place before +1.9"), Step("clue", "<b>"))
    answer = Resolution(name, "matched" if only else "ambiguous", only, 0.9, candidates, steps)
    return Mention(start, start + len(name), name, answer, 0.95)
