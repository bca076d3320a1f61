"""Who's On First as its repositories and distributions have it."""

from __future__ import annotations

import bz2
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults, read_whosonfirst

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toponyms.gazetteer.sources import Record


def feature(number: int = 1001, /, **changed: Any) -> dict[str, Any]:
    properties = {
        "edtf:cessation": "uuuu", "edtf:inception": "uuuu", "geom:latitude": 40.63161,
        "geom:longitude": 48.91768, "gn:admin1_code": "41", "gn:feature_class": "P",
        "gn:feature_code": "PPL", "gn:population": 0, "iso:country": "AZ", "mz:is_current": -1,
        "name:aze_x_preferred": ["Nabur"], "name:rus_x_preferred": ["Набур"],
        "name:hye_x_variant": ["Nabur"], "name:fas_x_preferred": ["نابور"],
        "name:und_x_variant": ["Nabyur"], "name:aze_x_historical": ["Köhnə Nabur"],
        "name:eng_x_colloquial": ["Nab"], "name:eng_x_abbreviation": ["NB"],
        "label:eng_x_preferred_longname": ["Nabur Village"],
        "wof:concordances": {"gn:id": 585409, "wd:id": "Q123", "wk:page": "Nabur", "qs:id": 0},
        "wof:country": "AZ", "wof:id": number, "wof:name": "Nabur", "wof:placetype": "locality",
        "wof:superseded_by": [], "wof:supersedes": [], **changed,
    }  # fmt: skip
    kept = {key: value for key, value in properties.items() if value is not None}
    return {
        "id": number, "type": "Feature", "properties": kept, "bbox": [0, 0, 0, 0],
        "geometry": {"type": "Point", "coordinates": [48.91768, 40.63161]},
    }  # fmt: skip


def folder(path: Path, *features: dict[str, Any]) -> Path:
    for one in features:
        number = str(one["id"])
        file = path / "data" / number[:3] / number[3:] / f"{number}.geojson"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(one, ensure_ascii=False, indent=2), "utf-8")
    return path


def database(path: Path, *features: dict[str, Any]) -> Path:
    file = path / "whosonfirst-data-admin-az-latest.db"
    base = sqlite3.connect(file)
    base.execute(
        "CREATE TABLE geojson (id INTEGER NOT NULL, body TEXT, source TEXT, is_alt BOOLEAN,"
        " alt_label TEXT, lastmodified INTEGER)"
    )
    base.execute("CREATE TABLE spr (id INTEGER NOT NULL PRIMARY KEY, name TEXT)")
    for one in features:
        body = json.dumps(one)
        base.execute(
            "INSERT INTO geojson VALUES (?, ?, '', 0, '', 1)", (one["properties"]["wof:id"], body)
        )
        base.execute(
            "INSERT INTO geojson VALUES (?, '{}', 'qs', 1, 'quattroshapes', 1)",
            (one["properties"]["wof:id"],),
        )
    base.commit()
    base.close()
    return file


def packed(path: Path, *features: dict[str, Any]) -> Path:
    file = database(path, *features)
    target = file.with_suffix(".db.bz2")
    target.write_bytes(bz2.compress(file.read_bytes()))
    file.unlink()
    return target


def read(path: Path, faults: Faults | None = None, **options: Any) -> list[Record]:
    return list(read_whosonfirst(path, faults=faults or Faults(), source="wof", **options))


@pytest.mark.parametrize("made", [folder, database, packed])
def test_a_record(tmp_path: Path, made: Callable[..., Path]) -> None:
    faults = Faults()
    (record,) = read(made(tmp_path, feature()), faults)
    assert (record.id, record.feature, record.country, record.admin1, record.population) == (
        "wof:1001", "P.PPL", "AZ", "41", None,
    )  # fmt: skip
    assert (record.lat, record.lon) == (40.63161, 48.91768)
    assert record.same_as == ("gn:585409", "wd:Q123")
    assert {(name.text, name.lang, name.kind) for name in record.names} == {
        ("Nabur", "az", "preferred"), ("Набур", "ru", "preferred"),
        ("Nabur", "und-Latn", "variant"),  # tagged Armenian, but in Latin letters
        ("نابور", "fa", "preferred"), ("Nabyur", "und-Latn", "variant"),
        ("Köhnə Nabur", "az", "historical"), ("Nab", "en", "colloquial"),
    }  # fmt: skip
    assert faults.left_out["not a name: abbreviation"] == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"wof:superseded_by": [1002]}, "a record: superseded"),
        ({"edtf:superseded": "2019-05-01"}, "a record: superseded"),
        ({"edtf:deprecated": "2018-01-01"}, "a record: deprecated"),
        ({"mz:is_current": 0}, "a record: no longer current"),
        ({"wof:placetype": "postalcode"}, "a record: of a placetype that is not taken"),
    ],
)
@pytest.mark.parametrize("made", [folder, database])
def test_left_out_and_counted(
    tmp_path: Path, made: Callable[..., Path], changed: dict[str, Any], reason: str
) -> None:
    faults = Faults()
    found = read(made(tmp_path, feature(1001, **changed), feature(1002)), faults)
    assert [record.id for record in found] == ["wof:1002"]
    assert faults.left_out[reason] == 1


