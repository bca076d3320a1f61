"""The way from a query to its answer, told again on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.lazy import LazyTuple
from toponyms.model import Step
from toponyms.text.fold import exact_form
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.model import Candidate

__all__ = ["MAX_LENGTH", "Steps"]

#: Characters of a query that are read. No name in the gazetteer is nearly as long; it
#: bounds the time that hostile input can take.
MAX_LENGTH = 300


class Steps(LazyTuple[Step]):
    """How one query was read and what it met.

    Reading is deterministic, so nothing need be kept of it but the query.

    Args:
        text: the query.
        searched: whether it was no name letter by letter, and was searched for.
        candidates: what it met, best first.
    """

    __slots__ = ("_candidates", "_searched", "_text")

    def __init__(self, text: str, searched: bool, candidates: Sequence[Candidate] = ()) -> None:
        self._text = text
        self._searched = searched
        self._candidates = candidates

    def _make(self) -> tuple[Step, ...]:
        clean = normalize(self._text[:MAX_LENGTH])
        form = exact_form(clean)
        steps = [Step("normalize", clean), Step("fold case", form)]
        if self._searched:
            from toponyms.resolution.query import read_queries

            (query,) = read_queries([form], [()], lambda _: ())
            if query.bare:
                steps.append(Step("without generic term", query.bare))
            steps += [
                Step("part" if reading.part else "sound", reading.skeleton)
                for reading in query.readings
            ]
        if self._candidates:
            best = self._candidates[0]
            steps.append(Step(best.method, f"{best.name.text} ({best.name.lang})"))
        return tuple(steps)
