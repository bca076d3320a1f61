"""Generic terms beside a name: село, kəndi, գյուղ, village of.

They say what kind of place is meant and are no part of what it is called; but some
names end in such a word (Yeni Kənd, Нижний Посёлок), so a name is always tried as it
stands first.
"""

from __future__ import annotations

import re
from functools import cache

from toponyms.text.fold import exact_form
from toponyms.text.tables import read_table

__all__ = ["without_generic"]

#: What may stand between a term and the name.
_JOINT = r"[ .,\"()-]+"
#: Where a run of them begins: a search that began anywhere in it would take quadratic time.
_RUN = r"(?<![ .,\"()-])"


def without_generic(exact: str) -> tuple[str, str] | None:
    """A name without the generic term at its start or end, and the class it points to.

    Args:
        exact: one name, as `toponyms.text.fold.exact_form` gives it.

    Returns:
        The rest and a GeoNames feature class; None if there is no term, or nothing else.

    >>> without_generic("село гюздек"), without_generic("ağdam rayonu"), without_generic("kənd")
    (('гюздек', 'P'), ('ağdam', 'A'), None)
    """
    if exact.isalpha():  # one word, as most names are
        return None
    before, after = _patterns()
    found = before.match(exact) or after.search(exact)
    if not found:
        return None
    rest = (exact[: found.start()] + exact[found.end() :]).strip(' .,"()-')
    return (rest, _classes()[found["term"]]) if rest else None


@cache
def _classes() -> dict[str, str]:
    return {exact_form(row["term"]): row["class"] for row in read_table("generics")}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    terms = "|".join(map(re.escape, sorted(_classes(), key=len, reverse=True)))
    # An abbreviation's full stop may be glued to the name; a whole word may not.
    before = re.compile(rf"[\"( ]*(?P<term>{terms})(?:(?<=\.)\s*|{_JOINT})(?=\w)")
    after = re.compile(rf"{_RUN}{_JOINT}(?P<term>{terms})[\") .]*$")
    return before, after
