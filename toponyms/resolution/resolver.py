"""The orchestrator: a text in, the place it means out, or an honest "not known"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from toponyms.model import Candidate, Resolution, Status
from toponyms.resolution.context import Context
from toponyms.resolution.found import Found, default_calibration, status_of
from toponyms.resolution.steps import MAX_LENGTH, Steps
from toponyms.text.fold import exact_form
from toponyms.text.normalize import normalize_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from toponyms.gazetteer import Gazetteer
    from toponyms.resolution.search import SimilarSearch

__all__ = ["Resolver"]

#: Queries that go through the search together; bounds the memory of a batch.
_BATCH = 2048
#: How many answers to known names are kept.
_REMEMBERED = 2**16
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
        self._loaded = False
        # Answers to names met letter by letter, by limit and text: the same few recur in
        # any column, and an answer never changes.
        self._known: dict[int, dict[str, Resolution]] = {}

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
            exact = list(map(self._index.names_of_form, forms))
            searched = [line for line, names in enumerate(exact) if asks_more or not names]
            found = dict(
                zip(searched, self._look_for(forms, exact, searched, context, limit), strict=True)
            )
            for line, (row, text) in enumerate(zip(rows, asked, strict=True)):
                if line in found:
                    results[row] = self._answer_found(text, found[line], limit)
                else:
                    results[row] = self._answer_known(text, exact[line], limit)
        return cast("list[Resolution]", results)

    def _recall(self, texts: Sequence[str], limit: int) -> list[Resolution | None]:
        """The answers to texts that are names but for their case; None for any other.

        Every key of the index is its own exact form, so a text that is a key once its case
        is folded need not be cleaned first.
        """
        known, names_of_form = self._known.setdefault(limit, {}), self._index.names_of_form
        answers = list(map(known.get, texts))
        for row, text in enumerate(texts):
            if answers[row] is None and text.isprintable():
                names = names_of_form(text.casefold())
                if names:
                    answers[row] = answer = self._answer_known(text, names, limit)
                    if len(known) < _REMEMBERED:
                        known[text] = answer
        return answers

    def _answer_known(self, text: str, names: Sequence[int], limit: int) -> Resolution:
        """The answer to a text that is a name letter by letter."""
        met, score = self._index.met, self._exact_score
        candidates = tuple([Candidate(*met(name), score, "exact") for name in names[:limit]])
        first = candidates[0]
        status: Status = "matched" if score >= self.threshold else "unmatched"
        if len(names) > 1:
            status = status_of([met(name)[0] for name in names], score, self.threshold)
        return Resolution(
            text,
            status,
            first.place if status == "matched" else None,
            score,
            candidates,
            Steps(text, False, first),
        )

    def _look_for(
        self,
        forms: Sequence[str],
        exact: Sequence[Sequence[int]],
        lines: Sequence[int],
        context: Context,
        limit: int,
    ) -> list[list[Found]]:
        """Places similar to some of the forms.

        Args:
            forms: exact forms.
            exact: numbers of the names of each form.
            lines: which of the forms to look for.
            context: what is known beside the names.
            limit: the most candidates to be shown.
        """
        if not lines:
            return []
        from toponyms.resolution.query import read_queries

        queries = read_queries(
            [forms[line] for line in lines],
            [exact[line] for line in lines],
            self._index.names_of_form,
        )
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
        if not self._loaded:
            self._index.load()
            self._similar.load()
            self._loaded = True

    @cached_property
    def _similar(self) -> SimilarSearch:
        from toponyms.resolution.ranking import default_model
        from toponyms.resolution.search import SimilarSearch

        return SimilarSearch(self._index.store, default_model(), self._exact_score)
