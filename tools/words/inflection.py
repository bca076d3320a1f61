"""Forms of the words that sources list in one form only, by the rules of inflection.tsv."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools.words.listed import Listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["RULES_FILE", "Rule", "inflected", "read_rules"]

RULES_FILE = Path(__file__).with_name("inflection.tsv")


class Rule(NamedTuple):
    """A word that `ends` matches drops `cut` letters and takes each of `endings`.

    Attributes:
        lang: language of the words.
        kind: kind of the words, or `*`.
        ends: what is searched for in the word.
        cut: letters to drop.
        endings: one a form.
    """

    lang: str
    kind: str
    ends: re.Pattern[str]
    cut: int
    endings: tuple[str, ...]


@cache
def read_rules(file: Path = RULES_FILE) -> tuple[Rule, ...]:
    """The rules in the order of the file."""
    lines = file.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        Rule(lang, kind, re.compile(ends), int(cut), tuple(endings.split()))
        for lang, kind, ends, cut, endings in rows[1:]
    )


def inflected(listed: Iterable[Listed], lang: str) -> Iterator[Listed]:
    """Words and their forms.

    >>> forms = {form.word for form in inflected([Listed("bulaq", "word")], "az")}
    >>> "bulağa" in forms, "bulaqda" in forms, "bulaqdə" in forms
    (True, True, False)
    """
    rules = [rule for rule in read_rules() if rule.lang == lang]
    for word, kind in listed:
        yield Listed(word, kind)
        for rule in rules:
            if rule.kind in {"*", kind} and rule.ends.search(word):
                stem = word[: len(word) - rule.cut]
                for ending in rule.endings:
                    yield Listed(stem + ending, kind)
