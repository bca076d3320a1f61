"""OpenStreetMap: points, outlines and relations, and the tags that names stand in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults, read_openstreetmap

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.gazetteer.sources import Record


def tags(**pairs: str) -> str:
    return "".join(
        f"<tag k={quoteattr(key.replace('__', ':'))} v={quoteattr(value)}/>"
        for key, value in pairs.items()
    )


def node(number: int, lat: float = 40.1, lon: float = 46.8, /, **pairs: str) -> str:
    return f'<node id="{number}" lat="{lat}" lon="{lon}" version="1">{tags(**pairs)}</node>'


def way(number: int, *nodes: int, **pairs: str) -> str:
    refs = "".join(f'<nd ref="{ref}"/>' for ref in nodes)
    return f'<way id="{number}" version="1">{refs}{tags(**pairs)}</way>'


def relation(number: int, *members: tuple[str, int, str], **pairs: str) -> str:
    refs = "".join(f'<member type="{t}" ref="{ref}" role="{role}"/>' for t, ref, role in members)
    return f'<relation id="{number}" version="1">{refs}{tags(**pairs)}</relation>'


def read(
    tmp_path: Path, *objects: str, faults: Faults | None = None, **options: Any
) -> list[Record]:
    pytest.importorskip("osmium")
    file = tmp_path / "azerbaijan.osm"
    body = "\n".join(objects)
    file.write_text(f'<?xml version="1.0"?>\n<osm version="0.6">{body}</osm>\n', "utf-8")
    return list(read_openstreetmap(file, faults=faults or Faults(), source="osm", **options))


def shown(record: Record) -> set[tuple[str, str, str]]:
    return {(name.text, name.lang, name.kind) for name in record.names}


def test_a_point_with_all_its_names(tmp_path: Path) -> None:
    faults = Faults()
    (record,) = read(
        tmp_path,
        node(
            123, 40.13989, 46.77705, place="village", name="Canyataq / Ճանկաթաղ",
            name__az="Canyataq", name__hy="Ճանկաթաղ", name__ru="Джанятаг; Чанкатаг",
            old_name__az="Ҹанјатаг", alt_name="Chankatagh;Dzhanyatag", official_name__en="Janyatag",
            loc_name__az="Canyatax", population="1 234", wikidata="Q2350489", name__etymology="x",
            name__etymology__wikidata="Q1", is_in__country_code="AZ",
        ),
        faults=faults,
    )  # fmt: skip
    assert (record.id, record.feature, record.country, record.population) == (
        "osm:n123", "P.PPL", "AZ", 1234,
    )  # fmt: skip
    assert (record.lat, record.lon) == (40.13989, 46.77705)
    assert record.same_as == ("wd:Q2350489",)
    assert shown(record) == {
        ("Canyataq", "az", "preferred"), ("Ճանկաթաղ", "hy", "preferred"),
        ("Джанятаг", "ru", "preferred"), ("Чанкатаг", "ru", "preferred"),
        ("Ҹанјатаг", "az-Cyrl", "historical"), ("Chankatagh", "und-Latn", "variant"),
        ("Dzhanyatag", "und-Latn", "variant"), ("Janyatag", "en", "official"),
        ("Canyatax", "az", "colloquial"),
    }  # fmt: skip
    assert faults.left_out == {"not a name: a tag about the name": 2}


def test_the_names_of_both_sides_in_one_tag_are_equals(tmp_path: Path) -> None:
    (record,) = read(tmp_path, node(1, place="town", name="Stepanakert / Xankendi"))
    assert {kind for _, _, kind in shown(record)} == {"variant"}
    assert {text for text, _, _ in shown(record)} == {"Stepanakert", "Xankendi"}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("old_name:ru:1923-1991", ("ru", "historical", "1923", "1991")),
        ("old_name:1923--1991", ("und-Cyrl", "historical", "1923", "1991")),
        ("name:ru:1923-1991", ("ru", "historical", "1923", "1991")),
        ("name:ru:1991-", ("ru", "preferred", "1991", "")),
        ("old_name:ru:-1923", ("ru", "historical", "", "1923")),
    ],
)
def test_years_in_a_key(tmp_path: Path, key: str, expected: tuple[str, ...]) -> None:
    (record,) = read(tmp_path, node(1, place="city", **{key: "Степанакерт"}))
    (name,) = record.names
    assert (name.lang, name.kind, name.from_, name.to) == expected


@pytest.mark.parametrize(
    ("pairs", "feature"),
    [
        ({"place": "hamlet"}, "P.PPL"), ({"place": "suburb"}, "P.PPLX"),
        ({"place": "city", "capital": "yes"}, "P.PPLC"),
        ({"place": "town", "capital": "4"}, "P.PPLA"),
        ({"place": "village", "abandoned": "yes"}, "P.PPLQ"),
        ({"abandoned:place": "village"}, "P.PPLQ"), ({"place": "island"}, "T.ISL"),
    ],
)  # fmt: skip
def test_features(tmp_path: Path, pairs: dict[str, str], feature: str) -> None:
    (record,) = read(tmp_path, node(1, name="Kənd", **pairs))
    assert record.feature == feature


def test_what_is_no_kind_of_place_is_counted(tmp_path: Path) -> None:
    faults = Faults()
    assert read(tmp_path, node(1, place="plot", name="12"), faults=faults) == []
    assert sum(faults.left_out.values()) == 1


def test_an_outline_stands_in_its_middle(tmp_path: Path) -> None:
    found = read(
        tmp_path, node(1, 40, 46), node(2, 40, 47), node(3, 41, 47), node(4, 50, 50),
        way(7, 1, 2, 3, 1, place="village", name="Kənd"), way(8, 4, 4, highway="track"),
    )  # fmt: skip
    assert [(record.id, record.lat, record.lon) for record in found] == [("osm:w7", 40.5, 46.5)]


def test_a_relation_stands_at_its_label_or_in_the_middle_of_its_ways(tmp_path: Path) -> None:
    objects = [
        node(1, 40, 46), node(2, 40, 47), node(3, 41, 47), node(4, 40.9, 46.9),
        way(7, 1, 2), way(8, 2, 3, 1),
        relation(5, ("w", 7, "outer"), ("w", 8, "outer"), place="town", name="A"),
        relation(6, ("w", 7, "outer"), ("n", 4, "label"), place="town", name="B"),
        relation(9, ("w", 999, "outer"), place="town", name="C"),
    ]  # fmt: skip
    found = {record.id: (record.lat, record.lon) for record in read(tmp_path, *objects)}
    assert found == {"osm:r5": (40.5, 46.5), "osm:r6": (40.9, 46.9), "osm:r9": (None, None)}


def test_a_point_that_is_a_place_and_a_corner_stands_once(tmp_path: Path) -> None:
    found = read(
        tmp_path, node(1, place="village", name="A"), node(2, 40.2, 46.9),
        way(7, 1, 2, place="suburb", name="B"),
    )  # fmt: skip
    assert [record.id for record in found] == ["osm:n1", "osm:w7"]


def test_a_file_that_is_cut_off(tmp_path: Path) -> None:
    pytest.importorskip("osmium")
    nodes = "".join(node(number, place="village", name=f"K{number}") for number in range(1, 3000))
    file = tmp_path / "cut.osm"
    file.write_text(f'<?xml version="1.0"?>\n<osm version="0.6">{nodes}'[:-20], "utf-8")
    with pytest.raises(GazetteerError, match="cut off"):
        list(read_openstreetmap(file, faults=Faults(), source="osm"))
    faults = Faults(keep_going=True)
    list(read_openstreetmap(file, faults=faults, source="osm"))
    assert list(faults.counts) == ["the file is damaged or cut off; what follows is lost"]


def test_without_osmium_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(GazetteerError, match=r"pip install 'toponyms\[osm\]'"):
        next(read_openstreetmap(tmp_path / "a.osm.pbf", faults=Faults(), source="osm"))


def test_no_such_file(tmp_path: Path) -> None:
    pytest.importorskip("osmium")
    with pytest.raises(GazetteerError, match="no such file"):
        next(read_openstreetmap(tmp_path / "a.osm.pbf", faults=Faults(), source="osm"))
