"""How conversion systems are put: in a list, and one with everything that its file says."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from toponyms.transliteration.system import Move, Option, Rule, Sample, System

__all__ = ["SystemListView", "SystemView", "conditions"]

_SEEN = {
    "full": "the whole document",
    "excerpts": "excerpts of the document",
    "secondary": "other works only",
}
#: What the file of a system calls some attributes, where it is not the same word.
_IN_FILE = {"source": "from", "target": "to", "origin": "source"}
#: Rows of a table that are shown to a person; a program gets all.
_ROWS_SHOWN = 60


class SystemListView:
    """The view of the list of systems."""

    columns: Sequence[str] = ("id", "language", "name", "reversible", "short")

    def record(self, item: System) -> dict[str, Any]:
        """One object a system, short."""
        return {
            "id": item.id,
            "name": item.name,
            "short": list(item.short),
            "language": item.language,
            "source_script": item.source_script,
            "target_script": item.target_script,
            "target_language": item.target_language,
            "reversible": item.reversible,
            "usual": item.usual,
        }

    def rows(self, item: System) -> Iterable[Sequence[object]]:
        """One row a system; short names with spaces between them."""
        short = " ".join(item.short)
        yield item.id, item.language, item.name, _yes_or_no(item.reversible), short

    def draw_all(self, items: Sequence[System]) -> RenderableType:
        """A line a system."""
        from rich.text import Text

        from toponyms_cli.drawing import plain_table

        table = plain_table("Id", "Lang", "Back", "Name and short names")
        table.columns[0].no_wrap = True  # to be copied
        for item in items:
            back = "exact" if item.reversible else ""
            name = Text.assemble(item.name, (f" ({', '.join(item.short)})", "dim"))
            table.add_row(Text(item.id), Text(item.language), Text(back), name)
        return table


class SystemView:
    """The view of one system."""

    columns: Sequence[str] = ("part", "key", "value", "note")

    def record(self, item: System) -> dict[str, Any]:
        """What the system's file says, by the same keys."""
        facts = {one.name: getattr(item, one.name) for one in fields(item)}
        reverse = facts.pop("reverse_rules")
        return {
            **{
                name: list(fact) if isinstance(fact, tuple) else fact
                for name, fact in facts.items()
            },
            "options": {name: _option(option) for name, option in item.options.items()},
            "rules": list(map(_as_in_file, item.rules)),
            "moves": list(map(_as_in_file, item.moves)),
            "reverse": list(map(_as_in_file, reverse)),
            "samples": [_as_in_file(one) | {"back": one.back} for one in item.samples],
        }

    def rows(self, item: System) -> Iterator[Sequence[object]]:
        """One row a fact, option, letter, rule, exception and sample."""
        for fact in (
            "id", "name", "authority", "year", "title", "source", "text_seen", "language",
            "source_script", "target_script", "target_language", "purpose",
        ):  # fmt: skip
            yield "system", fact, getattr(item, fact), None
        yield "system", "reversible", _yes_or_no(item.reversible), None
        yield "system", "usual", _yes_or_no(item.usual), " ".join(item.usual_options) or None
        for part, texts in (("short", item.short), ("loss", item.loss), ("note", item.notes)):
            for text in texts:
                yield part, None, text, None
        for option in item.options.values():
            yield "option", option.name, option.summary, "on" if option.default else "off"
        for part, pairs in (
            ("class", item.classes),
            ("letter", item.letters),
            ("capital", item.capitals),
        ):
            for key, value in pairs.items():
                yield part, key, value, None
        for part, rules in (("rule", item.rules), ("reverse rule", item.reverse_rules)):
            for rule in rules:
                yield part, rule.source, rule.target, _remarks(rule) or None
        for move in item.moves:
            yield "move", move.mark, move.target, _moved_to(move)
        for word, result in item.exceptions.items():
            yield "exception", word, result, None
        for sample in item.samples:
            yield "sample", sample.source, sample.target, _circumstances(sample) or None

    def draw(self, item: System) -> RenderableType:
        """Tables of facts, letters, rules and samples."""
        from rich.console import Group

        from toponyms_cli.drawing import facts_table

        return Group(facts_table(_facts(item)), *_tables(item), "")


def conditions(rule: Rule) -> str:
    """Where and when a rule applies, in words.

    >>> from toponyms.transliteration.system import Rule
    >>> conditions(Rule("е", "ye", after=("<start>", "<vowel>", "ь"), when="dots"))
    'after start, vowel or ь; with dots'
    """
    parts = [
        f"{words} {_alternatives(context)}"
        for words, context in (
            ("after", rule.after),
            ("before", rule.before),
            ("not after", rule.not_after),
            ("not before", rule.not_before),
        )
        if context
    ]
    parts += [f"with {rule.when}"] if rule.when else []
    parts += [f"without {rule.unless}"] if rule.unless else []
    parts += [f"{rule.letters} letters only"] if rule.letters != "any" else []
    return "; ".join(parts)


def _alternatives(context: Sequence[str]) -> str:
    named = [token.strip("<>") if len(token) > 1 else token for token in context]
    return " or ".join([*([", ".join(named[:-1])] if named[1:] else []), named[-1]])


def _remarks(rule: Rule) -> str:
    said = "; ".join(filter(None, [conditions(rule), "inferred" if rule.inferred else ""]))
    return ". ".join(filter(None, [said, rule.note]))


def _circumstances(sample: Sample) -> str:
    return "; ".join(filter(None, [" ".join(sample.options), sample.origin]))


def _moved_to(move: Move) -> str:
    return f"at the end of the sentence, instead of {' '.join(move.ends)}"


def _yes_or_no(fact: bool) -> str:
    return "yes" if fact else "no"


def _option(option: Option) -> dict[str, object]:
    return {"summary": option.summary, "default": option.default}


def _as_in_file(record: Rule | Move | Sample) -> dict[str, Any]:
    """A record by the keys of the file, without what is as it is when nothing is said."""
    said = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if one.default is MISSING or value != one.default:
            key = _IN_FILE.get(one.name, one.name)
            said[key] = list(value) if isinstance(value, tuple) else value
    return said


def _facts(system: System) -> dict[str, str]:
    written_for = f", written for {system.target_language}" if system.target_language else ""
    options = [
        f"{option.name} (on unless no-{option.name}): {option.summary}"
        if option.default
        else f"{option.name} (off unless asked for): {option.summary}"
        for option in system.options.values()
    ]
    usual = ", ".join(["taken without --system", *(f"with {one}" for one in system.usual_options)])
    return {
        "System": system.id,
        "Name": system.name,
        "Short names": ", ".join(system.short),
        "Purpose": system.purpose,
        "Authority": system.authority,
        "Year": str(system.year),
        "Title": system.title,
        "Source": system.source,
        "Seen of it": _SEEN[system.text_seen],
        "Language": system.language,
        "Scripts": f"{system.source_script} to {system.target_script}{written_for}",
        "Way back": "exact" if system.reversible else "not exact",
        "Loss": _bulleted(system.loss),
        "Usual": usual if system.usual else "",
        "Options": _bulleted(options),
        "Notes": _bulleted(system.notes),
    }


def _bulleted(texts: Sequence[str]) -> str:
    return "\n".join(f"• {text}" for text in texts)


def _tables(system: System) -> Iterator[RenderableType]:
    """Letters, then rules, exceptions and samples, each under a heading if there are any."""
    from rich.columns import Columns
    from rich.text import Text

    letters = [
        _pair(letter, target, system.capitals.get(letter))
        for letter, target in system.letters.items()
    ]
    words = [_pair(word, result) for word, result in system.exceptions.items()]
    for heading, pairs in (("Letters", letters), ("Exceptions", words)):
        if pairs:
            yield Text(f"\n{heading}", style="bold")
            yield Columns(map(Text, pairs), padding=(0, 3), column_first=True, equal=True)
    classes = "\n".join(f"{name}: {' '.join(letters)}" for name, letters in system.classes.items())
    yield from _table("Rules, tried before the letters", _rules(system.rules), classes)
    yield from _table("Rules of the way back", _rules(system.reverse_rules))
    moved = [(one.mark, one.target, _moved_to(one)) for one in system.moves]
    yield from _table("Marks that move", moved)
    samples = [(one.source, one.target, _circumstances(one)) for one in system.samples]
    yield from _table("Samples", samples)


def _rules(rules: Sequence[Rule]) -> list[tuple[str, str, str]]:
    return [(rule.source, rule.target, _remarks(rule)) for rule in rules]


def _pair(source: str, target: str, capital: str | None = None) -> str:
    written = target or "nothing"
    return f"{source} → {written}{f' (capital: {capital})' if capital else ''}"


def _table(
    heading: str, rows: Sequence[tuple[str, str, str]], legend: str = ""
) -> Iterator[RenderableType]:
    from rich.text import Text

    from toponyms_cli.drawing import plain_table

    if not rows:
        return
    table = plain_table("", "", "")
    for source, target, remarks in rows[:_ROWS_SHOWN]:
        table.add_row(Text(source), Text(target or "nothing"), Text(remarks, style="dim"))
    yield Text(f"\n{heading}", style="bold")
    if legend:
        yield Text(legend, style="dim")
    yield table
    if rows[_ROWS_SHOWN:]:
        rest = len(rows) - _ROWS_SHOWN
        yield Text(f"{rest} others; --format json or csv has all", style="dim")
