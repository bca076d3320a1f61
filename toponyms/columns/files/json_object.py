"""One line of JSON Lines."""

from __future__ import annotations

import json
from typing import Any

from toponyms.errors import TableError

__all__ = ["json_object"]


def json_object(text: str, *, file: str, line: int) -> dict[str, Any]:
    """The object that a line holds.

    Args:
        text: the line.
        file: what errors call the file that it stands in.
        line: its number there.

    Raises:
        TableError: if it is no JSON, or no object.

    >>> json_object('{"place": "Baku"}', file="events.jsonl", line=1)
    {'place': 'Baku'}
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"no JSON: {error.msg} at character {error.pos + 1}"
        raise TableError(what, file=file, line=line) from None
    except (ValueError, RecursionError) as error:
        raise TableError(f"JSON beyond measure: {error}", file=file, line=line) from None
    if not isinstance(value, dict):
        what = "an array, not an object a line" if isinstance(value, list) else "no object"
        raise TableError(what, file=file, line=line, value=text[:60])
    return value
