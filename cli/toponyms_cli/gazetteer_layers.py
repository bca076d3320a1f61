"""What `toponyms gazetteer build` is given, read as the layers of a gazetteer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from toponyms.gazetteer.merging import Layer, Role, SourceNote
    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.record import Record

__all__ = ["Given", "Kind", "layers", "parse_given"]

_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source.

    Attributes:
        option: that names it.
        title, url, licence: what README.md says of it, the file's name aside.
        is_own: whether it is the user's own.
    """

    option: str
    title: str
    url: str = ""
    licence: str = ""
    is_own: bool = False


#: In the order in which they give a place its id and its values.
KINDS = (
    Kind("csv", "own table", is_own=True),
    Kind("lpf", "Linked Places", is_own=True),
    Kind("geonames", "GeoNames", "https://www.geonames.org/", "CC BY 4.0"),
    Kind("whosonfirst", "Who’s On First", "https://whosonfirst.org/", "see its LICENSE"),
    Kind("wikidata", "Wikidata", "https://www.wikidata.org/", "CC0"),
    Kind("osm", "OpenStreetMap", "https://www.openstreetmap.org/copyright", "ODbL 1.0"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One file, as it was given.

    Attributes:
        kind: what it is.
        key: what its names have as their source.
        path: where it is.
    """

    kind: Kind
    key: str
    path: Path


def parse_given(values: Mapping[str, Sequence[str]]) -> list[Given]:
    """The files that options name, in the order of `KINDS`.

    Args:
        values: of each option, `FILE` or `KEY=FILE`.

    Raises:
        typer.BadParameter: if a file is not there, or two have one key.
    """
    given: list[Given] = []
    for kind in KINDS:
        for text in values.get(kind.option, ()):
            key, path = _key_and_path(kind, text)
            option = f"'--{kind.option}'"
            if not path.exists():
                raise typer.BadParameter(f"there is no {str(path)!r}.", param_hint=option)
            if any(other.key == key and other.kind is not kind for other in given):
                raise typer.BadParameter(
                    f"{key!r} is the key of another source; give one of your own: KEY={path}.",
                    param_hint=option,
                )
            given.append(Given(kind, key, path))
    return given


def _key_and_path(kind: Kind, text: str) -> tuple[str, Path]:
    key, separator, path = text.partition("=")
    if separator and _KEY.fullmatch(key) and not Path(text).exists():
        return key, Path(path)
    if not kind.is_own:
        return kind.option, Path(text)
    stem = re.sub("[^a-z0-9]+", "-", Path(text).name.partition(".")[0].lower()).strip("-")
    return stem or kind.option, Path(text)


def layers(
    given: Sequence[Given],
    faults: Faults,
    *,
    alternate_names: Path | None,
    columns: Mapping[str, str],
    langs: Sequence[str] | None,
    on_read: Callable[[Given, int, int], None],
) -> list[Layer]:
    """Layers that read files when they are gone through.

    Args:
        given: the files.
        faults: is told of what cannot be taken over.
        alternate_names: GeoNames' table of names.
        columns: which column of an own table is what.
        langs: the languages of the names wanted, or None for all.
        on_read: is told how many bytes of how many of a file have been read.
    """
    from toponyms.gazetteer.merging import Layer

    found = []
    for one in given:
        role: Role = "own" if one.kind.is_own else "imported"
        records = _records(one, faults, alternate_names, columns, langs, on_read)
        found.append(Layer(role, records, str(one.path), _note(one)))
    return found


def _note(given: Given) -> SourceNote:
    """What README.md says of a file: where it was fetched and of which date, if that is known.

    Raises:
        GazetteerError: if there is a record of a download that cannot be read.
    """
    from toponyms.gazetteer.download.record import read_record
    from toponyms.gazetteer.merging import SourceNote

    kind, path = given.kind, given.path
    fetched = read_record(path) if path.is_file() and not kind.is_own else None
    if fetched is None or fetched.bytes != path.stat().st_size:
        return SourceNote(given.key, f"{kind.title} ({path.name})", kind.url, kind.licence)
    title = f"{kind.title} ({path.name}, {fetched.date})"
    return SourceNote(given.key, title, fetched.url, fetched.licence)


def _records(
    given: Given,
    faults: Faults,
    alternate_names: Path | None,
    columns: Mapping[str, str],
    langs: Sequence[str] | None,
    on_read: Callable[[Given, int, int], None],
) -> Iterator[Record]:
    more: dict[str, Any] = {"langs": langs}
    read: Callable[..., Iterator[Record]]
    if given.kind.option == "geonames":
        from toponyms.gazetteer.sources.geonames import read_geonames as read

        more["alternate_names"] = alternate_names
    elif given.kind.option == "whosonfirst":
        from toponyms.gazetteer.sources.whosonfirst import read_whosonfirst as read
    elif given.kind.option == "wikidata":
        from toponyms.gazetteer.sources.wikidata import read_wikidata as read
    elif given.kind.option == "osm":
        from toponyms.gazetteer.sources.openstreetmap import read_openstreetmap as read
    elif given.kind.option == "lpf":
        from toponyms.gazetteer.sources.linked_places import read_linked_places as read
    else:
        from toponyms.gazetteer.sources.table import read_table as read

        more["columns"] = columns

    def tell(done: int, total: int) -> None:
        on_read(given, done, total)

    yield from read(given.path, faults=faults, source=given.key, on_progress=tell, **more)
