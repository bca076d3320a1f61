"""Answers what is refused before any route is asked, and what fails."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from toponyms.service.log import LOGGER
from toponyms.service.problems import Problem, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Refusals"]


class Refusals:
    """Turns what was raised into problem details.

    Args:
        app: what it stands before.
        names: whether the log may have what errors say, which may be what was asked for.
    """

    def __init__(self, app: ASGIApp, *, names: bool = False) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - whoever asked is told, and the log
            problem = error if isinstance(error, Problem) else self._logged(error)
            if started:
                # The server closes the connection: else half an answer would look like a whole.
                raise RuntimeError("an answer broke off") from None
            # What was not read of a body would be taken for the next request.
            await problem_response(problem, {"connection": "close"})(scope, receive, send)

    def _logged(self, error: Exception) -> Problem:
        where = "".join(traceback.format_tb(error.__traceback__))
        LOGGER.error("%s%s", where, repr(error) if self._names else type(error).__name__)
        return Problem(500, "this is a fault of the service, not of the request")
