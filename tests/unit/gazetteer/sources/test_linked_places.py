"""The Linked Places Format: names with times, geometries of several kinds, links."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults, json_items, read_linked_places

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.gazetteer.sources import Record


def feature(number: int = 1, **changed: Any) -> dict[str, Any]:
    return {
        "@id": f"http://mygaz.org/places/p_{number}", "type": "Feature",
        "properties": {"title": "Stepanakert", "ccodes": ["AZ"], "fclasses": ["P"]},
        "names": [
            {"toponym": "Stepanakert", "lang": "en", "citations": [{"label": "x {", "@id": "y"}],
             "when": {"timespans": [{"start": {"in": "1923"}}]}},
            {"toponym": "Vararakn", "lang": "hy-Latn",
             "when": {"timespans": [{"start": {"earliest": "0676"}, "end": {"latest": "1847"}}]}},
            {"toponym": "Xankəndi", "lang": "az"},
            {"toponym": "Ханкенды"},
        ],
        "types": [{"identifier": "aat:300008375", "label": "town"}],
        "geometry": {"type": "GeometryCollection", "geometries": [
            {"type": "Point", "coordinates": [46.70, 39.80], "certainty": "uncertain"},
            {"type": "Point", "coordinates": [46.75, 39.82], "certainty": "certain"},
        ]},
        "links": [
            {"type": "exactMatch", "identifier": "http://www.geonames.org/586523/"},
            {"type": "closeMatch", "identifier": "wd:Q102378"},
            {"type": "closeMatch", "identifier": "http://somegaz.org/places/39847"},
            {"type": "primaryTopicOf", "identifier": "https://en.wikipedia.org/wiki/Stepanakert"},
        ],
        **changed,
    }  # fmt: skip


def collection(*features: dict[str, Any], **layout: Any) -> str:
    whole = {
        "type": "FeatureCollection", "@context": "https://example.org/context.jsonld",
        "features": list(features),
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, **layout)


def json_lines(*features: dict[str, Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in features)


def read(
    tmp_path: Path, content: str | bytes, faults: Faults | None = None, **options: Any
) -> list[Record]:
    file = tmp_path / "places.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_linked_places(file, faults=faults or Faults(), source="whg", **options))


FORMS = {
    "collection": collection(feature(), feature(2)),
    "indented": collection(feature(), feature(2), indent=2),
    "lines": json_lines(feature(), feature(2)),
    "list": json.dumps([feature(), feature(2)]),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("chunk", [1 << 20, 7])
def test_a_place_in_each_form(
    tmp_path: Path, form: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the reader's pieces part the text: in a string with a brace, in a letter."""
    monkeypatch.setattr(json_items, "_CHUNK", chunk)
    monkeypatch.setattr(json_items, "_HEAD", 150)
    faults = Faults()
    record, other = read(tmp_path, FORMS[form], faults)
    assert (record.id, other.id) == ("lpf:p_1", "lpf:p_2")
    assert (record.feature, record.country, record.lat, record.lon) == (
        "P.PPL", "AZ", 39.82, 46.75,
    )  # fmt: skip
    assert [(name.text, name.lang, name.kind, name.from_, name.to) for name in record.names] == [
        ("Stepanakert", "en", "preferred", "1923", ""),
        ("Vararakn", "hy-Latn", "historical", "0676", "1847"),
        ("Xankəndi", "az", "variant", "", ""),
        ("Ханкенды", "und-Cyrl", "variant", "", ""),
    ]
    assert record.same_as == ("gn:586523", "wd:Q102378")
    assert faults.left_out == {"a link: to a source whose ids are not known": 2}


def test_the_line_of_each_object(tmp_path: Path) -> None:
    found = read(tmp_path, FORMS["indented"])
    text = FORMS["indented"]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == "    {"]
    assert [record.line for record in found] == lines


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        ({"type": "Point", "coordinates": [46.75, 39.82]}, (39.82, 46.75)),
        ({"type": "Point", "coordinates": [46.75, 39.82, 800]}, (39.82, 46.75)),
        (
            {"type": "Polygon", "coordinates": [[[46, 39], [47, 39], [47, 40], [46, 39]]]},
            (39.5, 46.5),
        ),
        ({"type": "Point", "geo_wkt": "POINT (46.75 39.82)"}, (39.82, 46.75)),
        ({"type": "GeometryCollection", "geometries": ["null"]}, (None, None)),
        ({"type": "GeometryCollection", "geometries": []}, (None, None)),
        (None, (None, None)),
    ],
)  # fmt: skip
def test_geometries(tmp_path: Path, geometry: Any, expected: tuple[float | None, ...]) -> None:
    (record,) = read(tmp_path, collection(feature(geometry=geometry)))
    assert (record.lat, record.lon) == expected


