"""Finds the places of a gazetteer in running text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from toponyms.collector import passing
from toponyms.errors import UnknownLanguageError
from toponyms.mentions import MIN_SCORE
from toponyms.mentions.answers import Answers
from toponyms.mentions.blocks import batches
from toponyms.mentions.evidence import Evidence, default_evidence
from toponyms.mentions.guesses import Guess, guess_all
from toponyms.mentions.languages import LANGUAGES, language_changes, languages_of
from toponyms.mentions.lexicon import open_lexicons
from toponyms.mentions.matching import Matcher
from toponyms.mentions.paragraph import Paragraph
from toponyms.mentions.reading import Reader, lower_case
from toponyms.mentions.tokens import pieces
from toponyms.model import Mention
from toponyms.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Set

    from toponyms.gazetteer import Gazetteer

__all__ = ["Finder"]

#: Words of a paragraph that tell in which language it is.
_TELLING = 40
#: Paragraphs that are kept, and code points of the longest of them: an agency's footer, a headline
#: and a row of a table come again.
_KEPT, _LONG = 2**11, 2**12
#: Where in its paragraph what may be a mention starts and ends, and what is made of it.
_Span: TypeAlias = "tuple[int, int, Guess]"


class Finder:
    """Finds the places of one gazetteer in texts.

    Safe to share between threads; what is found does not depend on what was read before.

    Args:
        gazetteer: knows the places.
        langs: the languages that the texts may be in (BCP 47), of `LANGUAGES`; None for all.
        evidence: the weights of clues; None takes those that ship with the library.

    Raises:
        UnknownLanguageError: if a language is none of them.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        langs: Collection[str] | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        self._evidence = evidence or default_evidence()
        self._index = gazetteer.index
        self._langs = LANGUAGES if langs is None else tuple(dict.fromkeys(langs))
        for lang in self._langs:
            if lang not in LANGUAGES:
                raise UnknownLanguageError(lang, sorted(LANGUAGES))
        self._lexicons = open_lexicons(gazetteer)
        self._reader = Reader(*self._lexicons, self._langs)
        self._matchers: dict[frozenset[str], Matcher] = {}
        self._answers = Answers(self._evidence)
        self._recent = Recent[Sequence[_Span]](_KEPT)

    def find(self, text: str, *, min_score: float = MIN_SCORE) -> list[Mention]:
        """Every mention of a place in a text, in order, none overlapping another.

        What stands in one paragraph does not depend on the others; an empty line ends one, and so
        does the end of a line that was not broken for its length (`toponyms.mentions.blocks`).

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
        for batch in batches(text):
            with passing():
                found = self._found([text[start:end] for start, end in batch])
            for (offset, _), spans in zip(batch, found, strict=True):
                for first, last, guess in spans:
                    if guess.likelihood >= min_score:
                        start, end = offset + first, offset + last
                        said = text[start:end]
                        yield Mention(start, end, said, *self._answers.of(said, guess))

    def guesses(self, text: str) -> Iterator[tuple[int, Paragraph, list[Guess]]]:
        """What the words of each paragraph may mention, however unlikely.

        Yields:
            Where a paragraph starts, the paragraph, and its guesses.
        """
        for batch in batches(text):
            read = self._guessed([text[start:end] for start, end in batch])
            for (start, _), parts in zip(batch, read, strict=True):
                for offset, paragraph, guesses in parts:
                    yield start + offset, paragraph, guesses

    def _found(self, paragraphs: Sequence[str]) -> list[Sequence[_Span]]:
        """What paragraphs may mention; one that was read lately is not read again."""
        known = {paragraph: self._recent.get(paragraph) for paragraph in paragraphs}
        new = [paragraph for paragraph, spans in known.items() if spans is None]
        for text, parts in zip(new, self._guessed(new), strict=True):
            spans = known[text] = tuple(
                [
                    (*_span(paragraph, guess, offset), guess)
                    for offset, paragraph, guesses in parts
                    for guess in guesses
                ]
            )
            if len(text) <= _LONG:
                self._recent.keep(text, spans)
        return [known[paragraph] or () for paragraph in paragraphs]

    def _guessed(
        self, paragraphs: Sequence[str]
    ) -> Iterator[list[tuple[int, Paragraph, list[Guess]]]]:
        """What the words of paragraphs, which are read together, may mention.

        Yields:
            For each its parts, one a language, with where they start; none if nothing is named.
        """
        split = [pieces(paragraph) for paragraph in paragraphs]
        once = set().union(*[found[1::2] for found in split])
        capital = [word for word in once if word[0].isupper()]
        known = self._reader.read(capital)
        named = {word for word in capital if known[word]}
        # What may go on a name is read now: many words together cost far less.
        first = {word for word in named if (read := known[word]) and read.may_start}
        known = self._reader.read(
            after
            for found in split
            if not first.isdisjoint(found)
            for word, after in zip(found[1::2], found[3::2], strict=False)
            if word in first
        )
        for text, found in zip(paragraphs, split, strict=True):
            if named.isdisjoint(found) and not "".join(found[1:2])[:1].islower():
                yield []
                continue
            changes = language_changes(found)
            parts = _parts(found, changes) if changes else [(0, text, found)]
            yield [(start, *self._guessed_in(said, words, named)) for start, said, words in parts]

    def _guessed_in(
        self, text: str, found: Sequence[str], named: Set[str]
    ) -> tuple[Paragraph, list[Guess]]:
        """What the words of one paragraph in one language of a script may mention."""
        paragraph = Paragraph(text, found)
        matcher = self._matcher(languages_of(paragraph.words[:_TELLING], self._langs))
        paragraph.read(matcher.facts)
        matches = matcher.matches(paragraph, self._starts(paragraph, named))
        return paragraph, guess_all(paragraph, matches, self._evidence)

    def _starts(self, paragraph: Paragraph, named: Set[str]) -> list[int]:
        """The words that a name may begin with: those with a capital, if capitals are used."""
        words = paragraph.words
        if not paragraph.cased:
            known = self._reader.read(words)
            return [at for at, word in enumerate(words) if known[word]]
        return [at for at, word in enumerate(words) if word in named]

    def _matcher(self, langs: frozenset[str]) -> Matcher:
        """What finds names in some languages, at most one of each script."""
        found = self._matchers.get(langs)
        if found is None:
            found = Matcher(self._index, *self._lexicons, self._reader, langs)
            self._matchers[langs] = found
        return found


def _parts(found: Sequence[str], changes: Sequence[int]) -> Iterator[tuple[int, str, list[str]]]:
    """The parts of a paragraph that begin with some words: where, their texts and pieces."""
    start = 0
    for first, last in zip([0, *changes], [*changes, len(found) // 2], strict=True):
        words = list(found[2 * first : 2 * last + 1])
        if first:
            words[0] = ""  # what is between two parts is of the first
        text = "".join(words)
        yield start, text, words
        start += len(text)


def _span(paragraph: Paragraph, guess: Guess, offset: int) -> tuple[int, int]:
    """Where a mention starts and ends, if its paragraph does somewhere."""
    last = guess.match.last
    end = paragraph.end_with_ending(last) - _tail(guess, paragraph.words[last])
    return offset + paragraph.start(guess.match.first), offset + end


def _tail(guess: Guess, last: str) -> int:
    """How many code points after the name are another word: an English possessive is one."""
    form = guess.settled.readings[0].form
    if form.lang != "en":
        return 0
    ending = form.endings[0].form
    # There may be more of them than letters: what is not seen stands between letters too.
    tails = (size for size in range(len(ending), len(last)) if lower_case(last[-size:]) == ending)
    return max(tails, default=0)
