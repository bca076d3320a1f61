"""Reads a file of case endings, says what is wrong with it, and folds or re-spells its rules.

A file names its `language` (BCP 47) and its `source`, letters that rules look at (`classes`,
of which `vowels` are the vowels), and its rules in order, each a `[[rule]]` with the fields of
`toponyms.mentions.endings.Ending`; `last_vowel`, `before` and `not_before` name classes.
`also_in` are scripts that the same rules are written in letter for letter.
"""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from toponyms.errors import EndingsFileError
from toponyms.mentions.endings import Ending, Endings
from toponyms.text.fold import folded_form

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["EndingsFile", "fold_endings", "in_script", "read_endings"]

_FILE: dict[str, type] = {
    "language": str, "source": list, "also_in": list, "classes": dict, "rule": list,
}  # fmt: skip
_RULE: dict[str, type] = {
    "case": str, "form": str, "base": str, "last_vowel": str, "before": str, "not_before": str,
    "min_stem": int, "word_class": str, "number": str,
}  # fmt: skip
_CONDITIONS = ("last_vowel", "before", "not_before")
_CHOICES = {"word_class": ("noun", "adjective"), "number": ("plural",)}
_KINDS = {str: "a text", int: "a whole number", list: "a list", dict: "a table"}
_VOWELS = "vowels"
_MIN_STEM = Ending("", "", "").min_stem
#: As `toponyms.text.normalize` writes it.
_APOSTROPHE = "’"


class EndingsFile(NamedTuple):
    """What a file holds: the rules, and scripts that they are written in as well."""

    endings: Endings
    also_in: tuple[str, ...]


def read_endings(content: bytes, file: str) -> EndingsFile:
    """Reads the endings of one language.

    Args:
        content: of the file.
        file: its name, for errors.

    Raises:
        EndingsFileError: if the file breaks the format; names the record and the value.
    """
    return _Reader(file).read(content)