@pytest.mark.parametrize("value", ["", "u", "uuuu", "..", None])
def test_a_date_that_is_not_known_deprecates_nothing(tmp_path: Path, value: str | None) -> None:
    """Nearly every record has `uuuu`: else nearly every record would be lost."""
    changed = {"edtf:deprecated": value, "edtf:superseded": value}
    assert len(read(folder(tmp_path, feature(**changed)))) == 1


def test_what_it_replaces_is_kept(tmp_path: Path) -> None:
    (record,) = read(folder(tmp_path, feature(**{"wof:supersedes": [7, 8]})))
    assert record.replaces == ("wof:7", "wof:8")


def test_an_alternative_geometry_is_no_record(tmp_path: Path) -> None:
    path = folder(tmp_path, feature())
    (path / "data" / "100" / "1" / "1001-alt-quattroshapes.geojson").write_text("{}", "utf-8")
    assert len(read(path)) == 1


def test_the_point_to_label_goes_before_the_middle(tmp_path: Path) -> None:
    """The middle of a crescent lies outside of it."""
    changed = {"lbl:latitude": 40.5, "lbl:longitude": 48.5}
    (record,) = read(folder(tmp_path, feature(**changed)))
    assert (record.lat, record.lon) == (40.5, 48.5)


def test_null_island_is_nowhere(tmp_path: Path) -> None:
    changed = {"geom:latitude": 0.0, "geom:longitude": 0.0}
    (record,) = read(folder(tmp_path, feature(**changed)))
    assert (record.lat, record.lon) == (None, None)


def test_a_unit_is_one_whatever_geonames_class_it_was_matched_with(tmp_path: Path) -> None:
    (record,) = read(folder(tmp_path, feature(**{"wof:placetype": "region"})))
    assert record.feature == "A.ADM1"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "not JSON"),
        (b"[1]", "a GeoJSON feature without properties"),
        (b'{"properties": {"wof:id": "x"}}', "wof:id is not a number"),
        (b"\xff\xfe", "not UTF-8"),
        (json.dumps(feature(1002, **{"name:aze_x_preferred": "Nabur"})).encode(),
         "names are not a list of texts"),
        (json.dumps(feature(1002, **{"geom:latitude": 48.9, "geom:longitude": 40.6})).encode(),
         "latitude and longitude seem swapped; the coordinates are left out"),
        (json.dumps(feature(1001)).encode(), "the id stands twice; the first is kept"),
    ],
)  # fmt: skip
def test_bad_files(tmp_path: Path, content: bytes, message: str) -> None:
    path = folder(tmp_path, feature())
    bad = path / "data" / "zzz.geojson"
    bad.write_bytes(content)
    faults = Faults(keep_going=True)
    assert "wof:1001" in {record.id for record in read(path, faults)}
    assert faults.counts == {message: 1}
    with pytest.raises(GazetteerError):
        read(path)


def test_a_database_that_is_cut_off(tmp_path: Path) -> None:
    many = [feature(number) for number in range(1001, 1401)]
    file = database(tmp_path, *many)
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    faults = Faults(keep_going=True)
    found = read(file, faults)
    assert len(found) < len(many)
    assert faults.counts == {"the SQLite file is damaged or cut off": 1}


def test_a_packed_database_that_is_cut_off(tmp_path: Path) -> None:
    file = packed(tmp_path, *(feature(number) for number in range(1001, 1401)))
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    with pytest.raises(GazetteerError, match="cut off"):
        read(file)
    with pytest.raises(GazetteerError, match="nothing of it can be unpacked"):
        read(file, Faults(keep_going=True))


def test_another_database_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE other (id)")
    base.close()
    with pytest.raises(GazetteerError, match="not a distribution of Who's On First"):
        read(file, Faults(keep_going=True))


def test_a_folder_without_records_is_an_error(tmp_path: Path) -> None:
    """A mistyped folder would else build an empty layer without a word."""
    with pytest.raises(GazetteerError, match="no GeoJSON files"):
        read(tmp_path, Faults(keep_going=True))


def test_the_order_is_the_same_each_time(tmp_path: Path) -> None:
    path = folder(tmp_path, *(feature(number) for number in (1009, 1001, 2005, 1003)))
    assert [record.id for record in read(path)] == ["wof:1001", "wof:1003", "wof:1009", "wof:2005"]


@pytest.mark.parametrize("made", [folder, database, packed])
def test_progress_ends_at_the_end(tmp_path: Path, made: Callable[..., Path]) -> None:
    path = made(tmp_path, *(feature(number) for number in range(1001, 1301)))
    told: list[tuple[int, int]] = []
    read(path, on_progress=lambda *step: told.append(step))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0
