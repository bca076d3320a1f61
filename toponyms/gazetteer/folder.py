"""Writes a gazetteer folder: the whole of it, or nothing.

    names.csv, places.csv   as data/README.md describes them
    withdrawn.csv           ids that the gazetteer had: `id,replaced_by,reason,since`
    datapackage.json        a Frictionless data package
    README.md               counts and sources

The files are written into a folder beside the place where they are wanted, and that folder takes
the place of what was there. The same places give the same bytes.
"""

from __future__ import annotations

import csv
import os
import shutil
import signal
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from toponyms.errors import GazetteerError
from toponyms.gazetteer.datapackage import datapackage
from toponyms.gazetteer.format import NAMES_COLUMNS, NAMES_FILE, PLACES_COLUMNS, PLACES_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from toponyms.model import Place

__all__ = [
    "BASE_README_FILE",
    "FILES",
    "PACKAGE_FILE",
    "README_FILE",
    "WITHDRAWN_COLUMNS",
    "WITHDRAWN_FILE",
    "Counts",
    "check_target",
    "draft_folder",
    "id_key",
    "write_package",
    "write_places",
    "write_withdrawn",
]

WITHDRAWN_FILE = "withdrawn.csv"
WITHDRAWN_COLUMNS = ("id", "replaced_by", "reason", "since")
PACKAGE_FILE = "datapackage.json"
README_FILE = "README.md"
#: What the base says of itself: its terms hold for what was taken from it.
BASE_README_FILE = "README.base.md"
FILES = frozenset(
    {NAMES_FILE, PLACES_FILE, WITHDRAWN_FILE, PACKAGE_FILE, README_FILE, BASE_README_FILE}
)
#: SQLite's largest number; longer ones sort by their digits.
_LARGEST = 2**63 - 1


def id_key(place_id: str) -> tuple[str, int, str]:
    """Sorts ids by scheme, then by number, then by text.

    >>> sorted(["iso:AM", "gn:1000", "gn:99"], key=id_key)
    ['gn:99', 'gn:1000', 'iso:AM']
    """
    scheme, _, local = place_id.partition(":")
    return scheme, min(int(local), _LARGEST) if local.isdecimal() else 0, local


@dataclass(slots=True)
class Counts:
    """What was written.

    Attributes:
        places, names: how many.
        features, countries, langs, kinds, sources: how many of each.
    """

    places: int = 0
    names: int = 0
    features: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    langs: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)


