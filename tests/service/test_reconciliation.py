"""The Reconciliation Service API, asked as OpenRefine asks."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.service.test_json_api import problem

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ENTITY = {"id", "name"}


def reconcile(client: TestClient, queries: dict[str, Any], lang: str = "en") -> dict[str, Any]:
    """The answers to a batch, posted as a form."""
    response = client.post(
        "/reconcile", data={"queries": json.dumps(queries)}, headers={"accept-language": lang}
    )
    assert response.status_code == 200, response.text
    answers: dict[str, Any] = response.json()
    assert answers.keys() == queries.keys()
    for answer in answers.values():
        for one in answer["result"]:
            assert one.keys() >= {"id", "name", "score", "match", "type"}
            assert 0 <= one["score"] <= 100
            assert all(kind.keys() == ENTITY for kind in one["type"])
    return answers


def ids(answer: dict[str, Any]) -> list[str]:
    return [one["id"] for one in answer["result"]]


def matches(answer: dict[str, Any]) -> list[str]:
    return [one["id"] for one in answer["result"] if one["match"]]


class TestManifest:
    """What OpenRefine reads when the service is added."""

    def test_it_says_what_the_specification_asks_for(self, client: TestClient) -> None:
        """OpenRefine would refuse the service."""
        manifest = client.get("/reconcile").json()
        assert manifest.keys() >= {"versions", "name", "identifierSpace", "schemaSpace"}
        assert manifest["versions"] == ["0.1", "0.2"]
        assert all(kind.keys() == ENTITY for kind in manifest["defaultTypes"])
        assert "{{id}}" in manifest["view"]["url"]
        assert "{{id}}" in manifest["preview"]["url"]
        assert {type(manifest["preview"][side]) for side in ("width", "height")} == {int}
        for kind in ("entity", "property", "type"):
            assert "${id}" in manifest["suggest"][kind]["flyout_service_path"]
        for setting in manifest["extend"]["property_settings"]:
            assert setting.keys() >= {"name", "label", "type", "default"}
            assert all(one.keys() == {"value", "name"} for one in setting.get("choices", []))

    def test_every_address_in_it_answers(self, client: TestClient) -> None:
        """A menu of OpenRefine would lead nowhere."""
        manifest = client.get("/reconcile").json()
        suggest, extend = manifest["suggest"], manifest["extend"]["propose_properties"]
        addresses = [
            manifest[key]["url"].replace("{{id}}", "gn:586666") for key in ("view", "preview")
        ]
        addresses.append(extend["service_url"] + extend["service_path"])
        for kind, known in (("entity", "gn:586666"), ("type", "P"), ("property", "country")):
            one = suggest[kind]
            addresses.append(f"{one['service_url']}{one['service_path']}?prefix=po")
            flyout = one["flyout_service_path"].replace("${id}", known)
            addresses.append(one["flyout_service_url"] + flyout)
        assert {client.get(one).status_code for one in addresses} == {200}

    @pytest.mark.parametrize("lang", ["az", "hy", "ru"])
    def test_it_speaks_the_languages_of_the_region(self, client: TestClient, lang: str) -> None:
        """Users would read English, or nothing."""
        english = client.get("/reconcile").json()["defaultTypes"]
        headers = {"accept-language": f"{lang}-XX, en;q=0.5"}
        theirs = client.get("/reconcile", headers=headers).json()["defaultTypes"]
        assert [one["id"] for one in theirs] == [one["id"] for one in english]
        assert not {one["name"] for one in theirs} & {one["name"] for one in english}

    def test_pages_from_elsewhere_may_ask(self, client: TestClient) -> None:
        """A client in a browser could not use the service."""
        assert client.get("/reconcile").headers["access-control-allow-origin"] == "*"
        before = client.options("/reconcile", headers={"origin": "http://127.0.0.1:3333"})
        assert before.status_code == 204
        assert "POST" in before.headers["access-control-allow-methods"]
        told = client.post("/reconcile", data={"queries": "{"})
        assert told.headers["access-control-allow-origin"] == "*"

    def test_jsonp(self, client: TestClient) -> None:
        """OpenRefine reads manifests and suggestions so."""
        for path in ("/reconcile", "/reconcile/suggest/entity", "/reconcile/flyout/entity"):
            params = {"prefix": "Baku", "id": "gn:586666", "callback": "jQuery1_2"}
            response = client.get(path, params=params)
            assert response.headers["content-type"].startswith("text/javascript")
            call = re.fullmatch(r"/\*\*/jQuery1_2\((.*)\);", response.text)
            assert call is not None
            assert json.loads(call[1])

    @pytest.mark.parametrize("callback", ["alert(1)//", "", "a b", "x" * 200, "<script>"])
    def test_a_callback_is_a_name(self, client: TestClient, callback: str) -> None:
        """Anyone could have this address run anything."""
        problem(client.get("/reconcile", params={"callback": callback}), 422)


class TestQueries:
    """Batches."""

    def test_as_openrefine_sends_them(self, client: TestClient) -> None:
        """Its guess of types sends no type, and its own batches send `p` beside `pid`."""
        answers = reconcile(client, {
            "q0": {"query": "Шуша", "limit": 3},
            "q1": {
                "query": "Martuni",
                "type": "P",
                "type_strict": "should",
                "properties": [{"p": "land", "pid": "country", "v": "Ermənistan"}],
            },
            "q2": {"query": "Springfield"},
            "q3": {"query": ""},
        })  # fmt: skip
        assert matches(answers["q0"]) == ["gn:147105"]
        assert {one.partition(":")[0] for one in ids(answers["q1"])} == {"gn"}
        assert not answers["q2"]["result"]
        assert not answers["q3"]["result"]

    def test_get_and_post_agree(self, client: TestClient) -> None:
        """0.1 clients ask by GET."""
        queries = {"q0": {"query": "Gəncə"}, "q1": {"query": "Janyatag"}}
        got = client.get("/reconcile", params={"queries": json.dumps(queries)}).json()
        assert got == reconcile(client, queries)

    @pytest.mark.parametrize("name", ["Janyatag", "Martuni", "Canjatagh", "Springfield", "Şuşa"])
    def test_a_match_is_what_the_resolver_matched(self, client: TestClient, name: str) -> None:
        """OpenRefine matches without asking anyone where `match` says so."""
        said = client.get("/api/lookup", params={"q": name}).json()
        answer = reconcile(client, {"q": {"query": name}})["q"]
        assert ids(answer) == [one["place_id"] for one in said["candidates"]]
        assert matches(answer) == ([said["place_id"]] if said["status"] == "matched" else [])
        assert [one["score"] for one in answer["result"]] == [
            pytest.approx(100 * one["score"], abs=0.01) for one in said["candidates"]
        ]

    @pytest.mark.parametrize(
        "value", ["AM", "am", "Armenia", "Հայաստան", {"id": "iso:AM"}, ["Армения"]]
    )
    def test_a_country_in_any_form(self, client: TestClient, value: object) -> None:
        """A column of countries would have to be coded first."""
        query = {"query": "Martuni", "properties": [{"pid": "country", "v": value}]}
        answer = reconcile(client, {"q": query})["q"]
        assert "gn:146969" not in ids(answer)
        assert ids(answer)

    def test_near_by_one_column_or_two(self, client: TestClient) -> None:
        """Coordinates stand in tables in both ways."""
        one = [{"pid": "near", "v": "39.79,47.11"}]
        two = [{"pid": "lat", "v": 39.79}, {"pid": "lon", "v": "47.11"}]
        answers = reconcile(client, {
            key: {"query": "Martuni", "properties": said, "type": "P"}
            for key, said in (("one", one), ("two", two))
        })  # fmt: skip
        assert answers["one"] == answers["two"]
        assert ids(answers["one"])[0] == "gn:146969"

    @pytest.mark.parametrize("value", ["Narnia", "", None, [], 5, "999,999"])
    def test_values_of_no_use_count_as_not_known(self, client: TestClient, value: object) -> None:
        """One odd cell would lose a whole batch."""
        said = [{"pid": pid, "v": value} for pid in ("country", "within", "near", "unheard")]
        answer = reconcile(client, {"q": {"query": "Şuşa", "properties": said}})["q"]
        assert "gn:147105" in ids(answer)

    def test_types(self, client: TestClient) -> None:
        """A district would be taken for its town."""
        queries = {
            "P": {"query": "Füzuli", "type": "P"},
            "A": {"query": "Füzuli", "type": ["A"]},
            "any": {"query": "Füzuli", "type": ["A", "P"], "type_strict": "any"},
            "hint": {"query": "Şuşa", "type": "H", "type_strict": "should"},
            "strict": {"query": "Şuşa", "type": "H", "type_strict": "any"},
        }
        answers = reconcile(client, queries)
        kinds = {
            key: {one["type"][0]["id"] for one in answer["result"]}
            for key, answer in answers.items()
        }
        assert kinds["P"] == {"P"}
        assert kinds["A"] == {"A"}
        assert kinds["any"] == {"A", "P"}
        # A place of another kind may be shown, but nobody has said that it is right.
        assert kinds["hint"]
        assert not matches(answers["hint"])
        assert not answers["strict"]["result"]

    def test_an_id_is_its_place(self, client: TestClient) -> None:
        """Ids that stand in a table already could not be used."""
        answer = reconcile(client, {"q": {"query": "gn:586666"}})["q"]
        assert matches(answer) == ["gn:586666"]

    def test_names_by_language(self, client: TestClient) -> None:
        """Users would read another language than their own."""
        for lang, name in (("az", "Canyataq"), ("hy", "Ճանկաթաղ"), ("ru", "Джанятаг / Чанкатах")):
            answer = reconcile(client, {"q": {"query": "Janyatag"}}, lang)["q"]
            assert answer["result"][0]["name"] == name

    @pytest.mark.parametrize(
        ("queries", "field"),
        [
            ([], "queries"),
            ({"q": 5}, "queries.q"),
            ({"q": {"query": 5}}, "queries.q.query"),
            ({"q": {"query": "x", "limit": -1}}, "queries.q.limit"),
            ({"q": {"query": "x", "properties": 5}}, "queries.q.properties"),
            ({"q": {"query": "x", "properties": [5]}}, "queries.q.properties[0]"),
        ],
    )
    def test_a_slip_is_told(self, client: TestClient, queries: object, field: str) -> None:
        """A developer would see empty results."""
        response = client.post("/reconcile", data={"queries": json.dumps(queries)})
        assert problem(response, 422)["field"] == field

    def test_the_oldest_form(self, client: TestClient) -> None:
        """0.1 had single queries, as text or as JSON."""
        for query in ("Şuşa", json.dumps({"query": "Şuşa", "limit": 1})):
            answer = client.get("/reconcile", params={"query": query}).json()
            assert ids(answer)[0] == "gn:147105"


class TestExtend:
    """Columns that OpenRefine adds."""

    def test_values_of_places(self, client: TestClient) -> None:
        """Reconciled columns could not be enriched."""
        offered = client.get("/reconcile/properties?type=P").json()["properties"]
        asked: dict[str, Any] = {
            "ids": ["gn:586666", "gn:682725", "gn:0"],
            "properties": [{"id": one["id"]} for one in offered],
        }
        answer = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
        assert [one["id"] for one in answer["meta"]] == [one["id"] for one in offered]
        assert answer["rows"].keys() == set(asked["ids"])
        for row in answer["rows"].values():
            assert row.keys() == {one["id"] for one in offered}
            for values in row.values():
                assert all(one.keys() in ({"str"}, {"int"}, {"float"}, ENTITY) for one in values)
        row = answer["rows"]["gn:586666"]
        assert row["name_az"] == [{"str": "Canyataq"}]
        assert row["country"] == [{"id": "iso:AZ", "name": "Azerbaijan"}]
        assert row["lat"] == [{"float": 40.13989}]
        assert not any(answer["rows"]["gn:0"].values())

    def test_settings(self, client: TestClient) -> None:
        """What a user sets would be ignored."""
        armenian = {"lang": "hy", "limit": "1"}
        system = {"system": "alalc-hye-Armn-Latn-2022"}
        asked = {
            "ids": ["gn:586666"],
            "properties": [
                {"id": "names", "settings": armenian},
                {"id": "romanization", "settings": system},
            ],
        }
        row = client.get("/reconcile", params={"extend": json.dumps(asked)}).json()["rows"]
        assert len(row["gn:586666"]["names"]) == 1
        assert row["gn:586666"]["romanization"] == [{"str": "Chankatʻagh"}]

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ({"properties": []}, "extend.ids"),
            ({"ids": [5], "properties": []}, "extend.ids"),
            ({"ids": [], "properties": [{"id": "x"}]}, "extend.properties[0].id"),
            ({"ids": [], "properties": [{"id": "lat", "settings": {"limit": "x"}}]},
             "extend.properties[0].settings.limit"),
        ],
    )  # fmt: skip
    def test_a_slip_is_told(self, client: TestClient, asked: object, field: str) -> None:
        """A developer would see empty columns."""
        response = client.post("/reconcile", data={"extend": json.dumps(asked)})
        assert problem(response, 422)["field"] == field


class TestSuggest:
    """What is offered while a user types."""

    @pytest.mark.parametrize("prefix", ["Canyat", "Ճանկաթ", "gn:586666"])
    def test_entities(self, client: TestClient, prefix: str) -> None:
        """A cell could not be matched by hand."""
        found = client.get("/reconcile/suggest/entity", params={"prefix": prefix}).json()
        assert found["result"][0].keys() >= {*ENTITY, "description", "notable"}
        assert "gn:586666" in ids(found)

    def test_the_next_ones(self, client: TestClient) -> None:
        """Only the first ten places of a beginning could be chosen."""
        first, second = (
            client.get(f"/reconcile/suggest/entity?prefix=ba&limit=5&cursor={cursor}").json()
            for cursor in (0, 5)
        )
        assert len({*ids(first), *ids(second)}) == 10

    def test_properties_by_name_in_any_language(self, client: TestClient) -> None:
        """A column of countries could not be mapped."""
        headers = {"accept-language": "ru"}
        found = client.get("/reconcile/suggest/property?prefix=стран", headers=headers).json()
        assert "country" in ids(found)


class TestPreview:
    """What OpenRefine shows in a frame."""

    def test_it_may_be_framed_and_runs_nothing(self, client: TestClient) -> None:
        """OpenRefine would show an empty box."""
        response = client.get("/reconcile/preview?id=gn:586666")
        policy = response.headers["content-security-policy"]
        assert "frame-ancestors *" in policy
        assert "unsafe" not in policy
        assert "x-frame-options" not in response.headers
        assert "<script" not in response.text
        for shown in ("Canyataq", "Ճանկաթաղ", "Чанкатах", "Janyatag", "<svg"):
            assert shown in response.text

    def test_its_styles_are_those_that_the_policy_allows(self, client: TestClient) -> None:
        """It would stand there without any style."""
        from toponyms.markup import style_hash

        response = client.get("/reconcile/preview?id=gn:586666")
        sheets = re.findall("<style>(.*?)</style>", response.text, re.DOTALL)
        assert sheets
        for sheet in sheets:
            assert style_hash(sheet) in response.headers["content-security-policy"]

    def test_a_place_that_there_is_not(self, client: TestClient) -> None:
        """A page would be made of nothing, or of what was sent."""
        problem(client.get("/reconcile/preview?id=<script>"), 404)
