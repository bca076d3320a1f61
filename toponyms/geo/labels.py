"""Finds room for labels on a map, so that none lies over another or over a circle."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.geo.clipping import Rectangle

__all__ = ["Circle", "Label", "around", "label_room", "placed_labels", "text_width"]

#: Of the font's size, what a letter takes on the average, one of Armenian or Georgian, and one of
#: East Asia.
_LETTER, _BROAD_LETTER, _WIDE_LETTER = 0.6, 0.7, 1.0


class Circle(NamedTuple):
    """A circle on a drawing.

    Attributes:
        x, y: of its centre.
        radius: of it.
    """

    x: float
    y: float
    radius: float


class Label(NamedTuple):
    """A text on a drawing.

    Attributes:
        text: the text.
        x, y: where its base line starts, has its middle or ends.
        anchor: which of these, as SVG calls it: `start`, `middle`, `end`.
    """

    text: str
    x: float
    y: float
    anchor: str


def placed_labels(
    circles: Sequence[Circle],
    texts: Sequence[str],
    width: float,
    height: float,
    font: float,
    most: int,
    *,
    taken: Sequence[Rectangle] = (),
) -> list[Label]:
    """Labels beside their circles: right, left, above or below, wherever there is room.

    Args:
        circles: the most important first.
        texts: the label of each; an empty one is not written.
        width: of the drawing; nothing goes beyond it.
        height: likewise.
        font: the size of the letters.
        most: the most labels.
        taken: where else no label may be.

    >>> near = [Circle(70, 50, 4), Circle(72, 50, 4)]
    >>> [label.anchor for label in placed_labels(near, ["Bakı", "Xırdalan"], 200, 99, 10, 9)]
    ['start', 'end']
    """
    squares = [around(circle) for circle in circles[: most * 2]]
    full = list(taken)
    labels: list[Label] = []
    for number, (circle, text) in enumerate(zip(circles, texts, strict=True)):
        if len(labels) >= most:
            break
        greater, lesser = squares[:number], squares[number + 1 :]
        # Where there is no room beside lesser circles, a label may lie over them.
        label = text and (
            _free(_places(circle, text, font), [*full, *greater, *lesser], width, height, font)
            or _free(_places(circle, text, font), [*full, *greater], width, height, font)
        )
        if label:
            labels.append(label)
            full.append(label_room(label, font))
    return labels


def _free(
    places: Sequence[Label],
    full: Sequence[Rectangle],
    width: float,
    height: float,
    font: float,
) -> Label | None:
    """The first label that has room."""
    for label in places:
        left, top, right, low = room = label_room(label, font)
        # The upper edge is left to what is written along it.
        inside = left >= 2 and top >= 14 and right <= width - 2 and low <= height - 2
        if inside and not any(_meet(room, one) for one in full):
            return label
    return None


def _places(circle: Circle, text: str, font: float) -> tuple[Label, ...]:
    x, y, radius = circle
    middle, gap = y + font * 0.35, radius + 3
    return (
        Label(text, x + gap, middle, "start"),
        Label(text, x - gap, middle, "end"),
        Label(text, x, y - gap, "middle"),
        Label(text, x, y + gap + font * 0.8, "middle"),
    )


def label_room(label: Label, font: float) -> Rectangle:
    """The rectangle that a label takes, about."""
    long = text_width(label.text, font)
    left = label.x - {"start": 0.0, "middle": long / 2, "end": long}[label.anchor]
    return left, label.y - font * 0.9, left + long, label.y + font * 0.3


def text_width(text: str, font: float) -> float:
    """How long a text is, about, in letters of a size.

    >>> text_width("Bakı", 10), text_width("\u5df4\u5e93", 10)
    (24.0, 20.0)
    """
    return font * sum(_width(letter) for letter in text if not unicodedata.combining(letter))


def _width(letter: str) -> float:
    if "\u0530" <= letter <= "\u058f" or "\u10a0" <= letter <= "\u10ff":
        return _BROAD_LETTER
    return _WIDE_LETTER if unicodedata.east_asian_width(letter) in "WF" else _LETTER


def around(circle: Circle) -> Rectangle:
    """The square around a circle."""
    x, y, radius = circle
    return x - radius, y - radius, x + radius, y + radius


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip
