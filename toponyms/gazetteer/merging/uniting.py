"""Makes one place of the records that are one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from toponyms.gazetteer.merging.distance import distance_km
from toponyms.gazetteer.merging.likeness import limit_km
from toponyms.gazetteer.merging.report import Finding
from toponyms.model import KIND_ORDER, Name, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from toponyms.gazetteer.merging.staging import Staged

__all__ = ["disagreements", "name_key", "unite"]

_Value = TypeVar("_Value")
_UNKNOWN = "und"
_KIND_RANK = {kind: rank for rank, kind in enumerate(KIND_ORDER)}
#: What a source says that knows only that people live there; another may know more.
_ANY_SETTLEMENT = "P.PPL"


def unite(place_id: str, members: Sequence[Staged], *, own: int, base: int) -> Place:
    """The place, with every name once in each language, sorted as names.csv is.

    - A value is that of the highest record that has it. `P.PPL` says no more than that people
      live there, so any other kind of settlement that a record knows goes before it.
    - The same name in the same language stays once, as the highest record has it, with its kind,
      dates and source. A name whose language is not known goes where the same name has one.
    - An imported name is `preferred` only where no record above has a preferred one in that
      language; the base and the user's own records are not changed by each other.

    Args:
        place_id: what it is called.
        members: its records, highest first.
        own: how many of the members, from the first, are the user's own.
        base: how many after them are of the base.
    """
    feature = _first(members, lambda record: record.feature) or ""
    if feature == _ANY_SETTLEMENT:
        kinds = (record.feature for record in members if record.feature.startswith("P."))
        feature = next((kind for kind in kinds if kind != _ANY_SETTLEMENT), feature)
    located = next((record for record in members if record.lat is not None), None)
    ids = [
        place_id,
        *(claimed for record in members for claimed in (record.id, *record.same_as)),
    ]
    return Place(
        id=place_id,
        names=_names(members, own + base),
        feature=feature,
        country=_first(members, lambda record: record.country) or "",
        admin1=_first(members, lambda record: record.admin1) or "",
        lat=located.lat if located else None,
        lon=located.lon if located else None,
        population=_first(members, lambda record: record.population),
        geonames=_number(ids, "gn:"),
        wikidata=_number(ids, "wd:"),
    )


def disagreements(place: Place, members: Sequence[Staged], files: Sequence[str]) -> list[Finding]:
    """Where the records of a place contradict each other in what should be one value."""
    findings = []
    for record in members:
        file, line = files[record.layer], record.line
        if record.country and record.country != place.country:
            findings.append(
                Finding("conflict", "the countries of one place differ", place.id, record.id, file,
                        line, record.country, f"kept {place.country}")
            )  # fmt: skip
        if None not in (record.lat, place.lat):
            km = distance_km((place.lat, place.lon), (record.lat, record.lon))  # type: ignore[arg-type]
            if km > limit_km(place.feature[:1]):
                findings.append(
                    Finding("conflict", "the coordinates of one place lie far apart", place.id,
                            record.id, file, line, f"{record.lat}, {record.lon}", f"{km:.1f} km")
                )  # fmt: skip
    return findings


def _names(members: Sequence[Staged], unchanged: int) -> tuple[Name, ...]:
    tagged = {
        name.text
        for record in members
        for name in record.names
        if not name.lang.startswith(_UNKNOWN)
    }
    kept: dict[tuple[str, str], Name] = {}
    preferred_by: dict[str, int] = {}
    for position, record in enumerate(members):
        for name in sorted(record.names, key=_precedence):
            key = name.text, name.lang
            if key in kept or (name.lang.startswith(_UNKNOWN) and name.text in tagged):
                continue
            if name.kind == "preferred":
                by = preferred_by.setdefault(name.lang, record.layer)
                if position >= unchanged and by != record.layer:
                    name = Name(  # noqa: PLW2901
                        name.text, name.lang, "variant", name.from_, name.to, name.source
                    )
            kept[key] = name
    return tuple(sorted(kept.values(), key=name_key))


def _precedence(name: Name) -> tuple[object, ...]:
    """Of two names in one record that differ in nothing else, the one with dates comes first."""
    return _KIND_RANK[name.kind], (not name.from_) + (not name.to), *name_key(name)


def name_key(name: Name) -> tuple[object, ...]:
    """Sorts the names of a place as names.csv has them."""
    return name.lang, _KIND_RANK[name.kind], name.text, name.from_, name.to, name.source


def _first(members: Iterable[Staged], value: Callable[[Staged], _Value]) -> _Value | None:
    """The first value that is known."""
    return next((found for found in map(value, members) if found not in {None, ""}), None)


def _number(ids: Iterable[str], scheme: str) -> str:
    """The number of the first id of a scheme."""
    return next((found.removeprefix(scheme) for found in ids if found.startswith(scheme)), "")
