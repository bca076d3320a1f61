"""Every change is told, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import small
from tests.merged import name
from toponyms import Place
from toponyms.gazetteer.diff import changes, places_in_order
from toponyms.gazetteer.folder import id_key
from toponyms.gazetteer.format import read_gazetteer

if TYPE_CHECKING:
    from pathlib import Path

names = st.lists(
    st.builds(
        name,
        st.sampled_from("AB"),
        st.sampled_from(["az", "ru"]),
        st.sampled_from(["preferred", "historical"]),
    ),
    max_size=3,
    unique=True,
).map(tuple)
gazetteers = st.lists(
    st.builds(
        Place,
        st.sampled_from(["gn:2", "gn:10", "wd:Q1"]),
        names,
        st.sampled_from(["", "P.PPL"]),
        population=st.sampled_from([None, 0, 5]),
    ),
    max_size=3,
    unique_by=lambda place: place.id,
).map(lambda found: sorted(found, key=lambda place: id_key(place.id)))


@given(old=gazetteers, new=gazetteers)
def test_there_is_a_change_where_something_changed(old: list[Place], new: list[Place]) -> None:
    """Else a newer build is taken over without anybody seeing what it changes."""
    found = list(changes(old, new))
    before, after = ({place.id: place for place in side} for side in (old, new))
    by_kind = {
        kind: {change.place_id for change in found if change.kind == kind}
        for kind in ("place added", "place removed", "place changed")
    }
    assert by_kind["place added"] == after.keys() - before.keys()
    assert by_kind["place removed"] == before.keys() - after.keys()
    both = before.keys() & after.keys()
    assert by_kind["place changed"] == {
        one
        for one in both
        if (before[one].feature, before[one].population)
        != (after[one].feature, after[one].population)
    }
    renamed = {change.place_id for change in found if change.kind.startswith("name")}
    assert renamed == {one for one in both if set(before[one].names) != set(after[one].names)}


def test_a_name_that_only_changed_its_kind_is_one_change() -> None:
    """Else it looks as if a name had been lost."""
    old = Place("gn:1", (name("A", "az", "preferred"),))
    new = Place("gn:1", (name("A", "az", "historical", to="1991"),))
    (change,) = changes([old], [new])
    assert (change.kind, change.what) == ("name changed", "az")
    assert (change.old, change.new) == ("A (preferred, made)", "A (historical, –1991, made)")


def test_places_out_of_order_are_refused() -> None:
    """Else added and removed places are told that are neither."""
    with pytest.raises(ValueError, match="gn:2"):
        list(changes([Place("gn:10"), Place("gn:2")], []))


def test_a_gazetteer_in_any_order_is_compared(tmp_path: Path) -> None:
    """Else a gazetteer made by hand cannot be compared."""
    small.write(tmp_path)  # x:1 stands before gn:524901
    found = [place.id for place in places_in_order(tmp_path)]
    assert found == sorted((place.id for place in read_gazetteer(tmp_path)), key=id_key)
