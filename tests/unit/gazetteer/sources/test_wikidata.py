"""Wikidata's dump: one entity a line between brackets, most of them no places."""

from __future__ import annotations

import bz2
import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults, read_wikidata

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toponyms.gazetteer.sources import Record


def item(number: int) -> dict[str, Any]:
    return {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}


def globe(lat: float, lon: float, where: str = "Q2") -> dict[str, Any]:
    return {
        "latitude": lat, "longitude": lon, "altitude": None, "precision": 0.0001,
        "globe": f"http://www.wikidata.org/entity/{where}",
    }  # fmt: skip


def says(value: object, rank: str = "normal", year: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {
        "mainsnak": {"snaktype": "value", "datavalue": {"value": value}},
        "type": "statement", "rank": rank,
    }  # fmt: skip
    if year:
        when = {"time": f"+{year}-00-00T00:00:00Z", "precision": 9}
        found["qualifiers"] = {"P585": [{"snaktype": "value", "datavalue": {"value": when}}]}
    return found


def entity(number: int = 2350489, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    stated = {
        "P31": [says(item(532))], "P17": [says(item(227))],
        "P625": [says(globe(40.13989, 46.77705))], "P1566": [says("586666")], **claims,
    }  # fmt: skip
    return {
        "type": "item", "id": f"Q{number}",
        "labels": {
            "az": {"language": "az", "value": "Canyataq"},
            "hy": {"language": "hy", "value": "Ճանկաթաղ"},
            "ru": {"language": "ru", "value": "Джанятаг"},
            "en": {"language": "en", "value": "Janyatag"},
            "sv": {"language": "sv", "value": "Canyataq"},
        },
        "descriptions": {"en": {"language": "en", "value": "village"}},
        "aliases": {
            "ru": [{"language": "ru", "value": "Чанкатаг"}],
            "en": [{"language": "en", "value": "Chankatagh"}],
        },
        "claims": stated, "sitelinks": [], "lastrevid": 1,
    }  # fmt: skip


def lines(*entities: dict[str, Any]) -> bytes:
    rows = [json.dumps(one, separators=(",", ":")) for one in entities]
    return ("[\n" + ",\n".join(rows) + "\n]\n").encode()


def read(
    tmp_path: Path, content: bytes, faults: Faults | None = None, **options: Any
) -> list[Record]:
    file = tmp_path / "latest-all.json"
    file.write_bytes(content)
    return list(read_wikidata(file, faults=faults or Faults(), source="wikidata", **options))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_a_place(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    person = {"type": "item", "id": "Q42", "claims": {"P31": [says(item(5))]}}
    faults = Faults()
    (record,) = read(
        tmp_path, pack(lines(person, entity())), faults, langs=["az", "hy", "ru", "en"]
    )
    assert (record.id, record.feature, record.country, record.lat, record.lon, record.line) == (
        "wd:Q2350489", "P.PPL", "AZ", 40.13989, 46.77705, 3,
    )  # fmt: skip
    assert record.same_as == ("gn:586666",)
    assert {(name.text, name.lang, name.kind) for name in record.names} == {
        ("Canyataq", "az", "preferred"), ("Ճանկաթաղ", "hy", "preferred"),
        ("Джанятаг", "ru", "preferred"), ("Чанкатаг", "ru", "variant"),
        ("Janyatag", "en", "preferred"), ("Chankatagh", "en", "variant"),
    }  # fmt: skip
    assert faults.left_out == {"a name: in a language that was not asked for": 1}


def test_classes_can_be_chosen(tmp_path: Path) -> None:
    river = entity(P31=[says(item(4022))])
    assert read(tmp_path, lines(river)) == []
    (record,) = read(tmp_path, lines(river), classes={"Q4022": "H.STM"})
    assert record.feature == "H.STM"


def test_the_class_is_the_items_own_and_not_one_it_mentions(tmp_path: Path) -> None:
    """A person born in a village mentions it; so does a class of villages."""
    born = entity(P31=[says(item(5))], P19=[says(item(532))])
    assert read(tmp_path, lines(born)) == []


def test_of_several_classes_the_first_of_the_list_decides(tmp_path: Path) -> None:
    both = entity(P31=[says(item(515)), says(item(532))])
    classes = {"Q532": "P.PPLF", "Q515": "P.PPLA"}
    assert read(tmp_path, lines(both), classes=classes)[0].feature == "P.PPLF"


def test_ranks(tmp_path: Path) -> None:
    """A deprecated statement is one that is known to be wrong."""
    stated = entity(
        P625=[says(globe(1, 1), "deprecated"), says(globe(2, 2)), says(globe(40, 46), "preferred")],
        P31=[says(item(515), "deprecated"), says(item(532))],
    )
    (record,) = read(tmp_path, lines(stated))
    assert (record.lat, record.lon, record.feature) == (40, 46, "P.PPL")


def test_only_coordinates_on_earth(tmp_path: Path) -> None:
    faults = Faults()
    on_mars = entity(P625=[says(globe(4, 137, "Q111"))])
    (record,) = read(tmp_path, lines(on_mars), faults)
    assert (record.lat, record.lon) == (None, None)
    assert faults.left_out == {"coordinates: not on Earth": 1}


def test_a_place_in_two_countries_is_in_none(tmp_path: Path) -> None:
    """Which one it is in is what the sides disagree on."""
    (record,) = read(tmp_path, lines(entity(P17=[says(item(227)), says(item(399))])))
    assert record.country == ""


def test_inhabitants_of_the_latest_count(tmp_path: Path) -> None:
    def count(people: str, year: str) -> dict[str, Any]:
        return says({"amount": people, "unit": "1"}, year=year)

    counts = entity(P1082=[count("+900", "1989"), count("+1200", "2009"), count("+1100", "1999")])
    assert read(tmp_path, lines(counts))[0].population == 1200


def test_empty_maps_are_written_as_lists(tmp_path: Path) -> None:
    bare = {**entity(), "labels": [], "aliases": []}
    (record,) = read(tmp_path, lines(bare))
    assert record.names == ()


def test_unknown_values_are_none(tmp_path: Path) -> None:
    nowhere = {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"}
    (record,) = read(tmp_path, lines(entity(P625=[nowhere], P1566=[nowhere])))
    assert (record.lat, record.same_as) == (None, ())


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (lines(entity())[2:200], "not a JSON object"),
        (lines(entity())[2:].replace(b"Canyataq", b"Can\xffyataq")[:-3], "not UTF-8"),
        (lines(entity())[2:-3], "the id stands twice; the first is kept"),
        (lines({**entity(), "id": "L1"})[2:-3], "not an id of Wikidata"),
        (
            lines(entity(7, P625=[says(globe(46.8, 40.1))]))[2:-3],
            "latitude and longitude seem swapped; the coordinates are left out",
        ),
    ],
)  # fmt: skip
def test_bad_lines(tmp_path: Path, bad: bytes, message: str) -> None:
    content = lines(entity(), entity(3))
    content = content.replace(b",\n", b",\n" + bad + b",\n", 1)
    faults = Faults(keep_going=True)
    found = read(tmp_path, content, faults)
    assert {"wd:Q2350489", "wd:Q3"} <= {record.id for record in found}
    assert [(fault.line, fault.message) for fault in faults.kept] == [(3, message)]
    with pytest.raises(GazetteerError, match="line 3"):
        read(tmp_path, content)
