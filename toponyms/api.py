"""The functions of the package itself: a resolver over the default gazetteer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from toponyms.gazetteer import Gazetteer
from toponyms.mentions import MIN_SCORE
from toponyms.resolution.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from toponyms.mentions.finder import Finder
    from toponyms.model import Mention, Place, Resolution

__all__ = [
    "default_finder",
    "default_resolver",
    "find",
    "find_many",
    "get",
    "resolve",
    "resolve_many",
]


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


@cache
def default_finder(langs: tuple[str, ...] | None = None) -> Finder:
    """The finder over the gazetteer that ships with the library, made at the first call.

    Args:
        langs: the languages that the texts may be in (BCP 47); None for all.

    Raises:
        UnknownLanguageError: if names are not found in texts of a language.
    """
    from toponyms.mentions.finder import Finder

    return Finder(Gazetteer.default(), langs=langs)


def find(
    text: str, *, langs: Collection[str] | None = None, min_score: float = MIN_SCORE
) -> list[Mention]:
    """Every mention of a place in a text; see `Finder.find`.

    >>> for mention in find("Near Janyatag, which Armenians call Chankatagh."):
    ...     print(mention.start, mention.text, mention.resolution.place.id)
    5 Janyatag gn:586666
    36 Chankatagh gn:586666
    """
    return default_finder(_key(langs)).find(text, min_score=min_score)


def find_many(
    texts: Iterable[str], *, langs: Collection[str] | None = None, min_score: float = MIN_SCORE
) -> Iterator[list[Mention]]:
    """The mentions in each of many texts, one after the other, in memory that does not grow.

    >>> [len(mentions) for mentions in find_many(["Bakı və Şuşa", "no place", "Երևանում"])]
    [2, 0, 1]
    """
    finder = default_finder(_key(langs))
    return (finder.find(text, min_score=min_score) for text in texts)


def _key(langs: Collection[str] | None) -> tuple[str, ...] | None:
    if isinstance(langs, str):
        raise TypeError(f"langs is a collection of tags, such as [{langs!r}]")
    return None if langs is None else tuple(langs)
