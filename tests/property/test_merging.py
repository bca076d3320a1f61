"""Whatever records there are: none is lost, none is in two places, the base stays the base."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.merged import build, layer, name, record
from tests.strategies import near_names
from toponyms.model import KIND_ORDER

if TYPE_CHECKING:
    from toponyms.gazetteer.sources.record import Record

_IDS = [f"{scheme}:{number}" for scheme in ("gn", "wd", "wof") for number in range(4)]

names = st.builds(
    lambda text, lang, kind: name(text.capitalize(), lang, kind),
    near_names,
    st.sampled_from(["az", "en", "und-Latn"]),
    st.sampled_from(KIND_ORDER),
)
records = st.builds(
    lambda place_id, found, lat, same_as, feature: record(
        place_id, *found, lat=lat, lon=None if lat is None else 47.0, same_as=tuple(same_as),
        feature=feature,
    ),
    st.sampled_from(_IDS),
    st.lists(names, max_size=3),
    st.sampled_from([None, 40.0, 40.01, 40.05, 43.0]),
    st.lists(st.sampled_from(_IDS), max_size=2),
    st.sampled_from(["P.PPL", "A.ADM1", ""]),
)  # fmt: skip
layers = st.lists(st.lists(records, max_size=5, unique_by=lambda one: one.id), max_size=4)


@settings(max_examples=60, deadline=None)
@given(below=st.lists(records, max_size=4, unique_by=lambda one: one.id), above=layers)
def test_every_record_is_in_one_place(below: list[Record], above: list[list[Record]]) -> None:
    """Else names are lost, or two places of the base become one."""
    given_records = [one for found in [below, *above] for one in found]
    if not given_records:
        return
    with tempfile.TemporaryDirectory() as work:
        stacked = [layer("imported", *found, key=f"l{n}") for n, found in enumerate(above)]
        if below:
            build(Path(work, "base"), [layer("imported", *below)])
        start = Path(work, "base") if below else None
        result = build(Path(work, "out"), stacked, base=start)
        again = build(Path(work, "again"), stacked, base=start)
        for file in ("names.csv", "places.csv", "withdrawn.csv"):
            assert Path(work, "out", file).read_bytes() == Path(work, "again", file).read_bytes()
        assert result.report == again.report
        kept = set(build(Path(work, "out"), stacked, base=start).places)
        started = set(build(Path(work, "base2"), [], base=start).places) if start else set()
    assert kept == set(result.places)
    assert started <= set(result.places)
    texts = {one.text for place in result.places.values() for one in place.names}
    assert texts == {one.text for found in given_records for one in found.names}
    for place in result.places.values():
        stands = Counter((one.text, one.lang) for one in place.names)
        assert not stands or max(stands.values()) == 1
    assert len(result.places) <= len({one.id for one in given_records})
    assert set(result.places) <= set(_IDS)
