"""Scripts, and letters that pose as those of another."""

from __future__ import annotations

import pytest

from toponyms.text.scripts import SCRIPT_OF_LANGUAGE, main_script, scripts_of, unmix

LATIN_A, CYRILLIC_A = "a", "а"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Gəncə", "Latn"),
        ("Гәнҹә", "Cyrl"),
        ("Ճանկաթաղ", "Armn"),
        ("გორი", "Geor"),
        ("گنجه", "Arab"),
        ("Баку / Bakı", "Cyrl"),
        ("1905", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_main_script(text: str, script: str) -> None:
    """Evidence of the language would be wrong."""
    assert main_script(text) == script


def test_marks_and_digits_are_of_no_script() -> None:
    """A hyphen or a number would count as a second script."""
    assert dict(scripts_of("Баку-2 (ё\u0301)")) == {"Cyrl": 5}


@pytest.mark.parametrize(
    ("mixed", "pure"),
    [
        (f"Б{LATIN_A}ку", f"Б{CYRILLIC_A}ку"),
        (f"B{CYRILLIC_A}ku", f"B{LATIN_A}ku"),
        (f"Шyш{LATIN_A}", f"Шуш{CYRILLIC_A}"),
        ("Gәncә", "Gəncə"),  # Cyrillic ә in a Latin word
        ("Гəнҹə", "Гәнҹә"),  # Latin ə in a Cyrillic word
        ("Xocalı Хocalı", "Xocalı Xocalı"),
    ],
)
def test_look_alikes_go_home(mixed: str, pure: str) -> None:
    """A word typed with two keyboards would be found nowhere."""
    assert unmix(mixed) == pure


@pytest.mark.parametrize("text", ["Şuшa", "Баку Baku", "Баку-Baku", "Gəncə", "Ճaնկաթաղ", ""])
def test_nothing_else_is_exchanged(text: str) -> None:
    """Words that are truly of two scripts would be damaged."""
    assert unmix(text) == text


def test_scripts_are_codes_of_iso_15924() -> None:
    """Language tags could not be checked against scripts."""
    assert all(len(code) == 4 and code.istitle() for code in SCRIPT_OF_LANGUAGE.values())
    assert [SCRIPT_OF_LANGUAGE[lang] for lang in ("az", "hy", "ru", "ka", "fa")] == [
        "Latn",
        "Armn",
        "Cyrl",
        "Geor",
        "Arab",
    ]
