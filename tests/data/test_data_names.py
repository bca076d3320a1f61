"""Every name says in which language it is, what it is to its place, and who says so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from toponyms.text.scripts import SCRIPT_OF_LANGUAGE, scripts_of

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z0-9]{5,8})*")
#: BCP 47 subtags (IANA registry) of the languages that a source may tag.
_LANGUAGES = {
    "ab", "ar", "av", "az", "ba", "be", "bg", "ce", "cv", "de", "el", "en", "es", "et", "fa", "fi",
    "fr", "grc", "he", "hu", "hy", "hyw", "inh", "it", "ja", "ka", "kk", "ko", "krc", "ku", "la",
    "lez", "lt", "lv", "mn", "nl", "os", "pl", "pt", "ro", "ru", "sv", "tk", "tly", "tr", "tt",
    "ttt", "udi", "uk", "und", "uz", "xcl", "xmf", "zh",
}  # fmt: skip
#: Scripts that one subtag stands for, and those a name in that script may hold.
_COMPOUND = {"Jpan": {"Hani", "Hira", "Kana"}, "Kore": {"Hang", "Hani"}, "Hans": {"Hani"}}
_OTHERS_SCRIPT = {
    "ab": "Cyrl", "av": "Cyrl", "ba": "Cyrl", "ce": "Cyrl", "cv": "Cyrl", "et": "Latn",
    "fi": "Latn", "grc": "Grek", "hu": "Latn", "hyw": "Armn", "inh": "Cyrl", "kk": "Cyrl",
    "krc": "Cyrl", "lez": "Cyrl", "lt": "Latn", "lv": "Latn", "mn": "Cyrl", "nl": "Latn",
    "pt": "Latn", "ro": "Latn", "sv": "Latn", "tk": "Latn", "tly": "Latn", "ttt": "Latn",
    "udi": "Latn", "uz": "Latn", "xcl": "Armn", "xmf": "Geor",
}  # fmt: skip
_NUMERAL = re.compile(r"(?<![^\W_])[IVX]+(?![^\W_])")
_YEAR = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)[?~%]?")


def test_tags_are_well_formed_and_of_known_languages(names: list[Row]) -> None:
    """Else `lang` cannot be asked for."""
    for tag in {row["lang"] for row in names}:
        assert _TAG.fullmatch(tag), tag
        assert tag.partition("-")[0] in _LANGUAGES, tag
    assert "und" not in {row["lang"] for row in names}, "a name without a script"


def test_a_script_subtag_is_written_only_where_it_tells_something(names: list[Row]) -> None:
    """Else one language has two tags (az and az-Latn), and a caller finds half of its names."""
    redundant = {
        row["lang"]
        for row in names
        if row["lang"].count("-")
        and SCRIPT_OF_LANGUAGE.get(row["lang"].split("-")[0]) == row["lang"].split("-")[1]
    }
    assert redundant == set()


def test_the_script_of_a_name_is_that_of_its_tag(names: list[Row]) -> None:
    """Else the tag is a guess, or a letter of another script hides in the name."""
    wrong = [row for row in names if not _fits(row["name"], row["lang"])]
    assert wrong == []


def test_azerbaijani_and_russian_names_have_no_foreign_letters(names: list[Row]) -> None:
    """Else a Tatar, Ukrainian or Turkish spelling passes for one of these."""
    alphabets = {
        "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz\u0307",
        "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    }
    for row in names:
        if row["lang"] in alphabets:
            bare = _NUMERAL.sub("", row["name"]).lower()
            strangers = {c for c in bare if c.isalpha()} - set(alphabets[row["lang"]])
            assert not strangers, row


def test_a_name_stands_once_for_a_place_and_language(names: list[Row]) -> None:
    """Else one name counts twice, or has two kinds."""
    seen = Counter((row["place_id"], row["name"], row["lang"]) for row in names)
    assert [key for key, count in seen.items() if count > 1] == []


def test_a_name_with_a_language_is_not_repeated_without(names: list[Row]) -> None:
    """Else the same spelling is offered as known and as unknown."""
    tagged = {(r["place_id"], r["name"]) for r in names if not r["lang"].startswith("und-")}
    repeated = [
        row
        for row in names
        if row["lang"].startswith("und-") and (row["place_id"], row["name"]) in tagged
    ]
    assert repeated == []


def test_kinds_and_years_are_of_the_format(names: list[Row]) -> None:
    """Else a former name is shown as today's."""
    kinds = {"preferred", "official", "variant", "historical", "exonym", "colloquial"}
    for row in names:
        assert row["kind"] in kinds, row
        assert all(not row[end] or _YEAR.fullmatch(row[end]) for end in ("from", "to")), row
        assert not (row["from"] and row["to"]) or row["from"][:4] <= row["to"][:4], row


