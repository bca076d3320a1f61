"""What the Reconciliation Service API 0.2 demands of answers, from the text of the specification.

See https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "assert_extension",
    "assert_manifest",
    "assert_result_batch",
    "assert_suggestions",
]


def assert_manifest(manifest: dict[str, Any]) -> None:
    """Section 3.1, and those on previews (5.1), suggestions (6.1) and data extension (7.1)."""
    assert "0.2" in manifest["versions"]
    for field in ("name", "identifierSpace", "schemaSpace"):
        assert_text(manifest[field])
    for field in ("documentation", "logo", "serviceVersion"):
        assert_text(manifest[field])
    for kind in manifest["defaultTypes"]:
        assert_named(kind)
    assert unlike(manifest["defaultTypes"])
    assert type(manifest["batchSize"]) is int
    for template in (manifest["view"], manifest["preview"]):
        assert "{{id}}" in template["url"]
    for side in ("width", "height"):
        assert type(manifest["preview"][side]) is int
    assert manifest["suggest"].keys() <= {"entity", "property", "type"}
    for one in manifest["suggest"].values():
        for field in ("service_url", "service_path", "flyout_service_url"):
            assert_text(one[field])
        assert "${id}" in one["flyout_service_path"]
    for field in ("service_url", "service_path"):
        assert_text(manifest["extend"]["propose_properties"][field])
    for setting in manifest["extend"]["property_settings"]:
        _assert_setting(setting)


def _assert_setting(setting: dict[str, Any]) -> None:
    for field in ("name", "label", "help_text"):
        assert_text(setting[field])
    kinds = {"number": (int, float), "text": (str,), "checkbox": (bool,), "select": (str,)}
    assert type(setting["default"]) in kinds[setting["type"]]
    choices = setting.get("choices", [])
    assert bool(choices) == (setting["type"] == "select")
    for choice in choices:
        assert_text(choice["value"])
        assert_text(choice["name"])


def assert_result_batch(answers: dict[str, Any], queries: dict[str, Any]) -> None:
    """Section 4.2: the answers to a batch, by its keys."""
    assert answers.keys() == queries.keys()
    for key, answer in answers.items():
        candidates = answer["result"]
        assert len(candidates) <= queries[key].get("limit", 10)
        assert unlike(candidates)
        scores = [one["score"] for one in candidates]
        assert scores == sorted(scores, reverse=True)
        for one in candidates:
            _assert_candidate(one)
        # What is matched is the first, and the only one.
        assert not any(one["match"] for one in candidates[1:])


def _assert_candidate(candidate: dict[str, Any]) -> None:
    assert_named(candidate, "description", "type", "score", "match", "features")
    assert_text(candidate["description"])
    for kind in candidate["type"]:
        assert_named(kind)
    assert type(candidate["match"]) is bool
    # How high it may be is not in the specification: the README of OpenRefine says 100.
    assert 0 <= candidate["score"] <= 100
    features = candidate.get("features", [])
    assert unlike(features)
    for feature in features:
        assert feature.keys() == {"id", "value"}
        assert_text(feature["id"])
        assert type(feature["value"]) in (bool, int, float)


def assert_suggestions(answer: dict[str, Any]) -> None:
    """Section 6.3."""
    # `cursor` is what OpenRefine reads beside it.
    assert answer.keys() <= {"result", "cursor"}
    assert unlike(answer["result"])
    for one in answer["result"]:
        assert_named(one, "description", "notable")
        for kind in one.get("notable", []):
            assert_named(kind)


def assert_extension(answer: dict[str, Any], asked: dict[str, Any]) -> None:
    """Section 7.4: a row for each place, with a list of values for each property."""
    assert answer.keys() == {"meta", "rows"}
    wanted = [one["id"] for one in asked["properties"]]
    assert [one["id"] for one in answer["meta"]] == wanted
    for one in answer["meta"]:
        assert_named(one, "type")
        assert_named(one.get("type", one), "type")
    assert answer["rows"].keys() == set(asked["ids"])
    for row in answer["rows"].values():
        assert row.keys() == set(wanted)
        for value in (value for values in row.values() for value in values):
            _assert_value(value)


def _assert_value(value: dict[str, Any]) -> None:
    if "id" in value:
        assert_named(value)
        return
    ((kind, content),) = value.items()
    assert type(content) in {"str": (str,), "int": (int,), "float": (int, float)}[kind]


def assert_named(one: dict[str, Any], *more: str) -> None:
    """An entity, a type or a property: an id and a name, neither of them empty."""
    assert {"id", "name"} <= one.keys() <= {"id", "name", *more}
    assert_text(one["id"])
    assert_text(one["name"])


def assert_text(text: object) -> None:
    assert isinstance(text, str)
    assert text


def unlike(listed: list[dict[str, Any]]) -> bool:
    """Whether each has an id of its own."""
    return len({one["id"] for one in listed}) == len(listed)
