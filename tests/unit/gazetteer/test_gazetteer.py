"""Places by id, in order, with all they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toponyms import Gazetteer, GazetteerError, Name, UnknownPlaceError
from toponyms.gazetteer import gazetteer as module
from toponyms.gazetteer.format import read_gazetteer

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_lost_in_the_index(small_folder: Path, small_gazetteer: Gazetteer) -> None:
    """A place would come out of the compiled index other than it stands in the files."""
    places = read_gazetteer(small_folder)
    assert list(small_gazetteer) == places
    assert [small_gazetteer.get(place.id) for place in places] == places
    assert len(small_gazetteer) == len(places)


def test_places_are_the_same_one_by_one_and_all_at_once(small_folder: Path) -> None:
    """A place would depend on what was read before it."""
    lazy, eager = Gazetteer.load(small_folder), Gazetteer.load(small_folder)
    first = lazy.get("gn:147105")
    assert list(lazy) == list(eager)
    assert first is lazy.get("gn:147105")
    assert first.names == eager.get("gn:147105").names


def test_an_unknown_id_is_named(small_gazetteer: Gazetteer) -> None:
    """A typing error in an id would be a bare KeyError."""
    with pytest.raises(UnknownPlaceError, match="gn:0"):
        small_gazetteer.get("gn:0")


@pytest.mark.parametrize(
    ("key", "there"), [("gn:147105", True), ("gn:0", False), ("", False), ("gn", False), (1, False)]
)
def test_membership(small_gazetteer: Gazetteer, key: object, there: bool) -> None:
    """A part of an id, or no id at all, would count as one."""
    assert (key in small_gazetteer) == there


def test_an_empty_gazetteer_is_one(tmp_path: Path) -> None:
    """Whoever starts a gazetteer of their own would start with a traceback."""
    from tests import small
    from toponyms import Resolver

    headers = [text.partition("\n")[0] + "\n" for text in (small.places_csv(), small.names_csv())]
    gazetteer = Gazetteer.load(small.write(tmp_path, *headers))
    assert (len(gazetteer), list(gazetteer)) == (0, [])
    assert Resolver(gazetteer).resolve("Bakı").status == "unmatched"
    assert Resolver(gazetteer).resolve_many(["Bakı"] * 50)[0].candidates == ()


def test_a_place_without_names_is_kept(tmp_path: Path) -> None:
    """A place whose names are not known yet would vanish."""
    from tests import small

    names = small.names_csv().partition("\n")[0] + "\ngn:147105,Şuşa,az,preferred,,,test\n"
    gazetteer = Gazetteer.load(small.write(tmp_path, names=names))
    assert tuple(gazetteer.get("gn:586666").names) == ()
    assert gazetteer.get("gn:586666").name() is None
    assert tuple(gazetteer.get("gn:147105").names) == (
        Name("Şuşa", "az", "preferred", source="test"),
    )


def test_the_default_gazetteer_is_one() -> None:
    """Every call would load the data again."""
    assert Gazetteer.default() is Gazetteer.default()
    assert len(Gazetteer.default()) > 6_300


def test_an_installation_without_data_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken installation would be a puzzle."""
    monkeypatch.setattr(module, "__file__", str(tmp_path / "a" / "b" / "c" / "gazetteer.py"))
    with pytest.raises(GazetteerError, match="reinstall"):
        module.default_folder()
