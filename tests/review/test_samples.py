"""Does what calls itself 示例 stay apart from the facts, on every surface?"""

from datetime import date

import pytest

from yuantu.evidence.readers.sampling import is_sample
from yuantu.workspace import answers, evidence
from yuantu.workspace.documents import Received, add_document, list_documents

TEXT = (
    "示例：一篇练习用的文章\n\n2023年，小城市地区生产总值999亿元。月亮湖产业园规划面积约3000亩，落户东镇。\n"
)


@pytest.fixture
def sample(desk, claim):
    """The desk with a document that calls itself 示例, and the ids of its two proposals."""
    year = {"valid_from": "2023-01-01", "valid_to": "2023-12-31"}
    made = desk.add(
        claim("999亿元", text=TEXT, subject="小城市", property="gdp", value=999e8, unit="CNY", **year),
        claim("约3000亩", text=TEXT, subject="月亮湖产业园", subject_kind="park", property="planned_area",
              kind="area", value=2e6, unit="m2", place="东镇"),
        text=TEXT, name="练习",
    )  # fmt: skip
    queue = desk.reviewing.queue("all", made["document"]["id"])["queue"]
    return made["document"], [one["id"] for one in queue]


def test_the_document_is_marked_whatever_class_it_was_given(desk, sample) -> None:
    document, _ = sample
    assert (document["sample"], document["source_class"]) == (True, "示例")
    marked = {one["name"]: one["sample"] for one in list_documents(desk.workspace)}
    assert marked == {"小城报": False, "练习": True}


def test_what_it_says_of_a_real_thing_is_no_fact(desk, sample) -> None:
    _, (gdp, _area) = sample
    before = desk.workspace.session.counts
    done = desk.act(gdp, "accept")["item"]
    assert done["status"] == "accepted"
    assert desk.held("i-1", "value") == ["401.5"], "the fact alone is held, and nothing disagrees with it"
    assert evidence.conflicts_json(desk.workspace.session, None) == []
    assert desk.workspace.session.counts == before
    shown = evidence.statement_json(desk.workspace.session, done["statements"][0])
    assert (shown["sample"], shown["source"]["source_class"]) == (True, "示例")


def test_a_thing_that_only_a_sample_speaks_of_is_a_sample(desk, sample) -> None:
    _, (_gdp, area) = sample
    made = desk.act(area, "accept", new_entity={"kind": "park"})["item"]["entity"]["id"]
    session = desk.workspace.session
    assert session.entity(made, None).sample
    assert [one.id for one in session.entities("park", None)] == ["p-1"]
    assert made in {one.id for one in session.entities("park", None, samples=True)}
    counted = answers.regions_json(session, date(2024, 6, 1))["regions"]
    assert sum(one["counts"]["park"] for one in counted if one["id"] == "r-2") == 0
    real = "月亮湖产业园规划面积3000亩。".encode()
    second = add_document(desk.workspace, real, Received("实报", "2024-02"))["document"]["id"]
    (item,) = desk.reviewing.queue("open", second)["queue"]
    desk.act(item["id"], "accept", entity=made)
    assert not desk.workspace.session.entity(made, None).sample, (
        "now a fact is known of it, and it alone counts"
    )
    assert desk.held(made, "planned_area") == ["3000亩"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("示例：一篇文章", True), ("# 示例 园区报\n", True), ("【示例】某园", True), ("标题\n（示例）", True),
        ("Sample: an article", True), ("Sample article\n", True), ("本市建成三个示例性园区", False),
        ("示例性工程开工", False), ("以此为示例。", False), ("samples of steel", False), ("", False),
    ],
)  # fmt: skip
def test_only_what_says_so_in_its_head_is_a_sample(head, expected) -> None:
    assert is_sample(head) is expected
    assert not is_sample("甲" * 400 + "\n" + head)
