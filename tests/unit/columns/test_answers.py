"""Each distinct name is answered once, as the resolver or a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.columns.counting import CountingResolver
from toponyms import UnknownPlaceError
from toponyms.columns.answers import ADDED, EMPTY, Answer, Answers, Key

if TYPE_CHECKING:
    from toponyms import Gazetteer, Resolver


def status(answers: Answers, key: Key) -> tuple[str | None, str | None]:
    answer = answers[answers.of([key])[0]]
    return answer.match_status, answer.place_id


def test_an_answer_is_a_row_of_the_added_columns(small_resolver: Resolver) -> None:
    """Columns and answers would drift apart."""
    assert tuple(Answer.__slots__) == ADDED
    answers = Answers(small_resolver, lang="hy")
    numbers = answers.of([Key("Janyatag"), Key("Norashen"), Key("Qqqq"), None])
    matched, ambiguous, unmatched, empty = (answers[number] for number in numbers)
    assert matched == Answer("gn:586666", "Ճանկաթաղ", 40.23, 46.71, "matched", matched.match_score)
    assert matched.match_score is not None
    assert (ambiguous.match_status, ambiguous.place_id) == ("ambiguous", None)
    assert (unmatched.match_status, unmatched.place_name) == ("unmatched", None)
    assert empty == EMPTY == Answer()
    assert [answers.columns["place_id"][number] for number in range(4)] == [
        None, "gn:586666", None, None,
    ]  # fmt: skip
    assert len(answers) == 4


def test_a_name_is_resolved_once(small_gazetteer: Gazetteer) -> None:
    """A million rows would cost a million resolutions."""
    resolver = CountingResolver(small_gazetteer)
    answers = Answers(resolver)
    for _ in range(3):
        answers.of([Key("Baku"), Key("Qqqq"), Key("Baku"), None])
        answers.of_texts(["Baku", "Qqqq", " ", "Şuşa"], Key("-"))
        answers.of([Key("Baku", country="AZ")])
    assert resolver.asked == ["Baku", "Qqqq", "Şuşa", "Baku"]


def test_rows_are_counted(small_resolver: Resolver) -> None:
    """The summary would not be of the dataset."""
    answers = Answers(small_resolver)
    first = answers.of([Key("Baku"), None, Key("Baku"), Key("Baku", "AZ")])
    assert first == [1, 0, 1, 2]
    answers.of_texts(["Baku", "  "], Key("-"))  # counts nothing
    answers.count([1, 0], [10, 5])
    assert [(key, rows) for key, _, rows in answers.counted()] == [
        (Key("Baku"), 12),
        (Key("Baku", "AZ"), 1),
    ]
    assert answers.empty == 6


def test_texts_are_answered_as_keys_are(small_resolver: Resolver) -> None:
    """The quick way would give other answers than the long one."""
    names = ["Baku", "Norashen", "Qqqq", "Шуша"]
    for like in (Key("-"), Key("-", "AM"), Key("-", near=(39.98, 44.45))):
        long, quick = Answers(small_resolver), Answers(small_resolver)
        keys = [like._replace(name=name) for name in names]
        expected = [long[number] for number in long.of(keys)]
        assert [quick[number] for number in quick.of_texts(names, like)] == expected


def test_what_is_known_beside_a_name(small_resolver: Resolver) -> None:
    """A homonym would stay open beside what tells it."""
    answers = Answers(small_resolver)
    assert status(answers, Key("Norashen", near=(39.98, 44.45))) == ("matched", "x:1")
    assert status(answers, Key("Norashen", near=(40.36, 45.31))) == ("matched", "x:2")
    assert status(answers, Key("Baku", "AM"))[1] is None
    assert status(answers, Key("Xankəndi", "az", "iso:AZ-XA"))[1] == "gn:146970"


@pytest.mark.parametrize(
    "key",
    [
        Key("Norashen", "Armenia"),
        Key("Norashen", "?"),
        Key("Norashen", ""),
        Key("Norashen", within="nothing"),
        Key("Norashen", within="gn:586666"),
        Key("Norashen", near=(999.0, 0.0)),
        Key("Norashen", near=(float("nan"), 0.0)),
    ],
)
def test_what_cannot_be_made_use_of_is_not_known(small_resolver: Resolver, key: Key) -> None:
    """One odd cell of a million would stop the run, or rule every place out."""
    assert status(Answers(small_resolver), key) == ("ambiguous", None)


def test_useless_context_spoils_no_useful_one(small_resolver: Resolver) -> None:
    """A wrong country code would throw away the coordinates beside it."""
    key = Key("Norashen", "?", "nothing", (39.98, 44.45))
    assert status(Answers(small_resolver), key) == ("matched", "x:1")


def test_decisions_win(small_gazetteer: Gazetteer) -> None:
    """What a person looked up would be overruled by a program."""
    resolver = CountingResolver(small_gazetteer)
    decisions = {"Norashen": "x:2", "Baku": None, "Qqqq": "gn:587084"}
    answers = Answers(resolver, decisions=decisions, lang="az")
    numbers = answers.of([Key("Norashen"), Key("Baku", "AZ"), Key("Qqqq"), Key("baku")])
    found = [answers[number] for number in numbers]
    assert [one.place_id for one in found] == ["x:2", None, "gn:587084", "gn:587084"]
    assert [one.match_status for one in found[:3]] == ["matched", "unmatched", "matched"]
    assert [one.match_score for one in found[:3]] == [1.0, 0.0, 1.0]
    assert found[2].place_name == "Bakı"
    assert resolver.asked == ["baku"]  # a decision is for the name as it stands


def test_a_decision_for_no_known_place(small_resolver: Resolver) -> None:
    """A slip on a sheet would be found when the run is over."""
    with pytest.raises(UnknownPlaceError):
        Answers(small_resolver, decisions={"Baku": "gn:1"})


def test_candidates_can_be_had(small_resolver: Resolver) -> None:
    """The sheet for a person would have nothing to choose from."""
    answers = Answers(small_resolver)
    near = answers.resolution(Key("Norashen", near=(40.36, 45.31)))
    assert near.candidates[0].place.id == "x:2"
    open_one = answers.resolution(Key("Norashen"))
    assert {one.place.id for one in open_one.candidates} >= {"x:1", "x:2"}
    assert list(answers.counted()) == []
