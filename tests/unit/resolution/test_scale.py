"""A gazetteer too large for memory, or crowded, answers as a small one does."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from toponyms import Gazetteer, Name, Place, Resolver
from toponyms.gazetteer import index as index_module
from toponyms.gazetteer import postings, store
from toponyms.gazetteer.compiler import compile_places
from toponyms.gazetteer.index import Index
from toponyms.gazetteer.store import Store
from toponyms.resolution import candidates, search

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = ["Canyataq", "Canyatak", "Norashen", "Նորաշեն", "Stepanakret", "Bakı", "zzz", "Şuşa"] * 8
MANY = 40


def gazetteer_of(places: list[Place]) -> Gazetteer:
    return Gazetteer(Index(Store(compile_places(places, {}))))


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes every gazetteer for a crowded one."""
    for module in (postings, candidates, search):
        monkeypatch.setattr(module, "CROWDED", 0)


@pytest.mark.usefixtures("crowded")
def test_a_large_gazetteer_answers_as_a_small_one(
    small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers would change with how many places there are beside the one meant."""
    monkeypatch.setenv("TOPONYMS_CACHE", str(tmp_path))
    expected = Resolver(Gazetteer.load(small_folder)).resolve_many(QUERIES)
    monkeypatch.setattr(index_module, "_KEPT", 3)
    monkeypatch.setattr(store, "_SMALL", 0)
    monkeypatch.setattr(store, "_MANY", 2)
    gazetteer = Gazetteer.load(small_folder)
    assert gazetteer.index.store.is_large
    assert not gazetteer.index.is_small
    resolver = Resolver(gazetteer)
    assert resolver.resolve_many(QUERIES) == expected
    assert [resolver.resolve(query) for query in QUERIES] == expected
    assert len(gazetteer.index._places) <= 3
    assert list(gazetteer) == list(Gazetteer.load(small_folder))


def homonyms() -> Gazetteer:
    """Many places of one name, the last in rank being in another country."""
    places = [
        Place(f"x:{number:02}", (Name("Abadan", "az"),), "P.PPL", "AZ", population=1000 - number)
        for number in range(MANY)
    ]
    return gazetteer_of([*places, Place("x:z", (Name("Abadan", "hy"),), "T.MT", "AM")])


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("query", ["Abadan", "Abatan"])
def test_homonyms_without_number_are_the_first_in_rank(query: str) -> None:
    """A name that thousands of places have would take seconds."""
    resolver = Resolver(homonyms())
    answer = resolver.resolve(query)
    assert answer.status == "ambiguous"
    assert [one.place.id for one in answer.candidates] == [f"x:{number:02}" for number in range(10)]
    assert len(resolver.resolve(query, limit=30).candidates) == 30
    assert len(resolver.resolve(query, limit=3).candidates) == 3


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("query", ["Abadan", "Abatan"])
def test_no_more_places_are_made_than_decide(query: str) -> None:
    """A column of names that hundreds of places have would read all of these."""
    gazetteer = homonyms()
    assert Resolver(gazetteer).resolve(query).status == "ambiguous"
    assert not gazetteer.index._places
    classes = [gazetteer.index.feature_class(row) for row in range(len(gazetteer))]
    assert classes == [place.feature[0] for place in gazetteer]


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("query", ["Abadan", "Abatan"])
def test_what_is_said_beside_a_name_may_speak_for_any_homonym(query: str) -> None:
    """The place meant would be cut off before its country, language or kind is looked at."""
    resolver = Resolver(homonyms())
    for answer in (
        resolver.resolve(query, country="AM"),
        resolver.resolve(query, lang="hy"),
        resolver.resolve(f"{query} dağı"),
    ):
        assert answer.candidates[0].place.id == "x:z"


@pytest.mark.usefixtures("crowded")
def test_of_many_sounds_those_nearest_in_full_are_kept() -> None:
    """The name meant would be lost among others with the same consonants."""
    vowels = "aeiou"
    texts = [f"b{one}d{two}r{three}" for one in vowels for two in vowels for three in vowels]
    gazetteer = gazetteer_of(
        [Place(f"x:{row}", (Name(text, "und-Latn"),)) for row, text in enumerate(texts)]
    )
    answer = Resolver(gazetteer).resolve("pudore")
    ids = [f"x:{texts.index('budore')}"]
    assert ids == [one.place.id for one in answer.candidates][:1]


def test_candidates_are_a_sequence_made_at_need(small_resolver: Resolver) -> None:
    """A column of answers would make a thousand places that nobody looks at, or act oddly."""
    answer = small_resolver.resolve("Norashen")
    made = tuple(answer.candidates)
    assert answer.candidates == made
    assert answer.candidates[0] == made[0]
    assert answer.candidates[-1] == made[-1]
    assert answer.candidates[1:] == made[1:]
    assert len(answer.candidates) == len(made) == 3
    assert copy.deepcopy(answer.candidates) == made
    with pytest.raises(IndexError):
        answer.candidates[3]  # type: ignore[misc]
