"""Classical Armenian orthography: what the reform changed, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.text.orthography import reformed
from toponyms.text.tables import read_table

#: Words that the pages named in tables/armenian_reform.tsv print in both orthographies.
PRINTED = [
    "Հայերէն Հայերեն", "Յակոբ Հակոբ", "բացուել բացվել", "քոյր քույր", "Սարգսեան Սարգսյան",
    "եօթ յոթ", "ազատութիւն ազատություն", "տէր տեր", "Արմէն Արմեն", "Արմինէ Արմինե",
    "խօսել խոսել", "Սարօ Սարո", "թիւ թիվ", "Արոնեան Արոնյան", "Յարութիւն Հարություն",
    "սիւն սյուն", "բնութիւն բնություն", "Պօղոս Պողոս", "Մարոյ Մարո",
]  # fmt: skip


@pytest.mark.parametrize("pair", PRINTED)
def test_printed_pairs(pair: str) -> None:
    """A newspaper of Beirut would spell every other name unheard of."""
    classical, expected = pair.lower().split()
    assert reformed(classical) == expected


@pytest.mark.parametrize("word", ["հայ", "երևան", "շուշի", "էջմիածին", "օհանավան", "ույծ", "այ"])
def test_a_reformed_word_stays(word: str) -> None:
    """A word would be lost that is written the same in both."""
    assert reformed(word) == word


def test_each_rule_does_something() -> None:
    """A pattern with a slip in it would match nothing, and nobody would know."""
    for row in read_table("armenian_reform"):
        before = row["what"].split()[0].lower()
        assert reformed(before) != before, row["pattern"]


@given(st.text())
def test_any_text_goes_through(text: str) -> None:
    """Running text has anything in it; lines stay lines, since many words are respelled at once."""
    assert reformed(text).count("\n") == text.count("\n")


@given(st.text("abcşğабв ’-", max_size=20))
def test_other_scripts_stay(text: str) -> None:
    assert reformed(text) == text
