"""A folder appears whole or not at all, and nothing that lies beside it is touched."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import pytest

from tests.merged import name
from toponyms import GazetteerError, Place
from toponyms.gazetteer import folder as module
from toponyms.gazetteer.folder import (
    check_target,
    draft_folder,
    id_key,
    write_package,
    write_places,
    write_withdrawn,
)
from toponyms.gazetteer.format import read_gazetteer

if TYPE_CHECKING:
    from pathlib import Path

PLACES = [
    Place("gn:1", (name("Bakı"), name("Баку", "ru")), "P.PPLC", "AZ", "", 40.5, -46.25, 0, "1"),
    Place("tp:1", (), lat=1e-7, lon=-180.0),
]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Else a build writes what the library does not understand."""
    counts = write_places(tmp_path, PLACES)
    assert read_gazetteer(tmp_path) == PLACES
    assert (counts.places, counts.names, counts.langs["ru"]) == (2, 2, 1)


def test_the_package_describes_the_files(tmp_path: Path) -> None:
    """Else tools that read data packages refuse the gazetteer."""
    counts = write_places(tmp_path, PLACES)
    write_package(tmp_path, counts, [{"key": "made", "title": "A | [test]", "licence": "CC0"}])
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    sizes = {one["path"]: one["bytes"] for one in package["resources"]}
    assert sizes["names.csv"] == (tmp_path / "names.csv").stat().st_size
    assert package["sources"] == [{"title": "made: A | [test]", "licence": "CC0"}]
    assert "| `made` | A \\| (test) | CC0 | 2 |" in (tmp_path / "README.md").read_text("utf-8")


def test_withdrawn_ids_are_listed(tmp_path: Path) -> None:
    """Else nobody finds what became of a place."""
    assert write_withdrawn(tmp_path, [("gn:2", "gn:1", "merged", "2026-07-01")]) == 1
    assert (tmp_path / "withdrawn.csv").read_text() == (
        "id,replaced_by,reason,since\ngn:2,gn:1,merged,2026-07-01\n"
    )


def test_a_draft_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    """Else old files stay beside new ones."""
    target = tmp_path / "deep" / "gaz"
    for text in ("one", "two"):
        with draft_folder(target) as draft:
            (draft / "names.csv").write_text(text)
            if text == "two":
                assert (target / "names.csv").read_text() == "one"
            else:
                (draft / "README.md").write_text(text)
    assert [file.name for file in target.iterdir()] == ["names.csv"]
    assert (target / "names.csv").read_text() == "two"
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_cannot_be_put_in_place_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a failure in the last step leaves no gazetteer at all."""
    target = tmp_path / "gaz"
    with draft_folder(target) as draft:
        (draft / "names.csv").write_text("one")
    rename = type(target).rename

    def failing(self: Path, other: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, other)

    monkeypatch.setattr(type(target), "rename", failing)
    with pytest.raises(OSError, match="No space"), draft_folder(target) as draft:
        (draft / "names.csv").write_text("two")
    assert (target / "names.csv").read_text() == "one"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    """Else whoever keeps gazetteers on another disk loses the link to it."""
    real, link = tmp_path / "real", tmp_path / "link"
    with draft_folder(real) as draft:
        (draft / "names.csv").write_text("one")
    link.symlink_to(real)
    with draft_folder(link) as draft:
        (draft / "names.csv").write_text("two")
    assert link.is_symlink()
    assert (real / "names.csv").read_text() == "two"


def test_what_is_no_folder_is_not_replaced(tmp_path: Path) -> None:
    """Else a slip of the keyboard costs a file."""
    file = tmp_path / "names.txt"
    file.write_text("mine")
    with pytest.raises(GazetteerError, match="is no folder"):
        check_target(file)
    check_target(tmp_path / "nowhere")
    assert file.read_text() == "mine"


@pytest.mark.parametrize("missing", [False, True])
def test_signals_wait_while_folders_change_places(
    monkeypatch: pytest.MonkeyPatch, *, missing: bool
) -> None:
    """Else Ctrl-C between two renames leaves no gazetteer; where there are none, all goes on."""
    if missing:
        monkeypatch.delattr(signal, "pthread_sigmask")
        with module._uninterrupted():
            return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with module._uninterrupted():
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [])
        assert {signal.SIGINT, signal.SIGTERM} <= blocked
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before


def test_long_numbers_sort_too() -> None:
    """Else an id of twenty digits breaks a build."""
    assert id_key("x:" + "9" * 30)[1] == 2**63 - 1
    assert id_key("x:12a")[1] == 0
