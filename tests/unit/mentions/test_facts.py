"""Facts of words: what the rest asks of a word, in the languages of its paragraph."""

from __future__ import annotations

import pytest

from tests.unit.mentions.making import gazetteer, place, reader
from toponyms.mentions import facts as module
from toponyms.mentions.clues import clues_of, named_clues
from toponyms.mentions.facts import Facts

READER = reader(gazetteer(place("x:1", "Quzor/en"), place("x:2", "Tirgaq Zurnel/en")))
BOTH_SIDES = frozenset({"before", "after"})


@pytest.fixture
def facts() -> Facts:
    return Facts(READER, ["en", "ru", "hy"])


def test_capitals(facts: Facts) -> None:
    """Initials, abbreviations and names would look alike."""
    seen = {
        word: (facts[word].capital, facts[word].capitals, facts[word].letter)
        for word in ("quzor", "Quzor", "QUZOR", "Q", "Երևան", "5", "iPhone")
    }
    assert seen == {
        "quzor": (False, False, False),
        "Quzor": (True, False, False),
        "QUZOR": (True, True, False),
        "Q": (True, False, True),
        "Երևան": (True, False, False),
        "5": (False, False, False),
        "iPhone": (False, False, False),
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("abad", "abovyan"), True),  # abad is a word of Azerbaijani too, but given to children
        (("abovyan", "abad"), False),
        (("abad", "castle"), False),
        (("abad",), False),
        (("5", "abovyan"), False),
    ],
)
def test_full_names(facts: Facts, words: tuple[str, ...], name: bool) -> None:
    """A poet would be the village that is called after him, or a village be a person."""
    assert facts.is_full_name(words) == name


def test_the_cases_that_a_word_may_stand_in(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A town called like an adjective would be found in the name of every street."""
    assert {"prepositional", "dative"} <= facts.cases("Столе")
    assert "genitive" not in facts.cases("Столе")
    assert facts.cases("თბილისს") == frozenset()
    monkeypatch.setattr(module, "_KEPT", 1)
    assert facts.cases("Стола") != facts.cases("Столе") == facts.cases("Столе")


@pytest.mark.parametrize(
    ("word", "name"),
    [("Quzor", True), ("Quzor's", True), ("quzor", False), ("Tirgaq", False), ("Zzyx", False)],
)
def test_what_may_be_a_name_by_itself(facts: Facts, word: str, name: bool) -> None:
    """A name beside a name would be an unknown word with a capital, which speaks against it."""
    assert facts[word].name == name


def test_what_words_say(facts: Facts) -> None:
    """Cues would be read in one language of a paragraph, and not in its other script."""
    assert facts["near"].before == "place"
    assert facts["Near"].before == "place"
    assert facts["said"].after == "person"
    assert facts["под"].before == "place"
    assert facts["mount"].before == "landform"
    assert facts["valley"].after == "landform"
    assert (facts["lakes"].landform, facts["lake"].landform) == ("", "H.LK")
    assert (facts["village"].generic, facts["village"].generic_sides) == ("P", BOTH_SIDES)
    assert (facts["селом"].generic, facts["селом"].generic_sides) == ("P", frozenset({"before"}))
    assert (facts["districts"].plural, facts["districts"].generic) == ("A", "")
    assert (facts["районов"].plural, facts["районов"].singular) == ("A", "район")
    assert facts["districts"].singular == ""
    assert facts["с"].abbreviation == "P"
    assert facts["abbas"].also == "given"
    assert facts["xyzzy"] == module.Fact(
        False, False, False, False, "", "", "", "", "", "", frozenset(), "", "", False, False
    )


def test_a_full_stop_makes_an_abbreviation(facts: Facts) -> None:
    """с Талиша would be a village, or с. Талиш none."""
    assert (facts["с"].generic, facts["с"].stop) == ("", False)
    assert (facts["с."].generic, facts["с."].stop) == ("P", True)
    assert facts["с."].generic_sides == frozenset({"before"})


def test_what_a_word_says_is_worked_out_once(facts: Facts) -> None:
    """A word beside a name would say what one of the other side, or without a capital, says."""
    for word in ("said", "Street", "Zzyx", "A.", "village", "Abbas"):
        fact = facts[word]
        assert fact.clues == tuple(
            clues_of(fact, side, said, cased)
            for side, said in (("before", fact.before), ("after", fact.after))
            for cased in (False, True)
        )
    assert named_clues(facts["Zzyx"].clues[1]) == ("capital before",)
    assert named_clues(facts["Zzyx"].clues[0]) == ()
    assert named_clues(facts["A."].clues[1]) == ("initial",)
    assert named_clues(facts["A"].clues[1]) == ()


def test_only_the_languages_of_the_paragraph_are_asked() -> None:
    """A word of one language would be evidence in another."""
    assert Facts(READER, ["az"])["near"].before == ""
    assert Facts(READER, ["az"])["rayonunun"].generic == "A"
    assert Facts(READER, ["en"])["rayonunun"].generic == ""
    assert Facts(READER, ["az"])["ın"].ending
    assert not Facts(READER, ["en"])["ın"].ending


def test_two_words_make_a_report_on_a_game(facts: Facts) -> None:
    """A single goal, which a plan has too, would make every town of a text a team."""
    assert facts.is_sport({"match", "league", "we"})
    assert not facts.is_sport({"match", "we"})
    assert not facts.is_sport(set())


def test_what_is_kept_is_bounded(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of texts would fill the memory with its words."""
    monkeypatch.setattr(module, "_KEPT", 5)
    for number in range(30):
        assert facts[f"near{number}"].before == ""
        assert facts["near"].before == "place"
    assert len(facts) <= 5
