"""The keys under which a name is found; the same for the index and for a query.

`KEYS_VERSION` is recorded in every compiled index: whoever changes what a key is,
here or in a table, raises it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from toponyms.text.fold import refold
from toponyms.text.sound import continental, nordic, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["KEYS_VERSION", "Reading", "parts", "readings"]

KEYS_VERSION = 3

#: Other readings of Latin letters, and what in a name makes them differ from the first.
_OTHER_READINGS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile("[cj]|ow|iw"), continental),
    (re.compile("[sztd]j"), nordic),
)
_WORD = re.compile(r"[^\W\d_]+")
#: Letters of the shortest word that may stand for a name of several, and how many may.
_PART_LENGTH, _PARTS = 4, 3


class Reading(NamedTuple):
    """One way to read one of several names.

    Attributes:
        owner: the name's place in the sequence that was given.
        folded: its letters and digits, `toponyms.text.fold.folded_form`.
        skeleton: its sounds, `toponyms.text.sound`.
        part: whether only one of several words was read.
    """

    owner: int
    folded: str
    skeleton: str
    part: bool = False


def parts(exact: str) -> list[str]:
    """The words that may be all that is known of a name of several words.

    Upper and Lower, New and Old come and go in names, and so do a district or a patron.

    >>> parts("yukhary-khylly"), parts("nor gyugh"), parts("baku")
    (['yukhary', 'khylly'], ['gyugh'], [])
    """
    words = [] if exact.isalpha() else _WORD.findall(exact)
    if len(words) < 2:
        return []
    return [word for word in words if len(word) >= _PART_LENGTH][-_PARTS:]


def readings(exact: Sequence[str]) -> list[Reading]:
    """Every reading of each name; none of a name without a letter or digit.

    Args:
        exact: names as `exact_form` gives them.

    Returns:
        In the order of the names, the English and Azerbaijani reading first.

    >>> from toponyms.text.fold import exact_form
    >>> [reading.skeleton for reading in readings([exact_form("Jerewan"), exact_form("!")])]
    ['Jerevan', 'erevan']
    """
    text = "\n".join(exact)
    folded = refold(text).split("\n")
    sounds = skeleton(text).split("\n")
    found = [
        Reading(owner, letters, sound)
        for owner, (letters, sound) in enumerate(zip(folded, sounds, strict=True))
        if letters
    ]
    said = {(reading.owner, reading.skeleton) for reading in found}
    for pattern, read in _OTHER_READINGS:
        owners = [owner for owner, name in enumerate(exact) if pattern.search(name)]
        if not owners:
            continue
        more = read("\n".join(exact[owner] for owner in owners)).split("\n")
        for owner, sound in zip(owners, more, strict=True):
            if folded[owner] and (owner, sound) not in said:
                said.add((owner, sound))
                found.append(Reading(owner, folded[owner], sound))
    found.sort(key=lambda reading: reading.owner)
    return found
