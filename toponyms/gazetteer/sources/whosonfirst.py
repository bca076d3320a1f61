"""Who's On First: a folder of GeoJSON as its repositories have it, or the SQLite distribution.

The properties are described in https://github.com/whosonfirst/whosonfirst-properties, names in
https://github.com/whosonfirst/whosonfirst-names: `name:<ISO 639-3>_x_<kind>`.
"""

from __future__ import annotations

import bz2
import json
import os
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toponyms.errors import GazetteerError
from toponyms.gazetteer.sources.features import features_of
from toponyms.gazetteer.sources.lines import decoded
from toponyms.gazetteer.sources.naming import Claim, Namer
from toponyms.gazetteer.sources.record import Record
from toponyms.gazetteer.sources.seen import SeenIds
from toponyms.gazetteer.sources.values import country_code, inhabitants, point

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.lines import OnProgress
    from toponyms.model import Kind

__all__ = ["read_whosonfirst"]

_NAME = re.compile(r"name:(\w+?)_x_(\w+)")
_KINDS: dict[str, Kind] = {
    "preferred": "preferred", "variant": "variant", "unknown": "variant",
    "colloquial": "colloquial", "historical": "historical",
}  # fmt: skip
#: An alternative geometry of a record that stands elsewhere.
_ALTERNATIVE = re.compile(r"\d+-alt-.*\.geojson")
_CONCORDANCES = {"gn:id": "gn", "wd:id": "wd", "iso:id": "iso", "iso:code": "iso"}
_ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_NUMBER = re.compile(r"[1-9][0-9]*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_CODES = {"gn": _NUMBER, "wd": _WIKIDATA, "iso": _ISO}
#: What stands for `no date` in the two versions of EDTF that the records are written in.
_NO_DATE = frozenset({"u", "uuuu", "..", "open"})
_TELL_EVERY = 100


def read_whosonfirst(
    path: Path, *, faults: Faults, source: str, langs: Collection[str] | None = None,
    placetypes: Collection[str] | None = None, on_progress: OnProgress | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The places of a distribution, one after the other.

    Left out, and counted, are records that are superseded, deprecated or no longer current,
    and those of placetypes that have no feature class (postal codes, constituencies).

    Args:
        path: a folder with GeoJSON files at any depth, or an SQLite file (also packed by bzip2).
        faults: is told of faults, and of what is left out.
        source: the key of the layer.
        langs: the languages of the names wanted, as BCP 47 tags; None for all.
        placetypes: those wanted, such as `locality`; None for all that have a feature class.
        on_progress: is told how many bytes of how many are done.

    Raises:
        GazetteerError: if `path` cannot be read, or at the first fault unless `faults` keeps
            going.
    """
    bodies = _from_folder if path.is_dir() else _from_sqlite
    features = features_of("whosonfirst")
    wanted = frozenset(features) if placetypes is None else frozenset(placetypes)
    namer = Namer(source, faults, path, None if langs is None else frozenset(langs))
    with SeenIds(path, faults) as seen:
        for file, body in bodies(path, faults, on_progress):
            properties = _properties(body, file, faults)
            if properties is None:
                continue
            number = str(properties.get("wof:id", ""))
            if not _NUMBER.fullmatch(number):
                faults.add("wof:id is not a number", file=file, value=number)
            elif reason := _why_left_out(properties, wanted):
                faults.leave_out(reason)
            elif seen.is_new(int(number), 0, file=file):
                yield _record(number, properties, features, namer, file)


def _record(
    number: str,
    properties: Mapping[str, Any],
    features: Mapping[str, str],
    namer: Namer,
    file: str,
) -> Record:
    feature = _feature(properties, features)
    country = country_code(properties.get("wof:country")) or country_code(
        properties.get("iso:country")
    )
    admin1 = str(properties.get("gn:admin1_code") or "")
    lat, lon = _point(properties, country, namer.faults, file)
    people = properties.get("wof:population") or properties.get("gn:population")
    names = Namer(namer.source, namer.faults, file, namer.langs).names(
        _claims(properties, namer.faults, file),
        country=country, feature=feature, main=str(properties.get("wof:name") or ""),
    )  # fmt: skip
    return Record(
        id=f"wof:{number}",
        names=names,
        feature=feature,
        country=country,
        admin1="" if admin1 == "00" else admin1,
        lat=lat,
        lon=lon,
        population=inhabitants(people) or None,
        same_as=_same_as(properties),
        replaces=tuple(f"wof:{old}" for old in _list(properties.get("wof:supersedes"))),
    )


def _why_left_out(properties: Mapping[str, Any], wanted: frozenset[str]) -> str:
    if _list(properties.get("wof:superseded_by")) or _is_dated(properties, "edtf:superseded"):
        return "a record: superseded"
    if _is_dated(properties, "edtf:deprecated"):
        return "a record: deprecated"
    # -1 is `not known`, which holds for most.
    if str(properties.get("mz:is_current")) == "0":
        return "a record: no longer current"
    if str(properties.get("wof:placetype")) not in wanted:
        return "a record: of a placetype that is not taken"
    return ""


def _is_dated(properties: Mapping[str, Any], field: str) -> bool:
    value = properties.get(field)
    return bool(value) and str(value) not in _NO_DATE


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _claims(properties: Mapping[str, Any], faults: Faults, file: str) -> Iterator[Claim]:
    for field, texts in properties.items():
        match = _NAME.fullmatch(field)
        if match is None:
            continue
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            faults.add("names are not a list of texts", file=file, value=field)
            continue
        code, kind = match[1], _KINDS.get(match[2])
        if kind is None:
            faults.leave_out(f"not a name: {match[2]}", len(texts))
            continue
        for text in texts:
            yield Claim(text, code, kind)


def _feature(properties: Mapping[str, Any], features: Mapping[str, str]) -> str:
    """GeoNames' own class and code where the record has them and they fit its placetype."""
    by_type = features.get(str(properties.get("wof:placetype")), "")
    code = properties.get("gn:feature_code") or properties.get("gn:fcode")
    if properties.get("gn:feature_class", by_type[:1]) == by_type[:1] and code:
        return f"{by_type[:1]}.{code}"
    return by_type


def _point(
    properties: Mapping[str, Any], country: str, faults: Faults, file: str
) -> tuple[float, float] | tuple[None, None]:
    for prefix in ("lbl", "geom"):
        lat, lon = (properties.get(f"{prefix}:{axis}") for axis in ("latitude", "longitude"))
        # Where nothing is known the records have a point in the Gulf of Guinea.
        if lat is not None and lon is not None and (lat or lon):
            return point(lat, lon, country, faults, file=file, line=0)
    return None, None


def _same_as(properties: Mapping[str, Any]) -> tuple[str, ...]:
    concordances = properties.get("wof:concordances")
    if not isinstance(concordances, dict):
        return ()
    found = (
        f"{scheme}:{concordances[key]}"
        for key, scheme in _CONCORDANCES.items()
        if key in concordances and _CODES[scheme].fullmatch(str(concordances[key]))
    )
    return tuple(dict.fromkeys(found))


def _properties(body: bytes, file: str, faults: Faults) -> dict[str, Any] | None:
    text = decoded(body, 1, file, faults)
    if text is None:
        return None
    try:
        feature = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        faults.add("not JSON", file=file, line=line, value=getattr(error, "msg", ""))
        return None
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        faults.add("a GeoJSON feature without properties", file=file)
        return None
    return properties


def _from_folder(
    folder: Path, faults: Faults, on_progress: OnProgress | None
) -> Iterator[tuple[str, bytes]]:
    total = sum(file.stat().st_size for file in _files(folder)) if on_progress else 0
    done = count = 0
    for file in _files(folder):
        try:
            body = file.read_bytes()
        except OSError as error:
            faults.add(f"cannot be read: {error.strerror}", file=file)
            continue
        yield str(file), body
        done += len(body)
        count += 1
        if on_progress is not None and count % _TELL_EVERY == 0:
            on_progress(min(done, total), total)
    if not count and not len(faults):
        raise GazetteerError("no GeoJSON files in the folder", file=str(folder))
    if on_progress is not None:
        on_progress(total, total)


def _files(folder: Path) -> Iterator[Path]:
    """GeoJSON files in the same order each time, without listing all of them at once."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".geojson") and not _ALTERNATIVE.fullmatch(name):
                yield Path(place, name)


def _from_sqlite(
    path: Path, faults: Faults, on_progress: OnProgress | None
) -> Iterator[tuple[str, bytes]]:
    done, total = 0, path.stat().st_size if path.is_file() else 0
    with _unpacked(path, faults) as file:
        address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as base:
            try:
                columns = {row[1] for row in base.execute("PRAGMA table_info(geojson)")}
                if not {"id", "body"} <= columns:
                    raise GazetteerError(
                        "no table geojson with the columns id and body: not a distribution of"
                        " Who's On First", file=str(path),
                    )  # fmt: skip
                only = " WHERE NOT coalesce(is_alt, 0)" if "is_alt" in columns else ""
                rows = base.execute(f"SELECT id, CAST(body AS BLOB) FROM geojson{only} ORDER BY id")
                for count, (number, body) in enumerate(rows, 1):
                    yield f"{path}:{number}", body or b""
                    done += len(body or b"")
                    if on_progress is not None and count % _TELL_EVERY == 0:
                        on_progress(min(done, total), total)
            except sqlite3.DatabaseError as error:
                faults.add("the SQLite file is damaged or cut off", file=path, value=error)
    if on_progress is not None:
        on_progress(total, total)


@contextmanager
def _unpacked(path: Path, faults: Faults) -> Iterator[Path]:
    """The file itself, or what it unpacks to if it is packed by bzip2."""
    try:
        with path.open("rb") as stream:
            packed = stream.read(3) == b"BZh"
    except FileNotFoundError:
        raise GazetteerError("no such file or folder", file=str(path)) from None
    except OSError as error:
        raise GazetteerError(f"cannot be read: {error.strerror}", file=str(path)) from None
    if not packed:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="toponyms-") as folder:
        file = Path(folder, "whosonfirst.db")
        with bz2.open(path) as stream, file.open("wb") as target:
            try:
                shutil.copyfileobj(stream, target, 1 << 20)
            except (EOFError, OSError) as error:
                # An error of the system, such as a full disk, has a number; bzip2's has none.
                if getattr(error, "errno", None) is not None:
                    message = f"cannot be unpacked in {folder}: {error}"
                    raise GazetteerError(message, file=str(path)) from None
                faults.add("the file is damaged or cut off; what follows is lost", file=path)
        if not file.stat().st_size:
            raise GazetteerError("nothing of it can be unpacked", file=str(path))
        yield file
