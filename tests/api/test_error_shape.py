"""Has every failure of every route the one shape, in both languages, and is none of them a bug showing through?"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from yuantu.api.app import create_app
from yuantu.api.policy import HEADERS
from yuantu.messages.catalogue import CATALOGUE
from yuantu.workspace.workspace import Workspace

NOISE = ["", " ", "\x00", "%", "'; DROP TABLE statement --", "../../etc/passwd", "无此物", "🏭" * 60]
WRONG = {
    "date": ["2024-13-01", "30/06/2024", "20240630", "86400", "9999-12-31", "nan", "\x00"],
    "integer": ["x", "0", "1001", "5.5", "1e9", ""],
    "boolean": ["maybe", "2"],
}
BODIES = [
    b"", b"{}", b"[]", b"null", b'"x"', b"\x00" * 100, b"x" * 10_000, b"[" * 50_000, b'{"brief": [1]}',
    b'{"brief": {}}',
    b'{"brief": {"kind": null}}', b'{"brief": {"kind": "castle"}}', b'{"brief": {"nosuch": 1}}', b"\xff\xfe",
    b'{"brief": {"kind": {"value": ["a"]}}}', b'{"brief": {"area_m2": NaN}}', b'{"brief": {"area_m2": 1e400}}',
    b'{"brief": {"text": "\\ud800", "kind": "plant"}}', b'{"brief": {"needed_by": {"days": 99999999999}}}',
    b'{"brief": {"needed_by": true}}', b'{"brief": {"kind": "plant", "not_understood": 5}}',
    b'{"brief": {"today": "9999-12-31", "needed_by": 30}}',
    b'{"brief": {"price": {"max": 1, "unit": "x"}}}', b'{"brief": {"regions": [1]}}',
    b'{"brief": {"kind": "plant"}, "top": 1e9}', b'{"brief": {"kind": "plant"}, "top": "x"}',
    b'{"brief": {"kind": "plant"}, "as_of": "20240630"}', b'{"brief": {"kind": "plant"}, "samples": "maybe"}',
]  # fmt: skip


def operations(app: Any) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """(method, path, parameters) of every route that the API describes."""
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation.get("parameters", [])


def assert_failure(response: Any, *statuses: int) -> dict[str, Any]:
    assert response.status_code in (statuses or (404, 422)), response.text[:300]
    assert response.headers["content-type"].startswith("application/json")
    assert "Traceback" not in response.text
    assert len(response.content) < 5_000, "what was sent is quoted, not sent back whole"
    body = response.json()
    assert set(body) == {"error"}
    error: dict[str, Any] = body["error"]
    assert set(error) == {"code", "message", "problems"}
    assert error["problems"]
    assert error["code"] == error["problems"][0]["code"]
    for one in error["problems"]:
        assert set(one) == {"code", "place", "severity", "message"}
        assert one["code"] in CATALOGUE
    for message in (error["message"], *(one["message"] for one in error["problems"])):
        assert set(message) == {"zh", "en"}
        assert re.search(r"[一-鿿]{2}", message["zh"])
        assert message["en"].strip()
    return error


def valid(parameter: dict[str, Any]) -> str:
    return {"q": "厂房", "from": "宝安", "to": "江门"}.get(parameter["name"], "x")


def kind_of(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    choices = schema.get("anyOf", [schema])
    return "date" if any(one.get("format") == "date" for one in choices) else str(choices[0].get("type"))


def test_every_get_route_refuses_every_wrong_parameter(client: TestClient) -> None:
    tried = 0
    for method, path, parameters in operations(client.app):
        query = [one for one in parameters if one["in"] == "query"]
        for wrong in query if method == "get" else ():
            values = WRONG.get(kind_of(wrong), [])
            if "maxLength" in wrong["schema"]:
                values = [*values, "z" * (wrong["schema"]["maxLength"] + 1)]
            others = {one["name"]: valid(one) for one in query if one["required"] and one is not wrong}
            for value in values:
                response = client.get(path, params={**others, wrong["name"]: value})
                error = assert_failure(response, 422)
                assert error["problems"][0]["place"] == wrong["name"], (path, value)
                tried += 1
            if wrong["required"]:
                error = assert_failure(client.get(path, params=others), 422)
                assert (error["code"], error["problems"][0]["place"]) == ("request_missing", wrong["name"])
    assert tried > 50


@pytest.mark.parametrize("noise", [*NOISE, "z" * 199, "z" * 10_000], ids=lambda noise: ascii(noise)[:20])
def test_an_id_that_nobody_has_is_not_found(client: TestClient, noise: str) -> None:
    for method, path, parameters in operations(client.app):
        names = [one["name"] for one in parameters if one["in"] == "path"]
        if method == "get" and names and noise.strip("."):
            response = client.get(re.sub(r"\{.*?\}", lambda _: quote(noise), path))
            assert_failure(response, 404, 422)


@pytest.mark.parametrize("noise", NOISE, ids=lambda noise: ascii(noise)[:20])
def test_noise_in_the_words_of_a_question_has_an_answer_or_a_reason(client: TestClient, noise: str) -> None:
    for path, query in (
        ("/api/match", {"q": noise}),
        ("/api/minutes", {"from": noise, "to": "江门"}),
        ("/api/minutes", {"from": "江门", "to": noise}),
    ):
        assert_failure(client.get(path, params=query))
    brief = client.get("/api/brief", params={"q": noise})
    if brief.status_code != 200:
        assert_failure(brief, 422)


def test_ten_thousand_bytes_of_noise_are_no_shortlist(client: TestClient) -> None:
    noise = "噪" * 3_500
    error = assert_failure(client.get("/api/match", params={"q": noise}), 422)
    assert error["code"] == "brief_not_understood"
    read = client.get("/api/brief", params={"q": noise}).json()
    assert "".join(read["not_understood"]) == noise, "what was not understood is listed, not dropped"


def test_instants_are_refused_when_they_are_none(client: TestClient) -> None:
    for value in ("abc", "2026-13-01", "", "\x00", "0001-01-01T00:00:00+14:00"):
        error = assert_failure(client.get("/api/entities/r-440700", params={"known_at": value}), 422)
        assert (error["code"], error["problems"][0]["place"]) == ("option_instant", "known_at")


@pytest.mark.parametrize("body", BODIES, ids=lambda body: ascii(body[:40]))
def test_a_body_that_is_no_brief_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/api/match", content=body, headers={"content-type": "application/json"})
    assert_failure(response, 400, 422)


def test_all_that_is_wrong_with_a_brief_is_said_at_once(client: TestClient) -> None:
    document = {"brief": {"kind": "castle", "area_m2": -1, "nosuch": 1}}
    error = assert_failure(client.post("/api/match", json=document), 422)
    assert {one["code"] for one in error["problems"]} >= {"brief_choice", "brief_number", "brief_key_unknown"}


@pytest.mark.parametrize(
    "path", ["/api/nosuch", "/api/", "/api", "/nosuch", "/api/entities", "/%00", "/..%2f..%2fetc/passwd"]
)
def test_an_unknown_address_says_so(client: TestClient, path: str) -> None:
    assert assert_failure(client.get(path), 404)["code"] == "address_unknown"


def test_a_method_that_a_route_does_not_take_says_so(client: TestClient) -> None:
    for _, path, _ in operations(client.app):
        error = assert_failure(client.delete(path), 405)
        assert error["code"] == "address_method"


def test_common_mistakes_have_chinese_words_of_their_own(client: TestClient) -> None:
    for query in (
        {},
        {"q": "厂房", "top": "x"},
        {"q": "厂房", "as_of": "x"},
        {"q": "厂房", "top": "0"},
        {"q": "厂房", "samples": "x"},
    ):
        message = client.get("/api/match", params=query).json()["error"]["message"]["zh"]
        assert not re.search(r"[a-z]{3,} [a-z]{2,}", message), "no English sentence inside the Chinese one"


FACTLESS = {"/api/chains", "/api/chains/{chain_id}/policies/{node}"}


def test_an_empty_workspace_says_what_to_run(empty: TestClient) -> None:
    for method, path, parameters in operations(empty.app):
        # Work may begin with documents; chains and the policies they fall under are there without any fact.
        if (
            method == "get"
            and not path.startswith(("/api/review", "/api/documents"))
            and path not in FACTLESS
        ):
            query = {
                one["name"]: valid(one) for one in parameters if one["required"] and one["in"] == "query"
            }
            error = assert_failure(empty.get(re.sub(r"\{.*?\}", "x", path), params=query), 503)
            assert error["code"] == "workspace_empty"
            assert "yuantu build" in error["message"]["zh"]


def test_a_bug_is_one_object_too(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("yuantu.workspace.answers.meta_json", fail)
    client = TestClient(create_app(workspace), raise_server_exceptions=False)
    response = client.get("/api/meta")
    assert assert_failure(response, 500)["code"] == "unexpected_answer"
    assert "secret detail" not in response.text
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_broken_settings_and_snapshots_have_words(tmp_path: Any) -> None:
    workspace = Workspace.create(tmp_path / "w")
    (workspace.folder.snapshots / "CURRENT").write_text("v-000000000000\n", encoding="ascii")
    client = TestClient(create_app(workspace), raise_server_exceptions=False)
    assert assert_failure(client.get("/api/regions"), 503)["code"] == "snapshot_missing"
    assert json.loads(client.get("/api/openapi.json").text)["info"]["title"], (
        "what needs no data still answers"
    )
