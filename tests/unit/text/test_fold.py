"""Match forms: which spellings are one, and which must not be."""

from __future__ import annotations

import pytest

from toponyms.text.fold import exact_form, folded_form, strip_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ŞUŞA", "şuşa"),
        ("İĞDIR", "Iğdır"),
        ("Straße", "STRASSE"),
        ("ＢＡＫＩ", "Bakı"),
        ("ﬁzuli", "FIZULI"),
        ("Ǣ", "ǣ"),
    ],
)
def test_exact_form_gives_up_case_and_width(one: str, other: str) -> None:
    """Capitals would be another name."""
    assert exact_form(one) == exact_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Şuşa", "Susa"), ("Gəncə", "Gence"), ("Xan-kəndi", "Xankəndi"), ("Ёлка", "Елка")],
)
def test_exact_form_keeps_letters(one: str, other: str) -> None:
    """`exact` would not mean exact."""
    assert exact_form(one) != exact_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yeni Hacı-Kənd", "yenihacikend"),
        ("Gəncə", "Gence"),
        ("Şuşa", "Susa"),
        ("Ёлкино", "Елкино"),
        ("Երևան", "ԵՐԵՒԱՆ"),
        ("Ts’khinvali", "Tskhinvali"),
        ("Ǣ", "AE"),
        ("Ǿ", "o"),
        ("كنجه", "کنجه"),
        ("Пермь", "Перм"),
        ("Бaкy", "Баку"),  # two letters of the first are Latin
        ("Ẏа", "уа"),  # only its mark tells the Latin letter from a Cyrillic one
    ],
)
def test_folded_form_gives_up_what_people_vary(one: str, other: str) -> None:
    """A keyboard without the letters would cut its owner off."""
    assert folded_form(one) == folded_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Շուշա", "Շուշի"), ("Шуша", "Şuşa"), ("Agdam", "Agdere"), ("ու", "ւ"), ("1-ci", "2-ci")],
)
def test_folded_form_keeps_the_rest(one: str, other: str) -> None:
    """Two names would be one."""
    assert folded_form(one) != folded_form(other)


def test_marks_of_other_scripts_stay_unless_they_combine() -> None:
    """The letter й would become и where only Latin was meant."""
    assert strip_marks("šč й ё Ǣ") == "sc й ё Æ"
