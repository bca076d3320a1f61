"""Place names in spaCy: a component for pipelines, blank or trained, in any language.

Needs the extra `spacy`. `nlp.add_pipe("toponyms")` finds it without an import.
"""

# The annotations are not strings here (no import from __future__): spaCy checks settings by them,
# and the oldest version that this works with cannot read strings.

from collections.abc import Callable
from typing import Any

from spacy.language import Language

from toponyms.integrations.spacy_component import (
    LINK_LABELS,
    SPANS_KEY,
    Alignment,
    Mode,
    ToponymFinder,
)
from toponyms.integrations.spacy_extension import NAME
from toponyms.mentions import MIN_SCORE

__all__ = ["ToponymFinder", "make_toponyms"]

_SCORER = {"@scorers": "spacy.overlapping_labeled_spans_scorer.v1", "spans_key": SPANS_KEY}


@Language.factory(
    "toponyms",
    assigns=["doc.spans", "doc.ents", "token.ent_kb_id", f"span._.{NAME}"],
    default_config={
        "gazetteer": None,
        "langs": None,
        "min_score": MIN_SCORE,
        "mode": "spans",
        "spans_key": SPANS_KEY,
        "alignment_mode": "expand",
        "link_labels": list(LINK_LABELS),
        "overwrite": False,
        "scorer": _SCORER,
    },
    # Nothing is learned here, so that nothing of it decides which training step is the best.
    default_score_weights={
        f"spans_{SPANS_KEY}_{score}": None for score in ("f", "p", "r", "per_type")
    },
)
def make_toponyms(
    nlp: Language,
    name: str,
    gazetteer: str | None,
    langs: list[str] | None,
    min_score: float,
    mode: Mode,
    spans_key: str | None,
    alignment_mode: Alignment,
    link_labels: list[str] | None,
    overwrite: bool,
    scorer: Callable[..., Any] | None,
) -> ToponymFinder:
    """The component as spaCy makes it; see `ToponymFinder`."""
    return ToponymFinder(
        nlp,
        name,
        gazetteer=gazetteer,
        langs=langs,
        min_score=min_score,
        mode=mode,
        spans_key=spans_key,
        alignment_mode=alignment_mode,
        link_labels=link_labels,
        overwrite=overwrite,
        scorer=scorer,
    )
