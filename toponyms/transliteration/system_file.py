"""Reads the file of a conversion system and says what is wrong with it.

The format is described in docs/transliteration.md.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING, Any, cast, get_args

from toponyms.errors import SystemFileError
from toponyms.transliteration.system import Letters, Move, Option, Rule, Sample, System, TextSeen

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["read_system"]

_CONTEXTS = ("after", "before", "not_after", "not_before")
_EDGE_OF = {"after": "<start>", "not_after": "<start>", "before": "<end>", "not_before": "<end>"}
_REQUIRED: dict[str, type] = {
    "id": str, "name": str, "authority": str, "year": int, "title": str, "source": str,
    "text_seen": str, "language": str, "source_script": str, "target_script": str,
    "reversible": bool, "purpose": str, "loss": list, "letters": dict,
}  # fmt: skip
_OPTIONAL: dict[str, type] = {
    "short": list, "target_language": str, "usual": bool, "usual_options": list, "notes": list,
    "options": dict, "classes": dict, "capitals": dict, "rules": list, "exceptions": dict,
    "moves": list, "reverse": list, "samples": list,
}  # fmt: skip
_RULE: dict[str, type] = {
    "from": str, "to": str, "when": str, "unless": str, "letters": str, "back": bool,
    "inferred": bool, "note": str,
    **dict.fromkeys(_CONTEXTS, list),
}  # fmt: skip
_SAMPLE: dict[str, type] = {
    "from": str, "to": str, "source": str, "back": bool, "options": list,
}  # fmt: skip
_MOVE: dict[str, type] = {"mark": str, "to": str, "ends": list}
_OPTION: dict[str, type] = {"summary": str, "default": bool}
_KINDS = {str: "a text", int: "a number", bool: "true or false", list: "a list", dict: "a table"}


def read_system(content: bytes, file: str) -> System:
    """Reads one system.

    Args:
        content: of the file.
        file: its name, for errors.

    Raises:
        SystemFileError: if the file breaks the format; names the record and the value.
    """
    return _Reader(file).system(content)


class _Reader:
    """Reads one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.classes: Mapping[str, str] = {}
        self.options: Mapping[str, Option] = {}

    def fail(self, message: str, record: str = "", value: object = None) -> SystemFileError:
        return SystemFileError(message, file=self.file, record=record, value=value)

    def system(self, content: bytes) -> System:
        table = self._parsed(content)
        self._check(table, _REQUIRED | _OPTIONAL, "", required=_REQUIRED)
        if table["text_seen"] not in get_args(TextSeen):
            raise self.fail("not one of full, excerpts, secondary", "text_seen", table["text_seen"])
        self.options = {
            name: self._option(name, option) for name, option in table.get("options", {}).items()
        }
        self.classes = {
            name: self._text(letters, f"classes.{name}")
            for name, letters in table.get("classes", {}).items()
        }
        reversible = table["reversible"]
        system = System(
            id=table["id"],
            name=table["name"],
            short=self._texts(table, "short", ""),
            authority=table["authority"],
            year=table["year"],
            title=table["title"],
            source=table["source"],
            text_seen=cast("TextSeen", table["text_seen"]),
            language=table["language"],
            source_script=table["source_script"],
            target_script=table["target_script"],
            target_language=table.get("target_language", ""),
            reversible=reversible,
            usual=table.get("usual", False),
            usual_options=self._chosen(table, "usual_options", ""),
            purpose=table["purpose"],
            loss=self._texts(table, "loss", ""),
            notes=self._texts(table, "notes", ""),
            options=self.options,
            classes=self.classes,
            letters={
                letter: self._text(target, f"letters.{letter}")
                for letter, target in table["letters"].items()
            },
            capitals={
                letter: self._text(target, f"capitals.{letter}")
                for letter, target in table.get("capitals", {}).items()
            },
            rules=self._rules(table, "rules"),
            exceptions=table.get("exceptions", {}),
            moves=tuple(self._move(row, record) for record, row in _rows(table, "moves")),
            reverse_rules=self._rules(table, "reverse"),
            samples=tuple(
                self._sample(row, record, reversible) for record, row in _rows(table, "samples")
            ),
        )
        self._check_whole(system)
        return system

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
        self,
        table: object,
        known: dict[str, type],
        record: str,
        required: Sequence[str] | dict[str, type],
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
            if isinstance(value, str):
                self._text(value, where)

    def _text(self, text: object, record: str) -> str:
        if not isinstance(text, str):
            raise self.fail("not a text", record, text)
        if not unicodedata.is_normalized("NFC", text):
            raise self.fail("not in NFC", record, text)
        private = [one for one in text if unicodedata.category(one) in {"Cc", "Co", "Cs"}]
        if private:
            raise self.fail(f"has U+{ord(private[0]):04X}, which no rule may use", record, text)
        return text

    def _texts(self, table: Mapping[str, Any], key: str, record: str) -> tuple[str, ...]:
        where = f"{record}.{key}" if record else key
        return tuple(self._text(text, where) for text in table.get(key, ()))

    def _chosen(self, table: Mapping[str, Any], key: str, record: str) -> tuple[str, ...]:
        options = self._texts(table, key, record)
        for option in options:
            if option.removeprefix("no-") not in self.options:
                raise self.fail("no such option", f"{record}.{key}" if record else key, option)
        return options

    def _option(self, name: str, row: object) -> Option:
        self._check(row, _OPTION, f"options.{name}", required=_OPTION)
        row = cast("dict[str, Any]", row)
        if name.startswith("no-") or "+" in name:
            raise self.fail("no name for an option: no-… switches one off", f"options.{name}")
        return Option(name, row["summary"], row["default"])

    def _move(self, row: object, record: str) -> Move:
        self._check(row, _MOVE, record, required=_MOVE)
        row = cast("dict[str, Any]", row)
        if len(row["mark"]) != 1:
            raise self.fail("not one character", f"{record}.mark", row["mark"])
        return Move(row["mark"], row["to"], self._texts(row, "ends", record))

    def _sample(self, row: object, record: str, reversible: bool) -> Sample:
        self._check(row, _SAMPLE, record, required=("from", "to"))
        row = cast("dict[str, Any]", row)
        options = self._chosen(row, "options", record)
        back = row.get("back", reversible)
        return Sample(row["from"], row["to"], row.get("source", ""), back, options)

    def _rules(self, table: Mapping[str, Any], key: str) -> tuple[Rule, ...]:
        return tuple(self._rule(row, record) for record, row in _rows(table, key))

    def _rule(self, row: object, record: str) -> Rule:
        self._check(row, _RULE, record, required=("from", "to"))
        row = cast("dict[str, Any]", row)
        if not row["from"]:
            raise self.fail("empty", f"{record}.from", row["from"])
        for option in (row.get("when", ""), row.get("unless", "")):
            if option and option not in self.options:
                raise self.fail("no such option", record, option)
        letters = row.get("letters", "any")
        if letters not in get_args(Letters):
            raise self.fail("not one of any, small, capital", f"{record}.letters", letters)
        contexts = {name: self._context(row, name, record) for name in _CONTEXTS}
        return Rule(
            row["from"],
            row["to"],
            **contexts,
            when=row.get("when", ""),
            unless=row.get("unless", ""),
            letters=letters,
            back=row.get("back", True),
            inferred=row.get("inferred", False),
            note=row.get("note", ""),
        )

    def _context(self, row: Mapping[str, Any], name: str, record: str) -> tuple[str, ...]:
        context = self._texts(row, name, record)
        for token in context:
            known = token == _EDGE_OF[name] or token[1:-1] in self.classes
            if len(token) != 1 and not known:
                raise self.fail(
                    f"neither a letter nor {_EDGE_OF[name]} nor a class in < >",
                    f"{record}.{name}",
                    token,
                )
        return context

    def _check_whole(self, system: System) -> None:
        for letter, target in system.letters.items():
            if len(letter) != 1:
                raise self.fail("not one letter", f"letters.{letter}", letter)
            self._check_small(letter, f"letters.{letter}")
            self._check_target(target, f"letters.{letter}")
        for letter in system.capitals:
            if letter not in system.letters:
                raise self.fail("not one of the letters", f"capitals.{letter}", letter)
        self._check_rules(system.rules, "rules")
        self._check_rules(system.reverse_rules, "reverse")
        for word, result in system.exceptions.items():
            self._check_small(self._text(word, f"exceptions.{word}"), f"exceptions.{word}")
            self._text(result, f"exceptions.{word}")
        if not system.reversible and not system.loss:
            raise self.fail("is empty, though the system is not reversible", "loss")

    def _check_rules(self, rules: Sequence[Rule], key: str) -> None:
        everywhere: dict[str, int] = {}
        for number, rule in enumerate(rules, 1):
            record = f"{key}[{number}]"
            self._check_small(rule.source, f"{record}.from")
            self._check_target(rule.target, f"{record}.to")
            for end in range(1, len(rule.source) + 1):
                first = everywhere.get(rule.source[:end])
                if first is not None:
                    reads = f"{key}[{first}] reads {rule.source[:end]!r} everywhere"
                    raise self.fail(f"never applies: {reads}", record, rule.source)
            if not (rule.contextual or rule.when or rule.unless or rule.letters != "any"):
                everywhere[rule.source] = number

    def _check_small(self, text: str, record: str) -> None:
        if text != text.lower():
            raise self.fail("not in lower case", record, text)

    def _check_target(self, target: str, record: str) -> None:
        if target and unicodedata.combining(target[0]):
            raise self.fail("begins with a combining mark", record, target)


def _rows(table: Mapping[str, Any], key: str) -> list[tuple[str, object]]:
    return [(f"{key}[{number}]", row) for number, row in enumerate(table.get(key, ()), 1)]
