"""A source's word on a name's language counts, unless the letters contradict it."""

from __future__ import annotations

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults
from toponyms.gazetteer.sources.languages import is_wanted, language_tag, tag_for
from toponyms.gazetteer.sources.naming import Claim, Namer


def named(
    *claims: Claim, country: str = "AZ", main: str = "", langs: frozenset[str] | None = None,
    feature: str = "P.PPL",
) -> tuple[list[tuple[str, str, str]], Faults]:  # fmt: skip
    faults = Faults(keep_going=True)
    names = Namer("made", faults, "made.txt", langs).names(
        claims, country=country, feature=feature, main=main
    )
    assert all(name.source == "made" for name in names)
    return [(name.text, name.lang, name.kind) for name in names], faults


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("aze", "az"), ("hye", "hy"), ("rus", "ru"), ("eng", "en"), ("fas", "fa"), ("azb", "azb"),
        ("hyw", "hyw"), ("zho_cn", "zh-CN"), ("zh-hant", "zh-Hant"), ("sr-latn", "sr-Latn"),
        ("be-x-old", "be-tarask"), ("be-tarask", "be-tarask"), ("simple", "en"),
        ("piny", "zh-Latn-pinyin"),
        ("az_Cyrl", "az-Cyrl"), ("es-419", "es"), ("", "und"), ("und", "und"), ("unk", "und"),
        ("und-latn", "und-Latn"),
        ("mul", "und"), ("etymology", None), ("post", None), ("qqq", None), ("x", None),
    ],
)  # fmt: skip
def test_language_codes(code: str, tag: str | None) -> None:
    assert language_tag(code) == tag


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("Canyataq", "az", "az"),
        ("Ҹанјатаг", "az", "az-Cyrl"),
        ("جانیاتاق", "az", "az-Arab"),
        ("Ҹанјатаг", "az-Cyrl", "az-Cyrl"),
        ("Masis", "hy", None),
        ("Masis", "und-Latn", "und-Latn"),
        ("Баку", "und-Latn", None),
        ("Київ", "ru", None),
        ("Zürich", "az", "az"),
        ("Wien", "az", None),
        ("Kırşehir", "tr", "tr"),
        ("Belgrad", "sr", "sr-Latn"),
        ("Bakı", "ceb", "ceb"),
        ("Баку", "sv", None),
        ("ガンジャ", "ja", "ja"),
        ("巴庫", "zh", "zh"),
        ("Bākù", "zh-Latn-pinyin", "zh-Latn-pinyin"),
        ("간자", "ko", "ko"),
        ("Агалы II", "ru", "ru"),
        ("Bakı", "ttt", "ttt"),  # a language whose usual script is not known
    ],
)
def test_a_tag_says_the_script_where_it_is_not_the_usual(
    text: str, tag: str, expected: str | None
) -> None:
    assert tag_for(text, tag) == expected


def test_a_contradicted_language_costs_the_tag_and_not_the_name() -> None:
    names, faults = named(Claim("K’ashunik’", "hye", "variant"))
    assert names == [("K’ashunik’", "und-Latn", "variant")]
    assert list(faults.left_out.values()) == [1]


def test_untagged_names_are_cleaned_and_tagged_by_their_letters() -> None:
    """The same rules that the shipped gazetteer is made with."""
    names, faults = named(
        Claim("Gǝncǝ"), Claim("gngh"), Claim("KVD"), Claim("Գանձակ"), Claim("Ganja rayon"),
        main="Ganja",
    )  # fmt: skip
    assert names == [
        ("Ganja", "und-Latn", "variant"),
        ("Gəncə", "az", "variant"),
        ("Գանձակ", "hy", "variant"),
    ]
    assert sum(faults.left_out.values()) == 3


def test_a_unit_may_say_that_it_is_one() -> None:
    assert named(Claim("Tərtər rayonu"), main="Tərtər", feature="A.ADM1")[0] == [
        ("Tərtər", "az", "variant"), ("Tərtər rayonu", "az", "variant"),
    ]  # fmt: skip


def test_a_name_stands_once_in_a_language_with_its_best_kind_and_its_dates() -> None:
    names, _ = named(
        Claim("Xankəndi", "az", "variant", "1991"), Claim("Xankəndi", "aze", "preferred"),
        Claim("Xankəndi"), Claim("Xankəndi", "en-GB"), Claim("Xankəndi", "en"),
    )  # fmt: skip
    assert names == [("Xankəndi", "az", "preferred"), ("Xankəndi", "en", "variant")]


def test_dates_that_cannot_be_read_are_counted() -> None:
    faults = Faults(keep_going=True)
    claims = [Claim("Bakı", "az", "historical", "long ago", "1936")]
    (name,) = Namer("made", faults, "made.txt").names(claims)
    assert (name.from_, name.to) == ("", "1936")
    assert faults.left_out == {"a date that cannot be read; the name is kept without it": 1}


def test_a_name_of_40000_letters_is_a_fault_and_the_others_stay() -> None:
    names, faults = named(Claim("x" * 40_000, "az"), Claim("Bakı", "az"))
    assert names == [("Bakı", "az", "variant")]
    assert len(faults) == 1
    with pytest.raises(GazetteerError, match=r"made\.txt, line 3: the name is longer than 400"):
        Namer("made", Faults(), "made.txt").names([Claim("x" * 401, "az")], line=3)


def test_only_wanted_languages_and_the_others_are_counted() -> None:
    names, faults = named(
        Claim("Bakı", "az"), Claim("Бакы", "az"), Claim("Baku", "ceb"), Claim("Baku"),
        langs=frozenset({"az"}),
    )  # fmt: skip
    assert [lang for _, lang, _ in names] == ["az", "az-Cyrl"]
    assert faults.left_out == {"a name: in a language that was not asked for": 1}


def test_wanted_languages_take_their_scripts_along() -> None:
    assert is_wanted("az-Cyrl", frozenset({"az"}))
    assert not is_wanted("azb", frozenset({"az"}))
    assert is_wanted("ceb", None)


@pytest.mark.parametrize("text", ["", "  ", "1905", "[bɑˈku]", "Bakı (şəhər)", "Bakı / Baku"])
def test_tagged_strings_that_are_no_one_name(text: str) -> None:
    names, faults = named(Claim(text, "az"))
    assert names == []
    assert sum(faults.left_out.values()) == 1


def test_a_name_that_was_damaged_before_is_told() -> None:
    """U+FFFD is what a wrong decoding leaves; it breaks the format of names.csv."""
    assert len(named(Claim("Bak\ufffd", "az"))[1]) == 1


def test_a_users_own_names_are_not_cleaned() -> None:
    """Who types a name into a table means it, whatever it looks like."""
    namer = Namer("own", Faults(), "own.csv", trusted=True)
    names = namer.names([Claim("Sovxoz 2 (köhnə)", "az"), Claim("aşağı məhlə")], country="AZ")
    assert [(name.text, name.lang) for name in names] == [
        ("Sovxoz 2 (köhnə)", "az"), ("aşağı məhlə", "az"),
    ]  # fmt: skip
