"""A table of one's own: CSV with any names of columns, a place a row or a name a row."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from toponyms.errors import GazetteerError
from toponyms.gazetteer.sources.curie import curie, is_identity, own_id
from toponyms.gazetteer.sources.languages import language_tag
from toponyms.gazetteer.sources.lines import text_lines
from toponyms.gazetteer.sources.naming import Claim, Namer
from toponyms.gazetteer.sources.record import Record
from toponyms.gazetteer.sources.seen import SeenIds
from toponyms.gazetteer.sources.values import country_code, inhabitants, point
from toponyms.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.lines import OnProgress

__all__ = ["FIELDS", "parse_columns", "read_table"]

#: What a column can be, besides `name:<language>` and `name:<language>@<kind>`.
FIELDS = (
    "id", "name", "lang", "kind", "from", "to", "feature", "country", "admin1", "lat", "lon",
    "population", "geonames", "wikidata", "same_as", "replaces",
)  # fmt: skip
#: Headings that are understood without a mapping, besides the fields' own names.
_HEADINGS = {
    "place_id": "id", "latitude": "lat", "lng": "lon", "long": "lon", "longitude": "lon",
    "language": "lang", "country_code": "country", "geonameid": "geonames",
    "geonames_id": "geonames", "wikidata_id": "wikidata",
}  # fmt: skip
_KINDS: frozenset[str] = frozenset(get_args(Kind))
_NAME = re.compile(r"name[:_]([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)(?:@([a-z]+))?")
_NUMBERS = {
    "geonames": ("gn", re.compile(r"[1-9][0-9]*")),
    "wikidata": ("wd", re.compile(r"Q[1-9][0-9]*")),
}
_DELIMITERS = "\t;,|"
_SEVERAL = re.compile(r"\s*[;|]\s*")
_DEFAULT_SCHEME = "own"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table.

    Attributes:
        line: where it begins.
        cells: values by field, without space at their ends; empty ones are not there.
        names: values of columns with names, by language and kind.
    """

    line: int
    cells: dict[str, str]
    names: tuple[tuple[str, Kind, str], ...]


def parse_columns(text: str) -> dict[str, str]:
    """A mapping of fields to columns, from the form that the command line takes.

    Args:
        text: pairs of a field and a column, such as `id=Code,name:az=Ad`.

    Raises:
        ValueError: if a pair has no `=`, a field is unknown or there twice.

    >>> parse_columns("id=Code,name:hy@historical=Old name")
    {'id': 'Code', 'name:hy@historical': 'Old name'}
    """
    columns: dict[str, str] = {}
    for pair in text.split(","):
        field, equals, column = pair.partition("=")
        field, column = field.strip(), column.strip()
        if not (equals and column):
            raise ValueError(f"not of the form field=column: {pair!r}")
        if not _is_field(field):
            raise ValueError(f"no field {field!r}; there are {', '.join(FIELDS)}, name:az …")
        if field in columns:
            raise ValueError(f"the field {field!r} stands twice")
        columns[field] = column
    return columns


