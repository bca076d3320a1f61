"""What became of a dataset's names, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.columns.answers import Answers

__all__ = ["Counts", "NameCount", "Summary", "percent"]

_SHOWN_NAMES = 5
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows, or distinct names, came to which end.

    Attributes:
        total: all of them.
        matched, ambiguous, unmatched: those with that status. A name that means one thing beside
            one country and nothing beside another is counted in each, but once in `total`.
        empty: those without a name; 0 for distinct names.
    """

    total: int
    matched: int
    ambiguous: int
    unmatched: int
    empty: int = 0


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name as it stands in the data, and in how many rows it came to one end.

    Attributes:
        name: the name.
        rows: the number of rows.
    """

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a dataset's names.

    Attributes:
        rows: of the dataset; with several columns of names, each row counts once for each.
        names: distinct names, as they stand in the data.
        unmatched, ambiguous: those names, the most frequent first, equally frequent ones in the
            order of their letters.
        seconds: how long it took.
    """

    rows: Counts
    names: Counts
    unmatched: tuple[NameCount, ...]
    ambiguous: tuple[NameCount, ...]
    seconds: float

    @classmethod
    def of(cls, answers: Answers, *, seconds: float) -> Summary:
        """The summary of all that was answered.

        Args:
            answers: to the names of a dataset.
            seconds: how long that took.

        >>> from toponyms import Gazetteer, Resolver
        >>> from toponyms.columns.answers import Answers, Key
        >>> answers = Answers(Resolver(Gazetteer.default()))
        >>> _ = answers.of([Key("Janyatag"), Key("Springfield"), None, Key("Springfield")])
        >>> summary = Summary.of(answers, seconds=0.5)
        >>> summary.rows
        Counts(total=4, matched=1, ambiguous=0, unmatched=2, empty=1)
        >>> summary.unmatched
        (NameCount(name='Springfield', rows=2),)
        """
        by_status: dict[str, Counter[str]] = {
            status: Counter() for status in ("matched", "ambiguous", "unmatched")
        }
        for key, answer, rows in answers.counted():
            # One whose every row was taken back is no part of the data.
            if answer.match_status is not None and rows > 0:
                by_status[answer.match_status][key.name] += rows
        rows_of = {status: names.total() for status, names in by_status.items()}
        distinct: set[str] = set().union(*by_status.values())
        return cls(
            Counts(sum(rows_of.values()) + answers.empty, **rows_of, empty=answers.empty),
            Counts(len(distinct), **{status: len(names) for status, names in by_status.items()}),
            _by_frequency(by_status["unmatched"]),
            _by_frequency(by_status["ambiguous"]),
            seconds,
        )

    def to_dict(self, *, most: int | None = None) -> dict[str, Any]:
        """The summary as JSON takes it.

        Args:
            most: the most names of each list; None for all.
        """
        return {
            "seconds": round(self.seconds, 3),
            "rows": asdict(self.rows),
            "names": {key: value for key, value in asdict(self.names).items() if key != "empty"},
            "unmatched": [asdict(one) for one in self.unmatched[:most]],
            "ambiguous": [asdict(one) for one in self.ambiguous[:most]],
        }

    def __str__(self) -> str:
        """A few lines for a terminal; nothing of the data can move its cursor."""
        rows, names = self.rows, self.names
        pace = f" ({rows.total / self.seconds:,.0f} rows/s)" if self.seconds > 0 else ""
        counted = f"{_number(rows.total, 'row')}, {_number(names.total, 'distinct name')}"
        lines = [f"{counted} in {_duration(self.seconds)}{pace}"]
        width = len(f"{max(rows.matched, rows.ambiguous, rows.unmatched, rows.empty):,}")
        for status in ("matched", "ambiguous", "unmatched"):
            count, distinct = getattr(rows, status), getattr(names, status)
            share = f"{percent(count, rows.total):>7}"
            lines.append(f"  {status:<10}{count:>{width},} {share}  {_number(distinct, 'name')}")
        if rows.empty:
            share = f"{percent(rows.empty, rows.total):>7}"
            lines.append(f"  {'empty':<10}{rows.empty:>{width},} {share}")
        lines += [
            f"Most frequent {status}: {_listed(names)}"
            for status, names in (("unmatched", self.unmatched), ("ambiguous", self.ambiguous))
            if names
        ]
        return "\n".join(lines)


def percent(part: int, whole: int) -> str:
    """A share with one decimal; it is 100 % or 0 % only if it is so exactly.

    >>> percent(1, 3), percent(99_999, 100_000), percent(1, 100_000), percent(0, 0)
    ('33.3%', '99.9%', '0.1%', '0.0%')
    """
    tenths = round(1000 * part / whole) if whole else 0
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths / 10:.1f}%"


def _by_frequency(names: Counter[str]) -> tuple[NameCount, ...]:
    ordered = sorted(names.items(), key=lambda one: (-one[1], one[0]))
    return tuple(NameCount(name, rows) for name, rows in ordered)


def _listed(counted: Sequence[NameCount]) -> str:
    shown = ", ".join([
        f"{visible(one.name, _LONGEST_SHOWN)} ({one.rows:,})" for one in counted[:_SHOWN_NAMES]
    ])  # fmt: skip
    more = len(counted) - _SHOWN_NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    hours, minutes = whole // 3600, whole % 3600 // 60
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {whole % 60} s"
