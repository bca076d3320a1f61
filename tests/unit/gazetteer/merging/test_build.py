"""What is one place becomes one, what is not stays apart, and everything keeps its id."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.merged import base, build, layer, name, record
from toponyms import Gazetteer, GazetteerError, Resolver
from toponyms.gazetteer.folder import FILES
from toponyms.gazetteer.merging.build import build_gazetteer
from toponyms.gazetteer.sources.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toponyms.gazetteer.sources.record import Record


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "built"


def test_records_of_one_id_are_one_place(out: Path) -> None:
    """Else every place is there once for each file that has it."""
    result = build(out, [layer("imported", record("gn:1", "Kənd"), key="a"),
                         layer("imported", record("gn:1", "Village"), key="b")])  # fmt: skip
    assert list(result.places) == ["gn:1"]
    assert {text for text, _, _ in result.names("gn:1")} == {"Kənd", "Village"}
    assert result.built.joined_by_ids == 1


def test_ids_join_over_several_records(out: Path) -> None:
    """Else a place that two sources know by a third one's id stays two."""
    result = build(out, [
        layer("imported", record("gn:1", "A", same_as=("wd:Q1",)), key="a"),
        layer("imported", record("wof:1", "B", same_as=("wd:Q1",), lat=40.3), key="b"),
        layer("imported", record("osm:n1", "C", same_as=("wof:1",), lat=None, lon=None), key="c"),
    ])  # fmt: skip
    assert list(result.places) == ["gn:1"]
    assert len(result.places["gn:1"].names) == 3
    assert result.places["gn:1"].wikidata == "Q1"


def test_two_places_of_the_base_are_never_joined(tmp_path: Path, out: Path) -> None:
    """Else one wrong concordance makes two villages one, and nobody is told."""
    below = base(tmp_path / "base", [record("gn:1", "A"), record("gn:2", "B", lat=40.01)])
    claim = record("wof:1", "C", same_as=("gn:1", "gn:2"), line=7)
    result = build(out, [layer("imported", claim, key="wof")], base=below)
    assert set(result.places) == {"gn:1", "gn:2"}
    (finding,) = result.report
    assert finding["kind"] == "conflict"
    assert "two places of the base" in finding["reason"]
    assert (finding["other_id"], finding["line"]) == ("wof:1", "7")
    assert {"gn:1", "gn:2"} <= set(finding["detail"].split())


def test_a_town_and_its_district_that_claim_one_id_stay_two(out: Path) -> None:
    """Else the district's names and its middle become those of the town."""
    town = record("wof:1", "Ağdam", same_as=("gn:9",))
    district = record("wof:2", "Ağdam rayonu", same_as=("gn:9",), feature="A.ADM2")
    result = build(out, [
        layer("imported", record("gn:9", "Agdam"), key="geonames"),
        layer("imported", town, district, key="wof"),
    ])  # fmt: skip
    assert set(result.places) == {"gn:9", "wof:2"}
    assert result.report[0]["reason"] == "an id would join two records of one source that differ"


def test_settlements_far_apart_are_not_joined_by_an_id(out: Path) -> None:
    """Else a slip in one number moves a village to another country."""
    result = build(out, [
        layer("imported", record("gn:1", "A"), key="a"),
        layer("imported", record("wof:1", "B", same_as=("gn:1",), lat=45.0), key="b"),
    ])  # fmt: skip
    assert set(result.places) == {"gn:1", "wof:1"}
    assert result.report[0]["detail"].endswith("556 km")


def test_near_namesakes_of_two_sources_are_one_place(out: Path) -> None:
    """Else sources without concordances double every place."""
    result = build(out, [
        layer("imported", record("gn:1", "Canyataq"), key="a"),
        layer("imported", record("osm:n1", name("Джанятаг", "ru"), "Canyataq", lat=40.01), key="b"),
    ])  # fmt: skip
    assert list(result.places) == ["gn:1"]
    assert result.built.joined_by_likeness == 1


