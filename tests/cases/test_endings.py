"""Declined names as the grammars prescribe them, and words that no name is declined to."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from toponyms.mentions.endings import load_endings
from toponyms.text.fold import folded_form

FOLDER = Path(__file__).parent / "mentions" / "endings"
NAMES = Path(__file__).parents[2] / "data" / "names.csv"
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.tsv"))
_WORD = re.compile(r"[^\W\d_]+")


def lower(text: str) -> str:
    return text.replace("İ", "i").lower()


def rows(lang: str, *, named: bool) -> list[dict[str, str]]:
    with (FOLDER / f"{lang}.tsv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    return [row for row in table if bool(row["name"]) == named]


@cache
def words_of_names(lang: str) -> set[str]:
    """Every word of the names in a language, of several words or one."""
    with NAMES.open(encoding="utf-8", newline="") as lines:
        names = [row["name"] for row in csv.DictReader(lines) if row["lang"] == lang]
    return {word for name in names for word in _WORD.findall(lower(name))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_declined_names_lead_back(lang: str) -> None:
    """Names would be seen in the nominative only."""
    plain, folded = load_endings(lang), load_endings(lang, folded=True)
    lost = []
    for row in rows(lang, named=True):
        forms, names = _WORD.findall(lower(row["form"])), _WORD.findall(lower(row["name"]))
        pairs = list(zip(forms, names, strict=True))
        found = [{base.text for base in plain.bases(form)} | {form} for form, _ in pairs]
        bare = [{base.text for base in folded.bases(folded_form(form))} for form, _ in pairs]
        for (form, name), bases, other in zip(pairs, found, bare, strict=True):
            if name not in bases or folded_form(name) not in other | {folded_form(form)}:
                lost.append((row["form"], row["name"]))
    assert not lost


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cases_are_told(lang: str) -> None:
    """Words of a name could not be seen to agree."""
    endings = load_endings(lang)
    wrong = []
    for row in rows(lang, named=True):
        pairs = zip(
            _WORD.findall(lower(row["form"])), _WORD.findall(lower(row["name"])), strict=True
        )
        for form, name in pairs:
            cases = {base.ending.case for base in endings.bases(form) if base.text == name}
            if form != name and row["case"] not in cases:
                wrong.append((row["form"], row["case"], cases))
    assert not wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_words_lead_to_no_name(lang: str) -> None:
    """People, languages and things would be taken for places."""
    known = words_of_names(lang)
    taken = [
        (row["form"], bases)
        for row in rows(lang, named=False)
        if (bases := {b.text for b in load_endings(lang).bases(lower(row["form"]))} & known)
    ]
    assert not taken


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_are_enough_and_name_their_source(lang: str) -> None:
    """Nobody could look up who declines so."""
    table = rows(lang, named=True) + rows(lang, named=False)
    assert len(table) >= (50 if lang == "az-Cyrl" else 150)
    assert all(row["source"] for row in table)
    assert len(table) == len({(row["form"], row["name"], row["case"]) for row in table})
