"""Text and values in the cells of Excel's sheets (Office Open XML, ECMA-376)."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from toponyms.columns.files.json_types import as_json

__all__ = ["LONGEST", "STYLES", "cell", "column_letters", "plain_text"]

#: Characters that Excel holds in a cell.
LONGEST = 32_767
#: Number formats of the styles that `cell` refers to, by their number.
STYLES = (0, 14, 22, 46)

_DATE, _MOMENT, _TIME = 1, 2, 3
#: Excel counts days from here and is a day wrong before March 1900.
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zones
_RIGHT = datetime(1900, 3, 1)  # noqa: DTZ001
#: Excel keeps fifteen digits of a number.
_DIGITS = 10**15
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def column_letters(number: int) -> str:
    """The letters of a column, counted from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plain_text(text: str) -> str:
    r"""Text of a cell as people see it: `_x000D_` is a carriage return.

    >>> plain_text("a_x000D_b")
    'a\rb'
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def cell(reference: str, value: Any, *, style: int | None = None) -> str:
    """A cell of a sheet; nothing for None. Text never is a formula.

    Args:
        reference: such as `B7`.
        value: None, text, truth, a number, date or time; anything else is put as JSON.
        style: number of a style of the workbook; None for the usual one of the value.

    Raises:
        ValueError: if the text is longer than a cell holds.

    >>> cell("B2", "=1+1")
    '<c r="B2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'
    >>> cell("B3", 1.5), cell("B4", True), cell("B5", None)
    ('<c r="B3"><v>1.5</v></c>', '<c r="B4" t="b"><v>1</v></c>', '')
    """
    if value is None:
        return ""
    kind, content = "", None
    if isinstance(value, bool):
        kind, content = ' t="b"', str(int(value))
    elif isinstance(value, (int, float, Decimal)) and _is_exact(value):
        content = repr(value) if isinstance(value, float) else str(value)
    elif (days := _days(value)) is not None:
        content, style = days[0], days[1] if style is None else style
    start = f'<c r="{reference}"' + (f' s="{style}"' if style else "")
    if content is not None:
        return f"{start}{kind}><v>{content}</v></c>"
    text = _text(value)
    if len(text) > LONGEST:
        raise ValueError(f"{len(text):,} characters; a cell of Excel holds {LONGEST:,}")
    text = _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text).translate(_ENTITIES)
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _is_exact(value: float | Decimal) -> bool:
    """Whether a number of Excel holds it."""
    if isinstance(value, int):
        return abs(value) < _DIGITS
    if isinstance(value, Decimal):
        return value.is_finite() and len(value.as_tuple().digits) <= 15
    return math.isfinite(value)


def _days(value: Any) -> tuple[str, int] | None:
    """A date or time as days and the style for it; None if it is none that Excel knows."""
    if isinstance(value, datetime):
        if value.tzinfo is None and value >= _RIGHT:
            days = value - _FIRST
            return repr(days.days + (days.seconds + days.microseconds / 1e6) / 86400), _MOMENT
    elif isinstance(value, date):
        if value >= _RIGHT.date():
            return str((value - _FIRST.date()).days), _DATE
    elif isinstance(value, time) and value.tzinfo is None:
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        return repr(seconds / 86400), _TIME
    return None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    return as_json(value)
