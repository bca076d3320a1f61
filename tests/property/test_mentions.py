"""What holds for any text whatever in which names are looked for."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.labelled import FOLDER, read_labelled
from toponyms import Finder, Gazetteer, Mention
from toponyms.mentions.blocks import paragraphs
from toponyms.mentions.tokens import pieces

_PARAGRAPHS = [text.text for path in sorted(FOLDER.glob("*.txt")) for text in read_labelled(path)]
_WORDS = (
    "Bakı", "Bakıdan", "Şuşanın", "Xankəndinə", "Canyataqda", "Nagorno-Karabakh", "Moscow's",
    "Ճանկաթաղում", "Շուշիի", "Երևա՞ն", "в", "Джанятаге", "Нагорного", "Карабаха", "под", "Агдамом",
    "Ростове-на-Дону", "г.", "Москва", "Ba\u00adku", "Мир", "The", "of", "river", "və", "и", "և",
    "near", "Kirov", "«Спартак»", "(Stepanakert),", "–", "\n", "\r\n", "\t", ".", "!", "1905",
)  # fmt: skip
_texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join),
    st.sampled_from(_PARAGRAPHS),
)


@cache
def finder() -> Finder:
    return Finder(Gazetteer.default())


def seen(mentions: list[Mention], start: int = 0) -> list[tuple[object, ...]]:
    """What is said of mentions, their places in the text counted from an offset."""
    return [
        (one.start - start, one.end - start, one.text, one.resolution.status, one.score)
        for one in mentions
    ]


@given(_texts, st.sampled_from([0.0, 0.5]))
def test_offsets_slice_the_text_as_given(text: str, least: float) -> None:
    """Callers cut and mark texts by offsets: one code point off, and every mark is wrong."""
    end = 0
    for mention in finder().find(text, min_score=least):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= end, "mentions overlap or are out of order"
        assert mention.resolution.candidates
        assert least <= mention.score + 5e-5 <= 1.0001
        end = mention.end


@given(st.lists(_texts.map(lambda text: text.strip()), min_size=2, max_size=4))
def test_documents_put_together_keep_their_mentions(texts: list[str]) -> None:
    """A stream of documents in one file must not change what each of them says."""
    whole = finder().find("\n\n".join(texts))
    at = 0
    found = []
    for text in texts:
        inside = [one for one in whole if at <= one.start and one.end <= at + len(text)]
        assert seen(inside, at) == seen(finder().find(text))
        found += inside
        at += len(text) + 2
    assert found == whole, "a mention crosses the border of two documents"


@given(_texts)
def test_what_was_read_before_changes_nothing(text: str) -> None:
    """Answers are kept between texts; a kept one must be what a new finder says."""
    assert seen(finder().find(text)) == seen(Finder(Gazetteer.default()).find(text))


@given(_texts)
def test_pieces_are_the_text(text: str) -> None:
    """Offsets are sums of lengths of pieces; a lost character would shift all that follow."""
    assert "".join(pieces(text)) == text
    assert len(pieces(text)) % 2 == 1
    spans = list(paragraphs(text))
    assert all(start < end for start, end in spans)
    assert spans == sorted(spans)
    gaps = zip([(0, 0), *spans], spans, strict=False)
    assert not "".join(text[end:start] for (_, end), (start, _) in gaps).strip()


@pytest.mark.parametrize("lang", ["az", "en", "hy"])
def test_capitals_lose_no_mention_but_for_want_of_capitals(lang: str) -> None:
    """Headlines are set in capitals: a name must be read in them as in a sentence. Where its
    capital letter was what spoke for it, it may become less likely, but not unread."""
    unread, unlikely, every = [], 0, 0
    for labelled in read_labelled(FOLDER / f"{lang}.txt"):
        likely: dict[str, float] = {}
        for mention in finder().find(labelled.text.upper(), min_score=0.001):
            for one in mention.resolution.candidates:
                likely[one.place.id] = max(mention.score, likely.get(one.place.id, 0.0))
        for mention in finder().find(labelled.text):
            best = max(likely.get(one.place.id, 0.0) for one in mention.resolution.candidates)
            every += 1
            unlikely += best < 0.5
            if not best:
                unread.append((labelled.key, mention.text))
    assert every > 250
    assert len(unread) <= every // 100, unread
    assert unlikely <= every // 12
