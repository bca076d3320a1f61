"""The keys under which a name is found; the same for the index and for a query.

`KEYS_VERSION` is recorded in every compiled index: whoever changes what a key is,
here or in a table, raises it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toponyms.text.fold import exact_form, refold
from toponyms.text.sound import continental, skeleton

__all__ = ["KEYS_VERSION", "Reading", "readings"]

KEYS_VERSION = 1

#: What makes the continental reading of Latin letters differ from the English one.
_CONTINENTAL = re.compile("[cj]|ow|iw")


class Reading(NamedTuple):
    """One way to read one of several names.

    Attributes:
        owner: the name's place in the sequence that was given.
        folded: its letters and digits, `toponyms.text.fold.folded_form`.
        skeleton: its sounds, `toponyms.text.sound`.
    """

    owner: int
    folded: str
    skeleton: str


def readings(exact: Sequence[str]) -> list[Reading]:
    """Every reading of each name; none of a name without a letter or digit.

    Args:
        exact: names as `exact_form` gives them.

    Returns:
        In the order of the names, the English and Azerbaijani reading first.

    >>> readings([exact_form("Jerewan"), exact_form("!")])
    [Reading(owner=0, folded='jerewan', skeleton='Jerevan'), \
Reading(owner=0, folded='jerewan', skeleton='erevan')]
    """
    text = "\n".join(exact)
    folded = refold(text).split("\n")
    sounds = skeleton(text).split("\n")
    found = [
        Reading(owner, letters, sound)
        for owner, (letters, sound) in enumerate(zip(folded, sounds, strict=True))
        if letters
    ]
    other = [owner for owner, name in enumerate(exact) if _CONTINENTAL.search(name)]
    if other:
        second = continental("\n".join(exact[owner] for owner in other)).split("\n")
        found += [
            Reading(owner, folded[owner], sound)
            for owner, sound in zip(other, second, strict=True)
            if sound != sounds[owner] and folded[owner]
        ]
        found.sort(key=lambda reading: reading.owner)
    return found
