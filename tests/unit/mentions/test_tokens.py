"""Words and paragraphs: nothing of a text is passed over, whatever its line ends and marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.mentions import tokens
from toponyms.mentions.tokens import APART, batches, paragraphs, pieces, plain, words

LINE_ENDS = ("\n", "\r\n", "\r")
_texts = st.lists(
    st.sampled_from(("Bakı", " ", "\n", "\r", "\r\n", "\t", "\f", "\u2029", "\u00a0", ".", "a"))
).map("".join)


@pytest.mark.parametrize("end", LINE_ENDS)
@pytest.mark.parametrize("between", ["{0}{0}", "{0}  \t{0}", "{0}{0}{0}  ", "\f", "\u2029"])
def test_an_empty_line_ends_a_paragraph_in_every_system(end: str, between: str) -> None:
    """Files of Windows or an old Mac would be one paragraph, and names all over them neighbours."""
    gap = between.format(end)
    text = f"Baku.{gap}Ganja."
    assert list(paragraphs(text)) == [(0, 5), (5 + len(gap), len(text))]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_one_line_end_does_not_end_a_paragraph(end: str) -> None:
    """A name across two lines would be lost."""
    text = f"Nagorno-{end}Karabakh"
    assert list(paragraphs(text)) == [(0, len(text))]


def test_a_text_of_nothing_has_no_paragraph() -> None:
    """An empty paragraph has no first word to look at."""
    assert [list(paragraphs(text)) for text in ("", "\n\n", " \n\n")] == [[], [], [(0, 1)]]


@given(_texts)
def test_paragraphs_leave_out_white_space_only(text: str) -> None:
    """What lies in no paragraph is never read."""
    at, left = 0, ""
    for start, end in paragraphs(text):
        assert at <= start < end <= len(text)
        left += text[at:start]
        at = end
    assert not (left + text[at:]).strip()


@given(_texts, st.integers(2, 20))
def test_what_is_too_long_is_cut_and_batches_are_whole(text: str, longest: int) -> None:
    """A paragraph of 100 MB would be held with all its words; a cut must not lose any of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_LONGEST", longest)
        patch.setattr(tokens, "_BATCH", 3 * longest)
        found = list(paragraphs(text))
        assert all(end - start <= longest for start, end in found)
        assert not "".join(
            text[end:start]
            for (_, end), (start, _) in zip([(0, 0), *found], [*found, (len(text), 0)], strict=True)
        ).strip()
        together = list(batches(text))
        assert [span for batch in together for span in batch] == found
        assert all(batch for batch in together)
        assert all(batch[-1][1] - batch[0][0] >= 3 * longest for batch in together[:-1])
        assert all(batch[-2][1] - batch[0][0] < 3 * longest for batch in together if batch[1:])


def test_a_long_paragraph_is_cut_at_a_space() -> None:
    """A name at the cut would be two halves of a name."""
    text = "Bakı " * 60_000
    cuts = [end for _, end in paragraphs(text)][:-1]
    assert cuts
    assert all(text[cut - 1 : cut + 4] == " Bakı" for cut in cuts)
    assert [start for start, _ in paragraphs(text)][1:] == cuts


def test_a_paragraph_without_a_space_is_cut_all_the_same() -> None:
    """A long line of a file that is no text would be read for ever."""
    assert list(paragraphs("a" * (2**17 + 5))) == [(0, 2**17), (2**17, 2**17 + 5)]


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
