"""Writes docs/transliteration.md: an introduction by hand, then each system from its data.

    python -m tools.systems_reference

A test fails when the page is out of date.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.text.scripts import SCRIPT_OF_LANGUAGE
from toponyms.transliteration import systems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from toponyms.transliteration import System
    from toponyms.transliteration.system import Rule

__all__ = ["INTRODUCTION", "PAGE", "page", "section"]

PAGE = Path(__file__).parents[1] / "docs" / "transliteration.md"
#: The part that is written by hand; ends where the systems begin.
INTRODUCTION = Path(__file__).with_name("systems_reference.md")
FOLDER = "../toponyms/transliteration/systems"

#: Pairs of letter and result in a row of a table.
_PAIRS = 6
#: A system with more rules is described by its kinds of rules, with a few of each.
_MANY_RULES, _OF_EACH = 100, 6
_MANY_SAMPLES = 12
_LANGUAGES = {"az": "Azerbaijani", "hy": "Armenian", "ru": "Russian"}
_SCRIPTS = {"Arab": "Arabic", "Armn": "Armenian", "Cyrl": "Cyrillic", "Latn": "Latin"}
_SEEN = {
    "full": "the whole document",
    "excerpts": "excerpts of the document",
    "secondary": "not the document itself, but what others write of it",
}
_EDGES = {"<start>": "the start of a word", "<end>": "the end of a word"}
_MARKDOWN = str.maketrans({one: rf"\{one}" for one in r"\`*_|<[~"})


def page() -> str:
    """The text of docs/transliteration.md."""
    listed = list(systems())
    parts = [INTRODUCTION.read_text("utf-8").rstrip(), _overview(listed)]
    for language, name in _LANGUAGES.items():
        parts += [f"## {name}", *(section(one) for one in listed if one.language == language)]
    parts += [section(one) for one in listed if one.language not in _LANGUAGES]
    return "\n\n".join(parts) + "\n"


def section(system: System) -> str:
    """All that the page says of one system."""
    parts = [
        f"### {system.id}",
        f"**{_plain(system.name)}.** {_plain(system.purpose)}",
        _bullets(_facts(system)),
        _letters(system.letters),
        _sentence("Code points", _code_points(system)),
        _sentence("Capitals of their own", _pairs(system.capitals.items())),
        _sentence("Classes", [f"*{name}* {_shown(one)}" for name, one in system.classes.items()]),
        _headed("Rules, before the letters", _rules(system.rules)),
        _headed("Marks that move", _moves(system)),
        _sentence("Whole words, before everything else", _pairs(system.exceptions.items())),
        _headed("Rules of the way back", _rules(system.reverse_rules)),
        _headed("What is lost", [_plain(loss) for loss in system.loss]),
        _headed("Notes", [_plain(note) for note in system.notes]),
        _samples(system),
    ]
    return "\n\n".join(part for part in parts if part)


def _overview(listed: Iterable[System]) -> str:
    rows = (
        f"| [{system.id}](#{_anchor(system.id)}) | {_plain(system.name)} "
        f"| {'exact' if system.reversible else 'with loss'} | {system.text_seen} |"
        for system in listed
    )
    return "\n".join(["| id | name | way back | text seen |", "| --- | --- | --- | --- |", *rows])


def _anchor(heading: str) -> str:
    return heading.lower().replace(".", "")


def _facts(system: System) -> Iterator[str]:
    document = _plain(system.title)
    if system.source:
        document = f"[{document}](<{system.source}>)"
    yield f"Document: {document}; {_plain(system.authority)}, {system.year}."
    yield f"Read: {_SEEN[system.text_seen]}. File: [{system.id}.toml]({FOLDER}/{system.id}.toml)."
    scripts = f"{_SCRIPTS[system.source_script]} to {_SCRIPTS[system.target_script]} letters"
    back = "exact" if system.reversible else "with loss, as said below"
    yield f"{scripts}; the way back is {back}."
    if system.short:
        tag = system.language
        if SCRIPT_OF_LANGUAGE[tag] != system.source_script:
            tag += f"-{system.source_script}"
        names = ", ".join(f"`{name}`" for name in system.short)
        yield f"Short names: {names}, with `{tag}` as the language where that leaves a choice."
    if system.usual:
        chosen = " and ".join(f"`{option}`" for option in system.usual_options)
        yield f"The one that `romanize` takes{f', with {chosen}' if chosen else ''}."
    for option in system.options.values():
        state = "on" if option.default else "off"
        yield f"Option `{option.name}`, {state} unless said otherwise: {_plain(option.summary)}"


def _letters(letters: Mapping[str, str]) -> str:
    cells = [f"**{_shown(letter)}** | {_written(target)}" for letter, target in letters.items()]
    width = min(_PAIRS, len(cells))
    height = -(-len(cells) // width)
    # Read downwards, as alphabets are.
    rows = [cells[first::height] for first in range(height)]
    rows = [[*row, *["|"] * (width - len(row))][:width] for row in rows]
    head = ["|" + cell * (2 * width) for cell in ("  |", " --- |")]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])


def _code_points(system: System) -> list[str]:
    """Written characters that look like others: apostrophes, primes, half rings."""
    targets = [*system.letters.values(), *(rule.target for rule in system.rules)]
    written = dict.fromkeys(one for target in targets for one in target)
    return [
        f"{_shown(one)} is U+{ord(one):04X}"
        for one in written
        if not one.isascii() and unicodedata.category(one) in {"Lm", "Sk", "Pi", "Pf", "Po"}
    ]


def _rules(rules: Sequence[Rule]) -> list[str]:
    """A line for each rule, or for several in a row that differ in their letters only."""
    if len(rules) <= _MANY_RULES:
        return [_line(list(alike)) for _, alike in groupby(rules, _circumstances)]
    kinds: dict[str, list[Rule]] = {}
    for rule in rules:
        kinds.setdefault(_circumstances(rule), []).append(rule)
    lines = [_line(alike, _OF_EACH) for alike in kinds.values()]
    return [*lines, f"That is {len(rules)} rules by kind; their order is in the file."]


def _line(alike: Sequence[Rule], limit: int | None = None) -> str:
    shown = ", ".join(_pairs((rule.source, rule.target) for rule in alike[:limit]))
    more = f" and {len(alike) - limit} more" if limit and len(alike) > limit else ""
    return f"{shown}{more}{_circumstances(alike[0])}"


def _circumstances(rule: Rule) -> str:
    """Where and when a rule holds, in words."""
    before = [_EDGES[one] for one in rule.after if one in _EDGES]
    behind = [_EDGES[one] for one in rule.before if one in _EDGES]
    places = [
        *(f"at {edge}" for edge in before),
        *_beside("after", rule.after),
        *_beside("not after", rule.not_after),
        *(f"not at {_EDGES[one]}" for one in rule.not_after if one in _EDGES),
    ]
    following = [
        *(f"at {edge}" for edge in behind),
        *_beside("before", rule.before),
        *_beside("not before", rule.not_before),
        *(f"not at {_EDGES[one]}" for one in rule.not_before if one in _EDGES),
    ]
    said = [" or ".join(_positive_first(side)) for side in (places, following) if side]
    words = f" {', and '.join(said)}" if said else ""
    if rule.letters != "any":
        words += f", {'small letters' if rule.letters == 'small' else 'capitals'} only"
    if rule.when:
        words += f", if `{rule.when}` is on"
    if rule.unless:
        words += f", if `{rule.unless}` is off"
    if not rule.back:
        words += ", not read backwards"
    if rule.inferred:
        words += " (*inferred*)"
    return f"{words}: {_plain(rule.note)}" if rule.note else words


def _positive_first(side: Sequence[str]) -> list[str]:
    """Conditions of one side as one phrase: what may stand there, but not what must not."""
    allowed = [one for one in side if not one.startswith("not")]
    forbidden = " and ".join(one for one in side if one.startswith("not"))
    if not allowed:
        return [forbidden]
    return [*allowed[:-1], f"{allowed[-1]}{f', {forbidden}' if forbidden else ''}"]


def _beside(word: str, context: Sequence[str]) -> Iterator[str]:
    classes = [f"*{one[1:-1]}*" for one in context if len(one) > 1 and one not in _EDGES]
    letters = [_shown(one) for one in context if len(one) == 1]
    if classes or letters:
        yield f"{word} {' '.join([*classes, *letters])}"


def _moves(system: System) -> list[str]:
    return [
        f"{_shown(move.mark)} leaves its word; {_written(move.target)} ends the sentence, in the "
        f"place of {' '.join(map(_shown, move.ends))} or at the end of the line"
        for move in system.moves
    ]


def _samples(system: System) -> str:
    if not system.samples:
        return ""
    rows = [
        f"| {_plain(sample.source)} | {_plain(sample.target)} "
        f"| {_plain(sample.origin) or 'the document'}"
        f"{''.join(f'; `{option}`' for option in sample.options)} |"
        for sample in system.samples[:_MANY_SAMPLES]
    ]
    table = "\n".join(["| sample | is written | printed in |", "| --- | --- | --- |", *rows])
    left = len(system.samples) - len(rows)
    return f"{table}\n\n{left} more are in the file." if left > 0 else table


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{_shown(source)} → {_written(target)}" for source, target in pairs]


def _written(target: str) -> str:
    return _shown(target) if target else "∅"


def _shown(text: str) -> str:
    """A text that can be seen: marks on a circle, invisible characters by number."""
    if all(unicodedata.category(one)[0] in "PS" for one in text) and "`" not in text:
        return f"`{text}`".replace("|", r"\|")
    return "".join(
        f"U+{ord(one):04X}"
        if unicodedata.category(one) in {"Cf", "Zs"} and one != " "
        else f"\u25cc{one}"
        if unicodedata.combining(one) and not place
        else _plain(one)
        for place, one in enumerate(text)
    )


def _plain(text: str) -> str:
    """A text as Markdown, in which nothing means more than it says."""
    return text.translate(_MARKDOWN)


def _sentence(head: str, items: Sequence[str]) -> str:
    return f"{head}: {', '.join(items)}." if items else ""


def _headed(head: str, items: Sequence[str]) -> str:
    return f"{head}:\n\n{_bullets(items)}" if items else ""


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
