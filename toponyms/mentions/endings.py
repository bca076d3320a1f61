"""Case endings: which names a word of a text may come from.

The rules are data, one file a language beside this module; each says that a word that ends
in `form` may come from a name that has `base` there. Nothing is known here of any name:
whoever asks looks up which of the bases are names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from toponyms.errors import UnknownLanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Base", "Ending", "Endings", "load_endings"]

_FOLDER = files("toponyms.mentions") / "endings"


@dataclass(frozen=True, slots=True)
class Ending:
    """One rule: a word that ends in `form` may come from a name that ends in `base`.

    Attributes:
        case: the grammatical case, or what else the ending tells.
        form: what the word ends with, in lower case.
        base: what stands there in the name.
        last_vowel: what the last vowel of the name is one of; empty if that is all the same.
        before: what the name ends with one of; empty if that is all the same.
        not_before: what the name ends with none of.
        min_stem: letters that must be left of the word when `form` is taken off.
        word_class: `noun` or `adjective`; empty where the language does not tell them apart.
        number: `plural` if the name is one; else empty.
    """

    case: str
    form: str
    base: str
    last_vowel: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    min_stem: int = 2
    word_class: str = ""
    number: str = ""

    @property
    def is_adjective(self) -> bool:
        """Whether names with this ending are declined, and look, as adjectives do (Московский)."""
        return self.word_class == "adjective" and bool(self.base)


class Base(NamedTuple):
    """A word that may be the name, in lower case, and the rule that leads to it."""

    text: str
    ending: Ending


class _Step(NamedTuple):
    """Rules that put the same back in the same words, hence one look."""

    cut: int
    shortest: int
    base: str
    not_before: tuple[str, ...]
    last_vowel: frozenset[str]
    endings: tuple[Ending, ...]


@dataclass(frozen=True, slots=True)
class Endings:
    """The rules of a language; safe to share between threads.

    Attributes:
        language: BCP 47, with a script where it is not the usual one.
        rules: in the order of the file.
        vowels: letters that `last_vowel` looks at.
        source: the grammars that the rules rest on.
    """

    language: str
    rules: tuple[Ending, ...]
    vowels: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    _vowels: frozenset[str] = field(init=False, repr=False, compare=False)
    _steps: Mapping[str, tuple[_Step, ...]] = field(init=False, repr=False, compare=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Frozen, so that what is made of the rules is set past the lock.
        object.__setattr__(self, "_vowels", frozenset(self.vowels))
        object.__setattr__(self, "_steps", _steps(self.rules))
        object.__setattr__(self, "_lengths", _lengths(self._steps))

    def bases(self, word: str) -> tuple[Base, ...]:
        """The names that a word may be a case of, whether there are such names or not.

        Args:
            word: in lower case, NFC; folded if the rules are.

        Returns:
            Each base with its rule, the most specific rules first; one for each case where
            several cases look alike. The word itself is not one.

        >>> sorted({base.text for base in load_endings("ru").bases("орла")})
        ['орл', 'орло', 'орёл']
        """
        return tuple(
            Base(name, ending) for name, endings in self._bases(word) for ending in endings
        )

    def grouped(self, word: str) -> dict[str, tuple[Ending, ...]]:
        """`bases`, by name: for each its rules.

        >>> [ending.case for ending in load_endings("az").grouped("bakıdan")["bakı"]]
        ['ablative']
        """
        found: dict[str, tuple[Ending, ...]] = {}
        for name, endings in self._bases(word):
            found[name] = (*found[name], *endings) if name in found else endings
        return found

    def _bases(self, word: str) -> Iterator[tuple[str, tuple[Ending, ...]]]:
        size = len(word)
        get = self._steps.get
        for length in self._lengths.get(word[-1:], self._lengths[""]):
            if length > size:
                continue
            tail = word[size - length :]
            for cut, shortest, base, not_before, last_vowel, endings in get(tail, ()):
                if size < shortest:
                    continue
                name = word[: size - cut] + base
                if not_before and name.endswith(not_before):
                    continue
                if last_vowel and self._last_vowel(name) not in last_vowel:
                    continue
                yield name, endings

    def _last_vowel(self, name: str) -> str:
        vowels = self._vowels
        for letter in reversed(name):
            if letter in vowels:
                return letter
        return ""


@cache
def load_endings(lang: str, *, folded: bool = False) -> Endings:
    """The rules of a language.

    Args:
        lang: BCP 47, with a script where it is not the usual one (`az-Cyrl`).
        folded: for words as `toponyms.text.fold` folds them. What folding makes equal is no
            longer asked for, so that no base is lost.

    Raises:
        UnknownLanguageError: if there are no rules for it.
        EndingsFileError: if a file breaks the format; names file, record and value.

    >>> [base.text for base in load_endings("en").bases("baku’s")]
    ['baku']
    """
    from toponyms.mentions.endings_file import fold_endings, in_script, read_endings

    if folded:
        return fold_endings(load_endings(lang))
    shipped = {file.name.removesuffix(".toml"): file for file in _FOLDER.iterdir()}
    for name in (lang, lang.partition("-")[0]):
        if name in shipped:
            read = read_endings(shipped[name].read_bytes(), shipped[name].name)
            if name == lang:
                return read.endings
            if lang in read.also_in:
                return in_script(read.endings, lang)
    raise UnknownLanguageError(lang, sorted(shipped))


def _steps(rules: Iterable[Ending]) -> dict[str, tuple[_Step, ...]]:
    """By what a word ends with, the form and as much before it as a rule asks for."""
    steps: dict[str, dict[tuple[object, ...], _Step]] = {}
    for rule in rules:
        cut = len(rule.form)
        vowel = frozenset(rule.last_vowel)
        step = _Step(cut, cut + rule.min_stem, rule.base, rule.not_before, vowel, (rule,))
        for tail in _tails(rule):
            of_tail = steps.setdefault(tail + rule.form, {})
            known = of_tail.setdefault(step[:-1], step)
            if known is not step:
                of_tail[step[:-1]] = known._replace(endings=(*known.endings, rule))
    return {tail: tuple(of_tail.values()) for tail, of_tail in steps.items()}


def _tails(rule: Ending) -> Iterable[str]:
    """What must stand before the form, so that the name ends as the rule asks."""
    if not rule.before or rule.base.endswith(rule.before):
        return [""]
    tails = {end.removesuffix(rule.base) for end in rule.before if end.endswith(rule.base)}
    return [tail for tail in tails if not any(tail[i:] in tails for i in range(1, len(tail)))]


def _lengths(tails: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """By the last letter of a word, how long the tails are that it may have, longest first."""
    lengths: dict[str, set[int]] = {"": set()}
    for tail in tails:
        lengths.setdefault(tail[-1:], set()).add(len(tail))
    return {
        letter: tuple(sorted(some | lengths[""], reverse=True)) for letter, some in lengths.items()
    }