def test_names_of_one_sound_in_one_language_join(out: Path) -> None:
    """Else romanizations of two sources keep one village apart."""
    result = build(out, [
        layer("imported", record("gn:1", name("Chankatagh", "en")), key="a"),
        layer("imported", record("osm:n1", name("Chankat’agh", "en"), lat=40.01), key="b"),
    ])  # fmt: skip
    assert list(result.places) == ["gn:1"]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (record("osm:n1", "Canyataq", lat=40.06), "below the threshold"),
        (record("osm:n1", "Canyataq", country="AM"), "the countries differ"),
        (record("osm:n1", "Canyataq", same_as=("gn:77",)), "the gn: ids differ"),
        (record("gn:2", "Canyataq"), "the gn: ids differ"),
    ],
)
def test_what_is_doubtful_stays_apart_and_is_reported(
    out: Path, *, other: Record, reason: str
) -> None:
    """Else places are joined at a guess, or nobody learns that they might be one."""
    result = build(out, [
        layer("imported", record("gn:1", "Canyataq"), key="a"),
        layer("imported", other, key="b"),
    ])  # fmt: skip
    assert set(result.places) == {"gn:1", other.id}
    (finding,) = result.report
    assert (finding["kind"], finding["reason"]) == ("doubtful", reason)
    assert finding["detail"].endswith("canyataq")


@pytest.mark.parametrize(
    "other",
    [
        record("osm:n1", "Seyidli"),  # as near as can be, of another name
        record("osm:n1", "Canyataq", lat=40.5),
        record("osm:n1", "Canyataq", feature="H.STM"),
        record("osm:n1", "Canyataq", lat=None, lon=None),
    ],
)
def test_what_is_unlike_stays_apart(out: Path, other: Record) -> None:
    """Else neighbours, namesakes and a stream named after a village become one place."""
    result = build(out, [
        layer("imported", record("gn:1", "Canyataq"), key="a"),
        layer("imported", other, key="b"),
    ])  # fmt: skip
    assert set(result.places) == {"gn:1", "osm:n1"}
    assert result.report == []


def test_of_two_that_fit_equally_none_is_taken(out: Path) -> None:
    """Else it is a matter of chance which village gets the names."""
    result = build(out, [
        layer("imported", record("gn:1", "Ağbulaq", lat=40.0), record("gn:2", "Ağbulaq", lat=40.02),
              key="a"),
        layer("imported", record("osm:n1", "Ağbulaq", lat=40.01), key="b"),
    ])  # fmt: skip
    assert set(result.places) == {"gn:1", "gn:2", "osm:n1"}
    assert [(row["place_id"], row["reason"]) for row in result.report] == [
        ("gn:1", "several places fit"), ("gn:2", "several places fit"),
    ]  # fmt: skip


def test_two_records_of_one_source_do_not_join_one_place(out: Path) -> None:
    """Else two neighbours of one name, which their source tells apart, become one."""
    near, far = record("osm:n1", "Ağbulaq", lat=40.005), record("osm:n2", "Ağbulaq", lat=40.04)
    result = build(out, [
        layer("imported", record("gn:1", "Ağbulaq"), key="a"),
        layer("imported", near, far, key="b"),
    ])  # fmt: skip
    assert set(result.places) == {"gn:1", "osm:n2"}
    assert [row["other_id"] for row in result.report] == ["osm:n2"]


def test_a_unit_without_coordinates_is_met_by_its_names(out: Path) -> None:
    """Else districts, which often have no coordinates, are never found again."""
    unit = record("iso:AZ-AGM", name("Ağdam rayonu"), feature="A.ADM1", lat=None, lon=None)
    other = record("wof:2", name("Ağdam"), feature="A.ADM1")
    town = record("wof:1", "Ağdam")
    result = build(out, [layer("imported", unit, key="a"), layer("imported", town, other, key="b")])
    assert set(result.places) == {"iso:AZ-AGM", "wof:1"}
    assert result.places["iso:AZ-AGM"].lat == 40.0


