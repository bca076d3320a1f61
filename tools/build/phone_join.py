"""Gives the triples of libphonenumber to the towns they mean, by name only.

The data has no ids, so an entry is used only where two of its names agree with one town and
with no other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from toponyms.gazetteer.cleaning.tagging import doubt
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tools.build.readers.phones import PhoneEntry

__all__ = ["fold", "join_by_name"]


def join_by_name(
    entries: Iterable[PhoneEntry],
    names_of: Mapping[str, frozenset[str]],
    keys: tuple[str, ...],
) -> dict[str, dict[str, str]]:
    """Tagged names by place id, then by language.

    Args:
        entries: names in several languages for one prefix each.
        names_of: all names of each place that may be meant, folded by `fold`.
        keys: the languages whose names must be among the place's own.

    Returns:
        Names of the places that exactly one entry's names mean. An entry that fits no
        place or several gives nothing; so does a second entry with other names for a place.
    """
    by_name: dict[str, set[str]] = defaultdict(set)
    for place_id, folded in names_of.items():
        for name in folded:
            by_name[name].add(place_id)
    joined: dict[str, dict[str, str]] = {}
    for entry in sorted(entries):
        names = {lang: normalize(name) for lang, name in entry.names}
        if any(doubt(name, lang) for lang, name in names.items()):
            continue
        fitting = [by_name.get(fold(names[lang]), set()) for lang in keys]
        meant = set.intersection(*fitting)
        if len(meant) == 1:
            joined.setdefault(meant.pop(), names)
    return joined


def fold(name: str) -> str:
    """The form in which names are compared: small letters, one way to write և.

    >>> fold("Իջեւան") == fold("Իջևան")
    True
    """
    return normalize(name).casefold().replace("եւ", "և").replace("’", "")
