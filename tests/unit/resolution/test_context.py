"""Distances and filters."""

from __future__ import annotations

import pytest

from toponyms import Place
from toponyms.resolution.context import Context, distance_km

BAKU, YEREVAN = (40.3777, 49.8920), (40.1811, 44.5136)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (BAKU, BAKU, 0),
        (BAKU, YEREVAN, 456.7),
        ((0, 0), (0, 180), 20015.1),
        ((0, 179.5), (0, -179.5), 111.2),  # across the date line
        ((90, 0), (90, 123), 0),
        ((-90, 0), (90, 0), 20015.1),
    ],
)
def test_distance(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    """`near` would prefer the farther place."""
    assert distance_km(one, other) == pytest.approx(km, abs=0.5)
    assert distance_km(one, other) == distance_km(other, one)


def test_a_nearer_place_weighs_more_and_an_unplaced_one_counts_as_far() -> None:
    """`near` would not rank."""
    context = Context(near=BAKU)
    places = [
        Place("x:1", feature="P.PPL", lat=40.4, lon=49.9),
        Place("x:2", feature="P.PPL", lat=40.5, lon=49.5),
        Place("x:3", feature="P.PPL", lat=40.18, lon=44.51),
        Place("x:4", feature="P.PPL"),
    ]
    weights = [context.weight(place) for place in places]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4
    assert max(weights) <= 0
    assert Context().weight(places[0]) == 0


def test_without_anything_said_there_is_no_context() -> None:
    """The short way for known names would never be taken."""
    assert not Context.of(None, None, None, None, None)
    assert Context.of(None, "az", None, None, None).countries == {"AZ"}


@pytest.mark.parametrize(
    ("whole", "inside"),
    [
        (Place("iso:AZ", feature="A.PCLI", country="AZ"), {"city", "unit", "village"}),
        (Place("iso:AZ-BA", feature="A.ADM1", country="AZ", admin1="BA"), {"city", "unit"}),
        (Place("iso:AM", feature="A.PCLI", country="AM"), {"same code"}),
        (Place("x:9", feature="A.ADM1", country="AZ"), set()),
    ],
)
def test_within(whole: Place, inside: set[str]) -> None:
    """Units of two countries with one code, or places of no unit, would be mixed up."""
    places = {
        "city": Place("x:1", feature="P.PPLC", country="AZ", admin1="BA"),
        "unit": Place("iso:AZ-BA", feature="A.ADM1", country="AZ", admin1="BA"),
        "village": Place("x:2", feature="P.PPL", country="AZ"),
        "same code": Place("x:3", feature="P.PPL", country="AM", admin1="BA"),
    }
    context = Context(within=whole)
    assert {name for name, place in places.items() if context.admits(place)} == inside


@pytest.mark.parametrize(
    ("feature", "admitted"), [("P", True), ("P.PPLA", True), ("A", False), ("", True)]
)
def test_feature(feature: str, admitted: bool) -> None:
    """A class or a code would not filter."""
    assert Context(feature=feature).admits(Place("x:1", feature="P.PPLA2")) == admitted
