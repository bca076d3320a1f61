"""Which language a paragraph is in: by its common words and its letters."""

from __future__ import annotations

import pytest

from toponyms.mentions import languages as module
from toponyms.mentions.languages import LANGUAGES, generic_sides, language_changes, languages_of
from toponyms.mentions.tokens import pieces

OTHERS = {"Latn": {"en", "az"}, "Cyrl": {"ru", "az-Cyrl"}, "Armn": {"hy"}}


@pytest.mark.parametrize(
    ("text", "script", "lang"),
    [
        ("Quzor and the others were there", "Latn", "en"),
        ("Quzor bu gün üçün deyil", "Latn", "az"),
        ("Quzor ve Tirgaq ile", "Latn", "az"),  # without diacritics, by its words
        ("Gəncə", "Latn", "az"),  # by a letter
        ("Кузорг был не в городе", "Cyrl", "ru"),
        ("Объявили", "Cyrl", "ru"),
        ("Кузорг вә бу", "Cyrl", "az-Cyrl"),
        ("Ҹанјатаг", "Cyrl", "az-Cyrl"),
    ],
)
def test_words_and_letters_tell(text: str, script: str, lang: str) -> None:
    """Endings and words of the wrong language would be read."""
    found = languages_of(text.split())
    assert found & OTHERS[script] == {lang}
    assert found == {lang}.union(*(langs for other, langs in OTHERS.items() if other != script))


def test_where_nothing_tells_all_of_a_script_are_read() -> None:
    """A lone name, or a heading, would be read without its endings."""
    assert languages_of(["Quzor"]) == set(LANGUAGES)
    assert languages_of([]) == set(LANGUAGES)
    assert languages_of(["Quzor"], ["az", "hy"]) == {"az", "hy"}


def test_words_of_two_scripts_tell_of_each() -> None:
    """A bilingual paragraph would be read in one of its languages."""
    words = ["The", "road", "and", "это", "был", "конец"]
    assert languages_of(words) == {"en", "ru", "hy"}


def test_it_is_one_that_is_looked_for() -> None:
    """A caller's languages would be overruled."""
    assert languages_of(["the", "of", "and"], ["az", "ru"]) == {"az", "ru"}
    assert languages_of(["bu", "və", "da"], ["en"]) == {"en"}


def test_the_most_points_win_and_a_tie_is_both() -> None:
    """One foreign word would turn a paragraph."""
    assert languages_of(["the", "of", "and", "və"], ["az", "en"]) == {"en"}
    assert languages_of(["the", "və"], ["az", "en"]) == {"az", "en"}


def test_a_word_of_two_languages_tells_of_none() -> None:
    """Words such as `da`, which Russian text in Latin script has too, would decide."""
    table = module._languages()
    shared = set(table["ru"].words) & set(table["az-Cyrl"].words)
    for word in shared:
        assert languages_of([word], ["ru", "az-Cyrl"]) == {"ru", "az-Cyrl"}
    told = module._of_one([("a", "x"), ("a", "y"), ("b", "x"), ("b", "x")])
    assert told == {"b": "x"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_generic_terms_have_a_side(lang: str) -> None:
    """No term of a language would count, or one on the wrong side: в селе Кузорг район…"""
    assert generic_sides(lang) == {
        "az": {"after"}, "az-Cyrl": {"after"}, "ru": {"before"},
        "en": {"before", "after"}, "hy": {"before", "after"},
    }[lang]  # fmt: skip


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of texts would fill the memory with its words."""
    monkeypatch.setattr(module, "_KEPT", 5)
    tells = module._Tells()
    for number in range(30):
        assert tells[f"x{number}"] == ""
        assert tells["The"] == "en"
    assert len(tells) <= 5


AZ, EN = "Quzor bu gün soyuqdur. ", "It was cold in Quzor. "


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((AZ, EN), "one sentence tells"),
        ((EN * 3, AZ * 2, EN), "and again"),
        ((f"{EN}Quzor! ", AZ), "what tells nothing goes with what is before"),
        ((f"{EN}Was Quzor cold? Quzor!\n", f"Quzor. {AZ}"), "or with its line"),
        (("Quzorda soyuq var, və qar. ", "The Quzor - of snow."), "in any order"),
        (("Было холодно, и был снег. ", "Бу ҝүн сојугдур. "), "in any script"),
    ],
)
def test_where_a_text_goes_on_in_another_language(parts: tuple[str, ...], why: str) -> None:
    """Case endings of the second language would not be read, and its names be lost."""
    joined = pieces("".join(parts))
    changes = language_changes(joined)
    begun = ["".join(joined[2 * at + 1 :]) for at in changes]
    assert begun == ["".join(parts[at:]) for at in range(1, len(parts))], why


@pytest.mark.parametrize(
    "text",
    [
        EN * 5,
        f"{EN}They saw Şuşa, Ağdam and Laçın. Şuşa! Ağdam!",  # names are of any language
        "The word for tea is çay and for bread, çörək. They say so.",
        f"{EN}Это было в городе. {EN}Сказали так и мы.",  # a script of its own
        f"{EN}Մենք այստեղ ենք և այնտեղ։ {EN}",
        "QUZOR BU GÜN. IT WAS COLD.",  # capitals tell nothing
        "",
    ],
)
def test_where_it_does_not(text: str) -> None:
    """What the parts say of each other would be lost."""
    assert not language_changes(pieces(text))
