"""Words: nothing of a text is passed over, whatever its marks."""

from __future__ import annotations

import pytest

from toponyms.mentions.tokens import APART, pieces, plain, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ba\u00adku, a", ["Ba\u00adku", "a"]),  # a soft hyphen
        ("Երևա՞ն։ Շուշի՛", ["Երևա՞ն", "Շուշի՛"]),  # question and stress over a vowel
        ("Bakı'nın, Bakı\u2019nın", ["Bakı'nın", "Bakı\u2019nın"]),
        ("'Bakı' dog's' O''k", ["Bakı", "dog's", "O", "k"]),  # quotes, and not two in a row
        ("S\u0327us\u0327a", ["S\u0327us\u0327a"]),  # decomposed
        ("Nagorno-Karabakh", ["Nagorno", "Karabakh"]),
        ("Ba\u200bku\u2060\ufeff", ["Ba\u200bku\u2060\ufeff"]),
        ("№5 1905-ci il", ["5", "1905", "ci", "il"]),
        ("a_b", ["a", "b"]),
        ("\U0001f600Bakı\U0001f600", ["Bakı"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """A name with a sign inside would be two words that are none."""
    assert words(text) == found
    assert pieces(text)[1::2] == found
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("Ba\u00adku", "Baku"),
        ("Երևա՞ն", "Երևան"),
        ("Շուշի՛", "Շուշի"),
        ("B\u200ba\u2060k\ufeffu\u200d", "Baku"),
        ("Bakı\u2019nın", "Bakı\u2019nın"),  # the apostrophe is of the word
        ("S\u0327us\u0327a", "S\u0327us\u0327a"),  # marks are letters' own
    ],
)
def test_what_is_not_seen_is_not_read(word: str, seen: str) -> None:
    """Hyphenation and stress would make a name another word."""
    assert plain(word) == seen


@pytest.mark.parametrize("between", ["Nagorno Karabakh", "Nagorno-Karabakh", "St. Petersburg"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_words_of_a_name_stand_apart_by_a_line_break_at_most(between: str, end: str) -> None:
    """A name broken at the end of a line, after its hyphen too, would be lost."""
    first, gap, last = pieces(between)[1:4]
    assert first
    assert last
    assert APART.fullmatch(gap + end)


@pytest.mark.parametrize(
    "gap", [", ", "\n\n", "\r\r", "\r\n\r\n", "; ", " – ", "—", "--", "-\n\n", ". ."]
)
def test_what_else_is_between_is_between_two_names(gap: str) -> None:
    """Two towns of a list would be one."""
    assert not APART.fullmatch(gap)
