"""Builds a gazetteer folder from layers of records."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from toponyms.errors import GazetteerError
from toponyms.gazetteer.folder import (
    BASE_README_FILE,
    README_FILE,
    Counts,
    check_target,
    draft_folder,
    write_package,
    write_places,
    write_withdrawn,
)
from toponyms.gazetteer.format import PLACES_FILE
from toponyms.gazetteer.merging.base import (
    base_notes,
    base_records,
    place_ids,
    read_withdrawn,
)
from toponyms.gazetteer.merging.concordance import join_by_ids
from toponyms.gazetteer.merging.groups import Groups
from toponyms.gazetteer.merging.identity import keep_ids, withdraw
from toponyms.gazetteer.merging.layers import Layer, SourceNote, by_identity, by_precedence
from toponyms.gazetteer.merging.matching import join_by_likeness
from toponyms.gazetteer.merging.report import Finding, write_report
from toponyms.gazetteer.merging.staging import Staging
from toponyms.gazetteer.merging.uniting import disagreements, unite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.model import Place

__all__ = ["Built", "Stage", "build_gazetteer"]

Stage = Literal["reading", "joining", "writing"]
"""What a build is at: reading records, looking for what is one place, or writing places."""

#: Places that are read from disk, united and written together.
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave.

    Attributes:
        folder: where the gazetteer is.
        counts: what it holds.
        records: how many records there were, all layers together.
        joined_by_ids, joined_by_likeness: how many of them joined another by an id that they
            share, and because they look alike.
        withdrawn: how many ids the gazetteer had and has no more.
        findings: how many conflicts, doubtful pairs and rejects there are, by kind and reason.
    """

    folder: Path
    counts: Counts
    records: int
    joined_by_ids: int
    joined_by_likeness: int
    withdrawn: int
    findings: Mapping[str, int] = field(default_factory=dict)


def build_gazetteer(
    folder: Path,
    layers: Sequence[Layer],
    *,
    faults: Faults,
    base: Path | None = None,
    previous: Path | None = None,
    report: Path | None = None,
    since: str = "",
    on_progress: Callable[[Stage, int], None] = lambda _stage, _count: None,
) -> Built:
    """Puts layers of records together and writes them as a gazetteer.

    Args:
        folder: where to; a gazetteer that is there is replaced in one step at the end.
        layers: the user's own and imported ones. Those of one role go in the order given.
        faults: is told what cannot be taken over; the importers' own faults belong there too.
        base: the gazetteer to build upon, whose ids stay.
        previous: the gazetteer whose ids are to be kept; else what is at `folder`, if anything.
        report: a file for conflicts, doubtful pairs and rejects, CSV or JSON Lines by its name.
        since: the date to note for ids that are withdrawn now; empty for today, or the time
            that $SOURCE_DATE_EPOCH says.
        on_progress: is told what the build is at, and how many records or places are done.

    Raises:
        GazetteerError: if a layer, the base or the previous gazetteer breaks its format, or the
            place to write to holds something else. Nothing is written then.
        OSError: if something cannot be written. Nothing is written then.
    """
    try:
        return _build(folder, layers, faults, base, previous, report, since, on_progress)
    except sqlite3.OperationalError as error:
        # The disk is full, mostly.
        raise GazetteerError(f"cannot be built: {error}", file=str(folder)) from None


def _build(
    folder: Path,
    layers: Sequence[Layer],
    faults: Faults,
    base: Path | None,
    previous: Path | None,
    report: Path | None,
    since: str,
    on_progress: Callable[[Stage, int], None],
) -> Built:
    check_target(folder)
    previous = previous or folder
    base_layers = (
        [] if base is None else [Layer("base", base_records(base), str(base / PLACES_FILE))]
    )
    ordered = by_identity([*base_layers, *layers])
    with ExitStack() as stack:
        # Beside the result there is room for it; in memory, as /tmp is on some machines, maybe not.
        draft = stack.enter_context(draft_folder(folder))
        work = stack.enter_context(
            tempfile.TemporaryDirectory(dir=draft.parent, ignore_cleanup_errors=True)
        )
        staging = stack.enter_context(Staging(Path(work) / "records.sqlite"))
        for layer in ordered:
            staging.add(layer, faults, lambda count: on_progress("reading", count))
        if not len(staging):
            raise GazetteerError("there is not one record to build it from", file=str(folder))
        merge = _Merge(staging, ordered, len(base_layers))
        merge.join(faults, lambda count: on_progress("joining", count))

        old = read_withdrawn(previous) if previous.exists() else {}
        staging.add_previous(place_ids(previous), withdrawn=False)
        staging.add_previous(old, withdrawn=True)
        kept = keep_ids(staging, merge.groups, len(base_layers))
        withdrawn = withdraw(staging, merge.groups, kept, old, since or _today())
        staging.name_places(merge.is_first, kept)

        counts = write_places(draft, merge.places(lambda count: on_progress("writing", count)))
        gone = write_withdrawn(
            draft, ((row.id, row.replaced_by, row.reason, row.since) for row in withdrawn)
        )
        write_package(draft, counts, _sources(counts, layers, base))
        if base is not None:
            _copy_terms(base, draft)
        for fault in faults.kept:
            staging.report(Finding.of_fault(fault))
        findings = staging.finding_counts()
        findings |= {f"reject: {message}": count for message, count in faults.counts.items()}
        if report is not None:
            _write_report(report, staging)
    return Built(
        folder, counts, merge.records, merge.by_ids, merge.by_likeness, gone,
        dict(sorted(findings.items())),
    )  # fmt: skip


