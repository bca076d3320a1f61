"""Answers the queries of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.model import Candidate, Place, Resolution
    from toponyms.resolution.context import Context
    from toponyms.service.core import Core
    from toponyms.service.reconciliation.queries import Query
    from toponyms.service.reconciliation.words import Words

__all__ = ["answer_batch"]


async def answer_batch(
    core: Core, queries: Mapping[str, Query], words: Words
) -> dict[str, dict[str, Any]]:
    """The candidates of each query, best first, with scores from 0 to 100.

    Args:
        core: answers.
        queries: by the keys of the batch.
        words: of the language of names and descriptions.
    """
    found = await _resolved(core, queries)
    answers = {}
    for key, query in queries.items():
        exact = _by_id(core, query)
        candidates = (
            [_candidate(exact, 100.0, True, core, words)]
            if exact
            else _candidates(query, found[key], core, words)
        )
        answers[key] = {"result": candidates}
    return answers


async def _resolved(core: Core, queries: Mapping[str, Query]) -> dict[str, list[Resolution]]:
    """The answers to each query: one for each type, and one for any type if none is strict."""
    asked: dict[int, list[tuple[str, str, Context]]] = {}
    for key, query in queries.items():
        group = asked.setdefault(query.limit, [])
        group += [(key, query.text, context) for context in query.contexts]
    found: dict[str, list[Resolution]] = {key: [] for key in queries}
    for limit, group in asked.items():
        answers = await core.lookups.resolve(
            [text for _, text, _ in group], [context for _, _, context in group], limit
        )
        for (key, _, _), answer in zip(group, answers, strict=True):
            found[key].append(answer)
    await _without_type(core, queries, found)
    return found


async def _without_type(
    core: Core, queries: Mapping[str, Query], found: Mapping[str, list[Resolution]]
) -> None:
    """Asks again for places of any type where there is none of the wanted one.

    What is found then is never a match.
    """
    from dataclasses import replace

    missed = [
        key
        for key, query in queries.items()
        if query.features and not query.strict and not any(one.candidates for one in found[key])
    ]
    for key in missed:
        query = queries[key]
        context = replace(query.contexts[0], feature="")
        (answer,) = await core.lookups.resolve([query.text], [context], query.limit)
        found[key][:] = [replace(answer, status="unmatched", place=None)]


def _by_id(core: Core, query: Query) -> Place | None:
    """The place whose id the query is."""
    text = query.text.strip()
    return core.gazetteer.get(text) if ":" in text and text in core.gazetteer else None


def _candidates(
    query: Query, answers: Sequence[Resolution], core: Core, words: Words
) -> list[dict[str, Any]]:
    best: dict[str, tuple[Candidate, bool]] = {}
    for answer in answers:
        for one in answer.candidates:
            matched = answer.place is not None and one.place.id == answer.place.id
            if one.place.id not in best or one.score > best[one.place.id][0].score:
                best[one.place.id] = one, matched
    # The order of equals is that of the resolver.
    ordered = sorted(best.values(), key=lambda one: -one[0].score)[: query.limit]
    top = [matched for one, matched in ordered if one.score == ordered[0][0].score]
    # Two types may each have one place of the name: then it is neither.
    sure = sum(matched for _, matched in ordered) == 1 and bool(top[:1] and top[0])
    return [
        {
            **_candidate(one.place, round(100 * one.score, 2), sure and number == 0, core, words),
            "features": [
                {"id": "score", "value": one.score},
                *({"id": method, "value": one.method == method} for method in _METHODS),
            ],
            "description": _described(one, core, words),
        }
        for number, (one, _) in enumerate(ordered)
    ]


_METHODS = ("exact", "folded", "sound", "similar")


def _described(candidate: Candidate, core: Core, words: Words) -> str:
    """Kind and place, and the name that was met if it is not the one that is shown."""
    said = words.description(candidate.place, core.records)
    met = candidate.name.text
    if met in words.name(candidate.place).split(" / "):
        return said
    return f"{said}; {words.of('shown', 'met').format(name=met)}"


def _candidate(place: Place, score: float, match: bool, core: Core, words: Words) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": words.name(place),
        "description": words.description(place, core.records),
        "type": [words.type_of(place)],
        "score": score,
        "match": match,
    }
