"""A column of names read at once gives what each name gives by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import texts
from toponyms.gazetteer.neighbours import hashes, neighbourhoods
from toponyms.gazetteer.signature import signatures
from toponyms.text.fold import exact_form, folded_form, refold, strip_marks
from toponyms.text.keys import readings
from toponyms.text.normalize import clean, normalize, normalize_lines
from toponyms.text.scripts import unmix
from toponyms.text.sound import (
    continental,
    devoiced,
    frame,
    skeleton,
    unvowelled,
)

if TYPE_CHECKING:
    from collections.abc import Callable

columns = st.lists(texts, min_size=1, max_size=6)
lines = columns.map(normalize_lines)
exact = lines.map(lambda names: [exact_form(name) for name in names])
skeletons = exact.map(lambda names: [skeleton(name) for name in names])


def at_once(function: Callable[[str], str], names: list[str]) -> list[str]:
    return function("\n".join(names)).split("\n")


@given(columns)
@example(["a\nb", "", " ", "\r\n", "\u2028", "x\n"])
@example(["a", "\u0301", "b"])  # a mark at a line's start must not join the line before
def test_normalize_lines(names: list[str]) -> None:
    """A table would be normalised otherwise than its cells, or lose its rows."""
    assert normalize_lines(names) == [normalize(name) for name in names]


@pytest.mark.parametrize("function", [clean, exact_form, folded_form, unmix, strip_marks])
@given(names=lines)
def test_functions_of_clean_text(function: Callable[[str], str], names: list[str]) -> None:
    """A name's match form would depend on its neighbours in the column."""
    assert at_once(function, names) == [function(name) for name in names]


@pytest.mark.parametrize("function", [refold, skeleton, continental])
@given(names=exact)
@example(names=["", "i", "", "y", "a", "o", "w", "ո", "ւ"])
@example(names=["s", "h", "sh", "t", "s"])
def test_functions_of_exact_forms(function: Callable[[str], str], names: list[str]) -> None:
    """A name's key in the index would not be its key in a query."""
    assert at_once(function, names) == [function(name) for name in names]


@pytest.mark.parametrize("function", [devoiced, unvowelled, frame])
@given(names=skeletons)
def test_functions_of_skeletons(function: Callable[[str], str], names: list[str]) -> None:
    """Distances would depend on the batch."""
    assert at_once(function, names) == [function(name) for name in names]


@given(exact)
def test_readings(names: list[str]) -> None:
    """Results would depend on what is asked for in one call."""
    single = [reading for name in enumerate(names) for reading in _numbered(*name)]
    assert readings(names) == single


def _numbered(owner: int, name: str) -> list[object]:
    return [reading._replace(owner=owner) for reading in readings([name])]


@given(st.lists(st.text(max_size=80), max_size=6))
def test_hashes_and_neighbourhoods(strings: list[str]) -> None:
    """Candidates would be found or missed by the company that a name keeps."""
    assert hashes(strings, 1).tolist() == [hashes([string], 1)[0] for string in strings]
    found, owners = neighbourhoods(strings, 2)
    for row, string in enumerate(strings):
        alone, _ = neighbourhoods([string], 2)
        assert sorted(found[owners == row].tolist()) == sorted(alone.tolist())


@given(skeletons)
def test_signatures(names: list[str]) -> None:
    """Candidates would be thinned out by the company that a name keeps."""
    single = [signatures([name])[0] for name in names]
    assert np.array_equal(signatures(names), np.array(single, dtype=np.uint64))
