"""Which headers does a response carry, what is sent again, and does anything reach out of the house?"""

import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from yuantu.api import app as door
from yuantu.api.app import create_app
from yuantu.workspace import days
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

PATHS = ["/api/meta", "/api/map", "/api/match?q=厂房", "/api/nosuch", "/api/match", "/api/openapi.json", "/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_is_guarded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "http" not in policy.replace("https:", "http:"), "no other origin is named"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_large_answers_are_compressed_and_small_ones_are_not(client: TestClient) -> None:
    accept = {"accept-encoding": "gzip"}
    large = client.get("/api/map", headers=accept)
    assert large.headers["content-encoding"] == "gzip"
    assert int(large.headers["content-length"]) * 3 < len(large.content)
    assert "content-encoding" not in client.get("/api/nosuch", headers=accept).headers
    assert "content-encoding" not in client.get("/api/map", headers={"accept-encoding": "identity"}).headers


def test_an_answer_that_a_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/map")
    mark = first.headers["etag"]
    assert mark.startswith('W/"')
    assert first.headers["cache-control"] == "no-cache"
    for held in (mark, f'"other", {mark}'):
        again = client.get("/api/map", headers={"if-none-match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == mark
        assert again.headers["x-content-type-options"] == "nosniff"
    assert client.get("/api/map", headers={"if-none-match": '"other"'}).status_code == 200
    assert client.get("/api/map", params={"samples": "1"}, headers={"if-none-match": mark}).status_code == 200


def test_failures_and_questions_that_are_posted_are_not_marked(client: TestClient) -> None:
    assert "etag" not in client.get("/api/nosuch").headers
    assert "etag" not in client.get("/api/match").headers
    assert "etag" not in client.post("/api/match", json={"brief": {"kind": "plant"}}).headers


def test_a_new_day_new_settings_and_new_data_are_new_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.build([built_in_pack()], 0)
    client = TestClient(create_app(workspace))
    marks = [client.get("/api/meta").headers["etag"]]
    monkeypatch.setattr(days, "today", lambda: date(2024, 6, 29))
    marks.append(client.get("/api/meta").headers["etag"])
    settings = workspace.folder.settings_file
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('""', '"GS(2024)0001"'), encoding="utf-8"
    )
    marks.append(client.get("/api/meta").headers["etag"])
    workspace.build([built_in_pack()], 10)
    marks.append(client.get("/api/meta").headers["etag"])
    marks.append(TestClient(create_app(workspace)).get("/api/meta").headers["etag"])
    assert len(set(marks)) == len(marks)
    assert client.get("/api/meta").headers["etag"] == marks[3], "and the same again while nothing changes"
    assert "GS(2024)0001" in client.get("/api/meta").json()["approval"]["text"]["zh"]


def test_a_page_that_was_not_built_says_how_to_get_one(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "page_folder", lambda: tmp_path / "nothing")
    client = TestClient(create_app(workspace))
    response = client.get("/")
    assert response.status_code == 503
    assert response.headers["content-type"].startswith("text/html")
    assert "make page" in response.text
    assert "页面还没有构建" in response.text
    assert client.get("/api/meta").status_code == 200, "the API works without it"


def test_nothing_reaches_out(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **_: Any) -> None:
        raise AssertionError(f"the API asks the network: {arguments}")

    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    for path in (
        "/api/meta", "/api/map?samples=1", "/api/match?q=离宝安90分钟内1万平厂房", "/api/brief?q=厂房", "/api/regions",
        "/api/conflicts", "/api/entities/p-fengshan", "/api/minutes?from=宝安&to=江门", "/api/openapi.json", "/",
    ):  # fmt: skip
        assert client.get(path).status_code == 200, path
