"""What the tests of several integrations share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language


@pytest.fixture
def pipeline(small_folder: Path) -> Callable[..., Language]:
    """Makes blank pipelines over the small gazetteer that leave no name out."""

    spacy = pytest.importorskip("spacy")

    def make(lang: str = "en", **config: Any) -> Language:
        nlp: Language = spacy.blank(lang)
        given = {"gazetteer": str(small_folder), "min_score": 0.0, **config}
        nlp.add_pipe("toponyms", config=given)
        return nlp

    return make
