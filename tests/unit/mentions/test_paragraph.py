"""Paragraphs: what stands beside words, and what does not though it is near."""

from __future__ import annotations

import pytest

from tests.unit.mentions.making import gazetteer, place, reader
from toponyms.mentions.facts import Facts
from toponyms.mentions.paragraph import Paragraph
from toponyms.mentions.tokens import pieces

READER = reader(gazetteer(place("x:1", "Quzor/en"), place("x:2", "Tirgaq/en")))


def paragraph(text: str, *langs: str) -> Paragraph:
    """A paragraph that was read, in English unless other languages are given."""
    made = Paragraph(text, pieces(text))
    made.read(Facts(READER, langs or ("en",)))
    return made


def at(made: Paragraph, word: str = "Quzor") -> int:
    return made.words.index(word)


@pytest.mark.parametrize(
    "text", ["«Quzor»,\r\nTirgaq — x.", "  Quzor", "Qu\u00adzor\u00a0Tirgaq!", "Երևա՞ն"]
)
def test_where_words_are(text: str) -> None:
    """Offsets of mentions are those of their words."""
    made = paragraph(text)
    for number, word in enumerate(made.words):
        assert text[made.start(number) : made.end(number)] == word
    for number in range(len(made.words) - 1):
        assert text.startswith(made.between(number, number + 1), made.end(number))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("near Quzor", "place"),
        ("near\nQuzor", "place"),
        ("near \r\n Quzor", "place"),
        ("near, Quzor", None),
        ("near. Quzor", None),
        ("near\n\nQuzor", None),
        ("near (Quzor", None),
        ("near-Quzor", None),
        ("Quzor", None),
    ],
)
def test_only_a_space_or_a_line_break_is_between(text: str, said: str | None) -> None:
    """A word of another sentence would speak for a name."""
    made = paragraph(text)
    before = made.before(at(made))
    assert (before and before.before) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("Quzor said", "person"), ("Quzor\nsaid", "person"), ("Quzor, said", None), ("Quzor", None)],
)
def test_the_word_after(text: str, said: str | None) -> None:
    """A word of another sentence would speak against a name."""
    made = paragraph(text)
    after = made.after(at(made))
    assert (after and after.after) == said


def test_a_link_hands_on_to_the_word_before_it() -> None:
    """City of Quzor would have of beside it, and say nothing."""
    made = paragraph("the city of Quzor")
    before = made.before(at(made))
    assert before
    assert before.generic == "P"
    made = paragraph("of Quzor")
    before = made.before(at(made))
    assert before
    assert before.before == "link"
    made = paragraph("the president of Quzor")
    before = made.before(at(made))
    assert before
    assert before.before == "link", "who is of a place does not bear its name"
    made = paragraph("the city, of Quzor")
    before = made.before(at(made))
    assert before
    assert before.before == "link"


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("с. Quzor", "ru", "P"),
        ("с.Quzor", "ru", "P"),
        ("с Quzor", "ru", ""),
        ("գ․ Quzor", "hy", "P"),
        ("գ. Quzor", "hy", "P"),
        ("здесь. Quzor", "ru", None),
    ],
)
def test_abbreviated_terms(text: str, lang: str, kind: str | None) -> None:
    """с. Талиш would have no village before it, and с Талиша one."""
    made = paragraph(text, lang)
    before = made.before(at(made))
    assert (before and before.generic) == kind


