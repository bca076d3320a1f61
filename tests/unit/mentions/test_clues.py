"""Clues: each is seen where it is and not where it is not."""

from __future__ import annotations

import pytest

from tests.unit.mentions.making import finder, place
from toponyms.mentions.clues import CLUES, bits, named_clues, settled_clues

FINDER = finder(
    place("x:1", "Quzor/az", "Quzor/en", "Кузорг/ru", at=(40, 47)),
    place("x:2", "Tirgaq/az", "Tirgaq/en", admin1="T1", at=(40, 47.1)),
    place("x:3", "Abad/en"),
    place("x:4", "Abovyan/en"),
    place("x:5", "Kura/en"),
    place("x:6", "Zurnel/en", feature="H.STM"),
    place("x:7", "Canyataq/az"),
    place("x:8", "Ulq/en"),
    place("x:9", "Vexor/und-Latn"),
    place("x:10", "Zurnel Tirgaq/en"),
    place("x:11", "Castle/en"),
    place("x:12", "Morvex/az", feature="A.ADM1", admin1="M1"),
    place("x:13", "Nurvex/az", feature="A.ADM1", admin1="T1"),
    place("x:15", "Zurnel Village/en"),
    place("x:16", "Abad Abovyan/en"),
    place("x:17", "Вексорский/ru"),
    place("x:14", "Bexal/en", feature="P.PPLC", population=2_000_000),
)
#: Of each clue a text where it is, and one as like it as can be where it is not; what is asked
#: of is between brackets, which are no part of the text.
SEEN = {
    "heard": ("They saw. In [Djanyatag].", "They saw. In [Canyataq]."),
    "heard with an ending": ("Bu gün və [Djanyatagdan] ilə", "Bu gün və [Canyataqdan] ilə"),
    "several words": ("We saw [Zurnel Tirgaq] there", "We saw [Zurnel], Tirgaq there"),
    "short": ("We saw [Ulq] there", "We saw [Vexor] there"),
    "ending": ("We saw [Quzor]'s walls", "We saw [Quzor] walls"),
    "local case": ("Bu gün [Quzorda] və", "Bu gün [Quzorun] və"),
    "unknown language": ("We saw [Vexor] there", "We saw [Quzor] there"),
    "also word": ("We saw [Castle] there", "We saw [Quzor] there"),
    "also given": ("We saw [Abad] there", "We saw [Quzor] there"),
    "also surname": ("We saw [Abovyan] there", "We saw [Quzor] there"),
    "also landform": ("We saw [Kura] there", "We saw [Zurnel] there"),
    "word where capitals say nothing": ("[Castle] is there", "Now [Castle] is there"),
    "no capitals": ("we saw [quzor] there", "We saw [Quzor] there"),
    "sentence start": ("We left. [Quzor] slept.", "We left, [Quzor] slept."),
    "all capitals": ("We saw [QUZOR] there", "We saw [Quzor] there"),
    "place before": ("Smoke near [Quzor] rose", "Smoke like [Quzor] rose"),
    "person before": ("We saw president [Quzor] there", "We saw gladly [Quzor] there"),
    "thing before": ("The hotel [Quzor] burns", "The horse [Quzor] burns"),
    "landform before": ("We saw mount [Quzor] there", "We saw month [Quzor] there"),
    "generic before": ("The village of [Quzor] burns", "The picture of [Quzor] burns"),
    "capital before": ("We saw Zzyx [Quzor] there", "We left. Zzyx [Quzor] is there"),
    "place after": ("Now [Quzor] residents rose", "Now [Quzor] resident rose"),
    "person after": ("Now [Quzor] said so", "Now [Quzor] sand so"),
    "thing after": ("Now [Quzor] street burns", "Now [Quzor] straw burns"),
    "landform after": ("Now [Quzor] valley is dry", "Now [Quzor] value is dry"),
    "generic after": ("Now [Quzor] village burns", "Now [Quzor], village burns"),
    "capital after": ("Now [Quzor] Zzyx burns", "Now [Quzor] Tirgaq burns"),
    "initial": ("We saw J. [Quzor] there", "We saw Jx. [Quzor] there"),
    "person's name beside": ("We saw Abbas [Quzor] there", "We saw abbas [Quzor] there"),
    "article before": ("We saw the [Quzor] there", "We saw thy [Quzor] there"),
    "link before": ("Of [Quzor] we know", "Ox [Quzor] we know"),
    "generic beside what else it may be": ("In [Abad] village now", "In [Quzor] village now"),
    "quoted": ("We saw «[Quzor]» there", "We saw [Quzor] there"),
    "in quotation marks": ("We saw «new [Quzor] dawn» there", "We saw (new [Quzor] dawn) there"),
    "part of a compound": ("We saw [Quzor]-Zzyx there", "We saw [Quzor]-Tirgaq there"),
    "in a list": ("We saw [Quzor], Tirgaq and them", "We saw [Quzor]. Tirgaq saw them"),
    "landform": ("We saw [Zurnel] there", "We saw [Quzor] there"),
    "report on a game": (
        "The match of the league saw [Quzor] lose",
        "The match of the leg saw [Quzor] lose",
    ),
    "outside its unit": (
        "Bu gün Morvex rayonunun [Tirgaq] kəndi və",
        "Bu gün Nurvex rayonunun [Tirgaq] kəndi və",
    ),
    "also full name": ("We saw [Abad Abovyan] there", "We saw [Zurnel Tirgaq] there"),
    "thing with a capital after": ("We saw [Quzor] Times there", "We saw [Quzor] Tomes there"),
    "genitive": ("Bu gün [Quzorun] və", "Bu gün [Quzoru] və"),
    "capital after a genitive": ("Bu gün [Quzorun] Zzyx ilə", "Bu gün [Quzorda] Zzyx ilə"),
    "adjective of the next word": (
        "Он был на [Вексорском] проспекте и там",
        "Он был в [Вексорском] мимо и там",
    ),
}  # fmt: skip


