"""The orchestrator: a text in, the place it means out, or an honest "not known"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, cast

from toponyms.collector import lasting
from toponyms.model import Candidate, Resolution, Status
from toponyms.resolution.context import Context
from toponyms.resolution.found import Found, default_calibration, status_of
from toponyms.resolution.steps import MAX_LENGTH, Steps
from toponyms.text.fold import exact_form
from toponyms.text.normalize import normalize_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from toponyms.gazetteer import Gazetteer
    from toponyms.model import Place
    from toponyms.resolution.search import SimilarSearch

__all__ = ["Resolver"]

#: Queries that go through the search together; bounds the memory of a batch.
_BATCH = 2048
#: Places looked at however few are shown: homonyms must be seen to be called ambiguous.
_LEAST = 10
#: Queries for which it pays to load everything beforehand.
_MANY = 32


class Resolver:
    """Resolves texts to the places of one gazetteer.

    Safe to share between threads; a result does not depend on what was resolved before.

    Args:
        gazetteer: knows the places.
        threshold: the least score of an answer, 0 to 1; None takes the calibrated one,
            which lets about 25 in a thousand names of towns elsewhere through.
    """

    def __init__(self, gazetteer: Gazetteer, *, threshold: float | None = None) -> None:
        calibration = default_calibration()
        self.gazetteer = gazetteer
        self.threshold = calibration.threshold if threshold is None else threshold
        self._exact_score = calibration.exact
        self._index = gazetteer.index
        # What each name means letter by letter, by its exact form, once many are asked for.
        self._meanings: dict[str, _Meaning] | None = None

    def resolve(
        self,
        text: str,
        *,
        near: tuple[float, float] | None = None,
        country: str | Collection[str] | None = None,
        within: str | None = None,
        feature: str | None = None,
        lang: str | None = None,
        limit: int = 10,
    ) -> Resolution:
        """Tells which place a text means.

        Args:
            text: a name, in any script or spelling, alone or with a generic term.
            near: latitude and longitude in degrees; nearer places are preferred.
            country: ISO 3166-1 alpha-2, or several; other places are left out.
            within: the id of a country or first-level unit; places outside are left out.
            feature: a GeoNames class (`P`) or code (`P.PPL`); other places are left out.
            lang: BCP 47; between names that fit equally well, one in this language wins.
            limit: the most candidates, 1 or more.

        Raises:
            UnknownPlaceError: if `within` is no place of the gazetteer.
            ValueError: if `near`, `country`, `within` or `limit` is malformed.

        >>> from toponyms import Gazetteer, Resolver
        >>> resolver = Resolver(Gazetteer.default())
        >>> [resolver.resolve(name).place.id for name in ("Canyataq", "Ճանկաթաղ", "Джанятаг")]
        ['gn:586666', 'gn:586666', 'gn:586666']
        >>> resolver.resolve("Springfield").status
        'unmatched'
        """
        return self.resolve_many(
            [text],
            near=near,
            country=country,
            within=within,
            feature=feature,
            lang=lang,
            limit=limit,
        )[0]

    def resolve_many(
        self,
        texts: Iterable[str],
        *,
        near: tuple[float, float] | None = None,
        country: str | Collection[str] | None = None,
        within: str | None = None,
        feature: str | None = None,
        lang: str | None = None,
        limit: int = 10,
    ) -> list[Resolution]:
        """`resolve` of each text, in order, but much faster than one by one."""
        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        whole = None if within is None else self.gazetteer.get(within)
        context = Context.of(near, country, whole, feature, lang)
        texts = list(texts)
        if len(texts) >= _MANY:
            self._load()
        results: list[Resolution] = []
        for start in range(0, len(texts), _BATCH):
            results += self._resolve_batch(texts[start : start + _BATCH], context, limit)
        return results

    def _resolve_batch(
        self, texts: Sequence[str], context: Context, limit: int
    ) -> list[Resolution]:
        asks_more = bool(context)
        results: list[Resolution | None]
        results = [None] * len(texts) if asks_more else self._recall(texts, limit)
        rows = [row for row, result in enumerate(results) if result is None]
        if rows:
            asked = [texts[row] for row in rows]
            clean = normalize_lines([text[:MAX_LENGTH] for text in asked])
            forms = exact_form("\n".join(clean)).split("\n")
            known = [None if asks_more else self._meaning(form) for form in forms]
            lines = [line for line, meaning in enumerate(known) if meaning is None]
            found = self._look_for([forms[line] for line in lines], context, limit)
            for line, places in zip(lines, found, strict=True):
                results[rows[line]] = self._answer_found(asked[line], places, limit)
            for row, text, meaning in zip(rows, asked, known, strict=True):
                if meaning is not None:
                    results[row] = _answer_known(text, meaning, self._exact_score, limit)
        return cast("list[Resolution]", results)

    def _recall(self, texts: Sequence[str], limit: int) -> list[Resolution | None]:
        """The answers to texts that are names but for their case; None for any other.

        Every key of the index is its own exact form, so a text that is a key once its case
        is folded need not be cleaned first.
        """
        score = self._exact_score
        meaning_of = self._meaning if self._meanings is None else self._meanings.get
        return [
            None
            if not text.isprintable() or (meaning := meaning_of(text.casefold())) is None
            else _answer_known(text, meaning, score, limit)
            for text in texts
        ]

    def _meaning(self, form: str) -> _Meaning | None:
        """What a name means letter by letter, by its exact form; None if there is no such name."""
        if self._meanings is not None:
            return self._meanings.get(form)
        names = self._index.names_of_form(form)
        return self._meaning_of(names) if names else None

    def _meaning_of(self, names: Sequence[int]) -> _Meaning:
        met, score = self._index.met, self._exact_score
        candidates = tuple([Candidate(*met(name), score, "exact") for name in names])
        if len(candidates) > 1:
            status = status_of([one.place for one in candidates], score, self.threshold)
        else:
            status = "matched" if score >= self.threshold else "unmatched"
        return status, candidates[0].place if status == "matched" else None, candidates

    def _look_for(self, forms: Sequence[str], context: Context, limit: int) -> list[list[Found]]:
        """Places with names like each form, the form itself included."""
        if not forms:
            return []
        from toponyms.resolution.query import read_queries

        names_of_form = self._index.names_of_form
        exact = [names_of_form(form) if context else () for form in forms]
        queries = read_queries(forms, exact, names_of_form)
        weigh = self._weigh(context) if context else None
        return self._similar(queries, max(limit, _LEAST), weigh, context.lang)

    def _answer_found(self, text: str, found: Sequence[Found], limit: int) -> Resolution:
        """The answer to a text that was searched for."""
        if not found:
            return Resolution(text, "unmatched", steps=Steps(text, True, None))
        place, name = self._index.place, self._index.name
        best = found[0][2]
        status: Status = "matched" if best >= self.threshold else "unmatched"
        if len(found) > 1 and found[1][2] == best:
            tied = [place(row) for row, _, score, _ in found if score == best]
            status = status_of(tied, best, self.threshold)
        candidates = tuple([
            Candidate(place(row), name(number), score, method)
            for row, number, score, method in found[:limit]
        ])  # fmt: skip
        return Resolution(
            text,
            status,
            candidates[0].place if status == "matched" else None,
            best,
            candidates,
            Steps(text, True, candidates[0]),
        )

    def _weigh(self, context: Context) -> Callable[[int], float | None]:
        place = self._index.place

        def weigh(row: int) -> float | None:
            return context.weight(place(row)) if context.admits(place(row)) else None

        return weigh

    def _load(self) -> None:
        """Brings everything into memory, once, since many names are asked for."""
        if self._meanings is None:
            with lasting():
                self._index.load()
                self._similar.load()
                forms = self._index.forms()
                self._meanings = {form: self._meaning_of(names) for form, names in forms}

    @cached_property
    def _similar(self) -> SimilarSearch:
        from toponyms.resolution.ranking import default_model
        from toponyms.resolution.search import SimilarSearch

        return SimilarSearch(self._index.store, default_model(), self._exact_score)


_Meaning: TypeAlias = "tuple[Status, Place | None, tuple[Candidate, ...]]"
"""The status of a name, the place if it is matched, and every place that has the name."""


def _answer_known(text: str, meaning: _Meaning, score: float, limit: int) -> Resolution:
    """The answer to a text that is a name letter by letter."""
    status, place, candidates = meaning
    if len(candidates) > limit:
        candidates = candidates[:limit]
    return Resolution(text, status, place, score, candidates, Steps(text, False, candidates[0]))
