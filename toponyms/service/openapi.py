"""The description of the JSON API (OpenAPI 3.1), from one table of what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms import __version__
from toponyms.mentions.languages import LANGUAGES
from toponyms.service.problems import PROBLEM_TYPE
from toponyms.transliteration import systems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.service.limits import Limits

    Schema = Mapping[str, Any]

__all__ = ["description"]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}
_FLAG: Schema = {"type": "boolean"}
_STATUS: Schema = {"enum": ["matched", "ambiguous", "unmatched"]}
_LANG: Schema = {
    "type": "string",
    "pattern": "^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$",
    "maxLength": 35,
    "description": "A BCP 47 tag, such as az-Cyrl.",
}
_NEAR: Schema = {
    "type": "string",
    "pattern": "^(-?[0-8]?[0-9](\\.[0-9]{1,9})?,-?(1[0-7]|[0-9])?[0-9](\\.[0-9]{1,9})?)?$",
    "description": "Latitude and longitude in degrees; nearer places are preferred.",
}
_WITHIN: Schema = {
    "type": "string",
    "description": "The id of a country or first-level unit; places outside are left out.",
}
_FEATURE: Schema = {
    "type": "string",
    "pattern": "^([AHLPRSTUVahlprstuv](\\.[A-Za-z0-9]{0,10})?)?$",
    "description": "A GeoNames class or code, such as P.PPL; other places are left out.",
}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(properties: Mapping[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": required}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _commas(one: str) -> Schema:
    """A text with commas between parts that a regular expression describes."""
    return {"type": "string", "pattern": f"^({one}(, ?{one}){{0,99}})?$"}


def _words(choices: Sequence[str]) -> Schema:
    """Some of a few words, as a list or with commas between them."""
    if not choices:
        return {"enum": ["", []]}
    listed = {"type": "array", "items": {"enum": list(choices)}, "maxItems": 100}
    return {"anyOf": [_commas(f"({'|'.join(choices)})"), listed]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_COUNTRY: Schema = {
    **_commas("[A-Za-z]{2}"),
    "description": "ISO 3166-1 alpha-2, several with commas; other places are left out.",
}
_FACTS: dict[str, Schema] = {
    "feature": _TEXT,
    "country": _TEXT,
    "lat": _maybe(_NUMBER),
    "lon": _maybe(_NUMBER),
}
_MORE_FACTS: dict[str, Schema] = {
    **_FACTS,
    "admin1": _TEXT,
    "population": _maybe({"type": "integer"}),
    "geonames": _TEXT,
    "wikidata": _TEXT,
    "unit": _maybe(_ref("Unit")),
}
_NAMES: dict[str, Schema] = {"names": _list(_ref("Name"))}
_MET: dict[str, Schema] = {
    "place_id": _TEXT,
    "name": _TEXT,
    "score": {"type": "number", "minimum": 0, "maximum": 1},
    "method": {"enum": ["exact", "folded", "sound", "similar"]},
}
_STEPS: Schema = _list(_object({"name": _TEXT, "result": _TEXT}))
_SCHEMAS: dict[str, Schema] = {
    "Problem": _object(
        {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "field": _TEXT,
        },
        optional=("field",),
    ),
    "Labels": {"type": "object", "additionalProperties": _maybe(_TEXT)},
    "Unit": _object({"place_id": _TEXT, "names": _ref("Labels")}),
    "Name": _object(dict.fromkeys(("text", "lang", "kind", "from", "to", "source"), _TEXT)),
    "Candidate": _object(
        {**_MET, **_MORE_FACTS, "name_lang": _TEXT, "name_kind": _TEXT, **_NAMES},
        optional=("names",),
    ),
    "Resolution": _object(
        {
            "query": _TEXT,
            "status": _STATUS,
            "place_id": _maybe(_TEXT),
            "name": _maybe(_TEXT),
            "score": _NUMBER,
            "method": _maybe(_TEXT),
            "feature": _maybe(_TEXT),
            "country": _maybe(_TEXT),
            "lat": _maybe(_NUMBER),
            "lon": _maybe(_NUMBER),
            "names": _maybe(_ref("Labels")),
            "candidates": _list(_ref("Candidate")),
            "steps": _STEPS,
        },
        optional=("steps",),
    ),
    "Mention": _object(
        {
            "start": {"type": "integer"},
            "end": {"type": "integer"},
            "text": _TEXT,
            "status": _STATUS,
            "place_id": _maybe(_TEXT),
            "name": _maybe(_TEXT),
            "score": _NUMBER,
            "lat": _maybe(_NUMBER),
            "lon": _maybe(_NUMBER),
            "country": _maybe(_TEXT),
            "names": _maybe(_ref("Labels")),
            "candidates": _list(_object({**_MET, **_FACTS})),
            "steps": _STEPS,
        },
        optional=("steps",),
    ),
    "Place": _object({"place_id": _TEXT, "name": _maybe(_TEXT), **_MORE_FACTS, **_NAMES}),
    "Suggestion": _object({
        "place_id": _TEXT,
        "name": _TEXT,
        "name_lang": _TEXT,
        **_FACTS,
        "unit": _maybe(_ref("Unit")),
    }),
    "Conversion": _object({"source": _TEXT, "result": _TEXT, "system": _maybe(_TEXT)}),
    "System": _object({
        **dict.fromkeys(
            ("id", "name", "language", "source_script", "target_script", "target_language",
             "authority", "title", "source", "purpose"),
            _TEXT,
        ),
        "short": _list(_TEXT),
        "reversible": _FLAG,
        "usual": _FLAG,
        "year": {"type": "integer"},
        "loss": _list(_TEXT),
        "options": _list(_object({"name": _TEXT, "summary": _TEXT, "default": _FLAG})),
    }),
}  # fmt: skip


def description(limits: Limits, units: Sequence[str] = ()) -> dict[str, Any]:
    """The description, with the limits that hold.

    Args:
        limits: what a request may ask for.
        units: ids of the countries and first-level units; empty leaves them out.

    >>> from toponyms.service.limits import Limits
    >>> sorted(description(Limits())["paths"])[:3]
    ['/api/columns', '/api/find', '/api/lookup']
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "toponyms",
            "version": __version__,
            "description": "Tells which place a name means, in any script or spelling.",
        },
        "paths": _paths(limits, units),
        "components": {"schemas": _SCHEMAS},
    }


