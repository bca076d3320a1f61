"""Similar names: candidates found, compared and ranked, for a whole batch at once."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toponyms.gazetteer.postings import CROWDED
from toponyms.gazetteer.ranges import ranges
from toponyms.resolution.candidates import CandidateSearch
from toponyms.resolution.features import FEATURES, Comparison
from toponyms.resolution.query import read_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from toponyms.gazetteer.store import Store
    from toponyms.model import Method
    from toponyms.resolution.features import Compared
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
#: Bytes that a batch works with at once, about.
_WORKING = 2**24
#: Above what any utility is, in the unit that they are rounded to.
_HIGH = 2**28
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
        self._release = store.release
        self._crowded = len(store.strings("sound.text")) > CROWDED
        self._langs = store.strings("meta.lang")
        names = (
            "spelling.entries", "entry.place", "entry.name", "entry.kind", "name.meta",
            "name.place", "place.rank", "place.class",
        )  # fmt: skip
        self._columns = {name: store.array(name) for name in names}
        store.keep("place.rank", "place.class")
        # Once so much was given back (it is never touched, and costs nothing) the C library of
        # Linux keeps as much for what comes next, which batches would else ask for anew each time.
        np.empty(_WORKING, dtype=np.uint8)

    def load(self) -> None:
        """Makes the first query now."""
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
        compared = self._comparison(readings, self._candidates.search(readings))
        self._release(compared.rows.size)
        owner = np.repeat(np.arange(len(queries)), [len(query.readings) for query in queries])
        kinds = np.array([ord(query.kind or "\0") for query in queries], dtype=np.uint8)
        said = (kinds > 0) | (weigh is not None or bool(lang) or not self._crowded)
        found = self._with_exact(self._entries(compared, owner, said, limit), queries)
        found = self._weighed(found, kinds, weigh, contexts, lang).best_of_each_place(
            self._columns["place.rank"], self._columns["place.class"]
        )
        return found.lists(len(queries), limit, self._exact)

    def _entries(
        self, compared: Compared, owner: Rows, said: NDArray[np.bool_], most: int
    ) -> _Pairs:
        """The places that have the spellings.

        Args:
            compared: readings and spellings.
            owner: the query of each reading.
            said: of each query, whether all places with a spelling are looked at: what is said
                beside the name may speak for any of them.
            most: how many are otherwise, the first in rank.
        """
        features = compared.features
        utility = self._model.utilities(features)
        level = np.where(features[:, _EQUAL_SPELLING] > 0, 2, features[:, _EQUAL_SOUND] > 0)
        level = np.where(features[:, _PART] > 0, 0, level)
        near = (features[:, _SOUND] <= 1) & (features[:, _PART] == 0)
        bounds = self._columns["spelling.entries"]
        starts = bounds[compared.spellings]
        sizes = bounds[compared.spellings + 1] - starts
        every = said[owner[compared.readings]]
        entries, spelled = ranges(starts, np.where(every, sizes, np.minimum(sizes, most)))
        rows = compared.rows[spelled]
        return _Pairs(
            owner[compared.readings[spelled]],
            self._columns["entry.place"][entries].astype(np.int64),
            self._columns["entry.name"][entries],
            self._columns["entry.kind"][entries],
            utility[rows],
            level[rows],
            np.zeros(rows.size, dtype=np.float32),
            np.zeros(rows.size, dtype=np.float32),
            compared.sounds[spelled] + 1,
            near[rows].astype(np.int64),
        )

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
                self._columns["name.place"][names].astype(np.int64),
                names.astype(np.uint32),
                np.zeros(size, dtype=np.uint8),
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
        kinds: NDArray[np.uint8],
        weigh: Callable[[int, int], float | None] | None,
        contexts: Sequence[int],
        lang: str,
    ) -> _Pairs:
        utilities = found.utility
        if kinds.any():
            utilities = utilities + _KIND_WEIGHT * (
                kinds[found.owner] == self._columns["place.class"][found.place]
            )
        if lang:
            metas, which = np.unique(self._columns["name.meta"][found.name], return_inverse=True)
            spoken = np.array([said == lang for said in self._langs.take(metas)], dtype=np.bool_)
            utilities = utilities + _LANG_WEIGHT * spoken[which]
        shift = np.zeros(utilities.size, dtype=np.float32)
        if weigh is not None:
            of = np.array(contexts, dtype=np.int64)[found.owner]
            cases, inverse = np.unique(of << 32 | found.place, return_inverse=True)
            weights = [weigh(case >> 32, case & 0xFFFFFFFF) for case in cases.tolist()]
            added = [-np.inf if weight is None else weight for weight in weights]
            shift = np.array(added, dtype=np.float32)[inverse]
        utilities = np.round(utilities + shift, _DECIMALS)
        said = np.round(utilities - found.utility, _DECIMALS)
        found = found._replace(utility=utilities, shift=shift, said=said)
        return found.rows(np.flatnonzero(np.isfinite(shift)))


class _Pairs(NamedTuple):
    """Queries and what they may be, as columns of one length.

    Attributes:
        owner, place, name: rows of the query and the place, number of the name.
        kind: how good a name it is of the place, the best being 0.
        utility: of the choice model, context included.
        level: how the name was met, a row of `_METHODS`.
        shift: what of the utility is the context's.
        said: what of the utility is not the name's: the context, a generic term, the language.
        sound: number of the name's sound, 0 for a name that is the query letter by letter.
        support: 1 if the name sounds like the query, but for one edit.
    """

    owner: Rows
    place: Rows
    name: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    utility: Values
    level: Rows
    shift: Values
    said: Values
    sound: Rows
    support: Rows

    def rows(self, rows: Rows) -> _Pairs:
        columns: list[Any] = [column[rows] for column in self]
        return _Pairs(*columns)

    def joined(self, other: _Pairs) -> _Pairs:
        both: Any = zip(self, other, strict=True)
        return _Pairs(*map(np.concatenate, both))

    def best_of_each_place(self, rank: NDArray[np.uint32], kind: NDArray[np.uint8]) -> _Pairs:
        """Each query's places once, best first.

        Of places that fit equally well a unit comes last, and a place first that has more
        names like the query: it is the one that is mostly called so.

        Args:
            rank: by place, the order of what is still equal.
            kind: by place, the letter of its feature class.
        """
        if not self.owner.size:
            return self
        key = self.owner << 32 | self.place
        order = np.argsort(key)
        first = np.flatnonzero(np.diff(key[order], prepend=-1))
        # Of one place, the pair of most utility, then of the strictest method and the best name.
        merit = (_whole(self.utility) << 5 | self.level << 3 | 7 - self.kind) << 32
        merit = np.maximum.reduceat((merit | 0xFFFFFFFF - np.arange(key.size))[order], first)
        best = self.rows(0xFFFFFFFF - (merit & 0xFFFFFFFF))
        support = np.minimum(np.add.reduceat(self.support[order], first), 1023)
        unit = kind[best.place] == ord("A")
        ties = unit.astype(np.int64) << 10 | 1023 - support
        key = best.owner << 40 | _HIGH - _whole(best.utility) << 11 | ties
        ranked = np.argsort(rank[best.place])
        return best.rows(ranked[np.argsort(key[ranked], kind="stable")])

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
        utility = _whole(self.utility)
        reading = (self.owner << 32 | self.sound) << 18 | _whole(self.said) + 2**17
        order = np.argsort(reading)
        first = np.flatnonzero(np.diff(reading[order], prepend=-1))
        best = np.empty_like(utility)
        best[order] = np.repeat(
            np.maximum.reduceat(utility[order], first), np.diff(first, append=order.size)
        )
        fits = np.sort(self.owner << 32 | best + _HIGH)
        fits = fits[np.diff(fits, prepend=-1) != 0]
        every = np.bincount(fits >> 32, weights=_weights((fits & 0xFFFFFFFF) - _HIGH))
        others = every[self.owner] - _weights(best)
        weight, away = _weights(utility), np.exp(-self.shift.astype(np.float64))
        scores: NDArray[np.float64] = np.round(
            weight * away / (1 + weight * away + others * away), 4
        )
        return scores


def _whole(utilities: Values) -> Rows:
    """Utilities as whole numbers, in the unit that they are rounded to."""
    whole: Rows = np.round(utilities * 10**_DECIMALS).astype(np.int64)
    return whole


def _weights(utilities: Rows) -> NDArray[np.float64]:
    """The weights in the choice model of such utilities."""
    weights: NDArray[np.float64] = np.exp(utilities / 10**_DECIMALS)
    return weights