def check_target(folder: Path) -> None:
    """Makes sure that a gazetteer may be written in some place.

    Raises:
        GazetteerError: if something is there that is no gazetteer, or more than one: it would be
            lost.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise GazetteerError("is there and is no folder; name another", file=str(folder))
    others = sorted(found.name for found in folder.iterdir() if found.name not in FILES)
    if others:
        raise GazetteerError(
            "the folder has files that are no part of a gazetteer and would be lost; move them, or "
            "name another folder",
            file=str(folder),
            value=others[0],
        )


@contextmanager
def draft_folder(folder: Path) -> Iterator[Path]:
    """A folder to write to, which takes the place of another at the end.

    Args:
        folder: what is wanted. Its parent is made if missing.

    Yields:
        An empty folder beside it. It goes, and what was there stays, if an error or an interrupt
        comes before the end.

    Raises:
        GazetteerError: if the place holds what must not be lost, see `check_target`.
    """
    check_target(folder)
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    # One folder to remove, whatever happens: the draft, and then what was there before.
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        draft = work / "new"
        draft.mkdir()
        yield draft
        check_target(folder)
        for file in draft.iterdir():
            _to_disk(file)
        with _uninterrupted():
            _take_place(draft, folder, work / "old")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _to_disk(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _take_place(draft: Path, folder: Path, aside: Path) -> None:
    there = folder.exists()
    if there:
        folder.rename(aside)
    try:
        draft.rename(folder)
    except OSError:
        if there:
            aside.rename(folder)
        raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Lets interrupts wait: between two renames there is no gazetteer."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def write_places(folder: Path, places: Iterable[Place]) -> Counts:
    """Writes names.csv and places.csv.

    Args:
        folder: has neither yet.
        places: in the order of `id_key`, their names in the order of names.csv.
    """
    counts = Counts()
    with (
        (folder / PLACES_FILE).open("w", encoding="utf-8", newline="") as place_stream,
        (folder / NAMES_FILE).open("w", encoding="utf-8", newline="") as name_stream,
    ):
        place_rows = csv.writer(place_stream, lineterminator="\n")
        name_rows = csv.writer(name_stream, lineterminator="\n")
        place_rows.writerow(PLACES_COLUMNS)
        name_rows.writerow(NAMES_COLUMNS)
        for place in places:
            place_rows.writerow(_place_cells(place))
            name_rows.writerows(
                (place.id, name.text, name.lang, name.kind, name.from_, name.to, name.source)
                for name in place.names
            )
            _count(counts, place)
    return counts


def _place_cells(place: Place) -> tuple[object, ...]:
    return (
        place.id, place.feature, place.country, place.admin1, _degrees(place.lat),
        _degrees(place.lon), "" if place.population is None else place.population,
        place.geonames, place.wikidata,
    )  # fmt: skip


def _degrees(value: float | None) -> str:
    """Degrees to a centimetre, without zeros that say nothing.

    >>> _degrees(46.5), _degrees(-0.0), _degrees(1e-7), _degrees(None)
    ('46.5', '0', '0.0000001', '')
    """
    if value is None:
        return ""
    text = f"{value:.7f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _count(counts: Counts, place: Place) -> None:
    counts.places += 1
    counts.features[place.feature] += 1
    counts.countries[place.country] += 1
    for name in place.names:
        counts.names += 1
        counts.langs[name.lang] += 1
        counts.kinds[name.kind] += 1
        counts.sources[name.source] += 1


def write_withdrawn(folder: Path, rows: Iterable[Sequence[str]]) -> int:
    """Writes withdrawn.csv, and says how many rows it has."""
    count = 0
    with (folder / WITHDRAWN_FILE).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(WITHDRAWN_COLUMNS)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def write_package(folder: Path, counts: Counts, sources: Sequence[Mapping[str, str]]) -> None:
    """Writes datapackage.json and README.md.

    Args:
        folder: has names.csv and places.csv.
        counts: what `write_places` gave.
        sources: of each, `key`, `title`, and as far as known `url` and `licence`.
    """
    described = [
        {"title": f"{source['key']}: {source['title']}"}
        | ({"path": source["url"]} if source.get("url") else {})
        | ({"licence": source["licence"]} if source.get("licence") else {})
        for source in sources
    ]
    title = f"{counts.places:,} places and {counts.names:,} names"
    files = [folder / NAMES_FILE, folder / PLACES_FILE]
    _write_text(folder / PACKAGE_FILE, datapackage("gazetteer", title, files, described))
    _write_text(folder / README_FILE, _readme(counts, sources))


def _readme(counts: Counts, sources: Sequence[Mapping[str, str]]) -> str:
    rows = [
        (
            f"`{source['key']}`",
            _link(source["title"], source.get("url", "")),
            source.get("licence", ""),
            counts.sources[source["key"]],
        )
        for source in sources
    ]
    return _README.substitute(
        places=f"{counts.places:,}",
        names=f"{counts.names:,}",
        countries=_table("country", counts.countries),
        features=_table("feature", counts.features),
        langs=_table("language", counts.langs),
        kinds=_table("kind", counts.kinds),
        sources="\n".join(
            f"| {key} | {title} | {licence} | {count:,} |" for key, title, licence, count in rows
        ),
    )


_README = Template("""\
# A gazetteer

$places places and $names names. Made by `toponyms gazetteer build`; what is written here by
hand is lost at the next build. The files are of the format that toponyms reads; `withdrawn.csv`
lists ids that this gazetteer had, with the place that took their place.

## Names by source

| key | source | licence | names |
| --- | --- | --- | --- |
$sources

What was taken from another gazetteer as a base is under the terms that `README.base.md` tells, if
there is that file.

## Names by language

$langs

## Names by kind

$kinds

## Places by country

$countries

## Places by feature

$features
""")


def _table(column: str, counts: Counter[str]) -> str:
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"| {column} | count |", "| --- | --- |"]
    lines += [
        f"| `{value}` | {count:,} |" if value else f"| | {count:,} |" for value, count in rows
    ]
    return "\n".join(lines)


def _link(title: str, url: str) -> str:
    text = title.replace("|", "\\|").replace("[", "(").replace("]", ")").replace("\n", " ")
    return f"[{text}]({url})" if url else text


def _write_text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
