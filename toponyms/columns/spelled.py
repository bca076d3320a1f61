"""A text written so that no spreadsheet and no encoding changes it, and read back."""

from __future__ import annotations

import json
import re

__all__ = ["read_spelled", "spelled"]

#: Excel reads `_x0041_` in a cell as the letter A.
_EXCEL_ESCAPE = re.compile("_(?=x)")


def spelled(text: str) -> str:
    r"""A text as a string of JSON, with an escape for whatever is not plainly visible.

    It begins with a quotation mark, so that it is never taken for a number, a date or a formula.

    >>> print(spelled("Բաքու\t_x0041_"))
    "Բաքու\t\u005fx0041_"
    """
    escaped = json.dumps(text, ensure_ascii=False)
    if not escaped.isprintable():
        escaped = "".join([
            letter if letter.isprintable() else json.dumps(letter)[1:-1] for letter in escaped
        ])  # fmt: skip
    return _EXCEL_ESCAPE.sub(r"\\u005f", escaped)


def read_spelled(text: str) -> str:
    r"""What `spelled` was given.

    Raises:
        ValueError: if it is not what `spelled` gives.

    >>> read_spelled('"Բաքու\\t\\u005fx0041_"')
    'Բաքու\t_x0041_'
    """
    if not text.startswith('"'):
        raise ValueError(f"not a string of JSON: {text}")
    value: str = json.loads(text)
    return value
