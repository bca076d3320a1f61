"""Words that this project lists itself: curated_<lang>.tsv."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from tools.build.errors import BuildError
from tools.words.listed import KINDS, Listed, lower

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["curated_file", "read_curated"]

_COLUMNS = ["word", "kind", "gloss"]


def curated_file(lang: str) -> Path:
    """The file of a language."""
    return Path(__file__).with_name(f"curated_{lang}.tsv")


def read_curated(file: Path, lang: str) -> Iterator[Listed]:
    """The rows of a curated file.

    Raises:
        BuildError: if a row breaks the format; names file, line and value.
    """
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        cells = line.split("\t")
        where = f"{file.name}:{number}"
        if number == 1:
            if cells != _COLUMNS:
                raise BuildError(f"{where}: columns are {cells}, not {_COLUMNS}")
            continue
        if len(cells) != len(_COLUMNS) or not all(cells):
            raise BuildError(f"{where}: {line!r} has not a word, a kind and a gloss")
        word, kind, _ = cells
        if word != lower(word, lang) or word != unicodedata.normalize("NFC", word):
            raise BuildError(f"{where}: {word!r} is not in lower case and NFC")
        for known in KINDS:
            if known == kind:
                yield Listed(word, known)
                break
        else:
            raise BuildError(f"{where}: kind {kind!r} is not of {KINDS}")
