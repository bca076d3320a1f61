"""Words beside names: read in each language and script, in every case, and of one meaning."""

from __future__ import annotations

import pytest

from toponyms.mentions import cues as module
from toponyms.mentions.cues import load_cues
from toponyms.mentions.languages import LANGUAGES
from toponyms.text.scripts import main_script


@pytest.mark.parametrize(
    ("lang", "side", "word", "said"),
    [
        ("en", "before", "near", "place"),
        ("en", "before", "president", "person"),
        ("en", "before", "hotel", "thing"),
        ("en", "before", "the", "article"),
        ("en", "before", "of", "link"),
        ("en", "before", "armenian", "people"),
        ("en", "after", "said", "person"),
        ("en", "after", "times", "thing"),
        ("ru", "before", "под", "place"),
        ("ru", "before", "газету", "thing"),
        ("az", "after", "yaxınlığında", "place"),
        ("az-Cyrl", "after", "јахынлығында", "place"),
        ("hy", "after", "մոտ", "place"),
        ("hy", "before", "պարոն", "person"),
    ],
)
def test_what_a_word_says_beside_a_name(lang: str, side: str, word: str, said: str) -> None:
    """A language would have rules for names and none for what stands around them."""
    assert getattr(load_cues(lang), side)[word] == said


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [
        ("ru", ("село", "селе", "селом", "селу"), "P"),
        ("ru", ("район", "района", "районом"), "A"),
        ("az", ("kəndi", "kəndində", "kəndindən"), "P"),
        ("az", ("rayonu", "rayonunun", "rayonunda"), "A"),
        ("az-Cyrl", ("кәнди", "кәндиндән"), "P"),
        ("hy", ("գյուղ", "գյուղում", "գյուղից"), "P"),
        ("en", ("village", "village’s"), "P"),
        ("ru", ("река", "горы", "сломя"), ""),
        ("en", ("river", "mt"), ""),
    ],
)
def test_generic_terms_in_every_case(lang: str, words: tuple[str, ...], said: str) -> None:
    """село would speak for a name, and селом not."""
    assert [load_cues(lang).generic(word) for word in words] == [said] * len(words)
    assert [load_cues(lang).generic(word) for word in words] == [said] * len(words), "kept"


def test_an_abbreviation_wants_its_full_stop() -> None:
    """The preposition с would be a village everywhere."""
    russian = load_cues("ru")
    assert (russian.abbreviation("с"), russian.generic("с")) == ("P", "")
    assert (russian.abbreviation("село"), russian.generic("село")) == ("", "P")


@pytest.mark.parametrize(
    ("lang", "word", "side", "codes"),
    [
        ("en", "mount", "before", "T.MT T.PK T.VLC T.HLL"),
        ("en", "mount", "after", ""),
        ("en", "lake", "after", "H.LK"),
        ("ru", "озером", "before", "H.LK"),
        ("az", "çayının", "after", "H.STM"),
        ("az", "çayı", "before", ""),
    ],
)
def test_landforms_stand_on_their_side(lang: str, word: str, side: str, codes: str) -> None:
    """A river after a town's name in another language would make it a river's."""
    assert load_cues(lang).landform(word, side) == codes


def test_a_word_that_is_several_things_is_the_strongest_evidence() -> None:
    """abad, a word and a given name, would count as a name only."""
    assert load_cues("az").also("abad") == "word"
    assert load_cues("ru").also("аракса") == "landform"
    assert load_cues("ru").also("мир") == "word"
    assert load_cues("en").also("van") == "word", "a lake too"
    assert load_cues("en").also("xyzzy") == ""


def test_a_person_is_one_whatever_else_the_word_is() -> None:
    """Half of the given names of Azerbaijani are common words, and would be forgotten."""
    azerbaijani = load_cues("az")
    assert azerbaijani.also("vurğun") == "word"
    assert azerbaijani.person("vurğun", "given")
    assert azerbaijani.person("vurğun", "surname")
    assert not azerbaijani.person("zeynalabdin", "surname")
    assert not azerbaijani.person("bakı", "given")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_cues(lang: str) -> None:
    """Names of a language would be weighed by capitals alone."""
    cues = load_cues(lang)
    assert cues is load_cues(lang), "read once"
    assert cues.before
    assert cues.after
    assert cues.plurals
    assert cues.sport
    assert cues.endings
    assert cues.generic_sides <= {"before", "after"}
    assert cues.generic_sides
    assert set(cues.plurals.values()) == {"P", "A"}
    assert set(cues.before.values()) | set(cues.after.values()) <= set(module._SAID)
    words = [*cues.before, *cues.after, *cues.plurals, *cues.sport]
    script = {"ru": "Cyrl", "az-Cyrl": "Cyrl", "hy": "Armn"}.get(lang, "Latn")
    assert [word for word in words if main_script(word) != script] == []


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of texts would fill the memory with its words."""
    monkeypatch.setattr(module, "_KEPT", 5)
    cues = module.Cues("en")
    for number in range(30):
        assert cues.generic(f"xyz{number}") == ""
        assert cues.generic("village") == "P"
    assert len(cues._known) <= 5