def test_a_place_in_several_countries_of_today_is_in_none(tmp_path: Path) -> None:
    properties = {"title": "Kura", "ccodes": ["GE", "AZ"], "fclasses": ["H"]}
    (record,) = read(tmp_path, collection(feature(properties=properties, types=[])))
    assert (record.country, record.feature) == ("", "H")


def test_without_names_the_title_is_one(tmp_path: Path) -> None:
    (record,) = read(tmp_path, collection(feature(names=[])))
    assert [name.text for name in record.names] == ["Stepanakert"]


@pytest.mark.parametrize(
    ("span", "dates"),
    [
        ({"start": {"latest": "1847"}, "end": {"in": "1847"}}, ("", "1847")),
        ({"start": {"latest": "1700"}, "end": {"in": "1847"}}, ("1700", "1847")),
        ({"start": {"in": "1847"}, "end": {"in": "1847"}}, ("1847", "1847")),
        ({"end": {"latest": "1847"}}, ("", "1847")),
        ({"start": {"in": "1847"}}, ("1847", "")),
    ],
)
def test_a_start_that_is_only_the_end_is_none(
    tmp_path: Path, span: dict[str, Any], dates: tuple[str, str]
) -> None:
    """Else a name of which only the end is known comes back as one that was used for a year."""
    names = [{"toponym": "Vararakn", "when": {"timespans": [span]}}]
    (record,) = read(tmp_path, collection(feature(names=names)))
    assert [(name.from_, name.to) for name in record.names] == [dates]


@pytest.mark.parametrize(
    ("stated", "kind"), [("official", "official"), ("usual", "variant"), (["x"], "variant")]
)
def test_a_kind_beside_the_name_is_taken(tmp_path: Path, stated: object, kind: str) -> None:
    """What `gazetteer export` writes comes back as it was."""
    names = [{"toponym": "Xankəndi", "lang": "az", "kind": stated}]
    faults = Faults(keep_going=True)
    (record,) = read(tmp_path, collection(feature(names=names)), faults)
    assert [name.kind for name in record.names] == [kind]


def test_ids_of_known_sources_are_kept(tmp_path: Path) -> None:
    places = [
        {**feature(), "@id": "https://www.geonames.org/586523"}, {**feature(), "@id": "wd:Q102378"}
    ]  # fmt: skip
    found = read(tmp_path, collection(*places))
    assert [(record.id, record.same_as) for record in found] == [
        ("gn:586523", ("wd:Q102378",)), ("wd:Q102378", ("gn:586523",)),
    ]  # fmt: skip


def test_packed(tmp_path: Path) -> None:
    assert len(read(tmp_path, gzip.compress(FORMS["lines"].encode()))) == 2


BAD: dict[str, tuple[str | bytes, str]] = {
    "no json": ('{"@id": "x", "names": [}', "not JSON"),
    "no id": ('{"type": "Feature"}', "a feature without @id"),
    "twice": (json.dumps(feature()), "the id stands twice; the first is kept"),
    "utf-8": (json.dumps(feature(5)).encode().replace(b"Vararakn", b"Varar\xe9kn"), "not UTF-8"),
    "swapped": (
        json.dumps(feature(5, geometry={"type": "Point", "coordinates": [39.8, 46.7]})),
        "latitude and longitude seem swapped; the coordinates are left out",
    ),
    "long": (
        json.dumps(feature(5, names=[{"toponym": "x" * 40_000, "lang": "en"}])),
        "the name is longer than 400 characters and left out",
    ),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("form", ["collection", "lines"])
def test_bad_features(tmp_path: Path, case: str, form: str) -> None:
    bad, message = BAD[case]
    raw = bad if isinstance(bad, bytes) else bad.encode()
    good = [json.dumps(feature()).encode(), raw, json.dumps(feature(3)).encode()]
    content = b"\n".join(good) + b"\n"
    if form == "collection":
        content = b'{"features": [\n' + b",\n".join(good) + b"\n]}\n"
    faults = Faults(keep_going=True)
    found = read(tmp_path, content, faults)
    assert {"lpf:p_1", "lpf:p_3"} <= {record.id for record in found}
    line = 3 if form == "collection" else 2
    assert [(fault.line, fault.message) for fault in faults.kept] == [(line, message)]
    with pytest.raises(GazetteerError, match=f"line {line}"):
        read(tmp_path, content)


def test_a_file_that_is_cut_off(tmp_path: Path) -> None:
    content = FORMS["collection"]
    content = content[: content.index("p_2") + 200]
    faults = Faults(keep_going=True)
    assert [record.id for record in read(tmp_path, content, faults)] == ["lpf:p_1"]
    assert faults.counts == {"the object is cut off": 1}


def test_progress_ends_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_items, "_CHUNK", 100)
    told: list[tuple[int, int]] = []
    content = FORMS["collection"]
    read(tmp_path, content, on_progress=lambda *step: told.append(step))
    size = len(content.encode())
    assert told == sorted(told)
    assert told[-1] == (size, size)
