"""Files that are read are those that a user means, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.documents import list_files
from toponyms.errors import TableError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "z.MD", "b/2.jsonl.gz", "b/10.rst", "b/c/d.ndjson", "b/photo.png",
                 "b/table.csv", ".hidden/x.txt", "b/.x.txt", "empty/photo.png"):  # fmt: skip
        path = Path("texts", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_a_folder_is_read_in_order_and_to_the_bottom() -> None:
    """Results would come in another order on each machine, or hold what is no text."""
    assert list(list_files(["texts"])) == [
        "texts/a.txt", "texts/b/10.rst", "texts/b/2.jsonl.gz", "texts/b/c/d.ndjson", "texts/z.MD",
    ]  # fmt: skip


def test_a_file_that_is_named_is_read_whatever_it_is_called() -> None:
    """Nobody could read a text that is called article.dat."""
    assert list(list_files(["texts/b/table.csv", "-", "texts/.hidden/x.txt"])) == [
        "texts/b/table.csv", "-", "texts/.hidden/x.txt",
    ]  # fmt: skip


def test_links_to_folders_are_not_followed() -> None:
    """A link to a folder above would be read for ever."""
    Path("texts/b/up").symlink_to(Path("texts").absolute())
    Path("texts/link.txt").symlink_to(Path("texts/a.txt").absolute())
    assert [name for name in list_files(["texts"]) if "up" in name] == []
    assert "texts/link.txt" in list(list_files(["texts"]))


@pytest.mark.parametrize(
    ("name", "said"),
    [("none.txt", "none.txt: No such file"), ("texts/empty", "texts/empty: has no file that ends")],
)
def test_what_cannot_be_meant_is_told_at_once(name: str, said: str) -> None:
    """Hours of work would be done before a slip in the last name is met."""
    with pytest.raises(TableError, match=said):
        list_files(["texts/a.txt", name])
