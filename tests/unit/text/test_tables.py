"""The tables of letters and words are whole."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from toponyms.text import tables
from toponyms.text.fold import exact_form
from toponyms.text.scripts import main_script
from toponyms.text.sound import ALPHABET
from toponyms.text.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path


def test_letters_stand_once_and_give_sounds() -> None:
    """A row would silently replace another, or give what no skeleton may have."""
    rows = read_table("sounds")
    assert [
        letters for letters, count in Counter(row["letters"] for row in rows).items() if count > 1
    ] == []
    assert {sound for row in rows for sound in row["sound"]} <= {*ALPHABET, "y"}


@pytest.mark.parametrize("table", ["sounds", "sounds_continental"])
def test_letters_are_folded_and_of_their_script(table: str) -> None:
    """A row would never be met: names are case-folded before they are read."""
    for row in read_table(table):
        letters = row["letters"].removeprefix("^")
        assert main_script(letters) in {row["script"], "Zyyy"}, row
        assert letters == exact_form(letters) or letters in {"ı", "ё", "ß", "և"}, row


def test_look_alikes_are_a_pair_of_letters_each_once() -> None:
    """A letter would go home to two."""
    rows = read_table("look_alikes")
    for column, script in (("latin", "Latn"), ("cyrillic", "Cyrl")):
        letters = [row[column] for row in rows]
        assert len(letters) == len(set(letters))
        assert {main_script(letter) for letter in letters} == {script}


def test_generic_terms_point_to_a_feature_class() -> None:
    """A term would help to choose a feature that does not exist."""
    assert {row["class"] for row in read_table("generics")} <= set("AHLPRSTUV")


def test_a_faulty_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a table would search for the fault."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "faulty.tsv").write_text("# a comment\na\tb\n1\t2\n3\n", "utf-8")

    def folder(package: str) -> Any:
        assert package == "toponyms.text"
        return tmp_path

    monkeypatch.setattr(tables, "files", folder)
    with pytest.raises(ValueError, match=r"faulty.tsv, line 4: 1 columns, not 2"):
        read_table("faulty")
