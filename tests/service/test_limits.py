"""What the service refuses, and what it never gives away."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.service.test_json_api import JSON_LINES, problem
from toponyms import Gazetteer, Resolver
from toponyms.service.app import make_app
from toponyms.service.log import LOGGER
from toponyms.service.lookups import Lookups
from toponyms.service.problems import Problem


def test_a_body_that_is_too_large(narrow: TestClient) -> None:
    """A single client could fill the memory."""
    problem(narrow.post("/api/resolve", json={"queries": ["x" * 400]}), 413)


def test_a_body_that_does_not_say_its_length(narrow: TestClient) -> None:
    """A limit on what is said only would be none."""

    def parts() -> Any:
        for _ in range(100):
            yield b" " * 100

    headers = {"content-type": "application/json"}
    problem(narrow.post("/api/resolve", content=parts(), headers=headers), 413)


def test_an_upload_that_is_too_large(narrow: TestClient) -> None:
    """Likewise."""
    problem(narrow.post("/api/columns", files={"file": ("a.csv", b"x" * 300)}), 413)


def test_too_many_names(narrow: TestClient) -> None:
    """One request could hold everyone else up."""
    told = problem(narrow.post("/api/resolve", json={"queries": ["a", "b", "c"]}), 422)
    assert told["field"] == "queries"
    told = problem(narrow.post("/api/transliterate", json={"texts": ["a", "b", "c"]}), 422)
    assert told["field"] == "texts"


def test_a_name_or_text_that_is_too_long(narrow: TestClient) -> None:
    """Likewise."""
    told = problem(narrow.post("/api/resolve", json={"queries": ["a", "x" * 11]}), 422)
    assert told["field"] == "queries[1]"
    assert problem(narrow.post("/api/find", json={"text": "x" * 21}), 422)["field"] == "text"


def test_a_line_without_an_end(narrow: TestClient) -> None:
    """A stream has no other limit."""
    response = narrow.post("/api/resolve", content=b'"a"\n' + b"x" * 200, headers=JSON_LINES)
    assert response.json()["error"]["status"] == 413


def test_more_lines_than_may_be_sent_at_once(narrow: TestClient) -> None:
    """A stream may be longer than any list."""
    response = narrow.post("/api/resolve", content=b'"Baku"\n' * 3, headers=JSON_LINES)
    assert len(response.text.splitlines()) == 3


def test_names_that_wait_are_bounded(default_resolver: Resolver) -> None:
    """Under a flood everyone would wait for ever, and the memory would grow."""

    async def flood() -> list[Any]:
        lookups = Lookups(default_resolver, most=3)
        context = default_resolver.context()
        asked = [lookups.resolve(["Baku"] * 2, [context] * 2, 1) for _ in range(3)]
        return await asyncio.gather(*asked, return_exceptions=True)

    answers = asyncio.run(flood())
    assert [one.status for one in answers[0]] == ["matched", "matched"]
    assert isinstance(answers[1], Problem)
    assert answers[1].status == 503


def test_names_that_come_one_after_another_are_answered_together() -> None:
    """A crowd would be answered in small parts, each as dear as the whole."""
    sizes: list[int] = []

    class Counted(Resolver):
        def resolve_each(self, texts: Any, contexts: Any, **more: Any) -> Any:
            sizes.append(len(texts))
            return super().resolve_each(texts, contexts, **more)

    async def come() -> None:
        resolver = Counted(Gazetteer.default())
        lookups, context = Lookups(resolver, most=1000), resolver.context()

        async def ask(after: float) -> None:
            await asyncio.sleep(after)
            await lookups.resolve(["Baku"], [context], 1)

        await ask(0)
        await asyncio.gather(ask(0), ask(0))  # that is a crowd
        await asyncio.gather(*(ask(number / 10_000) for number in range(20)))
        await ask(0)

    asyncio.run(come())
    assert sizes[:2] == [1, 2]
    assert sizes[-1] == 1
    assert sum(sizes) == 24
    assert len(sizes) < 10


def test_names_asked_together_are_told_apart(default_resolver: Resolver) -> None:
    """One client would get another's answer."""

    async def together() -> list[Any]:
        lookups = Lookups(default_resolver, most=1000)
        contexts = [default_resolver.context(country=code) for code in ("AM", "AZ")]
        names = [("Martuni", contexts[0]), ("Martuni", contexts[1]), ("Şuşa", contexts[1])]
        return await asyncio.gather(
            *(lookups.resolve([name], [context], 1) for name, context in names * 50)
        )

    answers = [one[0].candidates[0].place for one in asyncio.run(together())]
    assert [place.country for place in answers] == ["AM", "AZ", "AZ"] * 50
    assert {place.id for place in answers[2::3]} == {"gn:147105"}


