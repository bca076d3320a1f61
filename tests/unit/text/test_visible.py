"""Texts that are shown hide nothing and move nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.text.visible import visible, visible_lines


@given(st.text(st.characters()))
def test_nothing_that_is_shown_is_a_control_character(text: str) -> None:
    """A name could clear the terminal, or turn a line of a report around."""
    shown = visible(text, 1000)
    unseen = {"Cc", "Cs", "Zl", "Zp"}
    assert not [letter for letter in shown if unicodedata.category(letter) in unseen]
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )


@pytest.mark.parametrize("name", ["Şuşa", "Ճանկաթաղ", "Канал-Кюн", "می\u200cشود", "New York"])
def test_names_are_shown_as_they_are(name: str) -> None:
    """Persian would be garbled for a danger that is none."""
    assert visible(name) == name


def test_a_long_text_is_cut() -> None:
    """One cell would fill the screen."""
    assert visible("x" * 10_000, 10) == "x" * 10 + "…"


@given(st.text(st.characters(exclude_categories=())))
def test_running_text_keeps_its_lines_and_nothing_else_that_moves(text: str) -> None:
    """An article could clear the terminal, or turn a page around."""
    shown = visible_lines(text)
    unseen = {"Cc", "Cs", "Zl", "Zp"}
    assert not [
        letter
        for letter in shown
        if unicodedata.category(letter) in unseen and letter not in "\t\n"
    ]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert visible_lines(shown) == shown


def test_running_text_is_not_spoilt_by_what_shows_nothing() -> None:
    """Texts from the web are full of soft hyphens: names would be unreadable."""
    assert visible_lines("Ka\u00adra\u200bbakh\u200f\ufeff\r\nŞuşa\r\n") == "Karabakh\nŞuşa\n"
    assert visible_lines("می\u200cشود\ta\u2029b\fc") == "می\u200cشود\ta\nb\nc"
