"""Names agree as people would say that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.merged import name
from toponyms.gazetteer.merging.likeness import (
    LIMIT_KM,
    MARGIN,
    THRESHOLD,
    agreement,
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
