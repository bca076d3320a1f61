"""Names are hashed once, whatever groups they come to be in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.merged import layer, record
from toponyms.gazetteer.merging import marks
from toponyms.gazetteer.merging.groups import Groups
from toponyms.gazetteer.merging.marks import NameMarks
from toponyms.gazetteer.merging.staging import Staging
from toponyms.gazetteer.sources.faults import Faults

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from toponyms.gazetteer.merging.distance import Marks


def test_a_group_has_the_marks_of_its_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a place is not met by the names that a second source gave it, or by another's."""
    monkeypatch.setattr(marks, "_BLOCK", 2)
    records = [record(f"gn:{n}", text) for n, text in enumerate(("Şuşa", "Laçın", "Qazax", "Шуша"))]
    with Staging(tmp_path / "records.sqlite") as staging:
        staging.add(layer("imported", *records), Faults())
        groups = Groups(len(staging))
        found = NameMarks(staging, groups)
        found.read(np.array([0, 1, 2]))
        before = found.of(np.array([2, 1]))
        groups.join(0, 3)
        found.read(np.array([0, 1]))
        after = found.of(np.array([1, 0]))
        alone = found.of(np.array([3]))
    assert set(before.points.tolist()) == {0, 1}
    assert set(after.points.tolist()) == {0, 1}

    def values(one: Marks, point: int) -> list[int]:
        return sorted(one.values[one.points == point].tolist())

    assert values(before, 1) == values(after, 0)
    # The name that was read first, and what the second record added: letters and sounds of each.
    assert len(values(after, 1)) == 4
    assert set(values(alone, 0)) == set(values(after, 1))
