"""The systems at hand: those that ship, and those that a caller adds."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.errors import UnknownSystemError
from toponyms.transliteration.system_file import read_system

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toponyms.transliteration.system import System

__all__ = ["Systems", "load_system"]

_FOLDER = files("toponyms.transliteration") / "systems"


class Systems:
    """Systems by id. A catalogue never changes; adding to one gives another.

    Args:
        added: systems of the caller's own, by id; one with the id of a system that ships
            takes its place.
    """

    def __init__(self, added: Mapping[str, System]) -> None:
        self._added = dict(added)
        shipped = (file.name for file in _FOLDER.iterdir() if file.name.endswith(".toml"))
        self._ids = sorted({name.removesuffix(".toml") for name in shipped} | self._added.keys())

    @classmethod
    @cache
    def default(cls) -> Systems:
        """The systems that ship with the library."""
        return cls({})

    def registered(self, file: str | Path) -> Systems:
        """The same systems and the one of a file.

        Raises:
            SystemFileError: if the file cannot be read or breaks the format.
        """
        system = load_system(file)
        return Systems({**self._added, system.id: system})

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[System]:
        return map(self.__getitem__, self._ids)

    def __getitem__(self, system_id: str) -> System:
        if system_id not in self._ids:
            raise UnknownSystemError(system_id, self.nearest(system_id))
        return self._added.get(system_id) or _shipped(system_id)

    def find(self, name: str, lang: str | None = None) -> System:
        """The system of an id, or of a short name among those of a language.

        Args:
            name: an id, or a short name such as `bgn`.
            lang: BCP 47 of the text, with a script if it is not the usual one (`az-Cyrl`).

        Raises:
            UnknownSystemError: if there is none, or several; names what comes nearest.

        >>> Systems.default().find("bgn", "ru").id
        'bgnpcgn-rus-Cyrl-Latn-1947'
        """
        if name in self._ids:
            return self[name]
        meant = [system for system in self if name.lower() in system.short]
        if lang:
            meant = [system for system in meant if spoken_by(system, lang)]
        if len(meant) == 1:
            return meant[0]
        raise UnknownSystemError(name, [system.id for system in meant] or self.nearest(name))

    def nearest(self, name: str) -> list[str]:
        """The ids that are most like a text."""
        wanted = name.lower()
        named = [one for one in self._ids if wanted in one.lower()]
        return named or difflib.get_close_matches(name, self._ids, n=3, cutoff=0.5)


def spoken_by(system: System, lang: str) -> bool:
    """Whether a system reads a language, BCP 47 with or without a script."""
    language, *rest = lang.split("-")
    scripts = [subtag.title() for subtag in rest if len(subtag) == 4 and subtag.isalpha()]
    return system.language == language.lower() and scripts in ([], [system.source_script])


def load_system(file: str | Path) -> System:
    """Reads a system from a file of one's own.

    Raises:
        SystemFileError: if the file cannot be read or breaks the format.
    """
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        from toponyms.errors import SystemFileError

        raise SystemFileError(f"cannot be read: {error.strerror}", file=str(file)) from None
    return read_system(content, str(file))


@cache
def _shipped(system_id: str) -> System:
    file = _FOLDER / f"{system_id}.toml"
    return read_system(file.read_bytes(), file.name)
