"""Readings: the keys under which a name is indexed and asked for."""

from __future__ import annotations

import pytest

from toponyms.text.fold import exact_form
from toponyms.text.keys import Reading, readings


def test_a_latin_name_has_a_second_reading_where_it_differs() -> None:
    """Jerewan and Yerevan would not meet."""
    assert readings([exact_form("Jerewan")]) == [
        Reading(0, "jerewan", "Jerevan"),
        Reading(0, "jerewan", "erevan"),
    ]
    assert len(readings([exact_form("Bakı")])) == 1


def test_readings_stand_in_the_order_of_names() -> None:
    """Readings would be given to other names."""
    found = readings([exact_form(name) for name in ("Canyataq", "!", "Bakı", "Jerewan")])
    assert [reading.owner for reading in found] == [0, 0, 2, 3, 3]


@pytest.mark.parametrize("name", ["", "!", "’", "- –", "\u0301"])
def test_what_has_no_letter_has_no_reading(name: str) -> None:
    """The empty would match."""
    assert readings([exact_form(name)]) == []


def test_no_names_no_readings() -> None:
    """An empty column would be an error."""
    assert readings([]) == []
