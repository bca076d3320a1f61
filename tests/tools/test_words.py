"""The lists of words are made of what the sources say, form by form. No network here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.build.errors import BuildError
from tools.build.pins import read_pins
from tools.words.__main__ import PINS
from tools.words.catalogues import catalogue_words
from tools.words.curated import curated_file, read_curated
from tools.words.hunspell import forms, read_suffixes
from tools.words.inflection import inflected, read_rules
from tools.words.languages import LANGUAGES
from tools.words.listed import KINDS, Kind, Listed, lower, write_words
from tools.words.names import provider_names
from tools.words.places_only import PLACES_ONLY_FILE, is_place_only, read_places_only
from tools.words.spellings import PlaceSpellings
from tools.words.uniparser import Paradigms, read_lexemes

if TYPE_CHECKING:
    from pathlib import Path

PARADIGMS = """\
-paradigm: N
 -flex: .<.>
  gramm: sg
  paradigm: article
 -flex: <1>.եր<.>
  gramm: pl
  paradigm: article

-paradigm: article
 -flex: .
 -flex: .ը
  regex-prev: ^.*[նր][<>.]*$
 -flex: .ն
  regex-prev: ^.*ա[<>.]*$
 -flex: չ.[ց]ի|ն//չ.եց
"""
LEXEMES = """\
-lexeme
 lex: տուն
 stem: տուն.//տունն.|տն.
 gramm: N,inanim
 gloss: house
 paradigm: N

-lexeme
 lex: Աննա
 stem: աննա.
 gramm: N,persn,f
 gloss: PN
 paradigm: N
 paradigm: lacking
