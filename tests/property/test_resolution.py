"""What holds for the answers, whatever is asked and in whatever company and order."""

from __future__ import annotations

import random
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import small
from tests.strategies import NAMES, invisible, texts
from toponyms import Gazetteer, Resolver
from toponyms.gazetteer.gazetteer import default_folder
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Callable

    from toponyms import Place, Resolution

#: More places than share any one name.
ALL = 1000
SAMPLE = 1500


def ids(resolution: Resolution) -> list[str]:
    return [candidate.place.id for candidate in resolution.candidates]


def best(resolution: Resolution) -> set[str]:
    """The places that fit equally well, and best."""
    found = resolution.candidates
    return {one.place.id for one in found if one.score == found[0].score}


def own_names(gazetteer: Gazetteer) -> list[tuple[Place, str]]:
    return [(place, name.text) for place in gazetteer for name in place.names]


def test_every_name_of_the_small_gazetteer_finds_its_place(small_resolver: Resolver) -> None:
    """The gazetteer would hold names that nobody can look up."""
    pairs = own_names(small_resolver.gazetteer)
    answers = small_resolver.resolve_many([name for _, name in pairs], limit=ALL)
    for (place, name), answer in zip(pairs, answers, strict=True):
        assert place.id in best(answer), name
        assert answer.candidates[0].method == "exact"
        assert answer.status != "unmatched"


def test_every_name_of_the_default_gazetteer_finds_its_place(default_resolver: Resolver) -> None:
    """A name in data/ would be dead: cleaned away, without letters, or drowned by another."""
    pairs = own_names(default_resolver.gazetteer)
    answers = default_resolver.resolve_many([name for _, name in pairs], limit=ALL)
    lost = [
        (place.id, name)
        for (place, name), answer in zip(pairs, answers, strict=True)
        if answer.status == "unmatched" or place.id not in best(answer)
    ]
    assert lost == []


@pytest.mark.parametrize(
    "respell",
    [
        str.upper,
        str.lower,
        lambda name: unicodedata.normalize("NFD", name),
        "\u200b".join,
        lambda name: f"  {name}\t",
        lambda name: name.replace("’", "'"),
    ],
    ids=["upper", "lower", "NFD", "invisible", "spaces", "apostrophes"],
)
def test_respelled_names_of_the_default_gazetteer_are_exact(
    respell: Callable[[str], str], default_resolver: Resolver
) -> None:
    """Case, encoding and apostrophes would change what is found."""
    sample = random.Random(1).sample(own_names(default_resolver.gazetteer), SAMPLE)
    names = [name for _, name in sample]
    for name, plain, other in zip(
        names,
        default_resolver.resolve_many(names),
        default_resolver.resolve_many([respell(name) for name in names]),
        strict=True,
    ):
        assert (other.status, ids(other), other.score) == (plain.status, ids(plain), plain.score), (
            name
        )


@given(st.data())
def test_a_name_is_found_with_any_invisible_characters(
    small_resolver: Resolver, data: st.DataObject
) -> None:
    """A name copied from a web page would not be found."""
    place, name = data.draw(st.sampled_from(own_names(small_resolver.gazetteer)))
    at = data.draw(st.integers(0, len(name)))
    text = name[:at] + data.draw(invisible) + name[at:]
    assert place.id in best(small_resolver.resolve(text, limit=ALL))


@given(st.lists(texts, max_size=6))
@example(["Canyataq", "a\nb", "", "\ud800", "Norashen", "\0", "\u2028"])
def test_many_are_answered_as_one_by_one(small_resolver: Resolver, asked: list[str]) -> None:
    """An answer would depend on the table that its question stands in."""
    assert small_resolver.resolve_many(asked) == [small_resolver.resolve(text) for text in asked]


@given(texts, st.booleans())
def test_answers_keep_their_contract(
    small_resolver: Resolver, text: str, with_context: bool
) -> None:
    """A caller could not rely on what a status, a score or an order means."""
    context = {"near": (40.2, 46.7), "lang": "az"} if with_context else {}
    answer = small_resolver.resolve(text, limit=5, **context)  # type: ignore[arg-type]
    assert answer.query == text
    scores = [candidate.score for candidate in answer.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(scores) <= 5
    assert len(set(ids(answer))) == len(scores)
    assert (answer.place is not None) == (answer.status == "matched")
    assert answer.score == (scores[0] if scores else 0.0)
    if answer.place:
        assert answer.place == answer.candidates[0].place
    if answer.status != "unmatched":
        assert answer.score >= small_resolver.threshold
    for candidate in answer.candidates:
        assert candidate.name in candidate.place.names
    if normalize(text[:300]) != text:
        assert answer.steps[0] == ("normalize", normalize(text[:300]))
    if answer.candidates:
        assert answer.steps[-1].name == answer.candidates[0].method


@given(st.text(st.characters(categories=["P", "S", "Z", "C", "M"])))
@example("")
@example("\u0301")
@example("—")
@example("’’")
@example("_")
def test_what_has_no_letter_is_no_name(small_resolver: Resolver, text: str) -> None:
    """An empty cell would become a place."""
    if any(character.isalnum() for character in unicodedata.normalize("NFKC", text)):
        return
    answer = small_resolver.resolve(text)
    assert (answer.status, answer.candidates, answer.score) == ("unmatched", (), 0.0)


def questions(default_resolver: Resolver) -> list[str]:
    chosen = random.Random(2).sample(own_names(default_resolver.gazetteer), 60)
    misspelled = [name[:2] + name[3:] for _, name in chosen if len(name) > 5]
    return [*NAMES, *misspelled, "", "село Норашен", "Xyzzy"]


def test_order_of_questions_does_not_matter(default_resolver: Resolver) -> None:
    """A result could not be reproduced."""
    asked = questions(default_resolver)
    expected = dict(zip(asked, default_resolver.resolve_many(asked), strict=True))
    for seed in range(3):
        shuffled = random.Random(seed).sample(asked, len(asked))
        fresh = Resolver(Gazetteer.load(default_folder()))
        assert fresh.resolve_many(shuffled) == [expected[text] for text in shuffled]


def test_threads_do_not_matter(default_resolver: Resolver) -> None:
    """A service with several threads would answer otherwise than the command line."""
    asked = questions(default_resolver)
    expected = default_resolver.resolve_many(asked)
    fresh = Resolver(Gazetteer.load(default_folder()))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.resolve, asked)) == expected
        halves = pool.map(fresh.resolve_many, [asked, asked[::-1]] * 4)
        for number, half in enumerate(halves):
            assert half == (expected[::-1] if number % 2 else expected)


@given(st.sampled_from([*small.names(), "Norachen", "Bagu"]), st.integers(1, 12))
def test_limit_only_shortens(small_resolver: Resolver, text: str, limit: int) -> None:
    """Asking for fewer candidates would change the answer."""
    whole = small_resolver.resolve(text, limit=ALL)
    short = small_resolver.resolve(text, limit=limit)
    assert short.candidates == whole.candidates[:limit]
    assert (short.status, short.place, short.score) == (whole.status, whole.place, whole.score)


@given(texts)
def test_a_higher_threshold_never_answers_more(small_gazetteer: Gazetteer, text: str) -> None:
    """The threshold would not be one."""
    strict, lax = (Resolver(small_gazetteer, threshold=at) for at in (0.9, 0.2))
    if strict.resolve(text).status != "unmatched":
        assert lax.resolve(text).status != "unmatched"
    assert strict.resolve(text).candidates == lax.resolve(text).candidates
