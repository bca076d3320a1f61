"""Scripts of a text (ISO 15924), and letters that pose as those of another script.

Names arrive with Latin letters inside Cyrillic words (`Бaку`) and the reverse; the
letters look alike and were typed from the wrong keyboard or read by a scanner. Only
letters that cannot be told apart by eye are ever exchanged, and only inside a word
that has letters of both scripts.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from toponyms.text._icu import script_of
from toponyms.text.tables import read_table

__all__ = ["SCRIPT_OF_LANGUAGE", "main_script", "scripts_of", "unmix"]

#: The usual script of a language, by BCP 47 language subtag (CLDR's likely subtags).
#: A name in another script carries a script subtag: `az-Cyrl`.
SCRIPT_OF_LANGUAGE: dict[str, str] = {
    "ar": "Arab", "az": "Latn", "be": "Cyrl", "bg": "Cyrl", "de": "Latn", "el": "Grek",
    "en": "Latn", "es": "Latn", "fa": "Arab", "fr": "Latn", "he": "Hebr", "hy": "Armn",
    "it": "Latn", "ja": "Jpan", "ka": "Geor", "ko": "Kore", "ku": "Latn", "la": "Latn",
    "os": "Cyrl", "pl": "Latn", "ru": "Cyrl", "tr": "Latn", "tt": "Cyrl", "uk": "Cyrl",
    "zh": "Hans",
}  # fmt: skip

_NOT_A_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})
_LATIN = "a-zA-Z\u00c0-\u024f\u0259"
_CYRILLIC = "\u0400-\u04ff"
_INSIDE = "’\u0300-\u036f"
#: A letter of one script beside one of the other: a quick look whether there is any such word.
_TOUCHING = re.compile(rf"[{_LATIN}][{_INSIDE}]*[{_CYRILLIC}]|[{_CYRILLIC}][{_INSIDE}]*[{_LATIN}]")
#: A word with both Latin and Cyrillic letters: cheap to rule out, rare to meet.
_MIXED_WORD = re.compile(
    rf"(?<![\w{_INSIDE}])(?:[{_LATIN}][{_LATIN}{_INSIDE}]*[{_CYRILLIC}]|[{_CYRILLIC}][{_CYRILLIC}{_INSIDE}]*[{_LATIN}])[\w{_INSIDE}]*"
)


def scripts_of(text: str) -> Counter[str]:
    """How many letters of each script a text has, by ISO 15924 code.

    >>> dict(scripts_of("Баку / Bakı"))
    {'Cyrl': 4, 'Latn': 4}
    """
    codes = (script_of(character) for character in text if character.isalpha())
    return Counter(code for code in codes if code not in _NOT_A_SCRIPT)


def main_script(text: str) -> str:
    """The script of most letters, the first one met if several tie; `Zyyy` if there are none.

    >>> main_script("Ճանկաթաղ"), main_script("1905")
    ('Armn', 'Zyyy')
    """
    counts = scripts_of(text)
    return max(counts, key=counts.__getitem__) if counts else "Zyyy"


def unmix(text: str) -> str:
    r"""Words of one script again, where look-alike letters made them a mixture.

    A word changes only if all its letters of the rarer script (Cyrillic or Latin) have a
    look-alike in the other; with equal counts the script that can take the whole word wins.

    >>> unmix("Б\u0061ку") == "Баку"  # the second letter was a Latin a
    True
    >>> unmix("Şuшa")  # no Latin letter looks like ш, no Cyrillic one like ş
    'Şuшa'
    """
    return _MIXED_WORD.sub(_unmix_word, text) if _TOUCHING.search(text) else text


def _unmix_word(match: re.Match[str]) -> str:
    word = match[0]
    counts = scripts_of(word)
    if not {"Latn", "Cyrl"} <= counts.keys():
        return word
    order = ["Latn", "Cyrl"] if counts["Latn"] > counts["Cyrl"] else ["Cyrl", "Latn"]
    for target in order:
        letters = _look_alikes(target)
        changed = "".join(letters.get(character, character) for character in word)
        if len(scripts_of(changed)) == 1:
            return changed
    return word


@cache
def _look_alikes(target: str) -> dict[str, str]:
    """Letters of the other script by the letter of `target` they look like."""
    pairs = ((row["latin"], row["cyrillic"]) for row in read_table("look_alikes"))
    if target == "Cyrl":
        return dict(pairs)
    return {cyrillic: latin for latin, cyrillic in pairs}