def test_the_users_values_go_before_the_base_and_that_before_imported_ones(
    tmp_path: Path, out: Path
) -> None:
    """Else an import overwrites what the user, or who compiled the base, knows better."""
    below = base(tmp_path / "base", [record("gn:1", "A", population=100, feature="P.PPLA")])
    result = build(
        out,
        [
            layer("imported", record("gn:1", "C", population=9, admin1="X", lat=40.1), key="dump"),
            layer("own", record("gn:1", "B", population=77, lat=None, lon=None), key="mine"),
        ],
        base=below,
    )
    place = result.places["gn:1"]
    assert (place.population, place.lat, place.feature, place.admin1) == (77, 40.0, "P.PPLA", "X")


def test_a_known_kind_of_settlement_goes_before_an_unknown_one(out: Path) -> None:
    """Else `P.PPL`, which sources say that know no better, hides that a village is abandoned."""
    result = build(out, [
        layer("own", record("gn:1", feature="P.PPL")),
        layer("imported", record("gn:1", feature="P.PPLQ")),
    ])  # fmt: skip
    assert result.places["gn:1"].feature == "P.PPLQ"


def test_a_name_stays_once_in_a_language_as_the_highest_layer_has_it(out: Path) -> None:
    """Else a name counts twice, or the user's word on its kind is lost."""
    result = build(out, [
        layer("imported", record("gn:1", name("Kənd", "az", "historical", "dump"))),
        layer("own", record("gn:1", name("Kənd", "az", "official", "mine"))),
    ])  # fmt: skip
    (kept,) = result.places["gn:1"].names
    assert (kept.kind, kept.source) == ("official", "mine")


def test_a_name_without_a_language_goes_where_it_has_one(out: Path) -> None:
    """Else the same spelling is offered as known and as unknown."""
    result = build(out, [
        layer("own", record("gn:1", name("Kənd", "und-Latn"), name("Other", "und-Latn"))),
        layer("imported", record("gn:1", name("Kənd", "az"))),
    ])  # fmt: skip
    assert result.names("gn:1") == {("Kənd", "az", "variant"), ("Other", "und-Latn", "variant")}


def test_an_imported_name_is_preferred_only_where_nothing_above_is(
    tmp_path: Path, out: Path
) -> None:
    """Else an import changes which name a place is shown under."""
    below = base(tmp_path / "base", [record("gn:1", name("Şuşa", "az", "preferred", "base"))])
    result = build(
        out,
        [
            layer("imported", record("gn:1", name("Shusha", "az", "preferred"),
                                     name("Шуша", "ru", "preferred"))),
            layer("own", record("gn:1", name("Pənahabad", "az", "preferred"))),
        ],
        base=below,
    )  # fmt: skip
    assert result.names("gn:1") == {
        ("Şuşa", "az", "preferred"), ("Pənahabad", "az", "preferred"),
        ("Shusha", "az", "variant"), ("Шуша", "ru", "preferred"),
    }  # fmt: skip


def test_the_base_alone_stays_as_it_is(tmp_path: Path, out: Path) -> None:
    """Else building upon a gazetteer changes what nobody touched."""
    below = base(tmp_path / "base", [
        record("gn:10", name("B", "ru", "preferred"), name("A", "az", "historical", from_="1936")),
        record("gn:9", "C", lat=-0.5, lon=179.999999, population=0, country=""),
        record("iso:AZ", feature="A.PCLI", lat=None, lon=None),
    ])  # fmt: skip
    build(out, [], base=below)
    for file in ("places.csv", "names.csv"):
        assert (out / file).read_bytes() == (below / file).read_bytes()


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    """Else nobody can tell whether a gazetteer has changed."""
    layers = [
        layer("imported", record("gn:1", "A", "B"), record("gn:20", "C"), record("gn:3", "D")),
        layer("own", record("own:1", "A", same_as=("gn:20",)), record("own:2", "E")),
    ]
    one, other = tmp_path / "one", tmp_path / "other"
    build(one, layers)
    build(other, layers)
    build(other, layers)  # once more over itself
    assert {file.name for file in one.iterdir()} <= FILES
    for file in one.iterdir():
        assert file.read_bytes() == (other / file.name).read_bytes(), file.name


def test_a_place_keeps_its_id_when_a_source_comes_before_its_own(out: Path) -> None:
    """Else every new source gives half of the places new ids."""
    build(out, [layer("imported", record("wof:1", "A"))])
    result = build(out, [
        layer("imported", record("gn:5", "A", same_as=("wof:1",)), key="geonames"),
        layer("imported", record("wof:1", "A"), key="wof"),
    ])  # fmt: skip
    assert list(result.places) == ["wof:1"]
    assert result.withdrawn == []


