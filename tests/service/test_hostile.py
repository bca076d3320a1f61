"""Names that would do harm if they were anything but text: asked for, and in a gazetteer."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from tests import small
from tests.service.test_json_api import JSON_LINES
from toponyms import Gazetteer
from toponyms.service.app import make_app

if TYPE_CHECKING:
    from pathlib import Path

#: Asked for.
HOSTILE = {
    "markup": "<img src=x onerror=alert(1)>",
    "closing": "</script></style></svg><script>alert(1)</script>",
    "quotes": "\" onload='x' `${1}` {{1}}",
    "control": "Ba\x00\x1b[31m\x07ku",
    "direction": "\u202eukaB\u2066",
    "lines": "Bak\u2028u\u2029\r\nset-cookie: a=b",
    "path": "../../etc/passwd",
    "format": "%s{0.__class__}%n",
    "surrogates": "😀\U000e0001\ufffe",
    "marks": "Z" + "\u0300" * 300,
}
#: In a gazetteer: control characters and overrides are refused when it is read.
MARKUP = "<img src=x onerror=alert(1)>'&amp;"
ELEMENTS = {
    "a", "bdi", "b", "body", "code", "dd", "div", "dl", "dt", "figcaption", "figure", "h1",
    "head", "html", "meta", "p", "small", "strong", "style", "title",
}  # fmt: skip


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A service whose places have names with markup."""
    rows = [(MARKUP, lang, "preferred") for lang in ("az", "hy", "ru", "en")]
    rows += [(f"{MARKUP}{kind}", "az", kind) for kind in ("official", "historical")]
    names = small.names_csv() + "".join(
        f"gn:587084,{text},{lang},{kind},,,test\n" for text, lang, kind in rows
    )
    names = "\n".join([names.splitlines()[0], *sorted(set(names.splitlines()[1:]))]) + "\n"
    places = small.places_csv().replace(",587084,\n", ",587084,Q9248\n")
    folder: Path = tmp_path_factory.mktemp("evil")
    return TestClient(make_app(Gazetteer.load(small.write(folder, places, names))))


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name: value or "" for name, value in attrs}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_what_is_asked_for_comes_back_as_data(client: TestClient, name: str) -> None:
    """An answer would be broken, would break what shows it, or would not come."""
    queries = {"queries": [name]}
    batch = {
        "queries": json.dumps({"q": {"query": name, "properties": [{"pid": name, "v": name}]}})
    }
    answers: dict[str, Any] = {
        "lookup": client.get("/api/lookup", params={"q": name, "explain": "1"}),
        "resolve": client.post("/api/resolve", json=queries),
        "lines": client.post("/api/resolve", content=json.dumps(name), headers=JSON_LINES),
        "find": client.post("/api/find", json={"text": f"Near {name} and Baku."}),
        "transliterate": client.post("/api/transliterate", json={"text": name}),
        "suggest": client.get("/api/suggest", params={"prefix": name}),
        "reconcile": client.post("/reconcile", data=batch),
        "suggested": client.get("/reconcile/suggest/entity", params={"prefix": name}),
        "typed": client.get("/reconcile/suggest/type", params={"prefix": name}),
        "proposed": client.get("/reconcile/properties", params={"type": name}),
    }
    for key, response in answers.items():
        assert response.status_code == 200, (key, response.text)
        assert response.headers["content-type"] in ("application/json", "application/x-ndjson")
        assert "set-cookie" not in response.headers
    assert answers["lookup"].json()["query"] == name
    assert answers["resolve"].json()["results"][0]["query"] == name
    assert answers["lines"].json()["query"] == name
    assert answers["transliterate"].json()["source"] == name
    assert answers["proposed"].json()["type"] == name
    found = answers["find"].json()["mentions"]
    assert found[-1]["text"] == "Baku"
    assert f"Near {name} and Baku."[found[-1]["start"] : found[-1]["end"]] == "Baku"


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "path", ["/reconcile/preview", "/reconcile/view", "/reconcile/flyout/entity",
             "/reconcile/flyout/type", "/reconcile/flyout/property"]
)  # fmt: skip
def test_an_id_is_never_shown(client: TestClient, path: str, name: str) -> None:
    """A link to the service would run something in the browser of whoever follows it."""
    response = client.get(path, params={"id": name})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert "<" not in response.text


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_what_is_wrong_is_told_as_data(client: TestClient, name: str) -> None:
    """A refusal would carry what was sent to where it does harm."""
    for params in ({"q": "x", name: "x"}, {"q": "x", "within": name}, {"q": "x", "lang": name}):
        response = client.get("/api/lookup", params=params)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == 422


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_table_with_such_names(client: TestClient, name: str) -> None:
    """Columns would shift, or a header of the answer would be written by a stranger."""
    pytest.importorskip("pyarrow")
    table = json.dumps({"place": name}) + "\n" + json.dumps({"place": "Baku"}) + "\n"
    response = client.post(
        "/api/columns", files={"file": ("a.jsonl", table.encode())}, data={"column": "place"}
    )
    assert response.status_code == 200, response.text
    assert "set-cookie" not in response.headers
    first, second = map(json.loads, response.text.splitlines())
    assert first["place"] == name
    assert second["place_id"] == "gn:587084"
    assert json.loads(response.headers["toponyms-summary"])["rows"]["total"] == 2


