"""Transliteration by named standards: systems as data, one engine, forward and back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from toponyms.transliteration.catalogue import Systems, load_system
from toponyms.transliteration.engine import options_on, transliterator
from toponyms.transliteration.romanization import Romanization, romanize
from toponyms.transliteration.system import System

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from toponyms.transliteration.engine import Transliterator

__all__ = [
    "Romanization",
    "System",
    "Systems",
    "load_system",
    "romanize",
    "systems",
    "transliterate",
    "transliterate_many",
]


def systems() -> list[System]:
    """Every system that ships with the library, by id.

    >>> [system.id for system in systems() if system.language == "hy"][0]
    'alalc-hye-Armn-Latn-2022'
    """
    return list(Systems.default())


def transliterate(
    text: str,
    system: str | System,
    *,
    reverse: bool = False,
    lang: str | None = None,
    options: Collection[str] = (),
) -> str:
    """Writes a text in another script by a named standard.

    Args:
        text: any text; what the system does not know is left as it is.
        system: an id, a short name, or a system of one's own (`load_system`).
        reverse: back from the target script. Exact if the system is reversible; if it is
            not, `System.loss` says what cannot come back.
        lang: BCP 47 of the text, where a short name leaves a choice.
        options: choices that the system leaves: `name` switches one on, `no-name` off.

    Raises:
        UnknownSystemError: if there is no such system; names what comes nearest.
        UnknownOptionError: if the system has no such option.

    >>> transliterate("Ճանկաթաղ", "alalc-hye-Armn-Latn-2022")
    'Chankatʻagh'
    >>> transliterate("Chankatʻagh", "alalc-hye-Armn-Latn-2022", reverse=True)
    'Ճանկաթաղ'
    """
    if reverse or lang or options:
        return _ready(system, reverse, lang, tuple(options))(text)
    return _usual(system)(text)


def transliterate_many(
    texts: Iterable[str],
    system: str | System,
    *,
    reverse: bool = False,
    lang: str | None = None,
    options: Collection[str] = (),
) -> list[str]:
    """`transliterate` of each text, in order, but much faster than one by one.

    >>> transliterate_many(["Баку", "Гянджа"], "bgn", lang="ru")
    ['Baku', 'Gyandzha']
    """
    return _ready(system, reverse, lang, tuple(options)).many(texts)


@cache
def _usual(system: str | System) -> Transliterator:
    """`_ready` of what is mostly asked for; with one argument the cache costs next to nothing."""
    return _ready(system, False, None, ())


@cache
def _ready(
    system: str | System, reverse: bool, lang: str | None, options: tuple[str, ...]
) -> Transliterator:
    if isinstance(system, str):
        system = Systems.default().find(system, lang)
    return transliterator(system, reverse=reverse, options=options_on(system, options))
