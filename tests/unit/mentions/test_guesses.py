"""Guesses: what the names of a paragraph say of each other, and that it takes bounded work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.unit.mentions.making import finder, guesses, place
from toponyms.mentions import guesses as module
from toponyms.mentions.clues import named_clues

if TYPE_CHECKING:
    from toponyms.mentions.finder import Finder
    from toponyms.mentions.guesses import Guess

#: Two places of each name, a village and a district, far apart; and names with one place.
HOMONYMS = tuple(
    place(f"{kind}:{name}", f"{name}/en", f"{name}/az", feature=feature, at=at, population=1000)
    for name in ("Quzor", "Tirgaq", "Zurnel")
    for kind, feature, at in (("v", "P.PPL", (40.0, 47.0)), ("d", "A.ADM2", (60.0, 30.0)))
)
SURE = place("s:1", "Bexalan/en", "Bexalan/az", at=(40.1, 47.1), country="")
FAR = place("s:2", "Morvexi/en", at=(60.1, 30.1), country="")
FINDER = finder(*HOMONYMS, SURE, FAR, weights={"region": 1.0, "in a list": 0.5})


def by_name(text: str, found: Finder = FINDER) -> dict[str, Guess]:
    """The guesses of a text by what their first place is called."""
    return {
        guess.settled.readings[0].name.text: guess for guess in guesses(found, text)
    }  # fmt: skip


def first(text: str, found: Finder = FINDER) -> dict[str, str]:
    """The place that each name most likely means."""
    return {
        name: guess.settled.readings[0].place.id for name, guess in by_name(text, found).items()
    }


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "The Quzor, Tirgaq and Zurnel villages burn",
            {"Quzor": "P", "Tirgaq": "P", "Zurnel": "P"},
        ),
        ("The Quzor, Tirgaq and Zurnel districts", {"Quzor": "A", "Tirgaq": "A", "Zurnel": "A"}),
        # Members that are no known names
        ("The Quzor, Xyzzy and Qwerz villages", {"Quzor": "P"}),
        ("The Xyzzy, Quzor and Qwerz districts", {"Quzor": "A"}),
        ("The Quzor, xyzzy and Qwerz villages", {"Quzor": ""}),
        ("The villages Quzor, Tirgaq and Zurnel", {"Quzor": "P", "Tirgaq": "P", "Zurnel": "P"}),
        ("Bu gün Quzor və Tirgaq rayonları ilə", {"Quzor": "A", "Tirgaq": "A"}),
        ("Bu gün rayonları Quzor və Tirgaq ilə", {"Quzor": "", "Tirgaq": ""}),
        # What is no list, and a term of its own
        ("The Quzor saw Tirgaq and Zurnel villages", {"Quzor": "", "Tirgaq": "P", "Zurnel": "P"}),
        (
            "Quzor district, Tirgaq and Zurnel villages",
            {"Quzor": "A", "Tirgaq": "P", "Zurnel": "P"},
        ),
        (
            "The village Quzor, Tirgaq and Zurnel districts",
            {"Quzor": "P", "Tirgaq": "A", "Zurnel": "A"},
        ),
        ("The Quzor, Tirgaq and Zurnel village", {"Quzor": "", "Tirgaq": "", "Zurnel": "P"}),
    ],
)
def test_a_list_shares_its_plural(text: str, kinds: dict[str, str]) -> None:
    """Of Lachin and Kalbajar districts only Kalbajar would be a district."""
    found = by_name(text)
    assert {name: guess.kind for name, guess in found.items()} == kinds
    for name, kind in kinds.items():
        clues = set(named_clues(found[name].clues))
        assert bool(clues & {"generic before", "generic after"}) == bool(kind)
        if kind:
            place_id = found[name].settled.readings[0].place.id
            assert place_id == {"P": "v", "A": "d"}[kind] + f":{name}"


def test_a_term_says_which_landform_is_meant() -> None:
    """Lake Zurnel would be the town on its shore, and its valley the lake."""
    found = finder(
        place("t:1", "Zurnel/en", population=9000),
        place("l:1", "Zurnel/en", feature="H.LK"),
        place("m:1", "Zurnel/en", feature="T.MT"),
        place("t:2", "Quzor/en"),
    )
    meant = {
        "We saw Zurnel there": ("t:1", set()),
        "We saw lake Zurnel there": ("l:1", {"generic before"}),
        "We saw mount Zurnel there": ("m:1", {"generic before"}),
        "We saw Zurnel valley there": ("t:1", {"landform after"}),
        "We saw the Zurnel there": ("l:1", set()),
        "We saw the Zurnel valley there": ("l:1", set()),
        "We saw the Quzor valley there": ("t:2", {"article before", "landform after"}),
        "We saw the Zurnel Orchestra there": ("t:1", {"article before", "capital after"}),
        "We saw the Quzor there": ("t:2", {"article before"}),
        "We saw lake Quzor there": ("t:2", {"landform before"}),
    }
    for text, (place_id, clues) in meant.items():
        (guess,) = guesses(found, text)
        assert guess.settled.readings[0].place.id == place_id, text
        said = {clue for clue in named_clues(guess.clues) if "before" in clue or "after" in clue}
        assert said == clues, text


def test_another_mention_near_by_settles_and_makes_likelier() -> None:
    """The region of a text would say nothing."""
    assert by_name("We saw Quzor there")["Quzor"].region == 0.0
    near = by_name("We saw Bexalan. Later Quzor burned.")["Quzor"]
    far = by_name("We saw Morvexi. Later Quzor burned.")["Quzor"]
    assert near.settled.readings[0].place.id == "v:Quzor"
    assert far.settled.readings[0].place.id == "d:Quzor"
    assert min(near.region, far.region) > 0.8
    assert near.likelihood > by_name("We saw Quzor there")["Quzor"].likelihood


def test_another_mention_of_the_same_name_is_no_anchor() -> None:
    """A name that is said twice would prove itself."""
    found = finder(place("x:1", "Quzor/en", at=(40, 47)), weights={"region": 3.0})
    once, twice = (guesses(found, text) for text in ("Saw Quzor.", "Saw Quzor. Then Quzor burned."))
    assert [guess.region for guess in twice] == [0.0, 0.0]
    assert [guess.likelihood for guess in twice] == [once[0].likelihood] * 2


def test_what_is_unlikely_is_no_anchor() -> None:
    """A common word that is also a name would pull the others to it."""
    found = finder(*HOMONYMS, SURE, weights={"region": 1.0, "quoted": -5.0})
    assert by_name("We saw «Bexalan». Later Quzor burned.", found)["Quzor"].region == 0.0
    assert by_name("We saw Bexalan. Later Quzor burned.", found)["Quzor"].region > 0.8


def test_what_is_ambiguous_is_no_anchor() -> None:
    """Two guesses would make each other sure."""
    found = by_name("We saw Quzor. Later Tirgaq burned.")
    assert found["Quzor"].anchor is None
    assert [guess.region for guess in found.values()] == [0.0, 0.0]


@pytest.mark.parametrize(
    ("between", "listed"),
    [(", ", True), (" and ", True), (", and ", True), (" – ", True), ("/", True), (" (", True),
     (" saw ", False), (". ", False), (" : ", False), (" andy ", False)],
)  # fmt: skip
def test_a_list_speaks_for_its_members(between: str, listed: bool) -> None:
    """The third of four towns would be doubted as if it stood alone."""
    for guess in by_name(f"We saw Quzor{between}Tirgaq there").values():
        assert ("in a list" in named_clues(guess.clues)) == listed
    assert "in a list" not in named_clues(by_name("We saw Quzor, there")["Quzor"].clues)


def test_a_list_says_which_place_its_members_are() -> None:
    """Martuni between Martakert and Hadrut would be the Martuni of the next sentence's towns."""
    assert first("We saw Morvexi and Quzor. Later Bexalan burned.")["Quzor"] == "d:Quzor"
    assert first("We saw Morvexi. Later Bexalan, Quzor burned.")["Quzor"] == "v:Quzor"
    assert first("We saw Morvexi, Tirgaq and Quzor. Bexalan burned.")["Quzor"] == "d:Quzor"


