"""Describes data/ to machines: a Frictionless data package."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from tools.build.rows import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.build.sources import Described

__all__ = ["datapackage"]

_PLACE_ID = {"type": "string", "constraints": {"required": True}}
_NAME_FIELDS = [
    {"name": "place_id", **_PLACE_ID, "description": "id of the place in places.csv, a CURIE"},
    {"name": "name", "type": "string", "constraints": {"required": True},
     "description": "the name, in NFC"},
    {"name": "lang", "type": "string", "constraints": {"required": True},
     "description": "BCP 47 tag; und-… where the language is not evidenced"},
    {"name": "kind", "type": "string", "constraints": {"required": True, "enum": list(KINDS)},
     "description": "what the name is to the place"},
    {"name": "from", "type": "string", "description": "first year of use, EDTF"},
    {"name": "to", "type": "string", "description": "last year of use, EDTF"},
    {"name": "source", "type": "string", "constraints": {"required": True},
     "description": "key of a source"},
]  # fmt: skip
_PLACE_FIELDS = [
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


def datapackage(files: Iterable[Path], sources: Iterable[Described]) -> str:
    """The text of datapackage.json.

    Args:
        files: names.csv and places.csv as they were written, for their sizes and hashes.
        sources: every source that a row names.
    """
    fields = {"names": _NAME_FIELDS, "places": _PLACE_FIELDS}
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
        "name": "toponyms",
        "title": "Place names of Azerbaijan, Armenia, Georgia and Russia",
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
                "hash": f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}",
                "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
                "schema": {
                    "fields": fields[file.stem],
                    "missingValues": [""],
                    **keys[file.stem],
                },
            }
            for file in files
        ],
        "sources": [
            {"title": f"{source.key}: {source.title or source.publisher}"}
            | ({"path": source.url} if source.url else {})
            for source in sources
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"
