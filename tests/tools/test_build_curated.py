"""A faulty row of the curated facts is named by file, line and value, and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.build.curated import read_folder

if TYPE_CHECKING:
    from pathlib import Path

PLACES = (
    "place_id,feature,country,lat,lon,population,geonames,"
    "az_district,nkr_province,soviet_district,source,evidence\n"
)
NAMES = "place_id,name,lang,kind,from,to,source,evidence\n"
SOURCES = "key,title,publisher,licence,url\n"

GOOD_PLACE = "gn:586666,P.PPL,AZ,40.13989,46.77705,434,586666,,,,geonames,page"
GOOD_NAME = "gn:586666,Canyataq,az,preferred,,,azwiki,page"
KNOWN = frozenset({"geonames", "azwiki"})


def folder(at: Path, *, place: str = GOOD_PLACE, name: str = GOOD_NAME, source: str = "") -> Path:
    (at / "places.csv").write_text(PLACES + place + "\n", "utf-8")
    (at / "names.csv").write_text(NAMES + name + "\n", "utf-8")
    (at / "sources.csv").write_text(SOURCES + source, "utf-8")
    return at


def test_sound_rows_are_read(tmp_path: Path) -> None:
    curated = read_folder(folder(tmp_path), KNOWN)
    assert curated.faults == ()
    assert [place.place_id for place in curated.places] == ["gn:586666"]
    assert [name.name for name in curated.names] == ["Canyataq"]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("586666,P.PPL,AZ,40,46,,,,,,geonames,page", "not an id of a known scheme: '586666'"),
        ("gn:586666,PPL,AZ,40,46,,,,,,geonames,page", "not a GeoNames class and code: 'PPL'"),
        ("gn:586666,P.PPL,Az,40,46,,,,,,geonames,page", "not an ISO 3166-1 alpha-2 code: 'Az'"),
        ("gn:586666,P.PPL,AZ,140,46,,,,,,geonames,page", "degrees out of range -90..90: '140'"),
        ("gn:586666,P.PPL,AZ,40°,46,,,,,,geonames,page", "not decimal degrees: '40°'"),
        ("gn:586666,P.PPL,AZ,40,,,,,,,geonames,page", "one degree without the other"),
        ("gn:586666,P.PPL,AZ,40,46,many,,,,,geonames,page", "not a number: 'many'"),
        ("gn:586666,P.PPL,AZ,40,46,,99,,,,geonames,page", "not the number of the id: '99'"),
        ("gn:586666,P.PPL,AZ,40,46,,,,,,hearsay,page", "does not describe: 'hearsay'"),
        ("gn:586666,P.PPL,AZ,40,46,,,,,,geonames,", "no evidence"),
        ("gn:586666,P.PPL,AZ,40,46", "5 cells, not 12"),
        (f"{GOOD_PLACE}\n{GOOD_PLACE}", "twice in this file: 'gn:586666'"),
    ],
)
def test_faulty_places(tmp_path: Path, place: str, message: str) -> None:
    curated = read_folder(folder(tmp_path, place=place), KNOWN)
    faults = [str(fault) for fault in curated.faults if "places.csv, line" in str(fault)]
    line = 3 if "\n" in place else 2
    assert faults[0].startswith(f"{tmp_path.name}/places.csv, line {line}: ")
    assert message in faults[0]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gn:586666,,az,preferred,,,azwiki,page", "an empty name"),
        ("gn:586666,Cu\u0308ma,az,preferred,,,azwiki,page", "not in NFC"),
        ("gn:586666,Canyataq,azeri,preferred,,,azwiki,page", "not a language tag"),
        ("gn:586666,Canyataq,az,main,,,azwiki,page", "kind is not one of"),
        ("gn:586666,Canyataq,az,historical,in 1936,,azwiki,page", "not an EDTF year"),
        ("gn:586666,Canyataq,az,historical,1991,1936,azwiki,page", "begins after it ends"),
        ("gn:586666,Canyataq,hy,preferred,,,azwiki,page", "tagged hy, but not in its script"),
        ("gn:586666,Ճանкաթաղ,hy,preferred,,,azwiki,page", "tagged hy, but not in its script"),
        ("gn:586666,Сanyataq,az,preferred,,,azwiki,page", "tagged az, but not in its script"),
        ("gn:586666,Чанкатаґ,ru,preferred,,,azwiki,page", "tagged ru, but its alphabet lacks"),
        ("gn:586666,Canyataq,az,preferred,,,hearsay,page", "does not describe"),
        ("gn:586666,Canyataq,az,preferred,,,azwiki,", "no evidence"),
        ("gn:1,Canyataq,az,preferred,,,azwiki,page", "no such place in places.csv"),
        (f"{GOOD_NAME}\n{GOOD_NAME}", "the same name and language twice"),
    ],
)
def test_faulty_names(tmp_path: Path, name: str, message: str) -> None:
    curated = read_folder(folder(tmp_path, name=name), KNOWN)
    assert message in str(curated.faults[0])
    assert f"{tmp_path.name}/names.csv, line" in str(curated.faults[0])


@pytest.mark.parametrize("years", [("1936", "1991"), ("193X", ""), ("", "1991?"), ("18XX~", "")])
def test_years_of_edtf_pass(tmp_path: Path, years: tuple[str, str]) -> None:
    name = f"gn:586666,Canyataq,az,historical,{years[0]},{years[1]},azwiki,page"
    assert read_folder(folder(tmp_path, name=name), KNOWN).faults == ()


def test_a_missing_file_and_a_wrong_header_are_faults(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "sources.csv").unlink()
    (tmp_path / "names.csv").write_text("id,name\n", "utf-8")
    messages = [fault.message for fault in read_folder(tmp_path, KNOWN).faults]
    assert messages[0] == "no such file"
    assert messages[1].startswith("columns are not place_id,name,lang")


def test_bytes_that_are_not_utf8_are_a_fault(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "names.csv").write_bytes(b"\xff\xfe")
    assert "not UTF-8" in str(read_folder(tmp_path, KNOWN).faults[0])
