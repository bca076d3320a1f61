"""One page that shows what became of a dataset's names; it needs no network and no script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from toponyms import __version__
from toponyms.columns.charts import score_chart, shares_bar
from toponyms.columns.decisions import degrees, names_of_all
from toponyms.columns.summary import percent
from toponyms.columns.whole import write_whole
from toponyms.geo import MapPoint, map_figures, map_style
from toponyms.markup import Markup, element, joined, style_hash
from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from toponyms.columns.answers import Answer, Answers, Key
    from toponyms.columns.summary import Summary
    from toponyms.model import Candidate

__all__ = ["report_page", "write_report"]

_LONGEST_NAME = 120
#: Candidates of a name that are shown: the best, and not what is hardly possible.
_SHOWN_CANDIDATES, _LEAST_SHOWN = 3, 0.05


def write_report(
    path: Path,
    summary: Summary,
    answers: Answers,
    *,
    source: str = "",
    columns: Sequence[str] = (),
    most: int = 25,
) -> None:
    """Writes the page of `report_page` to a file, whole or not at all.

    Args:
        path: of the file; one that is there is replaced.
        summary: as for `report_page`.
        answers: likewise.
        source: likewise.
        columns: likewise.
        most: likewise.

    Raises:
        OSError: if it cannot be written.
    """
    page = report_page(summary, answers, source=source, columns=columns, most=most)
    write_whole(path, page.encode())


def report_page(
    summary: Summary,
    answers: Answers,
    *,
    source: str = "",
    columns: Sequence[str] = (),
    most: int = 25,
) -> str:
    """The text of an HTML page about the names of a dataset.

    It has the figures, a map of the matched places, the distribution of the scores, and tables
    of the worst names. Names are shown as text, whatever is in them.

    Args:
        summary: of the answers.
        answers: to the names.
        source: what the dataset is called, for the heading.
        columns: the columns of names.
        most: the most rows of a table.
    """
    style = f"{_part('report.css')}\n{map_style()}"
    heading = [visible(source)] if source else ["a dataset"]
    met = [one for one in answers.counted() if one[2] > 0]
    return Template(_part("report.html")).substitute(
        title=joined(["Place names in ", *heading]),
        heading=joined(["Place names in ", element("bdi", *heading)]),
        style=style,
        style_hash=style_hash(style),
        lead=_lead(summary, columns),
        figures=_figures(summary),
        map=_maps(met),
        scores=score_chart((answer, rows) for _, answer, rows in met),
        unmatched=_doubtful(met, answers, "unmatched", "Nearest", most),
        ambiguous=_doubtful(met, answers, "ambiguous", "May be", most),
        lowest=_lowest(met, most),
        places=_places(met, most),
        version=joined([__version__]),
    )


@cache
def _part(file: str) -> str:
    return files("toponyms.columns").joinpath(file).read_text("utf-8")


def _lead(summary: Summary, columns: Sequence[str]) -> Markup:
    named = "Column" if len(columns) == 1 else "Columns"
    shown = [element("bdi", visible(column)) for column in columns]
    listed = [part for one in shown for part in (", ", one)][1:]
    begin: list[object] = [f"{named} ", *listed, " · "] if columns else []
    return joined([
        *begin,
        f"{summary.rows.total:,} rows · {summary.names.total:,} distinct names",
        f" · {summary.seconds:,.1f} s",
    ])  # fmt: skip


def _figures(summary: Summary) -> Markup:
    rows, names = summary.rows, summary.names
    counts = {
        "matched": (rows.matched, names.matched),
        "ambiguous": (rows.ambiguous, names.ambiguous),
        "unmatched": (rows.unmatched, names.unmatched),
        "empty": (rows.empty, None),
    }
    cards = [
        element(
            "p",
            status.capitalize(),
            element("b", percent(count, rows.total)),
            element("span", f"{count:,} of {rows.total:,} rows"),
            element("span", "without a name" if distinct is None else f"{distinct:,} names"),
            class_=f"figure figure-{status}",
        )
        for status, (count, distinct) in counts.items()
    ]
    bar = shares_bar({status: count for status, (count, _) in counts.items()})
    return joined([element("div", *cards, class_="figures"), bar])


def _maps(met: Iterable[tuple[Key, Answer, int]]) -> Markup:
    """A map of where most of it is, and one of all if that is much larger."""
    points = _points(met)
    if not points:
        return element("p", "No matched place has coordinates.", class_="note")
    caption = (
        f"{len(points):,} places; the larger a circle, the more rows. "
        "The most frequent are in the last table."
    )
    return map_figures(points, title="Map of the matched places", caption=caption)


def _points(met: Iterable[tuple[Key, Answer, int]]) -> list[MapPoint]:
    """The matched places, each once, with the number of their rows."""
    rows_of: dict[str, int] = {}
    answer_of: dict[str, Answer] = {}
    for _, answer, rows in met:
        if answer.place_id is not None:
            rows_of[answer.place_id] = rows_of.get(answer.place_id, 0) + rows
            answer_of[answer.place_id] = answer
    return [
        MapPoint(answer.place_lat, answer.place_lon, answer.place_name or place_id, rows)
        for place_id, rows in rows_of.items()
        if (answer := answer_of[place_id]).place_lat is not None and answer.place_lon is not None
    ]


def _doubtful(
    met: Iterable[tuple[Key, Answer, int]], answers: Answers, status: str, heading: str, most: int
) -> Markup:
    found = [one for one in met if one[1].match_status == status]
    found.sort(key=lambda one: (-one[2], one[0].name))
    rows = [
        element(
            "tr",
            _name(key),
            _number(f"{count:,}"),
            element("td", _candidates(answers.resolution(key).candidates)),
        )
        for key, _, count in found[:most]
    ]
    return _table((("Name", "name"), ("Rows", "number"), (heading, None)), rows, len(found))


def _lowest(met: Iterable[tuple[Key, Answer, int]], most: int) -> Markup:
    found = [
        (answer.match_score, key, answer, count)
        for key, answer, count in met
        if answer.match_status == "matched"
        and answer.match_score is not None
        and answer.match_score < 1
    ]
    found.sort(key=lambda one: (one[0], -one[3], one[1].name))
    rows = [
        element(
            "tr",
            _name(key),
            _number(f"{score:.2f}"),
            _number(f"{count:,}"),
            element("td", _place(answer)),
        )
        for score, key, answer, count in found[:most]
    ]
    heads = (("Name", "name"), ("Score", "number"), ("Rows", "number"), ("Taken for", None))
    return _table(heads, rows, len(found))


def _places(met: Iterable[tuple[Key, Answer, int]], most: int) -> Markup:
    """The matched places; what the map shows, for those who cannot see it."""
    rows_of: dict[str, list[int]] = {}
    answer_of: dict[str, Answer] = {}
    for _, answer, count in met:
        if answer.place_id is not None:
            counts = rows_of.setdefault(answer.place_id, [0, 0])
            counts[0] += count
            counts[1] += 1
            answer_of[answer.place_id] = answer
    found = sorted(rows_of.items(), key=lambda one: (-one[1][0], one[0]))
    rows = [
        element(
            "tr",
            element("th", _place(answer_of[place_id]), scope="row", class_="name"),
            _number(f"{total:,}"),
            _number(f"{spellings:,}"),
            element("td", _where(answer_of[place_id])),
        )
        for place_id, (total, spellings) in found[:most]
    ]
    heads = (("Place", "name"), ("Rows", "number"), ("Spellings", "number"), ("Where", None))
    return _table(heads, rows, len(found))


def _table(heads: Sequence[tuple[str, str | None]], rows: Sequence[Markup], total: int) -> Markup:
    if not rows:
        return element("p", "None.", class_="note")
    shown = f"{total:,} in all." if total == len(rows) else f"The first {len(rows)} of {total:,}."
    header = [element("th", head, scope="col", class_=shape) for head, shape in heads]
    return element(
        "table",
        element("caption", shown),
        element("thead", element("tr", *header)),
        element("tbody", *rows),
    )


def _name(key: Key) -> Markup:
    """A name as it stands in the data, with what is known beside it."""
    beside = [visible(part, 40) for part in (key.country, key.within) if part]
    if key.near:
        beside.append(f"near {key.near[0]:.2f}, {key.near[1]:.2f}")
    long = len(key.name) > _LONGEST_NAME
    length = f" ({len(key.name):,} characters)" if long else None
    return element(
        "th",
        element("bdi", visible(key.name, _LONGEST_NAME)),
        element("span", length, class_="beside") if length else None,
        element("span", element("bdi", ", ".join(beside)), class_="beside") if beside else None,
        scope="row",
        class_="name",
    )


def _number(text: str) -> Markup:
    return element("td", text, class_="number")


def _candidates(candidates: Sequence[Candidate]) -> Markup:
    likely = [one for one in candidates if one.score >= _LEAST_SHOWN]
    if not likely:
        return element("span", "nothing like it", class_="note")
    lines = [
        element(
            "li",
            element("bdi", visible(names_of_all(one.place))),
            element("span", _identity(one), class_="id"),
        )
        for one in likely[:_SHOWN_CANDIDATES]
    ]
    more = len(likely) - len(lines)
    if more > 0:
        lines.append(element("li", f"and {more} more", class_="note"))
    return element("ul", *lines)


def _identity(candidate: Candidate) -> str:
    """What tells a place from others of the same name."""
    place = candidate.place
    where = degrees(place.lat, place.lon)
    return " · ".join(filter(None, (f"{candidate.score:.2f}", place.country, where, place.id)))


def _place(answer: Answer) -> Markup:
    return joined([
        element("bdi", visible(answer.place_name or "")),
        element("span", answer.place_id, class_="id"),
    ])  # fmt: skip


def _where(answer: Answer) -> str:
    return degrees(answer.place_lat, answer.place_lon) or "not known"
