"""One paragraph with its words, and what can be asked of any of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from toponyms.mentions.cues import load_cues
from toponyms.mentions.languages import languages_of
from toponyms.mentions.reading import lower_case
from toponyms.mentions.tokens import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from toponyms.mentions.reading import Reader, Word
    from toponyms.mentions.spans import Span

__all__ = ["Paragraph"]

#: What ends a sentence; the Armenian full stop is a colon of its own.
_END = re.compile("[.!?…։]")
#: A line that begins with a mark of a list.
_ITEM = re.compile("[\r\n]\\s*[-–—•*·]")
_BESIDE = re.compile("[^\\S\r\n]*(?:\r\n?|\n)?[^\\S\r\n]*")
_HYPHENS = frozenset("-\u2010\u2011")
_OPENING, _CLOSING = frozenset('«“„"‘‹'), frozenset('»”“"’›')


class Paragraph:
    """A paragraph of a text.

    Args:
        text: the paragraph.
        reader: reads its words.
        langs: languages that it may be in.
    """

    def __init__(self, text: str, reader: Reader, langs: Collection[str]) -> None:
        self.text = text
        self.tokens = list(words(text))
        self._reader = reader
        self._among = langs

    @cached_property
    def langs(self) -> frozenset[str]:
        """The likeliest language of each script."""
        lowered = self.text.lower()
        return languages_of(lowered, (word[0] for word in words(lowered)), self._among)

    @cached_property
    def cased(self) -> bool:
        """Whether there are words with and without a capital, so that capitals tell something."""
        found = {word[0][0].isupper() for word in self.tokens if word[0][0].isalpha()}
        return len(found) == 2 and any(map(str.islower, self.text))

    def token(self, at: int) -> str:
        """A word as it stands."""
        return self.tokens[at][0]

    def lower(self, at: int) -> str:
        """A word in lower case."""
        return lower_case(self.tokens[at][0])

    def word(self, at: int) -> Word | None:
        """What a word may be."""
        text = self.tokens[at][0]
        return self._reader.read((text,))[text]

    def capital(self, at: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.tokens[at][0][0].isupper()

    def beside(self, at: int, step: int) -> int | None:
        """The number of the word before (-1) or after (1) a word, if only a space is between."""
        other = at + step
        if not 0 <= other < len(self.tokens):
            return None
        left, right = sorted((at, other))
        gap = self.text[self.tokens[left].end() : self.tokens[right].start()]
        if step < 0 and gap.startswith(".") and not self._ends_sentence(left, gap):
            gap = gap[1:]
        return other if _BESIDE.fullmatch(gap) else None

    def begins_sentence(self, at: int) -> bool:
        """Whether a word is the first of a sentence, a title or a list's item."""
        if at == 0:
            return True
        gap = self.text[self.tokens[at - 1].end() : self.tokens[at].start()]
        return bool(_ITEM.search(gap)) or self._ends_sentence(at - 1, gap)

    def _ends_sentence(self, at: int, gap: str) -> bool:
        """Whether a sentence ends in what follows a word; abbreviations end none."""
        end = _END.search(gap)
        if not end:
            return False
        return end[0] != "." or not (self.is_initial(at) or self.generic(at))

    def cue(self, at: int, side: str) -> str:
        """What a word says of the name after (`before`) or before it (`after`); may be empty."""
        word = self.lower(at)
        for lang in self.langs:
            cues = load_cues(lang)
            if found := (cues.before if side == "before" else cues.after).get(word):
                return found
        return ""

    def generic(self, at: int) -> str:
        """The GeoNames feature class that a generic term says, or empty."""
        word = self.lower(at)
        return next((kind for lang in self.langs if (kind := load_cues(lang).generic(word))), "")

    def also(self, at: int) -> str:
        """What a word that may be a place is as well in the language of the text, or empty."""
        word = self.lower(at)
        return next((kind for lang in self.langs if (kind := load_cues(lang).also.get(word))), "")

    def is_initial(self, at: int) -> bool:
        """Whether a word is one capital letter with a full stop."""
        token = self.tokens[at]
        return (
            len(token[0]) == 1 and token[0].isupper() and self.text[token.end() :][:1] in {".", "․"}
        )

    def is_name(self, at: int) -> bool:
        """Whether a word may be a word of a name, by its spelling."""
        word = self.word(at)
        return word is not None and any(form.spelled for form in word.forms)

    def quoted(self, span: Span) -> bool:
        """Whether quotation marks stand on both sides of a name and nothing else in them."""
        start, end = self.tokens[span.first].start(), self.tokens[span.last].end()
        return self.text[start - 1 : start] in _OPENING and self.text[end : end + 1] in _CLOSING

    def compound(self, span: Span) -> bool:
        """Whether a hyphen joins a name to another word with a capital that is no name."""
        start, end = self.tokens[span.first].start(), self.tokens[span.last].end()
        joined = []
        if start and self.text[start - 1] in _HYPHENS and span.first:
            joined.append(span.first - 1)
        if self.text[end : end + 1] in _HYPHENS and span.last + 1 < len(self.tokens):
            joined.append(span.last + 1)
        return any(self.capital(at) and not self.is_name(at) for at in joined)
