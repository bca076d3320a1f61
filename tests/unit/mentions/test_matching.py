"""Runs of words that are a name: the longest, of words that can stand in one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.mentions.making import finder, gazetteer, guesses, place, reader
from toponyms.mentions import matching as module
from toponyms.mentions.clues import named_clues
from toponyms.mentions.lexicon import open_lexicons
from toponyms.mentions.matching import Matcher
from toponyms.mentions.paragraph import Paragraph
from toponyms.mentions.tokens import pieces

if TYPE_CHECKING:
    from toponyms.mentions.finder import Finder

PLACES = (
    place("x:1", "Quzor/en", "Quzor/az", "Кузорг/ru"),
    place("x:2", "Quzor Tirgaq/en"),
    place("x:3", "Quzor Tirgaq Zurnel Bexal/en"),
    place("x:4", "Tirgaq/en"),
    place("x:5", "Нижний Тиргак/ru"),
    place("x:6", "QZR/en", "QZR/az"),
    place("x:7", "Bex-Alan/en"),
    place("x:8", "Canyataq/az"),
    place("x:9", "Djanyatag/en"),
    place("x:10", "Vexor-na-Donu/en"),
    place("x:11", "A B C D E F/en"),
    place("x:12", "Quzor/und-Latn"),
    place("x:13", "Ulqan/und-Latn"),
    place("x:14", "Zurnel/en", feature="T.MT"),
    place("x:15", "Yuxarı Nurvexli/az"),
)
FINDER = finder(*PLACES)


def read(text: str, found: Finder = FINDER) -> list[tuple[str, str]]:
    """What is matched in a text, and the first place of each."""
    said = []
    for start, paragraph, some in found.guesses(text):
        for guess in some:
            first, last = (
                start + paragraph.start(guess.match.first),
                paragraph.end(guess.match.last),
            )
            place_id = guess.match.homonyms.alone.readings[0].place.id
            said.append((text[first : start + last], place_id))
    return said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We saw Quzor there", [("Quzor", "x:1")]),
        ("We saw Quzor Tirgaq there", [("Quzor Tirgaq", "x:2")]),
        ("We saw Quzor Tirgaq Zurnel Bexal", [("Quzor Tirgaq Zurnel Bexal", "x:3")]),
        # A longer name that begins alike, and comes to nothing
        ("We saw Quzor Tirgaq Zurnel there", [("Quzor Tirgaq", "x:2"), ("Zurnel", "x:14")]),
        ("We saw Quzor, Tirgaq", [("Quzor", "x:1"), ("Tirgaq", "x:4")]),
        ("We saw Quzor Tirgaq Zurnel, Bexal", [("Quzor Tirgaq", "x:2"), ("Zurnel", "x:14")]),
        ("We saw Tirgaq Quzor", [("Tirgaq", "x:4"), ("Quzor", "x:1")]),
        ("We saw Quzor Quzor Tirgaq", [("Quzor", "x:1"), ("Quzor Tirgaq", "x:2")]),
        ("We saw A B C D E F there", [("A B C D E F", "x:11")]),
        ("We saw QuzorTirgaq there", [("QuzorTirgaq", "x:2")]),
        ("We saw Quzortirgaq's walls", [("Quzortirgaq's", "x:2")]),
    ],
)
def test_the_longest_name_is_first(text: str, found: list[tuple[str, str]]) -> None:
    """New York would be York."""
    assert read(text) == found


@pytest.mark.parametrize(
    "between",
    [" ", "-", "\n", "\r\n", "-\n", "-\r\n", "\u2010", "\u2011", "\u2013", "  ", "\u00a0"],
)
def test_hyphens_and_line_breaks_inside_a_name(between: str) -> None:
    """Names are broken where lines end, and written with and without hyphens."""
    assert read(f"We saw Bex{between}Alan there") == [(f"Bex{between}Alan", "x:7")]
    assert read(f"We saw Vexor{between}na-Donu") == [(f"Vexor{between}na-Donu", "x:10")]


@pytest.mark.parametrize("between", [", ", "! ", "\n\n", " — ", ") ", "; ", " and "])
def test_what_is_no_gap_of_a_name(between: str) -> None:
    """Two words of unlike sentences would be a place."""
    assert read(f"We saw Bex{between}Alan there") == []


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Были у Нижнего Тиргака вчера", True),
        ("Были в Нижнем Тиргаке вчера", True),
        ("Шли к Нижнему Тиргаку вчера", True),
        ("Были в Нижнем Тиргака вчера", False),
        ("Были у Нижнего Тиргаку вчера", False),
        ("Нижний Тиргаке вчера", True),  # one declined word is enough
    ],
)
def test_words_of_a_name_agree_in_case(text: str, there: bool) -> None:
    """Words that only stand beside each other would be a name."""
    assert [place_id for _, place_id in read(text)] == ["x:5"] * there


def test_the_last_word_of_an_azerbaijani_name_has_its_ending() -> None:
    """Villages of two words would be found in the nominative only."""
    assert read("Bu gün və Yuxarı Nurvexlidən ilə") == [("Yuxarı Nurvexlidən", "x:15")]
    assert read("Bu gün və yuxarı") == []


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("In QZR today", True),
        ("In Qzr today", False),
        ("in qzr today", True),  # where there are no capitals
        ("In QZR's land", True),
        ("Bu gün QZR-da və", True),
        ("IN QZR TODAY", True),
    ],
)
def test_an_abbreviation_is_in_capitals(text: str, there: bool) -> None:
    """A short name or word such as Usa or Us would be a country."""
    assert [place_id for _, place_id in read(text)] == ["x:6"] * there


def test_a_longer_name_in_capitals_is_no_abbreviation() -> None:
    """Sources that write all names in capitals would have none that a text has."""
    found = finder(place("x:1", "QUZORVEX/en"))
    assert read("We saw Quzorvex", found) == [("Quzorvex", "x:1")]


LISTED = finder(
    place("y:1", "Вексорский район/ru", feature="A.ADM1", admin1="V"),
    place("y:2", "Тиргакский район/ru", feature="A.ADM1", admin1="T"),
    place("y:3", "Нурвекская область/ru", feature="A.ADM1", admin1="N"),
    place("y:4", "Зурнельский/ru"),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Там Вексорский и Тиргакский районы, да", [("Вексорский", "y:1"), ("Тиргакский", "y:2")]),
        (
            "Из Вексорского, Zzyx и Тиргакского районов",
            [("Вексорского", "y:1"), ("Тиргакского", "y:2")],
        ),
        ("Там Вексорский, Зурнельский и другие районы", [("Зурнельский", "y:4")]),
        ("Там Вексорский и Тиргакский, да", []),
        ("Там Вексорский и Нурвекский районы", [("Вексорский", "y:1")]),
        ("Там Вексорский район и районы", [("Вексорский район", "y:1")]),
        ("Там вексорский и тиргакский районы", []),
    ],
)  # fmt: skip
def test_names_that_share_their_generic_term(text: str, found: list[tuple[str, str]]) -> None:
    """Лачинский и Кельбаджарский районы would be no place, or one."""
    assert read(text, LISTED) == found


def test_a_name_that_is_spelled_so_comes_before_one_that_sounds_so() -> None:
    """The spelling would not tell two places apart that the texts tell apart by it."""
    assert read("We saw Djanyatag there") == [("Djanyatag", "x:9")]
    assert read("We saw Canyataq there") == [("Canyataq", "x:8")]
    (guess,) = guesses(FINDER, "We saw Djanyatag there")
    assert not guess.match.homonyms.heard
    (guess,) = guesses(finder(place("x:8", "Canyataq/az")), "We saw Djanyatag there")
    assert guess.match.homonyms.heard


def test_endings_of_another_language_are_not_taken_off() -> None:
    """Quzora in an English text would be a case of Quzor, as in Azerbaijani."""
    assert read("Bu gün və Quzordan ilə") == [("Quzordan", "x:1")]
    assert read("The house of Quzordan was there") == []
    assert read("Bu gün və Quzor's ilə") == []


def test_clues_of_the_name_itself() -> None:
    """What a name says of itself would not be weighed."""
    seen = {
        text: set(named_clues(guess.match.homonyms.clues))
        for text in ("Ulqan", "Quzor", "Quzor Tirgaq", "QZR", "Zurnel")
        for guess in guesses(FINDER, f"We saw {text} there")
    }
    assert seen == {
        "Ulqan": {"unknown language"},
        "Quzor": set(),  # one of its places has a known language
        "Quzor Tirgaq": {"several words"},
        "QZR": {"short"},
        "Zurnel": {"landform"},
    }


def test_prominence_is_of_the_most_prominent() -> None:
    """A hamlet of the name of a city would make it as little known as itself."""
    found = finder(
        place("x:1", "Quzor/en", population=10), place("x:2", "Quzor/az", population=1_000_000)
    )
    (guess,) = guesses(found, "We saw Quzor there")
    assert guess.match.homonyms.prominence == pytest.approx(3.0)
    (guess,) = guesses(finder(place("x:1", "Quzor/en", population=10)), "We saw Quzor there")
    assert guess.match.homonyms.prominence == 0.0, "never less than none"


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of texts would fill the memory with runs of words."""
    monkeypatch.setattr(module, "_KEPT", 10)
    known = gazetteer(*(place(f"x:{n}", f"Quzor Tirg{n}a/en", f"Zurn{n}a/en") for n in range(50)))
    lexicons = open_lexicons(known)
    words = reader(known)
    matcher = Matcher(known.index, *lexicons, words, frozenset({"en"}))
    for turn in range(2):
        for number in range(50):
            text = f"Quzor Tirg{number}a, Zurn{number}a"
            paragraph = Paragraph(text, pieces(text))
            paragraph.read(matcher.facts)
            found = [(match.first, match.last) for match in matcher.matches(paragraph, range(3))]
            assert found == [(0, 1), (2, 2)], turn
            assert len(matcher._known) <= 10
            assert len(matcher._pairs) <= 10
