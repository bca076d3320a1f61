"""Which encoding a text before Unicode has: the one in which its letters make words.

Every byte above ASCII is a letter or sign in almost any of the old encodings, so nothing is
ever undecodable. But letters of the wrong encoding are rare ones, stand in words of two
scripts, or change case within a word. Each reading is charged for that, in nats: the negative
logarithm of how often such a letter or fault is met. Only a clear lead decides.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toponyms.columns.files.armscii import decode as from_armscii

__all__ = ["READINGS", "Reading", "best_readings"]

#: Encodings without a mark that are met where these names are written, and in the neighbourhood,
#: with what each is charged for being the rarer one.
_RARITY = {
    "windows-1251": 0.0, "armscii-8": 0.0, "koi8-r": 2.0, "ibm866": 2.0, "windows-1252": 2.0,
    "windows-1254": 2.0, "windows-1250": 4.0, "windows-1253": 6.0, "windows-1256": 6.0,
    "iso8859-5": 6.0, "mac-cyrillic": 6.0,
    # What is UTF-8 throughout is seldom anything else.
    "utf-8": -10.0,
}  # fmt: skip
READINGS = tuple(encoding for encoding in _RARITY if encoding != "utf-8")

#: By so much a reading has to be ahead: one in 22,000.
_LEAD = 10.0
#: A reading that is charged more than this for each of its letters makes no words.
_DEAREST = 6.0
#: Distinct words that are judged; more make it no surer.
_MOST = 2000

_UNASSIGNED = 25.0
_CONTROL = 25.0
_SIGN = 9.0
_USUAL_SIGN = 4.0
_SIGN_IN_WORD = 6.0
_RARE_LETTER = 9.0
_FOREIGN_LETTER = 5.0
_MIXED = 8.0
_CASE = 6.0
_SIDE_BY_SIDE = 4.0
_ONE_LETTER = 6.0

_SCRIPTS = frozenset({"LATIN", "GEORGIAN", "ARABIC", "GREEK", "HEBREW", "CJK"})
_SIGNS_IN_WORDS = frozenset("’՚–\u058a՛՞՜")
_USUAL_SIGNS = frozenset("\xa0«»„“”‘’–—…°№§՝՛՞՜։֊՚´")
_WORD = re.compile(r"[^\x00-,./:-@\[-`{-\x7f]*[^\x00-\x7f][^\x00-,./:-@\[-`{-\x7f]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads in one encoding.

    Attributes:
        encoding: its name.
        charge: what it is charged for the text, in nats.
        has_letters: whether there are letters above ASCII; signs alone tell little.
        excerpt: some of its words.
    """

    encoding: str
    charge: float
    has_letters: bool
    excerpt: str


def best_readings(sample: bytes, encodings: tuple[str, ...] = READINGS) -> list[Reading]:
    """The readings that are likely, best first: one if it leads clearly, none if none makes words.

    Args:
        sample: bytes of a text.
        encodings: those to be tried; may have `utf-8` among them.

    >>> [reading.encoding for reading in best_readings("Ленкорань, Нахичевань".encode("koi8-r"))]
    ['koi8-r']
    """
    readings: list[Reading] = []
    texts: set[tuple[str, ...]] = set()
    for encoding in encodings:
        text = _decoded(sample, encoding)
        if text is None:
            continue
        words = tuple(dict.fromkeys(_WORD.findall(text)))[:_MOST]
        if words in texts:
            continue  # letter for letter another one's reading
        texts.add(words)
        high = [character for word in words for character in word if character > "\x7f"]
        charge = sum(map(_charge, words)) + _charge_of_marks(sample, text)
        if encoding == "utf-8" or charge <= _DEAREST * len(high):
            told = any(map(str.isalpha, high))
            excerpt = " ".join(words[:3])[:40]
            readings.append(Reading(encoding, charge + _RARITY[encoding], told, excerpt))
    readings.sort(key=lambda reading: reading.charge)
    return [reading for reading in readings if reading.charge < readings[0].charge + _LEAD]


def _decoded(sample: bytes, encoding: str) -> str | None:
    try:
        return from_armscii(sample) if encoding == "armscii-8" else sample.decode(encoding)
    except UnicodeDecodeError:
        return None


def _charge_of_marks(sample: bytes, text: str) -> float:
    """What a reading is charged for bytes above ASCII that are marks of ASCII inside a word.

    ArmSCII-8 has a comma and brackets of its own, at which words end.
    """
    if len(sample) != len(text):
        return 0.0
    inside = sum(
        byte > 0x7F and mark < "\x80" and not before.isspace() and not after.isspace()
        for byte, before, mark, after in zip(
            sample[1:-1], text[:-2], text[1:-1], text[2:], strict=True
        )
    )
    return _SIGN_IN_WORD * inside


def _charge(word: str) -> float:
    """What a word is charged that has a character above ASCII."""
    total = _ONE_LETTER if len(word) == 1 and word.isalpha() else 0.0
    for index, character in enumerate(word):
        before, after = word[index - 1 : index], word[index + 1 : index + 2]
        if character > "\x7f":
            total += _alone(character)
            if not character.isalpha():
                inside = before.isalpha() and after.isalpha() and character not in _SIGNS_IN_WORDS
                row = before > "\x7f" and before != character and not before.isalpha()
                total += _SIGN_IN_WORD if inside or row else 0.0
                continue
        if before.isalpha() and character.isalpha():
            total += _together(before, character, word[index - 2 : index - 1])
    return total


def _alone(character: str) -> float:
    if character.isalpha():
        foreign = _FOREIGN_LETTER if _script(character) in _SCRIPTS else _RARE_LETTER
        return _letters().get(character.lower(), foreign)
    if character in _USUAL_SIGNS:
        return _USUAL_SIGN
    category = unicodedata.category(character)
    if category == "Cf":
        return _USUAL_SIGN
    if category in {"Cn", "Co"}:
        return _UNASSIGNED
    return _CONTROL if category == "Cc" else _SIGN


def _together(before: str, character: str, earlier: str) -> float:
    """What a letter is charged for the letter before it, and the one before that."""
    total = 0.0
    if (character > "\x7f" or before > "\x7f") and _script(before) != _script(character):
        total += _MIXED
    if character > "\x7f" and before > "\x7f" and _script(character) == "LATIN":
        total += _SIDE_BY_SIDE  # a letter with a mark seldom follows another
    if before.islower() and character.isupper():
        total += _CASE
    elif character.islower() and before.isupper() and earlier.isupper():
        total += _CASE / 2
    return total


@cache
def _script(character: str) -> str:
    """The script of a letter, as the first word of its name says."""
    return unicodedata.name(character, "").partition(" ")[0]


@cache
def _letters() -> dict[str, float]:
    """The charge of each letter of Russian and Armenian names."""
    rows = (files("toponyms.columns.files") / "letters.tsv").read_text("utf-8").split("\n")
    charges = {}
    for row in rows[3:]:
        if row:
            _, letter, count = row.split("\t")
            charges[letter] = -math.log(int(count) / 10_000)
    return charges
