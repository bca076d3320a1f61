"""The lists of words that a place may be mistaken for, and the words beside names."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

from toponyms.text.scripts import scripts_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MENTIONS = Path(__file__).parents[2] / "toponyms" / "mentions"
LANGUAGES = ("az", "hy", "ru", "en")
SCRIPTS = {"az": "Latn", "hy": "Armn", "ru": "Cyrl", "en": "Latn"}
KINDS = {"word", "given", "surname"}
CUES = {f"{side}_{kind}" for side in ("before", "after") for kind in ("place", "person", "thing")}

Rows = list[tuple[str, str]]


def listed(lang: str) -> Rows:
    lines = (MENTIONS / "words" / f"{lang}.tsv").read_text("utf-8").split("\n")
    assert (lines[0], lines[-1]) == ("word\tkind", "")
    return [(word, kind) for word, kind in (line.split("\t") for line in lines[1:-1])]


def cues(lang: str) -> dict[str, list[str]]:
    read: dict[str, list[str]] = tomllib.loads(
        (MENTIONS / "cues" / f"{lang}.toml").read_text("utf-8")
    )
    return read


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_rows_are_sorted_and_none_is_there_twice(lang: str) -> None:
    """Else two makings of one list differ for no reason."""
    rows = listed(lang)
    assert rows == sorted(set(rows))


def test_words_are_spelled_as_the_finder_looks_them_up(lang: str) -> None:
    """Else a word is listed and never met."""
    for word, _ in listed(lang):
        assert unicodedata.is_normalized("NFC", word), word
        assert word == word.lower(), word
        assert re.fullmatch(r"[^\W\d_]+", word), word


def test_words_are_in_the_script_of_the_language(lang: str) -> None:
    """Else a list has words of another language."""
    assert {script for word, _ in listed(lang) for script in scripts_of(word)} == {SCRIPTS[lang]}


def test_kinds_are_known(lang: str) -> None:
    """Else the finder looks for evidence that nobody weighs."""
    assert {kind for _, kind in listed(lang)} == KINDS


@pytest.mark.parametrize(
    ("lang", "word", "kind"),
    [
        ("az", "saray", "word"), ("az", "qala", "word"), ("az", "vəli", "given"),
        ("az", "abbas", "given"), ("az", "sabir", "surname"), ("az", "binədə", "word"),
        ("hy", "վանք", "word"), ("hy", "բերդ", "word"), ("hy", "վարդգես", "given"),
        ("hy", "թումանյան", "surname"), ("hy", "կիրով", "surname"),
        ("ru", "мир", "word"), ("ru", "орла", "word"), ("ru", "анна", "given"),
        ("ru", "владимира", "given"), ("ru", "пушкин", "surname"), ("ru", "кирова", "surname"),
        ("en", "of", "word"), ("en", "van", "word"), ("en", "anna", "given"),
        ("en", "vladimir", "given"), ("en", "pushkin", "surname"), ("en", "lenin", "surname"),
    ],
)  # fmt: skip
def test_well_known_words_are_there(lang: str, word: str, kind: str) -> None:
    """Else the finder takes Pushkin for the town wherever the poet is spoken of."""
    assert (word, kind) in listed(lang)


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("az", "bakı"), ("az", "şuşa"), ("az", "ağdam"), ("az", "xankəndi"),
        ("hy", "երևան"), ("hy", "շուշի"), ("hy", "ճանկաթաղ"), ("hy", "ստեփանակերտ"),
        ("ru", "москва"), ("ru", "шуша"), ("ru", "баку"), ("ru", "ереван"), ("ru", "омском"),
        ("en", "baku"), ("en", "shusha"), ("en", "yerevan"), ("en", "china"),
    ],
)  # fmt: skip
def test_places_that_are_nothing_else_are_not(lang: str, word: str) -> None:
    """Else the plainest mentions want evidence that a text need not give."""
    assert word not in {word for word, _ in listed(lang)}


@pytest.mark.parametrize(
    ("lang", "least", "most"),
    [("az", 4000, 20_000), ("hy", 2500, 15_000), ("ru", 7000, 30_000), ("en", 800, 5000)],
)
def test_sizes_are_sane(lang: str, least: int, most: int) -> None:
    """A source that failed to be read, or a predicate that lets all through, shows here."""
    assert least <= len(listed(lang)) <= most


def test_the_notices_are_beside_the_lists() -> None:
    """The licences of the sources ask for it."""
    notice = (MENTIONS / "words" / "NOTICE.txt").read_text("utf-8")
    for holder in ("Kevin Atkinson", "Alexander I. Lebedev", "Ivan Begtin", "Django Software"):
        assert holder in notice


def test_cues_have_the_lists_that_the_finder_reads(lang: str) -> None:
    """A misspelled key would be a list that is never looked at."""
    extra = {"before_article", "before_link", "before_people"} if lang == "en" else set()
    assert set(cues(lang)) == CUES | {"source"} | extra


def test_cues_are_single_words_in_lower_case(lang: str) -> None:
    """They are looked up word by word."""
    for key in CUES:
        for word in cues(lang)[key]:
            assert re.fullmatch(r"[^\W\d_]+", word), (key, word)
            assert unicodedata.is_normalized("NFC", word), word
            assert word == word.lower(), word


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_cue_says_one_thing_on_one_side(lang: str, side: str) -> None:
    """Else which of them holds depends on the order of reading."""
    words = [word for key in CUES if key.startswith(side) for word in cues(lang)[key]]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("lang", "key", "word"),
    [
        ("en", "before_place", "near"), ("en", "before_person", "mr"),
        ("en", "after_thing", "times"),
        ("ru", "before_place", "близ"), ("ru", "before_person", "генерала"),
        ("ru", "before_thing", "газете"), ("ru", "after_person", "заявил"),
        ("az", "after_place", "yaxınlığında"), ("az", "before_person", "prezident"),
        ("az", "after_thing", "küçəsində"), ("az", "after_person", "dedi"),
        ("hy", "after_place", "մոտակայքում"), ("hy", "before_person", "պարոն"),
        ("hy", "after_thing", "փողոցում"), ("hy", "after_person", "ասաց"),
    ],
)  # fmt: skip
def test_well_known_cues_are_there(lang: str, key: str, word: str) -> None:
    """Else «in the newspaper X» is as good a mention as «in X»."""
    assert word in cues(lang)[key]
