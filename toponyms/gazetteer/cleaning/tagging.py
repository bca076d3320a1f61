"""Language tags from evidence: what the letters of a name prove, and what they do not.

Where letters prove nothing the tag is `und` with the script. A name's being GeoNames' main
name proves nothing: it is spelled the Azerbaijani way for a quarter of Azerbaijan's towns.
"""

from __future__ import annotations

import re

from toponyms.gazetteer.cleaning.alphabets import ALPHABETS, fits, letters_of
from toponyms.gazetteer.cleaning.plain import plain_script
from toponyms.text.scripts import SCRIPT_OF_LANGUAGE, scripts_of

__all__ = ["doubt", "lang_by_letters", "script_code", "tag_fits_script", "without_numeral"]

#: Numbered places (`Агалы II`) take Latin numerals in every script.
_NUMERAL = re.compile(r"(?<![^\W_])[IVX]+(?![^\W_])")

#: Letters of Azerbaijani Cyrillic that no other alphabet has, and those it shares with
#: Bashkir, Tatar or Kazakh but never together with ј.
_ONLY_AZ_CYRILLIC = frozenset("ҝҹ")
_WITH_JE = frozenset("әғөүһ")
#: Scripts that one BCP 47 script subtag stands for, where they are several.
_COMPOUND = {
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
    "Hans": frozenset({"Hani"}),
    "Hant": frozenset({"Hani"}),
}


def lang_by_letters(name: str, country: str) -> str:
    """The tag that a name's letters prove for a place in a country, else `und-<Script>`.

    - Armenian letters: `hy`. Georgian letters of today's alphabet: `ka`.
    - In AZ, letters of Azerbaijani Cyrillic only, with ҝ or ҹ, or with ј beside one of
      ә ғ ө ү һ: `az-Cyrl`.
    - Latin letters prove nothing by themselves: ə also stands for Armenian ը (Araləx) and in
      older Tatar spelling. For places in AZ see `toponyms.gazetteer.cleaning.azerbaijani`.

    Args:
        name: a clean name in one script.
        country: ISO 3166-1 alpha-2 code of the place.

    >>> lang_by_letters("Ճանկաթաղ", "AZ"), lang_by_letters("Ҹанјатаг", "AZ")
    ('hy', 'az-Cyrl')
    >>> lang_by_letters("Түбән Кама", "RU"), lang_by_letters("Araləx", "AM")
    ('und-Cyrl', 'und-Latn')
    """
    name = without_numeral(name)
    script = script_code(name)
    letters = letters_of(name)
    if script == "Armn" and fits(name, "hy"):
        return "hy"
    if script == "Geor" and fits(name, "ka"):
        return "ka"
    if script == "Cyrl" and country == "AZ" and fits(name, "az-Cyrl"):
        with_je = "ј" in letters and letters & _WITH_JE
        if letters & _ONLY_AZ_CYRILLIC or with_je:
            return "az-Cyrl"
    return f"und-{script}"


def without_numeral(name: str) -> str:
    """A name without its Roman numerals, unless it is nothing else.

    >>> without_numeral("Агалы II")
    'Агалы '
    """
    rest = _NUMERAL.sub("", name)
    return rest if any(character.isalpha() for character in rest) else name


def script_code(name: str) -> str:
    """The ISO 15924 code to write in a tag: `Jpan` and `Kore` for their mixtures.

    >>> script_code("ガンジャ"), script_code("巴庫"), script_code("간자")
    ('Jpan', 'Hani', 'Hang')
    """
    if plain := plain_script(name):
        return plain
    scripts = scripts_of(name)
    if scripts.keys() & {"Hira", "Kana"}:
        return "Jpan"
    if {"Hang", "Hani"} <= scripts.keys():
        return "Kore"
    return max(sorted(scripts), key=scripts.__getitem__, default="Zyyy")


def tag_fits_script(name: str, tag: str) -> bool:
    """Whether all letters of a name are of the script that its tag says or implies.

    >>> tag_fits_script("Ҝәнҹә", "az-Cyrl"), tag_fits_script("Ҝәнҹә", "az")
    (True, False)
    """
    language, _, subtag = tag.partition("-")
    script = subtag if len(subtag) == 4 else SCRIPT_OF_LANGUAGE.get(language, "")
    allowed = _COMPOUND.get(script, frozenset({script}))
    plain = plain_script(name)
    found = {plain} if plain else scripts_of(without_numeral(name)).keys()
    return bool(found) and found <= allowed


def doubt(name: str, tag: str) -> str:
    """Why a source's language tag cannot be right, or empty.

    >>> doubt("Aragatsotni Marz", "hy")
    'tagged hy, but not in its script'
    >>> doubt("Київ", "ru")
    "tagged ru, but its alphabet lacks 'ї'"
    """
    if not tag_fits_script(name, tag):
        return f"tagged {tag}, but not in its script"
    bare = without_numeral(name)
    if tag in ALPHABETS and not fits(bare, tag):
        strangers = "".join(sorted(letters_of(bare) - ALPHABETS[tag]))
        return f"tagged {tag}, but its alphabet lacks {strangers!r}"
    return ""
