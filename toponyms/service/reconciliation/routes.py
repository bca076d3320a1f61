"""The endpoints of reconciliation: the service itself, suggestions, previews, properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import orjson
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from toponyms import __version__
from toponyms.errors import UnknownPlaceError
from toponyms.service.bodies import content_type, parsed
from toponyms.service.fields import checked_text
from toponyms.service.headers import policy
from toponyms.service.problems import Problem
from toponyms.service.reconciliation import preview as pages
from toponyms.service.reconciliation.answers import answer_batch
from toponyms.service.reconciliation.properties import Extension, settings
from toponyms.service.reconciliation.queries import QueryReader
from toponyms.service.reconciliation.words import Words, preferred_language

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from toponyms.model import Place
    from toponyms.service.core import Core

    Endpoint = Callable[[Request], Awaitable[Response]]

__all__ = ["Reconciliation"]

_CALLBACK = re.compile(r"[A-Za-z_$][\w.$]{0,99}", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]{1,255}")
_METHODS = ["GET", "POST"]
#: The last suggestion that may be begun from.
_FURTHEST = 1000


class Reconciliation:
    """The endpoints below `/reconcile`, or below `/hy/reconcile` in Armenian.

    Args:
        core: answers.
        public_url: the address that others know the service by; None takes what requests say.
        lang: the language of `LANGUAGES` that is spoken; None for the one that a request wants.
            OpenRefine itself wants none: only the browser that shows it does.
    """

    def __init__(
        self, core: Core, public_url: str | None = None, *, lang: str | None = None
    ) -> None:
        self._core = core
        self._public = public_url.rstrip("/") if public_url else None
        self._lang = lang
        self._path = f"/{lang}/reconcile" if lang else "/reconcile"

    def routes(self) -> list[Route]:
        """Where they are."""
        endpoints: dict[str, Endpoint] = {
            "": self.service,
            "/suggest/entity": self.suggest_entity,
            "/suggest/type": self.suggest_type,
            "/suggest/property": self.suggest_property,
            "/flyout/entity": self.flyout_entity,
            "/flyout/type": self.flyout_type,
            "/flyout/property": self.flyout_property,
            "/properties": self.propose,
            "/preview": self.preview,
            "/view": self.preview,
        }
        return [
            Route(self._path + path, endpoint, methods=_METHODS)
            for path, endpoint in endpoints.items()
        ] + [Route(f"{self._path}/", _to_service, methods=["GET"])]

    def _words(self, request: Request) -> Words:
        accepted = request.headers.get("accept-language", "")
        return Words(self._lang or preferred_language(accepted))

    async def service(self, request: Request) -> Response:
        """The manifest, a batch of queries, or a question about places."""
        given = await _given(request)
        words = self._words(request)
        if "queries" in given:
            queries = QueryReader(self._core).batch(_json(given, "queries"))
            return _answer(given, await answer_batch(self._core, queries, words))
        if "extend" in given:
            asked = _json(given, "extend")
            found = await self._core.aside(Extension(self._core, words).answer, asked)
            return _answer(given, found)
        if "query" in given:  # 0.1 had single queries, as text or as JSON
            text = given["query"]
            one = parsed(text.encode()) if text.lstrip()[:1] == "{" else {"query": text}
            query = QueryReader(self._core).query(one)
            answers = await answer_batch(self._core, {"q": query}, words)
            return _answer(given, answers["q"])
        return _answer(given, self.manifest(self._base(request), words))

    def manifest(self, base: str, words: Words) -> dict[str, Any]:
        """What the service can do, and where.

        Args:
            base: the address of the service.
            words: of the language of names.
        """
        here = base + self._path

        def suggested(kind: str) -> dict[str, str]:
            return {
                "service_url": here,
                "service_path": f"/suggest/{kind}",
                "flyout_service_url": here,
                "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
            }

        return {
            "versions": ["0.1", "0.2"],
            "name": words.service,
            "identifierSpace": "urn:x-toponyms:place:",
            "schemaSpace": "https://www.geonames.org/ontology#",
            "serviceVersion": __version__,
            "documentation": f"{base}/",
            "logo": f"{base}/static/icon.svg",
            "defaultTypes": words.all_of("types"),
            "batchSize": self._core.limits.names,
            "view": {"url": f"{here}/view?id={{{{id}}}}"},
            "preview": {
                "url": f"{here}/preview?id={{{{id}}}}",
                "width": pages.WIDTH,
                "height": pages.HEIGHT,
            },
            "suggest": {kind: suggested(kind) for kind in ("entity", "type", "property")},
            "extend": {
                "propose_properties": {"service_url": here, "service_path": "/properties"},
                "property_settings": settings(words),
            },
        }

    async def suggest_entity(self, request: Request) -> Response:
        """Places with names that begin so."""
        given, words = await _given(request), self._words(request)
        prefix = checked_text(given.get("prefix", ""), "prefix", self._core.limits.name)
        start, end = self._asked_part(given, 10)
        if prefix in self._core.gazetteer:
            places = [self._core.gazetteer.get(prefix)]
        else:
            places = [one.place for one in self._core.beginnings.find(prefix, limit=end + 1)]
        records = self._core.records
        suggestions = [
            {
                "id": place.id,
                "name": words.name(place),
                "description": words.description(place, records),
                "notable": [words.type_of(place)],
            }
            for place in places[start:end]
        ]
        return _answer(given, _part(suggestions, end, len(places)))

    async def suggest_type(self, request: Request) -> Response:
        """Types whose names have such a part."""
        return await self._suggested(request, ("types",))

    async def suggest_property(self, request: Request) -> Response:
        """Properties whose names have such a part."""
        return await self._suggested(request, ("properties", "filters"))

    async def _suggested(self, request: Request, tables: tuple[str, ...]) -> Response:
        given, words = await _given(request), self._words(request)
        wanted = given.get("prefix", "").strip().casefold()
        start, end = self._asked_part(given, self._core.limits.candidates)
        listed = [
            one
            for table in tables
            for one in words.all_of(table)
            if wanted in one["name"].casefold() or one["id"].casefold().startswith(wanted)
        ]
        return _answer(given, _part(listed[start:end], end, len(listed)))

    def _asked_part(self, given: Mapping[str, str], usual: int) -> tuple[int, int]:
        """From which and up to which suggestion is asked for."""
        start = min(_number(given, "cursor", 0), _FURTHEST)
        limit = min(max(_number(given, "limit", usual), 1), self._core.limits.candidates)
        return start, start + limit

    async def flyout_entity(self, request: Request) -> Response:
        """A few lines about a place."""
        given, words = await _given(request), self._words(request)
        place = self._place(given)
        html = pages.flyout(place, self._core.records, words)
        return _answer(given, {"id": place.id, "html": str(html)})

    async def flyout_type(self, request: Request) -> Response:
        """A few lines about a type."""
        return await self._flown(request, ("types",))

    async def flyout_property(self, request: Request) -> Response:
        """A few lines about a property."""
        return await self._flown(request, ("properties", "filters"))

    async def _flown(self, request: Request, tables: tuple[str, ...]) -> Response:
        from toponyms.markup import element

        given, words = await _given(request), self._words(request)
        for table in tables:
            for one in words.all_of(table):
                if one["id"] == given.get("id"):
                    html = element(
                        "div", element("strong", one["name"]), " ", element("code", one["id"])
                    )
                    return _answer(given, {"id": one["id"], "html": str(html)})
        raise Problem(404, "there is nothing with this id", field="id")

    async def propose(self, request: Request) -> Response:
        """The properties that can be asked for."""
        given, words = await _given(request), self._words(request)
        listed = words.all_of("properties")
        if limit := _number(given, "limit", 0):
            listed = listed[:limit]
        answer: dict[str, Any] = {"properties": listed}
        if "type" in given:
            answer["type"] = given["type"]
        if limit:
            answer["limit"] = limit
        return _answer(given, answer)

    async def preview(self, request: Request) -> Response:
        """A page about a place, which may be shown in a frame."""
        given, words = await _given(request), self._words(request)
        place = self._place(given)
        html = await self._core.aside(
            pages.preview, place, self._core.records, words, self._core.maps
        )
        allowed = policy(framed=True, styles=pages.styles())
        return HTMLResponse(html, headers={"content-security-policy": allowed})

    def _place(self, given: Mapping[str, str]) -> Place:
        try:
            return self._core.gazetteer.get(given.get("id", ""))
        except UnknownPlaceError:
            raise Problem(404, "there is no such place here", field="id") from None

    def _base(self, request: Request) -> str:
        """The address of the service as the client wrote it."""
        if self._public:
            return self._public
        if not _HOST.fullmatch(request.headers.get("host", "")):
            raise Problem(400, "the header Host is missing or malformed")
        return str(request.base_url).rstrip("/")


def _part(suggestions: list[dict[str, Any]], end: int, found: int) -> dict[str, Any]:
    """Suggestions, and where the next ones begin: OpenRefine offers those only if it is told."""
    return {"result": suggestions} | ({"cursor": end} if found > end else {})


async def _to_service(request: Request) -> Response:
    return RedirectResponse("../reconcile", 308)


async def _given(request: Request) -> dict[str, str]:
    """What the address and the form say."""
    given = dict(request.query_params)
    if request.method == "POST":
        kind = content_type(request.headers)
        if kind in ("application/x-www-form-urlencoded", ""):
            form = await request.form(max_fields=100)
        elif kind == "multipart/form-data":
            form = await request.form(max_files=0, max_fields=100, max_part_size=4 * 2**20)
        else:
            raise Problem(415, "a form is expected: application/x-www-form-urlencoded")
        given |= _texts(form)
    return given


def _texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _json(given: Mapping[str, str], field: str) -> Any:
    try:
        return parsed(given[field].encode("utf-8", "surrogatepass"))
    except Problem as problem:
        raise problem.within(field) from None


def _number(given: Mapping[str, str], field: str, otherwise: int) -> int:
    text = given.get(field, "")
    if not text:
        return otherwise
    if not re.fullmatch("[0-9]{1,6}", text):
        raise Problem(422, "a whole number is expected", field=field)
    return int(text)


def _answer(given: Mapping[str, str], record: object) -> Response:
    """JSON, or a call of a function with it (JSONP) if one is named."""
    content = orjson.dumps(record)
    callback = given.get("callback")
    if callback is None:
        return Response(content, media_type="application/json")
    if not _CALLBACK.fullmatch(callback):
        raise Problem(422, "no name of a function", field="callback")
    # Line ends that JSON may have and old JavaScript may not; the comment stops content sniffing.
    safe = content.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    call = b"/**/" + callback.encode() + b"(" + safe + b");"
    return Response(call, media_type="text/javascript")
