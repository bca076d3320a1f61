"""What a merge could not decide, or had to decide against a source: for a person to read."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO

    from toponyms.gazetteer.sources.faults import Fault

__all__ = ["COLUMNS", "Finding", "FindingKind", "write_report"]

FindingKind = Literal["conflict", "doubtful", "reject"]
"""`conflict`: sources contradict each other; `doubtful`: two places that may be one were not
merged; `reject`: something in a source that could not be taken over."""

COLUMNS = ("kind", "reason", "place_id", "other_id", "file", "line", "value", "detail")
KINDS: tuple[FindingKind, ...] = get_args(FindingKind)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report.

    Attributes:
        kind: see `FindingKind`.
        reason: what is wrong, in the same words each time.
        place_id: the place in the gazetteer that it is about, or the record that was refused.
        other_id: the other record, if there are two.
        file, line: where the other record, or what was refused, stands; 0 if not in one line.
        value: what was refused.
        detail: distance, shared names, score.
    """

    kind: FindingKind
    reason: str
    place_id: str = ""
    other_id: str = ""
    file: str = ""
    line: int = 0
    value: str = ""
    detail: str = ""

    @classmethod
    def of_fault(cls, fault: Fault) -> Finding:
        """What an importer refused."""
        return cls(
            "reject", fault.message, file=fault.file, line=fault.line or 0, value=fault.value
        )


def write_report(stream: TextIO, path: Path, findings: Iterable[Finding]) -> None:
    """Writes findings as CSV, or as JSON Lines if the file's name ends in .jsonl or .json.

    Args:
        stream: is written to; opened with `newline=""`.
        path: its name decides the form.
        findings: in the order in which they are to stand.
    """
    rows = ({column: getattr(finding, column) for column in COLUMNS} for finding in findings)
    if path.suffix.lower() in {".jsonl", ".ndjson", ".json"}:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row | {"line": row["line"] or ""} for row in rows)
