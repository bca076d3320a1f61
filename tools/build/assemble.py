"""Puts the sources together: pure, from what was read to what is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from tools.build.countries import country_names, country_places
from tools.build.districts import in_units, unit_codes
from tools.build.duplicates import Finding, find_duplicates
from tools.build.errors import BuildError
from tools.build.inputs import CLDR_LANGS, Inputs
from tools.build.merge import merge_names, merge_places
from tools.build.phone_join import fold, join_by_name
from tools.build.rows import NameRow, PlaceRow, Rejection, id_key
from tools.build.selection import TOWN_COUNTRIES, capitals, in_countries, large, newest, town_place
from tools.build.sift import sift, sift_english
from tools.build.town_names import Lexicon, clean_names, name_town
from tools.build.units import UNIT_COUNTRIES, unit_names, unit_places
from tools.build.usual import prefer_usual
from toponyms.gazetteer.cleaning.rules import clean
from toponyms.gazetteer.cleaning.tagging import script_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tools.build.readers.towns import Town

__all__ = ["Built", "assemble"]

_Row = TypeVar("_Row", PlaceRow, NameRow)

#: Of a capital elsewhere only these untagged names are taken: the others are in scripts and
#: languages that no reader of this gazetteer writes.
_SCRIPTS_OF_CAPITALS = frozenset({"Armn"})


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gives.

    Attributes:
        places, names: the rows of data/, sorted.
        rejected: what was left out, sorted.
        duplicates: what a person must decide, sorted.
    """

    places: tuple[PlaceRow, ...]
    names: tuple[NameRow, ...]
    rejected: tuple[Rejection, ...]
    duplicates: tuple[Finding, ...]


def assemble(inputs: Inputs) -> Built:
    """The gazetteer and its reports.

    Raises:
        BuildError: if a source has not what it must have.
    """
    units = unit_places(inputs.subdivisions["en"], inputs.units)
    _check_units(units)
    countries = country_places(inputs.territories["en"], inputs.countries)
    towns = _towns(inputs)
    cleaned, rejected = _clean_all(towns, inputs)
    claims = [*_area_names(units, countries, inputs), *_town_claims(towns, cleaned, inputs)]
    sifted, doubted = sift(claims, inputs.faults)
    in_az = {f"gn:{town.geonames}" for town in towns if town.country == "AZ"}
    tagged, not_english = sift_english(sifted, in_az, inputs.spellings)
    lexicon = _lexicon([*units, *map(_bare_place, towns)], tagged, inputs.spellings)
    untagged = _name_all(towns, cleaned, tagged, lexicon, inputs)

    same = {
        d.other_id: d.place_id
        for d in inputs.decisions
        if d.verdict == "same" and d.other_id != d.place_id
    }
    curated_places = in_units(
        [place for folder in inputs.curated for place in folder.places],
        [*(pair for folder in inputs.curated for pair in folder.districts),
         *inputs.former_districts],
        unit_codes(units, tagged),
        inputs.new_districts,
    )  # fmt: skip
    curated_names = [name for folder in inputs.curated for name in folder.names]
    places = merge_places(
        _one_id([*(town_place(town, inputs.older) for town in towns), *units, *countries], same),
        _one_id(curated_places, same),
    )
    names = prefer_usual(
        merge_names(_one_id([*tagged, *untagged], same), _one_id(curated_names, same)),
        {place.place_id: place.country for place in places},
        {f"gn:{town.geonames}": clean(town.name) for town in towns},
    )
    decided = frozenset(frozenset((d.place_id, d.other_id)) for d in inputs.decisions)
    return Built(
        places=tuple(sorted(places, key=lambda place: id_key(place.place_id))),
        names=tuple(names),
        rejected=tuple(sorted([*rejected, *doubted, *not_english], key=_rejection_key)),
        duplicates=tuple(find_duplicates(places, names, inputs.curated, decided)),
    )


def _one_id(rows: Iterable[_Row], same: Mapping[str, str]) -> list[_Row]:
    """Rows under the id that their place is kept under; rows of kept ids come first."""
    ordered = sorted(rows, key=lambda row: row.place_id in same)
    return [replace(row, place_id=same.get(row.place_id, row.place_id)) for row in ordered]


def _area_names(units: list[PlaceRow], countries: list[PlaceRow], inputs: Inputs) -> list[NameRow]:
    catalogues = {lang: inputs.catalogues[lang] for lang in CLDR_LANGS}
    return [
        *unit_names(units, inputs.subdivisions, catalogues),
        *country_names(countries, inputs.territories, inputs.territory_alternates, catalogues),
    ]


def _check_units(units: list[PlaceRow]) -> None:
    for country, wanted in UNIT_COUNTRIES.items():
        found = sum(unit.country == country for unit in units)
        if found != wanted:
            raise BuildError(f"CLDR has {found} first-level units of {country}, not {wanted}")


def _towns(inputs: Inputs) -> list[Town]:
    """Towns of the four countries, capitals and large towns of others, towns across the borders."""
    towns = newest(inputs.newer, inputs.older)
    named = inputs.catalogues["az"].keys() | inputs.catalogues["hy"].keys()
    wanted = inputs.foreign | capitals(inputs.older) | large(towns.values(), named)
    missing = inputs.foreign - towns.keys()
    if missing:
        raise BuildError(f"foreign_towns.csv: not in GeoNames: {', '.join(sorted(missing))}")
    chosen = {town.geonames: town for town in in_countries(towns.values(), TOWN_COUNTRIES)}
    chosen.update({number: towns[number] for number in sorted(wanted)})
    return sorted(chosen.values(), key=lambda town: int(town.geonames))


def _is_far(town: Town, inputs: Inputs) -> bool:
    return town.country not in TOWN_COUNTRIES and town.geonames not in inputs.foreign


def _clean_all(
    towns: Iterable[Town], inputs: Inputs
) -> tuple[dict[str, dict[str, str]], list[Rejection]]:
    cleaned, rejected = {}, []
    for town in towns:
        names, refused = clean_names(town, inputs.faults)
        if _is_far(town, inputs):
            main = next(iter(names))
            names = {
                name: raw
                for name, raw in names.items()
                if name == main or script_code(name) in _SCRIPTS_OF_CAPITALS
            }
            refused = []
        cleaned[town.geonames] = names
        rejected += refused
    return cleaned, rejected


def _town_claims(
    towns: Iterable[Town], cleaned: dict[str, dict[str, str]], inputs: Inputs
) -> Iterator[NameRow]:
    """Names that tagged sources give to towns."""
    phones = _phone_names(towns, cleaned, inputs)
    for town in towns:
        place_id = f"gn:{town.geonames}"
        for lang, catalogue in inputs.catalogues.items():
            if raw := catalogue.get(town.geonames):
                yield NameRow(place_id, clean(raw), lang, "preferred", "", "", "libgeonames")
        for lang, name in phones.get(town.geonames, {}).items():
            yield NameRow(place_id, name, lang, "preferred", "", "", "libphonenumber")


def _phone_names(
    towns: Iterable[Town], cleaned: dict[str, dict[str, str]], inputs: Inputs
) -> dict[str, dict[str, str]]:
    folded: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for town in towns:
        names = frozenset(fold(name) for name in cleaned[town.geonames])
        folded[town.country][town.geonames] = names
    return {
        **join_by_name(inputs.phones_az, folded["AZ"], ("en",)),
        **join_by_name(inputs.phones_am, folded["AM"] | folded["AZ"], ("hy", "en")),
    }


def _bare_place(town: Town) -> PlaceRow:
    return PlaceRow(f"gn:{town.geonames}", "", town.country)


def _lexicon(
    places: Iterable[PlaceRow], tagged: Iterable[NameRow], spellings: frozenset[str]
) -> Lexicon:
    """Names by country and language: of tagged sources, and the list of spellings for AZ."""
    country = {place.place_id: place.country for place in places}
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in tagged:
        names[country.get(row.place_id, ""), row.lang].add(row.name)
    names["AZ", "az"] |= spellings
    return {key: frozenset(values) for key, values in names.items()}


def _name_all(
    towns: Iterable[Town],
    cleaned: dict[str, dict[str, str]],
    tagged: Iterable[NameRow],
    lexicon: Lexicon,
    inputs: Inputs,
) -> Iterator[NameRow]:
    with_russian = {row.place_id for row in tagged if row.lang == "ru"}
    with_russian |= {
        name.place_id
        for folder in inputs.curated
        for name in folder.names
        if name.lang == "ru" and name.kind != "historical"
    }
    for town in towns:
        has_russian = f"gn:{town.geonames}" in with_russian
        yield from name_town(town, cleaned[town.geonames], has_russian, lexicon)


def _rejection_key(rejection: Rejection) -> tuple[object, ...]:
    return *id_key(rejection.place_id), rejection.source, rejection.reason, rejection.name
