"""Describes a gazetteer folder to machines: a Frictionless data package."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from toponyms.model import KIND_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["datapackage", "sha256"]

_PLACE_ID = {"type": "string", "constraints": {"required": True}}
_NAME_FIELDS = [
    {"name": "place_id", **_PLACE_ID, "description": "id of the place in places.csv, a CURIE"},
    {"name": "name", "type": "string", "constraints": {"required": True},
     "description": "the name, in NFC"},
    {"name": "lang", "type": "string", "constraints": {"required": True},
     "description": "BCP 47 tag; und-… where the language is not evidenced"},
    {"name": "kind", "type": "string", "constraints": {"required": True, "enum": list(KIND_ORDER)},
     "description": "what the name is to the place"},
    {"name": "from", "type": "string", "description": "first year of use, EDTF"},
    {"name": "to", "type": "string", "description": "last year of use, EDTF"},
    {"name": "source", "type": "string", "constraints": {"required": True},
     "description": "key of a source"},
]  # fmt: skip
_PLACE_FIELDS: list[dict[str, Any]] = [
    {"name": "place_id", "type": "string", "constraints": {"required": True, "unique": True},
     "description": "a CURIE of the identity's source"},
    {"name": "feature", "type": "string", "constraints": {"required": True},
     "description": "GeoNames feature class and code"},
    {"name": "country", "type": "string", "description": "ISO 3166-1 alpha-2, as the source has it",
     "constraints": {"pattern": "[A-Z]{2}"}},
    {"name": "admin1", "type": "string", "description": "GeoNames code of the first-level unit"},
    {"name": "lat", "type": "number", "description": "degrees, WGS 84",
     "constraints": {"minimum": -90, "maximum": 90}},
    {"name": "lon", "type": "number", "description": "degrees, WGS 84",
     "constraints": {"minimum": -180, "maximum": 180}},
    {"name": "population", "type": "integer", "description": "inhabitants",
     "constraints": {"minimum": 0}},
    {"name": "geonames", "type": "string", "description": "GeoNames number"},
    {"name": "wikidata", "type": "string", "description": "Wikidata item"},
]  # fmt: skip


def datapackage(
    name: str,
    title: str,
    files: Iterable[Path],
    sources: Iterable[Mapping[str, Any]],
    *,
    with_features: bool = False,
) -> str:
    """The text of datapackage.json.

    Args:
        name: of the package, in lower case without spaces.
        title: says what it is, in English.
        files: names.csv and places.csv as they were written, for their sizes and hashes.
        sources: of every source that a row names, `title` ("key: what it is") and maybe `path`.
        with_features: whether every place has a feature.
    """
    place_fields = [dict(column) for column in _PLACE_FIELDS]
    if not with_features:
        del place_fields[1]["constraints"]
    fields = {"names": _NAME_FIELDS, "places": place_fields}
    keys: dict[str, dict[str, object]] = {
        "names": {
            "foreignKeys": [
                {
                    "fields": "place_id",
                    "reference": {"resource": "places", "fields": "place_id"},
                }
            ]
        },
        "places": {"primaryKey": "place_id"},
    }
    package = {
        "name": name,
        "title": title,
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": file.stem,
                "path": file.name,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": file.stat().st_size,
                "hash": f"sha256:{sha256(file)}",
                "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
                "schema": {
                    "fields": fields[file.stem],
                    "missingValues": [""],
                    **keys[file.stem],
                },
            }
            for file in files
        ],
        "sources": list(sources),
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def sha256(file: Path) -> str:
    """The digest of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