def test_a_place_keeps_an_id_that_only_others_still_name(out: Path) -> None:
    """Else a place is lost when the source that named it drops it."""
    build(out, [layer("imported", record("gn:5", "A"))])
    result = build(out, [layer("imported", record("wd:Q1", "A", same_as=("gn:5",)))])
    assert list(result.places) == ["gn:5"]
    assert result.places["gn:5"].wikidata == "Q1"


def test_what_joins_the_base_is_withdrawn_in_its_favour(tmp_path: Path, out: Path) -> None:
    """Else whoever stored the old id cannot find the place any more."""
    below = base(tmp_path / "base", [record("gn:5", "A")])
    claim = record("wof:1", "A", same_as=("gn:5",))
    build(out, [layer("imported", claim)])
    result = build(out, [layer("imported", claim)], base=below)
    assert list(result.places) == ["gn:5"]
    assert result.withdrawn == [("wof:1", "gn:5", "merged", "2026-07-01")]


def test_what_vanishes_is_listed_and_stays_listed(out: Path) -> None:
    """Else an id that was given away means nothing, and nobody says since when."""
    one, two, three = (
        record("gn:1", "A"),
        record("gn:2", "B", lat=41.0),
        record("gn:3", "C", lat=42),
    )
    build(out, [layer("imported", one, two, three)])
    second = build(out, [layer("imported", one, record("gn:4", "D", lat=43, replaces=("gn:2",)))])
    assert second.withdrawn == [
        ("gn:2", "gn:4", "replaced", "2026-07-01"), ("gn:3", "", "gone", "2026-07-01"),
    ]  # fmt: skip
    third = build(
        out, [layer("imported", one, three, record("gn:6", "D", same_as=("gn:4",), lat=43))],
        since="2027-01-01",
    )  # fmt: skip
    # gn:4 lives on, since gn:6 says that it is the same; gn:3 is back.
    assert set(third.places) == {"gn:1", "gn:3", "gn:4"}
    assert third.withdrawn == [("gn:2", "gn:4", "replaced", "2026-07-01")]
    fourth = build(out, [layer("imported", one)], since="2028-01-01")
    assert fourth.withdrawn == [
        ("gn:2", "", "replaced", "2026-07-01"), ("gn:3", "", "gone", "2028-01-01"),
        ("gn:4", "", "gone", "2028-01-01"),
    ]  # fmt: skip


def test_ids_are_kept_from_another_folder_too(tmp_path: Path, out: Path) -> None:
    """Else ids are lost when builds go to folders by date."""
    build(tmp_path / "2025", [layer("imported", record("wof:1", "A"))])
    result = build(
        out, [layer("imported", record("gn:5", "A", same_as=("wof:1",)))],
        previous=tmp_path / "2025",
    )  # fmt: skip
    assert list(result.places) == ["wof:1"]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (record("gn1", "A"), "id is not of the form"),
        (record("gn:1", name("A\x07")), "control or invisible"),
        (record("gn:1", name("A", "azeri!")), "BCP 47"),
        (record("gn:1", "A", lat=91.0), "coordinates are not"),
        (record("gn:1", "A", feature="village"), "feature is not"),
        (record("gn:1", "A", country="AZE"), "country is not"),
        (record("gn:1", "A", population=-1), "population is not"),
        (record("gn:1", name("A", from_="long ago")), "date is not EDTF"),
        (record("gn:1", "A", same_as=("not one",)), "not of the form scheme:number"),
    ],
)
def test_what_breaks_the_format_is_an_error_or_is_counted(
    out: Path, *, bad: Record, message: str
) -> None:
    """Else a gazetteer is written that cannot be read, or something is dropped in silence."""
    good = record("gn:2", "B", lat=41.0)
    with pytest.raises(GazetteerError, match=message):
        build(out, [layer("imported", bad, good)], faults=Faults())
    assert not out.exists()
    faults = Faults(keep_going=True)
    result = build(out, [layer("imported", bad, good)], faults=faults)
    assert "gn:2" in result.places
    assert [count for text, count in faults.counts.items() if message in text] == [1]
    assert [row["kind"] for row in result.report] == ["reject"]


