"""What programs get from the API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from toponyms_cli.lookup_view import LookupView

import toponyms
from toponyms.text.scripts import main_script
from toponyms.transliteration import systems

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from toponyms import Gazetteer, Resolver

JSON_LINES = {"content-type": "application/x-ndjson"}
CSV = "id,location\n1,Janyatag\n2,Шуша\n3,Nowhereville\n"


def problem(response: Any, status: int) -> dict[str, Any]:
    """The problem that a refused request was told."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["detail"]
    return told


@pytest.mark.parametrize("name", ["Janyatag", "Ճանկաթաղ", "Martuni", "Nowhereville", ""])
def test_a_lookup_says_what_the_command_says(
    client: TestClient, default_gazetteer: Gazetteer, default_resolver: Resolver, name: str
) -> None:
    """A program would have to be rewritten when it moves from one to the other."""
    said = client.get("/api/lookup", params={"q": name, "explain": "1"}).json()
    view = LookupView(default_gazetteer, explain=True)
    expected = view.record(default_resolver.resolve(name))
    for mine, theirs in zip(said["candidates"], expected["candidates"], strict=True):
        assert mine.items() >= theirs.items()
    assert {**said, "candidates": []} == {**expected, "candidates": []}


def test_candidates_carry_their_names(client: TestClient) -> None:
    """The page would show one side's name only."""
    asked = {"q": "Janyatag", "names": "1"}
    (found,) = client.get("/api/lookup", params=asked).json()["candidates"]
    named = {(name["text"], name["lang"], name["kind"]) for name in found["names"]}
    assert {("Canyataq", "az", "preferred"), ("Ճանկաթաղ", "hy", "preferred")} <= named
    assert found["name_lang"] == "en"
    assert found["unit"]["names"]["az"] == "Tərtər"


def test_context_decides(client: TestClient) -> None:
    """Filters would be read and not applied."""

    def first(**context: str) -> str:
        params = {"q": "Martuni", **context}
        return str(client.get("/api/lookup", params=params).json()["candidates"][0]["country"])

    assert first(country="AM") == "AM"
    assert first(country="AZ") == "AZ"
    assert first(near="39.79,47.11") == "AZ"


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({}, "q"),
        ({"q": "x", "contry": "AZ"}, "contry"),
        ({"q": "x", "country": "AZE"}, "country"),
        ({"q": "x", "near": "91,0"}, "near"),
        ({"q": "x", "near": "nan,0"}, "near"),
        ({"q": "x", "within": "gn:0"}, "within"),
        ({"q": "x", "feature": "Q"}, "feature"),
        ({"q": "x", "lang": "Azerbaijani language"}, "lang"),
        ({"q": "x", "limit": "0"}, "limit"),
        ({"q": "x", "limit": "1e9"}, "limit"),
        ({"q": "x", "explain": "perhaps"}, "explain"),
        ({"q": "x" * 501}, "q"),
    ],
)
def test_a_slip_is_told_by_its_field(
    client: TestClient, params: dict[str, str], field: str
) -> None:
    """A filter that was misspelled would give a wrong answer."""
    assert problem(client.get("/api/lookup", params=params), 422)["field"] == field


def test_many_names_each_with_a_context(client: TestClient) -> None:
    """Names of a table with a column of countries could not be asked for at once."""
    queries = ["Шуша", {"query": "Martuni", "country": "AM"}, {"query": "Martuni", "country": "AZ"}]
    results = client.post("/api/resolve", json={"queries": queries, "limit": 1}).json()["results"]
    assert [one["query"] for one in results] == ["Шуша", "Martuni", "Martuni"]
    assert [one["candidates"][0]["country"] for one in results] == ["AZ", "AM", "AZ"]


