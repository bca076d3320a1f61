"""From a town of GeoNames to its names: cleaned, each with the best tag there is evidence for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tools.build.alphabets import fits
from tools.build.azerbaijani import azerbaijani_among
from tools.build.cleaning import clean, in_capitals, split_field, why_rejected
from tools.build.rows import NameRow, Rejection
from tools.build.russian import russian_among
from tools.build.tagging import lang_by_letters, script_code

if TYPE_CHECKING:
    from tools.build.readers.towns import Town

__all__ = ["Lexicon", "TownNames", "clean_names", "name_town"]

#: Names that a tagged source has, by country of the place and language.
Lexicon = Mapping[tuple[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class TownNames:
    """What was kept and what was not."""

    kept: tuple[NameRow, ...]
    rejected: tuple[Rejection, ...]


def clean_names(
    town: Town, faults: Mapping[tuple[str, str], str]
) -> tuple[dict[str, str], list[Rejection]]:
    """The town's names in their clean form, each with what the source wrote.

    The main name is kept whatever it looks like: the place would be lost without it.

    Args:
        town: the town.
        faults: reasons by place id and name, for names known to be another place's.
    """
    place_id = f"gn:{town.geonames}"
    kept: dict[str, str] = {clean(town.name): town.name}
    rejected: list[Rejection] = []
    for raw in chain.from_iterable(map(split_field, town.alternates)):
        name = clean(raw)
        reason = why_rejected(name) or faults.get((place_id, name), "")
        if name in kept:
            continue
        if reason:
            rejected.append(Rejection(raw, place_id, town.source, reason))
        else:
            kept[name] = raw
    for name, other in in_capitals(kept).items():
        if name != clean(town.name):
            reason = f"in capitals; kept as {other}"
            rejected.append(Rejection(kept.pop(name), place_id, town.source, reason))
    return kept, rejected


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
    tags = {name: lang_by_letters(name, town.country) for name in names}
    cyrillic = [name for name, tag in tags.items() if tag == "und-Cyrl"]
    latin = [name for name in names if script_code(name) == "Latn"]
    russian: set[str] = set()
    if not has_russian:
        main = next(iter(names))
        russian = russian_among(cyrillic, main, latin, town.country)
        russian = russian or _in_lexicon(cyrillic, "ru", town.country, lexicon)
    azerbaijani: set[str] = set()
    if town.country == "AZ":
        known = lexicon.get(("AZ", "az"), frozenset())
        azerbaijani = azerbaijani_among(latin, known)
    rows = []
    for name, tag in tags.items():
        evidenced = "ru" if name in russian else "az" if name in azerbaijani else tag
        rows.append(NameRow(place_id, name, evidenced, "variant", "", "", town.source))
    return rows


def _in_lexicon(names: list[str], lang: str, country: str, lexicon: Lexicon) -> set[str]:
    """The name that a tagged source has for another place of the country, if it is one."""
    known = lexicon.get((country, lang), frozenset())
    found = {name for name in names if name in known and fits(name, lang)}
    return found if len(found) == 1 else set()
