"""Which place of a name is meant: by what is said of it, what is near, and what is talked of."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.mentions.making import gazetteer, place
from toponyms.mentions.endings import Ending
from toponyms.mentions.homonyms import (
    NOWHERE,
    Around,
    Reading,
    Settled,
    is_settled,
    lies_in,
    nearness,
    readings_of,
    settle,
    units_of,
)
from toponyms.mentions.reading import Form
from toponyms.packaged import packaged_toml

if TYPE_CHECKING:
    from toponyms import Place
    from toponyms.model import Kind

WEIGHTS = packaged_toml("toponyms.mentions", "evidence.toml")["homonyms"]
PLAIN = Form("quzor", "kuzor", "quzor")
DECLINED = Form("quzor", "kuzor", "quzor", (Ending("ablative", "dan", ""),), "az")
#: Degrees of latitude that are a kilometre.
KM = 1 / 111.195


def readings(*places: Place, forms: tuple[Form, ...] = ()) -> list[Reading]:
    """What the names of some places mean, each read as it stands unless forms are given."""
    index = gazetteer(*places).index
    numbers = list(range(sum(len(one.names) for one in places)))
    return readings_of(index, numbers, forms or [PLAIN] * len(numbers))


def around(*places: Place) -> Around:
    return Around.of(readings(*places))


def ids(settled: Settled) -> list[str]:
    return [reading.place.id for reading in settled.readings]


def test_a_seat_leads_to_its_unit() -> None:
    """A district would be its town, wherever sources name only the town in a language."""
    unit = place("x:1", "Quzor rayonu/az", "Quzor/az", feature="A.ADM1", admin1="T1")
    other = place("x:3", "Quzor/en", feature="A.ADM1", admin1="T2")
    seat = place("x:2", "Quzor/az", "Кузор/ru", feature="P.PPLA", admin1="T1")
    index = gazetteer(unit, other, seat).index
    met = readings_of(index, [4], [PLAIN])
    assert [reading.place.id for reading in met] == ["x:2"]
    units = units_of(index, met)
    assert [(one.place.id, one.name.text) for one in units] == [("x:1", "Кузор")]
    assert ids(settle([*met, *units], "A", NOWHERE)) == ["x:1", "x:2"]
    assert ids(settle([*met, *units], "", NOWHERE)) == ["x:2", "x:1"]
    assert units_of(index, [*met, *units]) == ()
    village = readings_of(
        gazetteer(unit, place("x:2", "Quzor/az", admin1="T1")).index, [2], [PLAIN]
    )
    assert units_of(index, village) == (), "only a seat is like its unit"


def test_a_seat_comes_before_its_unit() -> None:
    """Every town that gave a district its name would be ambiguous."""
    unit = place("x:1", "Quzor/az", feature="A.ADM1", population=900_000)
    for seat in ("P.PPLA", "P.PPLC"):
        settled = settle(
            readings(unit, place("x:2", "Quzor/az", feature=seat, population=100_000)), "", NOWHERE
        )
        assert ids(settled) == ["x:2", "x:1"]
        assert is_settled(settled)


def test_a_unit_gives_way_to_a_seat_of_its_country_only() -> None:
    """A district would be less likely for a namesake abroad, or for a village."""
    unit = place("x:1", "Quzor/az", feature="A.ADM1")
    abroad = place("x:2", "Quzor/az", feature="P.PPLA", country="AM")
    village = place("x:3", "Quzor/az", feature="P.PPL")
    assert ids(settle(readings(unit, abroad, village), "", NOWHERE))[0] == "x:1"


def test_a_town_comes_before_the_river_that_is_less_talked_of() -> None:
    """Every town on a river of its name would be ambiguous, or the Volga a village."""
    names = "Quzor/az", "Quzor/en", "Кузор/ru", "Քուզոր/hy"
    town = place("x:1", "Quzor/az", population=20_000)
    village = place("x:2", "Quzor/az", population=200)
    river = place("x:3", *names, feature="H.STM")
    region = place("x:4", *names, feature="L.RGN")
    assert is_settled(settled := settle(readings(town, river), "", NOWHERE))
    assert ids(settled) == ["x:1", "x:3"]
    assert ids(settle(readings(town, river), "H.STM", NOWHERE)) == ["x:3", "x:1"]
    assert ids(settle(readings(village, river), "", NOWHERE)) == ["x:3", "x:2"]
    assert ids(settle(readings(town, region), "", NOWHERE)) == ["x:4", "x:1"]
    old = place("x:5", "Quzor/az", feature="L.RGNH")
    assert is_settled(settled := settle(readings(village, old), "", NOWHERE))
    assert ids(settled) == ["x:2", "x:5"]
    assert is_settled(settle(readings(region, old), "", NOWHERE))


@pytest.mark.parametrize(("kind", "first"), [("P", "x:2"), ("A", "x:1"), ("H.LK H.STM", "x:3")])
def test_the_kind_that_is_said_decides(kind: str, first: str) -> None:
    """Village, district and town beside a name would not be heard."""
    homonyms = readings(
        place("x:1", "Quzor/az", feature="A.ADM1", population=2000),
        place("x:2", "Quzor/az", feature="P.PPL", population=2000),
        place("x:3", "Quzor/az", feature="H.STM", population=2000),
    )
    settled = settle(homonyms, kind, NOWHERE)
    assert ids(settled)[0] == first
    assert is_settled(settled)


def test_the_unit_that_is_named_decides() -> None:
    """Of villages of one name the one in the district beside it is meant."""
    homonyms = readings(
        place("x:1", "Quzor/az", admin1="A", population=9000),
        place("x:2", "Quzor/az", admin1="B"),
    )
    unit = place("x:9", "Tirgaq/az", feature="A.ADM1", admin1="B")
    settled = settle(homonyms, "P", NOWHERE, unit)
    assert ids(settled) == ["x:2", "x:1"]
    assert is_settled(settled)
    assert ids(settle(homonyms, "P", NOWHERE)) == ["x:1", "x:2"]


def test_the_nearer_one_is_meant() -> None:
    """A news item about one region would speak of villages all over the world."""
    homonyms = readings(
        place("x:1", "Quzor/az", at=(40.0, 47.0), population=1000),
        place("x:2", "Quzor/az", at=(60.0, 30.0), population=1000),
        place("x:3", "Quzor/az", population=1000),
    )
    assert not is_settled(settle(homonyms, "", NOWHERE))
    for near, first in (((40.1, 47.1), "x:1"), ((60.1, 30.1), "x:2")):
        settled = settle(homonyms, "", around(place("y:1", "Tirgaq/az", country="", at=near)))
        assert ids(settled)[0] == first
        assert is_settled(settled)


def test_a_place_of_a_country_of_the_text_is_likelier() -> None:
    """A country that is named would say nothing of a name that several have."""
    homonyms = readings(
        place("x:1", "Quzor/az", country="AZ"), place("x:2", "Quzor/az", country="AM")
    )
    country = around(place("y:1", "Tirgaq/az", feature="A.PCLI", country="AM"))
    assert ids(settle(homonyms, "", country)) == ["x:2", "x:1"]
    nothing = around(place("y:1", "Tirgaq/az", feature="A.PCLI", country=""))
    nowhere = readings(place("x:1", "Quzor/az", country=""), place("x:2", "Quzor/az"))
    for unsaid in (homonyms, nowhere):
        assert settle(unsaid, "", nothing).shares[0] == pytest.approx(0.5)


def test_the_more_talked_of_is_likelier_and_equals_are_ambiguous() -> None:
    """Each Moscow would be as likely as the one; of two hamlets one would be picked."""
    large = place("x:1", "Quzor/az", population=5_000_000)
    small = place("x:2", "Quzor/az", population=500)
    other = place("x:3", "Quzor/az", population=500)
    settled = settle(readings(small, large), "", NOWHERE)
    assert ids(settled) == ["x:1", "x:2"]
    assert is_settled(settled)
    settled = settle(readings(small, other), "", NOWHERE)
    assert ids(settled) == ["x:2", "x:3"], "the id decides, so that it is always the same"
    assert not is_settled(settled)


@pytest.mark.parametrize(
    ("km", "feature", "settled"),
    [(4.0, "P.PPLX", True), (6.0, "P.PPL", False), (4.0, "S.RSTN", False), (0.0, "P.PPL", True)],
)
def test_places_of_a_kind_within_five_km_are_one(km: float, feature: str, settled: bool) -> None:
    """A place that a source has twice would always be ambiguous."""
    one = place("x:1", "Quzor/az", at=(40.0, 47.0), population=1000)
    other = place("x:2", "Quzor/az", feature=feature, at=(40.0 + km * KM, 47.0), population=1000)
    homonyms = settle(readings(one, other), "", NOWHERE)
    assert homonyms.shares[0] < WEIGHTS["share"]
    assert is_settled(homonyms) == settled


def test_places_without_coordinates_are_not_near() -> None:
    """What is nowhere would be where everything is."""
    unplaced = readings(place("x:1", "Quzor/az"), place("x:2", "Quzor/az"))
    assert not is_settled(settle(unplaced, "", NOWHERE))
    (placed,) = readings(place("x:3", "Quzor/az", at=(40.0, 47.0)))
    assert nearness(unplaced[0], Around.of([placed])) == 0.0
    assert nearness(placed, NOWHERE) == 0.0


def test_a_water_without_a_position_is_near_as_what_texts_mean_mostly_is() -> None:
    """The Araxes would be a village of its name in every text on its valley."""
    placed = around(place("x:3", "Tirgaq/az", at=(40.0, 47.0), country="AZ"))
    for feature, near in (("H.STM", WEIGHTS["boundless"]), ("P.PPL", 0.0), ("A.ADM1", 0.0)):
        (found,) = readings(place("x:1", "Quzor/az", feature=feature, country=""))
        assert nearness(found, placed) == near
        assert nearness(found, NOWHERE) == 0.0
    (far,) = readings(place("x:1", "Quzor/az", feature="H.STM", at=(-40.0, 47.0)))
    assert nearness(far, placed) == pytest.approx(0.0, abs=1e-9), "its position would count"


def test_what_lies_in_no_one_country_is_of_those_of_the_text() -> None:
    """A river between two countries would count less than a brook of one."""
    of_both, of_one, of_other = (
        place(f"x:{number}", "Quzor/az", feature="H.STM", country=country)
        for number, country in enumerate(("", "AZ", "AM"))
    )
    text = around(place("y:1", "Tirgaq/az", feature="A.PCLI", country="AZ"))
    shares = settle(readings(of_both, of_one, of_other), "", text)
    assert shares.shares[0] == shares.shares[1] > shares.shares[2]
    assert ids(shares)[2] == "x:2"


def test_a_place_in_a_unit_is_near_it() -> None:
    """Units have no point of their own, and would tell nothing of the villages in them."""
    unit, inside, outside, unplaced = (
        readings(place(key, "Quzor/az", feature=feature, admin1=admin1, at=at))[0]
        for key, feature, admin1, at in (
            ("x:1", "A.ADM1", "T1", None),
            ("x:2", "P.PPL", "T1", (40.0, 47.0)),
            ("x:3", "P.PPL", "T2", (40.0, 47.0)),
            ("x:4", "P.PPL", "T1", None),
        )
    )
    around = Around.of([unit])
    expected = math.exp(-WEIGHTS["unit_km"] / WEIGHTS["near_km"])
    assert nearness(inside, around) == pytest.approx(expected)
    assert nearness(unplaced, around) == pytest.approx(expected)
    assert nearness(outside, around) == 0.0
    assert nearness(inside, Around.of([unit, outside])) == pytest.approx(1.0), "the nearest counts"


def test_a_unit_is_near_what_lies_in_it() -> None:
    """Tavush would be the village of that name in every text on places of the region."""
    unit = place("x:1", "Quzor/hy", feature="A.ADM1", admin1="T1")
    town = place("x:2", "Tirgaq/hy", admin1="T1", at=(40, 47))
    (found,) = readings(unit)
    expected = math.exp(-WEIGHTS["unit_km"] / WEIGHTS["near_km"])
    assert nearness(found, around(town), holds=True) == pytest.approx(expected)
    assert nearness(found, around(town)) == 0.0
    assert nearness(found, around(place("x:3", "Zurnel/hy", admin1="T2")), holds=True) == 0.0
    village = place("x:4", "Quzor/hy", admin1="T1", at=(40, 47.1))
    assert ids(settle(readings(unit, village), "", around(town)))[0] == "x:1"


def test_a_short_name_of_a_unit_weighs_as_the_long_one() -> None:
    """Sources have the name without its generic term as a variant: it is what everybody says."""
    kinds: tuple[Kind, ...] = ("variant", "preferred")
    units = [
        replace(one, names=(replace(one.names[0], kind=kind),))
        for kind, one in (
            (kind, place(f"x:{kind}", "Quzor/hy", feature="A.ADM1")) for kind in kinds
        )
    ]
    assert len({one.weight for one in readings(*units)}) == 1


def test_nearness_falls_with_distance() -> None:
    """Neighbours would count as little as antipodes."""
    near_km = WEIGHTS["near_km"]
    here, there, antipode = readings(
        place("x:1", "Quzor/az", at=(40.0, 47.0), population=4), place("x:2", "Quzor/az",
        at=(40.0 + near_km * KM, 47.0), population=3), place("x:3", "Quzor/az",
        at=(-40.0, -133.0), population=2),
    )  # fmt: skip
    assert nearness(here, Around.of([here])) == pytest.approx(1.0)
    assert nearness(here, Around.of([there])) == pytest.approx(1 / math.e, rel=1e-3)
    assert nearness(here, Around.of([antipode])) == pytest.approx(0.0, abs=1e-9)
    nearest = nearness(here, Around.of([antipode, there]))
    assert nearest == nearness(here, Around.of([there])), "the nearest counts"


def test_each_place_is_a_reading_once_by_its_best_name() -> None:
    """A place with two names of one form would have two shares."""
    index = gazetteer(
        place("x:1", "Quzor/und-Latn", "Quzor/az", "Quzora/az"), place("x:2", "Quzor/und-Latn")
    ).index
    found = readings_of(index, [0, 1, 2, 3], [PLAIN, PLAIN, DECLINED, PLAIN])
    assert [(one.place.id, one.name.lang, one.form) for one in found] == [
        ("x:1", "az", PLAIN),
        ("x:2", "und-Latn", PLAIN),
    ]
    assert found[0].weight - found[1].weight == pytest.approx(WEIGHTS["unknown"])
    assert readings_of(index, [1, 2], [DECLINED, PLAIN])[0].name.text == "Quzora"


def test_what_a_place_was_called_once_weighs_less() -> None:
    """Kaliningrad would be the town near Moscow that was called so, or neither."""
    kinds: tuple[Kind, ...] = ("historical", "variant", "preferred")
    once, beside, today = (
        replace(one, names=(replace(one.names[0], kind=kind),))
        for kind, one in (
            (kind, place(f"x:{row}", "Quzor/az")) for row, kind in enumerate(kinds, 1)
        )
    )
    found = {one.place.id: one.weight for one in readings(once, beside, today)}
    assert next(iter(found)) == "x:3"
    assert found["x:3"] - found["x:1"] == pytest.approx(WEIGHTS["historical"])
    assert found["x:3"] - found["x:2"] == pytest.approx(WEIGHTS["variant"])


def test_a_reading_with_an_ending_weighs_less() -> None:
    """Quzora would be a case of Quzor rather than itself."""
    found = readings(place("x:1", "Quzor/az"), place("x:2", "Quzora/az"), forms=(DECLINED, PLAIN))
    assert [one.place.id for one in found] == ["x:2", "x:1"]
    assert found[0].weight - found[1].weight == pytest.approx(WEIGHTS["ending"])


_places = st.lists(
    st.tuples(
        st.sampled_from(("P.PPL", "P.PPLA", "A.ADM1", "H.STM", "")),
        st.sampled_from(("AZ", "AM", "")),
        st.one_of(st.none(), st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
        st.one_of(st.none(), st.integers(0, 30_000_000)),
    ),
    min_size=1,
    max_size=6,
)


@given(_places, _places, st.sampled_from(("", "P", "A")))
def test_shares_sum_to_one_and_fall(
    some: list[tuple[str, str, tuple[float, float] | None, int | None]],
    others: list[tuple[str, str, tuple[float, float] | None, int | None]],
    kind: str,
) -> None:
    """The score of a candidate would be no probability, or the best not the first."""
    made = [
        [
            place(
                f"{key}:{number}",
                "Quzor/az",
                feature=feature,
                country=country,
                at=at,
                population=size,
            )
            for number, (feature, country, at, size) in enumerate(rows)
        ]
        for key, rows in (("x", some), ("y", others))
    ]
    homonyms = readings(*made[0])
    settled = settle(homonyms, kind, around(*made[1]))
    assert sum(settled.shares) == pytest.approx(1.0)
    assert list(settled.shares) == sorted(settled.shares, reverse=True)
    assert sorted(ids(settled)) == sorted(one.id for one in made[0])
    assert len(settled.readings) == len(settled.shares)
    assert is_settled(settled) >= (settled.shares[0] >= WEIGHTS["share"])


@pytest.mark.parametrize(
    ("inside", "unit", "lies"),
    [
        (("AZ", "A"), ("AZ", "A"), True),
        (("AZ", "B"), ("AZ", "A"), False),
        (("AM", "A"), ("AZ", "A"), False),  # codes are of a country
        (("AZ", ""), ("AZ", "A"), None),
        (("AM", ""), ("AZ", "A"), False),
        (("", ""), ("AZ", "A"), None),
        (("AZ", "A"), ("AZ", ""), None),
    ],
)
def test_whether_a_place_lies_in_a_unit(
    inside: tuple[str, str], unit: tuple[str, str], lies: bool | None
) -> None:
    """What the gazetteer does not tell would speak against a place."""
    one = place("x:1", country=inside[0], admin1=inside[1])
    assert lies_in(one, place("x:2", country=unit[0], admin1=unit[1])) is lies


def test_several_places_tell_more_than_the_nearest_of_them() -> None:
    """A place on the way would outweigh the region that a text is about."""
    here, far = readings(
        place("x:1", "Quzor/az", at=(40.0, 47.0)),
        place("x:2", "Quzor/az", at=(40.0 + 100 * KM, 47.0)),
    )
    others = readings(*(
        place(f"y:{number}", "Tirgaq/az", at=(40.0 + away * KM, 47.0))
        for number, away in enumerate((45, 95, 105, 110))
    ))  # fmt: skip
    both = Around.of(others)
    assert nearness(here, both, 3) < nearness(far, both, 3)
    assert nearness(here, both, 1) > 0.5
    assert nearness(here, Around.of(others[:1]), 3) == nearness(here, Around.of(others[:1]))
    assert ids(settle([here, far], "", both)) == ["x:2", "x:1"]
