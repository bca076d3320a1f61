"""Places in `doc.ents`: what spaCy's models found is added to, linked, or replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Doc, Span

__all__ = ["add", "clear", "link"]


def link(
    doc: Doc, spans: Sequence[Span], *, labels: Collection[str] | None, overwrite: bool
) -> list[tuple[Span, Span]]:
    """Gives entities the id of the place whose name they are, or overlap.

    Nothing else of an entity changes, and nothing at all if it overlaps names of several places.
    What has a name as a part of its own, such as a university, may be something else.

    Args:
        doc: is changed in place.
        spans: names of places, with `kb_id_` where it is known which.
        labels: of the entities that are linked though they are not just a name; None for any.
        overwrite: whether an id that an entity has already is replaced.

    Returns:
        The entities that were linked, and of each the first span that it overlaps.
    """
    at = _by_token(spans)
    linked = []
    for entity in doc.ents:
        overlapped = [span for token in entity for span in at.get(token.i, ())]
        ids = {span.kb_id for span in overlapped}
        if len(ids) != 1 or (entity.kb_id and not overwrite):
            continue
        first, place_id = overlapped[0], ids.pop()
        is_name = (entity.start, entity.end) == (first.start, first.end)
        if place_id and (is_name or labels is None or entity.label_ in labels):
            for token in entity:
                token.ent_kb_id = place_id
            linked.append((entity, first))
    return linked


def add(doc: Doc, spans: Sequence[Span]) -> None:
    """Makes entities of the spans that overlap no other; all others stay as they are."""
    taken = {token.i for entity in doc.ents for token in entity}
    free = []
    for span in spans:
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            free.append(span)
    doc.set_ents(free, default="unmodified")


def clear(doc: Doc, spans: Sequence[Span]) -> None:
    """Takes away the entities that overlap some spans, with their ids."""
    at = _by_token(spans)
    gone = [entity for entity in doc.ents if any(token.i in at for token in entity)]
    for entity in gone:
        for token in entity:
            token.ent_id = token.ent_kb_id = 0
    doc.set_ents([], outside=gone, default="unmodified")


def _by_token(spans: Sequence[Span]) -> dict[int, list[Span]]:
    """The spans that each token is in."""
    found: dict[int, list[Span]] = {}
    for span in spans:
        for token in range(span.start, span.end):
            found.setdefault(token, []).append(span)
    return found