class _Merge:
    """Groups the records of all layers, and makes places of the groups."""

    def __init__(self, staging: Staging, layers: Sequence[Layer], base_layers: int) -> None:
        self._staging = staging
        self._layers = layers
        self._base_layers = base_layers
        self._left_out: frozenset[int] = frozenset()
        self.groups = Groups(len(staging))
        self.records = self.by_ids = self.by_likeness = 0

    def join(self, faults: Faults, on_records: Callable[[int], None]) -> None:
        """Finds out which records are one place."""
        self._left_out = join_by_ids(self._staging, self.groups, self._base_layers, faults)
        self.records = len(self._staging) - len(self._left_out)
        groups = sum(1 for _ in self.groups.firsts()) - len(self._left_out)
        self.by_ids = self.records - groups
        self.by_likeness = join_by_likeness(self._staging, self.groups, self._left_out, on_records)

    def is_first(self, record: int) -> bool:
        """Whether a place stands under a record's number."""
        return self.groups.first(record) == record and record not in self._left_out

    def places(self, on_places: Callable[[int], None]) -> Iterator[Place]:
        """Every place, in the order of places.csv."""
        done = 0
        batch: list[tuple[str, int]] = []
        for place in self._staging.places():
            batch.append(place)
            if len(batch) == _BATCH:
                yield from self._unite(batch)
                done += len(batch)
                on_places(done)
                batch.clear()
        yield from self._unite(batch)
        on_places(done + len(batch))

    def _unite(self, batch: Sequence[tuple[str, int]]) -> Iterator[Place]:
        ranks = by_precedence(self._layers)
        members = {first: list(self.groups.members(first)) for _, first in batch}
        records = self._staging.records([one for group in members.values() for one in group])
        for place_id, first in batch:
            ordered = sorted(
                (records[one] for one in members[first]),
                key=lambda record: (ranks[record.layer], record.number),
            )
            roles = [self._layers[record.layer].role for record in ordered]
            place = unite(place_id, ordered, own=roles.count("own"), base=roles.count("base"))
            if len(ordered) > 1:
                for finding in disagreements(place, ordered, self._staging.files):
                    self._staging.report(finding)
            yield place


def _sources(counts: Counts, layers: Sequence[Layer], base: Path | None) -> list[dict[str, str]]:
    """What is known of the sources that names have, by key."""
    notes = {note.key: note for note in (base_notes(base) if base is not None else ())}
    notes |= {layer.note.key: layer.note for layer in layers if layer.note is not None}
    return [
        asdict(notes.get(key) or SourceNote(key, "not described")) for key in sorted(counts.sources)
    ]


def _copy_terms(base: Path, draft: Path) -> None:
    """The base's README, and that of what it was built upon in its turn."""
    texts = [
        file.read_text("utf-8")
        for name in (README_FILE, BASE_README_FILE)
        if (file := base / name).exists()
    ]
    if texts:
        (draft / BASE_README_FILE).write_text("\n".join(texts), encoding="utf-8", newline="\n")


def _write_report(path: Path, staging: Staging) -> None:
    """Writes the report beside its place and then there."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            write_report(stream, path, staging.findings())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _today() -> str:
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    moment = (
        datetime.fromtimestamp(int(seconds), timezone.utc)
        if seconds
        else datetime.now(timezone.utc)
    )
    return moment.date().isoformat()
