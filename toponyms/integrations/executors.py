"""Resolvers and finders in processes that a framework starts: made once in each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.gazetteer import Gazetteer
from toponyms.gazetteer.gazetteer import default_folder
from toponyms.resolution.resolver import Resolver

if TYPE_CHECKING:
    from toponyms.mentions.finder import Finder

__all__ = ["finder_at", "folder_of", "resolver_at"]


@cache
def finder_at(folder: str | None = None, langs: tuple[str, ...] | None = None) -> Finder:
    """The one finder of this process over a gazetteer.

    Args:
        folder: has names.csv and places.csv; None for the gazetteer that ships with the library.
        langs: as of `Finder`.

    Raises:
        GazetteerError: if there is no such gazetteer.
        UnknownLanguageError: if names are not found in texts of a language.

    >>> finder_at() is finder_at()
    True
    """
    from toponyms.mentions.finder import Finder

    gazetteer = Gazetteer.default() if folder is None else Gazetteer.load(folder)
    return Finder(gazetteer, langs=langs)


@cache
def resolver_at(folder: str | None = None, threshold: float | None = None) -> Resolver:
    """The one resolver of this process over a gazetteer.

    Args:
        folder: has names.csv and places.csv; None for the gazetteer that ships with the library.
        threshold: as of `Resolver`.

    Raises:
        GazetteerError: if there is no such gazetteer.

    >>> resolver_at() is resolver_at()
    True
    """
    gazetteer = Gazetteer.default() if folder is None else Gazetteer.load(folder)
    return Resolver(gazetteer, threshold=threshold)


def folder_of(resolver: Resolver) -> str | None:
    """Where a resolver's gazetteer came from, for `resolver_at`.

    >>> from toponyms import Gazetteer, Resolver
    >>> folder_of(Resolver(Gazetteer.default())) is None
    True
    """
    folder = Path(resolver.gazetteer.index.store.meta["folder"])
    return None if folder == default_folder() else str(folder)
