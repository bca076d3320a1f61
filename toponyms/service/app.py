"""The service as an ASGI application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from toponyms.gazetteer import Gazetteer
from toponyms.service.bodies import BodyLimits
from toponyms.service.core import Core
from toponyms.service.headers import Logged, SecurityHeaders
from toponyms.service.json_api import JsonApi, json_response
from toponyms.service.log import LOGGER
from toponyms.service.problems import Problem, problem_response
from toponyms.service.reconciliation.routes import Reconciliation
from toponyms.service.reconciliation.sharing import Shared
from toponyms.service.records import LANGUAGES
from toponyms.service.refusals import Refusals

if TYPE_CHECKING:
    from starlette.requests import Request

    from toponyms.service.limits import Limits

__all__ = ["Static", "make_app"]

_PAGE = Path(__file__).parent / "page"
#: Units that the description lists.
_MOST_UNITS = 1000
_TYPES = {
    ".css": "text/css", ".html": "text/html", ".js": "text/javascript",
    ".json": "application/json", ".svg": "image/svg+xml",
}  # fmt: skip


def make_app(
    gazetteer: Gazetteer | None = None,
    *,
    limits: Limits | None = None,
    log_names: bool = False,
    public_url: str | None = None,
) -> Starlette:
    """The service over one gazetteer.

    Args:
        gazetteer: knows the places; None takes the one that ships.
        limits: what a request may ask for.
        log_names: whether the log has the names that were asked for.
        public_url: the address that others know the service by; None takes what requests say.

    >>> [route.path for route in make_app().routes][:2]
    ['/api/lookup', '/api/resolve']
    """
    core = Core(gazetteer or Gazetteer.default(), limits)
    app = Starlette(
        routes=_routes(core, public_url),
        middleware=[
            Middleware(Logged, names=log_names),
            Middleware(SecurityHeaders),
            Middleware(Shared),
            Middleware(Refusals, names=log_names),
            Middleware(BodyLimits, limits=core.limits, uploads=frozenset({"/api/columns"})),
        ],
        exception_handlers={
            Problem: _on_problem,
            HTTPException: _on_http,
            ClientDisconnect: _on_disconnect,
        },
    )
    app.state.core = core
    return app


def _routes(core: Core, public_url: str | None) -> list[Any]:
    async def health(request: Request) -> Response:
        return json_response({"status": "ok"})

    async def ready(request: Request) -> Response:
        core.warm()
        return json_response({"status": "ok", "places": len(core.gazetteer)})

    async def page(request: Request) -> Response:
        return FileResponse(_PAGE / "index.html", media_type="text/html")

    from toponyms.service.openapi import description

    async def openapi(request: Request) -> Response:
        store = core.gazetteer.index.store
        units = store.strings("place.id").take(store.array("unit"))
        return json_response(description(core.limits, units if len(units) < _MOST_UNITS else ()))

    routes: list[Any] = [
        *JsonApi(core).routes(),
        Route("/api/openapi.json", openapi, methods=["GET"]),
        *[
            route
            for lang in (None, *LANGUAGES)
            for route in Reconciliation(core, public_url, lang=lang).routes()
        ],
        Route("/health", health, methods=["GET"]),
        Route("/ready", ready, methods=["GET"]),
    ]
    if (_PAGE / "index.html").is_file():
        routes += [
            Route("/", page, methods=["GET"]),
            Mount("/static", Static(directory=_PAGE)),
        ]
    return routes


class Static(StaticFiles):
    """The files of the page, by types that do not depend on the system's own list."""

    def file_response(self, *args: Any, **more: Any) -> Response:
        """A file."""
        response = super().file_response(*args, **more)
        kind = _TYPES.get(Path(str(args[0])).suffix)
        if kind and response.status_code == 200:
            response.headers["content-type"] = f"{kind}; charset=utf-8"
        response.headers["cache-control"] = "no-cache"
        return response


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    # What was not read of a body would be taken for the next request.
    headers = {"connection": "close"} if error.status in (408, 413) else None
    return problem_response(error, headers)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem_response(Problem(error.status_code, error.detail), error.headers)


async def _on_disconnect(request: Request, error: Exception) -> Response:
    LOGGER.debug("a client went away")
    return Response(status_code=400)
