"""Faults are counted, shown with line and value, and never dropped without a word."""

from __future__ import annotations

import pytest

from toponyms import GazetteerError
from toponyms.gazetteer.sources import Faults


def test_the_first_fault_is_an_error_that_tells_the_way_out() -> None:
    with pytest.raises(GazetteerError, match=r"line 7: no id .*keep going.*'x'") as caught:
        Faults().add("no id", file="a.txt", line=7, value="x")
    assert (caught.value.file, caught.value.line, caught.value.value) == ("a.txt", 7, "x")


def test_beyond_the_limit_faults_are_counted_still() -> None:
    """A dump with a million bad lines fills neither the memory nor the report."""
    faults = Faults(limit=2, keep_going=True)
    for line in range(1, 1001):
        faults.add("no id" if line % 2 else "no name", file="a.txt", line=line)
    assert faults.counts == {"no id": 500, "no name": 500}
    assert [fault.line for fault in faults.kept] == [1, 2, 3, 4]
    assert len(faults) == 1000


def test_a_long_value_is_shown_by_its_beginning() -> None:
    faults = Faults(keep_going=True)
    faults.add("too long", file="a.txt", line=1, value="x" * 40_000)
    assert len(faults.kept[0].value) < 120
    assert "40000 characters" in str(faults.kept[0])


def test_what_a_rule_leaves_out_is_counted_apart_and_is_no_error() -> None:
    faults = Faults()
    faults.leave_out("not a name: a link")
    faults.leave_out("not a name: a link", 2)
    assert faults.left_out == {"not a name: a link": 3}
    assert len(faults) == 0


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        Faults(limit=-1)
