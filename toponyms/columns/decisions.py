"""What a person decides about doubtful names: a sheet to fill in, and what was filled in.

A sheet has a line a name. In `decision` a person writes the number of a candidate (1 to 5), the
id of any place, or `none` (or `-`) for "no place"; what is left empty stays open. `note` is
theirs. The last column, `key`, is the name letter by letter, for the program: spreadsheets turn
some names into dates and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toponyms.columns.sheets import Sheet, read_sheet, unguarded, write_sheet
from toponyms.columns.spelled import read_spelled, spelled
from toponyms.errors import TableError
from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from toponyms.columns.answers import Answer, Answers, Key
    from toponyms.gazetteer import Gazetteer
    from toponyms.model import Candidate, Place

__all__ = [
    "CANDIDATES",
    "COLUMNS",
    "DOUBTFUL_BELOW",
    "names_of_all",
    "read_decisions",
    "write_review",
]

#: The most candidates that a line has.
CANDIDATES = 5
#: A match with a lower score is put to a person.
DOUBTFUL_BELOW = 0.8
COLUMNS = (
    "name", "decision", "note", "rows", "other_rows", "status", "score", "context",
    *(
        f"{column}_{number}"
        for number in range(1, CANDIDATES + 1)
        for column in ("candidate", "names", "country", "where", "score")
    ),
    "key",
)  # fmt: skip
_NONE = frozenset({"none", "-", "–", "—"})
_LANGUAGES = ("az", "hy", "ru", "en")
#: What a spreadsheet's cell holds.
_LONGEST_KEY = 32_767
_LONGEST_SHOWN = 500
_MOST_CONTEXTS = 5


@dataclass(slots=True)
class _Doubt:
    """A doubtful name: the keys it has, in how many rows it is doubtful, in how many it is not."""

    keys: list[tuple[Key, Answer, int]] = field(default_factory=list)
    rows: int = 0
    other_rows: int = 0


@dataclass(frozen=True, slots=True)
class _Filled:
    """A line of a sheet as it came back.

    Attributes:
        line: its number in the file.
        name: letter by letter.
        decision: as it was written; empty if open.
        meant: the id that it means, as far as the line itself tells; None for no place.
        note: a person's.
    """

    line: int
    name: str
    decision: str
    meant: str | None
    note: str


def write_review(
    path: Path,
    answers: Answers,
    *,
    below: float = DOUBTFUL_BELOW,
    decisions: Mapping[str, str | None] | None = None,
) -> int:
    """Writes the doubtful names of a dataset as a sheet for a person to fill in.

    A name is doubtful if it is ambiguous or unmatched anywhere, or matched with a low score. The
    most frequent come first, and after them those that are decided already: by `decisions`, or
    on the sheet itself if there is one at `path`, so that nobody's work is lost by writing it
    anew. A decision holds for every row with the name, also for those that another column
    settled; `other_rows` says how many these are.

    Args:
        path: of the sheet; CSV (UTF-8 with a byte order mark) or Excel, by its extension. It
            appears whole or not at all.
        answers: to the names of a dataset.
        below: matches with a lower score are doubtful too, 0 to 1.
        decisions: what is decided already, by name; it goes before what is on the sheet.

    Returns:
        How many names wait for a decision. Those that no cell of a spreadsheet would hold
        (32,767 letters) are not among them, nor on the sheet.

    Raises:
        TableError: if the extension is neither .csv nor .xlsx, if what is at `path` is no such
            sheet, or it has a mistake; it is then left as it is.
    """
    filled = list(_filled(read_sheet(path))) if path.exists() else []
    decided = _one_of_each(filled, path) | dict(decisions or {})
    notes = {one.name: one.note for one in filled if one.note}
    doubts = _doubts(answers, below, {*decided, *notes})
    rows = [
        _line(name, doubt, answers, decided, notes)
        for name, doubt in sorted(
            doubts.items(), key=lambda one: (one[0] in decided, -one[1].rows, one[0])
        )
        if _fits(name)
    ]
    write_sheet(path, COLUMNS, rows, hidden=("key",), wide=("name", "note", "context", "names_1"))
    return sum(
        1 for name, doubt in doubts.items() if doubt.rows and name not in decided and _fits(name)
    )


def read_decisions(path: Path, *, gazetteer: Gazetteer | None = None) -> dict[str, str | None]:
    """What a person decided on a sheet.

    A sheet that was not written by `write_review` needs the columns `name` and `decision` only;
    it may not refer to candidates by their number then.

    Args:
        path: of the sheet; CSV or Excel, by its extension.
        gazetteer: has the places; None is the one that ships with the library.

    Returns:
        The id of a place by the name as it stands in the data, None for "no place". Names
        that are not decided are left out.

    Raises:
        TableError: naming file, line and value, if a column is missing, an id or the number of a
            candidate is not known, or one name is decided in two ways.
    """
    from toponyms.gazetteer import Gazetteer

    known = gazetteer or Gazetteer.default()
    filled = list(_filled(read_sheet(path)))
    for one in filled:
        if one.meant is not None and one.meant not in known:
            raise TableError(
                "no such place; write the number of a candidate, the id of a place, or none",
                file=str(path),
                line=one.line,
                value=one.decision,
            )
    return _one_of_each(filled, path)


def names_of_all(place: Place) -> str:
    """The names of a place in the languages of the region and English, none above another.

    >>> from toponyms import get
    >>> names_of_all(get("gn:586666"))
    'Canyataq · Ճանկաթաղ · Джанятаг / Чанкатах · Chankatagh / Janyatag'
    """
    labels = filter(None, map(place.label, _LANGUAGES))
    return " · ".join(dict.fromkeys(labels)) or place.name() or ""


def degrees(lat: float | None, lon: float | None) -> str:
    """Latitude and longitude, as a map's search takes them; empty if not known.

    >>> degrees(40.13989, -46.77705)
    '40.140, -46.777'
    """
    return "" if lat is None or lon is None else f"{lat:.3f}, {lon:.3f}"


def _doubts(answers: Answers, below: float, wanted: set[str]) -> dict[str, _Doubt]:
    """The doubtful names, and those that are wanted whether they are doubtful or not."""
    doubts = {name: _Doubt() for name in wanted}
    for key, answer, rows in answers.counted():
        if rows > 0 and (key.name in wanted or _is_doubtful(answer, below)):
            doubt = doubts.setdefault(key.name, _Doubt())
            doubt.keys.append((key, answer, rows))
            doubt.rows += rows
    for key, answer, rows in answers.counted():
        settled = key.name not in wanted and not _is_doubtful(answer, below)
        if rows > 0 and settled and key.name in doubts:
            doubts[key.name].other_rows += rows
    return doubts


def _fits(name: str) -> bool:
    return len(name) < _LONGEST_KEY and len(spelled(name)) <= _LONGEST_KEY


def _is_doubtful(answer: Answer, below: float) -> bool:
    return answer.match_status != "matched" or (answer.match_score or 0.0) < below


def _line(
    name: str,
    doubt: _Doubt,
    answers: Answers,
    decided: Mapping[str, str | None],
    notes: Mapping[str, str],
) -> list[str | int | float]:
    # Where a name stands beside different things, the most frequent ask for the candidates.
    keys = sorted(doubt.keys, key=lambda one: -one[2])
    _, answer, _ = keys[0] if keys else (None, None, 0)
    cells: list[str | int | float] = [
        visible(name, _LONGEST_SHOWN),
        (decided[name] or "none") if name in decided else "",
        notes.get(name, ""),
        doubt.rows,
        doubt.other_rows or "",
        (answer.match_status or "") if answer else "",
        _score(answer.match_score) if answer and answer.match_score is not None else "",
        _contexts(key for key, *_ in keys),
    ]
    found = _candidates([key for key, *_ in keys[:_MOST_CONTEXTS]], answers)
    for candidate in found:
        place = candidate.place
        where = degrees(place.lat, place.lon)
        cells += [place.id, names_of_all(place), place.country, where, _score(candidate.score)]
    cells += [""] * (5 * (CANDIDATES - len(found)))
    return [*cells, spelled(name)]


def _candidates(keys: Sequence[Key], answers: Answers) -> list[Candidate]:
    """The candidates of a name's keys together, each place once, the best first."""
    best: dict[str, Candidate] = {}
    for key in keys:
        for candidate in answers.resolution(key).candidates:
            known = best.get(candidate.place.id)
            if known is None or candidate.score > known.score:
                best[candidate.place.id] = candidate
    # Sorting is stable: equals stay in the order of the resolver, which says why.
    return sorted(best.values(), key=lambda one: -one.score)[:CANDIDATES]


