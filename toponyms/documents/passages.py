"""The places in a document, piece by piece, so that its length does not matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from toponyms.mentions import MIN_SCORE
from toponyms.mentions.blocks import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.documents.documents import Document
    from toponyms.mentions.finder import Finder
    from toponyms.model import Mention

__all__ = ["Passage", "cut", "passages"]

#: Characters of a passage, but for its last paragraph; and characters by which there is more than
#: one passage.
_PASSAGE, _ENOUGH = 2**16, 2**18


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document and the places in it.

    Attributes:
        document: what it is called.
        start: where it begins in the document, in code points: 0 is where a document begins.
        text: of whole paragraphs.
        mentions: in order; their offsets are those in the document.
    """

    document: str
    start: int
    text: str
    mentions: Sequence[Mention]


def passages(
    document: Document,
    finder: Finder,
    *,
    min_score: float = MIN_SCORE,
    ambiguous: bool = True,
) -> Iterator[Passage]:
    """A document in passages that make up its text, with the places in each; one at least.

    The mentions are those that `Finder.find` gives for the whole text.

    Args:
        document: is read once.
        finder: finds them.
        min_score: the least probability, 0 to 1, that words are the name of a place.
        ambiguous: whether to tell names that several places fit.
    """
    start = 0
    for text in chain(cut(document.pieces), [""]):
        if start and not text:
            return
        # Space before a paragraph is none of it.
        before = len(text) - len(text.lstrip()) if start else 0
        mentions = [
            _moved(mention, start + before)
            for mention in finder.find_iter(text[before:], min_score=min_score)
            if ambiguous or mention.resolution.status == "matched"
        ]
        yield Passage(document.name, start, text, mentions)
        start += len(text)


def cut(pieces: Iterable[str]) -> Iterator[str]:
    r"""A text in parts that end where a paragraph does, in memory that does not grow.

    A paragraph of ten thousand letters is cut too, where `Finder.find` cuts it.

    Args:
        pieces: of the text, in any lengths.

    >>> parts = list(cut(["Baku.\n", "\n"] * 50_000))
    >>> len(parts), {part[:5] for part in parts}
    (4, {'Baku.'})
    """
    rest = ""
    for piece in pieces:
        rest += piece
        if len(rest) >= _ENOUGH:
            done = stop = 0
            for start, stop in paragraphs(rest):  # noqa: B007 - the last one is looked at below
                if start - done >= _PASSAGE:
                    yield rest[done:start]
                    done = start
            # The last paragraph may go on in the next piece, unless much space has ended it.
            if len(rest) - stop >= _PASSAGE:
                yield rest[done:]
                done = len(rest)
            rest = rest[done:]
    if rest:
        yield rest


def _moved(mention: Mention, by: int) -> Mention:
    if not by:
        return mention
    return replace(mention, start=mention.start + by, end=mention.end + by)