def _paths(limits: Limits, units: Sequence[str]) -> dict[str, Any]:
    name: Schema = {"type": "string", "maxLength": limits.name}
    text: Schema = {"type": "string", "maxLength": limits.text}
    flag: Schema = {"enum": ["true", "false", "1", "0"]}
    most: Schema = {"type": "integer", "minimum": 1, "maximum": limits.candidates, "default": 10}
    size: Schema = {"type": "integer", "minimum": 100, "maximum": 2000}
    within: Schema = {**_WITHIN, "enum": ["", *units]} if units else _WITHIN
    context: dict[str, Schema] = {
        "near": _NEAR,
        "country": _COUNTRY,
        "within": within,
        "feature": _FEATURE,
    }
    asked: dict[str, Schema] = {"lang": _LANG, "limit": most, **context}
    # In JSON a point and several countries may be lists as well, and null is as if not said.
    point: Schema = {
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -90, "maximum": 90},
            {"type": "number", "minimum": -180, "maximum": 180},
        ],
        "items": False,
        "minItems": 2,
    }
    code: Schema = {"type": "string", "pattern": "^[A-Za-z]{2}$"}
    codes: Schema = {"type": "array", "items": code, "maxItems": 100}
    context_in_json: dict[str, Schema] = {
        "near": _maybe({"anyOf": [_NEAR, point]}),
        "country": _maybe({"anyOf": [_COUNTRY, codes]}),
        "within": _maybe(within),
        "feature": _maybe(_FEATURE),
    }
    asked_in_json = {"lang": _maybe(_LANG), "limit": _maybe(most), **context_in_json}
    query = _closed({"query": name}, context_in_json)
    many: Schema = {"type": "array", "items": text, "maxItems": limits.names}
    return {
        "/api/lookup": _get(
            "Which place a name means", _ref("Resolution"), {"q": name},
            {**asked, "explain": flag, "names": flag},
        ),
        "/api/resolve": _post(
            "Which places many names mean",
            _object({"results": _list(_ref("Resolution"))}),
            {"queries": {"type": "array", "items": {"anyOf": [name, query]},
                         "maxItems": limits.names}},
            {**asked_in_json, "explain": _maybe(_FLAG), "names": _maybe(_FLAG)},
        ),
        "/api/find": _post(
            "The places that a text names",
            _object({"mentions": _list(_ref("Mention"))}),
            {"text": text},
            {
                "langs": _maybe(_words(LANGUAGES)),
                "min_score": _maybe({"type": "number", "minimum": 0, "maximum": 1}),
                "explain": _maybe(_FLAG),
            },
        ),
        "/api/transliterate": _written(text, many),
        "/api/systems": _get(
            "The conversion systems", _object({"systems": _list(_ref("System"))}), {},
            {"lang": _LANG},
        ),
        "/api/places/{place_id}": _get(
            "A place with all its names", _ref("Place"), {}, {}, path="place_id"
        ),
        "/api/suggest": _get(
            "Places with names that begin so, in any script",
            _object({"suggestions": _list(_ref("Suggestion"))}),
            {"prefix": name},
            {"limit": most, **context},
        ),
        "/api/columns": _upload({"lang": _LANG, "near": _NEAR, "country": _COUNTRY,
                                 "within": within}),
        "/api/map.svg": _get(
            "An outline map of places", None,
            {"ids": {"type": "string", "minLength": 1, "description": "Ids with commas.",
                     "examples": ["gn:586666,gn:147105"]}},
            {"width": size, "height": size, "lang": _LANG, "numbers": flag,
             "uncertain": {"type": "string", "description": "Those of the ids that may be meant: "
                           "rings.", "examples": ["gn:147105"]}},
        ),
    }  # fmt: skip