def test_an_id_that_stands_twice_in_a_file_is_told_with_its_line(out: Path) -> None:
    """Else the second of two rows is dropped or mixed in, and nobody is told."""
    twice = layer("imported", record("gn:1", "A", line=2), record("gn:1", "B", line=3))
    with pytest.raises(GazetteerError, match=r"made.csv, line 3: id stands twice.*: 'gn:1'"):
        build(out, [twice], faults=Faults())
    result = build(out, [twice])
    assert [text for text, _, _ in result.names("gn:1")] == ["A"]
    assert result.report[0]["line"] == "3"


def test_an_error_leaves_what_was_there(out: Path) -> None:
    """Else a broken dump destroys a good gazetteer."""
    build(out, [layer("imported", record("gn:1", "A"))])
    before = {file.name: file.read_bytes() for file in out.iterdir()}

    def broken() -> Iterator[Record]:
        yield record("gn:1", "B")
        raise KeyboardInterrupt

    bad = layer("imported")
    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(out, [type(bad)("imported", broken(), "x", bad.note)], faults=Faults())
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
    assert [found for found in out.parent.iterdir() if found.name.startswith(".")] == []


def test_a_full_disk_is_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else an hour's work ends in a traceback."""

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("toponyms.gazetteer.merging.staging.Staging.add", full)
    with pytest.raises(GazetteerError, match="database or disk is full"):
        build(out, [layer("imported", record("gn:1", "A"))])
    assert list(out.parent.iterdir()) == []


def test_a_row_of_ones_own_decides_a_doubt(tmp_path: Path, out: Path) -> None:
    """Else what is reported as doubtful can never be settled."""
    below = base(tmp_path / "base", [record("gn:1", "A")])
    twin = layer("imported", record("wof:1", "A", same_as=("gn:2",)), key="wof")
    doubtful = build(out, [twin], base=below)
    assert set(doubtful.places) == {"gn:1", "wof:1"}
    decided = build(out, [layer("own", record("gn:1", same_as=("wof:1",))), twin], base=below)
    assert set(decided.places) == {"gn:1"}
    assert decided.withdrawn == [("wof:1", "gn:1", "merged", "2026-07-01")]


def test_a_folder_with_other_files_is_not_replaced(out: Path) -> None:
    """Else somebody's own files are lost."""
    out.mkdir()
    (out / "villages.csv").write_text("mine")
    with pytest.raises(GazetteerError, match=r"would be lost.*villages\.csv"):
        build(out, [layer("imported", record("gn:1", "A"))])
    assert (out / "villages.csv").read_text() == "mine"


def test_nothing_to_build_from_is_an_error(out: Path) -> None:
    """Else an empty gazetteer takes the place of a good one."""
    with pytest.raises(GazetteerError, match="not one record"):
        build(out, [layer("imported")])
    assert not out.exists()


def test_sources_are_described_for_whoever_passes_the_gazetteer_on(
    tmp_path: Path, out: Path
) -> None:
    """Else a licence is broken."""
    below = base(tmp_path / "base", [record("gn:1", name("A", source="base"))])
    build(out, [layer("own", record("gn:2", name("B", source="mine"), lat=41.0), key="mine")],
          base=below)  # fmt: skip
    text = (out / "README.md").read_text("utf-8")
    assert "| `base` | Made for a test: base |  | 1 |" in text
    assert "| `mine` | Made for a test: mine |  | 1 |" in text
    assert "Made for a test: base" in (out / "README.base.md").read_text("utf-8")


def test_what_was_built_is_resolved(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the way from a file of one's own to an answer is broken."""
    monkeypatch.setenv("TOPONYMS_CACHE", os.fspath(out.parent / "cache"))
    build(out, [layer("own", record("own:1", name("Seyidli", "az", "preferred")))])
    resolution = Resolver(Gazetteer.load(out)).resolve("Сеидли")
    assert resolution.place is not None
    assert resolution.place.id == "own:1"
