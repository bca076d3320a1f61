"""Bars that fit any width: their letters stay as large as those around them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from toponyms.markup import Markup, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toponyms.columns.answers import Answer

__all__ = ["BINS", "score_chart", "score_counts", "shares_bar"]

#: Ranges of scores.
BINS = 20
_STATUSES = ("matched", "ambiguous", "unmatched")
#: Heights in pixels: of the highest bar, and of what is above it for its number.
_HIGH, _ABOVE = 180.0, 20.0
#: Per cent of the width that the numbers at the left take.
_LEFT = 7.0


def shares_bar(counts: Mapping[str, int]) -> Markup:
    """One bar of all rows, divided by what became of them.

    Args:
        counts: rows by status, `empty` included.
    """
    total = sum(counts.values())
    parts, left = [], 0.0
    for status, count in counts.items():
        wide = 100 * count / total if total else 0.0
        title = element("title", f"{status}: {count:,} rows")
        if wide:
            shape = f"bar-{status}"
            parts.append(
                element(
                    "rect", title, class_=shape, x=f"{left:.3f}%", width=f"{wide:.3f}%", height=14
                )
            )
        left += wide
    return element("svg", *parts, class_="shares", aria_hidden="true")


def score_counts(answers: Iterable[tuple[Answer, int]]) -> list[dict[str, list[int]]]:
    """For each range of scores the numbers of names and of rows, by status.

    Args:
        answers: each with the number of its rows.

    Returns:
        `BINS` ranges of equal width, from 0 on; a score of 1 is in the last.
    """
    bins: list[dict[str, list[int]]] = [
        {status: [0, 0] for status in _STATUSES} for _ in range(BINS)
    ]
    for answer, rows in answers:
        if answer.match_score is not None and answer.match_status is not None:
            # Rounded first: 0.15 * 20 is less than 3 in binary.
            number = min(int(round(answer.match_score * BINS, 9)), BINS - 1)
            counts = bins[number][answer.match_status]
            counts[0] += 1
            counts[1] += rows
    return bins


def score_chart(answers: Iterable[tuple[Answer, int]]) -> Markup:
    """The distribution of scores as bars, divided by status.

    Args:
        answers: each with the number of its rows.
    """
    bins = score_counts(answers)
    totals = [sum(names for names, _ in counts.values()) for counts in bins]
    most = max(totals)
    if not most:
        return element("p", "No name has a score.", class_="note")
    parts = [_tick(value, most) for value in _ticks(most)]
    for number, (counts, total) in enumerate(zip(bins, totals, strict=True)):
        if total:
            parts.append(_bar(number, counts, total, most))
    for tenth in range(0, 11, 2):
        x = _LEFT + (100 - _LEFT) * tenth / 10
        anchor = "end" if tenth == 10 else "middle"
        y = _ABOVE + _HIGH + 16
        parts.append(element("text", f"{tenth / 10:g}", x=f"{x:.2f}%", y=y, text_anchor=anchor))
    svg = element(
        "svg",
        element("title", "Distribution of the scores of distinct names"),
        *parts,
        class_="scores",
        role="img",
    )
    return element("figure", svg, _legend())


def _bar(number: int, counts: Mapping[str, Sequence[int]], total: int, most: int) -> Markup:
    wide = (100 - _LEFT) / BINS
    left = _LEFT + wide * number
    high = max(_height(total, most), 2.0)
    low = _ABOVE + _HIGH
    words = [f"{number / BINS:.2f} to {(number + 1) / BINS:.2f}"]
    parts = []
    for status, (names, rows) in counts.items():
        if names:
            words.append(f"{status}: {names:,} names, {rows:,} rows")
            part = high * names / total
            low -= part
            parts.append(
                element(
                    "rect",
                    class_=f"bar-{status}",
                    x=f"{left + wide * 0.08:.3f}%",
                    width=f"{wide * 0.84:.3f}%",
                    y=low,
                    height=part,
                )
            )
    middle = f"{left + wide / 2:.3f}%"
    label = element("text", f"{total:,}", class_="count", x=middle, y=low - 4, text_anchor="middle")
    return element("g", element("title", "\n".join(words)), *parts, label)


def _tick(value: int, most: int) -> Markup:
    y = _ABOVE + _HIGH - _height(value, most)
    return joined([
        element("line", x1=f"{_LEFT}%", x2="100%", y1=y, y2=y),
        element("text", f"{value:,}", x=f"{_LEFT - 1}%", y=y + 4, text_anchor="end"),
    ])  # fmt: skip


def _ticks(most: int) -> list[int]:
    """Nothing, the greatest round number, a quarter of it and a sixteenth: thirds of the way."""
    step = 10 ** int(math.log10(most))
    top = most // step * step
    return sorted({0, top // 16, top // 4, top})


def _height(count: int, most: int) -> float:
    return _HIGH * math.sqrt(count / most)


def _legend() -> Markup:
    return element(
        "ul",
        *(
            element(
                "li",
                element(
                    "svg",
                    element("rect", class_=f"bar-{status}", width="100%", height="100%"),
                    aria_hidden="true",
                ),
                status,
            )
            for status in _STATUSES
        ),
        class_="legend",
    )
