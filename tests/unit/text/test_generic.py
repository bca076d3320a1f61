"""Generic terms beside a name, in four languages."""

from __future__ import annotations

import pytest

from toponyms.text.fold import exact_form
from toponyms.text.generic import without_generic


@pytest.mark.parametrize(
    ("text", "rest", "feature"),
    [
        ("Canyataq kəndi", "Canyataq", "P"),
        ("Hadrut qəs.", "Hadrut", "P"),
        ("Ağdam rayonu", "Ağdam", "A"),
        ("Ağdam r-nu", "Ağdam", "A"),
        ("Qoşqar dağı", "Qoşqar", "T"),
        ("Ҹанјатаг кәнди", "Ҹанјатаг", "P"),
        ("գյուղ Ճանկաթաղ", "Ճանկաթաղ", "P"),
        ("Ճանկաթաղ գյուղ", "Ճանկաթաղ", "P"),
        ("գ. Ճանկաթաղ", "Ճանկաթաղ", "P"),
        ("Երևան քաղաք", "Երևան", "P"),
        ("Մարտակերտի շրջան", "Մարտակերտի", "A"),
        ("село Джанятаг", "Джанятаг", "P"),
        ("с. Джанятаг", "Джанятаг", "P"),
        ("г.Баку", "Баку", "P"),
        ("пгт Аскеран", "Аскеран", "P"),
        ("Агдамский район", "Агдамский", "A"),
        ("Джанятаг (село)", "Джанятаг", "P"),
        ("река Тертер", "Тертер", "H"),
        ("village of Janyatag", "Janyatag", "P"),
        ("Janyatag village", "Janyatag", "P"),
        ("Ağdam District", "Ağdam", "A"),
        ("Mount Gamish", "Gamish", "T"),
        ("selo Dzhanyatag", "Dzhanyatag", "P"),
    ],
)
def test_the_term_is_set_aside(text: str, rest: str, feature: str) -> None:
    """Names as documents have them would not be found, or the term's hint be lost."""
    assert without_generic(exact_form(text)) == (exact_form(rest), feature)


@pytest.mark.parametrize(
    "text",
    ["kəndi", "село", "գյուղ", "village", "Selovo", "Городок", "Kəndoba", "Гусь", "Citytown", ""],
)
def test_a_name_is_not_a_term(text: str) -> None:
    """Names that look or begin like a term would be cut."""
    assert without_generic(exact_form(text)) is None
