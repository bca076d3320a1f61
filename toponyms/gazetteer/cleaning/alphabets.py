"""The letters that languages are written with, and what they can and cannot prove.

Letters prove a language only where no other language that names places in that country
has all of them. Sources: the Azerbaijani laws on the alphabet of 1991 and 1992 (Latin) and
the decree of 1958 (Cyrillic); the Russian alphabet of 1918; the Turkish alphabet of 1928.
"""

from __future__ import annotations

__all__ = ["ALPHABETS", "fits", "letters_of"]

_AZ = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"

#: Lower-case letters by language tag.
ALPHABETS: dict[str, frozenset[str]] = {
    "az": frozenset(_AZ),
    "az-Cyrl": frozenset("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш"),
    "hy": frozenset("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև"),
    "ru": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "ka": frozenset("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"),
    "tr": frozenset("abcçdefgğhıijklmnoöprsştuüvyzâîû"),
    "fa": frozenset("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءؤأ"),
}


def letters_of(text: str) -> frozenset[str]:
    """The letters of a text, in lower case, without marks, digits and spaces.

    >>> sorted(letters_of("Bakı-2"))
    ['a', 'b', 'k', 'ı']
    """
    # The lower case of İ is two code points, one of them no letter.
    return frozenset(filter(str.isalpha, text.lower()))


def fits(text: str, lang: str) -> bool:
    """Whether a text has letters, and only letters of a language's alphabet.

    Args:
        text: a name in NFC.
        lang: a key of `ALPHABETS`.

    >>> fits("Xankəndi", "az"), fits("Xankəndi", "tr"), fits("Ҝәнҹә", "ru")
    (True, False, False)
    """
    letters = letters_of(text)
    return bool(letters) and letters <= ALPHABETS[lang]
