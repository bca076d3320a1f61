"""Armenian in classical orthography, as the diaspora writes it, respelled as in Armenia.

A reader of both takes them for one spelling, so that a name in one is no less sure than in the
other: Յունաստան and Հունաստան are told apart by nothing but where they were printed.
"""

from __future__ import annotations

import re
from functools import cache

from toponyms.text.tables import read_table

__all__ = ["reformed"]

#: What only words in classical orthography have, or are likely to have.
_CLASSICAL = re.compile(r"\bյ|\B[էօ]|յ\b|ոյ|ե[աօո]|ւ")


def reformed(text: str) -> str:
    """Armenian text in the orthography of Armenia, whichever it is in.

    The rules (tables/armenian_reform.tsv) go one way and know no words: of a reformed word that
    looks classical, such as a loan word (Կորեա), they make what nobody writes.

    Args:
        text: in lower case; other scripts stay as they are.

    >>> reformed("յունաստան"), reformed("սիւնիք"), reformed("մոսկուա"), reformed("հայաստան")
    ('հունաստան', 'սյունիք', 'մոսկվա', 'հայաստան')
    """
    if not _CLASSICAL.search(text):
        return text
    for pattern, reform in _rules():
        text = pattern.sub(reform, text)
    return text


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_table("armenian_reform")
    return tuple((re.compile(row["pattern"]), row["reformed"]) for row in rows)
