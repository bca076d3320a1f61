"""The orchestrator: a text in, the place it means out, or an honest "not known"."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias, cast

from toponyms.collector import lasting
from toponyms.model import Resolution, Status
from toponyms.recent import Recent
from toponyms.resolution.context import Context
from toponyms.resolution.found import Candidates, Found, default_calibration, status_of
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
_BATCH = 4096
#: Places looked at however few are shown: homonyms must be seen to be called ambiguous.
_LEAST = 10
#: Answers to known names that are kept: between as many and twice as many.
_REMEMBERED = 2**14
#: How often an index is read for one text before it is searched for, and after, about.
_TOUCHED = 16
#: Queries among which most likely one must be searched for, and places are met again.
_MANY = 32
#: Queries whose answers are so many objects that the collector had better wait for all of them.
_COLUMN = 1024


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
        # Answers to names met letter by letter, by limit: an answer never changes.
        self._recent: dict[int, Recent[Resolution]] = {}
        self._is_loaded = False

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
        context = self.context(
            near=near, country=country, within=within, feature=feature, lang=lang
        )
        texts = list(texts)
        return self._resolve(texts, [context], [0] * len(texts), limit)

    def context(
        self,
        *,
        near: tuple[float, float] | None = None,
        country: str | Collection[str] | None = None,
        within: str | None = None,
        feature: str | None = None,
        lang: str | None = None,
    ) -> Context:
        """What is known beside a name, for `resolve_each`; the arguments are those of `resolve`.

        Raises:
            UnknownPlaceError: if `within` is no place of the gazetteer.
            ValueError: if `near`, `country` or `within` is malformed.
        """
        whole = None if within is None else self.gazetteer.get(within)
        return Context.of(near, country, whole, feature, lang)

    def resolve_each(
        self, texts: Iterable[str], contexts: Iterable[Context], *, limit: int = 10
    ) -> list[Resolution]:
        """`resolve_many` of texts that each have a context of their own.

        Args:
            texts: names.
            contexts: as `context` gives them, one a text, all with the same `lang`.
            limit: the most candidates for one text, 1 or more.

        Raises:
            ValueError: if there are not as many contexts as texts, they differ in `lang`, or
                `limit` is malformed.

        >>> from toponyms import Gazetteer
        >>> resolver = Resolver(Gazetteer.default())
        >>> beside = [resolver.context(country=code) for code in ("AM", "AZ")]
        >>> answers = resolver.resolve_each(["Martuni", "Martuni"], beside)
        >>> [answer.candidates[0].place.country for answer in answers]
        ['AM', 'AZ']
        """
        texts, said = list(texts), list(contexts)
        if len(texts) != len(said):
            raise ValueError(f"{len(texts)} texts, but {len(said)} contexts")
        if len({context.lang for context in said}) > 1:
            raise ValueError("contexts must not differ in lang")
        number = {context: place for place, context in enumerate(dict.fromkeys(said))}
        return self._resolve(texts, list(number), [number[context] for context in said], limit)

    def _resolve(
        self, texts: Sequence[str], contexts: Sequence[Context], of: Sequence[int], limit: int
    ) -> list[Resolution]:
        """The answer to each text beside the context whose number `of` gives."""
        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        if len(texts) >= _MANY:
            self._load()
        results: list[Resolution] = []
        for start in range(0, len(texts), _BATCH):
            batch = slice(start, start + _BATCH)
            with lasting() if len(texts[batch]) >= _COLUMN else nullcontext():
                results += self._resolve_batch(texts[batch], contexts, of[batch], limit)
            self._index.store.release(_TOUCHED * len(texts[batch]))
        return results

    def _resolve_batch(
        self, texts: Sequence[str], contexts: Sequence[Context], of: Sequence[int], limit: int
    ) -> list[Resolution]:
        says_more = [bool(context) for context in contexts]
        alone = [not says_more[number] for number in of] if any(says_more) else [True] * len(of)
        results = self._recall(texts, alone, limit)
        rows = [row for row, result in enumerate(results) if result is None]
        if rows:
            clean = normalize_lines([texts[row][:MAX_LENGTH] for row in rows])
            forms = exact_form("\n".join(clean)).split("\n")
            searched, asked, beside = [], [], []
            for row, form in zip(rows, forms, strict=True):
                new = alone[row] and not _is_recalled(texts[row], form)
                meaning = self._meaning(form, limit) if new else None
                if meaning is None:
                    searched.append(row)
                    asked.append(form)
                    beside.append(of[row])
                else:
                    results[row] = _answer_known(texts[row], meaning, self._exact_score, limit)
            found = self._look_for(asked, contexts, beside, limit)
            for row, places in zip(searched, found, strict=True):
                results[row] = self._answer_found(texts[row], places, limit)
        return cast("list[Resolution]", results)

    def _recall(
        self, texts: Sequence[str], alone: Sequence[bool], limit: int
    ) -> list[Resolution | None]:
        """The answers to texts that are names but for their case; None for any other.

        Every key of the index is its own exact form, so a text that is a key once its case
        is folded need not be cleaned first. None too for a text that something is said beside.
        """
        score, recent = self._exact_score, self._recent.setdefault(limit, Recent(_REMEMBERED))
        answers: list[Resolution | None] = []
        for text, bare in zip(texts, alone, strict=True):
            answer = recent.get(text) if bare else None
            if answer is None and bare and text.isprintable():
                meaning = self._meaning(text.casefold(), limit)
                if meaning is not None:
                    answer = recent.keep(text, _answer_known(text, meaning, score, limit))
            answers.append(answer)
        return answers

    def _meaning(self, form: str, limit: int) -> _Meaning | None:
        """What a name means letter by letter, by its exact form; None if there is no such name.

        It has `limit` candidates, as far as there are as many.
        """
        index, score = self._index, self._exact_score
        names = index.names_of_form(form)
        if not names:
            return None
        status = self._status(map(index.owner, names), score)
        place = index.place(index.owner(names[0])) if status == "matched" else None
        found: list[Found] = [(index.owner(name), name, score, "exact") for name in names[:limit]]
        return status, place, Candidates(index, found)

    def _look_for(
        self, forms: Sequence[str], contexts: Sequence[Context], of: Sequence[int], limit: int
    ) -> list[list[Found]]:
        """Places with names like each form, the form itself included if there is a context."""
        if not forms:
            return []
        from toponyms.resolution.query import read_queries

        names_of_form = self._index.names_of_form
        says_more = [bool(context) for context in contexts]
        exact = [
            names_of_form(form) if says_more[number] else ()
            for form, number in zip(forms, of, strict=True)
        ]
        queries = read_queries(forms, exact, names_of_form)
        self._index.store.release(_TOUCHED * len(forms))
        weigh = self._weigh(contexts) if any(says_more) else None
        return self._similar(queries, max(limit, _LEAST), weigh, of, contexts[0].lang)

    def _answer_found(self, text: str, found: Sequence[Found], limit: int) -> Resolution:
        """The answer to a text that was searched for."""
        if not found:
            return Resolution(text, "unmatched", steps=Steps(text, True))
        place, best = self._index.place, found[0][2]
        status: Status = "matched" if best >= self.threshold else "unmatched"
        if len(found) > 1 and found[1][2] == best:
            status = self._status((row for row, _, score, _ in found if score == best), best)
        candidates = Candidates(self._index, found[:limit])
        return Resolution(
            text,
            status,
            place(found[0][0]) if status == "matched" else None,
            best,
            candidates,
            Steps(text, True, candidates),
        )

    def _status(self, tied: Iterable[int], score: float) -> Status:
        """`status_of` places by their rows; no more of them are made than decide.

        A name may be that of hundreds of places. Where two are populated, their classes say so.
        """
        index, rows = self._index, iter(tied)
        two = tuple(islice(rows, 2))
        if len(two) > 1 and score >= self.threshold and index.feature_class(two[1]) == "P":
            return "ambiguous"
        return status_of(map(index.place, chain(two, rows)), score, self.threshold)

    def _weigh(self, contexts: Sequence[Context]) -> Callable[[int, int], float | None]:
        place = self._index.place

        def weigh(number: int, row: int) -> float | None:
            context = contexts[number]
            return context.weight(place(row)) if context.admits(place(row)) else None

        return weigh

    def _load(self) -> None:
        """Brings what a small gazetteer is asked for most into memory, once."""
        if not self._is_loaded and self._index.is_small:
            with lasting():
                self._index.load()
                self._similar.load()
            self._is_loaded = True

    @cached_property
    def _similar(self) -> SimilarSearch:
        from toponyms.resolution.ranking import default_model
        from toponyms.resolution.search import SimilarSearch

        return SimilarSearch(self._index.store, default_model(), self._exact_score)


def _is_recalled(text: str, form: str) -> bool:
    """Whether `_recall` looks for a text by this form; need not be done twice."""
    return text.isprintable() and form == text.casefold()


_Meaning: TypeAlias = "tuple[Status, Place | None, Candidates]"
"""The status of a name, the place if it is matched, and every place that has the name."""


def _answer_known(text: str, meaning: _Meaning, score: float, limit: int) -> Resolution:
    """The answer to a text that is a name letter by letter."""
    status, place, candidates = meaning
    if len(candidates) > limit:
        candidates = candidates.first(limit)
    return Resolution(text, status, place, score, candidates, Steps(text, False, candidates))
