"""Which untagged Latin names of a place in Azerbaijan are spelled in Azerbaijani.

Letters alone mislead: the sources carry names whose diacritics were partly stripped (Səki for
Şəki, Goeytəpə for Göytəpə) and names of other languages that fit the alphabet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.gazetteer.cleaning.alphabets import fits, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["azerbaijani_among", "plain"]

#: Turkish has neither q, x nor ə; Kurdish, which has q and x, has none of the others.
_NOT_TURKISH = frozenset("qx")
_NOT_KURDISH = frozenset("ğıöü")
_PLAIN = str.maketrans("şçğıöü", "scgiou")
_DIGRAPHS = str.maketrans({"ö": "oe", "ü": "ue"})
#: Ways to write one Azerbaijani letter that Azerbaijani itself does not use.
_FOREIGN = ("zh", "kh", "dzh", "ou")


def azerbaijani_among(names: Iterable[str], known: frozenset[str]) -> set[str]:
    """Those of a place's untagged Latin names that are spelled in Azerbaijani.

    A name passes if it has only letters of the alphabet and either stands in a list of
    Azerbaijani spellings, or has ə, or has q or x beside one of ğ ı ö ü (which together only
    Azerbaijani has), and no other name of the place shows that it lost diacritics.

    Args:
        names: all the place's clean Latin names; the place is in AZ.
        known: Azerbaijani spellings of places of the country.

    >>> sorted(azerbaijani_among(["Şəki", "Səki", "Sheki", "Goeytəpə", "Göytəpə"], frozenset()))
    ['Göytəpə', 'Şəki']
    >>> azerbaijani_among(["Badamlı", "Badamly"], frozenset({"Badamlı"}))
    {'Badamlı'}
    """
    candidates = sorted(set(names))
    return {
        name
        for name in candidates
        if fits(name, "az") and (name in known or (_proves(name) and not _lost(name, candidates)))
    }


def plain(name: str) -> str:
    """A name in small letters without the diacritics of Azerbaijani; ə stays.

    >>> plain("Sumqayıt"), plain("Şəki")
    ('sumqayit', 'səki')
    """
    return name.replace("İ", "i").lower().translate(_PLAIN)


def _proves(name: str) -> bool:
    letters = letters_of(name)
    if any(digraph in name.lower() for digraph in _FOREIGN):
        return False
    return "ə" in letters or bool(letters & _NOT_TURKISH and letters & _NOT_KURDISH)


def _lost(name: str, names: list[str]) -> bool:
    """Whether another name is this one with more diacritics."""
    mine = _forms(name)
    return any(
        _marked(other) > _marked(name) and mine & _forms(other) for other in names if other != name
    )


def _forms(name: str) -> set[str]:
    return {plain(name), plain(name.lower().translate(_DIGRAPHS))}


def _marked(name: str) -> int:
    return sum(letter in "şçğıöüŞÇĞİÖÜ" for letter in name)
