"""From a text to a place: homonyms, context, generic terms, spellings, thresholds."""

from __future__ import annotations

from typing import Any

import pytest

from toponyms import Gazetteer, Resolution, Resolver, UnknownPlaceError

NORASHEN = {"x:1", "x:2", "x:3"}


def ids(resolution: Resolution) -> list[str]:
    return [candidate.place.id for candidate in resolution.candidates]


@pytest.mark.parametrize(
    "name",
    ["Canyataq", "Ҹанјатаг", "Ճանկաթաղ", "Джанятаг", "Чанкатаг", "Chankatagh", "Janyatag"],
)
def test_each_name_of_a_place_gives_its_id(small_resolver: Resolver, name: str) -> None:
    """The first promise of the README would be broken."""
    answer = small_resolver.resolve(name)
    assert answer.place
    assert (answer.place.id, answer.candidates[0].method) == ("gn:586666", "exact")


@pytest.mark.parametrize(
    ("name", "place_id", "method"),
    [
        ("CANYATAQ", "gn:586666", "exact"),
        ("Gence", "gn:586523", "folded"),
        ("Нижний Поселок", "x:6", "folded"),
        ("Dzhanyatag", "gn:586666", "sound"),
        ("Schuscha", "gn:147105", "sound"),
        ("Canyatak", "gn:586666", "similar"),
        ("Stepanakret", "gn:146970", "similar"),
    ],
)
def test_the_method_says_how_the_name_was_met(
    small_resolver: Resolver, name: str, place_id: str, method: str
) -> None:
    """A user could not tell a certain answer from a lucky one."""
    answer = small_resolver.resolve(name)
    assert answer.place
    assert (answer.place.id, answer.candidates[0].method) == (place_id, method)
    assert answer.steps[-1].name == method


def test_homonyms_are_ambiguous_with_all_candidates(small_resolver: Resolver) -> None:
    """One of several places would be picked by chance."""
    answer = small_resolver.resolve("Norashen")
    assert answer.status == "ambiguous"
    assert answer.place is None
    assert set(ids(answer)) == NORASHEN
    assert len({candidate.score for candidate in answer.candidates}) == 1


def test_prominence_and_then_the_id_order_homonyms(small_resolver: Resolver) -> None:
    """The order of candidates would be an accident of a file."""
    assert ids(small_resolver.resolve("Norashen")) == ["x:1", "x:2", "x:3"]


@pytest.mark.parametrize(
    ("context", "place_id"),
    [
        ({"near": (40.0, 44.5)}, "x:1"),
        ({"near": (40.3, 45.3)}, "x:2"),
        ({"near": (39.5, 45.0)}, "x:3"),
        ({"country": "AZ"}, "x:3"),
        ({"country": ["az", "RU"]}, "x:3"),
        ({"within": "iso:AZ"}, "x:3"),
        ({"country": "AM", "near": (39.5, 45.0)}, "x:1"),
    ],
)
def test_context_decides_among_homonyms(
    small_resolver: Resolver, context: dict[str, Any], place_id: str
) -> None:
    """What a caller knows beside the name would be wasted."""
    answer = small_resolver.resolve("Norashen", **context)
    assert answer.status == "matched"
    assert answer.place
    assert answer.place.id == place_id


def test_near_keeps_the_others_as_candidates(small_resolver: Resolver) -> None:
    """`near` would filter, where it should rank."""
    assert set(ids(small_resolver.resolve("Norashen", near=(40.0, 44.5)))) == NORASHEN


@pytest.mark.parametrize(
    ("context", "admitted"),
    [
        ({"country": "AM"}, {"x:1", "x:2"}),
        ({"within": "iso:AM"}, {"x:1", "x:2"}),
        ({"country": ["AM", "AZ"]}, NORASHEN),
        ({"country": "RU"}, set()),
        ({"feature": "A"}, set()),
        ({"feature": "P.PPL"}, NORASHEN),
    ],
)
def test_filters_leave_nothing_else(
    small_resolver: Resolver, context: dict[str, Any], admitted: set[str]
) -> None:
    """Places that the caller ruled out would be answered."""
    answer = small_resolver.resolve("Norashen", **context)
    assert set(ids(answer)) == admitted
    assert (answer.status == "unmatched") == (not admitted)


def test_a_city_is_meant_before_the_unit_named_after_it(small_resolver: Resolver) -> None:
    """Every capital would be ambiguous with itself."""
    answer = small_resolver.resolve("Bakı")
    assert (answer.status, ids(answer)) == ("matched", ["gn:587084", "iso:AZ-BA"])


@pytest.mark.parametrize(
    ("text", "context", "place_id"),
    [
        ("Bakı", {"feature": "A"}, "iso:AZ-BA"),
        ("Bakı", {"feature": "P"}, "gn:587084"),
        ("Bakı", {"within": "iso:AZ-BA", "feature": "P"}, "gn:587084"),
        ("Москва", {"feature": "A.ADM1"}, "iso:RU-MOW"),
        ("Bakı şəhəri", {}, "gn:587084"),
        ("Bakı rayonu", {}, "iso:AZ-BA"),
    ],
)
def test_a_feature_or_a_generic_term_says_which_is_meant(
    small_resolver: Resolver, text: str, context: dict[str, Any], place_id: str
) -> None:
    """Nobody could ask for the district."""
    answer = small_resolver.resolve(text, **context)
    assert answer.place
    assert answer.place.id == place_id


