"""Does a brief that asks for companies nearby find sites by them, and say how many nobody has placed?"""

from datetime import date
from typing import Any

from yuantu.workspace import asking
from yuantu.workspace.workspace import Workspace

TODAY = date(2026, 11, 22)
COLUMN = "companies_within_30_km"
SITES = {"s-1": (113.10, 22.60), "s-2": (113.50, 22.60), "s-3": (113.90, 22.60)}
COMPANIES = {"c-1": (113.11, 22.60), "c-2": (113.12, 22.61), "c-3": (113.50, 22.62), "c-4": None}


def _at(place: tuple[float, float] | None) -> dict[str, str]:
    return {"lon": f"{place[0]}", "lat": f"{place[1]}"} if place else {"lon": "", "lat": ""}


def place(small_pack: Any, **moved: tuple[float, float]) -> Any:
    for site in small_pack.tables["sites"]:
        more = {"kind": "parcel", "stage": "on_offer", "available_from": "2026-01"}
        site |= {**more, **_at(SITES.get(site["id"]))}
    small_pack.tables["companies"] = [
        {"id": name, "name": f"第{name[-1]}电子有限公司", **_at(where), "source": "a", "as_of": "2024-06"}
        for name, where in (COMPANIES | moved).items()
    ]
    line = "  - {file: companies.csv, kind: company}\n"
    small_pack.manifest = small_pack.manifest.removesuffix(line) + line
    return small_pack.write()


def answer_of(small_pack: Any, workspace: Workspace, least: int) -> dict[str, Any]:
    workspace.build([place(small_pack)], 0)
    document = {
        "kind": "parcel",
        "knockouts": [{"column": COLUMN, "min": least}],
        "criteria": [{"column": COLUMN, "knots": [[0, 0], [4, 1]], "weight": 1}],
    }
    found: dict[str, Any] = asking.match(workspace.session, asking.read_document(document, TODAY), None)
    return found


def test_companies_nearby_pass_fail_or_leave_open(small_pack: Any, workspace: Workspace) -> None:
    answer = answer_of(small_pack, workspace, 2)
    # Two are near the first site; near the second one, and the unplaced one might be; near the third none is.
    assert [one["id"] for one in answer["passed"]] == ["s-1"]
    assert [one["id"] for one in answer["to_verify"]] == ["s-2"]
    assert [one["id"] for one in answer["rejected"]] == ["s-3"]
    (reason,) = answer["passed"][0]["reasons"]
    assert reason["text"] == {
        "zh": "2 至 3（1 个位置不明）",
        "en": "2 to 3 (1 of unknown place)",
    }
    assert reason["band"] == [0.5, 0.75]
    assert reason["statements"], "a count rests on where the site lies"
    (open_question,) = answer["to_verify"][0]["unknown"]
    assert open_question["ask"]["zh"] == "30 公里内企业：位置不明的在哪里（需 ≥ 2）？"
    assert answer["rejected"][0]["failed"]["distance"] == -1.0


def test_a_company_that_moves_is_noticed_by_what_is_kept(small_pack: Any, workspace: Workspace) -> None:
    frames = []
    for moved in ({}, {}, {"c-3": (113.6, 22.62)}):
        workspace.build([place(small_pack, **moved)], 0)
        frames.append(asking.open_sites(workspace.session, TODAY).frame(statements=False))
    assert frames[0] == frames[1] != frames[2]
