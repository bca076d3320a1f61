"""The case endings are data: what the files say, read here in the plainest way.

The rules are tried on declined names whose base is known (tests/cases/mentions/endings); the
library has a faster reader of its own, which is not used here.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "toponyms" / "mentions" / "endings").glob("*.toml"))
ORACLES = ROOT / "tests" / "cases" / "mentions" / "endings"
#: The languages of this module's own reading, and the file of rules that each goes by.
LANGS = {"az": "az", "az-Cyrl": "az", "hy": "hy"}

CASES = {
    *("genitive", "dative", "accusative", "instrumental", "prepositional"),
    *("locative", "ablative", "comitative", "terminative"),
    *("article", "possessive", "possessive article"),
    *("predicative", "genitive predicative", "locative predicative", "ablative predicative"),
    "locative attributive",
}
CONDITIONS = ("last_vowel", "before", "not_before")
FIELDS = {"case", "form", "base", *CONDITIONS, "min_stem", "word_class", "number"}
#: Letters that must be left of a word where a rule does not say how many.
MIN_STEM = 2

Rule = dict[str, Any]
Row = dict[str, str]

each_file = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
each_lang = pytest.mark.parametrize("lang", LANGS)


class Rules(NamedTuple):
    """A file of endings."""

    rules: list[Rule]
    classes: dict[str, list[str]]
    table: dict[str, Any]


@cache
def load(file: Path) -> Rules:
    table = tomllib.loads(file.read_text("utf-8"))
    return Rules(table["rule"], table.get("classes", {}), table)


@cache
def rules_of(lang: str) -> Rules:
    return load(FILES[0].with_name(f"{LANGS[lang]}.toml"))


@cache
def oracle(lang: str) -> list[Row]:
    with (ORACLES / f"{lang}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def latin_letters() -> dict[int, str]:
    """The Azerbaijani alphabet of 1958 to 1991, letter for letter in today's."""
    systems = ROOT / "toponyms" / "transliteration" / "systems"
    text = (systems / "az-aze-Cyrl-Latn-1991.toml").read_text("utf-8")
    letters: dict[str, str] = tomllib.loads(text)["letters"]
    return str.maketrans(letters)


def lower(text: str, lang: str) -> str:
    if lang == "az":
        text = text.replace("İ", "i").replace("I", "ı")
    text = text.lower()
    return text.translate(latin_letters()) if lang == "az-Cyrl" else text


def bases(text: str, rules: Rules) -> set[tuple[str, str]]:
    """What names a text may be a case of, with the case: the rules read word for word."""
    return {
        (text.removesuffix(rule["form"]) + rule["base"], rule["case"])
        for rule in rules.rules
        if text.endswith(rule["form"]) and _holds(text, rule, rules.classes)
    }


def _holds(text: str, rule: Rule, classes: dict[str, list[str]]) -> bool:
    stem = text.removesuffix(rule["form"])
    if len(stem.rpartition(" ")[2]) < rule.get("min_stem", MIN_STEM):
        return False
    name = stem + rule["base"]
    if "before" in rule and not name.endswith(tuple(classes[rule["before"]])):
        return False
    if "not_before" in rule and name.endswith(tuple(classes[rule["not_before"]])):
        return False
    vowels = [letter for letter in name if letter in classes.get("vowels", ())]
    return "last_vowel" not in rule or vowels[-1:] in ([v] for v in classes[rule["last_vowel"]])


@each_file
def test_bytes_are_plain_utf8_in_nfc(file: Path) -> None:
    """Else a form that looks right meets no word."""
    text = file.read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    assert unicodedata.is_normalized("NFC", text)


@each_file
def test_the_file_says_its_language_and_what_it_rests_on(file: Path) -> None:
    """Else a rule cannot be checked against a grammar."""
    table = load(file).table
    assert table["language"] == file.stem
    assert table["source"]
    assert set(table) <= {"language", "source", "also_in", "classes", "rule"}


@each_file
def test_rules_have_known_fields_and_cases(file: Path) -> None:
    """Else a misspelt condition is no condition, and a mention has a case that nobody knows."""
    rules = load(file).rules
    assert [rule for rule in rules if not set(rule) <= FIELDS] == []
    assert [rule for rule in rules if not {"case", "form", "base"} <= set(rule)] == []
    assert {rule["case"] for rule in rules} <= CASES


@each_file
def test_forms_are_in_lower_case(file: Path) -> None:
    """Else they are never met, since words are put into lower case."""
    rules, classes, _ = load(file)
    texts = [rule[key] for rule in rules for key in ("form", "base")]
    texts += [letters for group in classes.values() for letters in group]
    assert [text for text in texts if text != text.lower() or text != text.strip()] == []


