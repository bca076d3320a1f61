"""What a lexicon is made of: every word of every name, and nothing that is no word."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.unit.mentions.making import gazetteer, place
from toponyms import Name, Place
from toponyms.gazetteer.store import Store
from toponyms.mentions import lexicon_compiler
from toponyms.mentions.lexicon import Lexicon
from toponyms.mentions.lexicon_compiler import SCRIPTS, compile_lexicons
from toponyms.text.fold import folded_form

if TYPE_CHECKING:
    import pytest

    from toponyms import Gazetteer
    from toponyms.model import Kind


def compiled(known: Gazetteer) -> bytes:
    file = io.BytesIO()
    compile_lexicons(known.index, file)
    return file.getvalue()


def spelled(*names: str) -> Lexicon:
    """The lexicon by spelling of one place."""
    return Lexicon(Store(compiled(gazetteer(place("x:1", *names)))), "spelled")


def test_signs_inside_a_name_are_no_part_of_its_words() -> None:
    """A name copied with a soft hyphen or a stress would be found only with it."""
    lexicon = spelled("Qu\u00adzor Tir\u200bgaq/az", "Երևա՞ն/hy", "O'Quzor/en")
    assert lexicon.names("quzor tirgaq")
    assert lexicon.names(folded_form("Երևան"))
    assert lexicon.names("oquzor")


def test_a_name_with_a_word_that_folds_to_nothing_is_left_out() -> None:
    """A word of combining marks would match between any two others."""
    lexicon = spelled("Quzor \u0301/az")
    assert not lexicon.names("quzor")
    assert not lexicon.names("quzor ")
    assert not lexicon.knows("")


def test_the_words_of_a_name_stay_with_their_name() -> None:
    """One name without words would give each that follows the words of the one before."""
    known = gazetteer(
        place("x:1", "Quzor/az"), place("x:2", "—/und"), place("x:3", "北京/zh"),
        place("x:4", "Tirgaq Zurnel/az"),
    )  # fmt: skip
    lexicon = Lexicon(Store(compiled(known)), "spelled")
    for phrase, owner in (("quzor", "x:1"), ("tirgaq zurnel", "x:4")):
        (number,) = lexicon.names(phrase)
        assert known.index.place(known.index.owner(number)).id == owner


def test_the_name_of_today_is_met() -> None:
    """Stepanakert would be what the town was called once, as it has that name in one language."""
    kinds: list[tuple[str, Kind]] = [
        ("und-Latn", "preferred"), ("az", "historical"), ("az", "variant"), ("en", "preferred"),
        ("ru", "preferred"),
    ]  # fmt: skip
    town = Place("x:1", tuple(Name("Quzor", lang, kind) for lang, kind in kinds))
    for names, met in ((town.names, "en"), (town.names[:3], "az"), (town.names[:1], "und-Latn")):
        known = gazetteer(replace(town, names=names))
        (number,) = Lexicon(Store(compiled(known)), "spelled").names("quzor")
        assert known.index.name(number).lang == met
    assert known.index.name(number).kind == "preferred"


def test_it_is_the_same_whenever_it_is_compiled() -> None:
    """A cache written by another process would differ, and answers with it."""
    places = [place(f"x:{number}", f"Quzor {number}a/az", "Tirgaq/en") for number in range(30)]
    assert compiled(gazetteer(*places)) == compiled(gazetteer(*places))


def test_it_is_the_same_in_whatever_parts_names_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a gazetteer of more names than are read at once some would be taken for others."""
    texts = ("Quzor Tirgaq/az", "Кузор/ru", "北京/zh", "Jomsborac/en", "Yeni Quzor/az")
    known = gazetteer(place("x:1", *texts), place("x:2", *reversed(texts)))
    whole = compiled(known)
    monkeypatch.setattr(lexicon_compiler, "_BLOCK", 3)
    assert compiled(known) == whole


def test_scripts_are_those_of_the_languages() -> None:
    """A language would have rules for words that are in no lexicon."""
    assert {"Latn", "Cyrl", "Armn"} == SCRIPTS
