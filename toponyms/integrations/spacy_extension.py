"""`span._.toponym`: the mention of a span in a spaCy document.

It is kept in `doc.user_data`, by the span's offsets, as spaCy keeps extensions: it is shifted when
documents are joined or cut, and goes wherever user data goes. In memory it is the `Mention`
itself; it becomes plain values when spaCy writes msgpack, so that nobody pays who does not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import srsly
from spacy.tokens import Span

from toponyms.integrations.stored import restored, stored
from toponyms.model import Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc

__all__ = ["NAME", "mention_of", "place_id_of", "register", "remember"]

#: Of the extension.
NAME = "toponym"


def remember(doc: Doc, found: Iterable[tuple[Span, Mention]]) -> None:
    """Keeps mentions with a document, in the place of what was kept for the same spans.

    Args:
        doc: is changed in place.
        found: spans of the document, and the mention that each of them is. Several mentions in one
            token have one span.
    """
    kept: dict[Any, list[Mention]] = {}
    for span, mention in found:
        kept.setdefault(_key(span), []).append(_shifted(mention, -span.start_char))
    cast("dict[Any, Any]", doc.user_data).update(kept)


def mention_of(span: Span) -> Mention | None:
    """The mention of a span, with offsets into the document that the span is in; else None."""
    kept = cast("dict[Any, Any]", span.doc.user_data).get(_key(span))
    if not kept:
        return None
    mentions = [one if isinstance(one, Mention) else restored(one) for one in kept]
    same = (one for one in mentions if place_id_of(one) == span.kb_id_)
    return _shifted(next(same, mentions[0]), span.start_char)


def place_id_of(mention: Mention) -> str:
    """The id of the place that is meant; empty if that is not settled."""
    place = mention.resolution.place
    return "" if place is None else place.id


def register() -> None:
    """Makes `span._.toponym` known to spaCy, unless it is."""
    if not Span.has_extension(NAME):
        Span.set_extension(NAME, getter=mention_of)


def _key(span: Span) -> tuple[str, str, int, int]:
    return ("._.", NAME, span.start_char, span.end_char)


def _shifted(mention: Mention, by: int) -> Mention:
    return replace(mention, start=mention.start + by, end=mention.end + by)


def _packed(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """A mention as plain values; what is none goes to the next encoder."""
    if isinstance(value, Mention):
        return stored(value)
    return value if chain is None else chain(value)


register()
srsly.msgpack_encoders.register("toponyms.mention", func=_packed)
