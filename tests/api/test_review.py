"""Can a page review over HTTP, and can nobody else make it?"""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from yuantu.api.app import create_app
from yuantu.workspace.documents import Received, add_document
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

TEXT = "2023年，江门市地区生产总值4022.25亿元。凤山湖园区规划面积约3000亩。"
SIGNED = {"X-Yuantu-Author": quote("李明")}
PASTED = {"name": "江门报", "text": TEXT, "published": "2024-01"}


def said(words: str, **given: Any) -> str:
    start = TEXT.index(words)
    claim = {
        "start": start,
        "end": start + len(words),
        "quote": words,
        "confidence": 0.9,
        "method": "rules",
        **given,
    }
    return json.dumps(claim, ensure_ascii=False)


CLAIMS = [
    said("4022.25亿元", subject="江门市", property="gdp", kind="money", value=4022.25e8, unit="CNY",
         valid_from="2023-01-01", valid_to="2023-12-31"),
    said("约3000亩", subject="凤山湖园区", property="planned_area", kind="area", value=2e6, unit="m2",
         qualifier="about", confidence=0.6),
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One workspace for all tests of this file: each adds a document of its own, or cleans up."""
    found = Workspace.create(tmp_path_factory.mktemp("review") / "w")
    found.build([built_in_pack()], 0)
    add_document(found, TEXT.encode(), Received("江门报", "2024-01"), ("claims", CLAIMS))
    return found


@pytest.fixture
def desk(built: Workspace) -> TestClient:
    return TestClient(create_app(built), raise_server_exceptions=False)


def first(client: TestClient, **params: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/review", params=params).json()["queue"][0]
    return found


def test_the_queue_has_sentences_candidates_and_counts(desk: TestClient) -> None:
    found = desk.get("/api/review").json()
    assert found["counts"] == {"open": 2, "accepted": 0, "rejected": 0, "merged": 0}
    one = found["queue"][0]
    assert one["sentence"]["text"] == "2023年，江门市地区生产总值4022.25亿元。"
    assert one["sentence"]["text"][slice(*one["sentence"]["span"])] == one["claim"]["quote"]
    assert one["entity_candidates"][0]["score"] == 1
    assert (one["alarms"], one["history"], one["status"]) == ([], [], "open")
    assert len(desk.get("/api/review", params={"min_confidence": 0.8}).json()["queue"]) == 1
    assert len(desk.get("/api/review", params={"after": one["id"]}).json()["queue"]) == 1
    assert desk.get("/api/review", params={"status": "rejected"}).json()["queue"] == []


def test_accepting_over_http_makes_a_statement_and_undoing_takes_it_back(desk: TestClient) -> None:
    proposal = first(desk)["id"]
    done = desk.post(f"/api/review/{proposal}", json={"action": "accept"}, headers=SIGNED)
    assert done.status_code == 200, done.text
    item = done.json()["item"]
    assert (item["status"], item["history"][0]["author"]) == ("accepted", "李明")
    (statement,) = item["statements"]
    assert desk.get(f"/api/statements/{statement}").json()["words"] == "4022.25亿元"
    conflicts = desk.get("/api/conflicts").json()["conflicts"]
    assert statement in [
        one for found in conflicts for value in found["values"] for one in value["statements"]
    ]
    assert desk.post("/api/review/undo", json={"id": proposal}, headers=SIGNED).status_code == 200
    conflicts = desk.get("/api/conflicts").json()["conflicts"]
    assert statement not in [
        one for found in conflicts for value in found["values"] for one in value["statements"]
    ]


def test_a_bulk_accept_is_one_batch(desk: TestClient) -> None:
    done = desk.post("/api/review/bulk", json={"min_confidence": 0.5}, headers=SIGNED).json()
    assert (len(done["accepted"]), done["left"]) == (2, [])
    back = desk.post("/api/review/undo", json={"batch": done["batch"]}, headers=SIGNED)
    assert back.status_code == 200
    assert desk.get("/api/review").json()["counts"]["open"] == 2


def test_an_answer_that_decisions_change_is_not_kept_by_a_browser(desk: TestClient) -> None:
    proposal = first(desk)["id"]
    for path in ("/api/review", f"/api/review/{proposal}", "/api/documents"):
        assert "etag" not in desk.get(path).headers
    assert "etag" in desk.get("/api/stale").headers


def test_documents_are_listed_and_shown(desk: TestClient) -> None:
    (listed,) = desk.get("/api/documents").json()["documents"]
    shown = desk.get(f"/api/documents/{listed['id']}").json()
    assert shown["text"] == TEXT
    assert shown["published"].pop("basis_label")["zh"] == "由人给出"
    expected = {"from": "2024-01-01", "to": "2024-01-31", "precision": "month", "basis": "given"}
    assert shown["published"] == expected
    assert {one["status"] for one in shown["proposals"]} == {"open"}
    assert desk.get("/api/documents/000000000000").status_code == 404


def test_a_text_can_be_pasted(tmp_path: Path) -> None:
    client = TestClient(create_app(Workspace.create(tmp_path / "w")), raise_server_exceptions=False)
    done = client.post("/api/documents", json=PASTED, headers=SIGNED)
    assert done.status_code == 200, done.text
    assert done.json()["document"]["name"] == "江门报"
    assert client.post("/api/documents", json=PASTED, headers=SIGNED).json()["added"] == 0
    assert len(client.get("/api/documents").json()["documents"]) == 1
    for change in (
        {"name": ""},
        {"text": " "},
        {"text": "\ud800"},
        {"published": "yesterday"},
        {"source_class": "Z"},
    ):
        body = json.dumps(PASTED | change)
        refused = client.post(
            "/api/documents", content=body, headers=SIGNED | {"Content-Type": "application/json"}
        )
        assert refused.status_code == 422, change
        assert set(refused.json()["error"]["message"]) == {"zh", "en"}


# ── who may write ────────────────────────────────────────────────────────────────────────────────

WRITES = {
    "/api/documents": PASTED,
    "/api/review/p-0": {"action": "reject"},
    "/api/review/bulk": {"min_confidence": 1},
    "/api/review/undo": {"id": "p-0"},
}


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "write_unsigned"),
        (SIGNED | {"Origin": "http://evil.example"}, "write_from_elsewhere"),
        (SIGNED | {"Origin": "null"}, "write_from_elsewhere"),
        (SIGNED | {"Sec-Fetch-Site": "cross-site"}, "write_from_elsewhere"),
        (SIGNED | {"Sec-Fetch-Site": "same-site"}, "write_from_elsewhere"),
        ({"Origin": "http://testserver"}, "write_unsigned"),
    ],
)
def test_a_write_from_elsewhere_is_refused(
    desk: TestClient, path: str, headers: dict[str, str], code: str
) -> None:
    before = desk.get("/api/documents").json()
    refused = desk.post(path, json=WRITES[path], headers=headers)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, code)
    assert desk.get("/api/documents").json() == before


def test_a_form_of_another_page_cannot_write(desk: TestClient) -> None:
    plain = {"Content-Type": "text/plain"}
    refused = desk.post("/api/review/bulk", content='{"min_confidence": 0}', headers=plain)
    assert refused.status_code == 403
    preflight = desk.options("/api/review/bulk", headers={"Origin": "http://evil.example"})
    assert "access-control-allow-origin" not in preflight.headers
    assert preflight.status_code == 405


@pytest.mark.parametrize("author", ["", "%20", "%FF", quote("x" * 100), "%07"])
def test_an_author_of_no_use_is_refused(desk: TestClient, author: str) -> None:
    refused = desk.post("/api/review/bulk", json={"min_confidence": 1}, headers={"X-Yuantu-Author": author})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "review_author")


def test_the_page_itself_may_write(desk: TestClient) -> None:
    own = SIGNED | {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    done = desk.post("/api/review/bulk", json={"min_confidence": 1, "author": "李明"}, headers=own)
    assert (done.status_code, done.json()["accepted"]) == (200, [])
    other = desk.post("/api/review/bulk", json={"min_confidence": 1, "author": "王"}, headers=own)
    assert other.json()["error"]["code"] == "write_author_differs"


@pytest.mark.parametrize(
    "body",
    [
        {}, {"action": "fly"}, {"action": "undo"}, {"action": "accept", "entity": "nosuch"},
        {"action": "accept", "edit": {"start": 0}}, {"action": "edit", "edit": {"value": "\ud800"}},
        {"action": "edit", "edit": {"subject": "\ud800"}}, {"action": "edit", "edit": {"valid_from": "\ud800"}},
        {"action": "\ud800"}, {"action": "reject", "reason": "\ud800"},
        {"action": "accept", "edit": {"value": "x"}}, {"action": "edit"},
        {"action": "merge"}, {"action": "merge", "into": "p-0"}, {"action": "accept", "new_entity": {"kind": "region"}},
        {"action": "accept", "seen": "x"}, {"action": "edit", "edit": {"subject": "x" * 500}},
        {"action": "accept", "edit": {"property": "mood"}}, {"action": "accept", "seen": 10**30},
    ],
)  # fmt: skip
def test_a_wrong_act_changes_nothing_and_says_why(desk: TestClient, body: dict[str, Any]) -> None:
    proposal = first(desk, min_confidence=0.8)
    sent = SIGNED | {"Content-Type": "application/json"}
    refused = desk.post(f"/api/review/{proposal['id']}", content=json.dumps(body), headers=sent)
    if body.get("seen") == 10**30 and refused.status_code == 200:
        desk.post("/api/review/undo", json={"id": proposal["id"]}, headers=SIGNED)
        return
    assert refused.status_code in (404, 422), refused.text
    assert set(refused.json()["error"]["message"]) == {"zh", "en"}
    assert refused.json()["error"]["code"] != "unexpected_answer"
    assert desk.get(f"/api/review/{proposal['id']}").json()["status"] == "open"


def test_what_has_to_be_confirmed_is_answered_for_a_day(desk: TestClient) -> None:
    late = desk.get("/api/stale", params={"as_of": "2026-11-22"}).json()
    early = desk.get("/api/stale", params={"as_of": "2015-01-01"}).json()
    assert len(late["items"]) > len(early["items"])
    assert {"entity", "property", "label", "observed_on", "fresh_until", "days_over", "statements"} <= late[
        "items"
    ][0].keys()
    assert desk.get("/api/stale", params={"as_of": "x"}).status_code == 422


def test_a_file_is_taken_in_and_its_rows_are_added_in_bulk(desk: TestClient) -> None:
    sheet = "园区名称,规划面积(亩),所在区域\n示范甲园,900,新会区\n".encode("gb18030")
    sent = {"name": "园区.csv", "data": b64encode(sheet).decode(), "kind": "park", "published": "2024"}
    document = desk.post("/api/documents", json=sent, headers=SIGNED).json()["document"]["id"]
    queue = desk.get("/api/review", params={"document": document}).json()["queue"]
    area = next(one for one in queue if one["claim"]["property"] == "planned_area")
    assert (area["row"]["cells"][area["row"]["at"]], area["row"]["number"]) == (
        {"heading": "规划面积(亩)", "text": "900", "place": "B2"}, 2
    )  # fmt: skip
    asked = {"min_confidence": 0.9, "document": document}
    assert desk.post("/api/review/bulk", json=asked, headers=SIGNED).json()["accepted"] == []
    done = desk.post("/api/review/bulk", json=asked | {"new": True}, headers=SIGNED).json()
    assert len(done["accepted"]) == 3
    desk.post("/api/review/undo", json={"batch": done["batch"]}, headers=SIGNED)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"text": "a", "data": "YQ=="}, "paste_what"),
        ({}, "paste_what"),
        ({"data": "%"}, "paste_base64"),
        ({"text": "a", "kind": "road"}, "option_choice"),
        ({"text": "a", "given": {"kind": "厂房"}}, "given_without_kind"),
        ({"text": "a", "model": True}, "model_missing"),
    ],
)
def test_what_is_sent_must_make_sense(desk: TestClient, sent: dict[str, Any], code: str) -> None:
    answer = desk.post("/api/documents", json={"name": "x", **sent}, headers=SIGNED)
    assert answer.json()["error"]["code"] == code
    assert answer.status_code in (422, 503)