def test_every_source_is_described(names: list[Row], data: Path) -> None:
    """Else nobody can check a name, and a licence is broken."""
    described = set(
        re.findall(r"^\| `([a-z0-9-]+)` \| ", (data / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    assert {row["source"] for row in names} <= described


def test_attributions_that_the_licences_ask_for_are_there(data: Path) -> None:
    """Else the data may not be passed on."""
    text = (data / "README.md").read_text("utf-8")
    for words in ("GeoNames", "CC BY 4.0", "Unicode CLDR", "libphonenumber", "Apache"):
        assert words in text


def test_karabakh_has_its_settlements(names: list[Row], karabakh: set[str]) -> None:
    """Else the villages that this gazetteer was made for are missing."""
    langs = _langs(names)
    assert len(karabakh) >= 350
    assert karabakh <= langs.keys()
    assert sum({"az", "hy"} <= langs[place_id] for place_id in karabakh) >= 200


def test_former_names_are_there(names: list[Row]) -> None:
    """Else archives and older maps cannot be read."""
    assert sum(row["kind"] == "historical" for row in names) >= 200


@pytest.mark.parametrize(
    ("place_id", "expected"),
    [
        ("gn:586666", {("Canyataq", "az"), ("Ճանկաթաղ", "hy"), ("Джанятаг", "ru"),
                       ("Janyatag", "en"), ("Chankatagh", "en")}),
        ("gn:586523", {("Gəncə", "az"), ("Кировабад", "ru"), ("Елизаветполь", "ru")}),
        ("gn:616052", {("Երևան", "hy"), ("Yerevan", "en"), ("Ереван", "ru")}),
        ("gn:147105", {("Şuşa", "az"), ("Շուշի", "hy"), ("Шуша", "ru"), ("Шуши", "ru")}),
        ("iso:AZ-BA", {("Bakı", "az"), ("Բաքու", "hy"), ("Баку", "ru"), ("Baku", "en")}),
        ("iso:AM", {("Ermənistan", "az"), ("Հայաստան", "hy"), ("Армения", "ru")}),
        ("gn:743952", {("Կարս", "hy"), ("Карс", "ru"), ("Kars", "tr")}),
    ],
)  # fmt: skip
def test_well_known_names_are_there(
    names: list[Row], place_id: str, expected: set[tuple[str, str]]
) -> None:
    """Else a step of the build lost a whole source."""
    found = {(row["name"], row["lang"]) for row in names if row["place_id"] == place_id}
    assert expected <= found


@pytest.mark.parametrize(
    ("place_id", "name"),
    [
        ("gn:584649", "Gəncə"),  # Ganja's, filed under Yevlakh
        ("gn:147105", "shwshy"),  # a machine transliteration
        ("gn:586523", "KVD"),  # an airport
        ("gn:586523", "Gǝncǝ"),  # the turned e of African alphabets
        ("gn:616479", "Սպիտակ"),  # Spitak's, filed under Lernantsk beside it
        ("gn:616094", "Неркин Геташен"),  # Lower Getashen's, filed under Upper Getashen
        ("gn:585915", "Xirdalan"),  # without its diacritics
    ],
)
def test_dirt_of_the_sources_stays_out(names: list[Row], place_id: str, name: str) -> None:
    """Else it would be shown to people as a name of the place."""
    assert name not in {row["name"] for row in names if row["place_id"] == place_id}


@pytest.mark.parametrize(
    ("country", "lang"), [("AZ", "az"), ("AM", "hy"), ("GE", "ka"), ("RU", "ru")]
)
def test_big_places_show_a_usual_name_at_home_and_in_english(
    names: list[Row], places: list[Row], country: str, lang: str
) -> None:
    """Else the biggest cities are shown under a variant, or under none in English."""
    towns = [row for row in places if row["country"] == country and row["feature"][0] == "P"]
    towns.sort(key=lambda row: -int(row["population"] or 0))
    usual = {(row["place_id"], row["lang"]) for row in names if row["kind"] == "preferred"}
    biggest = [row["place_id"] for row in towns[:8]]
    assert [(place, tag) for place in biggest for tag in (lang, "en")
            if (place, tag) not in usual] == []  # fmt: skip


def test_the_only_name_in_the_countrys_language_is_preferred(
    names: list[Row], places: list[Row]
) -> None:
    """Else thousands of towns have no usual name in the language spoken there."""
    own = {"AZ": "az", "AM": "hy", "GE": "ka", "RU": "ru"}
    lang = {
        row["place_id"]: own[row["country"]]
        for row in places
        if row["country"] in own and row["feature"][0] == "P"
    }
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in names:
        if lang.get(row["place_id"]) == row["lang"] and row["kind"] != "historical":
            kinds[row["place_id"]].append(row["kind"])
    assert [place for place, found in kinds.items() if found == ["variant"]] == []


@pytest.mark.parametrize("place_id", ["gn:2643743", "gn:112931", "gn:323786", "gn:2023469"])
def test_cities_that_azerbaijani_spells_as_english_does_have_english_names(
    names: list[Row], place_id: str
) -> None:
    """Else London, Tehran, Ankara and Irkutsk are nameless in English."""
    assert "en" in {row["lang"] for row in names if row["place_id"] == place_id}


def test_towns_have_their_soviet_azerbaijani_spelling(names: list[Row]) -> None:
    """Else Soviet Azerbaijani texts are read by rule alone."""
    assert sum(row["lang"] == "az-Cyrl" for row in names) >= 25
    assert ("gn:586523", "Ҝәнҹә", "az-Cyrl") in {
        (row["place_id"], row["name"], row["lang"]) for row in names
    }


def test_latin_strings_tagged_armenian_are_not_armenian(names: list[Row]) -> None:
    """Five Latin strings carry the tags hy and ru in a source; else they would be shown as such."""
    langs = {
        row["lang"] for row in names if row["name"] == "Masis" and row["place_id"] == "gn:616435"
    }
    assert "hy" not in langs


def _langs(names: list[Row]) -> dict[str, set[str]]:
    langs: dict[str, set[str]] = defaultdict(set)
    for row in names:
        langs[row["place_id"]].add(row["lang"])
    return langs


def _fits(name: str, tag: str) -> bool:
    language, _, subtag = tag.partition("-")
    script = subtag if len(subtag) == 4 else (SCRIPT_OF_LANGUAGE | _OTHERS_SCRIPT)[language]
    bare = _NUMERAL.sub("", name)
    found = set(scripts_of(bare if any(c.isalpha() for c in bare) else name))
    return bool(found) and found <= _COMPOUND.get(script, {script})
