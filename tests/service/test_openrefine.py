"""The requests that OpenRefine sends, one after the other, as its source says.

`StandardReconConfig`, `GuessTypesOfColumnCommand` and `ReconciledDataExtensionJob` in its server;
`recon-manager.js`, `suggest-4_3a.js`, `cell-ui.js` and `extend-data-preview-dialog.js` in its page.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

from tests.service.specification import (
    assert_extension,
    assert_manifest,
    assert_named,
    assert_result_batch,
    assert_suggestions,
)

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from toponyms import Gazetteer

#: Its server says so, and no language.
SERVER = {
    "user-agent": "OpenRefine 3.8.2",
    "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
    "accept-encoding": "gzip, x-gzip, deflate",
}
#: Its page is shown in a browser.
PAGE = {"origin": "http://127.0.0.1:3333", "accept-language": "hy-AM,hy;q=0.9,en;q=0.8"}


def from_server(client: TestClient, field: str, content: object, path: str = "/reconcile") -> Any:
    """What its server reads: a form of one field, in which JSON stands."""
    body = urlencode({field: json.dumps(content, ensure_ascii=False)})
    response = client.post(path, content=body, headers={**SERVER, "accept-language": ""})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()


def from_page(client: TestClient, address: str, **params: str) -> Any:
    """What its page reads: by CORS, or by JSONP from services that were added so."""
    address += ("&" if "?" in address else "?") + urlencode(params)
    response = client.get(address.rstrip("?&"), headers=PAGE)
    assert response.status_code == 200, response.text
    assert response.headers["access-control-allow-origin"] == "*"
    answer = response.json()
    call = client.get(f"{address}&callback=jQuery36_17", headers=PAGE)
    padded = re.fullmatch(r"/\*\*/jQuery36_17\((.*)\);", call.text, re.DOTALL)
    assert padded is not None
    assert json.loads(padded[1]) == answer
    return answer


@pytest.fixture(scope="module")
def manifest(client: TestClient) -> dict[str, Any]:
    """What it keeps of the service once that was added."""
    kept: dict[str, Any] = from_page(client, "/reconcile")
    return kept


def test_the_service_is_added(manifest: dict[str, Any]) -> None:
    """It would be refused, or a menu would lack something."""
    assert_manifest(manifest)
    assert manifest["name"].startswith("Ադրբեջանի")


def test_the_types_of_a_column_are_guessed(client: TestClient) -> None:
    """Ten cells are sent, without a type; the types of what is found are counted."""
    cells = ["Шуша", "Գյումրի", "Bakı", "Janyatag", "Martuni", "5", "—", " Gəncə ", "a" * 200, "и"]
    queries = {f"q{number}": {"query": one, "limit": 3} for number, one in enumerate(cells)}
    answers = from_server(client, "queries", queries)
    assert_result_batch(answers, queries)
    kinds = [one["type"][0]["id"] for answer in answers.values() for one in answer["result"]]
    assert max(set(kinds), key=kinds.count) == "P"


def test_cells_are_reconciled(client: TestClient) -> None:
    """Ten cells at a time, with the type that was chosen and with other columns."""
    column = [{"pid": "country", "v": "Ermənistan"}]
    reconciled = [{"pid": "within", "v": {"id": "iso:AZ-XVD", "name": "Xocavənd"}}]
    number = [{"pid": "lat", "v": 39.79}, {"pid": "lon", "v": 47.11}]
    date = [{"pid": "country", "v": "2001-02-03T00:00:00Z"}]
    cells: list[tuple[str, list[dict[str, Any]]]] = [
        ("Martuni", column), ("Martuni", reconciled), ("Martuni", number), ("Martuni", date),
        ("Şuşa", []), ("Springfield", []), ("gn:586666", []), ("12.5", []), ("true", []), ("Σ", []),
    ]  # fmt: skip
    queries = {
        f"q{number}": {
            "query": text,
            "type": "P",
            "type_strict": "should",
            **({"properties": properties} if properties else {}),
        }
        for number, (text, properties) in enumerate(cells)
    }
    answers = from_server(client, "queries", queries)
    assert_result_batch(answers, queries)
    first = [next(iter(answer["result"]), {"id": ""}) for answer in answers.values()]
    countries = [
        client.get(f"/api/places/{one['id']}").json()["country"] if one["id"] else ""
        for one in first
    ]
    assert countries[:3] == ["AM", "AZ", "AZ"]
    assert [first[number]["match"] for number in (4, 6)] == [True, True]
    assert countries[5] == ""


def test_a_cell_is_matched_by_hand(client: TestClient, manifest: dict[str, Any]) -> None:
    """A box is typed into, more are asked for, one is looked at and taken."""
    suggest = manifest["suggest"]["entity"]
    address = suggest["service_url"] + suggest["service_path"]
    first = from_page(client, address, prefix="ba")
    assert_suggestions(first)
    assert len(first["result"]) == 10
    # «view more» is only there if the answer has a cursor.
    more = from_page(client, address, prefix="ba", cursor=str(first["cursor"]))
    assert_suggestions(more)
    seen = [one["id"] for one in first["result"] + more["result"]]
    assert len(set(seen)) == 20
    found = from_page(client, address, prefix="Ճանկաթ")
    assert "cursor" not in found
    (taken,) = found["result"]
    assert taken["name"] == "Ճանկաթաղ"
    path = suggest["flyout_service_path"].replace("${id}", quote(taken["id"], safe=""))
    flown = from_page(client, suggest["flyout_service_url"] + path)
    assert flown.keys() == {"id", "html"}
    assert flown["id"] == taken["id"]
    assert "Canyataq" in flown["html"]


def test_a_candidate_is_previewed(client: TestClient, manifest: dict[str, Any]) -> None:
    """A frame is opened; older versions do not encode the id, newer ones do."""
    for place_id in ("gn:586666", quote("gn:586666", safe="")):
        for template in (manifest["preview"], manifest["view"]):
            response = client.get(template["url"].replace("{{id}}", place_id), headers=PAGE)
            assert response.headers["content-type"] == "text/html; charset=utf-8"
            assert "frame-ancestors *" in response.headers["content-security-policy"]
            assert "x-frame-options" not in response.headers
            assert '<html lang="hy">' in response.text
            assert "<svg" in response.text


def test_types_and_properties_are_chosen(client: TestClient, manifest: dict[str, Any]) -> None:
    """Boxes offer types, and properties for other columns; each may be looked at."""
    for kind, prefix, wanted in (("type", "բնակ", "P"), ("property", "երկ", "country")):
        suggest = manifest["suggest"][kind]
        address = suggest["service_url"] + suggest["service_path"]
        # A property is asked for with the type that was chosen as `schema`.
        found = from_page(client, address, prefix=prefix, schema="P")
        assert_suggestions(found)
        assert wanted in {one["id"] for one in found["result"]}
        assert wanted in {one["id"] for one in from_page(client, address, prefix=wanted)["result"]}
        path = suggest["flyout_service_path"].replace("${id}", wanted)
        flown = from_page(client, suggest["flyout_service_url"] + path)
        assert flown["id"] == wanted
        assert flown["html"].startswith("<div>")


def test_columns_are_added(client: TestClient, manifest: dict[str, Any]) -> None:
    """Properties are proposed, set as a form says it, and asked for."""
    proposal = manifest["extend"]["propose_properties"]
    address = proposal["service_url"] + proposal["service_path"]
    for kind in ("P", ""):
        proposed = from_page(client, address, type=kind)
        assert proposed["type"] == kind
    for one in proposed["properties"]:
        assert_named(one)
    # A form says everything as text, also what was left as it is.
    form = {one["name"]: str(one["default"]) for one in manifest["extend"]["property_settings"]}
    for more in ({}, {"settings": form}):
        properties = [{"id": one["id"], **more} for one in proposed["properties"]]
        asked = {"ids": ["gn:586666", "gn:147105", "iso:AZ", "gn:0"], "properties": properties}
        assert_extension(from_server(client, "extend", asked), asked)


def test_every_property_of_a_place(client: TestClient, default_gazetteer: Gazetteer) -> None:
    """A column would be empty, or hold something else than it says."""
    place = default_gazetteer.get("gn:586523")
    system = "alalc-hye-Armn-Latn-2022"
    wanted: dict[str, dict[str, Any]] = {
        "name_az": {"str": "Gəncə"},
        "name_hy": {"str": "Գանձակ"},
        "name_ru": {"str": "Гянджа"},
        "name_en": {"str": "Ganja"},
        "names": {"str": "Ганджа"},
        "historical": {"str": "Kirovabad (en, 1935/1989)"},
        "romanization": {"str": "Gandzak"},
        "coordinates": {"str": f"{place.lat},{place.lon}"},
        "lat": {"float": place.lat},
        "lon": {"float": place.lon},
        "country": {"id": "iso:AZ", "name": "Azerbaijan"},
        "country_code": {"str": "AZ"},
        "within": {"id": "iso:AZ-GA", "name": "Ganja"},
        "feature": {"str": "P.PPLA"},
        "population": {"int": place.population},
        "geonames": {"str": "586523"},
    }
    offered = client.get("/reconcile/properties").json()["properties"]
    asked = {
        "ids": [place.id],
        "properties": [{"id": one["id"], "settings": {"system": system}} for one in offered],
    }
    answer = from_server(client, "extend", asked)
    assert_extension(answer, asked)
    row = answer["rows"][place.id]
    assert {key: value for key, value in wanted.items() if value not in row[key]} == {}
    assert {one["id"] for one in offered} == wanted.keys() | {"official", "wikidata"}


@pytest.mark.parametrize(
    ("lang", "name", "kind"),
    [
        ("az", "Canyataq", "yaşayış məntəqəsi"),
        ("hy", "Ճանկաթաղ", "բնակավայր"),
        ("ru", "Джанятаг / Чанкатах", "населённый пункт"),
        ("en", "Chankatagh / Janyatag", "populated place"),
    ],
)
def test_a_language_in_the_address(client: TestClient, lang: str, name: str, kind: str) -> None:
    """Its server asks for no language, so that cells could be had in English only."""
    path = f"/{lang}/reconcile"
    manifest = from_page(client, path)
    assert_manifest(manifest)
    assert f"/{lang}/reconcile/preview" in manifest["preview"]["url"]
    assert manifest["suggest"]["entity"]["service_url"].endswith(path)
    queries = {"q0": {"query": "Janyatag"}}
    answers = from_server(client, "queries", queries, path)
    assert_result_batch(answers, queries)
    (found,) = answers["q0"]["result"]
    assert (found["name"], found["type"]) == (name, [{"id": "P", "name": kind}])


def test_a_batch_of_the_oldest_version(client: TestClient) -> None:
    """0.1 named no version, sent lists of types and left `type_strict` out."""
    queries = {"q0": {"query": "Şuşa", "type": ["P"], "limit": 1}, "q1": {"query": "Bakı"}}
    text = json.dumps(queries)
    for answers in (
        client.get("/reconcile", params={"queries": text}).json(),
        client.post("/reconcile", data={"queries": text}).json(),
        client.post("/reconcile", files={"queries": (None, text)}).json(),
    ):
        assert_result_batch(answers, queries)
        assert answers["q0"]["result"][0]["id"] == "gn:147105"


def test_refusals_may_be_read_by_pages_too(client: TestClient, narrow: TestClient) -> None:
    """A page would be told of a network error instead of the reason."""
    refused = [
        client.post("/reconcile", data={"queries": "{"}, headers=PAGE),
        client.get("/reconcile/preview?id=gn:0", headers=PAGE),
        client.get("/reconcile/nowhere", headers=PAGE),
        client.delete("/reconcile", headers=PAGE),
        narrow.post("/reconcile", data={"queries": " " * 400}, headers=PAGE),
    ]
    assert [one.status_code for one in refused] == [400, 404, 404, 405, 413]
    for one in refused:
        assert one.headers["access-control-allow-origin"] == "*"
        assert one.headers["content-type"] == "application/problem+json"
