"""Names collected by intent; README.md of this folder says what each file promises."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from toponyms import Gazetteer, Resolution, Resolver

FOLDER = Path(__file__).parent
#: Of a hundred names of towns elsewhere, how many may be answered; bench measures it closer.
ANSWERED_ELSEWHERE = 0.05

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def best(answer: Resolution) -> set[str]:
    """The places that fit equally well, and best."""
    found = answer.candidates
    return {one.place.id for one in found if one.score == found[0].score}


def by_name(name: str) -> pytest.MarkDecorator:
    rows = read(name)
    return pytest.mark.parametrize("row", rows, ids=[next(iter(row.values())) for row in rows])


@by_name("in_the_wild.csv")
def test_names_in_the_wild_are_matched(default_resolver: Resolver, row: Row) -> None:
    """A name that people write would not be found any more."""
    answer = default_resolver.resolve(row["name"])
    assert answer.place, [(one.place.id, one.score) for one in answer.candidates[:3]]
    assert answer.place.id == row["place_id"]


@pytest.mark.xfail(reason="not yet; a row that passes is to be moved to in_the_wild.csv")
@by_name("known_failures.csv")
def test_known_failures(default_resolver: Resolver, row: Row) -> None:
    """Progress would go unnoticed."""
    place = default_resolver.resolve(row["name"]).place
    assert place
    assert place.id == row["place_id"]


@by_name("homonyms.csv")
def test_homonyms_are_ambiguous_with_all_candidates(default_resolver: Resolver, row: Row) -> None:
    """One of several places would be picked by chance."""
    answer = default_resolver.resolve(row["name"], limit=500)
    assert (answer.status, answer.place) == ("ambiguous", None)
    assert set(row["place_ids"].split()) <= best(answer)


@by_name("homonyms.csv")
def test_homonyms_are_told_apart_by_nearness(default_resolver: Resolver, row: Row) -> None:
    """A dateline would not help to tell which Norashen is meant."""
    places = [default_resolver.gazetteer.get(place_id) for place_id in row["place_ids"].split()]
    for place in places:
        if place.lat is None or place.lon is None:
            continue
        answer = default_resolver.resolve(row["name"], near=(place.lat, place.lon), limit=500)
        # Two places may lie at one point: a town and the monastery it is named after.
        nearest = {other.id for other in places if (other.lat, other.lon) == (place.lat, place.lon)}
        assert answer.candidates[0].place.id in nearest, place.id


@by_name("confusable.csv")
def test_confusable_names_are_not_merged(default_resolver: Resolver, row: Row) -> None:
    """Two places would become one in every table: the worst fault of all."""
    one, other = default_resolver.resolve_many([row["name"], row["other"]], limit=500)
    assert row["place_id"] in best(one)
    assert row["other_id"] in best(other)
    assert row["other_id"] not in best(one)
    assert row["place_id"] not in best(other)


@by_name("negative_texts.csv")
def test_what_is_no_name_is_not_answered(default_resolver: Resolver, row: Row) -> None:
    """Empty cells and common words would become places."""
    answer = default_resolver.resolve(row["text"])
    assert (answer.status, answer.place) == ("unmatched", None)


def test_towns_elsewhere_are_hardly_ever_answered(default_resolver: Resolver) -> None:
    """Names of the rest of the world would be places of the South Caucasus and Russia."""
    rows = read("negative_towns.csv")
    answers = default_resolver.resolve_many([row["name"] for row in rows])
    answered = [answer.query for answer in answers if answer.status != "unmatched"]
    assert len(answered) <= ANSWERED_ELSEWHERE * len(rows), answered


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.csv")))
def test_the_files_are_well_formed(default_gazetteer: Gazetteer, file: str) -> None:
    """A row with an id that does not exist, or without a source, would prove nothing."""
    rows = read(file)
    assert rows
    first = [tuple(row.values())[:2] for row in rows]
    assert len(first) == len(set(first))
    for row in rows:
        assert all(row.values()), row
        assert all(unicodedata.is_normalized("NFC", value) for value in row.values()), row
        ids = [*row.get("place_ids", "").split(), row.get("place_id"), row.get("other_id")]
        for place_id in filter(None, ids):
            assert place_id in default_gazetteer, row