def read_table(
    path: Path, *, faults: Faults, source: str, columns: Mapping[str, str] | None = None,
    delimiter: str | None = None, scheme: str = _DEFAULT_SCHEME,
    langs: Collection[str] | None = None, on_progress: OnProgress | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The places of a table, one after the other.

    A column `name:az` (or `name_az`) has names in a language; several in one cell are parted by
    `;` or `|`. With a column `lang` the table has a name a row: rows of one id that follow
    each other are one place. Names are the user's own: they are normalised, and not cleaned.

    The id is the column `id`, else the numbers in `geonames` or `wikidata`. Without any it is
    made of the row's names and coordinates, so that it stays as long as these do. An id that is
    no CURIE is put below `scheme`.

    Args:
        path: a CSV file in UTF-8, plain or packed.
        faults: is told of faults.
        source: the key of the layer.
        columns: headings by field (see `FIELDS`); columns that are not here are understood by
            their headings, if these are fields.
        delimiter: between the cells; None to tell it from the heading.
        scheme: of ids that are no CURIE.
        langs: the languages of the names wanted, as BCP 47 tags; None for all.
        on_progress: is told how many bytes of how many are done.

    Raises:
        GazetteerError: if the file cannot be read, a column is missing or there is none with
            names, or at the first fault unless `faults` keeps going.
    """
    namer = Namer(source, faults, path, None if langs is None else frozenset(langs), trusted=True)
    rows = _rows(path, faults, columns or {}, delimiter, on_progress)
    with SeenIds(path, faults) as seen:
        for place_id, group in _places(rows, scheme):
            if not place_id:
                value = group[0].cells["id"]
                faults.add("the id has nothing in it", file=path, line=group[0].line, value=value)
            elif seen.is_new(place_id, group[0].line):
                yield _record(place_id, group, namer, path)


def _record(place_id: str, group: Sequence[_Row], namer: Namer, path: Path) -> Record:
    first, line = group[0].cells, group[0].line
    faults = namer.faults
    country, feature = country_code(first.get("country")), first.get("feature", "")
    if first.get("country") and not country:
        faults.add(
            "country is not an ISO 3166-1 alpha-2 code and left out",
            file=path, line=line, value=first["country"],
        )  # fmt: skip
    people = inhabitants(first.get("population"))
    if people is None and first.get("population"):
        faults.add(
            "population is not a whole number and left out",
            file=path, line=line, value=first["population"],
        )  # fmt: skip
    lat, lon = point(
        _decimal(first.get("lat")), _decimal(first.get("lon")), country, faults,
        file=path, line=line,
    )  # fmt: skip
    same_as = []
    for field, (prefix, shape) in _NUMBERS.items():
        if shape.fullmatch(first.get(field, "")):
            same_as.append(f"{prefix}:{first[field]}")
        elif field in first:
            message = f"{field} is not a number there and left out"
            faults.add(message, file=path, line=line, value=first[field])
    for other in first.get("same_as", "").split():
        known = curie(other)
        if known and is_identity(known):
            same_as.append(known)
        else:
            faults.add("same_as is no id of a source", file=path, line=line, value=other)
    replaces = (
        own_id(old, place_id.partition(":")[0]) for old in first.get("replaces", "").split()
    )
    return Record(
        id=place_id,
        names=namer.names(
            _claims(group, faults, path), country=country, feature=feature, line=line
        ),
        feature=feature,
        country=country,
        admin1=first.get("admin1", ""),
        lat=lat,
        lon=lon,
        population=people,
        same_as=tuple(dict.fromkeys(other for other in same_as if other != place_id)),
        replaces=tuple(filter(None, replaces)),
        line=line,
    )


def _claims(group: Sequence[_Row], faults: Faults, path: Path) -> Iterator[Claim]:
    for row in group:
        cells = row.cells
        kind = cells.get("kind", "preferred")
        if kind not in _KINDS:
            message = f"kind is not one of {', '.join(get_args(Kind))}; taken as variant"
            faults.add(message, file=path, line=row.line, value=kind)
            kind = "variant"
        since, until = cells.get("from", ""), cells.get("to", "")
        for text in filter(None, _SEVERAL.split(cells.get("name", ""))):
            code = cells.get("lang", "")
            if language_tag(code) is None:
                faults.add(
                    "lang is no language that is known; the name is kept without it",
                    file=path, line=row.line, value=code,
                )  # fmt: skip
                code = ""
            yield Claim(text, code, kind, since, until, row.line)  # type: ignore[arg-type]
        for code, of_column, value in row.names:
            for text in filter(None, _SEVERAL.split(value)):
                yield Claim(text, code, of_column, line=row.line)


def _places(rows: Iterator[_Row], scheme: str) -> Iterator[tuple[str, list[_Row]]]:
    """Rows by id, those together that follow each other and have a language of their own."""
    before: str | None = None
    group: list[_Row] = []
    for row in rows:
        place_id = _id(row, scheme)
        if group and place_id == before and "lang" in row.cells:
            group.append(row)
            continue
        if group and before is not None:
            yield before, group
        before, group = place_id, [row]
    if group and before is not None:
        yield before, group


def _id(row: _Row, scheme: str) -> str:
    """The id of a row; empty if the column has something that cannot be one."""
    cells = row.cells
    if "id" in cells:
        return own_id(cells["id"], scheme) or ""
    for field, (prefix, shape) in _NUMBERS.items():
        if shape.fullmatch(cells.get(field, "")):
            return f"{prefix}:{cells[field]}"
    content = [cells.get(field, "") for field in ("name", "lat", "lon")]
    content += [f"{code}={text}" for code, _, text in row.names]
    return f"{scheme}:{hashlib.sha256(chr(0).join(content).encode()).hexdigest()[:12]}"


def _rows(
    path: Path, faults: Faults, columns: Mapping[str, str], delimiter: str | None,
    on_progress: OnProgress | None,
) -> Iterator[_Row]:  # fmt: skip
    lines = _Lines(text_lines(path, faults, on_progress=on_progress))
    heading = next(lines, "")
    reader = csv.reader(
        _before(heading, lines), delimiter=delimiter or _delimiter(heading), strict=True
    )
    fields: list[str | None] = []
    while True:
        lines.first = 0
        try:
            cells = next(reader, None)
        except csv.Error as error:
            faults.add("not CSV", file=path, line=lines.first, value=error)
            continue
        begin = lines.first
        if cells is None:
            return
        if not fields:
            fields = _fields([cell.strip() for cell in cells], columns, path)
        elif len(cells) != len(fields):
            if cells:
                value = ",".join(cells)
                faults.add(f"not {len(fields)} columns", file=path, line=begin, value=value)
        else:
            yield _row(begin, fields, cells)


def _row(line: int, fields: Sequence[str | None], values: Sequence[str]) -> _Row:
    cells: dict[str, str] = {}
    names: list[tuple[str, Kind, str]] = []
    for field, value in zip(fields, values, strict=True):
        value = value.strip()  # noqa: PLW2901
        if not field or not value:
            continue
        if match := _NAME.fullmatch(field):
            names.append((match[1], match[2] or "preferred", value))  # type: ignore[arg-type]
        else:
            cells[field] = value
    return _Row(line, cells, tuple(names))


class _Lines:
    """Lines for a CSV reader, which does not tell where the row it reads began."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines = lines
        #: The first line that was taken since this was 0.
        self.first = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, text = next(self._lines)
        self.first = self.first or number
        return f"{text}\n"


def _before(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(heading: str) -> str:
    return max(_DELIMITERS[::-1], key=heading.count)


def _fields(heading: list[str], columns: Mapping[str, str], path: Path) -> list[str | None]:
    """The field of each column, None for columns that are none.

    Raises:
        GazetteerError: if a mapped column is missing, two columns are one field, or none has
            names.
    """
    mapped = {column: field for field, column in columns.items()}
    for column, field in mapped.items():
        if column not in heading:
            raise GazetteerError(
                f"no column for {field} (the file has {', '.join(heading)})",
                file=str(path), line=1, value=column,
            )  # fmt: skip
    fields: list[str | None] = []
    for column in heading:
        plain = _HEADINGS.get(column.lower(), column)
        own = plain.lower() if plain.lower() in FIELDS else plain
        taken = own in columns
        fields.append(mapped.get(column) or (own if _is_field(own) and not taken else None))
    for field in filter(None, fields):
        if fields.count(field) > 1:
            raise GazetteerError("two columns for one field", file=str(path), line=1, value=field)
    if not any(field and (field == "name" or _NAME.fullmatch(field)) for field in fields):
        raise GazetteerError(
            "no column with names: call one name or name:az, or map it",
            file=str(path), line=1, value=", ".join(heading),
        )  # fmt: skip
    return fields


def _is_field(text: str) -> bool:
    if text in FIELDS:
        return True
    match = _NAME.fullmatch(text)
    if match is None or language_tag(match[1]) is None:
        return False
    return match[2] is None or match[2] in _KINDS


def _decimal(text: str | None) -> str | None:
    """Degrees with a decimal point, where a table was written with commas."""
    return text.replace(",", ".") if text else None
