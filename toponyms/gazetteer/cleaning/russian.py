"""Which untagged Cyrillic name of a place is the Russian one, as far as that can be shown.

In Russia GeoNames took its main names from maps romanized by BGN/PCGN 1947. A Cyrillic name
whose romanization by that system is the main name, soft signs included, is what stood on the
map: two strings that came to GeoNames on different ways agree. Elsewhere, and where the main
name has been replaced by an English one, there is less to go by: the place's only Cyrillic
name, if it is spelled as Russian is and its romanization is one of the Latin names.

The Latin alternates alone prove nothing, since many are romanizations of the Cyrillic ones.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from toponyms.gazetteer.cleaning.alphabets import fits

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["romanize", "russian_among", "spelled_as_russian"]

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "”", "ы": "y", "ь": "’", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
#: At the start of a word and after these, е is `ye` and ё is `yë`.
_YE = re.compile(r"(?:(?<=[аеёиоуыэюяйъь])|(?<![а-яё]))[её]")
#: The middle dot of BGN/PCGN, where two letters would read as one.
_DOT = re.compile(r"(?<=т)(?=с)|(?<=ш)(?=ч)|(?<=й)(?=[ауыэ])")
#: Neither sign stands after a vowel or begins a word; a hard sign stands before a vowel;
#: no word begins with ы; -ськ is the Ukrainian ending.
_NOT_RUSSIAN = re.compile(
    r"(?<![бвгджзклмнпрстфхцчшщ])[ьъ]|ъ(?![еёюя])|(?<![а-яё])ы|[сц]ьк(?![а-яё])"
)
_SIGN = re.compile("[’”]")
_LOOSE = (("”", ""), ("’", ""), ("ye", "e"), ("yy", "y"), ("iy", "y"), ("-", ""), (" ", ""))


def romanize(text: str) -> str:
    """Russian by BGN/PCGN 1947 with the middle dot, in lower case, ё as е.

    >>> romanize("Ельня"), romanize("Большое Мурашкино"), romanize("Братск")
    ('yel’nya', 'bol’shoye murashkino', 'brat·sk')
    """
    spelled = _YE.sub("йе", _DOT.sub("·", text.lower()))
    return "".join(_LETTERS.get(letter, letter) for letter in spelled)


def spelled_as_russian(text: str) -> bool:
    """Whether a name has only Russian letters, and signs only where Russian has them.

    >>> [spelled_as_russian(name) for name in ("Объячево", "Гаьдимгала", "Вургӏун")]
    [True, False, False]
    """
    return fits(text, "ru") and not _NOT_RUSSIAN.search(text.lower())


def russian_among(
    cyrillic: Iterable[str], main: str, latin: Iterable[str], country: str
) -> set[str]:
    """Those untagged Cyrillic names of a place that are shown to be Russian.

    The first of these rules that holds for any name decides:

    1. in RU, if the main name has a sign (’ or ”): the romanization is the main name;
    2. in RU: the same but for signs, spaces, hyphens and the spelling of ий and ый (a main
       name without signs may have lost them, and Уляновск would pass for Ульяновск);
    3. it is the place's only Cyrillic name, and rule 2 holds for one of the Latin names.

    Names that differ only in ё, a space or a hyphen count as one. If several different
    names pass a rule, none of them is shown, and the set is empty.

    Args:
        cyrillic: all the place's untagged Cyrillic names.
        main: GeoNames' main name.
        latin: all its Latin names.
        country: ISO 3166-1 alpha-2 code of the place.

    >>> sorted(russian_among(["Орёл", "Орел", "Орьол"], "Orël", ["Oryol"], "RU"))
    ['Орел', 'Орёл']
    >>> russian_among(["Масква", "Москва"], "Moscow", ["Moskva", "Maskva"], "RU")
    set()
    """
    names = sorted(set(cyrillic))
    candidates = [name for name in names if spelled_as_russian(name)]
    passed: set[str] = set()
    if country == "RU":
        strict, loose = _dotless(_bare(main)), _loosen(_bare(main))
        if _SIGN.search(strict):
            passed = {name for name in candidates if _dotless(romanize(name)) == strict}
        passed = passed or {
            name for name in candidates if _loosen(_dotless(romanize(name))) == loose
        }
    if not passed and len({_same(name) for name in names}) == 1:
        known = {_loosen(_bare(name)) for name in latin}
        passed = {name for name in candidates if _loosen(romanize(name)) in known}
    return passed if len({_same(name) for name in passed}) == 1 else set()


def _bare(latin: str) -> str:
    """Lower case without marks: GeoNames writes ё as ë or yë, and e in newer names."""
    apart = unicodedata.normalize("NFD", latin.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _dotless(text: str) -> str:
    # GeoNames leaves the dot out of main names in Russia: Bratsk, not Brat·sk.
    return text.replace("·", "")


def _loosen(text: str) -> str:
    for strict, loose in _LOOSE:
        text = text.replace(strict, loose)
    return text


def _same(name: str) -> str:
    return re.sub("[ -]", "", name.lower().replace("ё", "е"))