@pytest.mark.parametrize("lang", ["az", "hy", "ru", "en"])
def test_a_preview_shows_markup_as_text(evil: TestClient, lang: str) -> None:
    """OpenRefine would run what stands in a gazetteer."""
    page = evil.get("/reconcile/preview?id=gn:587084", headers={"accept-language": lang})
    html = re.fullmatch("(.*)(<svg.*</svg>)(.*)", page.text, re.DOTALL)
    assert html is not None
    elements = Elements(html[1] + html[3])
    assert elements.seen <= ELEMENTS
    assert not [name for name in elements.attributes if name.startswith("on")]
    assert elements.attributes["href"].startswith("https://")
    drawn = ET.fromstring(html[2])
    assert not [one for one in drawn.iter() if one.tag.endswith(("}img", "}script"))]
    assert MARKUP in "".join(drawn.itertext())


def test_a_flyout_and_a_map_show_it_as_text(evil: TestClient) -> None:
    """Likewise, inside of OpenRefine's own page."""
    flown = evil.get("/reconcile/flyout/entity?id=gn:587084").json()["html"]
    assert Elements(flown).seen <= {"div", "strong", "bdi"}
    drawn = evil.get("/api/map.svg?ids=gn:587084&lang=az")
    assert drawn.headers["content-security-policy"].startswith("default-src 'none'")
    assert not [one for one in ET.fromstring(drawn.text).iter() if one.tag.endswith("}img")]


def test_a_callback_keeps_it_as_text(evil: TestClient) -> None:
    """A script that is loaded from elsewhere must hold nothing but data."""
    params = {"prefix": "Bak", "callback": "f"}
    call = evil.get("/reconcile/suggest/entity", params=params)
    assert call.headers["x-content-type-options"] == "nosniff"
    suggested = json.loads(call.text.removeprefix("/**/f(").removesuffix(");"))
    assert MARKUP in suggested["result"][0]["name"]


def test_ids_of_others_are_given_as_they_are(evil: TestClient) -> None:
    """A column of Wikidata ids could not be had."""
    asked = {"ids": ["gn:587084"], "properties": [{"id": "wikidata"}, {"id": "geonames"}]}
    row = evil.get("/reconcile", params={"extend": json.dumps(asked)}).json()["rows"]["gn:587084"]
    assert row == {"wikidata": [{"str": "Q9248"}], "geonames": [{"str": "587084"}]}
