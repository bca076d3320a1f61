"""The resolver reads letters by tables of its own, for another purpose; the facts must agree."""

from __future__ import annotations

import pytest

from toponyms import Systems, transliterate
from toponyms.text.fold import exact_form
from toponyms.text.sound import skeleton

#: Latin j is read as in English names first (Janyatag); the Azerbaijani j, which is ж, is rare.
READ_OTHERWISE = {"az-aze-Cyrl-Latn-1991": {"ж"}}


@pytest.mark.parametrize(
    ("system", "options"),
    [
        ("bgnpcgn-rus-Cyrl-Latn-1947", ["no-middle-dot"]),
        ("bgnpcgn-hye-Armn-Latn-1981", ["no-aspiration"]),
        ("az-aze-Cyrl-Latn-1991", []),
    ],
)
def test_a_letter_sounds_the_same_in_both_scripts(system: str, options: list[str]) -> None:
    """A name and its own romanization by the usual standard would not be found alike."""
    letters = Systems.default()[system].letters
    vowel = {"Armn": "ա"}.get(Systems.default()[system].source_script, "а")
    apart = set()
    for letter in filter(str.isalpha, letters):
        word = f"{vowel}{letter}{vowel}"
        written = transliterate(word, system, options=options)
        if skeleton(exact_form(word)) != skeleton(exact_form(written)):
            apart.add(letter)
    assert apart == READ_OTHERWISE.get(system, set())
