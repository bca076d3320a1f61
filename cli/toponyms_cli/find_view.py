"""How mentions are put for a program: as JSON and as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms_cli.lookup_view import candidate_record
from toponyms_cli.output import csv_lines, json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms import Mention
    from toponyms.documents.passages import Passage

__all__ = ["FindView"]

#: The fields of a row, and the first ones of an object.
_FIELDS = (
    "document", "start", "end", "text", "status", "place_id", "name", "score",
    "lat", "lon", "country",
)  # fmt: skip


class FindView:
    """The view of mentions.

    Args:
        explain: whether to tell what speaks for each.
    """

    def __init__(self, *, explain: bool = False) -> None:
        self._explain = explain

    @property
    def columns(self) -> Sequence[str]:
        """One row a mention; `candidates` are ids, best first, with spaces between them."""
        return (*_FIELDS, "candidates", *(["steps"] if self._explain else []))

    def objects(self, found: Iterable[Passage]) -> Iterator[str]:
        """JSON Lines, those of a passage together."""
        for passage in found:
            lines = [json_line(self.record(passage.document, one)) for one in passage.mentions]
            yield "".join(lines)

    def rows(self, found: Iterable[Passage]) -> Iterator[str]:
        """CSV, a header first."""
        yield csv_lines([self.columns])
        for passage in found:
            yield csv_lines([self.row(passage.document, one) for one in passage.mentions])

    def record(self, document: str, mention: Mention) -> dict[str, Any]:
        """One object a mention; `place_id` is null unless matched."""
        answer = mention.resolution
        record = dict(zip(_FIELDS, _fields(document, mention), strict=True))
        record["candidates"] = list(map(candidate_record, answer.candidates))
        if self._explain:
            record["steps"] = [{"name": step.name, "result": step.result} for step in answer.steps]
        return record

    def row(self, document: str, mention: Mention) -> Sequence[object]:
        """One row a mention."""
        answer = mention.resolution
        row = [*_fields(document, mention), " ".join([one.place.id for one in answer.candidates])]
        if self._explain:
            row.append("; ".join([f"{step.name}: {step.result}" for step in answer.steps]))
        return row


def _fields(document: str, mention: Mention) -> list[object]:
    answer = mention.resolution
    place = answer.place
    row: list[object] = [document, mention.start, mention.end, mention.text, answer.status]
    if place is None:
        return [*row, None, None, mention.score, None, None, None]
    name = answer.candidates[0].name.text
    return [*row, place.id, name, mention.score, place.lat, place.lon, place.country or None]
