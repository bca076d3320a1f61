"""`toponyms systems`: the list, one system, and its rules for ICU."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import A_SYSTEM
from toponyms.transliteration import systems as all_systems
from toponyms.transliteration.icu_rules import icu_rules
from toponyms.transliteration.system_file import read_system

if TYPE_CHECKING:
    from tests.cli.conftest import Run

RUSSIAN = "bgnpcgn-rus-Cyrl-Latn-1947"
IDS = [system.id for system in all_systems()]
MINE = str(A_SYSTEM)


def test_the_list_has_every_system(toponyms: Run) -> None:
    """Else a user does not learn what there is."""
    rows = [line.split("\t") for line in toponyms("systems").lines]
    assert [row[0] for row in rows] == IDS
    assert [RUSSIAN, "ru", "BGN/PCGN 1947 for Russian", "no", "bgn bgnpcgn"] in rows
    assert {row[3] for row in rows} == {"yes", "no"}


def test_the_list_agrees_in_all_forms(toponyms: Run) -> None:
    """Else the forms tell different things."""
    table = csv.DictReader(io.StringIO(toponyms("systems", "--format", "csv").out))
    listed = [json.loads(line) for line in toponyms("systems", "--format", "json").lines]
    shown = toponyms("systems", "--format", "table").out
    for row, one in zip(table, listed, strict=True):
        assert row == {
            "id": one["id"],
            "language": one["language"],
            "name": one["name"],
            "reversible": "yes" if one["reversible"] else "no",
            "short": " ".join(one["short"]),
        }
        assert f" {one['id']} " in shown
    assert {one["source_script"] for one in listed} == {"Arab", "Armn", "Cyrl", "Latn"}


def test_ids_are_shown_whole_at_80_columns(toponyms: Run) -> None:
    """Else an id cannot be copied, or lines break in the middle of a table."""
    from rich.cells import cell_len

    out = toponyms("systems", "--format", "table").out
    assert max(map(cell_len, out.splitlines())) <= 80


@pytest.mark.parametrize(("lang", "scripts"), [("az", 3), ("az-cyrl", 1), ("HY", 1)])
def test_lang_filters(toponyms: Run, lang: str, scripts: int) -> None:
    """Else the systems of one language have to be picked out by eye."""
    result = toponyms("systems", "--lang", lang, "--format", "json")
    listed = [json.loads(line) for line in result.lines]
    assert {one["language"] for one in listed} == {lang[:2].lower()}
    assert len({one["source_script"] for one in listed}) == scripts


def test_language_without_a_system_is_told(toponyms: Run) -> None:
    """Else an empty list looks like a fault."""
    result = toponyms("systems", "--lang", "fr")
    assert (result.code, result.out) == (1, "")
    assert "az, hy, ru" in result.err


@pytest.mark.parametrize("called", [(RUSSIAN,), ("bgn", "--lang", "ru")])
def test_a_person_sees_everything_about_one(toponyms: Run, called: tuple[str, ...]) -> None:
    """Else nobody can judge whether a system is the right one, or how far it is known."""
    out = " ".join(toponyms("systems", *called, "--format", "table").out.split())
    for shown in (
        RUSSIAN, "United States Board", "1947", "BGN/PCGN 1947 System", "https://www.gov.uk",
        "excerpts of the document", "Cyrl to Latn", "not exact", "• й and ы are both y.",
        "middle-dot (on unless no-middle-dot)", "щ → shch", "vowel: а е", "ISO 3166-2:RU",
        "after start, vowel, й, ъ or ь", "with middle-dot; inferred", "Yevreyskaya",
    ):  # fmt: skip
        assert shown in out


def test_every_record_is_in_every_form(toponyms: Run) -> None:
    """Else some kind of record is forgotten."""
    shown = toponyms("systems", MINE, "--format", "table").out
    for words in (
        "к → q (capital: Q)",
        "ъ → nothing",
        "куб → cube",
        "To have one.",
        "way back",
        "move",
    ):
        assert words in shown
    table = toponyms("systems", MINE, "--format", "csv").out
    rows = {tuple(row) for row in csv.reader(io.StringIO(table))}
    assert {
        ("part", "key", "value", "note"),
        ("system", "text_seen", "full", ""),
        ("system", "reversible", "no", ""),
        ("loss", "", "ъ is lost.", ""),
        ("note", "", "A note.", ""),
        ("option", "loud", "у is U.", "off"),
        ("class", "vowel", "ау", ""),
        ("letter", "б", "b", ""),
        ("capital", "к", "Q", ""),
        ("rule", "у", "oo", "after start or б; with loud; inferred. To have one."),
        ("reverse rule", "oo", "у", ""),
        ("move", "՞", "?", "at the end of the sentence, instead of . ։"),
        ("exception", "куб", "cube", ""),
        ("sample", "бак", "baq", "nowhere"),
    } <= rows
    plain = toponyms("systems", MINE).lines
    assert len(plain) == len(rows) - 1


@pytest.mark.parametrize("system_id", IDS)
def test_json_repeats_the_file(toponyms: Run, system_id: str) -> None:
    """Else a program gets less than the file has, or under other keys than are documented."""
    shown = json.loads(toponyms("systems", system_id, "--format", "json").out)
    again = read_system(_toml(shown).encode(), "again.toml")
    (system,) = (one for one in all_systems() if one.id == system_id)
    for fact in system.__dataclass_fields__:
        assert getattr(again, fact) == getattr(system, fact), fact


def _toml(value: object, depth: int = 0) -> str:
    """JSON values as TOML."""
    if isinstance(value, dict):
        pairs = [f"{json.dumps(key)} = {_toml(one, depth + 1)}" for key, one in value.items()]
        return "\n".join(pairs) if depth == 0 else f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_toml(one, depth + 1) for one in value)}]"
    return json.dumps(value, ensure_ascii=False)


def test_icu_prints_the_rules(toponyms: Run) -> None:
    """Else whoever has ICU and not this library cannot use the systems."""
    from toponyms.transliteration.engine import options_on

    (system,) = (one for one in all_systems() if one.id == RUSSIAN)
    plain = options_on(system)
    assert toponyms("systems", RUSSIAN, "--icu").out == icu_rules(system, options=plain)
    chosen = toponyms("systems", RUSSIAN, "--icu", "--reverse", "--option", "no-middle-dot").out
    assert chosen == icu_rules(system, reverse=True, options=frozenset())


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["bgnpcgn-rus-Cyrl-Latn-1974"], RUSSIAN),
        (["bgn"], "several systems are called 'bgn'"),
        (["missing.toml"], "missing.toml: cannot be read"),
        (["--icu"], "needs the ID"),
        ([RUSSIAN, "--icu", "--format", "json"], "one form only"),
        ([RUSSIAN, "--icu", "--option", "dot"], "it has middle-dot"),
        ([RUSSIAN, "--reverse"], "goes with --icu"),
        ([RUSSIAN, "--option", "middle-dot"], "goes with --icu"),
        (["--lang", "Russian"], "BCP 47"),
        (["--format", "xml"], "table, json, csv"),
    ],
)
def test_wrong_usage_is_told(toponyms: Run, args: list[str], said: str) -> None:
    """Else a slip of the user ends in a traceback, or is a dead end."""
    result = toponyms("systems", *args)
    assert (result.code, result.out) == (2, "")
    assert said in " ".join(result.err.split())
