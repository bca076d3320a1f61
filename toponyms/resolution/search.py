"""Similar names: candidates found, compared and ranked, for a whole batch at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from toponyms.resolution.candidates import CandidateSearch
from toponyms.resolution.features import FEATURES, Comparison
from toponyms.resolution.query import read_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from toponyms.gazetteer.store import Store
    from toponyms.model import Method
    from toponyms.resolution.found import Found
    from toponyms.resolution.query import Query
    from toponyms.resolution.ranking import Model

__all__ = ["SimilarSearch"]

_EQUAL_SPELLING = FEATURES.index("equal_spelling")
_EQUAL_SOUND = FEATURES.index("equal_sound")
_PART = FEATURES.index("part")
_SOUND = FEATURES.index("sound")
_METHODS: tuple[Method, ...] = ("similar", "sound", "folded", "exact")
#: Utilities are rounded so that a machine's last bit decides nothing; equal ones are ties.
_DECIMALS = 3
#: The utility of a name met letter by letter: above what any similarity reaches.
_EXACT_UTILITY = 20.0
#: What it is worth that a place is of the kind that a generic term says.
_KIND_WEIGHT = 2.0
#: What it is worth that the name met is in the language that the caller said.
_LANG_WEIGHT = 1.0

Rows = NDArray[np.int64]
Values = NDArray[np.float32]


class SimilarSearch:
    """Finds places with names similar to a query's.

    Args:
        store: the compiled gazetteer.
        model: ranks the candidates.
        exact: the score of a name met letter by letter, the highest that there is.
    """

    def __init__(self, store: Store, model: Model, exact: float) -> None:
        self._candidates = CandidateSearch(store)
        self._comparison = Comparison(store)
        self._model = model
        self._exact = exact
        self._entry_place = store.array("entry.place").astype(np.int64)
        self._entry_name = store.array("entry.name")
        self._sound_entries = store.array("sound.entries").astype(np.int64)
        self._store = store
        self._name_meta = store.array("name.meta")
        self._name_place = store.array("name.place")
        self._rank = store.array("place.rank")
        self._class = store.array("place.class")

    def load(self) -> None:
        """Brings what is compared into memory now, not at the first query."""
        self._comparison.load()
        self(read_queries(["a b"], [()], lambda _: ()), 1)

    def __call__(
        self,
        queries: Sequence[Query],
        limit: int,
        weigh: Callable[[int, int], float | None] | None = None,
        contexts: Sequence[int] = (),
        lang: str = "",
    ) -> list[list[Found]]:
        """The places that each query may mean, best first.

        Args:
            queries: any number.
            limit: the most places for one query.
            weigh: what a context, by its number, adds to the utility of a place, by its
                row; None to rule the place out.
            contexts: the number of the context of each query, if there is `weigh`.
            lang: a language whose names are preferred where names fit equally well.

        Returns:
            One list a query.
        """
        readings = [reading for query in queries for reading in query.readings]
        pairs = self._candidates.search(readings)
        rows, entries, features, alike = self._comparison(readings, pairs)
        owner = np.repeat(np.arange(len(queries)), [len(query.readings) for query in queries])
        level = np.where(features[:, _EQUAL_SPELLING] > 0, 2, features[:, _EQUAL_SOUND] > 0)
        level = np.where(features[:, _PART] > 0, 0, level)
        found = _Pairs(
            owner[rows],
            self._entry_place[entries],
            self._entry_name[entries],
            self._model.utilities(features),
            level,
            np.zeros(level.size, dtype=np.float32),
            np.zeros(level.size, dtype=np.float32),
            np.searchsorted(self._sound_entries, entries, side="right"),
            np.where((features[:, _SOUND] <= 1) & (features[:, _PART] == 0), alike, 0),
        )
        found = self._with_exact(found, queries)
        found = self._weighed(found, queries, weigh, contexts, lang).best_of_each_place(
            self._rank, self._class
        )
        return found.lists(len(queries), limit, self._exact)

    def _with_exact(self, found: _Pairs, queries: Sequence[Query]) -> _Pairs:
        """The pairs, and those of names that are the query letter by letter."""
        exact = [(row, name) for row, query in enumerate(queries) for name in query.exact]
        if not exact:
            return found
        rows, names = np.array(exact, dtype=np.int64).T
        size = rows.size
        return found.joined(
            _Pairs(
                rows,
                self._name_place[names].astype(np.int64),
                names.astype(np.uint32),
                np.full(size, _EXACT_UTILITY, dtype=np.float32),
                np.full(size, 3),
                np.zeros(size, dtype=np.float32),
                np.zeros(size, dtype=np.float32),
                np.zeros(size, dtype=np.int64),
                np.ones(size, dtype=np.int64),
            )
        )

    def _weighed(
        self,
        found: _Pairs,
        queries: Sequence[Query],
        weigh: Callable[[int, int], float | None] | None,
        contexts: Sequence[int],
        lang: str,
    ) -> _Pairs:
        utilities = found.utility
        kinds = np.array([ord(query.kind or "\0") for query in queries], dtype=np.uint8)
        if kinds.any():
            utilities = utilities + _KIND_WEIGHT * (kinds[found.owner] == self._class[found.place])
        if lang:
            spoken = np.array([meta[0] == lang for meta in self._store.meta["name_metas"]])
            utilities = utilities + _LANG_WEIGHT * spoken[self._name_meta[found.name]]
        shift = np.zeros(utilities.size, dtype=np.float32)
        if weigh is not None:
            of = np.array(contexts, dtype=np.int64)[found.owner]
            cases, inverse = np.unique(of << 32 | found.place, return_inverse=True)
            weights = [weigh(case >> 32, case & 0xFFFFFFFF) for case in cases.tolist()]
            added = [-np.inf if weight is None else weight for weight in weights]
            shift = np.array(added, dtype=np.float32)[inverse]
        utilities = np.round(utilities + shift, _DECIMALS)
        said = np.round(utilities - found.utility, _DECIMALS)
        found = replace(found, utility=utilities, shift=shift, said=said)
        return found.rows(np.flatnonzero(np.isfinite(shift)))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Queries and what they may be, as columns of one length.

    Attributes:
        owner, place, name: rows of the query and the place, number of the name.
        utility: of the choice model, context included.
        level: how the name was met, a row of `_METHODS`.
        shift: what of the utility is the context's.
        said: what of the utility is not the name's: the context, a generic term, the language.
        sound: number of the name's sound, 0 for a name that is the query letter by letter.
        support: how many names of the place sound like the query, but for one edit.
    """

    owner: Rows
    place: Rows
    name: NDArray[np.uint32]
    utility: Values
    level: Rows
    shift: Values
    said: Values
    sound: Rows
    support: Rows

    def rows(self, rows: Rows) -> _Pairs:
        return _Pairs(
            self.owner[rows],
            self.place[rows],
            self.name[rows],
            self.utility[rows],
            self.level[rows],
            self.shift[rows],
            self.said[rows],
            self.sound[rows],
            self.support[rows],
        )

    def joined(self, other: _Pairs) -> _Pairs:
        return _Pairs(
            np.concatenate([self.owner, other.owner]),
            np.concatenate([self.place, other.place]),
            np.concatenate([self.name, other.name]),
            np.concatenate([self.utility, other.utility]),
            np.concatenate([self.level, other.level]),
            np.concatenate([self.shift, other.shift]),
            np.concatenate([self.said, other.said]),
            np.concatenate([self.sound, other.sound]),
            np.concatenate([self.support, other.support]),
        )

    def best_of_each_place(self, rank: NDArray[np.uint32], kind: NDArray[np.uint8]) -> _Pairs:
        """Each query's places once, best first.

        Of places that fit equally well a unit comes last, and a place first that has more
        names like the query: it is the one that is mostly called so.

        Args:
            rank: by place, the order of what is still equal.
            kind: by place, the letter of its feature class.
        """
        key = self.owner << 32 | self.place
        # Of one place, the pair of most utility, then of the strictest method.
        order = np.lexsort((-self.level, -self.utility, key))
        first = np.flatnonzero(np.diff(key[order], prepend=-1))
        best = self.rows(order[first])
        if first.size:
            best.support[:] = np.add.reduceat(self.support[order], first)
        unit = kind[best.place] == ord("A")
        ties = (rank[best.place], -best.support, unit)
        return best.rows(np.lexsort((*ties, -best.utility, best.owner)))

    def lists(self, queries: int, limit: int, highest: float) -> list[list[Found]]:
        """The first places of each query with their scores, as far as there is any chance."""
        if not self.owner.size:
            return [[] for _ in range(queries)]
        starts = np.flatnonzero(np.diff(self.owner, prepend=-1))
        rank = np.arange(self.owner.size) - np.repeat(
            starts, np.diff(starts, append=self.owner.size)
        )
        scores = np.minimum(self._scores(), highest)
        shown = np.flatnonzero((rank < limit) & (scores > 0))
        place, name, score = (column[shown].tolist() for column in (self.place, self.name, scores))
        methods = map(_METHODS.__getitem__, self.level[shown].tolist())
        found = list(zip(place, name, score, methods, strict=True))
        bounds = np.searchsorted(self.owner[shown], np.arange(queries + 1)).tolist()
        return [found[start:end] for start, end in itertools.pairwise(bounds)]

    def _scores(self) -> NDArray[np.float64]:
        """Probabilities of the choice model.

        Names that sound alike are one reading of the query, and so are names that fit equally
        well: they do not compete with one another, unless something beside the name was said
        for one of them. How far a place is from the point given says how it stands against
        others, not how well its name was met; so each is held against the rest from where it
        stands.
        """
        weight = np.exp(self.utility.astype(np.float64))
        away = np.exp(-self.shift.astype(np.float64))
        reading = _numbered(self.owner, self.sound, self.said)
        best = np.zeros(reading.size)
        np.maximum.at(best, reading, weight)
        best = best[reading]
        fit = _numbered(self.owner, best)
        _, counted = np.unique(fit, return_index=True)
        every = np.bincount(self.owner[counted], weights=best[counted])
        others = every[self.owner] - best
        scores: NDArray[np.float64] = np.round(
            weight * away / (1 + weight * away + others * away), 4
        )
        return scores


def _numbered(*columns: NDArray[Any]) -> Rows:
    """A number for each row, the same for rows that agree in every column."""
    order = np.lexsort(columns)
    new = np.zeros(order.size, dtype=np.int64)
    for column in columns:
        new[1:] |= column[order][1:] != column[order][:-1]
    numbers = np.empty(order.size, dtype=np.int64)
    numbers[order] = np.cumsum(new)
    return numbers
