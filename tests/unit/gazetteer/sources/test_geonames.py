"""GeoNames' files as the readme describes them, and what goes wrong in them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults, read_geonames

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.gazetteer.sources import Record


def place(**changed: str) -> str:
    cells = {
        "geonameid": "586666", "name": "Canyataq", "asciiname": "Canyataq",
        "alternatenames": "Chankatagh,Dzhanyatag,dzhanyatag,Ճանկաթաղ,Ҹанјатаг",
        "latitude": "40.13989", "longitude": "46.77705", "feature class": "P",
        "feature code": "PPL", "country code": "AZ", "cc2": "", "admin1 code": "58",
        "admin2 code": "", "admin3 code": "", "admin4 code": "", "population": "0",
        "elevation": "", "dem": "389", "timezone": "Asia/Baku", "modification date": "2013-07-04",
        **changed,
    }  # fmt: skip
    return "\t".join(cells.values()) + "\n"


def alternate(number: int, code: str, name: str, *rest: str, place_id: str = "586666") -> str:
    cells = [str(number), place_id, code, name, *rest]
    return "\t".join(cells + [""] * (10 - len(cells))) + "\n"


ALTERNATES = "".join([
    alternate(1, "az", "Canyataq", "1"),
    alternate(2, "hy", "Ճանկաթաղ", "1"),
    alternate(3, "ru", "Джанятаг"),
    alternate(4, "ru", "Чанкатаг", "", "", "1"),
    alternate(5, "az", "Ҹанјатаг", "", "", "", "1", "1939", "1991"),
    alternate(6, "", "Dzhanyatag"),
    alternate(7, "link", "https://en.wikipedia.org/wiki/Janyatag"),
    alternate(8, "wkdt", "Q2350489"),
    alternate(9, "post", "AZ5900"),
    alternate(10, "iata", "KVD"),
    alternate(11, "en", "Janyatag", place_id="1"),
    alternate(12, "abbr", "CT"),
    alternate(13, "en", "Janyatag", "", "1"),
])  # fmt: skip


def read(
    tmp_path: Path, content: str | bytes, alternates: str | None = None,
    faults: Faults | None = None, **options: Any,
) -> list[Record]:  # fmt: skip
    file = tmp_path / "AZ.txt"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    if alternates is not None:
        options["alternate_names"] = tmp_path / "alternateNamesV2.txt"
        options["alternate_names"].write_text(alternates, "utf-8")
    return list(read_geonames(file, faults=faults or Faults(), source="geonames", **options))


def shown(record: Record) -> set[tuple[str, str, str]]:
    return {(name.text, name.lang, name.kind) for name in record.names}


def test_a_place_with_the_names_of_its_own_line(tmp_path: Path) -> None:
    faults = Faults()
    (record,) = read(tmp_path, place(), faults=faults)
    assert (record.id, record.feature, record.country, record.admin1, record.line) == (
        "gn:586666", "P.PPL", "AZ", "58", 1,
    )  # fmt: skip
    assert (record.lat, record.lon, record.population) == (40.13989, 46.77705, None)
    assert shown(record) == {
        ("Canyataq", "und-Latn", "variant"), ("Chankatagh", "und-Latn", "variant"),
        ("Dzhanyatag", "und-Latn", "variant"), ("Ճանկաթաղ", "hy", "variant"),
        ("Ҹанјатаг", "az-Cyrl", "variant"),
    }  # fmt: skip
    assert faults.left_out == {"a name: a machine transliteration in lower case, or no name": 1}


def test_alternate_names_bring_language_kind_and_dates(tmp_path: Path) -> None:
    faults = Faults()
    (record,) = read(tmp_path, place(), ALTERNATES, faults)
    assert shown(record) == {
        ("Canyataq", "az", "preferred"), ("Ճանկաթաղ", "hy", "preferred"),
        ("Джанятаг", "ru", "variant"), ("Чанкатаг", "ru", "colloquial"),
        ("Ҹанјатаг", "az-Cyrl", "historical"), ("Dzhanyatag", "und-Latn", "variant"),
        ("Janyatag", "en", "variant"),
    }  # fmt: skip
    old = next(name for name in record.names if name.lang == "az-Cyrl")
    assert (old.from_, old.to, old.source) == ("1939", "1991", "geonames")
    assert record.same_as == ("wd:Q2350489",)
    assert faults.left_out == {
        "not a name: a link": 1, "not a name: a postal code": 1,
        "not a name: a transport code": 1, "not a name: an abbreviation": 1,
    }  # fmt: skip


def test_a_name_with_an_end_is_no_current_one(tmp_path: Path) -> None:
    alternates = alternate(1, "ru", "Степанакерт", "1", "", "", "", "1923", "1991")
    (record,) = read(tmp_path, place(), alternates)
    assert ("Степанакерт", "ru", "historical") in shown(record)


def test_names_of_many_places_come_to_their_own(tmp_path: Path) -> None:
    """The table is sorted by its own numbers, not by place."""
    ids = [str(number) for number in range(100, 400)]
    content = "".join(place(geonameid=number, name=f"Kənd {number}") for number in ids)
    rows = [
        alternate(k * 1000 + int(number), "az", f"Ad {number} {k}", place_id=number)
        for k in range(3)
        for number in reversed(ids)
    ]
    records = read(tmp_path, content, "".join(rows))
    assert [record.id for record in records] == [f"gn:{number}" for number in ids]
    for record in records:
        number = record.id.removeprefix("gn:")
        texts = {name.text for name in record.names}
        assert texts == {f"Kənd {number}", *(f"Ad {number} {k}" for k in range(3))}


def test_zipped_as_published(tmp_path: Path) -> None:
    for archive, members in {
        "AZ.zip": {"readme.txt": "Readme\n" * 500, "AZ.txt": place()},
        "alternateNamesV2.zip": {
            "iso-languagecodes.txt": "ISO 639-3\n" * 900, "alternateNamesV2.txt": ALTERNATES,
        },
    }.items():  # fmt: skip
        with zipfile.ZipFile(tmp_path / archive, "w", zipfile.ZIP_DEFLATED) as target:
            for name, content in members.items():
                target.writestr(name, content)
    (record,) = read_geonames(
        tmp_path / "AZ.zip", faults=Faults(), source="geonames",
        alternate_names=tmp_path / "alternateNamesV2.zip",
    )  # fmt: skip
    assert ("Ճանկաթաղ", "hy", "preferred") in shown(record)


def test_the_older_table_without_dates(tmp_path: Path) -> None:
    rows = "1\t586666\taz\tCanyataq\t1\t\t\t\n"
    assert ("Canyataq", "az", "preferred") in shown(read(tmp_path, place(), rows)[0])


def test_only_wanted_features_and_countries(tmp_path: Path) -> None:
    content = (
        place(geonameid="1") + place(geonameid="2", **{"feature class": "S", "feature code": "HTL"})
        + place(geonameid="3", **{"country code": "AM"})
        + place(geonameid="4", **{"feature class": "A", "feature code": "ADM1"})
    )  # fmt: skip
    faults = Faults()
    found = read(tmp_path, content, faults=faults, features=["P", "A.ADM1"], countries=["AZ"])
    assert [record.id for record in found] == ["gn:1", "gn:4"]
    assert sum(faults.left_out.values()) >= 2


BAD = {
    "columns": ("1\tBakı\n", "not 19 columns"),
    "cut off": (place()[:60], "not 19 columns"),
    "number": (place(geonameid="12x"), "geonameid is not a number"),
    "empty number": (place(geonameid=""), "geonameid is not a number"),
    "swapped": (place(geonameid="2", latitude="46.77705", longitude="40.13989"), "swapped"),
    "out of range": (place(geonameid="2", latitude="940.1"), "out of range"),
    "no degrees": (place(geonameid="2", latitude="north"), "not two numbers"),
    "long": (place(geonameid="2", name="x" * 40_000), "longer than 400"),
    "twice": (place(), "stands twice"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("with_names", [False, True])
def test_bad_rows(tmp_path: Path, case: str, with_names: bool) -> None:
    """Each is told once with its line, an error or not, and the good rows stay."""
    row, message = BAD[case]
    content = place() + row.rstrip("\n") + "\n" + place(geonameid="3")
    alternates = ALTERNATES if with_names else None
    faults = Faults(keep_going=True)
    found = read(tmp_path, content, alternates, faults)
    assert {"gn:586666", "gn:3"} <= {record.id for record in found}
    assert [(fault.line, message in fault.message) for fault in faults.kept] == [(2, True)]
    with pytest.raises(GazetteerError, match="line 2") as caught:
        read(tmp_path, content, alternates)
    assert message in str(caught.value)


def test_a_byte_that_is_no_utf8_in_the_middle(tmp_path: Path) -> None:
    content = place().encode() + place(geonameid="2").encode().replace(b"Asia", b"As\xffa")
    faults = Faults(keep_going=True)
    assert len(read(tmp_path, content + place(geonameid="3").encode(), faults=faults)) == 2
    assert [(fault.line, fault.message) for fault in faults.kept] == [(2, "not UTF-8")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1\t586666\taz\n", "not 10 columns"),
        (alternate(1, "az", "Bakı", place_id="x"), "geonameid is not a number"),
        (alternate(1, "wkdt", "2350489"), "not an id of Wikidata"),
        (alternate(1, "az", "x" * 40_000), "longer than 400"),
    ],
)
def test_bad_alternate_names(tmp_path: Path, row: str, message: str) -> None:
    faults = Faults(keep_going=True)
    (record,) = read(tmp_path, place(), ALTERNATES + row, faults)
    assert ("Ճանկաթաղ", "hy", "preferred") in shown(record)
    (fault,) = faults.kept
    assert message in fault.message
    assert fault.line == ALTERNATES.count("\n") + 1
    assert fault.file.endswith("alternateNamesV2.txt")


def test_no_such_table_of_names(tmp_path: Path) -> None:
    (tmp_path / "AZ.txt").write_text(place(), "utf-8")
    records = read_geonames(
        tmp_path / "AZ.txt", faults=Faults(keep_going=True), source="geonames",
        alternate_names=tmp_path / "none.txt",
    )  # fmt: skip
    with pytest.raises(GazetteerError, match=r"none\.txt: no such file"):
        next(records)


def test_progress_is_one_of_all_readings(tmp_path: Path) -> None:
    content = "".join(place(geonameid=str(number)) for number in range(1, 6001))
    told: list[tuple[int, int]] = []
    read(tmp_path, content, ALTERNATES, on_progress=lambda *step: told.append(step))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == 2 * len(content.encode()) + len(ALTERNATES.encode())
