"""Each way in which a gazetteer folder can be broken is named: file, line and value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import small
from toponyms import Gazetteer, GazetteerError
from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE, read_gazetteer

if TYPE_CHECKING:
    from pathlib import Path

PLACES_HEADER = "place_id,feature,country,admin1,lat,lon,population,geonames,wikidata\n"
NAMES_HEADER = "place_id,name,lang,kind,from,to,source\n"
PLACES = PLACES_HEADER + "gn:1,P.PPL,AZ,,40.5,46.5,100,1,\n"
NAMES = NAMES_HEADER + "gn:1,Bakı,az,preferred,,,test\n"


def write(folder: Path, places: str | bytes = PLACES, names: str | bytes = NAMES) -> Path:
    for file, content in ((PLACES_FILE, places), (NAMES_FILE, names)):
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / file).write_bytes(raw)
    return folder


def fault(folder: Path) -> GazetteerError:
    with pytest.raises(GazetteerError) as caught:
        Gazetteer.load(folder)
    assert str(caught.value).startswith(caught.value.file)
    return caught.value


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("gn1,P.PPL,AZ,,,,,,", "gn1"),
        (",P.PPL,AZ,,,,,,", ""),
        ("gn:1,P.PPL,AZ,,40.5,46.5,,,", "gn:1"),  # stands above already
        ("gn:2,PPL,AZ,,,,,,", "PPL"),
        ("gn:2,P.ppl,AZ,,,,,,", "P.ppl"),
        ("gn:2,P.PPL,AZE,,,,,,", "AZE"),
        ("gn:2,P.PPL,az,,,,,,", "az"),
        ("gn:2,P.PPL,AZ,,91,46.5,,,", "91"),
        ("gn:2,P.PPL,AZ,,-90.01,46.5,,,", "-90.01"),
        ("gn:2,P.PPL,AZ,,40.5,181,,,", "181"),
        ("gn:2,P.PPL,AZ,,40°30′,46.5,,,", "40°30′"),
        ("gn:2,P.PPL,AZ,,nan,46.5,,,", "nan"),
        ("gn:2,P.PPL,AZ,,40.5,inf,,,", "inf"),
        ("gn:2,P.PPL,AZ,,40.5,,,,", ""),
        ("gn:2,P.PPL,AZ,,,46.5,,,", ""),
        ("gn:2,P.PPL,AZ,,,,-5,,", "-5"),
        ("gn:2,P.PPL,AZ,,,,1e5,,", "1e5"),
        ("gn:2,P.PPL,AZ,,,,99999999999999999999,,", "99999999999999999999"),
        ("gn:2,P.PPL,AZ", "gn:2,P.PPL,AZ"),
        ("gn:2,P.PPL,AZ,,,,,,,,", "gn:2,P.PPL,AZ,,,,,,,,"),
    ],
)
def test_faulty_places(tmp_path: Path, row: str, value: str) -> None:
    """The author of a gazetteer would search for the fault, or never know of it."""
    error = fault(write(tmp_path, places=PLACES + row + "\n"))
    assert (error.file, error.line, error.value) == (str(tmp_path / PLACES_FILE), 3, value)


@pytest.mark.parametrize("row", ['gn:2,P.PPL,AZ,"A\nB",,,,,', 'gn:2,P.PPL,AZ,,,,,"1\n2",'])
def test_a_place_with_a_line_break_inside(tmp_path: Path, row: str) -> None:
    """Every place after it would be given its neighbour's fields."""
    assert fault(write(tmp_path, places=PLACES + row + "\n")).line == 4


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("gn:2,Bakı,az,preferred,,,test", "gn:2"),  # no such place
        ("gn:1,Bakı,az,preferred,,,test", "Bakı"),  # stands above already
        ("gn:1,,az,variant,,,test", ""),
        ("gn:1,  ,az,variant,,,test", "  "),
        ("gn:1,Ba\u0007ku,en,variant,,,test", "Ba\u0007ku"),
        ("gn:1,Ba\u200bku,en,variant,,,test", "Ba\u200bku"),
        ("gn:1,Ba\ufffdku,en,variant,,,test", "Ba\ufffdku"),
        ('gn:1,"Ba\nku",en,variant,,,test', "Ba\nku"),
        ("gn:1,Bakı\u0307s\u0327,az,variant,,,test", "Bakı\u0307s\u0327"),
        ("gn:1,Baku,english,variant,,,test", "english"),
        ("gn:1,Baku,,variant,,,test", ""),
        ("gn:1,Baku,az_Cyrl,variant,,,test", "az_Cyrl"),
        ("gn:1,Baku,en,main,,,test", "main"),
        ("gn:1,Baku,en,,,,test", ""),
        ("gn:1,Baku,en,historical,long ago,,test", "long ago"),
        ("gn:1,Baku,en,historical,1936,yesterday,test", "yesterday"),
        ("gn:1,Baku", "gn:1,Baku"),
    ],
)
def test_faulty_names(tmp_path: Path, row: str, value: str) -> None:
    """A name would be lost or misread in silence."""
    error = fault(write(tmp_path, names=NAMES + row + "\n"))
    line = 3 + row.count("\n")
    assert (error.file, error.line, error.value) == (str(tmp_path / NAMES_FILE), line, value)