def _written(text: Schema, many: Schema) -> dict[str, Any]:
    """Transliteration: what may be said depends on the system, and on how many texts there are."""
    ways: list[Schema] = []
    for name, schema in (("text", text), ("texts", many)):
        # Without a system nothing can be chosen.
        none: dict[str, Schema] = {
            "reverse": {"enum": [False, None]},
            "options": {"enum": ["", [], None]},
        }
        unsaid: Schema = {"enum": ["", None]}
        ways.append(_closed({name: schema}, {"lang": _maybe(_LANG), "system": unsaid, **none}))
        for system in systems():
            options = [one for option in system.options for one in (option, f"no-{option}")]
            ways.append(
                _closed(
                    {name: schema, "system": {"const": system.id}},
                    {
                        "lang": _maybe(_LANG),
                        "reverse": _maybe(_FLAG),
                        "options": _maybe(_words(options)),
                    },
                )
            )
    return _answering(
        "Texts in another script; without a system, by the usual romanization",
        {"anyOf": [_ref("Conversion"), _object({"results": _list(_ref("Conversion"))})]},
        {"anyOf": ways},
    )


def _closed(needed: Mapping[str, Schema], more: Mapping[str, Schema]) -> Schema:
    body = _object({**needed, **more}, optional=tuple(more))
    return {**body, "additionalProperties": False}


def _problems(*statuses: int) -> dict[str, Any]:
    content = {PROBLEM_TYPE: {"schema": _ref("Problem")}}
    said = {str(one): {"description": "Refused", "content": content} for one in statuses}
    return {**said, "default": {"description": "Refused", "content": content}}


def _get(
    summary: str,
    answer: Schema | None,
    needed: Mapping[str, Schema],
    more: Mapping[str, Schema],
    *,
    path: str = "",
) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "query", "required": name in needed, "schema": schema}
        for name, schema in {**needed, **more}.items()
    ]
    if path:
        parameters.append({"name": path, "in": "path", "required": True, "schema": _TEXT})
    content = {"image/svg+xml": {}} if answer is None else {"application/json": {"schema": answer}}
    return {
        "get": {
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": {"description": "The answer", "content": content},
                **_problems(404, 413, 422, 503),
            },
        }
    }


def _post(
    summary: str, answer: Schema, needed: Mapping[str, Schema], more: Mapping[str, Schema]
) -> dict[str, Any]:
    return _answering(summary, answer, _closed(needed, more))


def _answering(summary: str, answer: Schema, body: Schema) -> dict[str, Any]:
    return {
        "post": {
            "summary": summary,
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": body}},
            },
            "responses": {
                "200": {
                    "description": "The answer",
                    "content": {"application/json": {"schema": answer}},
                },
                **_problems(400, 408, 413, 415, 422, 503),
            },
        }
    }


def _upload(more: Mapping[str, Schema]) -> dict[str, Any]:
    file: Schema = {"type": "string", "format": "binary"}
    how = {"column": _TEXT, "delimiter": _TEXT, "encoding": {**_TEXT, "pattern": "^[ -~]*$"}}
    body = _closed({"file": file}, {**how, **more})
    kinds = ("text/csv", "text/tab-separated-values", "application/x-ndjson")
    content: dict[str, Any] = {kind: {} for kind in kinds}
    return {
        "post": {
            "summary": "A table again, with what the names in one of its columns mean",
            "description": "Without `column`, the columns of the table.",
            "requestBody": {
                "required": True,
                "content": {
                    "multipart/form-data": {
                        "schema": body,
                        "encoding": {"file": {"contentType": "text/csv"}},
                    }
                },
            },
            "responses": {
                "200": {
                    "description": "The answer",
                    "headers": {"toponyms-summary": {"schema": _TEXT}},
                    "content": {**content, "application/json": {"schema": {"type": "object"}}},
                },
                **_problems(400, 408, 413, 415, 422, 501, 503),
            },
        }
    }
