"""Reads queries: the name as it stands, without its generic term, and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toponyms.text.generic import without_generic
from toponyms.text.keys import Reading, parts, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Query", "read_queries"]


@dataclass(frozen=True, slots=True)
class Query:
    """One name to look for.

    Attributes:
        readings: what it may be read as; their owners do not matter.
        kind: the GeoNames feature class that a generic term said, or empty.
        exact: numbers of the names that it is letter by letter.
        bare: the name without its generic term, or empty.
    """

    readings: Sequence[Reading]
    kind: str = ""
    exact: Sequence[int] = ()
    bare: str = ""


def read_queries(
    forms: Sequence[str],
    exact: Sequence[Sequence[int]],
    names_of_form: Callable[[str], Sequence[int]],
) -> list[Query]:
    """Reads any number of queries at once.

    Args:
        forms: as `toponyms.text.fold.exact_form` gives them.
        exact: numbers of the names of each form; a form that has some is no name with a
            generic term.
        names_of_form: the same for the forms that are left without the term.
    """
    bare = [
        None if names else without_generic(form) for form, names in zip(forms, exact, strict=True)
    ]
    column: list[str] = []  # everything to be read, and of which query it is what
    owners: list[int] = []
    is_part: list[bool] = []

    def add(owner: int, line: str, part: bool) -> None:
        column.append(line)
        owners.append(owner)
        is_part.append(part)

    for owner, (form, rest) in enumerate(zip(forms, bare, strict=True)):
        add(owner, form, False)
        if rest:
            add(owner, rest[0], False)
        for word in parts(rest[0] if rest else form):
            add(owner, word, True)
    found: list[list[Reading]] = [[] for _ in forms]
    for reading in readings(column):
        line = reading.owner
        found[owners[line]].append(
            reading._replace(part=is_part[line]) if is_part[line] else reading
        )
    return [
        Query(
            read,
            rest[1] if rest else "",
            names_of_form(rest[0]) if rest else names,
            rest[0] if rest else "",
        )
        for read, rest, names in zip(found, bare, exact, strict=True)
    ]
