"""Spellings that a reader takes as one are one to the library, whatever the text."""

from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import apostrophes, invisible, name_like, texts
from toponyms.text._icu import nfc
from toponyms.text.fold import exact_form, folded_form, refold, strip_marks
from toponyms.text.generic import without_generic
from toponyms.text.keys import readings
from toponyms.text.normalize import FIXERS, clean, normalize
from toponyms.text.scripts import main_script, unmix
from toponyms.text.sound import ALPHABET, continental, frame, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = [normalize, exact_form, folded_form]
#: Marks below and above, which canonical order sorts.
UNSORTED_MARKS = "a" + "\u0301\u0323" * 20


@given(texts)
@example("ĤЇ")  # a Latin and a Cyrillic letter that only their marks keep from being look-alikes
@example("Ǣ")
@example("\u0345\u0300")
def test_forms_are_idempotent(text: str) -> None:
    """Data that was normalised once would change when it is normalised again."""
    for form in FORMS:
        once = form(text)
        assert form(once) == once, form.__name__


@given(texts)
def test_normalize_is_all_its_fixers(text: str) -> None:
    """The short cut for clean text would leave some text unclean."""
    assert normalize(text) == clean(text.replace("\n", " ").replace("\r", " "))


@given(texts)
def test_fixers_leave_normal_text_alone(text: str) -> None:
    """The steps of `--explain` would name a fix where nothing was to be fixed."""
    normal = normalize(text)
    assert [fixer.__name__ for fixer in FIXERS if fixer(normal) != normal] == []


@given(texts.map(normalize))
@example("İğdır")
@example("IĞDIR")
@example("ığdır")
@example("ԵՐԵՎԱՆ")
@example("Երևան")
@example("Straße")
def test_case_does_not_matter(text: str) -> None:
    """A name in capitals would be another name."""
    for form in (exact_form, folded_form):
        assert form(text.upper()) == form(text.lower()) == form(text)


@given(texts)
@example(UNSORTED_MARKS)
def test_composed_and_decomposed_are_one(text: str) -> None:
    """A name typed on another operating system would be another name."""
    for form in FORMS:
        decomposed = form(unicodedata.normalize("NFD", text))
        assert decomposed == form(unicodedata.normalize("NFC", text)) == form(text)


@given(st.text("a\u0301\u0323\u0344\u05b0\u0f71(é", max_size=120))
@example("\u0323" + UNSORTED_MARKS + "(" + UNSORTED_MARKS)
def test_sorting_marks_first_changes_no_composition(text: str) -> None:
    """The guard against quadratic time would damage text."""
    assert nfc(text) == unicodedata.normalize("NFC", text)


@given(st.lists(name_like, min_size=2, max_size=5), st.data())
def test_invisible_characters_do_not_matter(parts: list[str], data: st.DataObject) -> None:
    """A name copied from a web page would be another name."""
    unseen = data.draw(invisible)
    for form in FORMS:
        assert form(unseen.join(parts)) == form("".join(parts))


@given(name_like, name_like, apostrophes, apostrophes)
def test_apostrophes_are_one(before: str, after: str, one: str, other: str) -> None:
    """Xank'əndi, Xank’əndi and Xankʼəndi would be three names."""
    for form in FORMS:
        assert form(before + one + after) == form(before + other + after)


@pytest.mark.parametrize("spelling", ["İĞDIR", "Iğdır", "iğdır", "IĞDIR", "ığdır", "I\u0307ğdır"])
def test_the_four_letters_i_are_one(spelling: str) -> None:
    """Turkic names would depend on the locale that changed their case."""
    assert exact_form(spelling) == "iğdir"


@pytest.mark.parametrize("spelling", ["Երևան", "Երեւան", "Երեվան", "ԵՐԵՎԱՆ", "ԵՐԵՒԱՆ", "երեւան"])
def test_the_spellings_of_yev_are_one(spelling: str) -> None:
    """Yerevan would not be found in the orthography of half its literature."""
    assert folded_form(spelling) == folded_form("Երևան")


@given(texts)
def test_no_text_is_an_error(text: str) -> None:
    """One broken cell would end the job of a whole column."""
    exact = exact_form(normalize(text))
    assert "\n" not in exact
    assert set(skeleton(exact)) | set(continental(exact)) <= set(ALPHABET)
    assert isinstance(frame(skeleton(exact)), str)
    assert isinstance(strip_marks(unmix(text)), str)
    assert len(main_script(text)) == 4
    rest = without_generic(exact)
    assert rest is None or rest[0] in exact


@given(texts)
def test_a_text_is_read_if_it_has_letters_or_digits(text: str) -> None:
    """The empty would be searched for, or a name would be skipped."""
    exact = exact_form(normalize(text))
    assert refold(exact) == folded_form(text.replace("\n", " "))
    assert bool(readings([exact])) == any(letter.isalnum() for letter in refold(exact))


LONG = {
    "letters": "a" * 100_000,
    "glides": "iy" * 50_000,
    "mixed scripts": "aа" * 50_000,
    "spaces": " " * 100_000,
    "unlike spaces": " \u00a0" * 50_000,
    "stops": "." * 100_000,
    "brackets": "(" * 100_000,
    "abbreviations": "k. " * 33_000,
    "one mark": "a" + "\u0301" * 100_000,
    "unsorted marks": "\u0301\u0323" * 50_000,
    "marks and brackets": "\u0301\u0323(" * 33_000,
    "lone surrogates": "\ud800" * 100_000,
    "NUL": "\0" * 100_000,
    "no table has them": "北" * 100_000,
    "line breaks": "a\n" * 50_000,
    "apostrophes": "a’" * 50_000,
    "Armenian digraphs": "եւ" * 50_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_text_takes_bounded_time(text: str) -> None:
    """Hostile input would stop a service: quadratic rules take minutes on these."""
    steps: list[Callable[[str], object]] = [
        normalize,
        folded_form,
        lambda text: readings([exact_form(normalize(text))]),
        without_generic,
    ]
    for step in steps:
        start = time.process_time()
        step(text)
        assert time.process_time() - start < 3
