"""Whatever stands in a source: no line goes without a word, and nothing but what is said fails."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms import GazetteerError
from toponyms.gazetteer.patterns import FORBIDDEN, LANG, PLACE_ID
from toponyms.gazetteer.sources import (
    Faults,
    read_geonames,
    read_linked_places,
    read_table,
    read_whosonfirst,
    read_wikidata,
)
from toponyms.gazetteer.sources.curie import own_id
from toponyms.gazetteer.sources.naming import Claim, Namer
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toponyms.gazetteer.sources import Record

_GOOD = (
    b"586666\tCanyataq\tCanyataq\tgngh\t40.1\t46.7\tP\tPPL\tAZ\t\t58\t\t\t\t0\t\t1\t"
    b"Asia/Baku\t2013-07-04"
)
_LINES = st.lists(
    st.one_of(
        st.just(_GOOD),
        st.binary(max_size=40).filter(lambda line: b"\n" not in line),
        st.builds(
            lambda number, at, junk: (
                _GOOD.replace(b"586666", str(number).encode())[:at] + junk.replace(b"\n", b"")
            ),
            st.integers(0, 3),
            st.integers(0, len(_GOOD)),
            st.binary(max_size=4),
        ),
    ),
    min_size=1,
    max_size=8,
)
_BEGINNINGS = (
    b"", b"id,name,lat\n", b'{"features": [', b"[\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9",
    b'{"id": "Q1"}\n',
)  # fmt: skip


def _read(
    reader: Callable[..., Iterator[Record]], content: bytes
) -> tuple[list[Record], Faults] | None:
    """What a reader makes of a file, None if it refuses it as a whole."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "source")
        file.write_bytes(content)
        faults = Faults(keep_going=True, limit=1000)
        try:
            return list(reader(file, faults=faults, source="made")), faults
        except GazetteerError:
            return None


@given(_LINES)
def test_each_line_is_a_place_or_a_fault(lines: list[bytes]) -> None:
    """A silent drop would be noticed by nobody, until a name is looked for."""
    content = b"\n".join(lines) + b"\n"
    if content.startswith((b"PK\x03\x04", b"\x1f\x8b", b"BZh")):
        return
    result = _read(read_geonames, content)
    assert result is not None
    records, faults = result
    told = {record.line for record in records} | {fault.line for fault in faults.kept}
    assert told == set(range(1, len(lines) + 1))


@given(st.sampled_from([read_geonames, read_linked_places, read_table, read_wikidata]), st.data())
def test_no_file_fails_in_another_way(
    reader: Callable[..., Iterator[Record]], data: st.DataObject
) -> None:
    """A traceback in the middle of a night's import helps nobody."""
    start = data.draw(st.sampled_from(_BEGINNINGS))
    content = start + data.draw(st.binary(max_size=200))
    result = _read(reader, content)
    if result is not None:
        assert all(isinstance(record.id, str) for record in result[0])


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=4), inside),
    max_leaves=4,
)
_ITEM = {"id": "Q532", "numeric-id": 532}
_WIKIDATA: dict[str, Any] = {
    "id": "Q1", "labels": {"az": {"value": "Bakı"}}, "aliases": {"az": [{"value": "Bakü"}]},
    "claims": {
        field: [{"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": value}},
                 "qualifiers": {"P585": [{"datavalue": {"value": {"time": "+2009"}}}]}}]
        for field, value in {
            "P31": _ITEM, "P17": {"id": "Q227"}, "P1566": "1", "P1082": {"amount": "+1"},
            "P625": {"latitude": 40.1, "longitude": 46.7},
        }.items()
    },
}  # fmt: skip
_LINKED: dict[str, Any] = {
    "@id": "gn:1", "properties": {"title": "Bakı", "ccodes": ["AZ"], "fclasses": ["P"]},
    "names": [{"toponym": "Bakı", "lang": "az", "kind": "variant",
               "when": {"timespans": [{"start": {"in": "1900"}, "end": {"in": "1910"}}]}}],
    "types": [{"identifier": "aat:300008347"}],
    "geometry": {"geometries": [{"type": "Point", "coordinates": [46.7, 40.1]}]},
    "links": [{"type": "closeMatch", "identifier": "wd:Q1"}],
}  # fmt: skip
_FEATURE: dict[str, Any] = {
    "properties": {
        "wof:id": 1, "wof:placetype": "locality", "wof:name": "Bakı", "wof:country": "AZ",
        "name:aze_x_preferred": ["Bakı"], "geom:latitude": 40.1, "geom:longitude": 46.7,
        "wof:concordances": {"gn:id": 1}, "wof:superseded_by": [], "wof:supersedes": [],
        "mz:is_current": -1, "edtf:deprecated": "uuuu", "gn:feature_class": "P",
        "gn:feature_code": "PPL", "gn:admin1_code": "09", "wof:population": 5,
    },
}  # fmt: skip


def _inside(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every list or object in a value, with each of its keys."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _inside(value[key])


@pytest.mark.parametrize(
    ("reader", "good"),
    [
        (read_wikidata, _WIKIDATA), (read_linked_places, _LINKED), (read_whosonfirst, _FEATURE),
    ],
    ids=["wikidata", "linked places", "whosonfirst"],
)  # fmt: skip
@given(st.data())
def test_a_value_of_another_type_is_no_crash(
    reader: Callable[..., Iterator[Record]], good: dict[str, Any], data: st.DataObject
) -> None:
    """Dumps are made by many hands: somewhere a list stands where a text should."""
    changed = copy.deepcopy(good)
    holder, key = data.draw(st.sampled_from(list(_inside(changed))))
    holder[key] = data.draw(_JSON)
    content = json.dumps(changed).encode()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "one.geojson")
        file.write_bytes(content)
        path = Path(folder) if reader is read_whosonfirst else file
        faults = Faults(keep_going=True)
        records = list(reader(path, faults=faults, source="made"))
    for record in records:
        assert (record.lat is None) == (record.lon is None)
        assert record.lat is None or -90 <= record.lat <= 90
        assert all(isinstance(other, str) for other in record.same_as)


@given(
    st.lists(
        st.tuples(st.text(max_size=12), st.sampled_from(["", "aze", "hy", "zh-hant", "ru", "und"])),
        max_size=5,
    ),
    st.text(max_size=12),
    st.booleans(),
)
def test_names_keep_to_the_format(names: list[tuple[str, str]], main: str, trusted: bool) -> None:
    """What an importer gives is written as it is; `gazetteer check` would refuse it."""
    faults = Faults(keep_going=True)
    namer = Namer("made", faults, "made.txt", trusted=trusted)
    made = namer.names([Claim(*name) for name in names], country="AZ", main=main)
    assert len({(name.text, name.lang) for name in made}) == len(made)
    for name in made:
        assert name.text.strip()
        assert normalize(name.text) == name.text
        assert not FORBIDDEN.search(name.text)
        assert LANG.fullmatch(name.lang)


@given(st.text(max_size=20))
def test_ids_keep_to_the_format(text: str) -> None:
    """One bad id would make the whole gazetteer unreadable."""
    place_id = own_id(text, "own")
    assert place_id is None or PLACE_ID.fullmatch(place_id)
