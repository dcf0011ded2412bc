"""What does a workspace say of a chain: who makes what where, what can be reached, what nobody knows?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yuantu.errors import BadInput, NotFound
from yuantu.workspace import chains
from yuantu.workspace.policies import find_policies
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
  - {file: road_nodes.csv, kind: road_node}
  - {file: roads.csv, kind: road}
"""
FILES = {
    "sources.csv": "id,citation,address,source_class\na,official page,https://a.example/1,A\nb,gazette,https://b.example/,A\n",
    "regions.csv": """\
id,name,level,parent,lon,lat,source,as_of
r-1,甲市,city,,113.0,22.5,a,2024
r-11,东区,county,r-1,113.0,22.5,a,2024
r-2,乙市,city,,113.4,22.5,a,2024
r-3,丙市,city,,118.0,25.0,a,2024
""",
    "companies.csv": """\
id,name,region,hq_place,products,role,source,as_of
c-1,甲筝业,r-11,,特技风筝,leader,a,2024
c-2,乙线轮厂,r-2,,线轮,,a,2025-06
c-3,丙竹艺,,丙市,竹篾,,a,2024
c-4,不知何处,,,风筝纸,,a,2024
""",
    "road_nodes.csv": "id,name,kind,lon,lat,source,as_of\nn-1,甲,city,113.0,22.5,a,2024\n"
    "n-2,乙,city,113.4,22.5,a,2024\n",
    "roads.csv": "id,name,start,end,length_km,design_speed_kmh,opened_on,toll,source,as_of\n"
    "e-1,甲乙高速,n-1,n-2,45,120,2020-01-01,yes,a,2024\n",
}


@pytest.fixture(scope="module")
def kites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("kites")
    pack = folder / "pack"
    pack.mkdir()
    (pack / "manifest.yaml").write_text(MANIFEST, encoding="utf-8")
    for name, text in FILES.items():
        (pack / name).write_text(text, encoding="utf-8")
    workspace = Workspace.create(folder / "workspace")
    workspace.build([pack], 0)
    workspace.folder.chains.mkdir()
    (workspace.folder.chains / "kites.yaml").write_bytes(KITES.read_bytes())
    yield workspace
    workspace.session.close()


def states(answer: dict[str, Any]) -> dict[str, str]:
    return {one["node"]: one["state"] for one in answer["gaps"]}


def gap(answer: dict[str, Any], node: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in answer["gaps"] if one["node"] == node)
    return found


def test_a_node_is_made_here_or_within_reach_or_nobody_knows(kites: Workspace) -> None:
    found = chains.find_chain_gaps(kites, "kites", "甲市", DAY)
    assert states(found) == {
        "paper": "no_data", "bamboo": "no_data", "line": "no_data", "frame": "no_data", "reel": "reachable",
        "kite": "present", "stunt": "present",
    }  # fmt: skip
    assert found["counts"] == {"present": 2, "reachable": 1, "absent": 0, "no_data": 4}
    assert found["coverage"] == gap(found, "kite")["coverage"]
    assert (found["coverage"]["known"], found["coverage"]["placed"]) == (1, 1)


def test_a_maker_of_the_narrower_is_a_maker_of_the_broader_only(kites: Workspace) -> None:
    kite = gap(chains.find_chain_gaps(kites, "kites", "r-1", DAY), "kite")
    assert [(one["company_name"], one["node"]) for one in kite["makers"]] == [("甲筝业", "stunt")]
    elsewhere = chains.find_chain_gaps(kites, "kites", "乙市", DAY)
    assert gap(elsewhere, "stunt")["nearest"]["company"] == "c-1"


def test_the_nearest_maker_is_named_with_its_minutes_and_its_statement(kites: Workspace) -> None:
    reel = gap(chains.find_chain_gaps(kites, "kites", "甲市", DAY), "reel")
    assert (reel["nearest"]["company"], reel["nearest"]["region"]) == ("c-2", "r-2")
    assert 20 < reel["nearest"]["minutes"] < 60
    statement = kites.session.statement(reel["statements"][0])
    assert statement is not None
    assert statement.words == "线轮"


