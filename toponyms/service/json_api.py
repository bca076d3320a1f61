"""The JSON API.

For the page: `POST /api/columns` takes `multipart/form-data` with the fields `file` (CSV, TSV or
JSON Lines in any encoding that `toponyms normalize` reads), `column`, and if wanted `lang`,
`country`, `within`.

- Without `column` it answers `{"columns": ["id", "location", …]}` and reads no further.
- With `column` it answers the file with its new columns (`text/csv`, UTF-8), and the summary as
  JSON in the header `toponyms-summary`: `{"seconds", "rows": {"total", "matched", "ambiguous",
  "unmatched", "empty"}, "names": {…}, "unmatched": [{"name", "rows"}], "ambiguous": […]}`, with
  ten names at most in each list. If the request says `Accept: application/json`, it answers one
  object: `{"summary": …, "name": "events.ids.csv", "type": "text/csv", "text": …}`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from toponyms.errors import (
    ToponymsError,
    UnknownLanguageError,
    UnknownOptionError,
    UnknownPlaceError,
    UnknownSystemError,
)
from toponyms.mentions import MIN_SCORE
from toponyms.service.bodies import JSON_LINES, content_type, parsed, read_json, read_lines
from toponyms.service.fields import Fields, checked_text
from toponyms.service.problems import Problem
from toponyms.service.records import system_record

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from toponyms.model import Resolution
    from toponyms.resolution.context import Context
    from toponyms.service.core import Core, Deadline

__all__ = ["JsonApi", "json_response"]

_CONTEXT = frozenset({"near", "country", "within", "feature"})
_LINES = _CONTEXT | {"lang", "limit", "explain", "names"}
_LOOKUP = _LINES | {"q"}
_QUERY = _CONTEXT | {"query"}
_RESOLVE = _LINES | {"queries"}
_FIND = frozenset({"text", "langs", "min_score", "explain"})
_TRANSLITERATE = frozenset({"text", "texts", "system", "lang", "reverse", "options"})
_SUGGEST = _CONTEXT | {"prefix", "limit"}
_MAP = frozenset({"ids", "uncertain", "numbers", "width", "height", "lang"})
#: Texts shorter than this are worked on at once: a thread would cost more.
_SHORT = 2000


def json_response(record: object, status: int = 200) -> Response:
    """An answer as JSON."""
    return Response(orjson.dumps(record), status, media_type="application/json")


class JsonApi:
    """The endpoints below `/api`.

    Args:
        core: answers.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._limits = core.limits

    def routes(self) -> list[Route]:
        """Where they are: what is asked for most comes first."""
        from toponyms.service.tables import Tables

        return [
            Route("/api/lookup", self.lookup, methods=["GET"]),
            Route("/api/resolve", self.resolve, methods=["POST"]),
            Route("/api/find", self.find, methods=["POST"]),
            Route("/api/transliterate", self.transliterate, methods=["POST"]),
            Route("/api/systems", self.systems, methods=["GET"]),
            Route("/api/places/{place_id}", self.place, methods=["GET"]),
            Route("/api/suggest", self.suggest, methods=["GET"]),
            Route("/api/columns", Tables(self._core).columns, methods=["POST"]),
            Route("/api/map.svg", self.map, methods=["GET"]),
        ]

    async def lookup(self, request: Request) -> Response:
        """Which place a name means."""
        fields = Fields.of_address(request.scope, _LOOKUP)
        text = fields.text("q", self._limits.name)
        lang = fields.lang()
        context = fields.context(self._core.resolver, lang)
        limit, put = self._limit(fields), self._put(fields)
        (answer,) = await self._core.lookups.resolve([text], [context], limit)
        return json_response(put(answer))

    async def resolve(self, request: Request) -> Response:
        """Which places many names mean."""
        if content_type(request.headers) in JSON_LINES:
            return self._resolve_lines(request)
        fields = Fields(await read_json(request), _RESOLVE)
        queries = fields.raw("queries")
        if not isinstance(queries, list):
            raise Problem(422, "a list of names is expected", field="queries")
        most = self._limits.names
        if len(queries) > most:
            raise Problem(
                422, f"{len(queries):,} are too many at once: {most:,} at most", field="queries"
            )
        lang = fields.lang()
        common = fields.context(self._core.resolver, lang)
        limit, put = self._limit(fields), self._put(fields)
        texts, contexts = [], []
        for number, query in enumerate(queries):
            try:
                text, context = self._query(query, lang, common)
            except Problem as problem:
                raise problem.within(f"queries[{number}]") from None
            texts.append(text)
            contexts.append(context)
        deadline = self._core.deadline()
        answers = await self._core.lookups.resolve(texts, contexts, limit)
        deadline.check()
        return json_response({"results": [put(one) for one in answers]})

    def _resolve_lines(self, request: Request) -> Response:
        fields = Fields.of_address(request.scope, _LINES)
        lang = fields.lang()
        common = fields.context(self._core.resolver, lang)
        limit, put = self._limit(fields), self._put(fields)

        async def lines() -> AsyncIterator[bytes]:
            try:
                async for block in read_lines(request, self._limits.line):
                    yield await self._answers_to(block, lang, common, limit, put)
            except Problem as problem:
                yield orjson.dumps({"error": problem.record()}) + b"\n"

        # A stream that broke off leaves the rest of its request on the connection.
        headers = {"connection": "close"}
        return _Streamed(lines(), headers=headers, media_type="application/x-ndjson")

    async def _answers_to(
        self,
        block: Sequence[bytes],
        lang: str | None,
        common: Context,
        limit: int,
        put: Callable[[Resolution], dict[str, Any]],
    ) -> bytes:
        """The answers to some lines, a line each."""
        said = [self._line(line, lang, common) for line in block]
        asked = [one for one in said if not isinstance(one, Problem)]
        found = iter(
            await self._core.lookups.resolve(
                [text for text, _ in asked], [context for _, context in asked], limit
            )
        )
        records = [
            {"error": one.record()} if isinstance(one, Problem) else put(next(found))
            for one in said
        ]
        return b"".join([orjson.dumps(record) + b"\n" for record in records])

    def _put(self, fields: Fields) -> Callable[[Resolution], dict[str, Any]]:
        """How each answer is put."""
        explain, names = fields.flag("explain"), fields.flag("names")
        return partial(self._core.records.resolution, explain=explain, names=names)

    def _line(
        self, line: bytes, lang: str | None, common: Context
    ) -> tuple[str, Context] | Problem:
        try:
            return self._query(parsed(line), lang, common)
        except Problem as problem:
            return problem

    def _query(self, query: object, lang: str | None, common: Context) -> tuple[str, Context]:
        """A name of many, alone or with a context of its own."""
        if isinstance(query, str):
            return checked_text(query, "", self._limits.name), common
        fields = Fields(query, _QUERY)
        text = fields.text("query", self._limits.name)
        if not any(map(fields.has, _CONTEXT)):
            return text, common
        return text, fields.context(self._core.resolver, lang)

    async def find(self, request: Request) -> Response:
        """The places that a text names."""
        fields = Fields(await read_json(request), _FIND)
        text = fields.text("text", self._limits.text)
        langs = fields.words("langs")
        least, explain = fields.share("min_score", MIN_SCORE), fields.flag("explain")
        try:
            finder = self._core.finder(langs)
        except UnknownLanguageError as error:
            raise Problem(422, str(error), field="langs") from None
        deadline = self._core.deadline()

        def found() -> bytes:
            mentions = []
            for mention in finder.find_iter(text, min_score=least):
                mentions.append(self._core.records.mention(mention, explain=explain))
                deadline.check()
            return orjson.dumps({"mentions": mentions})

        content = found() if len(text) < _SHORT else await self._core.aside(found)
        return Response(content, media_type="application/json")

    async def transliterate(self, request: Request) -> Response:
        """Texts in another script."""
        fields = Fields(await read_json(request), _TRANSLITERATE)
        if fields.raw("text") is not None and fields.raw("texts") is not None:
            raise Problem(422, "either text or texts, not both", field="texts")
        one = fields.raw("texts") is None
        if one:
            texts = [fields.text("text", self._limits.text)]
        else:
            texts = fields.texts("texts", self._limits.names, self._limits.text)
        lang, deadline = fields.lang(), self._core.deadline()
        system = fields.raw("system")
        if system is not None:
            system = checked_text(system, "system", 100)
        reverse, options = fields.flag("reverse"), fields.words("options")

        def written() -> list[dict[str, Any]]:
            return _written(texts, system or None, lang, reverse, options, deadline)

        small = sum(map(len, texts)) < _SHORT
        results = written() if small else await self._core.aside(written)
        return json_response(results[0] if one else {"results": results})

    async def systems(self, request: Request) -> Response:
        """The conversion systems that there are."""
        from toponyms.transliteration import systems

        fields = Fields.of_address(request.scope, frozenset({"lang"}))
        lang = fields.lang()
        from toponyms.transliteration.catalogue import spoken_by

        listed = [system for system in systems() if lang is None or spoken_by(system, lang)]
        return json_response({"systems": list(map(system_record, listed))})

    async def place(self, request: Request) -> Response:
        """A place with all its names."""
        Fields.of_address(request.scope, frozenset())
        place_id = request.path_params["place_id"]
        try:
            place = self._core.gazetteer.get(place_id)
        except UnknownPlaceError:
            raise Problem(404, "there is no such place here", field="id") from None
        return json_response(self._core.records.place(place))

    async def suggest(self, request: Request) -> Response:
        """Places with names that begin so."""
        fields = Fields.of_address(request.scope, _SUGGEST)
        text = fields.text("prefix", self._limits.name)
        context = fields.context(self._core.resolver, None)
        limit = fields.whole("limit", 10, self._limits.candidates)
        found = self._core.beginnings.find(text, limit=limit, admits=context.admits)
        records = self._core.records
        return json_response(
            {
                "suggestions": [
                    {
                        "place_id": place.id,
                        "name": name.text,
                        "name_lang": name.lang,
                        "feature": place.feature,
                        "country": place.country,
                        "lat": place.lat,
                        "lon": place.lon,
                        "unit": records.unit(place),
                    }
                    for place, name in found
                ]
            }
        )

    async def map(self, request: Request) -> Response:
        """An outline map of places."""
        fields = Fields.of_address(request.scope, _MAP)
        ids = dict.fromkeys(fields.words("ids", self._limits.places))
        if not ids:
            raise Problem(422, "this field is needed", field="ids")
        uncertain = frozenset(fields.words("uncertain", self._limits.places))
        numbered, lang = fields.flag("numbers"), fields.lang()
        width = fields.whole("width", 640, 2000, least=100)
        height = fields.whole("height", 400, 2000, least=100)
        try:
            places = [self._core.gazetteer.get(place_id) for place_id in ids]
        except UnknownPlaceError as error:
            raise Problem(404, str(error), field="ids") from None

        def drawn() -> str:
            return self._core.maps.drawn(
                places,
                uncertain=uncertain,
                numbered=numbered,
                lang=lang,
                width=width,
                height=height,
            )

        svg = await self._core.aside(drawn)
        return Response(svg, media_type="image/svg+xml", headers={"cache-control": "max-age=3600"})

    def _limit(self, fields: Fields) -> int:
        return fields.whole("limit", 10, self._limits.candidates)


