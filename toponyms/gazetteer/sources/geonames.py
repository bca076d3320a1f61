"""GeoNames: a country's file or allCountries, with the table of alternate names or without it.

The formats are those of https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING

from toponyms.gazetteer.sources.alternate_names import AlternateNames
from toponyms.gazetteer.sources.faults import Faults
from toponyms.gazetteer.sources.lines import byte_lines, text_lines
from toponyms.gazetteer.sources.naming import Claim, Namer
from toponyms.gazetteer.sources.record import Record
from toponyms.gazetteer.sources.seen import SeenIds
from toponyms.gazetteer.sources.values import country_code, inhabitants, point

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from toponyms.gazetteer.sources.lines import OnProgress

__all__ = ["read_geonames"]

_COLUMNS = 19
_NUMBER = re.compile(rb"[1-9][0-9]{0,8}\t")


def read_geonames(
    path: Path, *, faults: Faults, source: str, alternate_names: Path | None = None,
    langs: Collection[str] | None = None, features: Collection[str] | None = None,
    countries: Collection[str] | None = None, on_progress: OnProgress | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The places of a GeoNames file, one after the other.

    With the table of alternate names its names are taken, with their languages, kinds and
    dates; without it, the untagged ones of the file's own column, cleaned. The ASCII spelling
    of the main name is left out: it is made by machine.

    Args:
        path: `AZ.txt`, `allCountries.txt`, or the zip archive that it is published in.
        faults: is told of faults, and of what is left out.
        source: the key of the layer.
        alternate_names: `alternateNamesV2.txt` or its archive.
        langs: the languages of the names wanted, as BCP 47 tags; None for all.
        features: the feature classes and codes wanted, such as `P` and `A.ADM1`; None for all.
        countries: the countries wanted; None for all.
        on_progress: is told how many bytes of how many are done.

    Raises:
        GazetteerError: if a file cannot be read, or at the first fault unless `faults` keeps
            going.
    """
    tell = _Progress(on_progress, path, alternate_names)
    member = path.stem
    namer = Namer(source, faults, path, None if langs is None else frozenset(langs))
    table: AbstractContextManager[AlternateNames | None] = nullcontext()
    if alternate_names is not None:
        wanted = _numbers(path, member, tell.part(path))
        table = AlternateNames(alternate_names, wanted, faults, tell.part(alternate_names))
    with table as alternates, SeenIds(path, faults) as seen:
        lines = text_lines(path, faults, member=member, on_progress=tell.part(path))
        for line, text in lines:
            cells = text.split("\t")
            if len(cells) != _COLUMNS:
                faults.add(f"not {_COLUMNS} columns", file=path, line=line, value=text)
                continue
            number, country = cells[0], country_code(cells[8])
            if not number.isascii() or not number.isdigit() or len(number) > 9:
                faults.add("geonameid is not a number", file=path, line=line, value=number)
                continue
            feature = ".".join(filter(None, cells[6:8]))
            if not _is_among(feature, features):
                faults.leave_out("a place: of a feature class that was not asked for")
                continue
            if countries is not None and country not in countries:
                faults.leave_out("a place: in a country that was not asked for")
                continue
            if not seen.is_new(int(number), line):
                continue
            if alternates is None:
                claims = [Claim(name) for name in cells[3].split(",") if name]
                same_as: tuple[str, ...] = ()
            else:
                claims, same_as = alternates.of(int(number))
            lat, lon = point(cells[4], cells[5], country, faults, file=path, line=line)
            yield Record(
                id=f"gn:{int(number)}",
                names=namer.names(
                    claims, country=country, feature=feature, main=cells[1], line=line
                ),
                feature=feature,
                country=country,
                # 00 is GeoNames' code for a unit that it does not know, 0 people likewise.
                admin1="" if cells[10] == "00" else cells[10],
                lat=lat,
                lon=lon,
                population=inhabitants(cells[14]) or None,
                same_as=same_as,
                line=line,
            )


def _is_among(feature: str, wanted: Collection[str] | None) -> bool:
    return wanted is None or feature in wanted or feature.partition(".")[0] in wanted


def _numbers(path: Path, member: str, tell: OnProgress | None) -> bytearray:
    """A bit for each number up to the largest, set if the file has the place."""
    wanted = bytearray()
    # What is wrong with the file is told when its places are read, and only once.
    quiet = Faults(limit=0, keep_going=True)
    for _, line in byte_lines(path, quiet, member=member, on_progress=tell):
        if match := _NUMBER.match(line):
            byte, bit = divmod(int(match[0]), 8)
            if byte >= len(wanted):
                wanted.extend(bytes(byte + 1 - len(wanted) + (len(wanted) >> 3)))
            wanted[byte] |= 1 << bit
    return wanted


class _Progress:
    """Makes one progress of several readings of several files."""

    def __init__(
        self, on_progress: OnProgress | None, path: Path, alternate_names: Path | None
    ) -> None:
        files = [path] if alternate_names is None else [path, alternate_names, path]
        self._tell = on_progress
        self._done = 0
        self._total = sum(file.stat().st_size for file in files if file.is_file())

    def part(self, file: Path) -> OnProgress | None:
        """The progress of the next reading; parts must be asked for in order."""
        tell = self._tell
        if tell is None:
            return None
        before = self._done
        self._done += file.stat().st_size if file.is_file() else 0
        return lambda done, _: tell(before + done, self._total)
