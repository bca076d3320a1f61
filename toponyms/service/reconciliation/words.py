"""The words of the service in the language that a client asks for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toponyms.packaged import packaged_toml
from toponyms.service.records import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toponyms.model import Place
    from toponyms.service.records import Records

__all__ = ["Words", "preferred_language"]

_RANGE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=([0-9.]{1,5}))?\s*")


def preferred_language(accepted: str) -> str:
    """The language of `LANGUAGES` that a header Accept-Language wants most, else English.

    >>> preferred_language("ka, hy-AM;q=0.8, ru;q=0.9"), preferred_language("de")
    ('ru', 'en')
    """
    best, most = "en", 0.0
    for part in accepted[:500].split(","):
        match = _RANGE.fullmatch(part)
        if match is None or match[1].lower() not in LANGUAGES:
            continue
        try:
            weight = float(match[2] or 1)
        except ValueError:
            continue
        if weight > most:
            best, most = match[1].lower(), weight
    return best


class Words(NamedTuple):
    """The words of one language.

    Attributes:
        lang: of `LANGUAGES`.
    """

    lang: str

    @property
    def service(self) -> str:
        """What the service is called."""
        return str(_tables()["service"][self.lang])

    def of(self, table: str, key: str) -> str:
        """What something is called."""
        return str(_tables()[table][key][self.lang])

    def all_of(self, table: str) -> list[dict[str, str]]:
        """Everything of a table, as id and name."""
        return [{"id": key, "name": said[self.lang]} for key, said in _tables()[table].items()]

    def type_of(self, place: Place) -> dict[str, str]:
        """The type of a place."""
        kind = place.feature[:1] or "P"
        return {"id": kind, "name": self.of("types", kind)}

    def name(self, place: Place) -> str:
        """What a place is called."""
        return place.label(self.lang) or place.name() or place.id

    def description(self, place: Place, records: Records) -> str:
        """What kind of place it is, and where."""
        unit, country = records.unit_of(place), records.country_of(place)
        where = [self.name(one) for one in (unit, country) if one and one.id != place.id]
        if country is None and place.country:
            where.append(place.country)
        return ", ".join([self.type_of(place)["name"], *where])


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return packaged_toml("toponyms.service.reconciliation", "words.toml")