@pytest.mark.parametrize("limit", [1, 3, 10, 11, 100])
def test_fewer_candidates_are_the_first_of_more(
    client: TestClient, default_resolver: Resolver, limit: int
) -> None:
    """The service asks for more than is wanted, lest each number be remembered by itself."""
    for name in ("Martuni", "Janyatag", "Springfild", "Norashen"):
        said = client.get("/api/lookup", params={"q": name, "limit": limit}).json()
        meant = default_resolver.resolve(name, limit=limit)
        assert [one["place_id"] for one in said["candidates"]] == [
            one.place.id for one in meant.candidates
        ]
        assert said["status"] == meant.status


@pytest.mark.parametrize("path", ["/api/nothing", "/nothing", "/static/nothing", "/reconcile/x"])
def test_what_there_is_not(client: TestClient, path: str) -> None:
    """Clients would have to read two kinds of errors."""
    problem(client.get(path), 404)


def test_a_method_that_there_is_not(client: TestClient) -> None:
    """Likewise."""
    problem(client.delete("/api/lookup"), 405)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/api/places/%00",
    ],
)
def test_no_file_of_the_machine_is_reached(client: TestClient, path: str) -> None:
    """Anyone could read what is no page."""
    response = client.get(path)
    assert response.status_code in (400, 404)
    assert "import" not in response.text


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b'"\\ud800"', b"NaN"])
def test_what_is_no_json(client: TestClient, content: bytes) -> None:
    """A fault of the client would look like one of the service."""
    headers = {"content-type": "application/json"}
    problem(client.post("/api/resolve", content=content, headers=headers), 400)


def test_a_form_is_no_json(client: TestClient) -> None:
    """Any web page could make a browser ask for long work on this machine."""
    problem(client.post("/api/find", content=b'{"text": "x"}'), 415)


@pytest.mark.parametrize("path", ["/", "/api/lookup?q=x", "/api/nothing", "/static/app.js"])
def test_every_answer_keeps_browsers_careful(client: TestClient, path: str) -> None:
    """A name with markup might be run somewhere."""
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Ba\x00ku", "\u202eukaB", "'\"\\"])
def test_hostile_names_come_back_as_data(client: TestClient, name: str) -> None:
    """An answer would be broken, or would break what shows it."""
    response = client.get("/api/lookup", params={"q": name})
    assert response.headers["content-type"] == "application/json"
    assert response.json()["query"] == name


def test_the_log_has_no_names(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """What people look for is nobody else's business."""
    LOGGER.setLevel(logging.INFO)
    with caplog.at_level(logging.INFO, logger=LOGGER.name):
        client.get("/api/lookup?q=Canyataq")
        client.get("/Canyataq")
    assert len(caplog.messages) == 2
    assert "lookup 200" in caplog.messages[0]
    assert "Canyataq" not in caplog.text


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/lookup?q=a&q=b", "q"),
        ("/api/lookup?q=a&country=AZ&country=AM", "country"),
        ("/api/lookup?q=a&country=" + "AZ," * 100 + "AZ", "country"),
        ("/api/lookup?q=a&country=AZ,", "country"),
        ("/api/lookup?q=a&feature=P." + "A" * 11, "feature"),
        ("/api/lookup?q=a&feature=P.%C3%9F", "feature"),
    ],
)
def test_no_part_of_a_filter_is_left_out(client: TestClient, path: str, field: str) -> None:
    """A filter of which only a part was read would be a wrong answer."""
    assert problem(client.get(path), 422)["field"] == field


@pytest.mark.parametrize(
    ("more", "field"),
    [({"lang": "5"}, "lang"), ({"near": "x"}, "near"), ({"encoding": "utf\x008"}, "encoding")],
)
def test_a_table_is_refused_before_it_is_read(
    client: TestClient, more: dict[str, str], field: str
) -> None:
    """A slip would be told only once a column is chosen, or as a fault of the service."""
    response = client.post("/api/columns", files={"file": ("a.csv", b"a\nBaku\n")}, data=more)
    assert problem(response, 422)["field"] == field


def test_a_fault_is_told_and_logged_without_names(
    default_gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody would learn where it is, or everybody who asked for what."""

    def fail(_: Lookups, texts: list[str], *__: object) -> None:
        raise KeyError(texts[0])

    client = TestClient(make_app(default_gazetteer))
    monkeypatch.setattr(Lookups, "resolve", fail)
    told = client.get("/api/lookup?q=Canyataq")
    problem(told, 500)
    assert "default-src 'none'" in told.headers["content-security-policy"]
    assert "json_api.py" in caplog.text
    assert "KeyError" in caplog.text
    assert "Canyataq" not in caplog.text


def test_languages_in_any_order_are_read_once(client: TestClient) -> None:
    """Each order of them would take memory of its own."""
    finders = client.app.state.core._finders  # type: ignore[attr-defined]
    before = len(finders)
    for langs in (["ru", "hy"], ["hy", "ru"], ["hy", "ru", "hy"], "ru,hy"):
        assert client.post("/api/find", json={"text": "Шуша", "langs": langs}).status_code == 200
    assert len(finders) == before + 1