@pytest.mark.parametrize("file", [PLACES_FILE, NAMES_FILE])
def test_missing_file(tmp_path: Path, file: str) -> None:
    """A wrong folder would be an empty gazetteer or a traceback."""
    (write(tmp_path) / file).unlink()
    error = fault(tmp_path)
    assert (error.file, error.line, error.value) == (str(tmp_path / file), None, None)
    assert "no such file" in str(error)


def test_missing_folder(tmp_path: Path) -> None:
    """A typing error in a path would be a traceback."""
    assert "no such file" in str(fault(tmp_path / "nowhere"))


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    """An unreadable file would be a traceback."""
    (write(tmp_path) / NAMES_FILE).unlink()
    (tmp_path / NAMES_FILE).mkdir()
    assert "cannot be read" in str(fault(tmp_path))


@pytest.mark.parametrize(
    ("file", "header", "column"),
    [
        (PLACES_FILE, PLACES_HEADER.replace("lat", "latitude"), "lat"),
        (PLACES_FILE, PLACES_HEADER.replace("place_id,", ""), "place_id"),
        (NAMES_FILE, NAMES_HEADER.replace(",lang", ""), "lang"),
        (NAMES_FILE, "", "place_id"),
        (NAMES_FILE, NAMES_HEADER.replace(",", ";"), "place_id"),
    ],
)
def test_missing_column(tmp_path: Path, file: str, header: str, column: str) -> None:
    """Another table, or another separator, would be read as a gazetteer."""
    write(tmp_path)
    (tmp_path / file).write_text(header, "utf-8")
    error = fault(tmp_path)
    assert (error.file, error.line, error.value) == (str(tmp_path / file), 1, column)


@pytest.mark.parametrize("file", [PLACES_FILE, NAMES_FILE])
def test_not_utf_8(tmp_path: Path, file: str) -> None:
    """A file from an old spreadsheet would fill the index with broken letters."""
    write(tmp_path)
    path = tmp_path / file
    path.write_bytes(path.read_bytes() + b"gn:1,Bak\xfd,az,variant,,,test\n")
    error = fault(tmp_path)
    assert (error.file, error.line, error.value) == (str(path), 3, "byte 0xfd")


@pytest.mark.parametrize("file", [PLACES_FILE, NAMES_FILE])
def test_byte_order_mark(tmp_path: Path, file: str) -> None:
    """The first column would have an invisible letter in its name."""
    write(tmp_path)
    path = tmp_path / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    error = fault(tmp_path)
    assert (error.file, error.line) == (str(path), 1)
    assert "byte order mark" in str(error)


