"""Errors as problem details (RFC 9457) that name the field."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROBLEM_TYPE", "Problem", "problem_response"]

PROBLEM_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818 - the standard's word
    """A request that is refused.

    Attributes:
        status: of HTTP.
        detail: what is wrong, and the way out.
        field: which part of the request is meant, such as `queries[3].country`, or empty.

    >>> Problem(422, "not a number", field="limit").record()["title"]
    'Unprocessable Content'
    """

    def __init__(self, status: int, detail: str, *, field: str = "") -> None:
        self.status = status
        self.detail = detail
        self.field = field
        super().__init__(detail)

    def within(self, field: str) -> Problem:
        """The same of a part of something greater."""
        joint = "" if self.field.startswith("[") else "."
        return Problem(
            self.status, self.detail, field=f"{field}{joint}{self.field}" if self.field else field
        )

    def record(self) -> dict[str, Any]:
        """The problem as JSON."""
        # Older Pythons call 413 and 422 by the names of older standards.
        titles = {413: "Content Too Large", 422: "Unprocessable Content"}
        record: dict[str, Any] = {
            "type": "about:blank",
            "title": titles.get(self.status) or HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return record | ({"field": self.field} if self.field else {})


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that tells a problem."""
    sent = dict(headers or {})
    if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        sent.setdefault("retry-after", "1")
    content = orjson.dumps(problem.record())
    return Response(content, problem.status, headers=sent, media_type=PROBLEM_TYPE)
