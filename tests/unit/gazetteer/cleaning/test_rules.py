"""What is kept of untagged names, what is put right, what is rejected and why."""

from __future__ import annotations

import pytest

from toponyms.gazetteer.cleaning.rules import RULES, clean, in_capitals, split_field, why_rejected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Gǝncǝ", "Gəncə"),
        ("Elizavetpol'", "Elizavetpol’"),
        ("Ilyicʻevsk", "Ilyic’evsk"),
        ("Б\u0061ку", "Баку"),
        ("Яросла́вичи", "Ярославичи"),
        ("آغ\u200cداش", "آغداش"),
        ("دیگاه، آب\u200cشوران", "دیگاه"),
        ("佐洛京卡_", "佐洛京卡"),
        ("  Şuşa\u00a0", "Şuşa"),
        ("Йошкар-Ола", "Йошкар-Ола"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("1905", "no letters"),
        ("[dʲzʲɪrˈʐɨnsk]", "a pronunciation"),
        ("KVD", "a transport code"),
        ("Северный ж/м", "several names or a note in one field"),
        ("Tyret’ 1-ya (Pervaya)", "several names or a note in one field"),
        ("yaridiምli", "letters of several scripts in one name"),
        ("Jaңa Karanlyk", "letters of several scripts in one name"),
        ("shwshy", "a machine transliteration in lower case, or no name"),
        ("рыбная столица", "a machine transliteration in lower case, or no name"),
        ("Xocalı rayonu", "names an administrative unit"),
        ("Воронежская область", "names an administrative unit"),
        ("Fokino i Brjansk oblast", "names an administrative unit"),
        ("Նոր Նորք վարչական շրջան", "names an administrative unit"),
        ("Sovkhoz Imeni Il’icha", "names a collective farm"),
        ("Тумaняни совхозин киц аван".replace("a", "а"), "names a collective farm"),
        ("Լորպլեմսովխոզ", "names a collective farm"),
        ("Navi Kˌaronlug", "a character that names do not have"),
    ],
)
def test_rejected_with_the_reason(name: str, reason: str) -> None:
    assert why_rejected(name) == reason


@pytest.mark.parametrize(
    "name",
    [
        "Şuşa", "Ճանկաթաղ", "Xankəndi", "Нижний Новгород", "Челябинск-40", "Агалы II",
        "Совхозный", "Sovkhoznyy", "Районный", "スパス＝クレピキ", "立山町", "Pushkino",
        "Imeni Dvadtsati Shesti", "ВНИИССОК", "Çinarlı", "გორი", "O’zbek", "28 May", "آقدام",
    ],
)  # fmt: skip
def test_genuine_names_pass(name: str) -> None:
    assert why_rejected(name) == ""


def test_every_rule_has_a_reason_of_its_own() -> None:
    reasons = [rule.reason for rule in RULES]
    assert len(set(reasons)) == len(reasons)


def test_a_list_of_spellings_is_taken_apart() -> None:
    assert split_field("Նոր Բայազեդ  Նոր Բայազեթ") == ["Նոր Բայազեդ", "Նոր Բայազեթ"]
    assert split_field("") == []


def test_capitals_go_only_where_the_same_name_stands_in_small_letters() -> None:
    assert in_capitals(["ПАСАНАУРИ", "Пасанаури", "ВНИИССОК"]) == {"ПАСАНАУРИ": "Пасанаури"}
