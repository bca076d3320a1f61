"""Holds the names of tagged sources against the letters of their tags and the known faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from tools.build.rows import NameRow, Rejection
from toponyms.gazetteer.cleaning.azerbaijani import plain
from toponyms.gazetteer.cleaning.tagging import doubt

__all__ = ["Faults", "sift", "sift_english"]

#: Reasons by place id and name, for names that are known not to be the place's.
Faults = Mapping[tuple[str, str], str]


def sift(rows: Iterable[NameRow], faults: Faults) -> tuple[list[NameRow], list[Rejection]]:
    """Rows that can be right, and the others with the reason.

    A name whose tag is refused is not lost if another source has it without a tag.

    >>> masis = NameRow("gn:616435", "Masis", "hy", "preferred", "", "", "libgeonames")
    >>> sift([masis], {})[1][0].reason
    'tagged hy, but not in its script'
    """
    kept, rejected = [], []
    for row in rows:
        reason = faults.get((row.place_id, row.name), "") or doubt(row.name, row.lang)
        if reason:
            rejected.append(Rejection(row.name, row.place_id, row.source, reason))
        else:
            kept.append(row)
    return kept, rejected


def sift_english(
    rows: Iterable[NameRow], in_az: Set[str], spellings: Iterable[str]
) -> tuple[list[NameRow], list[Rejection]]:
    """Drops the names that libgeonames tags `en` for want of an English one.

    Its English catalogue repeats GeoNames' main name where it knows no better: Şəki,
    Berëzovka, Ust'-Kut. Such a name has letters or signs that English has not, or is the
    Azerbaijani name of a place in Azerbaijan, with or without its diacritics. Elsewhere the
    Azerbaijani name is taken from others and may well be the English one too: London.

    Args:
        rows: tagged names.
        in_az: ids of the places in Azerbaijan.
        spellings: Azerbaijani spellings of places there.

    >>> sheki = NameRow("gn:585170", "Şəki", "en", "preferred", "", "", "libgeonames")
    >>> sift_english([sheki], {"gn:585170"}, ["Şəki"])[1][0].reason
    "tagged en, but is GeoNames' main name in another language"
    """
    rows = list(rows)
    azerbaijani = {
        (row.place_id, plain(row.name))
        for row in rows
        if row.lang == "az" and row.place_id in in_az
    }
    spelled = {plain(name) for name in spellings}
    kept, rejected = [], []
    for row in rows:
        form = plain(row.name)
        borrowed = (row.place_id, form) in azerbaijani or (
            row.place_id in in_az and form in spelled
        )
        fallback = row.lang == "en" and row.source == "libgeonames"
        if fallback and (borrowed or not row.name.isascii()):
            reason = "tagged en, but is GeoNames' main name in another language"
            rejected.append(Rejection(row.name, row.place_id, row.source, reason))
        else:
            kept.append(row)
    return kept, rejected
