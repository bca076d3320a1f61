"""What a gazetteer should keep to beside the format: what the shipped one is tested for.

The format says what can be read (`toponyms.gazetteer.format`). These are the habits that make a
gazetteer one that people can compare, pass on and rely on; a gazetteer without them is read just as
well. The files that a build writes beside the two tables have to be right where they are there.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from toponyms.errors import GazetteerError
from toponyms.gazetteer.datapackage import sha256
from toponyms.gazetteer.folder import PACKAGE_FILE, WITHDRAWN_FILE, id_key
from toponyms.gazetteer.merging.base import base_notes, read_withdrawn
from toponyms.gazetteer.merging.uniting import name_key
from toponyms.gazetteer.streaming import stream_places
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.model import Place

__all__ = ["unsound"]


def unsound(folder: Path) -> dict[str, int]:
    """How often a gazetteer that keeps to the format departs from what is usual, by habit.

    Raises:
        GazetteerError: if withdrawn.csv contradicts the places, or datapackage.json the files.
    """
    _check_package(folder)
    withdrawn = read_withdrawn(folder)
    missing = {row.replaced_by for row in withdrawn.values() if row.replaced_by}
    found: Counter[str] = Counter()
    described = {note.key for note in base_notes(folder)}
    sources: set[str] = set()
    before: tuple[str, int, str] | None = None
    for place in stream_places(folder):
        if place.id in withdrawn:
            raise GazetteerError(
                "withdrawn, but the gazetteer has it",
                file=str(folder / WITHDRAWN_FILE),
                value=place.id,
            )
        missing.discard(place.id)
        key = id_key(place.id)
        if before is not None and key < before:
            found["places that are not in the order of their ids"] += 1
        before = key
        sources |= {name.source for name in place.names}
        found.update(_habits(place))
    if missing:
        raise GazetteerError(
            "replaced by a place that the gazetteer does not have",
            file=str(folder / WITHDRAWN_FILE),
            value=min(missing),
        )
    found["sources that no datapackage.json describes"] = len(sources - described)
    return {habit: count for habit, count in sorted(found.items()) if count}


def _habits(place: Place) -> Counter[str]:
    names = tuple(place.names)
    texts = Counter((name.text, name.lang) for name in names)
    tagged = {name.text for name in names if not name.lang.startswith("und")}
    return Counter({
        "names that are not in order": sum(
            name_key(one) > name_key(other) for one, other in pairwise(names)
        ),
        "names that stand twice in one language": sum(n - 1 for n in texts.values()),
        "names without a language that stand with one too": sum(
            name.lang.startswith("und") and name.text in tagged for name in names
        ),
        "names that are not clean": sum(normalize(name.text) != name.text for name in names),
        "names without a source": sum(not name.source for name in names),
        "places without a name": int(not names),
        "places without a feature": int(not place.feature),
    })  # fmt: skip


def _check_package(folder: Path) -> None:
    path = folder / PACKAGE_FILE
    if not path.exists():
        return
    try:
        resources = json.loads(path.read_text("utf-8"))["resources"]
        claims = [(str(one["path"]), one.get("bytes"), one.get("hash", "")) for one in resources]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise GazetteerError("not a data package", file=str(path)) from None
    for name, size, digest in claims:
        file = folder / name
        if not file.is_file():
            raise GazetteerError("names a file that is not there", file=str(path), value=name)
        if size is not None and file.stat().st_size != size:
            raise GazetteerError(
                f"has another size than {PACKAGE_FILE} says; build the gazetteer anew",
                file=str(file), value=file.stat().st_size,
            )  # fmt: skip
        if digest.startswith("sha256:") and sha256(file) != digest.removeprefix("sha256:"):
            raise GazetteerError(
                f"has another content than {PACKAGE_FILE} says; build the gazetteer anew",
                file=str(file),
            )
