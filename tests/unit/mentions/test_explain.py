"""Explanations: what speaks for a mention, so that the score can be added up from it."""

from __future__ import annotations

import math
import re

import pytest

from tests.unit.mentions.making import finder, place
from toponyms import Finder, Gazetteer, Mention
from toponyms.mentions.clues import CLUES
from toponyms.mentions.evidence import default_evidence

FINDER = finder(
    place("x:1", "Quzor/az", feature="P.PPLA", at=(40, 47), population=200_000),
    place("x:2", "Quzor/az", feature="A.ADM2"),
    *(place(f"t:{n}", "Tirgaq/az", at=(40 + n, 47)) for n in range(8)),
    place("h:1", "Canyataq/az"),
    weights={"ending": 0.4, "local case": 1.26, "heard": -1.0, "prominence": 0.5, "region": 2.0},
)
#: Texts with many clues, for and against.
TEXTS = (
    "Bakıdan Şuşaya, Xankəndi və Ağdam rayonuna.",
    "В Баку и Гяндже, под Агдамом и в селе Талиш Мартакертского района.",
    "President Kirov said near Baku's walls that the Moscow Times of Stepanakert burned.",
    "Երևանից Գյումրի, Շուշիի «Արցախ» թերթը։",
    "we went from baku to shusha and to norashen",
    "The match of the league in Gyumri, Vanadzor and Sevan. Sevan, a lake.",
)


def steps(mention: Mention, name: str) -> list[str]:
    return [step.result for step in mention.resolution.steps if step.name == name]


def replayed(mention: Mention, weights: dict[str, float]) -> float:
    """The score that the steps add up to, by the weights of the clues that they name."""
    total = 0.0
    for told in steps(mention, "clue"):
        clue, _, value = told.rpartition(" ")
        if clue in {"prominence", "region"}:
            total += float(value)  # told to one digit: what is between is not known
        else:
            assert float(value) == pytest.approx(weights[clue], abs=0.0501)
            total += weights[clue]
    return total


@pytest.mark.parametrize("text", TEXTS)
def test_the_steps_add_up_to_the_score(text: str, default_gazetteer: Gazetteer) -> None:
    """What `--explain` shows would not be why."""
    weights = default_evidence().weights
    found = Finder(default_gazetteer).find(text, min_score=0.0)
    assert len(found) > 2
    for mention in found:
        log_odds = math.log(max(mention.score, 1e-4) / max(1 - mention.score, 1e-4))
        digits = sum(
            told.startswith(("prominence", "region")) for told in steps(mention, "clue")
        )  # fmt: skip
        total = min(max(replayed(mention, weights), -9.2), 9.2)
        # The score has four digits: far from a half, one in the last is much of the log-odds.
        slack = 0.05 * digits + 1e-4 / (max(mention.score, 1e-4) * max(1 - mention.score, 1e-4))
        assert total == pytest.approx(log_odds, abs=slack + 1e-6), mention.text


def test_what_speaks_for_it_is_told() -> None:
    """A caller could not see why a word is a place."""
    (mention,) = FINDER.find("Bu gün Quzordan və")
    assert [(step.name, step.result) for step in mention.resolution.steps] == [
        ("without ending", "quzor (ablative, az)"),
        ("name", "Quzor (az)"),
        ("clue", "always +2.0"),
        ("clue", "ending +0.4"),
        ("clue", "local case +1.3"),
        ("clue", "prominence +1.2"),
        ("homonyms", steps(mention, "homonyms")[0]),
    ]
    assert re.fullmatch(r"x:\d \d\.\d\d, x:\d \d\.\d\d", steps(mention, "homonyms")[0])


def test_a_name_that_only_sounds_so_is_told() -> None:
    """One could not tell a spelling of the gazetteer from one that was guessed."""
    (mention,) = FINDER.find("Bu gün Djanyatag və", min_score=0.5)
    assert steps(mention, "sound") == ["Canyataq (az)"]
    assert steps(mention, "name") == []
    assert "heard -1.0" in steps(mention, "clue")


def test_homonyms_are_told_of_with_their_shares() -> None:
    """Fifty villages of a name would fill the screen; none would leave a doubt unexplained."""
    (mention,) = FINDER.find("Bu gün Tirgaq və")
    (told,) = steps(mention, "homonyms")
    assert told == ", ".join(f"t:{number} 0.12" for number in range(5))
    (mention,) = FINDER.find("Bu gün Djanyatag və", min_score=0.5)
    assert steps(mention, "homonyms") == []


def test_another_place_of_the_region_is_told() -> None:
    """The clue that most often settles a name would not be seen."""
    found = FINDER.find("Bu gün Quzor və yenə Tirgaq var")
    (region,) = [told for told in steps(found[1], "clue") if told.startswith("region")]
    assert float(region.split()[1]) == pytest.approx(2.0, abs=0.05), "it is where the other is"
    assert not any(told.startswith("region") for told in steps(found[0], "clue"))


def test_clues_are_told_by_their_names() -> None:
    """A name that is not in the file cannot be looked up there."""
    for text in ("Bu gün Quzordan və", "bu gün quzor və", "Bu gün «Djanyatag» və"):
        for mention in FINDER.find(text):
            told = {clue.rpartition(" ")[0] for clue in steps(mention, "clue")}
            assert told <= {*CLUES, "always", "prominence", "region"}
            assert "always" in told
