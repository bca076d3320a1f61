"""From a town of GeoNames to its names: cleaned, each with the best tag there is evidence for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.build.rows import NameRow, Rejection
from toponyms.gazetteer.cleaning.untagged import Lexicon, clean_alternates, tag_untagged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.build.readers.towns import Town

__all__ = ["Lexicon", "clean_names", "name_town"]


def clean_names(
    town: Town, faults: Mapping[tuple[str, str], str]
) -> tuple[dict[str, str], list[Rejection]]:
    """The town's names in their clean form, each with what the source wrote.

    Args:
        town: the town.
        faults: reasons by place id and name, for names known to be another place's.
    """
    place_id = f"gn:{town.geonames}"
    known = {name: reason for (faulty, name), reason in faults.items() if faulty == place_id}
    kept, rejected = clean_alternates(town.name, town.alternates, known)
    return kept, [Rejection(raw, place_id, town.source, reason) for raw, reason in rejected]


def name_town(
    town: Town, names: Mapping[str, str], has_russian: bool, lexicon: Lexicon
) -> list[NameRow]:
    """Rows for the untagged names of a town, tagged as far as evidence goes.

    Args:
        town: the town.
        names: its clean names.
        has_russian: whether a tagged source gives a Russian name, which then is enough.
        lexicon: spellings that tagged sources have for other places of the country.
    """
    place_id = f"gn:{town.geonames}"
    tags = tag_untagged(names, town.country, has_russian=has_russian, lexicon=lexicon)
    return [
        NameRow(place_id, name, lang, "variant", "", "", town.source) for name, lang in tags.items()
    ]
