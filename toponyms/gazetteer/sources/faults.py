"""Keeps count of what is wrong with a source, and of what was left out of it on purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toponyms.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Fault", "Faults"]

#: A value is shown as far as this: a name of 40,000 letters would bury the report.
_SHOWN = 80
_WAY_OUT = "correct it, or keep going without it"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a source that cannot be taken over.

    Attributes:
        file: the file as it was given; a file inside an archive follows its name and a `:`.
        line: the line in it, counted from 1, or None if the fault is not in one line.
        value: the offending value, its beginning if it is long, or empty.
        message: what is wrong, in the same words each time, so that faults can be counted.
    """

    file: str
    line: int | None
    value: str
    message: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{where}: {self.message}" + (f": {self.value!r}" if self.value else "")


class Faults:
    """The faults of one or several sources: all are counted, the first of each kind are kept.

    Two things are counted apart: faults, which are errors of the source; and what a rule of the
    importer leaves out (postcodes among names, superseded records), which is none.

    Args:
        limit: how many faults with the same message are kept with line and value.
        keep_going: whether to go on without what is faulty; else the first fault is an error.

    >>> faults = Faults(limit=1, keep_going=True)
    >>> faults.add("latitude out of range", file="AZ.txt", line=3, value="91")
    >>> faults.add("latitude out of range", file="AZ.txt", line=8, value="400")
    >>> faults.counts["latitude out of range"], [str(fault) for fault in faults.kept]
    (2, ["AZ.txt, line 3: latitude out of range: '91'"])
    >>> Faults().add("no id", file="AZ.txt", line=3)
    Traceback (most recent call last):
    toponyms.errors.GazetteerError: AZ.txt, line 3: no id (correct it, or keep going without it)
    """

    def __init__(self, *, limit: int = 20, keep_going: bool = False) -> None:
        if limit < 0:
            raise ValueError(f"limit must be 0 or more, not {limit}")
        self.limit = limit
        self.keep_going = keep_going
        self._counts: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._kept: list[Fault] = []

    @property
    def counts(self) -> Mapping[str, int]:
        """How many faults there were with each message, also beyond the limit."""
        return dict(self._counts)

    @property
    def left_out(self) -> Mapping[str, int]:
        """How much was left out by rule, by reason."""
        return dict(self._left_out)

    @property
    def kept(self) -> tuple[Fault, ...]:
        """The faults themselves, the first `limit` of each message, in the order they came."""
        return tuple(self._kept)

    def __len__(self) -> int:
        """The number of faults, also of those beyond the limit."""
        return sum(self._counts.values())

    def __bool__(self) -> bool:
        """Always true: `faults or Faults()` must not put a new one in the place of an empty one."""
        return True

    def add(
        self, message: str, *, file: str | Path, line: int | None = None, value: object = ""
    ) -> None:
        """Counts a fault; what has it is left out by the caller.

        Args:
            message: what is wrong, without the value: faults are counted by it.
            file: where.
            line: the line, counted from 1.
            value: the offending value.

        Raises:
            GazetteerError: at once, unless the faults are to be kept going over.
        """
        shown = _shortened(value)
        if not self.keep_going:
            raise GazetteerError(
                f"{message} ({_WAY_OUT})", file=str(file), line=line, value=shown or None
            )
        self._counts[message] += 1
        if self._counts[message] <= self.limit:
            self._kept.append(Fault(str(file), line, shown, message))

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Counts what a rule leaves out: no fault, but not to be dropped without a word either."""
        self._left_out[reason] += count


def _shortened(value: object) -> str:
    text = str(value)
    if len(text) <= _SHOWN:
        return text
    return f"{text[:_SHOWN]}… ({len(text)} characters)"
