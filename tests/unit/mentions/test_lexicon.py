"""The words of names: every way in which a name is written in a text leads to its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import small
from tests.unit.mentions.making import gazetteer, place
from toponyms import Gazetteer
from toponyms.gazetteer.format import NAMES_FILE
from toponyms.mentions import lexicon_compiler
from toponyms.mentions.lexicon import open_lexicons
from toponyms.text.fold import folded_form
from toponyms.text.sound import skeleton

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from toponyms.gazetteer.index import Index
    from toponyms.mentions.lexicon import Lexicon


def places(known: Gazetteer, side: Lexicon, phrase: str) -> list[str]:
    """The ids of the places of a phrase, in the order that the lexicon gives."""
    index = known.index
    return [index.place(index.owner(number)).id for number in side.names(phrase)]


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer(
        place("x:1", "Yeni Hacı-Quzor/az", "Нижний Кузорг/ru"),
        place("x:2", "Tirgaq/az", "Тиргак/ru", population=100),
        place("x:3", "Tirgaq/az", "Tirgaq/en", population=100_000),
        place("x:5", "Tirgaq/az", population=5_000),
        place("x:4", "ბათუმი/ka", "北京/zh", "طهران/fa", "Quzor ბათუმი/en"),
    )


def test_a_name_is_there_by_its_words_and_beginnings(known: Gazetteer) -> None:
    """A run of words would be given up before it is a name."""
    spelled, _ = open_lexicons(known)
    assert all(map(spelled.knows, ("yeni", "haci", "quzor", "tirgaq", "тиргак")))
    assert not spelled.knows("yen")
    assert spelled.starts("yeni")
    assert spelled.starts("yeni haci")
    assert not spelled.starts("yeni haci quzor"), "it is whole"
    assert not spelled.starts("haci")
    assert not spelled.starts("tirgaq")
    assert places(known, spelled, "yeni haci quzor") == ["x:1"]
    assert places(known, spelled, "yeni") == []


def test_a_name_of_several_words_is_also_one_word(known: Gazetteer) -> None:
    """Yenihacıquzor would be no name."""
    spelled, sound = open_lexicons(known)
    joined = folded_form("Yenihacıquzor")
    assert spelled.knows(joined)
    assert places(known, spelled, joined) == ["x:1"]
    heard = skeleton("yeni") + skeleton("haci") + skeleton("quzor")
    assert sound.knows(heard)
    assert places(known, sound, heard) == ["x:1"]


def test_each_place_is_there_once_and_the_first_of_rank_first(known: Gazetteer) -> None:
    """A large town would come after a hamlet, or twice."""
    spelled, sound = open_lexicons(known)
    assert places(known, spelled, "tirgaq") == ["x:3", "x:5", "x:2"]
    assert places(known, sound, skeleton("tirgaq")) == ["x:3", "x:5", "x:2"]


def test_other_scripts_are_not_looked_for(known: Gazetteer) -> None:
    """Words of languages that have no endings or cues here would be read without them."""
    spelled, _ = open_lexicons(known)
    for word in ("ბათუმი", "北京", "طهران"):
        assert not spelled.knows(folded_form(word))
        assert not spelled.names(folded_form(word))
    assert spelled.knows(folded_form("Нижний")), "Cyrillic is"


def test_a_name_is_heard_by_both_of_its_readings() -> None:
    """Cankent (az) and Kankent (of a Western c), Jaku and Yaku would not be told as one."""
    known = gazetteer(place("x:1", "Jomsborac/en"))
    _, sound = open_lexicons(known)
    read = lexicon_compiler._sounds(["jomsborac"])
    assert read[0] != read[1]
    assert places(known, sound, read[0][0]) == places(known, sound, read[1][0]) == ["x:1"]


@pytest.mark.parametrize("none", [(), (place("x:1"),), (place("x:1", "—/und", "北京/zh"),)])
def test_a_gazetteer_without_names_has_an_empty_lexicon(none: tuple[object, ...]) -> None:
    """A gazetteer of one's own that begins empty could not be used."""
    spelled, sound = open_lexicons(gazetteer(*none))  # type: ignore[arg-type]
    for side in (spelled, sound):
        assert not side.knows("baku")
        assert not side.starts("baku")
        assert not side.names("baku")
        assert not side.knows("")
        assert not side.names("")


def test_it_is_compiled_once_and_again_when_the_names_change(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every start would take seconds, or a corrected name would not be found."""
    folder = tmp_path / "data"
    folder.mkdir()
    small.write(folder)
    compiled = []
    compile_lexicons = lexicon_compiler.compile_lexicons

    def counted(index: Index, file: BinaryIO) -> None:
        compiled.append(index)
        compile_lexicons(index, file)

    monkeypatch.setattr(lexicon_compiler, "compile_lexicons", counted)
    before, _ = open_lexicons(Gazetteer.load(folder))
    assert before.knows("gence")
    open_lexicons(Gazetteer.load(folder))[0].names("gence")
    assert len(compiled) == 1
    names = folder / NAMES_FILE
    names.write_text(names.read_text("utf-8").replace("Gəncə", "Quzor"), "utf-8")
    after, _ = open_lexicons(Gazetteer.load(folder))
    assert len(compiled) == 2
    assert after.knows("quzor")
    assert not after.knows("gence")
    assert len(list(cache.glob("*.index"))) == 4, "an index and a lexicon of each"
    monkeypatch.setattr("toponyms.mentions.lexicon._VERSION", 999)
    open_lexicons(Gazetteer.load(folder))
    assert len(compiled) == 3, "an update would read what an older version wrote"