def test_answers_have_all_names_only_if_asked_to(client: TestClient) -> None:
    """A batch of ten names would be answered by a third of a megabyte that few look at."""
    looked_up = client.get("/api/lookup?q=Baku&names=1&limit=1").json()
    names = looked_up["candidates"][0].pop("names")
    assert looked_up == client.get("/api/lookup?q=Baku&limit=1").json()
    assert {name["lang"] for name in names} >= {"az", "hy", "ru", "en"}
    body: dict[str, Any] = {"queries": ["Baku"]}
    for asked, lines in ((body, b'"Baku"'), ({**body, "names": False}, b'{"query": "Baku"}')):
        (short,) = client.post("/api/resolve", json=asked).json()["results"]
        streamed = client.post("/api/resolve", content=lines, headers=JSON_LINES).json()
        assert short["candidates"][0] == streamed["candidates"][0] == looked_up["candidates"][0]
    (whole,) = client.post("/api/resolve", json={**body, "names": True}).json()["results"]
    streamed = client.post("/api/resolve?names=1", content=b'"Baku"', headers=JSON_LINES).json()
    assert whole["candidates"][0]["names"] == streamed["candidates"][0]["names"] == names


def test_a_slip_in_a_batch_is_told_by_its_place(client: TestClient) -> None:
    """Whoever sent a thousand names would not know which one is wrong."""
    queries = ["Şuşa", {"query": "Martuni", "country": 5}]
    told = problem(client.post("/api/resolve", json={"queries": queries}), 422)
    assert told["field"] == "queries[1].country"


def test_lines_are_answered_line_by_line(client: TestClient) -> None:
    """One bad line would lose the others, or shift them."""
    lines = '"Baku"\n\nno json\n{"query": "Шуша"}\n{"name": "x"}\n["x"]\n"Gəncə"'.encode()
    response = client.post("/api/resolve?limit=1", content=lines, headers=JSON_LINES)
    records = [json.loads(line) for line in response.text.splitlines()]
    assert [one.get("query") or one["error"]["status"] for one in records] == [
        "Baku", 400, "Шуша", 422, 422, "Gəncə",
    ]  # fmt: skip


def test_find_gives_offsets_in_code_points(client: TestClient) -> None:
    """Marks would be off in any text with emoji or old scripts."""
    text = "😀 От Шуши до Агдама"
    mentions = client.post("/api/find", json={"text": text}).json()["mentions"]
    assert [text[one["start"] : one["end"]] for one in mentions] == ["Шуши", "Агдама"]
    assert mentions[0]["place_id"] == "gn:147105"


def test_find_refuses_an_unknown_language(client: TestClient) -> None:
    """It would find nothing and not say why."""
    told = problem(client.post("/api/find", json={"text": "x", "langs": ["xx"]}), 422)
    assert told["field"] == "langs"


def test_transliterate_agrees_with_the_library(client: TestClient) -> None:
    """The same text would be written in two ways."""
    system = "alalc-hye-Armn-Latn-2022"
    body = {"text": "Ճանկաթաղ", "system": system}
    there = client.post("/api/transliterate", json=body).json()
    assert there == {
        "source": "Ճանկաթաղ",
        "result": toponyms.transliterate("Ճանկաթաղ", system),
        "system": system,
    }
    back = {"text": there["result"], "system": system, "reverse": True}
    assert client.post("/api/transliterate", json=back).json()["result"] == "Ճանկաթաղ"
    many = {"texts": ["Шуша", "Ճանկաթաղ"]}
    results = client.post("/api/transliterate", json=many).json()["results"]
    # Either may be written so: no language is guessed.
    assert [one["system"] is None for one in results] == [True, False]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": "x", "texts": []}, "texts"),
        ({"text": "x", "system": "nope"}, "system"),
        ({"text": "x", "reverse": True}, "reverse"),
        ({"text": "x", "system": "alalc-hye-Armn-Latn-2022", "options": ["nope"]}, "options"),
    ],
)
def test_a_slip_in_transliteration_is_told(
    client: TestClient, body: dict[str, Any], field: str
) -> None:
    """It would be ignored."""
    assert problem(client.post("/api/transliterate", json=body), 422)["field"] == field


def test_systems_can_be_chosen_by_language(client: TestClient) -> None:
    """The page could not offer those that read a text."""
    every = client.get("/api/systems").json()["systems"]
    assert {one["id"] for one in every} == {one.id for one in systems()}
    some = client.get("/api/systems?lang=hy").json()["systems"]
    assert {one["language"] for one in some} == {"hy"}


