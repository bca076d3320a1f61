"""What a person sees of answers that are made for the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from toponyms_cli.lookup_view import LookupView

from toponyms import Candidate, Gazetteer, Place, Resolution
from toponyms.gazetteer.geography import Regions, coordinates, feature_in_words
from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Draw = Callable[[Resolution], str]


@pytest.fixture
def gazetteer(small: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    monkeypatch.setenv("TOPONYMS_CACHE", str(cache))
    return Gazetteer.load(small)


@pytest.fixture
def draw(gazetteer: Gazetteer) -> Draw:
    from rich.console import Console

    def text(answer: Resolution) -> str:
        console = Console(width=80)
        with console.capture() as captured:
            console.print(LookupView(gazetteer).draw(answer))
        return captured.get()

    return text


def candidate(gazetteer: Gazetteer, place_id: str, score: float) -> Candidate:
    place = gazetteer.get(place_id)
    return Candidate(place, place.names[0], score, "similar")


def test_near_candidates_are_suggested(draw: Draw, gazetteer: Gazetteer) -> None:
    """Else a typing error is a dead end."""
    near = candidate(gazetteer, "gn:616346", 0.4)
    far = candidate(gazetteer, "gn:586666", 0.0)
    shown = draw(Resolution("Kamalkund", "unmatched", None, 0.4, (near, far)))
    assert "Kamalkund  not known; did you mean" in shown
    assert "Kamalkənd (az)" in shown
    assert "Tavush, Armenia" in shown
    assert "gn:586666" not in shown


def test_far_candidates_are_not_suggested(draw: Draw, gazetteer: Gazetteer) -> None:
    """Else nonsense is answered with nonsense."""
    far = candidate(gazetteer, "gn:586666", 0.0)
    shown = draw(Resolution("Qwrt", "unmatched", None, 0.0, (far,)))
    assert "nothing comes near" in shown
    assert "gn:586666" not in shown


def test_ties_beyond_the_limit_are_hinted_at(draw: Draw, gazetteer: Gazetteer) -> None:
    """Else a reader takes the places shown for all there are."""
    first, second = (candidate(gazetteer, f"gn:{number}", 0.9) for number in (616350, 616346))
    other = candidate(gazetteer, "gn:586666", 0.1)
    assert "2 or more places" in draw(Resolution("x", "ambiguous", None, 0.9, (first, second)))
    assert "2 places" in draw(Resolution("x", "ambiguous", None, 0.9, (first, second, other)))


def test_brackets_in_names_are_shown(draw: Draw) -> None:
    """Else a name such as [red] is taken for a colour and vanishes."""
    assert "[red]x[/red]" in draw(Resolution("[red]x[/red]", "unmatched"))


def test_long_queries_are_cut() -> None:
    """Else one line of a wrong file fills the terminal."""
    assert len(visible("x" * 10_000)) < 300
    assert visible("x" * 200) == "x" * 200


def test_regions_are_named_as_far_as_known(gazetteer: Gazetteer) -> None:
    """Else places are located by codes that nobody knows, or not at all."""
    regions = Regions(gazetteer)
    where = {place.id: regions.where(place) for place in gazetteer}
    assert where["gn:616350"] == "Ararat, Armenia"
    assert where["tp:1"] == "IR"
    assert where["tp:2"] == ""
    assert where["iso:AM-AR"] == "Armenia"


def test_every_feature_of_the_default_gazetteer_has_words() -> None:
    """Else a person meets a code."""
    features = {place.feature for place in Gazetteer.default()}
    classes = {feature_in_words(feature[0]) for feature in features}
    unknown = {feature for feature in features if feature_in_words(feature) == feature}
    assert unknown == set()
    assert "populated place" in classes


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [(1.0, 2.0, "1.0000° N, 2.0000° E"), (-1.5, -2.25, "1.5000° S, 2.2500° W"), (None, None, "")],
)
def test_coordinates_have_hemispheres(lat: float | None, lon: float | None, said: str) -> None:
    """Else a place is shown on the wrong side of the earth."""
    assert coordinates(Place("x:1", lat=lat, lon=lon)) == said