@pytest.mark.parametrize("row", ['gn:1,"Baku,en,variant,,,test\n', 'gn:1,"Ba"ku,en,variant,,,t\n'])
def test_quotes_that_do_not_close(tmp_path: Path, row: str) -> None:
    """The rest of the file would be swallowed as one name."""
    error = fault(write(tmp_path, names=NAMES + row))
    assert error.file == str(tmp_path / NAMES_FILE)
    assert error.line == 3
    assert "not CSV" in str(error)


def test_unknown_columns_are_ignored_and_any_order_is_read(tmp_path: Path) -> None:
    """A gazetteer could not carry more than the library reads."""
    names = (
        "note,source,to,from,kind,lang,name,place_id\nx,test,1991,1936,historical,az,Bakı,gn:1\n"
    )
    (place,) = read_gazetteer(write(tmp_path, names=names))
    (name,) = place.names
    assert (name.text, name.lang, name.kind, name.from_, name.to) == (
        "Bakı",
        "az",
        "historical",
        "1936",
        "1991",
    )


def test_what_is_empty_is_unknown(tmp_path: Path) -> None:
    """A place without coordinates would lie in the Gulf of Guinea."""
    (place,) = read_gazetteer(write(tmp_path, places=PLACES_HEADER + "gn:1,,,,,,,,\n"))
    assert (place.lat, place.lon, place.population) == (None, None, None)
    assert (place.feature, place.country) == ("", "")


@pytest.mark.parametrize(
    ("lat", "lon"), [("90", "180"), ("-90", "-180"), ("0", "0"), ("40.5", "46.5")]
)
def test_degrees_at_the_edge_are_read(tmp_path: Path, lat: str, lon: str) -> None:
    """The poles, the date line and the point 0, 0 would be refused or unknown."""
    row = f"gn:1,P.PPL,AZ,,{lat},{lon},,,\n"
    (place,) = Gazetteer.load(write(tmp_path, places=PLACES_HEADER + row))
    assert (place.lat, place.lon) == (float(lat), float(lon))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_of_either_kind(tmp_path: Path, newline: str) -> None:
    """A file edited on another system would be refused."""
    write(tmp_path, PLACES.replace("\n", newline), NAMES.replace("\n", newline))
    assert [name.text for name in read_gazetteer(tmp_path)[0].names] == ["Bakı"]


def test_one_name_may_have_several_languages_and_kinds(tmp_path: Path) -> None:
    """A name that two languages share would be called a duplicate."""
    rows = "gn:1,Bakı,tr,preferred,,,test\ngn:1,Bakı,az,historical,,,test\n"
    (place,) = read_gazetteer(write(tmp_path, names=NAMES + rows))
    assert len(place.names) == 3


def test_the_small_gazetteer_is_read_whole(small_folder: Path) -> None:
    """The fixture of all tests would hold less than it says."""
    places = read_gazetteer(small_folder)
    assert len(places) == len(small.PLACES.splitlines())
    assert sum(len(place.names) for place in places) == len(small.NAMES.splitlines())


def test_a_name_may_stand_twice_far_apart(tmp_path: Path) -> None:
    """A duplicate in an unsorted file would not be seen, or be told with a wrong line."""
    rows = "".join(f"gn:1,Name{number},az,variant,,,test\n" for number in range(1000))
    again = 'gn:1,Name7,az,historical,,,test\n"gn:1",Name7,az,variant,1936,,other\n'
    error = fault(write(tmp_path, names=NAMES + rows + again))
    assert (error.line, error.value) == (1004, "Name7")


def test_names_need_not_be_sorted(tmp_path: Path) -> None:
    """A gazetteer edited by hand would have its names at the wrong places."""
    places = PLACES + "gn:2,P.PPL,AZ,,,,,,\n"
    names = NAMES_HEADER + "".join(
        f"gn:{place},{text},az,variant,,,test\n" for text in "CAB" for place in (2, 1)
    )
    found = Gazetteer.load(write(tmp_path, places, names))
    assert [[name.text for name in place.names] for place in found] == [["C", "A", "B"]] * 2