def clues(marked: str) -> set[str]:
    """The clues of the first name between brackets."""
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    for offset, paragraph, found in FINDER.guesses(text):
        for guess in found:
            if offset + paragraph.start(guess.match.first) == start:
                return set(named_clues(guess.clues))
    raise AssertionError(f"nothing is read in {marked}")


@pytest.mark.parametrize("clue", CLUES)
def test_a_clue_is_seen_where_it_is_and_only_there(clue: str) -> None:
    """A clue that is never seen, or always, has a weight that says nothing."""
    there, not_there = SEEN[clue]
    assert clue in clues(there)
    assert clue not in clues(not_there)


def test_every_clue_is_one_bit_and_back() -> None:
    """Two clues of one bit would be one."""
    assert len(set(CLUES)) == len(CLUES)
    assert named_clues(bits(CLUES)) == CLUES
    assert all(named_clues(bits([clue])) == (clue,) for clue in CLUES)
    assert named_clues(0) == ()


@pytest.mark.parametrize(
    ("text", "not_seen"),
    [
        ("We saw Russian [Quzor] there", {"capital before"}),
        ("We saw Tirgaq [Quzor] there", {"capital before"}),
        ("Zzyx [Quzor] burns", {"capital before"}),
        ("we saw Zzyx [quzor] there", {"capital before"}),
        ("WE SAW [QUZOR]-ZZYX THERE", {"part of a compound", "all capitals"}),
        ("We saw Zurnel Village [Quzor] there", {"generic before"}),  # that is Zurnel's
        ("We saw zzyx [Quzor] zzyx", {"capital before", "capital after"}),
        ("We saw [Quzor], Zzyx there", {"capital after"}),
        ("Flames near [QUZOR] ZZYX there", {"capital after"}),  # a headline
        ("FLAMES NEAR [QUZOR]\nZzyx said so there", {"capital after"}),  # and the line after it
        ("We saw A [Quzor] there", {"initial", "capital before"}),  # no full stop
        ("The president of [Quzor] slept", {"person before"}),
        ("He said: «the far [Quzor] burns»", {"in quotation marks"}),
        ("We saw «the [Quzor] burns, look» there", {"in quotation marks"}),
        ("We saw [Quzor] street", {"thing with a capital after"}),
        ("We saw [Bexal]'s Times there", {"thing with a capital after"}),
        ("The match of the league in [Quzor] was lost", {"report on a game"}),
        ("President of [Bexal]'s Zzyx Qqxy rose", {"capital after", "person before"}),
        ("We saw [Quzor].\nStreet there", {"thing after"}),
        ("We met near: [Quzor] there", {"place before"}),
        ("We saw village [Quzor] there", {"landform before"}),
        ("He said “we saw in the far [Quzor] a fire and much else again”", {"in quotation marks"}),
    ],
)
def test_what_is_no_clue(text: str, not_seen: set[str]) -> None:
    """A word that has nothing to do with the name would speak for or against it."""
    assert not clues(text) & not_seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Smoke near [Quzor], a village", {"place before"}),
        ("We saw [Quzor] district there", {"generic after"}),
        ("In the city of [Quzor] today", {"generic before"}),
        ("Вчера в с. [Кузорг] были", {"generic before"}),
        ("Вчера в селе [Кузорг] были", {"generic before"}),
        ("Вчера А. [Кузорг] был", {"initial"}),
        ("We saw\n- [Quzor] there", {"sentence start"}),
        ("Did they? [Quzor] slept", {"sentence start"}),
    ],
)
def test_clues_in_typography(text: str, seen: set[str]) -> None:
    """Commas, full stops and lists stand beside names everywhere."""
    assert clues(text) >= seen


