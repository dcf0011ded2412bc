"""Whom does a workspace say to visit, why, and of whom does it say nothing?"""

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from score.arrivals import find_arrivals

from yuantu.errors import NotFound
from yuantu.match.targeting import LEAST_REASONS, LEAST_SOURCES, criteria
from yuantu.workspace.callsheets import draw_call_sheet
from yuantu.workspace.followers import find_followers
from yuantu.workspace.targets import find_targets
from yuantu.workspace.workspace import Workspace

KITES = Path(__file__).parents[1] / "chain" / "kites.yaml"
DAY = date(2026, 11, 22)
MANIFEST = """\
format: 1
id: kites
title: {zh: 风筝之乡, en: Kite country}
datum: WGS-84
licence: CC0
sample: false
tables:
  - {file: regions.csv, kind: region}
  - {file: companies.csv, kind: company}
  - {file: projects.csv, kind: project}
  - {file: road_nodes.csv, kind: road_node}
  - {file: roads.csv, kind: road}
"""
FILES = {
    "sources.csv": "id,citation,address,source_class\na,official page,https://a.example/1,A\n"
    "b,gazette,https://b.example/,A\ng,what one knows,,G\n",
    "regions.csv": """\
id,name,level,parent,lon,lat,source,as_of
r-1,甲市,city,,113.0,22.5,a,2024
r-2,乙市,city,,113.4,22.5,a,2024
r-3,丙市,city,,118.0,25.0,a,2024
""",
    "companies.csv": """\
id,name,region,hq_place,products,role,source,as_of,note
c-1,甲筝业,r-1,乙市,风筝,leader,a,2026-06,
c-2,乙骨架厂,r-2,乙市,骨架,,a,2026-06,
c-3,丙骨架厂,r-3,丙市,骨架,,a,2026-06,考察甲市，未确认落户
c-4,丁骨架厂,r-2,丙市,风筝骨架,,a,2026-06,
c-5,戊骨架厂,r-2,,骨架,,g,2026-06,
c-6,甲骨架厂,r-1,,线轮,,a,2026-06,
""",
    "projects.csv": """\
id,name,company,region,status_words,source,as_of
j-2,乙厂二期,乙骨架厂,r-2,在建,b,2026-05
j-3,丙厂扩产,丙骨架厂,r-3,已终止,b,2024-05
j-4,丁厂,丁骨架厂,r-2,投产,b,2026-05
j-5,戊厂扩产,戊骨架厂,r-2,在建,b,2026-05
""",
    "road_nodes.csv": "id,name,kind,lon,lat,source,as_of\nn-1,甲,city,113.0,22.5,a,2024\n"
    "n-2,乙,city,113.4,22.5,a,2024\n",
    "roads.csv": "id,name,start,end,length_km,design_speed_kmh,opened_on,toll,source,as_of\n"
    "e-1,甲乙高速,n-1,n-2,45,120,2020-01-01,yes,a,2024\n",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("targets")
    pack = folder / "pack"
    pack.mkdir()
    (pack / "manifest.yaml").write_text(MANIFEST, encoding="utf-8")
    for name, text in FILES.items():
        (pack / name).write_text(text, encoding="utf-8")
    found = Workspace.create(folder / "workspace")
    found.build([pack], 0)
    found.folder.chains.mkdir()
    (found.folder.chains / "kites.yaml").write_bytes(KITES.read_bytes())
    yield found
    found.session.close()


@pytest.fixture(scope="module")
def frame(workspace: Workspace) -> dict[str, Any]:
    return find_targets(workspace, "kites", "骨架", "甲市", DAY)


def company(answer: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in (*answer["targets"], *answer["abstained"]) if one["company_name"] == name
    )
    return found


def sorts(target: dict[str, Any], key: str) -> set[str]:
    return {one["sort"] for one in target[key]}


def test_makers_elsewhere_are_ranked_and_those_here_are_no_targets(frame: dict[str, Any]) -> None:
    assert [(one["rank"], one["company_name"]) for one in frame["targets"]] == [
        (1, "乙骨架厂"),
        (2, "丁骨架厂"),
        (3, "丙骨架厂"),
    ]
    assert [one["company_name"] for one in frame["customers"]] == ["甲筝业"]
    assert frame["gap"]["state"] == "reachable"


def test_every_target_has_three_reasons_and_a_doubt_with_statements_behind(
    workspace: Workspace, frame: dict[str, Any]
) -> None:
    for one in frame["targets"]:
        assert len(one["reasons"]) >= LEAST_REASONS
        assert one["doubts"]
        assert len(one["sources"]) >= LEAST_SOURCES
        cited = {
            statement for point in (*one["reasons"], *one["doubts"]) for statement in point["statements"]
        }
        assert cited
        assert all(workspace.session.statement(statement) for statement in cited)


def test_a_source_that_nobody_can_look_up_is_none(frame: dict[str, Any]) -> None:
    abstained = company(frame, "戊骨架厂")
    assert abstained["sources"] == ["kites/b"]
    assert "只有1个" in abstained["why"]["zh"]
    assert "rank" not in abstained


def test_ties_are_those_that_are_stated(frame: dict[str, Any]) -> None:
    assert sorts(company(frame, "乙骨架厂"), "reasons") >= {
        "reason_neighbours",
        "reason_leader_seat",
        "reason_sign",
    }
    assert "reason_split" in sorts(company(frame, "丁骨架厂"), "reasons")
    assert "reason_dealings" in sorts(company(frame, "丙骨架厂"), "reasons")
    assert "reason_split" not in sorts(company(frame, "丙骨架厂"), "reasons")


def test_a_plan_that_was_dropped_is_no_sign(frame: dict[str, Any]) -> None:
    last = company(frame, "丙骨架厂")
    assert "reason_sign" not in sorts(last, "reasons")
    assert "doubt_no_sign" in sorts(last, "doubts")
    assert "doubt_no_minutes" in sorts(last, "doubts")


def test_an_unknown_drive_is_a_band_and_not_a_guess(frame: dict[str, Any]) -> None:
    far = company(frame, "丙骨架厂")
    assert far["minutes"] is None
    assert far["score"] is None
    low, high = far["band"]
    assert high - low == pytest.approx(
        next(one["weight"] for one in frame["criteria"] if one["name"] == "minutes"), abs=1e-3
    )


def test_score_is_the_sum_of_its_contributions(frame: dict[str, Any]) -> None:
    assert sum(one.weight for one in criteria()) == pytest.approx(1)
    for one in frame["targets"]:
        for place in (0, 1):
            parts = sum(values[place] for values in one["contributions"].values())
            assert one["band"][place] == pytest.approx(parts, abs=1e-3)


def test_what_is_not_known_yet_is_no_reason(workspace: Workspace) -> None:
    before = find_targets(workspace, "kites", "frame", "甲市", date(2025, 1, 1))
    assert before["targets"] == []
    assert before["abstained"] == []


def test_an_unknown_product_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound) as refused:
        find_targets(workspace, "kites", "飞机", "甲市", DAY)
    assert refused.value.problem.code == "chain_node_unknown"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "href" and value:
                self.targets.append(value.removeprefix("#"))
            if name == "id" and value:
                self.ids.add(value)
            if name == "src" or tag in {"script", "link", "img"}:
                self.outside.append(tag)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_call_sheet_is_whole_and_needs_nothing_from_elsewhere(
    workspace: Workspace, frame: dict[str, Any], language: str
) -> None:
    sheet = draw_call_sheet(workspace.session, frame, language)
    links = Links()
    links.feed(sheet)
    assert links.targets
    assert set(links.targets) == links.ids
    assert links.outside == []
    assert "official page" in sheet
    assert all(one["company_name"] in sheet for one in (*frame["targets"], *frame["abstained"]))
    assert draw_call_sheet(workspace.session, frame, language) == sheet


