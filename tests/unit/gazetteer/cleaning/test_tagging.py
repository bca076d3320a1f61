"""A tag is evidence: what letters prove of a language, and what only looks as if they did."""

from __future__ import annotations

import pytest

from toponyms.gazetteer.cleaning.tagging import doubt, lang_by_letters


@pytest.mark.parametrize(
    ("name", "country", "lang"),
    [
        ("Ճանկաթաղ", "AZ", "hy"),
        ("Երեւան", "AM", "hy"),
        ("Աղալի I", "AZ", "hy"),
        ("გორი", "GE", "ka"),
        ("ჯიხაშქარჷ", "GE", "und-Geor"),  # Mingrelian has a letter of its own
        ("Ҹанјатаг", "AZ", "az-Cyrl"),
        ("Ҝәнҹә", "AZ", "az-Cyrl"),
        ("Әлијар", "AZ", "az-Cyrl"),
        ("Гәнжә", "AZ", "und-Cyrl"),  # Tatar or Bashkir as well
        ("Әлмәт", "RU", "und-Cyrl"),
        ("Јереван", "AM", "und-Cyrl"),  # Serbian, Macedonian
        ("Гянджа", "AZ", "und-Cyrl"),
        ("Київ", "UA", "und-Cyrl"),
        ("Araləx", "AM", "und-Latn"),  # Armenian with ը romanized as ə
        ("گنجه", "AZ", "und-Arab"),
        ("ギャンジャ", "AZ", "und-Jpan"),
    ],
)
def test_letters(name: str, country: str, lang: str) -> None:
    assert lang_by_letters(name, country) == lang


@pytest.mark.parametrize(
    ("name", "tag", "refused"),
    [
        ("Masis", "hy", True),
        ("Tel’mankend", "ru", True),
        ("Київ", "ru", True),
        ("Wien", "az", True),
        ("Агалы II", "ru", False),
        ("Bərdə", "az", False),
        ("İsmayıllı", "az", False),
        ("Aghdam", "en", False),
        ("ガンジャ", "ja", False),
    ],
)
def test_a_tag_that_the_letters_contradict_is_refused(name: str, tag: str, refused: bool) -> None:
    assert bool(doubt(name, tag)) is refused