def test_an_unlikely_name_does_not_speak_for_its_neighbour() -> None:
    """Two common words with a comma between would be two places."""
    found = finder(*HOMONYMS, weights={"all capitals": -5.0})
    clues = by_name("We saw QUZOR, Tirgaq there", found)
    assert "in a list" not in named_clues(clues["Tirgaq"].clues)
    assert "in a list" in named_clues(clues["Quzor"].clues)


def test_the_unit_beside_a_village_says_which_one_it_is() -> None:
    """Of ten villages of a name, the one in the district that is named would not be taken."""
    found = finder(
        place("v:1", "Tirgaq/az", admin1="A", population=50_000),
        place("v:2", "Tirgaq/az", admin1="B"),
        place("u:1", "Quzor/az", feature="A.ADM1", admin1="B"),
        place("u:2", "Zurnel/az", feature="A.ADM1", admin1="C"),
        SURE,
    )
    inside = by_name("Bu gün Quzor rayonunun Tirgaq kəndi, Bexalan və", found)["Tirgaq"]
    assert inside.settled.readings[0].place.id == "v:2"
    assert "outside its unit" not in named_clues(inside.clues)
    outside = by_name("Bu gün Zurnel rayonunun Tirgaq kəndi, Bexalan və", found)["Tirgaq"]
    assert "outside its unit" in named_clues(outside.clues)
    for apart in ("rayonunun köhnə yolu Tirgaq kəndi", "rayonu, Tirgaq kəndi"):
        village = by_name(f"Bu gün Zurnel {apart}, Bexalan və", found)["Tirgaq"]
        assert "outside its unit" not in named_clues(village.clues)