def test_fewer_minutes_reach_less(kites: Workspace) -> None:
    found = chains.find_chain_gaps(kites, "kites", "甲市", DAY, 10.0)
    assert states(found)["reel"] == "no_data"
    assert gap(found, "reel")["nearest"]["company"] == "c-2", "it is still said who is nearest"


def test_before_a_fact_was_observed_it_is_not_known(kites: Workspace) -> None:
    assert states(chains.find_chain_gaps(kites, "kites", "甲市", date(2025, 1, 1)))["reel"] == "no_data"


def test_a_company_that_is_nowhere_is_counted_but_placed_in_no_region(kites: Workspace) -> None:
    shown = chains.show_chain(kites, "kites", DAY)
    paper = next(one for one in shown["nodes"] if one["id"] == "paper")
    assert [(one["company"], one["region"]) for one in paper["makers"]] == [("c-4", None)]
    assert shown["coverage"]["known"] == 4
    compared = chains.compare_regions(kites, "kites", DAY)
    paper_at = compared["nodes"].index("paper")
    assert {one["states"][paper_at] for one in compared["regions"]} == {"n"}


def test_all_regions_say_what_each_says_alone(kites: Workspace) -> None:
    compared = chains.compare_regions(kites, "kites", DAY)
    assert [one["id"] for one in compared["regions"]] == ["r-1", "r-11", "r-2", "r-3"]
    for one in compared["regions"]:
        alone = chains.find_chain_gaps(kites, "kites", one["id"], DAY)
        assert [compared["letters"][letter] for letter in one["states"]] == list(states(alone).values())
        assert one["counts"] == alone["counts"]


def test_importance_is_the_sum_of_its_parts(kites: Workspace) -> None:
    for one in chains.find_chain_gaps(kites, "kites", "甲市", DAY)["gaps"]:
        assert one["importance"] == pytest.approx(
            sum(part["contribution"] for part in one["importance_parts"]), abs=1e-3
        )
    frame = gap(chains.find_chain_gaps(kites, "kites", "甲市", DAY), "frame")
    counts = {part["part"]: part["count"] for part in frame["importance_parts"]}
    assert counts == {"demand": 1.0, "leaders": 1.0, "single_source": 0.0, "substitutes": 0.0}
    # 0.4 × 1/4 + 0.25 × 1/2 + 0.2 + 0.15: one maker asks for it, a leader, and nobody else makes it
    assert frame["importance"] == pytest.approx(0.575)


def test_what_nobody_here_asks_for_matters_to_nobody_here(kites: Workspace) -> None:
    assert {one["importance"] for one in chains.find_chain_gaps(kites, "kites", "丙市", DAY)["gaps"]} == {0.0}


def test_what_is_not_there_is_said(kites: Workspace) -> None:
    with pytest.raises(NotFound) as unknown:
        chains.show_chain(kites, "drachen", DAY)
    assert unknown.value.problem.code == "chain_unknown"
    with pytest.raises(NotFound) as nowhere:
        chains.find_chain_gaps(kites, "kites", "丁市", DAY)
    assert nowhere.value.problem.code == "region_unknown"


def test_a_broken_chain_hides_no_other(kites: Workspace) -> None:
    broken = kites.folder.chains / "broken.yaml"
    broken.write_text("id: broken\n", encoding="utf-8")
    try:
        found = chains.list_chains(kites)
        assert "kites" in [one["id"] for one in found["chains"]]
        assert {one["place"] for one in found["problems"]} == {"broken.yaml:1"}
        with pytest.raises(BadInput):
            chains.show_chain(kites, "broken", DAY)
    finally:
        broken.unlink()


