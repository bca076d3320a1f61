"""What goes into a gazetteer: layers of records, and who goes before whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.gazetteer.sources.record import Record

__all__ = ["Layer", "Role", "SourceNote", "by_identity", "by_precedence"]

Role = Literal["base", "own", "imported"]
"""What a layer is: the gazetteer to build upon, the user's own records, or somebody else's."""

_IDENTITY: tuple[Role, ...] = ("base", "own", "imported")
_PRECEDENCE: tuple[Role, ...] = ("own", "base", "imported")


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a gazetteer's README says of a source.

    Attributes:
        key: what names have as their source.
        title: what it is and whose.
        url: where it is published, or empty.
        licence: under which terms, or empty if not known.
    """

    key: str
    title: str
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """The records of one file.

    Attributes:
        role: see `Role`.
        records: read once.
        file: where they come from, for reports.
        note: describes the source; None for a base, which describes its own.
    """

    role: Role
    records: Iterable[Record]
    file: str = ""
    note: SourceNote | None = None


def by_identity(layers: Sequence[Layer]) -> list[Layer]:
    """Layers in the order in which they give a place its id: base, own, imported.

    Layers of one role keep their order.
    """
    return sorted(layers, key=lambda layer: _IDENTITY.index(layer.role))


def by_precedence(layers: Sequence[Layer]) -> list[int]:
    """The rank of each layer's values, 0 for the highest: own, base, imported.

    >>> by_precedence([Layer("base", []), Layer("own", []), Layer("imported", [])])
    [1, 0, 2]
    """
    order = sorted(range(len(layers)), key=lambda number: _PRECEDENCE.index(layers[number].role))
    ranks = [0] * len(layers)
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks
