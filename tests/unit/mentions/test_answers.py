"""Answers: what callers see of a guess, kept where the rest of the text says nothing of it."""

from __future__ import annotations

import pytest

from tests.unit.mentions.making import evidence, finder, guesses, place
from toponyms.mentions import answers as module
from toponyms.mentions.answers import Answers

ONE = place("x:1", "Quzor/en", "Кузорг/ru", at=(40, 47))
TWINS = tuple(place(f"t:{n}", "Tirgaq/en", at=(40 + 10 * n, 47)) for n in range(14))
FINDER = finder(ONE, *TWINS, place("h:1", "Canyataq/az"))


def test_one_place_is_matched() -> None:
    """A caller would not get the place that is found."""
    (mention,) = FINDER.find("We saw Quzor there")
    answer = mention.resolution
    assert (answer.status, answer.query) == ("matched", "Quzor")
    assert answer.place is not None
    assert answer.place.id == "x:1"
    assert [one.place.id for one in answer.candidates] == ["x:1"]
    assert answer.score == answer.candidates[0].score == mention.score


def test_several_places_are_ambiguous_with_candidates() -> None:
    """A caller would get one of the places at random, or all fourteen."""
    (mention,) = FINDER.find("We saw Tirgaq there")
    answer = mention.resolution
    assert (answer.status, answer.place) == ("ambiguous", None)
    assert len(answer.candidates) == 10
    scores = [one.score for one in answer.candidates]
    assert scores == sorted(scores, reverse=True)
    assert answer.score == scores[0]
    assert scores[0] == pytest.approx(mention.score / len(TWINS), abs=1e-3)
    assert sum(scores) <= mention.score + 1e-3


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("We saw Quzor there", "exact"),
        ("We saw QUZOR there", "exact"),
        ("We saw Quzör there", "folded"),
        ("Были в Кузорге вчера", "folded"),
        ("We saw Djanyatag there", "sound"),
    ],
)
def test_how_a_name_was_met(text: str, method: str) -> None:
    """Whoever wants only exact names could not tell."""
    (mention,) = FINDER.find(text)
    assert mention.resolution.candidates[0].method == method


def test_what_is_kept_is_the_answer_and_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of texts would fill the memory, or get the answer to another text."""
    monkeypatch.setattr(module, "_KEPT", 3)
    weighed = evidence({"place before": 1.0, "person before": -4.0})
    answers = Answers(weighed)
    texts = [
        f"We saw {before} {name} there"
        for name in ("Quzor", "Tirgaq", "QUZOR", "Djanyatag")
        for before in ("near", "president", "then")
    ]
    for text in texts * 2:
        (guess,) = guesses(FINDER, text)
        said = text.split()[3]
        answer, score = answers.of(said, guess)
        again, same = Answers(weighed).of(said, guess)
        assert (answer.query, answer.status, answer.score, score) == (
            again.query, again.status, again.score, same,
        )  # fmt: skip
        assert list(answer.candidates) == list(again.candidates)
        assert list(answer.steps) == list(again.steps)
        assert len(answers._known) <= 3


def test_a_kept_answer_is_of_its_language() -> None:
    """Quzora in English would be answered with the cases that it has in Azerbaijani."""
    found = finder(place("x:1", "Quzor/az"), place("x:2", "Quzora/az"))
    texts = {"Bu gün Quzora və": {"x:1", "x:2"}, "We saw Quzora there": {"x:2"}}
    for text, places in (*texts.items(), *reversed(texts.items())):
        (mention,) = found.find(text)
        assert {one.place.id for one in mention.resolution.candidates} == places


def test_an_answer_that_hangs_on_the_text_is_not_kept() -> None:
    """A homonym that one paragraph settles would be settled in all."""
    (alone,) = FINDER.find("We saw Tirgaq there")
    found = {one.text: one for one in FINDER.find("We saw Quzor. Then Tirgaq burned.")}
    assert found["Tirgaq"].resolution.candidates[0].place.id == "t:0"
    assert found["Tirgaq"].resolution.candidates[0].score > alone.resolution.candidates[0].score
    (again,) = FINDER.find("We saw Tirgaq there")
    assert again == alone