def test_a_people_beside_a_name_says_nothing() -> None:
    """Armenian Quzor would be less of a place than Quzor."""
    assert clues("We saw Russian [Quzor] there") == set()


@pytest.mark.parametrize(
    ("before", "prominence", "after"),
    [
        # A generic term: no capital is needed, and what else the name may be is one thing.
        (
            {"generic before", "no capitals", "also word", "also given", "article before", "short"},
            0.0,
            {"generic before", "generic beside what else it may be"},
        ),
        ({"generic after", "sentence start", "also landform"}, 0.0,
         {"generic after", "generic beside what else it may be"}),
        ({"generic after", "sentence start"}, 0.0, {"generic after"}),
        ({"generic before", "person after", "quoted", "heard"}, 0.0,
         {"generic before", "person after", "quoted", "heard"}),
        # Without one, a common word without a capital of its own is less than both say.
        ({"also word", "sentence start"}, 0.0,
         {"also word", "sentence start", "word where capitals say nothing"}),
        ({"also word", "no capitals"}, 0.0,
         {"also word", "no capitals", "word where capitals say nothing"}),
        ({"also given", "sentence start"}, 0.0, {"also given", "sentence start"}),
        ({"landform", "landform after"}, 0.0, {"landform", "landform after"}),
        # Moscow says so, and that is its government.
        ({"person after"}, 2.9, {"person after"}),
        ({"person after"}, 3.0, set()),
        ({"person before"}, 3.5, {"person before"}),
    ],
)  # fmt: skip
def test_what_makes_what_void(before: set[str], prominence: float, after: set[str]) -> None:
    """Village names would be lost for being words, and countries for speaking."""
    assert set(named_clues(settled_clues(bits(before), prominence))) == after


def test_what_is_void_is_so_in_a_text() -> None:
    """The rule would stand beside what it is for."""
    assert "person after" in clues("Now [Quzor] said so")
    assert "person after" not in clues("Now [Bexal] said so")
    assert "sentence start" not in clues("They left. [Quzor] village burns")
