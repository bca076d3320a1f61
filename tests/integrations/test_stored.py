"""A mention that was stored is the mention that it was."""

from __future__ import annotations

import json

from toponyms.integrations.stored import restored, stored
from toponyms.model import Candidate, Mention, Name, Place, Resolution, Step

NAME = Name("Leninakan", "en", "historical", "1924", "1990", "geonames")
NAMES = (Name("Գյումրի", "hy", "preferred"), NAME)
PLACE = Place(
    "gn:616635", NAMES, "P.PPLA", "AM", "SH", 40.8, 43.8, 148381, "616635", "Q199"
)  # fmt: skip
FIRST = Candidate(PLACE, NAME, 0.9, "folded")
RESOLUTION = Resolution("Leninakan", "matched", PLACE, 0.9, (FIRST,), (Step("name", "x"),))
ALONE = Resolution("Leninakan", "matched", PLACE, 0.9)
AMBIGUOUS = Resolution("Leninakan", "ambiguous", None, 0.4, (FIRST, FIRST))


def test_every_field_comes_back() -> None:
    """Something of a mention would be lost on the way to a file."""
    for resolution in (RESOLUTION, ALONE, AMBIGUOUS):
        mention = Mention(3, 12, "Leninakan", resolution, 0.95)
        assert restored(json.loads(json.dumps(stored(mention)))) == mention
