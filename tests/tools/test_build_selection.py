"""Which towns of other countries are taken: those that texts of the region speak of."""

from __future__ import annotations

import pytest

from tools.build.readers.towns import Town
from tools.build.selection import in_countries, large


def town(number: str, country: str, population: str) -> Town:
    return Town(number, "Quzor", (), country, "", "", "", population, "P.PPL", "s")


@pytest.mark.parametrize(
    ("country", "population", "named", "taken"),
    [
        ("UA", "50000", False, True),
        ("UA", "49999", True, False),
        ("UA", "", True, False),
        ("TR", "50000", True, False),
        ("TR", "200000", True, True),
        ("TR", "999999", False, False),
        ("TR", "1000000", False, True),
    ],
)
def test_large_towns(country: str, population: str, named: bool, taken: bool) -> None:
    """Kharkiv would be unknown; or a hundred towns of China sound like villages of Karabakh."""
    found = large([town("7", country, population)], {"7"} if named else set())
    assert found == ({"7"} if taken else set())


def test_towns_of_a_country_come_by_their_numbers() -> None:
    """The data would change with the order of a package's file."""
    towns = [town("10", "AZ", ""), town("9", "AZ", "5"), town("8", "TR", "5")]
    assert [one.geonames for one in in_countries(towns, ["AZ"])] == ["9", "10"]