def test_no_more_than_so_many_anchors_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work would grow with the square of a paragraph's names."""
    seen: list[int] = []
    together = module._together

    def counted(
        paragraph: object, some: object, at: int, anchors: list[object], known: object
    ) -> Guess:
        seen.append(len(anchors))
        return together(paragraph, some, at, anchors, known)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_together", counted)
    found = finder(*(place(f"x:{n}", f"Quz{n}or/en", at=(n / 4, 47)) for n in range(200)))
    text = "We saw " + ". Then ".join(f"Quz{n}or burned" for n in range(200))
    assert len(guesses(found, text)) == len(seen) == 200
    assert max(seen) <= 12
    assert min(seen) >= 6


def test_the_anchors_of_a_long_paragraph_are_the_nearest() -> None:
    """A gazetteer in a paragraph would settle its last names by its first."""
    near_far = [
        place(f"x:{n}", f"Quz{n}or/en", at=(0, 0) if n < 40 else (60.1, 30.1), country="")
        for n in range(80)
    ]
    found = finder(*HOMONYMS, *near_far)
    words = [f"Quz{n}or burned" for n in range(80)]
    last = by_name("We saw " + ". Then ".join([*words, "Quzor"]) + ".", found)["Quzor"]
    assert last.settled.readings[0].place.id == "d:Quzor"
    assert last.region > 0.8
    assert by_name("We saw Quzor. Then " + ". Then ".join(words), found)["Quzor"].region < 0.1


def _seconds(found: Finder, text: str) -> float:
    """The least time that a text takes; what is new is read before."""
    guesses(found, text)
    times = []
    for _ in range(2):
        start = time.process_time()
        guesses(found, text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    ("names", "join"),
    [
        (10_000, "{}, "),
        (9_000, "{}, {}, and {} districts "),
        (4_000, "{} burned. "),
        (4_000, "«{}» "),
        (4_000, "{}-"),
        (4_000, "{} "),
    ],
)
def test_twice_as_many_names_take_twice_the_time(names: int, join: str) -> None:
    """A table or a list of a whole country in one paragraph would never end."""
    parts = join.count("{}")
    some = ["Quzor", "Tirgaq", "Zurnel"] * (names // 6)
    half = "".join(join.format(*some[at : at + parts]) for at in range(0, len(some), parts))
    text = half + half
    assert len(text) < 2**17, "one paragraph"
    assert len(guesses(FINDER, text)) >= names - 6
    for _ in range(5):  # a machine that is busy is not a loop in a loop, which would take 4 times
        ratio = _seconds(FINDER, text) / _seconds(FINDER, half)
        if ratio < 3.0:
            break
    assert ratio < 3.0
