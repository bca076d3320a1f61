"""A text, what the small gazetteer has of it, and how spaCy's documents are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXT = "From Gyumri to Vanadzor, then Norashen in Armenia and Nagorno-Karabakh."
FOUND = [
    ("Gyumri", "GPE", "gn:616635"),
    ("Vanadzor", "GPE", "gn:616530"),
    ("Norashen", "GPE", ""),
    ("Armenia", "GPE", "iso:AM"),
    ("Nagorno-Karabakh", "LOC", "tp:1000"),
]


def spans(doc: Doc, key: str = "toponyms") -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans[key]]


def ents(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in doc.ents]
