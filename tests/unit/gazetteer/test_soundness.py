"""What the shipped gazetteer is tested for is counted in any other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import small
from tests.merged import build, layer, name, record
from toponyms import GazetteerError
from toponyms.gazetteer.gazetteer import default_folder
from toponyms.gazetteer.soundness import unsound

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def built(tmp_path: Path) -> Path:
    build(tmp_path / "gaz", [layer("own", record("own:1", name("A")), record("own:2", name("B")))])
    return tmp_path / "gaz"


def test_the_shipped_gazetteer_has_good_habits() -> None:
    """Else the habits are not those of data/."""
    assert unsound(default_folder()) == {}


def test_a_built_gazetteer_has_good_habits(built: Path) -> None:
    """Else every build is told to be careless."""
    assert unsound(built) == {}


def test_bad_habits_are_counted(tmp_path: Path) -> None:
    """Else whoever keeps a gazetteer by hand does not learn what is amiss."""
    names = (
        small.names_csv()
        + "tp:1000,Arc’ax,und-Latn,variant,,,\ntp:1000,Արցախ,und-Armn,variant,,,x\n"
    )
    small.write(tmp_path, names=names)
    found = unsound(tmp_path)
    assert found["names without a source"] == 1
    assert found["names without a language that stand with one too"] == 1
    assert found["places that are not in the order of their ids"] >= 1
    assert found["sources that no datapackage.json describes"] == 3


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("own:1,,gone,", "but the gazetteer has it"),
        ("own:9,own:3,merged,", "does not have: 'own:3'"),
    ],
)
def test_withdrawn_ids_that_contradict_the_places_are_a_fault(
    built: Path, row: str, message: str
) -> None:
    """Else an id leads nowhere, or is there and gone at once."""
    with (built / "withdrawn.csv").open("a") as stream:
        stream.write(row + "\n")
    with pytest.raises(GazetteerError, match=message):
        unsound(built)


def test_files_that_were_changed_by_hand_are_a_fault(built: Path) -> None:
    """Else a package says of its files what is not true."""
    with (built / "names.csv").open("a", encoding="utf-8") as stream:
        stream.write("own:1,C,az,variant,,,made\n")
    with pytest.raises(GazetteerError, match="another size"):
        unsound(built)
    package = json.loads((built / "datapackage.json").read_text("utf-8"))
    del package["resources"][0]["bytes"]
    (built / "datapackage.json").write_text(json.dumps(package), "utf-8")
    with pytest.raises(GazetteerError, match="another content"):
        unsound(built)
    (built / "datapackage.json").write_text("[]", "utf-8")
    with pytest.raises(GazetteerError, match="not a data package"):
        unsound(built)