def test_a_chain_that_has_changed_is_read_again(kites: Workspace) -> None:
    file = kites.folder.chains / "kites.yaml"
    before = file.read_bytes()
    file.write_text(before.decode().replace('version: "1"', 'version: "11"'), encoding="utf-8")
    try:
        assert chains.show_chain(kites, "kites", DAY)["version"] == "11"
    finally:
        file.write_bytes(before)


# ── absence and strength ─────────────────────────────────────────────────────────────────────────

ABSENCES = """\
id,region,product,stance,source,as_of
a-1,r-1,风筝,none,a,2026-06
a-2,r-1,竹篾;骨架,complete,b,2026-06
a-3,r-2,风筝纸,none,a,2022
a-4,r-2,飞机,none,a,2026-06
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The same, with statements of absence."""
    folder = tmp_path_factory.mktemp("said")
    pack = folder / "pack"
    pack.mkdir()
    tables = "  - {file: absences.csv, kind: absence}\n"
    (pack / "manifest.yaml").write_text(MANIFEST + tables, encoding="utf-8")
    for name, text in (FILES | {"absences.csv": ABSENCES}).items():
        (pack / name).write_text(text, encoding="utf-8")
    workspace = Workspace.create(folder / "workspace")
    workspace.build([pack], 0)
    workspace.folder.chains.mkdir()
    (workspace.folder.chains / "kites.yaml").write_bytes(KITES.read_bytes())
    yield workspace
    workspace.session.close()


def test_only_a_statement_makes_a_product_absent(said: Workspace) -> None:
    here = states(chains.find_chain_gaps(said, "kites", "甲市", DAY))
    assert (here["bamboo"], here["frame"], here["paper"]) == ("absent", "absent", "no_data")
    bamboo = gap(chains.find_chain_gaps(said, "kites", "甲市", DAY), "bamboo")
    words = {statement.words for one in bamboo["absence"] if (statement := said.session.statement(one))}
    assert words == {"竹篾", "r-1", "complete"}
    assert set(bamboo["absence"]) <= set(bamboo["statements"])


def test_absence_holds_for_what_lies_inside_and_for_kinds_and_not_the_other_way(said: Workspace) -> None:
    district = chains.find_chain_gaps(said, "kites", "东区", DAY)
    assert states(district)["bamboo"] == "absent"
    assert gap(district, "stunt")["absence"], "whoever makes no kite makes no stunt kite"
    assert not gap(chains.find_chain_gaps(said, "kites", "丙市", DAY), "bamboo")["absence"]


def test_a_maker_in_spite_of_it_is_shown_beside_what_is_said(said: Workspace) -> None:
    kite = gap(chains.find_chain_gaps(said, "kites", "甲市", DAY), "kite")
    assert kite["state"] == "present"
    assert kite["absence"]


def test_what_was_said_too_long_ago_makes_nothing_absent_any_more(said: Workspace) -> None:
    assert states(chains.find_chain_gaps(said, "kites", "乙市", DAY))["paper"] == "no_data"
    assert states(chains.find_chain_gaps(said, "kites", "乙市", date(2023, 6, 1)))["paper"] == "absent"
    assert states(chains.find_chain_gaps(said, "kites", "甲市", date(2026, 1, 1)))["bamboo"] == "no_data"


def test_strength_has_an_interval_and_says_nothing_of_a_handful(kites: Workspace) -> None:
    found = chains.find_chain_gaps(kites, "kites", "甲市", DAY)
    assert gap(found, "line")["strength"] is None, "nobody makes it anywhere"
    stunt = gap(found, "stunt")["strength"]
    # one of one company here, one of four everywhere; Wilson's interval of 1 of 1 is 0.2065 … 1
    assert stunt["quotient"] == 4.0
    assert (stunt["low"], stunt["high"]) == (pytest.approx(0.8262, abs=1e-4), pytest.approx(4.0))
    assert stunt["word"] == "unclear"


# ── an input–output table ────────────────────────────────────────────────────────────────────────


