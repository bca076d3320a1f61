"""Slow plain ways to compute what the library computes fast: definitions, written down."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from toponyms.text.sound import devoiced, unvowelled

if TYPE_CHECKING:
    from collections.abc import Sequence


def levenshtein(one: str, other: str) -> int:
    """Fewest insertions, deletions and replacements (Levenshtein 1966)."""
    return edits(one, other, swaps=False)


def osa(one: str, other: str) -> int:
    """The same with swaps of neighbours: optimal string alignment."""
    return edits(one, other, swaps=True)


def edits(one: str, other: str, *, swaps: bool) -> int:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if not i or not j:
                table[i][j] = i + j
                continue
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            swapped = i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]
            if swaps and swapped:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def deletions(string: str) -> set[str]:
    """A string, and it with any one character left out."""
    return {string} | {string[:i] + string[i + 1 :] for i in range(len(string))}


def signature(skeleton: str) -> int:
    """The fine signature of a skeleton with vowels alike, and voiced and voiceless sounds."""
    return fine_signature(devoiced(unvowelled(skeleton)))


def fine_signature(skeleton: str) -> int:
    """64 bits, one set for each pair of neighbouring sounds and for the ends."""
    bits = 0
    for one, other in pairwise(f"\n{skeleton}\n"):
        pair = ord(one) << 8 | ord(other)
        bits |= 1 << (pair * 0x9E3779B97F4A7C15 % 2**64 >> 58)
    return bits


def choice_scores(utilities: Sequence[float]) -> list[float]:
    """Probabilities of a logit choice with an outside option; equal ones are one alternative."""
    every = 1 + sum(math.exp(utility) for utility in set(utilities))
    return [math.exp(utility) / every for utility in utilities]
