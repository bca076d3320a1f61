"""What a map says beside the names of its places, in the language of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MapWords"]


@dataclass(frozen=True, slots=True)
class MapWords:
    """The words of a map; English unless others are given.

    Attributes:
        lang: the language of the words.
        matched, ambiguous, unmatched: what the marks of each status mean, for the legend.
        north, south, east, west: stand behind degrees.
        kilometres: stands behind the length of the scale bar.
        caption: which outlines they are, and what they do not mean; `{scale}` becomes theirs.
    """

    lang: str = "en"
    matched: str = "the place that is meant"
    ambiguous: str = "a place that may be meant"
    unmatched: str = "a place that is not known"
    north: str = "N"
    south: str = "S"
    east: str = "E"
    west: str = "W"
    kilometres: str = "km"
    caption: str = (
        "Land and borders: Natural Earth 4.1, {scale}, public domain, as drawn there and all "
        "alike. They are here to help find the way, and take no position on any border or "
        "territory."
    )
