"""Do the routes answer in the shapes that are promised, with every statement at hand and the real conflicts?"""

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from yuantu.api.app import create_app
from yuantu.workspace import days, maps
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

HOUSE_CASE = "30天内能进场的1万平厂房，江门中山哪里有？层高8米、承重1.5吨、1600kVA，离宝安90分钟内"
LANGUAGES = {"zh": str, "en": str}
NUMBER = (int, float)


def optional(kind: Any) -> Any:
    return (kind, type(None))


def fits(value: Any, shape: Any, at: str = "answer") -> None:
    """Fail unless `value` has at least the keys of `shape`, of the types that it names."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), f"{at}: {value!r}"
        for key, inner in shape.items():
            assert key in value, f"{at} lacks {key}"
            fits(value[key], inner, f"{at}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), f"{at}: {value!r}"
        for place, one in enumerate(value):
            fits(one, shape[0], f"{at}[{place}]")
    elif isinstance(shape, tuple) and any(isinstance(one, dict | list) for one in shape):
        if value is not None:
            fits(value, next(one for one in shape if isinstance(one, dict | list)), at)
    else:
        assert isinstance(value, shape), f"{at}: {value!r} is no {shape}"
        assert not (isinstance(value, bool) and shape in (int, NUMBER)), f"{at}: {value!r}"


def collection(properties: dict[str, Any]) -> dict[str, Any]:
    feature = {"type": str, "geometry": {"type": str, "coordinates": list}, "properties": properties}
    return {"type": str, "features": [feature]}


KINDS = "region park site plant parcel company project indicator facility road source statement".split()
META = {
    "title": LANGUAGES, "version": str, "snapshot": str, "today": str, "attribution": [str],
    "approval": {"number": optional(str), "text": LANGUAGES}, "samples": {"available": bool, "count": int},
    "counts": dict.fromkeys(KINDS, int),
    "events": [{"id": str, "date": str, "label": LANGUAGES, "road": str}], "house_case": LANGUAGES,
}  # fmt: skip
MAP = {
    "as_of": str,
    "outlines": collection({"code": str, "name": str, "name_en": str}),
    "regions": collection({"id": str, "name": str, "name_en": str, "level": str}),
    "parks": collection({"id": str, "name": str, "level": str, "region": str}),
    "sites": collection({"id": str, "name": str, "kind": str, "stage": str, "sample": bool}),
    "facilities": collection({"id": str, "name": str, "kind": str, "open": bool}),
    "roads": collection(
        {
            "id": str,
            "name": str,
            "open": bool,
            "opened_on": optional(str),
            "toll": optional(bool),
            "link": bool,
        }
    ),
    "cells": collection({"count": int, "sample": bool}),
}
SPANNED = {"words": str, "span": optional(list)}
BRIEF = {
    "text": str, "today": str, "kind": ({"value": str, **SPANNED}, None),
    "regions": [{"code": str, "name": str, **SPANNED}],
    "anchors": [{"place": str, "mode": str, **SPANNED}], "infrastructure": [{"value": str, **SPANNED}],
    "needed_by": ({"days": int, "date": str, **SPANNED}, None), "price": ({"unit": str, **SPANNED}, None),
    "area_m2": (SPANNED, None), "clear_height_m": (SPANNED, None), "floor_load_t_m2": (SPANNED, None),
    "power_kva": (SPANNED, None), "industry": ({"value": str, **SPANNED}, None),
    "tenure": ({"value": str, **SPANNED}, None), "as_of": ({"value": str, **SPANNED}, None), "not_understood": [str],
    "contradictions": [{"message": LANGUAGES}],
}  # fmt: skip
ITEM = {
    "id": str, "name": str, "kind": str, "region": str, "region_id": optional(str), "sample": bool, "band": [NUMBER],
    "reasons": [{"criterion": str, "label": LANGUAGES, "unit": str, "text": LANGUAGES, "band": [NUMBER],
                 "weight": NUMBER, "statements": [str], "stale": bool}],
    "values": [{"property": str, "label": LANGUAGES, "text": LANGUAGES, "statements": [str], "stale": bool}],
    "unknown": [{"test": str, "label": LANGUAGES, "ask": LANGUAGES}],
    "failed": ({"test": str, "label": LANGUAGES, "text": LANGUAGES, "statements": [str]}, None),
}  # fmt: skip
MATCH = {
    "brief": BRIEF, "passed": [ITEM], "to_verify": [ITEM], "rejected": [ITEM], "not_understood": [str], "as_of": str,
    "counts": {"candidates": int, "passed": int, "to_verify": int, "rejected": int}, "snapshot": str, "samples": bool,
    "criteria": [{"criterion": str, "label": LANGUAGES, "weight": NUMBER, "unit": str}],
}  # fmt: skip
HELD = {
    "property": str, "label": LANGUAGES, "state": str, "rule": (LANGUAGES, None),
    "values": [{"text": LANGUAGES, "words": str, "statements": [str], "chosen": bool, "valid_from": optional(str),
                "fresh_until": optional(str), "stale": bool}],
}  # fmt: skip
ENTITY = {"id": str, "kind": str, "kind_label": LANGUAGES, "name": str, "sample": bool, "properties": [HELD]}
STATEMENT = {
    "id": str, "entity": str, "entity_name": str, "kind": str, "property": str, "label": LANGUAGES, "words": str,
    "value": dict, "text": LANGUAGES, "unit": optional(str), "qualifier": optional(str), "valid_from": optional(str),
    "valid_to": optional(str), "known_at": str, "locator": str, "method": str, "visibility": str, "sample": bool,
    "source": {"id": str, "citation": str, "link": optional(str), "source_class": str, "class_label": LANGUAGES},
    "conflicts": [str],
}  # fmt: skip
REGIONS = {"regions": [{"id": str, "name": str, "level": str, "parent": optional(str),
                        "counts": {"park": int, "plant": int, "parcel": int}}]}  # fmt: skip
MINUTES = {
    "minutes": NUMBER, "km": NUMBER, "as_of": str, "model": LANGUAGES, "notes": [LANGUAGES],
    "path": [{"road_id": optional(str), "road": optional(str), "km": NUMBER, "minutes": NUMBER, "statements": [str]}],
}  # fmt: skip
STALE = {
    "as_of": str, "counts": {"site": int},
    "items": [{"entity": str, "property": str, "label": LANGUAGES, "text": LANGUAGES, "observed_on": optional(str),
               "fresh_until": optional(str), "days_over": optional(int), "reason": LANGUAGES, "statements": [str]}],
}  # fmt: skip
STATUSES = ("open", "accepted", "rejected", "merged")
ROUTES = [
    ("/api/meta", {}, META),
    ("/api/map", {}, MAP),
    ("/api/map", {"samples": "1", "as_of": "2024-06-29"}, MAP),
    ("/api/brief", {"q": HOUSE_CASE}, BRIEF),
    ("/api/match", {"q": HOUSE_CASE}, MATCH),
    ("/api/match", {"q": HOUSE_CASE, "samples": "1"}, MATCH),
    ("/api/entities/r-440700", {}, ENTITY),
    ("/api/entities/s-043", {"as_of": "2024-06-29"}, ENTITY),
    ("/api/entities/x-20240630-1", {}, ENTITY),
    ("/api/conflicts", {}, {"conflicts": [HELD | {"entity": str, "name": str, "kind": str}]}),
    ("/api/stale", {"as_of": "2026-11-22"}, STALE),
    ("/api/documents", {}, {"documents": list}),
    ("/api/review", {}, {"queue": list, "total": int, "counts": dict.fromkeys(STATUSES, int)}),
    ("/api/regions", {}, REGIONS),
    ("/api/chains", {}, {"chains": list, "problems": list}),
    ("/api/minutes", {"from": "宝安", "to": "江门", "as_of": "2024-06-29"}, MINUTES),
]


def answer(client: TestClient, path: str, **query: str) -> Any:
    response = client.get(path, params=query)
    assert response.status_code == 200, response.text[:300]
    return response.json()


@pytest.mark.parametrize(
    ("path", "query", "shape"), ROUTES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_an_answer_has_the_shape_that_is_promised(
    client: TestClient, path: str, query: dict[str, str], shape: dict[str, Any]
) -> None:
    fits(answer(client, path, **query), shape)


def test_every_route_has_a_promised_shape(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    described = {path.partition("{")[0] for path, methods in paths.items() if "get" in methods}
    checked = {path for path, _, _ in ROUTES} | {
        "/api/statements/",
        "/api/documents/",
        "/api/review/",
        "/api/chains/",
    }
    assert all(any(one.startswith(path) for one in checked) for path in described)


def statements_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = set(value.get("statements", ())) | set(value.get("conflicts", ()) if "locator" in value else ())
        return own.union(*map(statements_of, value.values()))
    return set().union(*map(statements_of, value)) if isinstance(value, list) else set()


def test_every_statement_of_every_answer_opens(client: TestClient) -> None:
    ids: set[str] = set()
    for path, query, _ in ROUTES:
        ids |= statements_of(answer(client, path, **query))
    assert len(ids) > 200
    assert {one[0] for one in ids} == {"s", "b"}, "statements of the ledger and of cells of the samples"
    opened = {one: answer(client, f"/api/statements/{one}") for one in sorted(ids)}
    for one, statement in opened.items():
        fits(statement, STATEMENT, one)
        assert statement["id"] == one
        assert statement["sample"] == one.startswith("b-")
        assert statement["words"].strip()
        assert statement["source"]["link"] is None or statement["source"]["source_class"] not in (
            "C",
            "X",
            "G",
        )


def test_a_posted_brief_answers_as_its_sentence_does(client: TestClient) -> None:
    asked = answer(client, "/api/match", q=HOUSE_CASE, samples="1", as_of="2024-07-01")
    body = {"brief": asked["brief"], "samples": True, "as_of": "2024-07-01"}
    again = client.post("/api/match", json=body).json()
    for name in ("passed", "to_verify", "rejected", "counts", "criteria", "as_of"):
        assert again[name] == asked[name]


def test_real_conflicts_are_reported_with_both_sides(client: TestClient) -> None:
    found = answer(client, "/api/conflicts")["conflicts"]
    words = {
        (one["entity"], one["property"]): {value["text"]["zh"] for value in one["values"]} for one in found
    }
    assert words["i-118", "value"] == {"222", "208"}
    assert words["j-045", "projects_count"] == {"25 个", "27 个"}
    assert words["j-045", "investment"] == {"超 130 亿元", "138 亿元"}
    assert words["i-003", "value"] == {"5.1 %", "5.2 %"}
    for one in found:
        assert [value["chosen"] for value in one["values"]].count(True) == 1
        assert len(one["values"]) > 1
        sides = [set(value["statements"]) for value in one["values"]]
        assert not set.intersection(*sides)
        said = answer(client, f"/api/statements/{one['values'][0]['statements'][0]}")
        assert set(said["conflicts"]) == set().union(*sides[1:])
        held = answer(client, f"/api/entities/{one['entity']}")["properties"]
        assert next(each["state"] for each in held if each["property"] == one["property"]) == "conflict"


def test_an_entity_is_shown_as_it_was_known(client: TestClient) -> None:
    statement = statements_of(answer(client, "/api/entities/r-440700")).pop()
    known_at = answer(client, f"/api/statements/{statement}")["known_at"]
    assert answer(client, "/api/entities/r-440700", known_at=known_at)["name"] == "江门市"
    assert answer(client, "/api/entities/r-440700", known_at=known_at[:10])["name"] == "江门市", (
        "a day means its end"
    )
    assert (
        client.get("/api/entities/r-440700", params={"known_at": "2020-01-01T00:00:00Z"}).status_code == 404
    )
    # The same instant on a clock eight hours ahead.
    east = f"{known_at[:-1]}+00:00".replace("+00:00", "+08:00")
    assert client.get("/api/entities/r-440700", params={"known_at": east}).status_code == 404


def test_the_link_changes_the_way_on_the_day_it_opened(client: TestClient) -> None:
    before = answer(client, "/api/minutes", **{"from": "宝安", "to": "中山", "as_of": "2024-06-29"})
    after = answer(client, "/api/minutes", **{"from": "宝安", "to": "中山", "as_of": "2024-06-30"})
    assert before["minutes"] > after["minutes"] + 20
    assert not any("深中通道" in (leg["road"] or "") for leg in before["path"])
    assert any("深中通道" in (leg["road"] or "") for leg in after["path"])
    roads = {
        day: answer(client, "/api/map", as_of=day)["roads"]["features"]
        for day in ("2024-06-29", "2024-06-30")
    }
    opened = [
        late["properties"]
        for early, late in zip(roads["2024-06-29"], roads["2024-06-30"], strict=True)
        if late["properties"]["open"] and not early["properties"]["open"]
    ]
    assert "G2518深中通道" in {one["name"] for one in opened}
    assert {one["opened_on"] for one in opened} == {"2024-06-30"}


def test_samples_are_on_the_map_only_when_asked_for_and_marked(client: TestClient) -> None:
    alone = answer(client, "/api/map")["sites"]["features"]
    beside = answer(client, "/api/map", samples="1")["sites"]["features"]
    assert not any(one["properties"]["sample"] for one in alone)
    extra = {one["properties"]["id"] for one in beside} - {one["properties"]["id"] for one in alone}
    marked = {one["properties"]["id"] for one in beside if one["properties"]["sample"]}
    assert extra == marked
    assert len(marked) == 300


def test_more_sites_than_a_page_can_draw_come_as_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    workspace = Workspace.create(tmp_path_factory.mktemp("many") / "workspace")
    workspace.build([built_in_pack()], 5_000)
    client = TestClient(create_app(workspace))
    found = answer(client, "/api/map", samples="1")
    cells = found["cells"]["features"]
    assert sum(one["properties"]["count"] for one in cells) == 5_000
    assert len(cells) <= maps.CELLS_ACROSS**2
    assert all(one["properties"]["sample"] for one in cells)
    assert not any(one["properties"]["sample"] for one in found["sites"]["features"]), "facts stay points"
    assert found["sites"]["features"] == answer(client, "/api/map")["sites"]["features"]
    assert answer(client, "/api/map")["cells"]["features"] == []


def test_numbers_carry_no_noise_of_floats(client: TestClient) -> None:
    for item in answer(client, "/api/match", q=HOUSE_CASE, samples="1", top="50")["to_verify"]:
        for number in (
            *item["band"],
            *(one for reason in item["reasons"] for one in (reason["contribution"], *reason["band"])),
        ):
            assert number is None or round(number, 6) == number


def test_today_is_the_day_asked_about_when_none_is_named(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days, "today", lambda: date(2024, 6, 29))
    assert answer(client, "/api/match", q="厂房")["as_of"] == "2024-06-29"
    assert answer(client, "/api/meta")["today"] == "2024-06-29"
    assert answer(client, "/api/map")["as_of"] == "2024-06-29"
