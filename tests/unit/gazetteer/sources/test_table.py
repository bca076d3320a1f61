"""A table of one's own, however its columns are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults, parse_columns, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.gazetteer.sources import Record


def read(
    tmp_path: Path, content: str | bytes, faults: Faults | None = None, **options: Any
) -> list[Record]:
    file = tmp_path / "villages.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_table(file, faults=faults or Faults(), source="villages", **options))


def shown(record: Record) -> list[tuple[str, str, str]]:
    return [(name.text, name.lang, name.kind) for name in record.names]


HEAD = "id,name:az,name_hy,name:ru@historical,lat,lon,country,feature,population,geonames\n"
ROW = "v1,Canyataq;Canyatax,Ճանկաթաղ,Джанятаг,40.13989,46.77705,AZ,P.PPL,120,586666\n"


def test_a_place_a_row(tmp_path: Path) -> None:
    (record,) = read(tmp_path, HEAD + ROW)
    assert (record.id, record.country, record.feature, record.population, record.line) == (
        "own:v1", "AZ", "P.PPL", 120, 2,
    )  # fmt: skip
    assert (record.lat, record.lon, record.same_as) == (40.13989, 46.77705, ("gn:586666",))
    assert shown(record) == [
        ("Canyataq", "az", "preferred"), ("Canyatax", "az", "preferred"),
        ("Ճանկաթաղ", "hy", "preferred"), ("Джанятаг", "ru", "historical"),
    ]  # fmt: skip
    assert {name.source for name in record.names} == {"villages"}


def test_a_name_a_row(tmp_path: Path) -> None:
    (one, two) = read(
        tmp_path,
        "place_id,name,lang,kind,from,to\n"
        "gn:1,Xankəndi,az,preferred,1991,\n"
        "gn:1,Ստեփանակերտ,hy,preferred,1923,\n"
        "gn:1,Степанакерт,ru,historical,1923,1991\n"
        "gn:2,Şuşa,az,,,\n",
    )
    assert [(name.text, name.from_, name.to) for name in one.names] == [
        ("Xankəndi", "1991", ""), ("Ստեփանակերտ", "1923", ""), ("Степанакерт", "1923", "1991"),
    ]  # fmt: skip
    assert (two.id, shown(two), two.line) == ("gn:2", [("Şuşa", "az", "preferred")], 5)


def test_columns_of_any_name(tmp_path: Path) -> None:
    content = "Kod\tAd\tEn\tUzunluq\tQeyd\n7\tŞuşa\t39,76\t46,75\tyox\n"
    columns = parse_columns("id=Kod,name:az=Ad,lat=En,lon=Uzunluq")
    (record,) = read(tmp_path, content, columns=columns)
    assert (record.id, record.lat, record.lon) == ("own:7", 39.76, 46.75)
    assert shown(record) == [("Şuşa", "az", "preferred")]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, mark: str) -> None:
    content = mark.join(["id", "name", "lat", "lon"]) + "\n" + mark.join(["1", "Bakı", "40", "49"])
    assert read(tmp_path, content)[0].lat == 40


def test_without_an_id_it_is_made_of_the_row(tmp_path: Path) -> None:
    """The same rows in another order, or with more of them, keep their ids."""
    head = "name:az,lat,lon,population\n"
    first = read(tmp_path, head + "Şuşa,39.76,46.75,1\nXocalı,39.91,46.79,2\n")
    later = read(tmp_path, head + "Bakı,40.4,49.9,3\nXocalı,39.91,46.79,5\nŞuşa,39.76,46.75,4\n")
    assert {record.id for record in first} < {record.id for record in later}
    assert len({record.id for record in later}) == 3


def test_ids_of_sources_are_ids(tmp_path: Path) -> None:
    found = read(tmp_path, "geonames,wikidata,name\n585170,Q1,Şəki\n,Q2,Bakı\n")
    assert [(record.id, record.same_as) for record in found] == [
        ("gn:585170", ("wd:Q1",)), ("wd:Q2", ()),
    ]  # fmt: skip


def test_a_cell_may_have_line_breaks_and_delimiters(tmp_path: Path) -> None:
    content = 'id,name,admin1\n1,"Bakı, şəhər","58"\n2,"Yeni\nkənd",\n3,Şəki,\n'
    found = read(tmp_path, content)
    assert [(record.line, shown(record)[0][0]) for record in found] == [
        (2, "Bakı, şəhər"), (3, "Yeni kənd"), (5, "Şəki"),
    ]  # fmt: skip


LOST = "the coordinates are left out"
BAD = {
    "columns": ("v2,Bakı\n", "not 10 columns"),
    "twice": ("v1,Bakı,,,,,,,,\n", "the id stands twice; the first is kept"),
    "swapped": ("v2,Bakı,,,49.9,40.4,AZ,,,\n", f"latitude and longitude seem swapped; {LOST}"),
    "country": (
        "v2,Bakı,,,,,Azərbaycan,,,\n",
        "country is not an ISO 3166-1 alpha-2 code and left out",
    ),
    "population": ("v2,Bakı,,,,,,,many,\n", "population is not a whole number and left out"),
    "long": (
        f"v2,{'x' * 40_000},,,,,,,,\n",
        "the name is longer than 400 characters and left out",
    ),
    "longer": (f"v2,{'x' * 200_000},,,,,,,,\n", "not CSV"),
    "geonames": ("v2,Bakı,,,,,,,,x12\n", "geonames is not a number there and left out"),
    "id": ("/,Bakı,,,,,,,,\n", "the id has nothing in it"),
    "half a point": ("v2,Bakı,,,40.4,,,,,\n", "the coordinates are not two numbers"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_rows(tmp_path: Path, case: str) -> None:
    row, message = BAD[case]
    content = HEAD + ROW + row + "v3,Şəki,,,,,,,,\n"
    faults = Faults(keep_going=True)
    assert {"own:v1", "own:v3"} <= {record.id for record in read(tmp_path, content, faults)}
    assert [(fault.line, fault.message) for fault in faults.kept] == [(3, message)]
    with pytest.raises(GazetteerError, match="line 3"):
        read(tmp_path, content)


def test_a_byte_that_is_no_utf8_in_the_middle(tmp_path: Path) -> None:
    content = (HEAD + ROW).encode() + b"v2,Bak\xfd,,,,,,,,\n" + b"v3,Baku,,,,,,,,\n"
    faults = Faults(keep_going=True)
    found = read(tmp_path, content, faults)
    assert [(record.id, record.line) for record in found] == [("own:v1", 2), ("own:v3", 4)]
    assert [(fault.line, fault.message) for fault in faults.kept] == [(3, "not UTF-8")]


def test_an_unknown_language_or_kind_costs_only_itself(tmp_path: Path) -> None:
    content = "id,name,lang,kind\n1,Bakı,Azeri,preferred\n2,Şəki,az,main\n"
    faults = Faults(keep_going=True)
    found = read(tmp_path, content, faults)
    assert [shown(record) for record in found] == [
        [("Bakı", "und-Latn", "preferred")],
        [("Şəki", "az", "variant")],
    ]  # fmt: skip
    assert [fault.line for fault in faults.kept] == [2, 3]


@pytest.mark.parametrize(
    ("content", "columns", "message"),
    [
        ("id,name\n", {"lat": "Breite"}, "no column for lat"),
        ("id,ort\n1,Bakı\n", {}, "no column with names"),
        ("id,name,Name\n1,a,b\n", {}, "two columns for one field"),
    ],
)
def test_a_heading_that_cannot_be_read_is_an_error(
    tmp_path: Path, content: str, columns: dict[str, str], message: str
) -> None:
    with pytest.raises(GazetteerError, match=message):
        read(tmp_path, content, Faults(keep_going=True), columns=columns)


@pytest.mark.parametrize(
    "text", ["id", "id=", "nom=Nom", "id=a,id=b", "name:xx1=a", "name:az@main=a", ""]
)
def test_a_mapping_that_cannot_be_meant(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_columns(text)