# ── followers ────────────────────────────────────────────────────────────────────────────────────


def test_followers_are_those_who_came_after_the_leader(workspace: Workspace) -> None:
    found = find_followers(workspace, "kites", "甲筝业", None, DAY)
    assert found["region"]["id"] == "r-1"
    frame = next(one for one in found["inputs"] if one["node"] == "frame")
    assert frame["steps"] == 1
    assert [one["company_name"] for one in frame["came"]] == []
    assert {one["company_name"] for one in frame["outside"]} == {
        "乙骨架厂",
        "丙骨架厂",
        "丁骨架厂",
        "戊骨架厂",
    }
    assert [one["node"] for one in found["inputs"]][-1] in {"bamboo", "line", "reel"}
    assert found["counts"]["inputs"] == len(found["inputs"])


def test_followers_of_the_pack_are_dated_where_their_projects_are(jiangmen: Workspace) -> None:
    found = find_followers(jiangmen, "battery", "中创新航科技(江门)有限公司", "江门", DAY)
    assert found["since"]["day"] == "2022-01-26"
    came = {one["company_name"]: one for two in found["inputs"] for one in two["came"]}
    assert "after" in came["天赐材料"]
    assert came["天赐材料"]["after"] is None, "nobody has said on which day it came"
    assert came["优美科"]["after"] is False, "it signed in 2017"


def test_a_leader_that_is_nowhere_or_unknown_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        find_followers(workspace, "kites", "没有这家", None, DAY)


def test_the_arrivals_that_the_score_counts_are_those_of_the_pack(jiangmen: Workspace) -> None:
    found = {one.name: one for one in find_arrivals(jiangmen)}
    assert {"深圳科达", "天赐材料", "中创新航科技(江门)有限公司"} <= set(found)
    assert found["中创新航科技(江门)有限公司"].region == "r-440700"
    assert "芳源新材料集团" not in found, "its head office is here"
