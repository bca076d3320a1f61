"""A small gazetteer that has one of each difficulty, to be written to a folder.

Homonyms of unlike size and country, a city and the unit named after it, one place under
unlike names, pairs told apart by one word, a name that ends in a generic term.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.gazetteer.format import NAMES_COLUMNS, NAMES_FILE, PLACES_COLUMNS, PLACES_FILE

if TYPE_CHECKING:
    from pathlib import Path

PLACES = """\
gn:586666|P.PPL|AZ||40.23|46.71||586666|
gn:146970|P.PPLA|AZ|XA|39.81528|46.75194|53100|146970|
iso:AZ-XA|A.ADM1|AZ|XA|||||
gn:147105|P.PPLA|AZ|SUS|39.76006|46.74989|4064|147105|
gn:587084|P.PPLC|AZ|BA|40.37767|49.89201|1116513|587084|
iso:AZ-BA|A.ADM1|AZ|BA|||||
gn:586523|P.PPLA|AZ|GA|40.68278|46.36056|303268|586523|
gn:616635|P.PPLA|AM|SH|40.7942|43.84528|148381|616635|
gn:616530|P.PPLA|AM|LO|40.80456|44.4939|101098|616530|
gn:616052|P.PPLC|AM|ER|40.18111|44.51361|1093485|616052|
x:1|P.PPL|AM|AR|39.98|44.45|2000||
x:2|P.PPL|AM|GR|40.35|45.30|900||
x:3|P.PPL|AZ|NX|39.55|44.98|||
x:4|P.PPL|AZ|FUZ|39.50|47.10|||
x:5|P.PPL|AZ|FUZ|39.52|47.12|||
x:6|P.PPL|RU|01|55.10|37.10|||
gn:524901|P.PPLC|RU|48|55.75222|37.61556|10381222|524901|
iso:RU-MOW|A.ADM1|RU|48|||||
iso:AZ|A.PCLI|AZ||||||
iso:AM|A.PCLI|AM||||||
tp:1000|L.RGN|AZ||39.8|46.8|||
"""

NAMES = """\
gn:586666|Canyataq|az|preferred
gn:586666|Ҹанјатаг|az-Cyrl|variant
gn:586666|Ճանկաթաղ|hy|preferred
gn:586666|Джанятаг|ru|preferred
gn:586666|Чанкатаг|ru|preferred
gn:586666|Chankatagh|en|preferred
gn:586666|Janyatag|en|preferred
gn:146970|Xankəndi|az|official
gn:146970|Ստեփանակերտ|hy|preferred
gn:146970|Степанакерт|ru|preferred
gn:146970|Stepanakert|en|preferred
gn:146970|Vararakn|und-Latn|historical
iso:AZ-XA|Xankəndi|az|preferred
gn:147105|Şuşa|az|preferred
gn:147105|Շուշի|hy|preferred
gn:147105|Шуша|ru|preferred
gn:587084|Bakı|az|preferred
gn:587084|Баку|ru|preferred
gn:587084|Baku|en|preferred
gn:587084|Բաքու|hy|preferred
iso:AZ-BA|Bakı|az|preferred
gn:586523|Gəncə|az|preferred
gn:586523|Гянджа|ru|preferred
gn:586523|Kirovabad|en|historical|1935|1989
gn:616635|Գյումրի|hy|preferred
gn:616635|Gyumri|en|preferred
gn:616635|Leninakan|en|historical|1924|1990
gn:616530|Վանաձոր|hy|preferred
gn:616530|Vanadzor|en|preferred
gn:616530|Kirovakan|en|historical|1935|1993
gn:616052|Երևան|hy|preferred
gn:616052|Ереван|ru|preferred
gn:616052|Yerevan|en|preferred
x:1|Նորաշեն|hy|preferred
x:1|Norashen|en|preferred
x:2|Նորաշեն|hy|preferred
x:2|Norashen|en|preferred
x:3|Norashen|en|historical
x:3|Norşen|az|preferred
x:4|Aşağı Veysəlli|az|preferred
x:5|Yuxarı Veysəlli|az|preferred
x:6|Нижний Посёлок|ru|preferred
gn:524901|Москва|ru|preferred
gn:524901|Moscow|en|preferred
iso:RU-MOW|Москва|ru|preferred
iso:AZ|Azərbaycan|az|preferred
iso:AZ|Azerbaijan|en|preferred
iso:AM|Հայաստան|hy|preferred
iso:AM|Armenia|en|preferred
tp:1000|Dağlıq Qarabağ|az|preferred
tp:1000|Արցախ|hy|preferred
tp:1000|Нагорный Карабах|ru|preferred
tp:1000|Nagorno-Karabakh|en|preferred
"""


def names() -> list[str]:
    """Every name of the small gazetteer, each once."""
    return sorted({line.split("|")[1] for line in NAMES.splitlines()})


def places_csv() -> str:
    """The text of places.csv."""
    return _csv(PLACES_COLUMNS, [line.split("|") for line in PLACES.splitlines()])


def names_csv() -> str:
    """The text of names.csv."""
    rows = []
    for line in NAMES.splitlines():
        place_id, name, lang, kind, *dates = line.split("|")
        start, end = dates or ("", "")
        rows.append([place_id, name, lang, kind, start, end, "test"])
    return _csv(NAMES_COLUMNS, rows)


def write(folder: Path, places: str | None = None, names: str | None = None) -> Path:
    """Writes a gazetteer, the small one where nothing else is given, and returns its folder."""
    (folder / PLACES_FILE).write_text(places_csv() if places is None else places, "utf-8")
    (folder / NAMES_FILE).write_text(names_csv() if names is None else names, "utf-8")
    return folder


def _csv(columns: tuple[str, ...], rows: list[list[str]]) -> str:
    assert all(len(row) == len(columns) for row in rows)
    return "".join(",".join(row) + "\n" for row in ([*columns], *rows))