def _contexts(keys: Iterable[Key]) -> str:
    """What stood beside a name."""
    said = list(dict.fromkeys(filter(None, map(_context, keys))))
    more = len(said) - _MOST_CONTEXTS
    return " | ".join([*said[:_MOST_CONTEXTS], *([f"and {more} more"] if more > 0 else [])])


def _context(key: Key) -> str:
    parts = [visible(part, 40) for part in (key.country, key.within) if part]
    if key.near:
        parts.append(f"{key.near[0]:.4f} {key.near[1]:.4f}")
    return ", ".join(parts)


def _score(score: float) -> float:
    return round(score, 3)


def _filled(sheet: Sheet) -> Iterator[_Filled]:
    """The lines of a sheet that have a name."""
    for column in ("name", "decision"):
        if column not in sheet.columns:
            raise TableError(
                f"no column {column!r}: not a sheet of decisions", file=sheet.file, line=1
            )
    for line, cells in sheet.rows:
        key = cells.get("key", "").strip()
        try:
            name = read_spelled(key) if key else unguarded(cells["name"])
        except ValueError as error:
            message = "not what the column 'key' was written with"
            raise TableError(message, file=sheet.file, line=line, value=key) from error
        decision = cells["decision"].strip()
        note = unguarded(cells.get("note", ""))
        if name:
            meant = _meant(decision, cells, sheet.file, line)
            yield _Filled(line, name, decision, meant, note)
        elif decision:
            raise TableError(
                "a decision without a name", file=sheet.file, line=line, value=decision
            )


def _meant(decision: str, cells: Mapping[str, str], file: str, line: int) -> str | None:
    """The id that a decision means; None for no place, and if there is no decision."""
    if not decision or decision.lower() in _NONE:
        return None
    if not decision.isdecimal():
        return decision
    meant = cells.get(f"candidate_{int(decision)}", "").strip()
    if not meant:
        raise TableError(
            "there is no candidate of this number", file=file, line=line, value=decision
        )
    return meant


def _one_of_each(filled: Iterable[_Filled], path: Path) -> dict[str, str | None]:
    """What was decided, by name.

    Raises:
        TableError: if one name is decided in two ways.
    """
    first: dict[str, _Filled] = {}
    for one in filled:
        if not one.decision:
            continue
        before = first.setdefault(one.name, one)
        if before.meant != one.meant:
            shown = visible(one.name, 40)
            raise TableError(
                f"{shown!r} is decided otherwise in line {before.line} ({before.decision!r})",
                file=str(path),
                line=one.line,
                value=one.decision,
            )
    return {name: one.meant for name, one in first.items()}