class _Reader:
    """Reads one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.classes: Mapping[str, tuple[str, ...]] = {}

    def fail(self, message: str, record: str = "", value: object = None) -> EndingsFileError:
        return EndingsFileError(message, file=self.file, record=record, value=value)

    def read(self, content: bytes) -> EndingsFile:
        table = self._parsed(content)
        self._check(table, _FILE, "", required=("language", "source", "rule"))
        self.classes = {
            name: self._letters(letters, f"classes.{name}")
            for name, letters in table.get("classes", {}).items()
        }
        rules: dict[Ending, int] = {}
        for number, row in enumerate(table["rule"], 1):
            record = f"rule[{number}]"
            rule = self._rule(row, record)
            if rule in rules:
                raise self.fail(f"the same as rule[{rules[rule]}]", record, rule.form)
            rules[rule] = number
        endings = Endings(
            language=table["language"],
            rules=tuple(rules),
            vowels=self.classes.get(_VOWELS, ()),
            source=self._texts(table["source"], "source"),
        )
        return EndingsFile(endings, self._texts(table.get("also_in", []), "also_in"))

    def _parsed(self, content: bytes) -> dict[str, Any]:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.fail(f"not UTF-8 at byte {error.start}") from None
        try:
            table: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise self.fail(f"not TOML: {error}") from None
        return table

    def _check(
        self, table: object, known: dict[str, type], record: str, required: Iterable[str]
    ) -> None:
        if not isinstance(table, dict):
            raise self.fail("not a table", record, table)
        for key in required:
            if key not in table:
                raise self.fail(f"has no {key!r}", record)
        for key, value in table.items():
            where = f"{record}.{key}" if record else key
            if key not in known:
                raise self.fail(f"unknown; known are {', '.join(sorted(known))}", where)
            if type(value) is not known[key]:
                raise self.fail(f"not {_KINDS[known[key]]}", where, value)

    def _texts(self, texts: list[object], record: str) -> tuple[str, ...]:
        for text in texts:
            if not isinstance(text, str):
                raise self.fail("not a text", record, text)
        return tuple(cast("list[str]", texts))

    def _letters(self, letters: object, record: str) -> tuple[str, ...]:
        if not isinstance(letters, list):
            raise self.fail("not a list", record, letters)
        for text in self._texts(letters, record):
            self._spelling(text, record)
            if not text:
                raise self.fail("empty", record, text)
            if record == f"classes.{_VOWELS}" and len(text) != 1:
                raise self.fail("not one letter", record, text)
        return tuple(letters)

    def _spelling(self, text: str, record: str) -> None:
        if not unicodedata.is_normalized("NFC", text):
            raise self.fail("not in NFC", record, text)
        if text != text.lower():
            raise self.fail("not in lower case", record, text)

    def _rule(self, row: object, record: str) -> Ending:
        self._check(row, _RULE, record, required=("case", "form", "base"))
        row = cast("dict[str, Any]", row)
        for key in ("form", "base"):
            self._spelling(row[key], f"{record}.{key}")
        if row["form"] == row["base"]:
            raise self.fail("the same as its base", f"{record}.form", row["form"])
        if not (row["form"] or "before" in row):
            raise self.fail("empty without a class before it", f"{record}.form", row["form"])
        if not row["case"]:
            raise self.fail("empty", f"{record}.case", row["case"])
        for key, choices in _CHOICES.items():
            if key in row and row[key] not in choices:
                raise self.fail(f"not one of {', '.join(choices)}", f"{record}.{key}", row[key])
        if row.get("min_stem", _MIN_STEM) < 0:
            raise self.fail("below 0", f"{record}.min_stem", row["min_stem"])
        named = {key: row[key] for key in _CONDITIONS if key in row}
        for key, name in named.items():
            if name not in self.classes:
                raise self.fail("no such class", f"{record}.{key}", name)
        if "last_vowel" in named and _VOWELS not in self.classes:
            raise self.fail(f"there is no class {_VOWELS!r}", f"{record}.last_vowel")
        rule = Ending(**{**row, **{key: self.classes[name] for key, name in named.items()}})
        if rule.before and not any(
            end.endswith(rule.base) or rule.base.endswith(end) for end in rule.before
        ):
            raise self.fail("never applies: no name that ends so has this base", record, rule.base)
        return rule


def fold_endings(endings: Endings) -> Endings:
    """The same rules for folded words.

    A condition that asks for letters asks for what they fold to, which more letters may do; one
    that forbids letters does so as long as no other letter folds to the same. Rules that
    need an apostrophe go, since folded words have none; so do those that put nothing new back.

    >>> rules = Endings("tr", (Ending("locative", "ta", "", before=("ç", "ş")),))
    >>> fold_endings(rules).rules[0].before
    ('c', 's')
    """
    folds: dict[str, set[str]] = {}
    for letter in set("".join(_spellings(endings))):
        folds.setdefault(folded_form(letter), set()).add(letter)
    vowels = _folded(endings.vowels)
    vague = any(folds[vowel] - set(endings.vowels) for vowel in vowels)
    rules = (
        replace(
            rule,
            form=folded_form(rule.form),
            base=folded_form(rule.base),
            last_vowel=() if vague else _folded(rule.last_vowel),
            before=_folded(rule.before),
            not_before=tuple(
                text
                for text in _folded(rule.not_before)
                if "" not in folds and set(_unfolded(text, folds)) <= set(rule.not_before)
            ),
        )
        for rule in endings.rules
        if _APOSTROPHE not in rule.form
    )
    return Endings(
        endings.language,
        tuple(dict.fromkeys(rule for rule in rules if rule.form != rule.base)),
        vowels,
        endings.source,
    )


def _folded(letters: tuple[str, ...]) -> tuple[str, ...]:
    """What letters fold to; nothing, hence no condition, if one of them folds away."""
    folded = dict.fromkeys(map(folded_form, letters))
    return () if "" in folded else tuple(folded)


def _unfolded(text: str, folds: Mapping[str, set[str]]) -> Iterator[str]:
    """Everything that folds to a text."""
    if not text:
        yield ""
    for fold, letters in folds.items():
        if fold and text.startswith(fold):
            for rest in _unfolded(text.removeprefix(fold), folds):
                yield from (letter + rest for letter in letters)


def in_script(endings: Endings, lang: str) -> Endings:
    """The same rules in another script, by the table of letters of the two alphabets.

    Args:
        endings: in the usual script of the language.
        lang: the language with the other script.

    >>> rules = Endings("az", (Ending("locative", "da", "", last_vowel=("a", "ı")),), ("a", "ı"))
    >>> in_script(rules, "az-Cyrl").rules[0].form
    'да'
    """
    write = script_writer(endings.language, lang)

    def written(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(write, texts))

    rules = (
        replace(
            rule,
            form=write(rule.form),
            base=write(rule.base),
            last_vowel=written(rule.last_vowel),
            before=written(rule.before),
            not_before=written(rule.not_before),
        )
        for rule in endings.rules
    )
    return Endings(lang, tuple(rules), written(endings.vowels), endings.source)


def script_writer(language: str, lang: str) -> Callable[[str], str]:
    """Writes a text of a language in another of its scripts."""
    from toponyms.transliteration import systems, transliterate

    script = lang.rpartition("-")[2]
    for system in systems():
        own = (system.language, system.target_language) == (language, language)
        if own and system.usual and system.source_script == script:
            return lambda text: transliterate(text, system, reverse=True)
    raise EndingsFileError(
        "no system of transliteration has both alphabets", file=f"{language}.toml",
        record="also_in", value=lang,
    )  # fmt: skip


def _spellings(endings: Endings) -> Iterable[str]:
    for rule in endings.rules:
        yield from (rule.form, rule.base)
        yield from (*rule.last_vowel, *rule.before, *rule.not_before)
    yield from endings.vowels
