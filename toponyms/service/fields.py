"""Reads what a request asks for; what is wrong is told by field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict

from toponyms.errors import UnknownPlaceError
from toponyms.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Scope

    from toponyms.resolution.context import Context
    from toponyms.resolution.resolver import Resolver

__all__ = ["Fields", "checked_text"]

_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FEATURE = re.compile(r"[AHLPRSTUV](\.[A-Z0-9]{0,10})?", re.ASCII | re.IGNORECASE)
_COMMA = re.compile(", ?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_FLAGS = {"0": False, "1": True, "false": False, "true": True}
#: How parts of a language tag are written: a script has four letters, a region two.
_CASE = {2: str.upper, 4: str.title}


class Fields:
    """The fields of a request, from its address or from an object of JSON.

    Args:
        given: values by name.
        known: the names that there are; anything else is refused, since a slip in the name of a
            filter would be a wrong answer.

    Raises:
        Problem: if it is no object, has a field that there is not, or one twice.
    """

    def __init__(self, given: object, known: frozenset[str]) -> None:
        if not isinstance(given, Mapping):
            raise Problem(422, f"an object with {', '.join(sorted(known))} is expected")
        for name in given:
            if name not in known:
                said = ", ".join(sorted(known))
                raise Problem(422, f"there is no such field; there are {said}", field=str(name))
        if isinstance(given, ImmutableMultiDict):
            _check_once(given.multi_items())
            given = dict(given)
        self._given: Mapping[str, Any] = given

    @classmethod
    def of_address(cls, scope: Scope, known: frozenset[str]) -> Fields:
        """The fields of a request that stand in its address.

        Args:
            scope: the request, as ASGI has it.
            known: as above.

        Raises:
            Problem: as above.
        """
        # As Starlette reads them, without its objects, which would be the half of the cost.
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        fields = cls(dict(pairs), known)
        _check_once(pairs)
        return fields

    def has(self, name: str) -> bool:
        """Whether a field is given, and not null or empty."""
        return self._given.get(name) not in (None, "")

    def raw(self, name: str) -> Any:
        """A field as it came, or None."""
        return self._given.get(name)

    def text(self, name: str, longest: int) -> str:
        """A text that must be there.

        Raises:
            Problem: if it is missing, not a text, or longer than `longest` code points.
        """
        value = self._given.get(name)
        if value is None:
            raise Problem(422, "this field is needed", field=name)
        return checked_text(value, name, longest)

    def texts(self, name: str, most: int, longest: int) -> list[str]:
        """A list of texts that must be there."""
        values = self._given.get(name)
        if not isinstance(values, list):
            raise Problem(422, "a list of texts is expected", field=name)
        if len(values) > most:
            raise Problem(
                422, f"{len(values):,} are too many at once: {most:,} at most", field=name
            )
        return [
            checked_text(one, f"{name}[{number}]", longest) for number, one in enumerate(values)
        ]

    def words(self, name: str, most: int = 100) -> list[str]:
        """A list of short texts, or one text with commas between them; empty if not given."""
        value = self._given.get(name)
        if value in (None, ""):
            return []
        words = _COMMA.split(value) if isinstance(value, str) else value
        if not isinstance(words, list) or not all(isinstance(one, str) for one in words):
            raise Problem(422, "a text or a list of texts is expected", field=name)
        if len(words) > most:
            raise Problem(422, f"{len(words):,} are too many: {most:,} at most", field=name)
        return words

    def flag(self, name: str) -> bool:
        """Yes or no; no if not given."""
        value = self._given.get(name)
        if value is None:
            return False
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in _FLAGS:
            return _FLAGS[value.lower()]
        raise Problem(422, "true or false is expected", field=name)

    def whole(self, name: str, otherwise: int, most: int, least: int = 1) -> int:
        """A whole number in a range."""
        value = self._given.get(name)
        if value is None:
            return otherwise
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Problem(422, f"a whole number from {least:,} to {most:,} is expected", field=name)
        return value

    def share(self, name: str, otherwise: float) -> float:
        """A number from 0 to 1."""
        value = self._given.get(name)
        if value is None:
            return otherwise
        number = _number(value)
        if number is None or not 0 <= number <= 1:
            raise Problem(422, "a number from 0 to 1 is expected", field=name)
        return number

    def lang(self, name: str = "lang") -> str | None:
        """A language tag, in the usual case of its parts.

        >>> Fields({"lang": "AZ-cyrl"}, frozenset({"lang"})).lang()
        'az-Cyrl'
        """
        value = self._given.get(name)
        if value in (None, ""):
            return None
        if not isinstance(value, str) or len(value) > 35 or not _LANG.fullmatch(value):
            raise Problem(422, "a BCP 47 tag is expected, such as az or az-Cyrl", field=name)
        first, *others = value.lower().split("-")
        return "-".join([first, *(_CASE.get(len(part), str.lower)(part) for part in others)])

    def near(self) -> tuple[float, float] | None:
        """A point, as `lat,lon` or as a list of two numbers.

        >>> Fields({"near": "40.1, 46.8"}, frozenset({"near"})).near()
        (40.1, 46.8)
        """
        value = self._given.get("near")
        if value in (None, ""):
            return None
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, list) and len(parts) == 2:
            lat, lon = map(_number, parts)
            if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180:
                return lat, lon
        raise Problem(
            422, "latitude and longitude in degrees are expected, such as 40.1,46.8", field="near"
        )

    def feature(self) -> str | None:
        """A GeoNames class, or class and code."""
        value = self._given.get("feature")
        if value in (None, ""):
            return None
        if not isinstance(value, str) or not _FEATURE.fullmatch(value):
            raise Problem(
                422,
                "a GeoNames class such as P, or class and code such as P.PPL, is expected",
                field="feature",
            )
        return value.upper()

    def context(self, resolver: Resolver, lang: str | None) -> Context:
        """What is known beside a name: `near`, `country`, `within` and `feature`."""
        country = self.words("country")
        for code in country:
            if len(code) != 2 or not (code.isascii() and code.isalpha()):
                raise Problem(422, "a code as AZ (ISO 3166-1) is expected", field="country")
        within = None
        if self._given.get("within") is not None:
            within = checked_text(self._given["within"], "within", 200) or None
        near, feature = self.near(), self.feature()
        try:
            return resolver.context(
                near=near, country=country or None, within=within, feature=feature, lang=lang
            )
        except (UnknownPlaceError, ValueError) as error:
            raise Problem(422, str(error), field="within") from None


def _check_once(pairs: Sequence[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise Problem(422, "this field is there more than once", field=twice)


def checked_text(value: object, field: str, longest: int) -> str:
    """A text that is not too long.

    Raises:
        Problem: if it is something else, or longer.
    """
    if not isinstance(value, str):
        raise Problem(422, "a text is expected", field=field)
    if len(value) > longest:
        raise Problem(
            422, f"{len(value):,} characters are too many: {longest:,} at most", field=field
        )
    return value


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None
