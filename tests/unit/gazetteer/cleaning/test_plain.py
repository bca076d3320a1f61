"""The short way for plain names comes to what the long way comes to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.gazetteer.cleaning.plain import plain_script
from toponyms.gazetteer.cleaning.rules import RULES, clean, why_rejected
from toponyms.text.normalize import normalize
from toponyms.text.scripts import scripts_of, unmix

_WORDS = st.lists(
    st.sampled_from([
        "Bakı", "Şuşa", "shwshy", "KVD", "Nork’", "Баку", "баку", "Ҝәнҹә", "Երևան", "район", "X",
        "rayon", "совхоз", "გორი", "شوشا", "a", "́", "ǝ", "é", "e\u0301", "1", "ё", "й",
    ]),
    min_size=1, max_size=4,
)  # fmt: skip
_JOINTS = st.sampled_from([" ", "-", "’", "", "  ", ", ", "’-", "/"])
NAMES = st.one_of(
    st.builds(lambda words, joint: joint.join(words), _WORDS, _JOINTS),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x6FF), max_size=6),
    st.text("ABÇəşıİбԱև ’-", max_size=6),
)


@given(NAMES)
def test_a_plain_name_needs_no_cleaning(name: str) -> None:
    """The short way skips normalisation: what it lets through must be normal already."""
    script = plain_script(name)
    if script:
        assert unmix(normalize(name)) == name
        assert set(scripts_of(name)) == {script}
        assert clean(name) == name


@given(NAMES)
def test_a_plain_name_is_rejected_for_the_same_reason(name: str) -> None:
    """The short way asks fewer rules: the others must not apply."""
    assert why_rejected(name) == next((rule.reason for rule in RULES if rule.applies(name)), "")


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Ust’-Kut", "Latn"), ("Nork’", "Latn"), ("Йошкар-Ола", "Cyrl"), ("Նոր Գեղի", "Armn"),
        ("Bakı-2", ""), ("Бaку", ""), (" Bakı", ""), ("Bakı  2", ""), ("", ""), ("-", ""),
        ("Şus\u0327a", ""), ("Агалы II", ""), ("ガンジャ", ""),
    ],
)  # fmt: skip
def test_what_is_plain(name: str, script: str) -> None:
    assert plain_script(name) == script