def test_within_a_unit_leaves_out_what_lies_outside(small_resolver: Resolver) -> None:
    """`within` a first-level unit would mean its country."""
    assert ids(small_resolver.resolve("Şuşa", within="iso:AZ-BA")) == []
    assert ids(small_resolver.resolve("Xankəndi", within="iso:AZ-XA", feature="P")) == ["gn:146970"]


@pytest.mark.parametrize(
    "text",
    [
        "Canyataq kəndi",
        "CANYATAQ K.",
        "Ҹанјатаг кәнди",
        "գյուղ Ճանկաթաղ",
        "Ճանկաթաղ գյուղը",
        "село Джанятаг",
        "с. Чанкатаг",
        "Джанятаг (село)",
        "village of Janyatag",
        "Chankatagh village",
        "Dzhanyatag, village",
    ],
)
def test_generic_terms_in_four_languages_are_set_aside(small_resolver: Resolver, text: str) -> None:
    """Names as documents have them would not be found."""
    answer = small_resolver.resolve(text)
    assert answer.place
    assert answer.place.id == "gn:586666"
    assert "without generic term" in [step.name for step in answer.steps]


def test_a_name_that_ends_in_a_generic_term_is_whole(small_resolver: Resolver) -> None:
    """Нижний Посёлок would be looked up as Нижний."""
    answer = small_resolver.resolve("Нижний Посёлок")
    assert (answer.place and answer.place.id, answer.candidates[0].method) == ("x:6", "exact")


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Бaкy", "gn:587084"),  # two letters are Latin
        ("Gәncә", "gn:586523"),  # Cyrillic schwas
        ("Gǝncǝ", "gn:586523"),  # turned e's
        ("Гянджa", "gn:586523"),  # the last letter is Latin
        ("Cаnyаtаq", "gn:586666"),  # Cyrillic a's
        ("Şuша", "gn:147105"),  # truly mixed
        ("M\u043escow", "gn:524901"),
    ],
)
def test_mixed_scripts_and_look_alikes_are_resolved(
    small_resolver: Resolver, text: str, place_id: str
) -> None:
    """A keyboard left in the wrong layout would hide the place."""
    answer = small_resolver.resolve(text)
    assert answer.place
    assert answer.place.id == place_id


@pytest.mark.parametrize("text", ["", " ", "?", "—", "123", "село", "Springfield", "Ouagadougou"])
def test_what_is_not_in_the_gazetteer_is_unmatched(small_resolver: Resolver, text: str) -> None:
    """A wrong answer would be given with confidence."""
    answer = small_resolver.resolve(text)
    assert (answer.status, answer.place) == ("unmatched", None)


def test_a_threshold_no_score_reaches_leaves_all_unmatched(small_gazetteer: Gazetteer) -> None:
    """A caller could not ask for more certainty."""
    answer = Resolver(small_gazetteer, threshold=1.0).resolve("Canyataq")
    assert (answer.status, answer.place) == ("unmatched", None)
    assert ids(answer)[0] == "gn:586666"


def test_a_threshold_of_nothing_answers_with_the_best(small_gazetteer: Gazetteer) -> None:
    """A caller could not ask for guesses."""
    asked = "Stepanagirt"
    best = Resolver(small_gazetteer).resolve(asked).candidates[0]
    answer = Resolver(small_gazetteer, threshold=0.0).resolve(asked)
    assert answer.place == best.place


def test_unmatched_answers_show_what_was_near(small_gazetteer: Gazetteer) -> None:
    """A user would not learn what the text was nearly."""
    answer = Resolver(small_gazetteer, threshold=0.999).resolve("Canyatak")
    assert (answer.status, ids(answer)[0]) == ("unmatched", "gn:586666")


@pytest.mark.parametrize("limit", [1, 2])
def test_limit_bounds_the_candidates_but_not_the_truth(
    small_resolver: Resolver, limit: int
) -> None:
    """A homonym beyond the limit would make an ambiguous name certain."""
    answer = small_resolver.resolve("Norashen", limit=limit)
    assert (answer.status, len(answer.candidates)) == ("ambiguous", limit)


@pytest.mark.parametrize(
    ("context", "error"),
    [
        ({"limit": 0}, ValueError),
        ({"near": (91, 0)}, ValueError),
        ({"near": (0, -181)}, ValueError),
        ({"near": (float("nan"), 0)}, ValueError),
        ({"country": "AZE"}, ValueError),
        ({"country": ["AZ", "1"]}, ValueError),
        ({"within": "gn:0"}, UnknownPlaceError),
    ],
)
def test_malformed_context_is_an_error(
    small_resolver: Resolver, context: dict[str, Any], error: type[Exception]
) -> None:
    """A slip in a filter would silently filter everything, or nothing."""
    with pytest.raises(error):
        small_resolver.resolve("Bakı", **context)


def test_steps_explain_the_way_to_the_answer(small_resolver: Resolver) -> None:
    """`--explain` would have nothing to show."""
    steps = small_resolver.resolve("  село Джанятаг ").steps
    assert steps[0] == ("normalize", "село Джанятаг")
    assert ("without generic term", "джанятаг") in steps
    assert steps[-1] == ("exact", "Джанятаг (ru)")


def test_long_texts_are_cut(small_resolver: Resolver) -> None:
    """Hostile input could take any time."""
    assert small_resolver.resolve("Bakı" + " x" * 50_000).status == "unmatched"
    assert small_resolver.resolve("Bakı" + " " * 50_000).status == "matched"


def test_nothing_is_asked_nothing_is_answered(small_resolver: Resolver) -> None:
    """An empty column would be an error."""
    assert small_resolver.resolve_many([]) == []
    assert len(small_resolver.resolve_many(name for name in ("Bakı", "Şuşa"))) == 2
