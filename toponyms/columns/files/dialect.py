"""How a text of delimited fields is written: delimiter, header, quotes, line ends."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from toponyms.columns.files.records import records
from toponyms.columns.files.source import check_names
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.columns.files.records import Record

__all__ = ["DELIMITERS", "Dialect", "find_dialect"]

#: In the order in which they are believed, if several split all records alike: the rarer in text
#: the sooner.
DELIMITERS = ("\t", ";", "|", ",")
#: Splits nothing: a table of one column, in whose text any delimiter may stand.
_NONE = "\x1f"
_JUDGED = 200
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][-+]?\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d\d?[./]\d\d?[./]\d{2,4}.*")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@dataclass(frozen=True, slots=True)
class Dialect:
    r"""How a text of delimited fields is written.

    Attributes:
        delimiter: one character, or None for a table of one column without any.
        header: whether the first record names the columns.
        names: of the columns.
        quotes_all: whether every field has quotes around it.
        line_end: `\n`, `\r\n` or `\r`.
    """

    delimiter: str | None
    header: bool
    names: tuple[str, ...]
    quotes_all: bool
    line_end: str

    @property
    def separator(self) -> str:
        """What the fields are split at; in a table without a delimiter, what is in no text."""
        return self.delimiter or _NONE


def find_dialect(
    sample: str,
    *,
    file: str,
    whole: bool = True,
    delimiter: str | None = None,
    header: bool | None = None,
) -> Dialect:
    r"""How a text is written, by its beginning.

    Args:
        sample: the beginning.
        file: what errors call it.
        whole: whether there is no more.
        delimiter: what is known of it.
        header: whether there is one, if that is known.

    Raises:
        TableError: if the delimiter is no single character of ASCII, or columns share a name.

    >>> dialect = find_dialect('id;name\n1;"Баку; Bakı"\n', file="towns.csv")
    >>> dialect.delimiter, dialect.header, dialect.names
    (';', True, ('id', 'name'))
    """
    if delimiter is not None and not (
        len(delimiter) == 1 and delimiter.isascii() and delimiter not in '"\r\n\0'
    ):
        raise TableError("a delimiter is one character of ASCII", file=file, value=delimiter)
    found = delimiter if delimiter is not None else _delimiter(sample, whole=whole)
    head = _judged(sample, found or _NONE, whole=whole)
    first = head[0]
    if header is None:
        header = _has_header(head)
    names = tuple(
        (name if header and name else f"column_{number}")
        for number, name in enumerate(first.fields, 1)
    )
    check_names(names, file, first.line)
    quoted = [record for record in head if not record.blank]
    return Dialect(
        delimiter=found,
        header=header,
        names=names,
        quotes_all=all(all(record.quoted) for record in quoted),
        line_end=first.end or "\n",
    )


def _judged(sample: str, delimiter: str, *, whole: bool) -> list[Record]:
    """The first records that are no blank lines; one that the sample cuts only if it is alone."""
    found = list(
        islice((record for record in records(sample, delimiter) if not record.blank), _JUDGED + 1)
    )
    if len(found) > 1 and not whole and found[-1].stop == len(sample):
        found.pop()
    return found[:_JUDGED] or list(islice(records(sample, delimiter), 1))


def _delimiter(sample: str, *, whole: bool) -> str | None:
    """The delimiter that splits records alike, None if none splits them."""
    alike: dict[str, int] = {}
    shares: dict[str, float] = {}
    split_elsewhere: dict[str, float] = {}
    for delimiter in DELIMITERS:
        head = _judged(sample, delimiter, whole=whole)
        counts = [len(record.fields) for record in head]
        columns = counts[0]
        if columns > 1 and len(set(counts)) == 1:
            alike[delimiter] = sum(record.stray for record in head)
            continue
        usual, often = Counter(counts).most_common(1)[0]
        if columns > 1:
            shares[delimiter] = counts.count(columns) / len(counts)
        if usual > 1:
            split_elsewhere[delimiter] = often / len(counts)
    if alike:
        return min(alike, key=alike.__getitem__)
    # No delimiter splits all alike: the likeliest, at whose first odd record the reading stops.
    for likely in (shares, split_elsewhere):
        best = max(likely, key=likely.__getitem__, default=None)
        if best is not None and likely[best] >= 0.5:
            return best
    return None


def _has_header(head: Sequence[Record]) -> bool:
    """Whether the first record names columns: unless it has a number or date as those below."""
    first, *below = head
    for column, name in enumerate(first.fields):
        if not _is_value(name) or _YEAR.fullmatch(name):
            continue
        values = [record.fields[column] for record in below if column < len(record.fields)]
        if all(_is_value(value) for value in values if value):
            return False
    return True


def _is_value(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text))