def test_a_place_by_its_id(client: TestClient) -> None:
    """A link to a place would lead nowhere."""
    place = client.get("/api/places/gn:586666").json()
    assert (place["place_id"], place["country"]) == ("gn:586666", "AZ")
    problem(client.get("/api/places/gn:0"), 404)
    problem(client.get("/api/places/..%2F..%2Fetc%2Fpasswd"), 404)


@pytest.mark.parametrize("prefix", ["Canyat", "Ճանկաթ", "Чанката", "Джанят", "Chankat"])
def test_suggestions_in_any_script(client: TestClient, prefix: str) -> None:
    """Whoever types in another script would see nothing until the name is whole."""
    found = client.get("/api/suggest", params={"prefix": prefix}).json()["suggestions"]
    names = {one["place_id"]: one["name"] for one in found}
    assert "gn:586666" in names
    assert main_script(names["gn:586666"]) == main_script(prefix)


@pytest.mark.parametrize("prefix", ["", "!", "\u202e", "qzxqzx"])
def test_nothing_begins_so(client: TestClient, prefix: str) -> None:
    """An empty beginning would mean every place."""
    assert client.get("/api/suggest", params={"prefix": prefix}).json() == {"suggestions": []}


def test_a_map_shows_the_places(client: TestClient) -> None:
    """The page would have no map."""
    svg = client.get("/api/map.svg?ids=gn:586666,gn:147105&lang=az")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "Canyataq" in svg.text
    assert "Şuşa" in svg.text
    problem(client.get("/api/map.svg?ids=gn:0"), 404)
    assert problem(client.get("/api/map.svg"), 422)["field"] == "ids"


class TestColumns:
    """`/api/columns`."""

    @pytest.fixture(autouse=True)
    def _needs(self) -> None:
        pytest.importorskip("pyarrow")

    def _post(self, client: TestClient, content: bytes, name: str = "a.csv", **data: str) -> Any:
        headers = {"accept": data.pop("accept", "*/*")}
        return client.post(
            "/api/columns", files={"file": (name, content)}, data=data, headers=headers
        )

    def test_it_tells_the_columns(self, client: TestClient) -> None:
        """Nobody could choose one."""
        assert self._post(client, CSV.encode()).json() == {"columns": ["id", "location"]}

    def test_it_answers_the_table_and_the_summary(self, client: TestClient) -> None:
        """The download would be something else than the command writes."""
        response = self._post(client, CSV.encode(), column="location", lang="az")
        lines = response.text.splitlines()
        assert lines[0].startswith("id,location,place_id,place_name,")
        assert lines[1].startswith("1,Janyatag,gn:586666,Canyataq,")
        summary = json.loads(response.headers["toponyms-summary"])
        assert summary["rows"]["matched"] == 2
        assert summary["unmatched"] == [{"name": "Nowhereville", "rows": 1}]
        whole = self._post(client, CSV.encode(), column="location", accept="application/json")
        assert whole.json()["summary"]["rows"] == summary["rows"]
        assert whole.json()["name"] == "a.ids.csv"

    def test_it_reads_old_encodings(self, client: TestClient) -> None:
        """A file from an old office program would come back as question marks."""
        table = "id;место\n1;Шуша\n2;Степанакерт\n".encode("windows-1251")
        lines = self._post(client, table, column="место").text.splitlines()
        assert "Степанакерт" in lines[2]
        assert "gn:" in lines[2]

    def test_a_wrong_column_is_told(self, client: TestClient) -> None:
        """The reason would be lost."""
        told = problem(self._post(client, CSV.encode(), column="locaton"), 422)
        assert told["field"] == "column"
        assert "'location'" in told["detail"]

    @pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b'a\n"b\n'])
    def test_what_is_no_table_is_told_without_a_path(
        self, client: TestClient, content: bytes
    ) -> None:
        """A stranger would learn where this machine keeps its files."""
        response = self._post(client, content, column="a")
        assert response.status_code in (200, 422)
        assert "/tmp" not in response.text
        assert "toponyms-" not in response.text

    def test_the_name_of_a_file_is_only_a_name(self, client: TestClient) -> None:
        """An upload could be written anywhere."""
        response = self._post(client, CSV.encode(), "../../../x\r\ny: z.csv", column="location")
        assert response.status_code == 200
        assert "y" not in response.headers
