"""Which runs of words are a name, and of which places: the longest run first, none overlapping.

What a run means before anything around it is looked at, is looked up once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.mentions.clues import bits
from toponyms.mentions.facts import Facts
from toponyms.mentions.homonyms import (
    LANDFORMS,
    NOWHERE,
    Homonyms,
    Reading,
    Units,
    readings_of,
    settle,
)
from toponyms.mentions.reading import lower_case
from toponyms.mentions.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.gazetteer.index import Index
    from toponyms.mentions.lexicon import Lexicon
    from toponyms.mentions.paragraph import Paragraph
    from toponyms.mentions.reading import Form, Reader, Word

__all__ = ["Match", "Matcher"]

#: Words of the longest name that is looked for.
_LONGEST = 6
#: Runs of words whose meanings are kept: bounds what a stream of texts takes.
_KEPT = 2**16
#: Cases that say where something is, or comes from.
_LOCAL_CASES = frozenset({"locative", "ablative", "prepositional"})
#: Letters of the longest abbreviation.
_ABBREVIATION = 5
#: Letters of the longest name that counts as short.
_SHORT = 3


class Match(NamedTuple):
    """A run of words that is a name.

    Attributes:
        first, last: the numbers of its first and last word.
        homonyms: what it may mean.
    """

    first: int
    last: int
    homonyms: Homonyms


class Matcher:
    """Finds the names of a gazetteer in paragraphs of some languages.

    Safe to share between threads: at worst something is looked up twice.

    Args:
        index: of the gazetteer.
        spelled, sound: its lexicons.
        reader: reads single words.
        langs: the languages, at most one of each script.

    Attributes:
        facts: of single words in these languages.
    """

    def __init__(
        self,
        index: Index,
        spelled: Lexicon,
        sound: Lexicon,
        reader: Reader,
        langs: frozenset[str],
    ) -> None:
        self.facts = Facts(reader, langs)
        self._index = index
        self._spelled = spelled
        self._sound = sound
        self._reader = reader
        self._langs = langs
        self._known: dict[tuple[str, ...], Homonyms | None] = {}
        self._pairs: dict[tuple[str, str], bool] = {}

    def matches(self, paragraph: Paragraph, starts: Iterable[int]) -> Iterator[Match]:
        """The runs of words that are names.

        Args:
            paragraph: where they are looked for.
            starts: numbers of the words that may begin a name, ascending.
        """
        end = -1
        for start in starts:
            if start > end and (match := self._longest(paragraph, start)):
                end = match.last
                yield match

    def _longest(self, paragraph: Paragraph, start: int) -> Match | None:
        """The longest name that begins with a word, or that it shares the end of with others."""
        match = self._run(paragraph, start)
        if paragraph.has_plurals and (match is None or match.homonyms.heard):
            return self._of_list(paragraph, start) or match
        return match

    def _run(self, paragraph: Paragraph, start: int) -> Match | None:
        """The longest name whose words stand one after the other from a word on."""
        words = paragraph.words
        word = self._reader.word(words[start])
        if word is None:
            return None
        if not (word.may_start and self._may_follow(paragraph, start)):
            alone = (words[start],)
            known = self._known.get(alone)
            if known is None and alone not in self._known:
                known = self._meaning(alone, self._paths(word))
            return Match(start, start, known) if known else None
        paths = self._paths(word)
        found = {start: paths}
        for at in range(start + 1, min(start + _LONGEST, len(words))):
            paths = [path for path in paths if self._goes_on(path)]
            if not paths or not paragraph.joined(at - 1):
                break
            following = self._reader.word(words[at])
            forms = self._forms(following) if following else []
            paths = [longer for path in paths for form in forms if (longer := path.with_(form))]
            found[at] = paths
        for last in sorted(found, reverse=True):
            if homonyms := self._meaning(tuple(words[start : last + 1]), found[last]):
                return Match(start, last, homonyms)
        return None

    def _of_list(self, paragraph: Paragraph, at: int) -> Match | None:
        """A name whose generic term stands, in the plural, at the end of a list of such names."""
        word = self._reader.word(paragraph.words[at])
        singular = paragraph.singular(at) if word and word.may_start else ""
        term = self._reader.word(singular) if singular else None
        if word is None or term is None:
            return None
        forms = [form for form in term.forms if not form.endings]
        found = [path.with_(form) for path in self._paths(word) for form in forms]
        paths = [path for path in found if path]
        homonyms = self._meaning((paragraph.words[at], singular), paths)
        return Match(at, at, homonyms) if homonyms else None

    def _may_follow(self, paragraph: Paragraph, at: int) -> bool:
        """Whether a name may begin with a word and the one after it."""
        if at + 1 == len(paragraph.words) or not paragraph.joined(at):
            return False
        pair = (paragraph.words[at], paragraph.words[at + 1])
        known = self._pairs.get(pair)
        if known is None:
            first, second = self._reader.word(pair[0]), self._reader.word(pair[1])
            known = (
                first is not None
                and second is not None
                and any(
                    path.with_(form) and self._goes_on(path)
                    for path in self._paths(first)
                    for form in self._forms(second)
                )
            )
            if len(self._pairs) >= _KEPT:
                self._pairs = {}
            self._pairs[pair] = known
        return known

    def _paths(self, word: Word) -> list[_Path]:
        return [_Path((form,)) for form in self._forms(word)]

    def _forms(self, word: Word) -> list[Form]:
        """The forms whose endings are of the paragraph's languages."""
        return [form for form in word.forms if not form.endings or form.lang in self._langs]

    def _goes_on(self, path: _Path) -> bool:
        return self._spelled.starts(path.spelled) or self._sound.starts(path.sound)

    def _meaning(self, words: tuple[str, ...], paths: Sequence[_Path]) -> Homonyms | None:
        """What a run of words may mean; by its sound only if no name is spelled like it."""
        if words in self._known:
            return self._known[words]
        found: Homonyms | None = None
        # USA is no word like Usa; in lower case, people write it as they like.
        stem = plain(words[0]).replace("’", "'").partition("'")[0]
        capitalized = len(words) == 1 and stem[:1].isupper() and stem != stem.upper()
        for heard in (False, True):
            names: dict[int, Form] = {}
            for path in paths:
                spelled = (
                    self._sound.names(path.sound) if heard else self._spelled.names(path.spelled)
                )
                for name in spelled:
                    if not (capitalized and self._is_abbreviation(name)):
                        names.setdefault(name, path.form)
            if names:
                readings = readings_of(self._index, list(names), list(names.values()))
                found = self._homonyms(words, readings, heard)
                break
        if len(self._known) >= _KEPT:
            self._known = {}
        self._known[words] = found
        return found

    def _is_abbreviation(self, name: int) -> bool:
        text = self._index.name(name).text.replace(".", "")
        return len(text) <= _ABBREVIATION and text.isupper()

    def _homonyms(
        self, words: tuple[str, ...], readings: Sequence[Reading], heard: bool
    ) -> Homonyms:
        alone = settle(readings, "", NOWHERE)
        form = alone.readings[0].form
        clues = {
            "heard": heard,
            "heard with an ending": heard and bool(form.endings),
            "several words": len(words) > 1,
            "short": len(words) == 1 and len(form.base) <= _SHORT,
            "ending": bool(form.endings),
            "genitive": any(ending.case == "genitive" for ending in form.endings),
            "local case": any(ending.case in _LOCAL_CASES for ending in form.endings),
            "unknown language": all(reading.name.lang.startswith("und") for reading in readings),
        }
        clues["landform"] = any(reading.place.feature.startswith(LANDFORMS) for reading in readings)
        # An English possessive is two words, and lists have the first.
        said = form.base if form.lang == "en" else lower_case(words[0])
        if len(words) == 1 and (also := self.facts.also(said, landforms=not clues["landform"])):
            clues[f"also {also}"] = True
        lower = [*map(lower_case, words[:-1]), form.base]
        clues["also full name"] = self.facts.is_full_name(lower)
        return Homonyms(
            alone,
            max(0.0, max(reading.prominence for reading in readings) - 3.0),
            bits(clue for clue, there in clues.items() if there),
            heard,
            Units(self._index, readings),
            frozenset(ending.case for ending in form.endings if ending.is_adjective),
        )


class _Path(NamedTuple):
    """One reading of a run of words."""

    forms: tuple[Form, ...]

    @property
    def spelled(self) -> str:
        return " ".join([form.spelled for form in self.forms])

    @property
    def sound(self) -> str:
        return " ".join([form.sound for form in self.forms])

    @property
    def form(self) -> Form:
        """The form that has the ending, the last one if several or none have."""
        return next((form for form in reversed(self.forms) if form.endings), self.forms[-1])

    def with_(self, form: Form) -> _Path | None:
        """The reading with one more word, if the endings of both can stand in one name."""
        here, before = _cases(form), _cases(self.form)
        return _Path((*self.forms, form)) if not here or not before or here & before else None


def _cases(form: Form) -> set[str]:
    return {ending.case for ending in form.endings}