def test_an_initial_keeps_its_full_stop() -> None:
    """A. Quzor would begin a sentence."""
    made = paragraph("saw A. Quzor and Bx. Tirgaq")
    before = made.before(at(made))
    assert before
    assert before.letter
    assert before.stop
    assert not made.begins_sentence(at(made))
    assert made.before(at(made, "Tirgaq")) is None
    assert made.begins_sentence(at(made, "Tirgaq"))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Quzor", True),
        ("He left. Quzor", True),
        ("He left! Quzor", True),
        ("He left… Quzor", True),
        ("He left։ Quzor", True),
        ("He left.» «Quzor", True),
        ("He left\n- Quzor", True),
        ("He left\n • Quzor", True),
        ("He left\nQuzor", False),
        ("He left, Quzor", False),
        ("He left - Quzor", False),
        ("He saw Quzor", False),
        ("He saw «Quzor", False),
    ],
)
def test_where_a_sentence_begins(text: str, begins: bool) -> None:
    """A capital would be evidence where every word has one."""
    made = paragraph(text)
    assert made.begins_sentence(at(made)) == begins


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        ("We saw Quzor.", True),
        ("Quzor", True),
        ("we saw quzor. it was there.", False),
        ("WE SAW QUZOR.", False),
        ("we saw Quzor. It was there. They left.", True),
        ("We saw Quzor. they left. it rained.", True),
        ("12 people left. It rained.", True),
        ("\u00ab12\u00bb", True),
        ("«we saw it. they left»", False),
    ],
)
def test_whether_capitals_are_used(text: str, cased: bool) -> None:
    """Messages without capitals would have no names, or headlines nothing else."""
    assert paragraph(text).cased == cased


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("the «Quzor» there", "all"),
        ('the "Quzor" there', "all"),
        ("the “Quzor” there", "all"),
        ("the „Quzor“ there", "all"),
        ("the «new Quzor dawn» there", "part"),
        ("the «Quzor dawn» there", "part"),
        ("the «new Quzor» there", "part"),
        ("the «one» Quzor «two» there", ""),
        ("the «new. Quzor dawn» there", ""),
        ("the «we saw far in the Quzor a fire and more» there", ""),
        ("the (Quzor) there", ""),
        ("the Quzor there", ""),
        ("the «Quzor there", ""),
    ],
)
def test_quotation_marks(text: str, quoted: str) -> None:
    """Papers, ships and factories are named after places; speech is about them."""
    made = paragraph(text)
    assert made.quoted(at(made), at(made)) == quoted


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("Quzor-Zzyx", True),
        ("Zzyx-Quzor", True),
        ("Zzyx\u2010Quzor", True),
        ("Quzor-Tirgaq", False),
        ("Tirgaq-Quzor", False),
        ("Quzor-based", False),
        ("anti-Quzor", False),
        ("Zzyx Quzor", False),
        ("Quzor-", False),
        ("Quzor", False),
    ],
)
def test_compounds(text: str, compound: bool) -> None:
    """A double surname would be a place; a route of two places not."""
    made = paragraph(text)
    assert made.compound(at(made), at(made)) == compound


@pytest.mark.parametrize(
    ("text", "langs", "kind"),
    [
        ("Quzor village", ("en",), "P"),
        ("village of Quzor", ("en",), "P"),
        ("Quzor district", ("en",), "A"),
        ("Quzor villages", ("en",), "P"),
        ("districts Quzor", ("en",), "A"),
        ("Quzor rayonu", ("az",), "A"),
        ("kəndi Quzor", ("az",), ""),  # that village is another
        ("село Quzor", ("ru",), "P"),
        ("Quzor село", ("ru",), ""),
        ("Quzor there", ("en",), ""),
    ],
)
def test_the_kind_that_is_said(text: str, langs: tuple[str, ...], kind: str) -> None:
    """A district would be as likely as the village that a text speaks of."""
    made = paragraph(text, *langs)
    assert made.kind(at(made), at(made), False) == kind


def test_the_word_of_another_name_says_no_kind() -> None:
    """In Tirgaq village Quzor the village is Tirgaq."""
    made = paragraph("village Quzor")
    assert made.kind(1, 1, False) == "P"
    assert made.kind(1, 1, True) == ""


def test_plurals_stand_on_the_side_of_their_language() -> None:
    """Each name of a list would get the kind of the next list."""
    made = paragraph("villages Quzor districts")
    assert made.plural(1, 1) == ("P", "A")
    made = paragraph("сёла Quzor районы", "ru")
    assert made.plural(1, 1) == ("P", "")
    made = paragraph("Quzor")
    assert made.plural(0, 0) == ("", "")


@pytest.mark.parametrize(
    ("text", "langs", "said"),
    [
        ("QUZOR-ın sözü", ("az",), "QUZOR-ın"),
        ("QUZOR\u2011da", ("az",), "QUZOR\u2011da"),
        ("Quzor-ın", ("az",), "Quzor"),  # only of abbreviations
        ("QUZOR-IN", ("az",), "QUZOR"),
        ("QUZOR-xyz", ("az",), "QUZOR"),
        ("QUZOR ın", ("az",), "QUZOR"),
        ("QUZOR-ın", ("en",), "QUZOR"),
        ("QUZOR-", ("az",), "QUZOR"),
    ],
)
def test_the_ending_of_an_abbreviation(text: str, langs: tuple[str, ...], said: str) -> None:
    """ABŞ-ın would be marked without its case, unlike every other name."""
    made = paragraph(text, *langs)
    assert text[: made.end_with_ending(0)] == said


@pytest.mark.parametrize(
    ("gap", "joined"), [(" ", True), ("-", True), ("-\n", True), ("\r\n", True), (", ", False)]
)
def test_words_of_one_name(gap: str, joined: bool) -> None:
    """A list would be one name, or a name at a line's end none."""
    assert paragraph(f"Quzor{gap}Tirgaq").joined(0) == joined


def test_a_report_on_a_game() -> None:
    """Clubs that are called after towns would be the towns."""
    assert paragraph("a match of the league").sport
    assert not paragraph("a match of the leg").sport
