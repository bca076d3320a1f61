"""Finds the places of a gazetteer in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.errors import UnknownLanguageError
from toponyms.mentions import MIN_SCORE
from toponyms.mentions.explain import Explanation
from toponyms.mentions.guesses import Guess, guess_all
from toponyms.mentions.homonyms import Homonyms, homonyms_of, is_settled
from toponyms.mentions.languages import LANGUAGES
from toponyms.mentions.lexicon import open_lexicons
from toponyms.mentions.paragraph import Paragraph
from toponyms.mentions.reading import Form, Reader
from toponyms.mentions.spans import Span, Spans
from toponyms.mentions.tokens import capitalized, paragraphs, words
from toponyms.model import Candidate, Mention, Method, Resolution

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from toponyms.gazetteer import Gazetteer
    from toponyms.mentions.homonyms import Reading

__all__ = ["Finder"]

#: Code points that are read together.
_BATCH = 2**16
#: Runs of words whose meanings are kept.
_KEPT = 2**15
#: The most candidates of one mention.
_CANDIDATES = 10


class Finder:
    """Finds the places of one gazetteer in texts.

    Safe to share between threads; what is found does not depend on what was read before.

    Args:
        gazetteer: knows the places.
        langs: the languages that the texts may be in (BCP 47), of `LANGUAGES`; None for all.

    Raises:
        UnknownLanguageError: if a language is none of them.
    """

    def __init__(self, gazetteer: Gazetteer, *, langs: Collection[str] | None = None) -> None:
        self._index = gazetteer.index
        self._langs = LANGUAGES if langs is None else tuple(dict.fromkeys(langs))
        for lang in self._langs:
            if lang not in LANGUAGES:
                raise UnknownLanguageError(lang, sorted(LANGUAGES))
        spelled, sound = open_lexicons(gazetteer)
        self._reader = Reader(spelled, sound, self._langs)
        self._spans = Spans(spelled, sound)
        self._known: dict[tuple[tuple[int, ...], tuple[Form, ...]], Homonyms] = {}

    def find(self, text: str, *, min_score: float = MIN_SCORE) -> list[Mention]:
        """Every mention of a place in a text, in order, none overlapping another.

        What stands in one paragraph does not depend on the others; an empty line ends one.

        Args:
            text: any text.
            min_score: the least probability, 0 to 1, that words are the name of a place.

        >>> from toponyms import Gazetteer
        >>> finder = Finder(Gazetteer.default())
        >>> for mention in finder.find("От Шуши до Canyataqda и Ճանկաթաղում"):
        ...     print(mention.start, mention.text, mention.resolution.place.id)
        3 Шуши gn:147105
        11 Canyataqda gn:586666
        24 Ճանկաթաղում gn:586666
        """
        return list(self.find_iter(text, min_score=min_score))

    def find_iter(self, text: str, *, min_score: float = MIN_SCORE) -> Iterator[Mention]:
        """`find`, one mention after the other: for texts whose mentions are too many to hold."""
        for batch in _batches(text):
            self._reader.read(capitalized(text[batch[0][0] : batch[-1][1]]))
            for start, end in batch:
                yield from self._find(text[start:end], start, min_score)

    def _find(self, text: str, offset: int, min_score: float) -> Iterator[Mention]:
        """The mentions in one paragraph, which starts at an offset of the text."""
        begin = capitalized(text) or [word[0] for word in words(text)]
        known = self._reader.read(begin)
        if not any(known[word] for word in begin):
            return
        paragraph = Paragraph(text, self._reader, self._langs)
        anywhere = not capitalized(text)
        starts = [
            at
            for at in range(len(paragraph.tokens))
            if (anywhere or paragraph.capital(at)) and known.get(paragraph.token(at))
        ]
        spans = self._spans.find(text, paragraph.tokens, paragraph.word, starts, paragraph.langs)
        for guess in guess_all(paragraph, ((span, self._meaning(span)) for span in spans)):
            if guess.likelihood >= min_score:
                yield _mention(paragraph, guess, offset)

    def _meaning(self, span: Span) -> Homonyms:
        """What the words of a span may mean."""
        key = (span.names, span.forms)
        known = self._known.get(key)
        if known is None:
            known = homonyms_of(self._index, span.names, span.forms)
            if len(self._known) >= _KEPT:
                self._known = {}
            self._known[key] = known
        return known


def _mention(paragraph: Paragraph, guess: Guess, offset: int) -> Mention:
    """A guess as the caller sees it."""
    span, readings = guess.span, guess.readings
    start, end = paragraph.tokens[span.first].start(), _end(paragraph, guess)
    text = paragraph.text[start:end]
    candidates = tuple([
        Candidate(
            reading.place, reading.name, round(guess.likelihood * share, 4), _method(text, span, reading)
        )
        for reading, share in zip(readings[:_CANDIDATES], guess.shares, strict=False)
    ])  # fmt: skip
    settled = is_settled(readings, guess.shares)
    resolution = Resolution(
        text,
        "matched" if settled else "ambiguous",
        readings[0].place if settled else None,
        candidates[0].score,
        candidates,
        Explanation(text, guess),
    )
    return Mention(offset + start, offset + end, text, resolution, round(guess.likelihood, 4))


def _end(paragraph: Paragraph, guess: Guess) -> int:
    """Where the name ends: an English possessive is a word of its own."""
    token, form = paragraph.tokens[guess.span.last], guess.readings[0].form
    if form.lang != "en":
        return token.end()
    tail = len(form.endings[0].form)
    return token.end() - tail


def _method(text: str, span: Span, reading: Reading) -> Method:
    if span.heard:
        return "sound"
    return "exact" if text.casefold() == reading.name.text.casefold() else "folded"


def _batches(text: str) -> Iterator[list[tuple[int, int]]]:
    """The paragraphs of a text, as many together as are read at once."""
    batch: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        batch.append((start, end))
        if end - batch[0][0] >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
