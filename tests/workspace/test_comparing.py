"""Do a comparison and a supposition say what the shortlist says, and the same at every door?"""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from yuantu.api.app import create_app
from yuantu.cli.app import app
from yuantu.errors import BadInput, NotFound
from yuantu.workspace import asking, days
from yuantu.workspace.session import Session
from yuantu.workspace.workspace import Workspace

HOUSE_CASE = "30天内能进场的1万平厂房，江门或中山，离宝安90分钟内"
CHANGES = ["rent=-2", "weight:rent=0.4", "limit:area=9000"]


@pytest.fixture(scope="module")
def sites(ask: Any) -> list[str]:
    answer = ask(HOUSE_CASE, samples=True, top=3)
    return [answer["passed"][0]["id"], answer["passed"][1]["id"], answer["rejected"][0]["name"]]


def compare(session: Session, sentence: str, wanted: list[str]) -> Any:
    brief = (
        asking.read_sentence(sentence, days.today(), session)
        if sentence
        else asking.read_document({}, days.today())
    )
    return asking.compare(lambda day: asking.open_sites(session, day, samples=True), brief, None, wanted)


def test_a_comparison_says_what_the_shortlist_says(session: Session, sites: list[str]) -> None:
    compared = compare(session, HOUSE_CASE, sites)
    brief = asking.read_sentence(HOUSE_CASE, days.today(), session)
    answer = asking.match(session, brief, None, samples=True, top=999)
    items = {item["id"]: item for name in ("passed", "to_verify", "rejected") for item in answer[name]}
    for at, item in enumerate(compared["candidates"]):
        state = item.pop("state")
        assert item == items[item["id"]]
        states = [test["candidates"][at]["state"] for test in compared["tests"]]
        assert state == ("no" if "no" in states else "unknown" if "unknown" in states else "yes")
        bands = [criterion["candidates"][at]["band"] for criterion in compared["criteria"]]
        assert bands == [reason["band"] for reason in item["reasons"]]
    assert [one["test"] for one in compared["tests"]][:3] == ["kind", "stage", "area"]


def test_without_a_brief_the_defaults_compare(session: Session, sites: list[str]) -> None:
    compared = compare(session, "", sites)
    assert [one["criterion"] for one in compared["criteria"]] == ["availability", "rent"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [([0], "compare_count"), ([0, 1, 2] * 3, "compare_count"), ([0, 0], "compare_twice")],
)
def test_too_few_too_many_or_twice_the_same_are_refused(
    session: Session, sites: list[str], wanted: list[int], code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        compare(session, HOUSE_CASE, [sites[at] for at in wanted])
    assert refused.value.problem.code == code


def test_a_park_is_no_single_candidate_and_a_stranger_is_not_found(
    session: Session, sites: list[str]
) -> None:
    with pytest.raises(BadInput) as refused:
        compare(session, HOUSE_CASE, [sites[0], "江门市"])
    assert refused.value.problem.code == "compare_several"
    with pytest.raises(NotFound):
        compare(session, HOUSE_CASE, [sites[0], "月球"])


def test_a_supposition_is_the_difference_of_two_answers(session: Session) -> None:
    day = days.today()
    brief = asking.read_sentence(HOUSE_CASE, day, session)
    told = asking.match(session, brief, None, samples=True, what_if=["limit:available_from=400"])["what_if"]
    moved = asking.read_document(brief.to_json() | {"needed_by": {"days": 400}}, day)
    after = asking.match(session, moved, None, samples=True, top=999)
    assert told["counts"]["after"] == after["counts"]
    ranks = {item["id"]: (name, at) for name in ("passed", "to_verify", "rejected")
             for at, item in enumerate(after[name], start=1)}  # fmt: skip
    assert told["moves"]
    for move in told["moves"]:
        assert (move["after"]["list"], move["after"]["rank"]) == ranks[move["id"]]
    assert told["text"]["zh"]
    assert asking.match(session, brief, None, samples=True)["what_if"] is None


def test_every_door_gives_the_same_bytes(jiangmen: Workspace, sites: list[str], tmp_path: Path) -> None:
    session, client, runner = jiangmen.session, TestClient(create_app(jiangmen)), CliRunner()
    root = str(jiangmen.folder.root)
    brief = asking.read_sentence(HOUSE_CASE, days.today(), session)
    file = tmp_path / "brief.json"
    file.write_text(json.dumps(brief.to_json(), ensure_ascii=False), encoding="utf-8")
    common = ["--brief", str(file), "--workspace", root, "--with-samples", "--json"]

    def shell(*words: str) -> Any:
        return json.loads(runner.invoke(app, [*words, *common], catch_exceptions=False).stdout)

    form = asking.read_document(brief.to_json(), days.today())
    python = asking.match(session, form, None, samples=True, what_if=CHANGES)
    posted = client.post(
        "/api/match", json={"brief": brief.to_json(), "samples": True, "what_if": CHANGES}
    ).json()
    typed = shell("match", *(word for change in CHANGES for word in ("--what-if", change)))
    assert dump(python) == dump(posted) == dump(typed)
    body = {"candidates": sites, "brief": brief.to_json(), "samples": True}
    ours = asking.compare(lambda day: asking.open_sites(session, day, samples=True), form, None, sites)
    assert dump(ours) == dump(client.post("/api/compare", json=body).json()) == dump(shell("compare", *sites))


def dump(answer: Any) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()


def test_nonsense_is_refused_at_the_api(jiangmen: Workspace, sites: list[str]) -> None:
    client = TestClient(create_app(jiangmen))
    brief = {"kind": "plant"}
    for path, body, status in (
        ("/api/match", {"brief": brief, "what_if": ["rnet=1"]}, 400),
        ("/api/match", {"brief": brief, "what_if": ["x" * 300]}, 400),
        ("/api/compare", {"brief": brief, "candidates": []}, 400),
        ("/api/compare", {"brief": brief, "candidates": [sites[0], "月球"]}, 404),
        ("/api/compare", {"brief": {"knid": 1}, "candidates": sites}, 400),
        ("/api/compare", {"candidates": 7}, 400),
    ):
        answer = client.post(path, json=body)
        assert answer.status_code in (status, 422), (path, body, answer.text)
        assert answer.json()["error"]["message"]["zh"]


def test_costs_stand_beside_the_comparison_with_what_is_missing(session: Session, sites: list[str]) -> None:
    sentence = asking.read_sentence(HOUSE_CASE, days.today(), session).to_json()
    stated = {"workers": 80, "wage_cny_year": 70_000, "trips_year": 300, "truck_cny_hour": 120}
    brief = asking.read_document(sentence | {"costs": stated}, days.today())
    costs = asking.compare(lambda day: asking.open_sites(session, day, samples=True), brief, None, sites)[
        "costs"
    ]
    assert {one["name"]: one["origin"] for one in costs["assumed"]} == dict.fromkeys(stated, "costs") | {
        "area_m2": "area_m2"
    }
    first, _, unknown = costs["candidates"]
    assert [one["item"] for one in first["items"]] == ["rent", "labour", "logistics_0"]
    assert all(session.statement(one) for one in first["items"][0]["statements"])
    assert [one["item"] for one in first["missing"]] == ["energy", "income_tax"]
    assert "未计 2 项" in first["total"]["text"]["zh"]
    assert "rent" in [one["item"] for one in unknown["missing"]], "a rent that nobody stated is not nought"
    assert first["total"]["low"] == pytest.approx(sum(one["low"] for one in first["items"]))