@each_file
def test_every_rule_changes_the_word(file: Path) -> None:
    """Else a name in its first case would have another as well."""
    assert [rule for rule in load(file).rules if rule["form"] == rule["base"]] == []


@each_file
def test_conditions_name_classes_and_classes_are_in_use(file: Path) -> None:
    """Else a rule cannot be read, or what was meant to limit it does not."""
    rules, classes, _ = load(file)
    named = {rule[key] for rule in rules for key in CONDITIONS if key in rule}
    if any("last_vowel" in rule for rule in rules):
        named.add("vowels")
    assert named == set(classes)


@each_file
def test_no_rule_stands_twice(file: Path) -> None:
    """Else a change to one of the two changes nothing."""
    counts = Counter(tuple(sorted(rule.items())) for rule in load(file).rules)
    assert [rule for rule, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("lang", ["az", "hy"])
def test_no_form_has_an_apostrophe(lang: str) -> None:
    """Else Bakı'dan is lost, for the sign is taken out of a word before."""
    assert [rule for rule in rules_of(lang).rules if re.search(r"['’]", rule["form"])] == []


def test_azerbaijani_schemas_have_a_row_for_every_vowel() -> None:
    """Else names with one last vowel are lost in one case."""
    rules, classes, _ = rules_of("az")
    vowels: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    archiphonemes = str.maketrans("aəıiuüqk", "AAIIIIKK")
    for rule in rules:
        if "last_vowel" in rule:
            schema = (rule["base"], rule["case"], rule["form"].translate(archiphonemes))
            conditions = (rule.get("before"), rule.get("not_before"))
            vowels[schema + conditions] += classes[rule["last_vowel"]]
    assert vowels
    # q and x become ğ after back vowels only, k becomes y after front ones.
    after = {"": "vowels", "q": "back", "x": "back", "k": "front"}
    wrong = [
        (base, *schema)
        for (base, *schema), found in vowels.items()
        if sorted(found) != sorted(classes[after[base or ""]])
    ]
    assert wrong == []


def test_azerbaijani_forms_are_in_harmony() -> None:
    """Else a form that nobody writes takes the place of the one that is written."""
    rules, classes, _ = rules_of("az")
    wrong = []
    for rule in rules:
        if "last_vowel" in rule:
            harmony = classes[rule["last_vowel"].partition("_")[0]]
            ending = rule["form"].removesuffix("dək")  # the one that never changes
            wrong += [rule for letter in ending if letter in set(classes["vowels"]) - set(harmony)]
    assert wrong == []


@pytest.mark.parametrize(("lang", "least"), [("az", 150), ("az-Cyrl", 50), ("hy", 150)])
def test_the_oracle_is_large_and_clean(lang: str, least: int) -> None:
    """Else what the tests below hold is little, or counted twice."""
    rows = oracle(lang)
    assert len([row for row in rows if row["name"]]) >= least
    assert all(set(row) == {"form", "name", "case", "source"} and row["source"] for row in rows)
    assert [row for row in rows if bool(row["name"]) != bool(row["case"])] == []
    counts = Counter((row["form"], row["name"], row["case"]) for row in rows)
    assert [key for key, count in counts.items() if count > 1] == []


@each_lang
def test_the_oracle_has_names_of_the_gazetteer(lang: str, names: list[Row]) -> None:
    """Else a rule is made for a name that is not looked for."""
    known = {row["name"] for row in names if row["lang"] == lang}
    assert [row for row in oracle(lang) if row["name"] and row["name"] not in known] == []


@pytest.mark.parametrize("lang", ["az", "hy"])
def test_the_oracle_has_every_case(lang: str) -> None:
    """Else the rules of a case are tried by nothing."""
    tried = {row["case"] for row in oracle(lang) if row["case"]}
    assert tried == {rule["case"] for rule in rules_of(lang).rules}


@each_lang
def test_a_declined_name_comes_back_to_its_base(lang: str) -> None:
    """Else a name is lost in a text as soon as it is declined."""
    lost = [
        row
        for row in oracle(lang)
        if row["name"]
        and (lower(row["name"], lang), row["case"])
        not in bases(lower(row["form"], lang), rules_of(lang))
    ]
    assert lost == []


@each_lang
def test_other_words_come_back_to_no_name(lang: str, names: list[Row]) -> None:
    """Else a people, a language or a family is taken for a place."""
    known = {lower(row["name"], lang) for row in names if row["lang"] == lang}
    words = [lower(row["form"], lang) for row in oracle(lang) if not row["name"]]
    assert words
    found = {word: {base for base, _ in bases(word, rules_of(lang))} & known for word in words}
    assert {word: met for word, met in found.items() if met} == {}
    assert set(words) & known == set()
