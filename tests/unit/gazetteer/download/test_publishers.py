"""What is published, and where."""

from __future__ import annotations

import pytest

from toponyms.gazetteer.download import PUBLISHERS, base_address


def test_addresses_of_geonames() -> None:
    """Else a user is told that a country is not published."""
    wanted = PUBLISHERS["geonames"].wanted(["az", "AM", "AZ", "all"], alternate_names=True)
    base = "https://download.geonames.org/export/dump/"
    assert [one.url for one in wanted] == [
        f"{base}AZ.zip", f"{base}AM.zip", f"{base}allCountries.zip", f"{base}alternateNamesV2.zip",
    ]  # fmt: skip
    assert {(one.form, one.inventory) for one in wanted} == {("zip", "")}


def test_addresses_of_whosonfirst() -> None:
    """Else a user is told that a country is not published."""
    wanted = PUBLISHERS["whosonfirst"].wanted(["AZ", "all"], base="http://127.0.0.1:8000/wof")
    base = "http://127.0.0.1:8000/wof/"
    assert [one.url for one in wanted] == [
        f"{base}whosonfirst-data-admin-az-latest.db.bz2",
        f"{base}whosonfirst-data-admin-latest.db.bz2",
    ]
    assert {(one.form, one.inventory) for one in wanted} == {("bz2", f"{base}inventory.json")}


@pytest.mark.parametrize("code", ["AZE", "A", "", "../x", "А1", "A/"])
def test_a_code_that_is_none(code: str) -> None:
    """Else it becomes a part of an address or of a file's name."""
    with pytest.raises(ValueError, match="is no country code"):
        PUBLISHERS["geonames"].wanted([code])


def test_names_that_are_not_published() -> None:
    """Else an option is passed over without a word."""
    with pytest.raises(ValueError, match="has the names of a place with the place"):
        PUBLISHERS["whosonfirst"].wanted(["AZ"], alternate_names=True)
    with pytest.raises(ValueError, match="no country is named"):
        PUBLISHERS["geonames"].wanted([], alternate_names=True)


@pytest.mark.parametrize(
    "text",
    ["", "dumps", "file:///dumps/", "ftp://mirror.example/", "https://", "http://a:b@mirror.example/",
     "https://mirror.example/?x=1", "https://mirror.example/#x", "https://mirror.example:port/",
     "https://mirror.example/a b/", "https://mirror.example/ə/", "https://[/"],
)  # fmt: skip
def test_an_address_that_is_none(text: str) -> None:
    """Else local files are read, a password is written down, or it ends in a traceback."""
    with pytest.raises(ValueError, match="address"):
        base_address(text)
