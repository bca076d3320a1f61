"""How likely it is that words which are a name are meant as one, by what stands around them.

Each clue has a weight; their sum is the log-odds. The clues are described, and their weights
kept, in evidence.toml, which tools/train_mentions.py fits to the labelled texts.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from toponyms.packaged import packaged_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toponyms.mentions.homonyms import Homonyms
    from toponyms.mentions.paragraph import Paragraph
    from toponyms.mentions.spans import Span

__all__ = ["likelihood", "local_clues", "weights"]

#: Cases that say where something is, or comes from.
_LOCAL_CASES = frozenset({"locative", "ablative", "prepositional"})


def local_clues(paragraph: Paragraph, span: Span, homonyms: Homonyms) -> dict[str, float]:
    """The clues that words and the ones beside them give; those that are 0 are left out.

    Args:
        paragraph: where they stand.
        span: the words.
        homonyms: what they may mean.
    """
    clues: dict[str, float] = {"always": 1.0}
    first, last = span.first, span.last
    _case_clues(clues, paragraph, span)
    form = homonyms.readings[0].form
    if span.heard:
        clues["heard"] = 1.0
    if last > first:
        clues["several words"] = 1.0
    elif len(form.base) <= 3:
        clues["short"] = 1.0
    if form.endings:
        clues["ending"] = 1.0
        if any(ending.case in _LOCAL_CASES for ending in form.endings):
            clues["local case"] = 1.0
    if last == first and (also := paragraph.also(first)):
        clues[f"also {also}"] = 1.0
    clues["prominence"] = max(0.0, homonyms.prominence - 3.0)
    if not homonyms.langs & paragraph.langs:
        clues["other language"] = 1.0
    _neighbour_clues(clues, paragraph, span)
    return {clue: value for clue, value in clues.items() if value}


def _case_clues(clues: dict[str, float], paragraph: Paragraph, span: Span) -> None:
    word = paragraph.token(span.first)
    if not paragraph.cased:
        clues["no capitals"] = 1.0
    elif paragraph.begins_sentence(span.first):
        clues["sentence start"] = 1.0
    if paragraph.cased and len(word) > 1 and word.isupper():
        clues["all capitals"] = 1.0


def _neighbour_clues(clues: dict[str, float], paragraph: Paragraph, span: Span) -> None:
    before = paragraph.beside(span.first, -1)
    after = paragraph.beside(span.last, 1)
    for side, at in (("before", before), ("after", after)):
        if at is None:
            continue
        if kind := paragraph.cue(at, side):
            clues[f"{kind} {side}"] = 1.0
        elif paragraph.generic(at):
            clues[f"generic {side}"] = 1.0
        elif paragraph.is_initial(at):
            clues["initial"] = 1.0
        elif paragraph.capital(at) and not paragraph.is_name(at):
            clues[f"capital {side}"] = 1.0
            if paragraph.also(at) in {"given", "surname"}:
                clues["person's name beside"] = 1.0
    if paragraph.quoted(span):
        clues["quoted"] = 1.0
    if paragraph.compound(span):
        clues["part of a compound"] = 1.0


def likelihood(clues: Mapping[str, float]) -> float:
    """The probability, from 0 to 1, that words with these clues are a mention."""
    known = weights()
    total = sum(known.get(clue, 0.0) * value for clue, value in clues.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weights() -> Mapping[str, float]:
    """The weight of each clue."""
    found: dict[str, float] = packaged_toml("toponyms.mentions", "evidence.toml")["clues"]
    return found
