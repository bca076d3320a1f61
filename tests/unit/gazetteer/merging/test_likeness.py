"""Names agree as people would say that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merged import name
from tests.strategies import near_names
from toponyms.gazetteer.merging.likeness import (
    LIMIT_KM,
    MARGIN,
    THRESHOLD,
    agreement,
    form_hashes,
    forms_of,
    limit_km,
    score,
)

if TYPE_CHECKING:
    from toponyms.model import Name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([name("Şuşa")], [name("ŞUŞA", "en")], 1.0),  # by letters, whatever the language
        ([name("Şuşa")], [name("Şuşa kəndi")], 1.0),
        ([name("Şuşa"), name("Шуша", "ru")], [name("Şuşa"), name("Шуши", "ru")], 0.75),
        ([name("Chankatagh", "en")], [name("Čankatał", "hy")], 0.0),  # alike, of two languages
        ([name("Chankatagh", "en")], [name("Tchankatagh", "und-Latn")], 0.9),
        ([name("Şuşa")], [name("Laçın")], 0.0),
        ([], [name("Laçın")], 0.0),
        ([name("!")], [name("?")], 0.0),  # nothing to compare
    ],
)
def test_agreement(one: list[Name], other: list[Name], expected: float) -> None:
    """Else places are joined that have nothing in common, or kept apart that have."""
    here, there = forms_of([one, other])
    found, shared = agreement(here, there)
    assert found == pytest.approx(expected)
    assert bool(shared) == bool(found)
    assert agreement(there, here)[0] == found


def test_the_threshold_is_within_reach_at_every_limit() -> None:
    """Else a kind of place could never be found again, or at any distance."""
    for kind in LIMIT_KM:
        assert score(1.0, 0.0, limit_km(kind)) > THRESHOLD + MARGIN
        assert score(1.0, limit_km(kind), limit_km(kind)) < THRESHOLD
    assert THRESHOLD <= score(1.0, None, 10.0) < 1.0


@given(texts=st.lists(near_names, min_size=2, max_size=6))
def test_names_have_a_hash_in_common_if_they_have_a_form_in_common(texts: list[str]) -> None:
    """Else a place of the same name is never compared with a record."""
    owners, found = form_hashes(texts)
    hashed: list[set[int]] = [set() for _ in texts]
    for owner, one in zip(owners, found, strict=True):
        hashed[owner].add(one)
    forms = [
        {*one.letters, *(f"~{sound}" for sound in one.sounds)}
        for one in forms_of([[name(text)] for text in texts])
    ]
    for first in range(len(texts)):
        for second in range(first):
            common = bool(forms[first] & forms[second])
            assert bool(hashed[first] & hashed[second]) == common
