"""Which untagged Cyrillic name is shown to be the Russian one."""

from __future__ import annotations

import pytest

from toponyms.gazetteer.cleaning.russian import romanize, russian_among, spelled_as_russian


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
