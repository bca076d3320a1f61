"""Finds the conversion system that a user means, and says what a slip may have meant."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import typer

from toponyms.errors import UnknownOptionError, UnknownSystemError
from toponyms.transliteration import Systems, load_system
from toponyms.transliteration.engine import options_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.transliteration import System

__all__ = ["find_system", "options_of"]


def find_system(text: str, lang: str | None, *, named: str) -> System:
    """The system of an id, a short name, or a file of the user's own.

    Args:
        text: as it was given; what ends in .toml is a file.
        lang: BCP 47 tag that chooses among systems of one short name, or None.
        named: the parameter that it is the value of, for errors.

    Raises:
        typer.BadParameter: if there is no such system, or several have the short name.
        SystemFileError: if the file cannot be read or breaks the format.

    >>> find_system("bgn", "hy", named="--system").id
    'bgnpcgn-hye-Armn-Latn-1981'
    """
    if text.endswith(".toml"):
        return load_system(text)
    try:
        return Systems.default().find(text, lang)
    except UnknownSystemError as error:
        raise typer.BadParameter(_advice(text, error.nearest), param_hint=f"'{named}'") from None


def options_of(system: System, chosen: Sequence[str]) -> frozenset[str]:
    """The options of a system that are on.

    Args:
        system: which.
        chosen: what differs from its defaults, as it was given.

    Raises:
        typer.BadParameter: if the system has no such option.
    """
    try:
        return options_on(system, chosen)
    except UnknownOptionError as error:
        raise typer.BadParameter(f"{error}.", param_hint="'--option'") from None


def _advice(text: str, nearest: Sequence[str]) -> str:
    """Says that no one system is called so, and which ids come near."""
    systems = list(Systems.default())
    called = [system for system in systems if text.lower() in system.short]
    if called:
        meant = [system for system in called if system.id in nearest] or called
        ids = ", ".join(system.id for system in meant)
        if len(meant) > 1:
            return f"several systems are called {text!r}: {ids}. Give the id of one, or a --lang."
        return f"no system of that language is called {text!r}; {ids} is of {meant[0].language}."
    if not nearest:
        names = [name for system in systems for name in system.short]
        near = set(difflib.get_close_matches(text.lower(), names))
        nearest = [system.id for system in systems if near.intersection(system.short)]
    hint = f"the nearest are {', '.join(nearest)}. " if nearest else ""
    return f"no conversion system {text!r}; {hint}'toponyms systems' lists all."