"""


def form_list(words: str, lang: str, kind: Kind = "word") -> set[str]:
    return {row.word for row in inflected([Listed(word, kind) for word in words.split()], lang)}


def test_every_pin_is_exact() -> None:
    """Else a list cannot be made a second time."""
    for pin in read_pins(PINS).values():
        assert len(pin.sha256) == 64
        assert pin.version in pin.archive


def test_a_word_could_be_a_place_in_any_case_of_its_name() -> None:
    """Else orla (eagle) is not known to be a word where Орёл is meant."""
    could_be_place = PlaceSpellings(["Орёл", "Bakı", "Երևան", "Nagorno-Karabakh"])
    assert could_be_place("орла", "ru")
    assert could_be_place("bakıda", "az")
    assert could_be_place("երևանում", "hy")
    assert could_be_place("karabakh", "en")
    assert not could_be_place("орлиный", "ru")
    assert not could_be_place("karabakhi", "en")


def test_what_is_longer_than_the_longest_could_not_be_a_place() -> None:
    """The bound saves most of the work; were it too low, words would be lost."""
    could_be_place = PlaceSpellings(["Երևան", "Երասխահուն"])
    for word in ("երևանում", "երևան", "երասխահունից"):
        for end in range(len(word) + 1):
            assert len(word) <= could_be_place.longest(word[:end], "hy")


def test_suffixes_are_added_where_their_condition_holds(tmp_path: Path) -> None:
    """The Russian forms all come from here."""
    (tmp_path / "x.aff").write_text(
        "SET UTF-8\nSFX I Y 2\nSFX I а ы [^к]а\nSFX I а и ка\nSFX K Y 1\nSFX K 0 у [^а]\n", "utf-8"
    )
    (tmp_path / "x.dic").write_text("4\nвода/I\nрека/I\nсад/K\nМосква/I\n", "utf-8")
    found = list(forms(tmp_path / "x.dic", read_suffixes(tmp_path / "x.aff")))
    assert found == ["вода", "воды", "река", "реки", "сад", "саду"]


def test_affixes_that_are_not_understood_are_refused(tmp_path: Path) -> None:
    """Else a new version of the dictionary would silently lose forms."""
    (tmp_path / "x.aff").write_text("SFX A Y 1\nPFX B Y 1\n", "utf-8")
    with pytest.raises(BuildError, match=r"x\.aff:2: PFX"):
        read_suffixes(tmp_path / "x.aff")


def test_paradigms_are_followed_through_stems_links_tests_and_alternatives() -> None:
    """The Armenian forms all come from here."""
    paradigms = Paradigms(PARADIGMS)
    house, anna = read_lexemes(LEXEMES)
    assert house.stems == (("տուն", "տունն"), ("տն",))
    found = set(paradigms.forms(house, lambda _: 99))
    assert {"տուն", "տունը", "տունն", "տներ", "տները", "չտունցին", "չտունեց", "չտներեց"} <= found
    assert "տն" not in found
    assert "տնը" not in found
    assert "persn" in anna.tags
    assert {"աննա", "աննան", "աննաեր"} <= set(paradigms.forms(anna, lambda _: 99))
    assert "աննաը" not in set(paradigms.forms(anna, lambda _: 99))


def test_forms_longer_than_wanted_are_not_made() -> None:
    """A verb has thousands."""
    house, _ = read_lexemes(LEXEMES)
    found = set(Paradigms(PARADIGMS).forms(house, lambda start: 4))
    assert found == {"տուն", "տներ"}


def test_a_flex_of_another_format_is_refused() -> None:
    """Else a new version of the grammar would silently lose forms."""
    house, _ = read_lexemes(LEXEMES)
    with pytest.raises(BuildError, match="not read here"):
        list(Paradigms("-paradigm: N\n -flex: <x>.եր\n").forms(house, lambda _: 99))


def test_names_are_read_from_a_provider_without_running_it(tmp_path: Path) -> None:
    """A package that is fetched is never executed."""
    module = tmp_path / "provider.py"
    module.write_text(
        'raise SystemExit\nclass Provider(Base):\n    first_names_male = ("İsa", "Əli")\n'
        '    last_names = OrderedDict((("Ağayev", 0.1),))\n    prefixes = ("Cənab",)\n',
        "utf-8",
    )
    assert list(provider_names(module, "az")) == [
        ("isa", "given"), ("əli", "given"), ("ağayev", "surname"),
    ]  # fmt: skip


def test_a_provider_without_names_is_refused(tmp_path: Path) -> None:
    """Else a renamed attribute would empty a list."""
    module = tmp_path / "provider.py"
    module.write_text("x = 1\n", "utf-8")
    with pytest.raises(BuildError, match="no lists of names"):
        list(provider_names(module, "az"))


def test_words_of_translations_are_those_met_in_lower_case(tmp_path: Path) -> None:
    """Capitals may be names; the header and placeholders are no text."""
    folder = tmp_path / "app" / "locale" / "az" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: az\\n"\n"charset=utf\\n"\n\n'
        'msgid "one"\nmsgstr "Bu %(name)s ağac"\n\nmsgctxt "x"\nmsgid "a"\nmsgid_plural "b"\n'
        'msgstr[0] "bir {count} alma\\n"\nmsgstr[1] ""\n"iki alma"\n',
        "utf-8",
    )
    assert list(catalogue_words(tmp_path, "az")) == ["ağac", "bir", "alma", "iki", "alma"]


@pytest.mark.parametrize(
    ("words", "lang", "kind", "expected"),
    [
        ("bulaq", "az", "word", "bulağı bulaqda bulaqların"),
        ("çay göl", "az", "word", "çayın çayda çayında gölə göldən gölündə"),
        ("qala", "az", "word", "qalanın qalaya qalada qalası qalasında"),
        ("աննա", "hy", "given", "աննան աննայի աննային աննայից"),
        ("վարդգես", "hy", "given", "վարդգեսի վարդգեսը վարդգեսին"),
        ("մարտունի", "hy", "surname", "մարտունու մարտունին մարտունիի"),
        ("пушкин киров", "ru", "surname", "пушкина пушкиным кирову кирове кировых"),
        ("горький раевская", "ru", "surname", "горького горьким горьком раевской раевскую"),
        ("анна мария", "ru", "given", "анны анне анной марии марию"),
        ("владимир юрий игорь", "ru", "given", "владимира владимиром юрия юрию игоря игорем"),
    ],
)
def test_words_are_inflected(words: str, lang: str, kind: Kind, expected: str) -> None:
    """Else «у Пушкина» is in the town."""
    assert set(expected.split()) <= form_list(words, lang, kind)


def test_adjectives_are_not_declined_as_nouns() -> None:
    """Forms of that kind would be noise by the thousand."""
    assert "раевскае" not in form_list("раевская", "ru", "surname")
    assert "горькия" not in form_list("горький", "ru", "surname")


def test_every_rule_of_inflection_is_for_a_language_and_kind() -> None:
    """A misspelled one would never be applied."""
    for rule in read_rules():
        assert rule.lang in LANGUAGES
        assert rule.kind in {"*", *KINDS}
        assert rule.endings


@pytest.mark.parametrize("lang", ["az", "hy", "ru"])
def test_curated_rows_are_sound_and_sorted(lang: str) -> None:
    """They are edited by hand."""
    rows = list(read_curated(curated_file(lang), lang))
    assert rows == sorted(set(rows))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Ada\tword\tisland", "'Ada' is not in lower case"),
        ("ada\tnoun\tisland", "kind 'noun'"),
        ("ada\tword\t", "has not a word, a kind and a gloss"),
        ("ada\tword", "has not a word, a kind and a gloss"),
    ],
)
def test_a_faulty_curated_row_is_named(tmp_path: Path, row: str, fault: str) -> None:
    """Else whoever edits the file has to look for it."""
    file = tmp_path / "curated_az.tsv"
    file.write_text(f"word\tkind\tgloss\n{row}\n", "utf-8")
    with pytest.raises(BuildError, match=f"curated_az.tsv:2: .*{fault}"):
        list(read_curated(file, "az"))


def test_names_without_another_reading_are_left_out_in_every_case() -> None:
    """Else Франции is a metal's before it is a country's."""
    names = read_places_only("ru")
    assert is_place_only("франции", "ru", names)
    assert is_place_only("шушой", "ru", names)
    assert not is_place_only("орла", "ru", names)
    rows = [line.split("\t") for line in PLACES_ONLY_FILE.read_text("utf-8").splitlines()[1:]]
    assert rows == sorted(rows)
    assert all(len(row) == 3 and all(row) and row[0] in LANGUAGES for row in rows)


def test_a_list_is_written_sorted_and_once(tmp_path: Path) -> None:
    """Else two makings of one list differ for no reason."""
    file = tmp_path / "az.tsv"
    rows = [Listed("ada", "word"), Listed("abad", "word"), Listed("abad", "given")]
    assert write_words(file, [*rows, *rows]) == 3
    assert file.read_text("utf-8") == "word\tkind\nabad\tgiven\nabad\tword\nada\tword\n"


def test_lower_case_is_that_of_the_language() -> None:
    """I is the capital of ı in Azerbaijani alone."""
    assert (lower("QIZIL", "az"), lower("VIRGINIA", "en")) == ("qızıl", "virginia")
    assert lower("Şuşa", "az") == "şuşa"
