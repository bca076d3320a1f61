"""Words of running text in the translations of a program (GNU gettext)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["catalogue_words"]

#: Placeholders, escapes and mark-up, which are no text.
_NO_TEXT = re.compile(r"%\([^)]*\)\w|%\w|\{[^}]*\}|<[^>]*>|&\w+;|\\.")
_WORD = re.compile(r"(?<![\w'’%-])[^\W\d_]{2,}(?![\w'’-])")


def catalogue_words(package: Path, lang: str) -> Iterator[str]:
    """Words that the translations of a package into a language have in lower case.

    Args:
        package: a folder; every `locale/<lang>/**/*.po` below it is read.
        lang: BCP 47.
    """
    for file in sorted(package.glob(f"**/locale/{lang}/LC_MESSAGES/*.po")):
        for text in _translations(file.read_text("utf-8")):
            for word in _WORD.findall(_NO_TEXT.sub(" ", text)):
                if word.islower():
                    yield word


def _translations(catalogue: str) -> Iterator[str]:
    """The msgstr of each message but the first, which is the header."""
    current: list[str] | None = None
    done = 0
    for line in [*catalogue.split("\n"), "msgid"]:
        if line.startswith(("msgid", "msgctxt")):
            if current is not None:
                if done:
                    yield "".join(current)
                done += 1
            current = None
        elif line.startswith("msgstr"):
            current = [*(current or []), line.partition('"')[2].rpartition('"')[0]]
        elif line.startswith('"') and current is not None:
            current.append(line[1:].rpartition('"')[0])
