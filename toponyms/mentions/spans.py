"""Which runs of words may be a name: the longest first, none overlapping another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toponyms.mentions.tokens import APART

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Iterator, Sequence

    from toponyms.mentions.lexicon import Lexicon
    from toponyms.mentions.reading import Form, Word

__all__ = ["Span", "Spans"]

#: Words of the longest name that is looked for.
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Span:
    """Words that may be a name.

    Attributes:
        first, last: the numbers of its first and last word.
        names: numbers of the names that they may be, one of each place, by how well they were met
            and by rank.
        forms: for each name, what its last word with an ending was read as, or its last word.
        heard: whether the sound alone is the same.
    """

    first: int
    last: int
    names: tuple[int, ...]
    forms: tuple[Form, ...]
    heard: bool


class Spans:
    """Finds runs of words in the lexicons of a gazetteer.

    Args:
        spelled, sound: the lexicons.
    """

    def __init__(self, spelled: Lexicon, sound: Lexicon) -> None:
        self._spelled = spelled
        self._sound = sound

    def find(
        self,
        text: str,
        tokens: Sequence[re.Match[str]],
        word_at: Callable[[int], Word | None],
        starts: Sequence[int],
        langs: Collection[str],
    ) -> Iterator[Span]:
        """Every run of words that may be a name.

        Args:
            text: what the words are of.
            tokens: its words.
            word_at: what each may be, by number.
            starts: numbers of the words that a name may begin with, ascending.
            langs: languages whose endings count.
        """
        end = -1
        for start in starts:
            if start > end and (span := self._longest(text, tokens, word_at, start, langs)):
                end = span.last
                yield span

    def _longest(
        self,
        text: str,
        tokens: Sequence[re.Match[str]],
        word_at: Callable[[int], Word | None],
        start: int,
        langs: Collection[str],
    ) -> Span | None:
        word = word_at(start)
        if word is None:
            return None
        paths = [_Path((form,)) for form in word.forms if _counts(form, langs)]
        best = self._span(start, start, paths)
        if not word.may_start:
            return best
        for at in range(start + 1, min(start + _LONGEST, len(tokens))):
            paths = [
                path
                for path in paths
                if self._spelled.starts(path.spelled) or self._sound.starts(path.sound)
            ]
            if not paths or not APART.fullmatch(text, tokens[at - 1].end(), tokens[at].start()):
                break
            following = word_at(at)
            forms = [form for form in following.forms if _counts(form, langs)] if following else []
            paths = [longer for path in paths for form in forms if (longer := path.with_(form))]
            best = self._span(start, at, paths) or best
        return best

    def _span(self, first: int, last: int, paths: Sequence[_Path]) -> Span | None:
        """The run of words as a span, if it is any name; by sound only if no name is spelled so."""
        for heard in (False, True):
            names: dict[int, Form] = {}
            for path in paths:
                found = (
                    self._sound.names(path.sound) if heard else self._spelled.names(path.spelled)
                )
                for name in found:
                    names.setdefault(name, path.form)
            if names:
                return Span(first, last, tuple(names), tuple(names.values()), heard)
        return None


@dataclass(frozen=True, slots=True)
class _Path:
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


def _counts(form: Form, langs: Collection[str]) -> bool:
    return not form.endings or form.lang in langs
