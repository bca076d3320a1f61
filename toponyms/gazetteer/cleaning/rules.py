"""Rules that keep strings out which are not names of the place they are filed under.

GeoNames' alternates have no language and any quality. Each rule is named by the reason
that a report of what was left out gives (tools/reports/rejected.csv, of the gazetteer that ships);
the first one that applies decides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toponyms.gazetteer.cleaning.plain import plain_script
from toponyms.gazetteer.cleaning.tagging import without_numeral
from toponyms.text.normalize import normalize
from toponyms.text.scripts import scripts_of, unmix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["RULES", "Rule", "clean", "in_capitals", "split_field", "why_rejected"]

_CODE = re.compile(r"[A-Z]{3,4}")
_ADMIN_WORD = re.compile(
    r"(?i)\b(?:district|rayon(?:u)?|raion|rajon|rejon|piirikunta|oblast[’ʹ]?|oblastʼ|uezd|province|county|"
    r"район|область|облысы|округ|шрջան|շրջան|մարզ)\b"
)
_FARM = re.compile(
    r"(?i)\b\w*sov(?:[kc]h|x)o[zs](?:a|i|in)?\b|\bkol(?:[kc]h|x)o[zs](?:a|i|in)?\b|"
    r"\b\w*(?:совхоз|колхоз)(?:а|и|ин)?\b|սովխոզ|կոլխոզ|"
    r"state farm|petakan tntes|петакан тнтес|պետական տնտես"
)
#: Ё and й are one code point each in NFC, so what is left is a mark of stress.
_STRESS = re.compile("(?<=[аеиоуыэюяАЕИОУЫЭЮЯ])\u0301")
_BETWEEN = re.compile(r"\s{2,}")
_REGION_AFTER = re.compile(r"\s*[,،、]\s*.*$")
#: Japanese is written with three scripts; a Chinese name with one of them.
_TOGETHER = frozenset({"Hira", "Kana", "Hani"})
_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_MARKS = frozenset(' -’."()/№`·・＝=&')
_BICAMERAL_MIN = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to reject, and the test for it."""

    reason: str
    applies: Callable[[str], bool]


def _is_code(name: str) -> bool:
    return bool(_CODE.fullmatch(name))


def _no_letter(name: str) -> bool:
    return not any(character.isalpha() for character in name)


def _pronunciation(name: str) -> bool:
    return name.startswith("[") or "ˈ" in name


def _several(name: str) -> bool:
    return any(mark in name for mark in "/;|(")


def _mixed(name: str) -> bool:
    scripts = scripts_of(without_numeral(name)).keys()
    return len(scripts) > 1 and not scripts <= _TOGETHER


def _lower(name: str) -> bool:
    scripts = {plain_script(name)} - {""} or scripts_of(name).keys()
    return bool(scripts & _CASED) and not any(character.isupper() for character in name)


def _strange(name: str) -> bool:
    return any(
        not (unicodedata.category(character)[0] in "LMN" or character in _MARKS)
        or unicodedata.category(character) == "Lm"
        for character in name
        if character not in "ーՙ々"
    )


def _admin(name: str) -> bool:
    return bool(_ADMIN_WORD.search(name))


def _farm(name: str) -> bool:
    return bool(_FARM.search(name))


#: In this order.
RULES: tuple[Rule, ...] = (
    Rule("no letters", _no_letter),
    Rule("a pronunciation", _pronunciation),
    Rule("a transport code", _is_code),
    Rule("several names or a note in one field", _several),
    Rule("letters of several scripts in one name", _mixed),
    Rule("a machine transliteration in lower case, or no name", _lower),
    Rule("names an administrative unit", _admin),
    Rule("names a collective farm", _farm),
    Rule("a character that names do not have", _strange),
)

#: Those that a name which is plainly of one script can break, in the same order.
_RULES_OF_PLAIN = tuple(rule for rule in RULES if rule.applies in {_is_code, _lower, _admin, _farm})


def split_field(raw: str) -> list[str]:
    """The names in one field: some hold a dictionary's list of spellings, two spaces apart.

    >>> split_field("Nor Bayazed  Nor Bayazetʻ"), split_field("Nor Bayazed")
    (['Nor Bayazed', 'Nor Bayazetʻ'], ['Nor Bayazed'])
    """
    return [name for name in _BETWEEN.split(raw) if name.strip()]


def clean(name: str) -> str:
    """A name as the gazetteer writes it, before any rule is asked.

    Beyond `toponyms.text.normalize`: look-alike letters of another script are put right
    inside a word; marks of stress go from Cyrillic letters; what stands after a comma (the
    region, in the title of an encyclopedia article that tells homonyms apart) and a trailing
    underscore are cut off.

    >>> clean("Бaку"), clean("Яросла́вичи"), clean("دیگاه، آبشوران") == "دیگاه"
    ('Баку', 'Ярославичи', True)
    """
    if plain_script(name):
        return name
    whole = _STRESS.sub("", unmix(normalize(name)))
    return normalize(_REGION_AFTER.sub("", whole).rstrip("_"))


def why_rejected(name: str) -> str:
    """The reason of the first rule that applies to a clean name, or empty.

    >>> why_rejected("shwshy"), why_rejected("KVD"), why_rejected("Şuşa")
    ('a machine transliteration in lower case, or no name', 'a transport code', '')
    """
    rules = _RULES_OF_PLAIN if plain_script(name) else RULES
    return next((rule.reason for rule in rules if rule.applies(name)), "")


def in_capitals(names: Iterable[str]) -> dict[str, str]:
    """Names in capitals that are another of the names in capitals and small letters.

    >>> in_capitals(["PASANAURI", "Pasanauri", "ВНИИССОК"])
    {'PASANAURI': 'Pasanauri'}
    """
    by_fold = {name.casefold(): name for name in sorted(names) if not name.isupper()}
    return {
        name: by_fold[name.casefold()]
        for name in sorted(names)
        if name.isupper() and len(name) >= _BICAMERAL_MIN and name.casefold() in by_fold
    }
