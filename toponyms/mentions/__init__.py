"""Place names inside running text."""

from __future__ import annotations

__all__ = ["MIN_SCORE"]

#: The least probability, unless the caller says otherwise, that words are the name of a place.
MIN_SCORE = 0.7
