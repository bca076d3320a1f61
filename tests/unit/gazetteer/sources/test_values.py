"""Coordinates, dates, countries and numbers as sources write them, and what is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.gazetteer.patterns import EDTF
from toponyms.gazetteer.sources import Faults
from toponyms.gazetteer.sources.values import country_code, edtf, inhabitants, point


@pytest.mark.parametrize(
    ("lat", "lon", "country", "message"),
    [
        ("40.13989", "46.77705", "AZ", ""),
        (40.13989, 46.77705, "", ""),
        ("", "", "AZ", ""),
        (None, None, "AZ", ""),
        ("46.77705", "40.13989", "AZ", "swapped"),  # inside the box the other way round
        ("44.51", "40.18", "AM", "swapped"),
        ("46.77705", "40.13989", "", ""),  # in Russia, for all that is known
        ("46.77705", "40.13989", "RU", ""),
        ("51.5", "-0.1", "AZ", ""),  # far off, but not swapped: not for an importer to judge
        ("135.5", "60.2", "", "swapped"),
        ("91", "46", "AZ", "out of range"),
        ("40", "181", "AZ", "out of range"),
        ("nan", "46", "AZ", "out of range"),
        ("inf", "46", "AZ", "out of range"),
        ("40", "nan", "AZ", "out of range"),
        ("40.1", "", "AZ", "not two numbers"),
        (10**400, 46, "AZ", "not two numbers"),
        ("40°8′", "46°46′", "AZ", "not two numbers"),
    ],
)
def test_coordinates(lat: object, lon: object, country: str, message: str) -> None:
    """A swapped point is reported and left out: a place without a point is better than a wrong
    one."""
    faults = Faults(keep_going=True)
    found = point(lat, lon, country, faults, file="AZ.txt", line=3)
    assert (found == (None, None)) is (bool(message) or lat in ("", None))
    assert [message in text for text in faults.counts] == ([True] if message else [])


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("", ""), ("uuuu", ""), ("..", ""), ("1936", "1936"), ("193X", "193X"), ("193u", "193X"),
        ("1936-11", "1936-11"), ("1936-11-05", "1936-11-05"), ("19361105", "1936-11-05"),
        ("5.11.1936", "1936-11-05"), ("0676", "0676"), ("-0044", "-0044"), ("1991?", "1991?"),
        ("1850~", "1850~"), ("c. 1850", "1850~"),
    ],
)  # fmt: skip
def test_dates(written: str, date: str) -> None:
    assert edtf(written) == date


@pytest.mark.parametrize(
    "written",
    ["the old days", "1936/37/38", "5 Nov 1936", "1936-99", "1936-13-45", "1936-11-32", "99999"],
)
def test_what_is_no_date_is_not_made_one(written: str) -> None:
    assert edtf(written) is None


@given(st.text("0123456789uX-?~%. c", max_size=12))
def test_a_date_is_one_that_the_format_takes(written: str) -> None:
    """Else a build would stop at `gazetteer check`, long after the source was read."""
    date = edtf(written)
    assert not date or EDTF.fullmatch(date)


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("2100", 2100), ("+2100", 2100), ("2 100", 2100), ("2,100", 2100), ("1.234.567", 1234567),
        ("2100.0", 2100), (2100, 2100), (0, 0), ("", None), (None, None), ("ca. 2100", None),
        ("2100;2200", None), ("-5", None), (-5, None), (float("nan"), None), ("21,5", None),
        ("9" * 12, None), ("²", None),
    ],
)  # fmt: skip
def test_inhabitants(written: object, people: int | None) -> None:
    assert inhabitants(written) == people


def test_codes_that_stand_for_no_country() -> None:
    """Who's On First has XX, XY and XZ for what is disputed or nobody's."""
    assert [country_code(code) for code in ("az", "XK", "XX", "XZ", "ZZ", "-1", None, "AZE")] == [
        "AZ", "XK", "", "", "", "", "", "",
    ]  # fmt: skip
