"""The functions of the package itself: a resolver over the default gazetteer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from toponyms.gazetteer import Gazetteer
from toponyms.resolution.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from toponyms.model import Place, Resolution

__all__ = ["default_resolver", "get", "resolve", "resolve_many"]


@cache
def default_resolver() -> Resolver:
    """The resolver over the gazetteer that ships with the library, made at the first call."""
    return Resolver(Gazetteer.default())


def get(place_id: str) -> Place:
    """The place with an id in the default gazetteer.

    Raises:
        UnknownPlaceError: if it has no such place.

    >>> get("gn:586666").name("az")
    'Canyataq'
    """
    return Gazetteer.default().get(place_id)


def resolve(
    text: str,
    *,
    near: tuple[float, float] | None = None,
    country: str | Collection[str] | None = None,
    within: str | None = None,
    feature: str | None = None,
    lang: str | None = None,
    limit: int = 10,
) -> Resolution:
    """Tells which place a text means; see `Resolver.resolve`.

    >>> resolve("Janyatag").place.id
    'gn:586666'
    """
    return default_resolver().resolve(
        text, near=near, country=country, within=within, feature=feature, lang=lang, limit=limit
    )


def resolve_many(
    texts: Iterable[str],
    *,
    near: tuple[float, float] | None = None,
    country: str | Collection[str] | None = None,
    within: str | None = None,
    feature: str | None = None,
    lang: str | None = None,
    limit: int = 10,
) -> list[Resolution]:
    """Tells which place each of many texts means; see `Resolver.resolve_many`.

    >>> [answer.status for answer in resolve_many(["Şuşa", "Шуша", "?"])]
    ['matched', 'matched', 'unmatched']
    """
    return default_resolver().resolve_many(
        texts, near=near, country=country, within=within, feature=feature, lang=lang, limit=limit
    )
