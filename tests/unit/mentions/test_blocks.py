"""Paragraphs: nothing of a text is passed over, whatever its line ends."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.mentions import blocks
from toponyms.mentions.blocks import batches, paragraphs

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
        patch.setattr(blocks, "_LONGEST", longest)
        patch.setattr(blocks, "_BATCH", 3 * longest)
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


@pytest.mark.parametrize("between", [" ", ". ", ".” "])
def test_a_long_paragraph_is_cut_at_a_space(between: str) -> None:
    """A name at the cut would be two halves of a name."""
    text = f"Bakı{between}" * 60_000
    cuts = [end for _, end in paragraphs(text)][:-1]
    assert cuts
    assert all(text[:cut].endswith(f"Bakı{between}") for cut in cuts)
    assert [start for start, _ in paragraphs(text)][1:] == cuts


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    """An abbreviation and the name that it speaks of would come apart."""
    sentence = "Şəhərdə çox yaşadı və г. Баку idi və St. Petersburg idi və Gəncə şəhərdir. "
    cuts = [end for _, end in paragraphs(sentence * 1000)][:-1]
    assert cuts
    assert all(cut % len(sentence) == 0 for cut in cuts)


def test_a_paragraph_without_a_space_is_cut_all_the_same() -> None:
    """A long line of a file that is no text would be read for ever."""
    longest = blocks._LONGEST
    assert list(paragraphs("a" * (longest + 5))) == [(0, longest), (longest, longest + 5)]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_where_each_line_is_a_paragraph_a_line_end_ends_it(end: str) -> None:
    """Texts of several languages, one a line, would be read as of the language of the first."""
    lines = ["Baku is a city. " * 20, "Москва — столица. " * 20, "Երևանը քաղաք է։ " * 20]
    text = end.join(line.strip() for line in lines)
    assert [text[start:stop] for start, stop in paragraphs(text)] == [
        line.strip() for line in lines
    ]


@pytest.mark.parametrize("end", LINE_ENDS)
@pytest.mark.parametrize("width", [40, 72, 100, 159])
def test_lines_that_are_broken_for_their_length_are_one_paragraph(end: str, width: int) -> None:
    """Names across lines would be lost, and what the lines say of each other."""
    words = [
        "Baku",
        "and",
        "Ganja",
        "have",
        "rain.",
        "Shusha",
        "has",
        "snow",
        "today.",
        "Nobody",
        "knows",
        "what",
        "Lachin",
        "has.",
    ]
    text = end.join(textwrap.wrap(" ".join(words * 20), width))
    assert list(paragraphs(text)) == [(0, len(text))]


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Rain in Baku.", True),
        ("«Дождь в Баку!»", True),
        ("Անձրև Բաքվում։", True),
        ("So it was in 1992.", True),
        ("Rain in Baku", False),  # a line of a poem, of a table, of an address
        ("He lives in ul.", False),
        ("Rain in Baku,", False),
    ],
)
def test_a_short_line_ends_a_paragraph_if_a_sentence_ends_there(line: str, ends: bool) -> None:
    """Short paragraphs between long ones would be parts of these."""
    following = "Ganja is the second city of the country, and nobody knows what it has."
    assert (len(list(paragraphs(f"{line}\n{following}"))) == 2) is ends
    assert len(list(paragraphs(f"{line}\n{following.lower()}"))) == 1
    assert len(list(paragraphs(f"{line}\n{following[:14]}"))) == 1


@given(_texts, st.integers(0, 60))
def test_a_text_that_goes_on_has_the_same_paragraphs_before(text: str, at: int) -> None:
    """What is read as a stream would be read otherwise than as a whole."""
    begun = list(paragraphs(text[:at]))[:-1]
    assert list(paragraphs(text))[: len(begun)] == begun
