"""How a name sounds: one phonemic skeleton for every script and romanization.

A letter table brings each script to about thirty sounds, and a few rules then give up
what romanizations cannot agree on: the glide before a vowel (Джанятаг, Janiatagh,
Dzhanyatag), doubled letters, soft signs. Names that share a skeleton are `sound` matches;
nearly equal skeletons are what the candidate search looks for.
"""

from __future__ import annotations

import re
from functools import cache

from unidecode import unidecode

from toponyms.text.fold import strip_marks
from toponyms.text.scripts import unmix
from toponyms.text.tables import letter_list, read_table

__all__ = [
    "ALPHABET", "continental", "devoiced", "frame", "nordic", "outline", "skeleton", "unvowelled",
]  # fmt: skip

#: Every sound a skeleton can have; see tables/sounds.tsv for their values.
ALPHABET = "aeioubpvfmdtnlrgkhszSZCJTDXG0123456789"

#: Sounds that letters of two scripts spell with one or with two letters.
_CLUSTERS = (
    ("dZ", "J"),
    ("tS", "C"),
    ("tC", "C"),
    ("SC", "S"),
    ("ts", "T"),
    ("dz", "D"),
    ("kh", "X"),
    ("gh", "G"),
    ("eo", "o"),
)
#: Only the whole run: a search that began anywhere in it would take quadratic time. What stands
#: before is looked at second, so that the search can leap from one i to the next.
_GLIDE_BEFORE_VOWEL = re.compile("[iy](?<![iy][iy])[iy]*(?=[aeou])")
_GLIDE = re.compile("[iy]+")
_REPEATED = re.compile(rf"([{ALPHABET}])\1+")
_SEPARATORS = re.compile(r"[^\w\n]|_")

_DEVOICED = str.maketrans("bdgvzZJDGXh", "ptkfsSCTXXX")
_UNVOWELLED = str.maketrans("eiou", "aaaa")
_FRAME = str.maketrans("bdgvszZJDGXCT", "ptkfSSSSSkkSS", "aeiouyh")
_OUTLINE = str.maketrans("bdgvszZJDGXCTeiou", "ptkfSSSSSkkSSaaaa", "yh")


def skeleton(exact: str) -> str:
    """The sounds of a name, read as Azerbaijani and English spell them.

    Args:
        exact: what `toponyms.text.fold.exact_form` gave; one name a line.

    Returns:
        Text over `ALPHABET`, line by line; an empty line for a name without letters.

    >>> names = ["canyataq", "джанятаг", "ҹанјатаг", "janyatag"]
    >>> {skeleton(name) for name in names}
    {'Janatag'}
    >>> skeleton("ճանկաթաղ"), skeleton("chankatagh")
    ('CankataG', 'CankataG')
    """
    return _reader("sounds")(exact)


def continental(exact: str) -> str:
    """The sounds of a name, its Latin letters read as on the Continent: j as a glide, c as ts.

    >>> skeleton("jerewan"), continental("jerewan")
    ('Jerevan', 'erevan')
    """
    return _reader("sounds", "sounds_continental")(exact)


def nordic(exact: str) -> str:
    """The sounds of a name, its Latin letters read as Nordic languages and Dutch romanize Russian.

    >>> nordic("pesotsjnoje"), skeleton("pesochnoye")
    ('pesoCnoe', 'pesoCnoe')
    """
    return _reader("sounds", "sounds_nordic")(exact)


def devoiced(skeleton: str) -> str:
    """A skeleton with voiced and voiceless sounds as one: Western Armenian reads them swapped.

    >>> devoiced(continental("nalbandyan")) == devoiced(continental("nalpantyan"))
    True
    """
    return skeleton.translate(_DEVOICED)


def unvowelled(skeleton: str) -> str:
    """A skeleton with every vowel the same: languages agree least on vowels.

    >>> unvowelled(skeleton("gence")), unvowelled(skeleton("gyandzha"))
    ('ganJa', 'ganJa')
    """
    return skeleton.translate(_UNVOWELLED)


def frame(skeleton: str) -> str:
    """The classes of a skeleton's consonants, without vowels.

    One class each for lips, teeth, the back of the mouth and the hissing sounds; h is left
    out, since Russian and Armenian spellings drop it or write it g.

    >>> frame("Janatag"), frame("CankataG")
    ('Sntk', 'Snktk')
    """
    return skeleton.translate(_FRAME)


def outline(skeleton: str) -> str:
    """The frame of a skeleton with its vowels, all of them the same.

    >>> outline("Janatag"), outline("CankataG")
    ('Sanatak', 'Sankatak')
    """
    return skeleton.translate(_OUTLINE)


class _Reader:
    """Reads letters as sounds by tables of which later ones win.

    Groups of letters are replaced longest first, then single letters; the sounds that
    groups give are capital letters or letters that stand for themselves.
    """

    def __init__(self, *tables: str) -> None:
        rows = {row["letters"]: row["sound"] for table in tables for row in read_table(table)}
        self._groups = sorted(
            (
                (letters, sound)
                for letters, sound in rows.items()
                if len(letters) > 1 and letters[0] != "^"
            ),
            key=lambda row: -len(row[0]),
        )
        self._initials = [
            (re.compile(re.escape(letters[1]) + r"(?<!\w.)" + re.escape(letters[2:])), sound)
            for letters, sound in rows.items()
            if letters[0] == "^"
        ]
        self._known = {letter: sound for letter, sound in rows.items() if len(letter) == 1}
        self._letters = letter_list({ord(letter): sound for letter, sound in self._known.items()})
        known = re.escape("".join(self._known))
        self._unknown = re.compile(rf"[^\n0-9A-Z{known}]")

    def __call__(self, text: str) -> str:
        text = unmix(text)
        for letters, sound in self._groups:
            text = text.replace(letters, sound)
        for pattern, sound in self._initials:
            text = pattern.sub(sound, text)
        text = _SEPARATORS.sub("", text)
        sounds = text.translate(self._letters)
        if not sounds.isascii():  # as every sound is
            sounds = self._unknown.sub(self._decode, text).translate(self._letters)
        return _simplify(sounds)

    def _decode(self, match: re.Match[str]) -> str:
        """A letter that no table has: without its marks, or else as Unidecode has it."""
        base = strip_marks(match[0])
        if all(letter in self._known for letter in base):
            return base
        return _SEPARATORS.sub("", unidecode(match[0]).lower())


def _simplify(text: str) -> str:
    """Sounds without what romanizations disagree on."""
    text = _GLIDE_BEFORE_VOWEL.sub("", text)
    text = _GLIDE.sub("i", text)
    for cluster, sound in _CLUSTERS:
        text = text.replace(cluster, sound)
    return _REPEATED.sub(lambda match: match[1], text)


@cache
def _reader(*tables: str) -> _Reader:
    return _Reader(*tables)