def _written(
    texts: Sequence[str],
    system: str | None,
    lang: str | None,
    reverse: bool,
    options: Sequence[str],
    deadline: Deadline,
) -> list[dict[str, Any]]:
    """Each text in another script.

    Raises:
        Problem: if there is no such system or option.
    """
    from toponyms.transliteration import Systems, romanize, transliterate_many

    if system is None:
        for given, name in ((reverse, "reverse"), (options, "options")):
            if given:
                raise Problem(422, "needs a system", field=name)
        results = []
        for text in texts:
            taken = romanize(text, lang)
            used = taken.system.id if taken.system else None
            results.append({"source": text, "result": taken.text, "system": used})
            deadline.check()
        return results
    try:
        chosen = Systems.default().find(system, lang)
        written = transliterate_many(texts, chosen, reverse=reverse, options=options)
    except UnknownSystemError as error:
        raise Problem(422, str(error), field="system") from None
    except UnknownOptionError as error:
        raise Problem(422, str(error), field="options") from None
    except ToponymsError as error:
        raise Problem(422, str(error)) from None
    return [
        {"source": text, "result": result, "system": chosen.id}
        for text, result in zip(texts, written, strict=True)
    ]


class _Streamed(StreamingResponse):
    """An answer that is sent while the request is still read, which must not be read twice."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.stream_response(send)
