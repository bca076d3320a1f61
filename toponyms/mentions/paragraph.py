"""One paragraph with its words, and what can be asked of any of them."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from toponyms.mentions.facts import STOP
from toponyms.mentions.tokens import APART

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from toponyms.mentions.facts import Fact, Facts

__all__ = ["Paragraph"]

#: What joins the members of a list or a route.
_LIST = re.compile(r"\s*(?:[,;/(–—-]|\)?,?\s+(?:and|or|to|və|ve|ilə|и|или|с|և|եւ|ու|կամ|вә)\s)\s*")
#: Code points of the longest of them; the pattern takes quadratic time over more spaces.
_LONGEST_JOINT = 12
#: Members of a list that are no known names between a name and the term at the list's end.
_UNKNOWN = 3
#: What ends a sentence; the Armenian full stop looks like a colon.
_END = re.compile("[.!?…։]")
#: A line that begins with a mark of a list.
_ITEM = re.compile("[\r\n]\\s*[-–—•*·]")
_SPACE = re.compile("[^\\S\r\n]*(?:\r\n|\n|\r(?!\n))?[^\\S\r\n]*")
#: Where a sentence begins, and with what.
_FIRST = re.compile("(?:^|[.!?…։]\\s)\\W*([^\\W\\d_])")
#: Letters of the longest abbreviation in a name (St. Petersburg) that is no generic term.
_SHORT = 3
_STOPS = frozenset(".․")
_HYPHENS = frozenset("-\u2010\u2011")
#: Words of the longest name of a thing between quotation marks; and marks that open or close only.
_QUOTED = 4
_QUOTE = re.compile('[«»“”„‹›"]')
_OPENS, _CLOSES = frozenset("«“„‹"), frozenset("»”›")
#: What ends a clause, which the name of a thing is not; and what goes before speech.
_CLAUSE, _SPEECH = re.compile("[,;:.!?…։՝]"), re.compile(r"[:՝]\s*[«“„‹]$")
_OPENING, _CLOSING = frozenset('«“„"‘‹'), frozenset('»”“"’›')


class Paragraph:
    """A paragraph of a text.

    Args:
        text: the paragraph.
        pieces: its words and what is between them, as `toponyms.mentions.tokens.pieces` gives them.

    Attributes:
        words: its words.
        facts: what is known of words in its languages; to be read before any is asked for.
        sport: whether it is a report on a game.
        has_plurals: whether it may have a generic term in the plural.
        has_quotes: whether it has quotation marks.
        cased: whether capitals tell something, as most sentences begin with one.
    """

    __slots__ = (
        "_bounds", "_gaps", "_pieces", "_text", "cased", "facts", "has_plurals", "has_quotes",
        "sport", "words",
    )  # fmt: skip

    facts: Facts
    sport: bool
    has_plurals: bool

    def __init__(self, text: str, pieces: Sequence[str]) -> None:
        self.words, self._gaps = pieces[1::2], pieces[0::2]
        self._pieces = pieces
        self._bounds: list[int] | None = None
        self._text = text
        self.has_quotes = bool(_QUOTE.search(text))
        self.cased = _is_cased(text)

    def read(self, facts: Facts) -> None:
        """Looks at the words with what is known of them in its languages."""
        self.facts = facts
        self.sport = facts.is_sport(self.words)
        self.has_plurals = facts.has_plurals(self.words)

    def before(self, at: int) -> Fact | None:
        """The word before a word, if nothing but a space or an abbreviation's dot is between.

        Of two words of which the second is a link (city of), it is the first, if that says what
        the name is of. A president of Armenia is one of a place, as a Battle of Shusha was at one,
        while a president Armen has that name.
        """
        fact = self._before(at)
        if fact is not None and fact.before == "link":
            first = self._before(at - 1)
            if first is not None and (first.before not in {"", "person"} or first.generic_sides):
                return first
        return fact

    def _before(self, at: int) -> Fact | None:
        if at == 0:
            return None
        word, gap = self.words[at - 1], self._gaps[at]
        fact = self.facts[word]
        if gap == " ":
            return fact
        if gap[:1] in _STOPS and (fact.letter or fact.abbreviation):
            fact, gap = self.facts[word + STOP], gap[1:]
        return fact if _SPACE.fullmatch(gap) else None

    def after(self, at: int) -> Fact | None:
        """The word after a word, if nothing but a space is between."""
        if at + 1 == len(self.words):
            return None
        gap = self._gaps[at + 1]
        return self.facts[self.words[at + 1]] if gap == " " or _SPACE.fullmatch(gap) else None

    def is_of_unit(self, at: int) -> bool:
        """Whether a word names the unit that the next word says: in село Талыш Xского района."""
        after = self.after(at)
        return after is not None and after.generic == "A"

    def joined(self, at: int) -> bool:
        """Whether a word and the next may be words of one name."""
        gap = self._gaps[at + 1]
        if gap[:1] in _STOPS and not (self._is_abbreviation(at) or len(self.words[at]) <= _SHORT):
            return False
        return gap in {" ", "-"} or bool(APART.fullmatch(gap))

    def begins_sentence(self, at: int) -> bool:
        """Whether a word is the first of a sentence, a title or a list's item."""
        if at == 0:
            return True
        gap = self._gaps[at]
        if gap == " ":
            return False
        end = _END.search(gap)
        if end and (end[0] != "." or not self._is_abbreviation(at - 1)):
            return True
        return bool(_ITEM.search(gap))

    def quoted(self, first: int, last: int) -> str:
        """Whether some words are `all` or a `part` of what stands between quotation marks.

        Only a few words between them make the name of a thing; more are speech.
        """
        before, after = self._gaps[first], self._gaps[last + 1]
        if after[:1] in _CLOSING and before[-1:] in _OPENING:
            return "all"
        opened = self._mark(range(first, max(first - _QUOTED, -1), -1), _OPENS, _CLOSES)
        closed = self._mark(
            range(last + 1, min(last + 1 + _QUOTED, len(self._gaps))), _CLOSES, _OPENS
        )
        return "part" if opened and closed and not _SPEECH.search(opened) else ""

    def _mark(self, gaps: Iterable[int], wanted: Set[str], other: Set[str]) -> str:
        """The first of these gaps with a mark, if before it is no other one and no clause ends."""
        for at in gaps:
            gap = self._gaps[at]
            if gap != " ":
                if not wanted.isdisjoint(gap):
                    return gap
                if not other.isdisjoint(gap) or _CLAUSE.search(gap):
                    return ""
        return ""

    def compound(self, first: int, last: int) -> bool:
        """Whether a hyphen joins some words to another with a capital that is of no name."""
        if first and self._gaps[first] in _HYPHENS:
            other = self.facts[self.words[first - 1]]
            if other.capital and not other.name:
                return True
        if self._gaps[last + 1] in _HYPHENS and last + 1 < len(self.words):
            other = self.facts[self.words[last + 1]]
            return other.capital and not other.name
        return False

    def agrees(self, at: int, cases: Set[str]) -> bool:
        """Whether the word after a word stands, or may stand, in one of some cases."""
        if at + 1 == len(self.words) or self._gaps[at + 1] != " ":
            return False
        return not cases.isdisjoint(self.facts.cases(self.words[at + 1]))

    def kind(self, first: int, last: int, follows: bool) -> str:
        """The GeoNames feature class that a generic term beside some words says, or empty.

        Args:
            first: the number of the first of the words.
            last: the number of the last.
            follows: whether the word before them is another name's.
        """
        before, after = None if follows else self.before(first), self.after(last)
        if before and "before" in before.generic_sides:
            return before.generic or before.plural
        if after and "after" in after.generic_sides:
            return after.generic or after.plural
        return ""

    def landform(self, first: int, last: int, follows: bool) -> str:
        """The GeoNames feature codes that a term for landforms beside some words says, or empty.

        The arguments are those of `kind`.
        """
        before, after = None if follows else self.before(first), self.after(last)
        if before and before.before == "landform":
            return before.landform
        return after.landform if after and after.after == "landform" else ""

    def plural(self, first: int, last: int) -> tuple[str, str]:
        """The classes that terms in the plural before and after some words say, or empty.

        Between them and the term there may be other members of a list that are no known names.
        """
        return self._plural(first, -1), self._plural(last, 1)

    def _plural(self, at: int, step: int) -> str:
        side = "after" if step > 0 else "before"
        for _ in range(_UNKNOWN + 1):
            fact = self.after(at) if step > 0 else self.before(at)
            if fact and fact.plural and side in fact.generic_sides:
                return fact.plural
            other = self._member(at, step)
            if other is None:
                break
            at = other
        return ""

    def singular(self, at: int) -> str:
        """The generic term, in the singular, that a list of adjectives from a word on ends with."""
        for _ in range(_UNKNOWN + 1):
            fact = self.after(at)
            if fact and fact.singular:
                return fact.singular
            other = self._member(at, 1)
            if other is None:
                break
            at = other
        return ""

    def _member(self, at: int, step: int) -> int | None:
        """The next member of a list beside a word, if that is one word with a capital, no name."""
        for other in (at + step, at + 2 * step):
            if 0 <= other < len(self.words) and self.lists(*sorted((at, other))):
                fact = self.facts[self.words[other]]
                return other if fact.capital and not fact.name else None
        return None

    def lists(self, one: int, other: int) -> bool:
        """Whether what is between two words makes them members of a list or a route."""
        if other - one > 2:  # more than one word, and the pattern has one at most
            return False
        gap = self.between(one, other)
        return len(gap) <= _LONGEST_JOINT and bool(_LIST.fullmatch(gap))

    def start(self, at: int) -> int:
        """Where a word starts in the paragraph."""
        return self._ends()[2 * at]

    def end(self, at: int) -> int:
        """Where a word ends in the paragraph."""
        return self._ends()[2 * at + 1]

    def _ends(self) -> list[int]:
        """Where each piece ends; most paragraphs are never asked."""
        if self._bounds is None:
            self._bounds = list(accumulate(map(len, self._pieces)))
        return self._bounds

    def end_with_ending(self, at: int) -> int:
        """Where a word ends, with the ending that an abbreviation has after a hyphen (ABŞ-ın)."""
        if at + 1 < len(self.words) and self._gaps[at + 1] in _HYPHENS:
            following = self.facts[self.words[at + 1]]
            if following.ending and not following.capital and self.facts[self.words[at]].capitals:
                return self.end(at + 1)
        return self.end(at)

    def between(self, one: int, other: int) -> str:
        """The text between two words."""
        return self._text[self.end(one) : self.start(other)]

    def _is_abbreviation(self, at: int) -> bool:
        """Whether the full stop after a word ends no sentence."""
        fact = self.facts[self.words[at]]
        return fact.letter or bool(fact.abbreviation)


def _is_cased(text: str) -> bool:
    """Whether a text uses capitals as an orthography has it: as most sentences begin."""
    if text.isupper():
        return False
    if text[:1].isupper():  # nearly always; looking at every sentence would take its time
        return True
    first = [letter.islower() for letter in _FIRST.findall(text)]
    return 2 * sum(first) < len(first) or not first
