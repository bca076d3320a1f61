"""Word forms of a hunspell dictionary whose affixes are all suffixes (hunspell(5))."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tools.build.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Suffix", "forms", "read_suffixes"]


class Suffix(NamedTuple):
    """One rule: a word that `condition` matches drops `strip` and takes `add`."""

    strip: str
    add: str
    condition: re.Pattern[str]


def read_suffixes(file: Path) -> dict[str, list[Suffix]]:
    """The suffix rules of an .aff file by flag.

    Raises:
        BuildError: if the file has prefixes, or flags of more than one character.
    """
    found: dict[str, list[Suffix]] = defaultdict(list)
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        parts = line.split()
        if parts and parts[0] in {"PFX", "FLAG", "AF"}:
            raise BuildError(f"{file.name}:{number}: {parts[0]} is not read here")
        if len(parts) >= 5 and parts[0] == "SFX":
            _, flag, strip, add, condition = parts[:5]
            found[flag].append(Suffix(_zero(strip), _zero(add), re.compile(condition + "$")))
    return found


def forms(file: Path, suffixes: dict[str, list[Suffix]]) -> Iterator[str]:
    """Every form of every word that a .dic file has in lower case."""
    with file.open(encoding="utf-8") as lines:
        next(lines)  # the count
        for line in lines:
            word, _, flags = line.strip().partition("/")
            if not word or word != word.lower():
                continue
            yield word
            for flag in flags:
                for strip, add, condition in suffixes.get(flag, ()):
                    if condition.search(word):
                        yield word.removesuffix(strip) + add


def _zero(part: str) -> str:
    return "" if part == "0" else part