def test_a_table_adds_its_part_and_the_others_make_room(kites: Workspace) -> None:
    text = KITES.read_text(encoding="utf-8")
    coded = text.replace("kite}, segment: goods, not", 'kite}, segment: goods, codes: ["2452"], not')
    chain, table = kites.folder.chains / "kites.yaml", kites.folder.chains / "input-output.csv"
    chain.write_text(coded, encoding="utf-8")
    table.write_text("input,output,coefficient\n22,24,0.15\n222,2452,0.09\n", encoding="utf-8")
    try:
        found = chains.find_chain_gaps(kites, "kites", "甲市", DAY)
        paper = {one["part"]: one for one in gap(found, "paper")["importance_parts"]}
        assert (paper["table"]["count"], paper["table"]["value"]) == (0.15, 0.5), "the largest that applies"
        assert paper["demand"]["weight"] == pytest.approx(0.32)
        assert sum(one["weight"] for one in paper.values()) == pytest.approx(1.0)
        line = {one["part"]: one for one in gap(found, "line")["importance_parts"]}
        assert (line["table"]["count"], line["table"]["value"]) == (None, 0.0), "not named is not zero"
        table.write_text("input,output,coefficient\n22,99999,0.1\n22,24,9\n", encoding="utf-8")
        with pytest.raises(BadInput) as refused:
            chains.find_chain_gaps(kites, "kites", "甲市", DAY)
        assert [one.place for one in refused.value.problems] == ["input-output.csv!B2", "input-output.csv!C3"]
    finally:
        chain.write_text(text, encoding="utf-8")
        table.unlink()


# ── industry lists ───────────────────────────────────────────────────────────────────────────────


def test_a_product_falls_under_entries_of_each_city(jiangmen: Workspace) -> None:
    found = find_policies(jiangmen, "battery", "动力电池系统", DAY)
    lists = {one["id"]: one["entries"] for one in found["lists"]}
    assert set(lists) == {"gd20", "jm", "sz20-8", "zs10"}
    assert "新能源电池" in {one["name"]["zh"] for one in lists["jm"]}
    battery = next(one for one in lists["jm"] if one["name"]["zh"] == "新能源电池")
    assert battery["source"]["citation"]
    assert all(one["relation"] in {"exact", "partial", "none"} for one in battery["counterparts"])


def test_a_relation_is_read_from_the_side_that_asks(jiangmen: Workspace) -> None:
    broad = find_policies(jiangmen, "biomedicine", "basic-chemicals", DAY)
    entries = {one["id"]: one for each in broad["lists"] for one in each["entries"]}
    narrow = {one["id"]: one["scope"] for one in entries["gd20/gd20-09"]["counterparts"]}
    assert narrow["sz20-8/sz208-18"] == "narrower"
    back = {one["id"]: one["scope"] for one in entries["sz20-8/sz208-18"]["counterparts"]}
    assert back["gd20/gd20-09"] == "broader"


def test_an_entry_that_is_not_in_force_says_so(jiangmen: Workspace) -> None:
    before = find_policies(jiangmen, "battery", "cell", date(2019, 1, 1))
    assert not any(one["in_force"] for each in before["lists"] for one in each["entries"])


def test_a_company_whose_industry_alone_is_known_is_counted_apart(jiangmen: Workspace) -> None:
    coverage = chains.show_chain(jiangmen, "safety", DAY)["coverage"]
    assert coverage["in_chain"] >= 1, "伟创科技: 安全应急, no product stated"
    assert coverage["known"] >= coverage["placed"] + coverage["to_check"] + coverage["in_chain"]


# ── before and after the Link ────────────────────────────────────────────────────────────────────


def test_the_link_brings_a_maker_within_reach(jiangmen: Workspace) -> None:
    eve, after = (
        gap(chains.find_chain_gaps(jiangmen, "equipment", "中山", day, 50.0), "laser-equipment")
        for day in (date(2024, 6, 29), date(2024, 7, 1))
    )
    assert (eve["state"], after["state"]) == ("no_data", "reachable")
    assert eve["nearest"]["minutes"] > 50 > after["nearest"]["minutes"]
