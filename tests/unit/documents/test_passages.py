"""A document in passages is the document, and its names are those of the whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toponyms import Finder
from toponyms.documents import Document, passages
from toponyms.documents.passages import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms import Gazetteer

PARAGRAPH = "Yesterday a train from Baku came to Yerevan by way of Gyumri.\r\n\r\n"


@pytest.fixture(scope="module")
def finder(small_gazetteer: Gazetteer) -> Finder:
    return Finder(small_gazetteer)


def test_offsets_are_those_in_the_document(finder: Finder) -> None:
    """Whoever cuts the names out of the text would get others."""
    text = PARAGRAPH * 6000
    found = list(passages(Document("a", [text]), finder))
    assert len(found) > 3
    assert "".join(passage.text for passage in found) == text
    assert [passage.start for passage in found][:2] == [0, len(found[0].text)]
    mentions = [mention for passage in found for mention in passage.mentions]
    assert mentions == finder.find(text)
    assert {text[one.start : one.end] for one in mentions} == {"Baku", "Yerevan", "Gyumri"}


def test_an_empty_document_is_one(finder: Finder) -> None:
    """It would be missing in a page or in a count."""
    (passage,) = passages(Document("a", []), finder)
    assert (passage.document, passage.start, passage.text, passage.mentions) == ("a", 0, "", [])


def test_names_that_stay_open_can_be_left_out(finder: Finder) -> None:
    """Whoever wants one place a name would have to sort the others out."""
    text = "The bus from Norashen stopped in Baku."

    def statuses(*, ambiguous: bool) -> set[str]:
        found = passages(Document("a", [text]), finder, ambiguous=ambiguous)
        return {mention.resolution.status for one in found for mention in one.mentions}

    assert statuses(ambiguous=True) == {"matched", "ambiguous"}
    assert statuses(ambiguous=False) == {"matched"}
    (none,) = passages(Document("a", [text]), finder, min_score=1.0)
    assert not none.mentions


def test_memory_does_not_grow_with_the_text() -> None:
    """A large file, or a pipe that has no end, would fill the memory."""
    given = 0

    def endless() -> Iterator[str]:
        nonlocal given
        while True:
            given += 1
            yield PARAGRAPH * 1000

    parts = cut(endless())
    for number in range(1, 40):
        part = next(parts)
        assert len(part) < 2**18
        assert given <= number * 2 + 8


def test_one_long_paragraph_is_cut(finder: Finder) -> None:
    """A text without an empty line would be held whole."""
    text = "From Baku to Ganja and on. " * 40_000
    pieces = [text[at : at + 5000] for at in range(0, len(text), 5000)]
    parts = list(cut(pieces))
    assert "".join(parts) == text
    assert max(map(len, parts)) < 2**18
    found = passages(Document("a", pieces), finder)
    assert [one for passage in found for one in passage.mentions] == finder.find(text)


def test_much_space_takes_no_time_and_no_memory(finder: Finder) -> None:
    """A file of line ends would be looked at again and again."""
    pieces = ["From Baku", *["\n" * 2**16] * 200, "\n to Baku.\n\n", "And from Baku", " \n" * 2**17]
    text = "".join(pieces)
    parts = list(cut(pieces))
    assert "".join(parts) == text
    assert max(map(len, parts)) < 2**19
    found = passages(Document("a", pieces), finder)
    assert [one for passage in found for one in passage.mentions] == finder.find(text)
