"""Does a claim go from a text through the queue into the facts and back, and is nothing lost on the way?"""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import BadInput, NotFound, WorkspaceError
from yuantu.facts.quoting import sentence_around
from yuantu.workspace import archive, evidence, publishing
from yuantu.workspace.documents import (
    Received,
    add_document,
    difference_json,
    document_json,
    list_documents,
)

MANIFEST = """\
format: 1
id: small
title: {zh: 小城, en: Small town}
datum: WGS-84
licence: CC0
sample: false
tables: [{file: regions.csv, kind: region}, {file: parks.csv, kind: park}]
"""


def code(error: pytest.ExceptionInfo[BadInput]) -> str:
    return error.value.problem.code


def test_reading_a_document_again_adds_nothing(desk) -> None:
    assert (desk.add()["added"], desk.add()["offered"]) == (0, 7)
    assert len(desk.items()) == 7, "two subjects of one number are two proposals"
    assert len(list_documents(desk.workspace)) == 1


def test_a_proposal_is_shown_with_its_sentence_and_what_it_becomes(desk) -> None:
    item = desk.reviewing.item(desk.id_of("402亿元"))
    sentence = item["sentence"]
    assert sentence["text"] == "2023年，小城市地区生产总值402亿元，增长5.5%。"
    assert sentence["text"][slice(*sentence["span"])] == "402亿元"
    assert item["entity"] == {"id": "r-1", "kind": "region", "name": "小城市"}
    assert item["becomes"]["entity"] == "i-1", "the indicator that the workspace has"
    assert item["becomes"]["label"]["zh"] == "地区生产总值"
    assert [one["text"]["zh"] for one in item["becomes"]["held"]["values"]] == ["401.5 亿元"]


def test_an_accepted_claim_stands_beside_the_fact_that_it_disagrees_with(desk) -> None:
    done = desk.act(desk.id_of("402亿元"), "accept")
    assert done["item"]["status"] == "accepted"
    (statement,) = done["item"]["statements"]
    found = evidence.statement_json(desk.workspace.session, statement)
    document = list_documents(desk.workspace)[0]
    start = done["item"]["claim"]["start"]
    assert found["locator"] == f"doc:{document['id']}!{start}-{start + 5}"
    assert found["source"]["id"] == f"doc/{document['id']}"
    assert (found["source"]["citation"], found["source"]["source_class"]) == ("小城报", "B")
    assert (found["words"], found["method"], found["valid_from"]) == ("402亿元", "rules", "2024-01-01")
    (conflict,) = [
        one for one in evidence.conflicts_json(desk.workspace.session, None) if one["entity"] == "i-1"
    ]
    assert [value["text"]["zh"] for value in conflict["values"]] == ["401.5 亿元", "402 亿元"]
    sources = [value["sources"][0] for value in conflict["values"]]
    assert [one["source"]["source_class"] for one in sources] == ["A", "B"]
    assert [one["valid_to"] for one in sources] == ["2024-01-31", "2024-01-31"]
    assert {one["property"]: one["text"]["zh"] for one in conflict["scope"]}["period"] == "2023年"


def test_what_is_undone_is_retracted_and_what_is_redone_is_held(desk) -> None:
    before = desk.workspace.snapshot
    proposal = desk.id_of("约3000亩")
    batch = desk.act(proposal, "accept")["batch"]
    assert desk.held("p-1", "planned_area") == ["约3000亩"]
    undone = desk.reviewing.undo("王", proposal)
    assert desk.held("p-1", "planned_area") == ["2700亩"]
    assert desk.workspace.snapshot != before, "the retracted statement stays readable"
    again = desk.reviewing.undo("王", batch=undone["batch"])
    assert desk.held("p-1", "planned_area") == ["约3000亩"]
    history = desk.reviewing.item(proposal)["history"]
    assert [(one["action"], one["author"], one["in_force"]) for one in history] == [
        ("accept", "李", True),
        ("undo", "王", False),
        ("undo", "王", True),
    ]
    assert {one["batch"] for one in history} == {batch, undone["batch"], again["batch"]}


def test_a_correction_is_kept_beside_the_claim_as_it_was_read(desk) -> None:
    proposal = desk.id_of("约3000亩")
    item = desk.act(proposal, "edit", edit={"text": "约2000亩"})["item"]
    assert (item["status"], item["edited"]) == ("open", ["text"])
    done = desk.act(proposal, "accept", edit={"property": "start_area"})
    found = evidence.statement_json(desk.workspace.session, done["item"]["statements"][0])
    assert (found["property"], found["words"], found["method"]) == ("start_area", "约3000亩", "rules+edit")
    assert found["value"]["stated"] == pytest.approx(2000 * 10000 / 15)
    assert found["qualifier"] == "about"
    desk.reviewing.undo("李", proposal)
    desk.reviewing.undo("李", proposal)
    item = desk.reviewing.item(proposal)
    assert (item["edited"], item["claim"]["property"]) == ([], "planned_area")


def test_a_new_number_has_new_bounds(desk) -> None:
    done = desk.act(desk.id_of("约3000亩"), "accept", edit={"value": 1e6})
    found = evidence.statement_json(desk.workspace.session, done["item"]["statements"][0])
    assert (found["value"]["low"], found["value"]["high"]) == (9e5, 1.1e6)


def test_a_new_thing_is_made_only_when_somebody_says_so(desk) -> None:
    proposal = desk.id_of("10亿元")
    with pytest.raises(BadInput) as refusal:
        desk.act(proposal, "accept")
    assert code(refusal) == "mapping_subject_unknown"
    assert desk.reviewing.item(proposal)["status"] == "open"
    with pytest.raises(BadInput) as refusal:
        desk.act(proposal, "accept", new_entity={"kind": "region"})
    assert code(refusal) == "mapping_new_kind"
    with pytest.raises(BadInput) as refusal:
        desk.act(proposal, "accept", new_entity={"kind": "park", "name": "东湖园区"})
    assert code(refusal) == "mapping_new_known"
    item = desk.act(proposal, "accept", new_entity={"kind": "project"})["item"]
    entity = desk.workspace.session.entity(item["entity"]["id"], None)
    assert entity.id.startswith("n-")
    assert (entity.kind, entity.name, entity.text("region")) == ("project", "海星项目", "r-2")
    assert desk.held(entity.id, "investment") == ["10亿元"]
    second = desk.reviewing.item(desk.id_of("10亿元", 2))
    assert second["entity"]["id"] == entity.id, "from now on the name is known"


def test_one_statement_under_two_proposals_is_held_until_both_are_undone(desk) -> None:
    first, second = desk.id_of("10亿元"), desk.id_of("10亿元", 2)
    entity = desk.act(first, "accept", new_entity={"kind": "project"})["item"]["entity"]["id"]
    desk.act(second, "accept")
    desk.reviewing.undo("李", first)
    assert desk.held(entity, "investment") == ["10亿元"]
    assert desk.workspace.session.entity(entity, None).name == "海星项目"
    desk.reviewing.undo("李", second)
    assert desk.workspace.session.entity(entity, None) is None


def test_merging_says_that_it_is_the_same_again(desk) -> None:
    first, second = desk.id_of("10亿元"), desk.id_of("10亿元", 2)
    item = desk.act(second, "merge", into=first)["item"]
    assert (item["status"], item["into"]) == ("merged", first)
    for request in ({"into": second}, {"into": ""}, {"into": first}):
        with pytest.raises(BadInput):
            desk.act(first, "merge", **request)
    with pytest.raises(NotFound):
        desk.act(first, "merge", into="p-0")
    assert desk.reviewing.queue("merged")["counts"] == {"open": 6, "accepted": 0, "rejected": 0, "merged": 1}


def test_redoing_a_merge_never_closes_a_circle(desk) -> None:
    first, second = desk.id_of("10亿元"), desk.id_of("10亿元", 2)
    undone = desk.act(second, "merge", into=first)["batch"]
    redo = desk.reviewing.undo("李", batch=undone)["batch"]
    desk.act(first, "merge", into=second)
    with pytest.raises(BadInput) as refusal:
        desk.reviewing.undo("李", batch=redo)
    assert code(refusal) == "review_circle"
    assert desk.reviewing.item(second)["status"] == "open"


def test_a_bulk_accept_takes_what_is_plain_and_can_be_undone_as_a_whole(desk) -> None:
    statements = desk.workspace.session.counts["statement"]
    done = desk.reviewing.bulk(0.8, None, "李")
    assert {desk.reviewing.item(one)["claim"]["quote"] for one in done["accepted"]} == {
        "402亿元",
        "5.5%",
        "约3000亩",
    }
    (left,) = done["left"]
    assert left["problems"][0]["code"] == "mapping_subject_unknown"
    desk.act(done["accepted"][0], "edit", edit={"value": 1})
    desk.reviewing.undo("王", batch=done["batch"])
    assert desk.reviewing.queue("accepted")["total"] == 0
    assert desk.workspace.session.counts["statement"] == statements
    assert desk.reviewing.item(done["accepted"][0])["edited"] == ["value"], "what was decided later stays"
    with pytest.raises(BadInput):
        desk.reviewing.undo("王", batch=done["batch"])
    with pytest.raises(NotFound):
        desk.reviewing.undo("王", batch="b-0")


def test_a_bulk_accept_leaves_alarms_and_conditions_to_a_person(desk, claim) -> None:
    quote = {
        "subject": "小城市",
        "property": "tax_revenue",
        "value": 1.0,
        "unit": "CNY",
        "valid_from": "2023-01-01",
    }
    desk.add(claim("3000", alarms=[{"code": "x"}], **quote), claim("200", role="condition", **quote))
    left = desk.reviewing.bulk(0.9, None, "李")["left"]
    assert {one["problems"][0]["code"] for one in left} == {"review_alarm", "review_role"}


def test_who_decides_late_is_told(desk) -> None:
    proposal = desk.id_of("402亿元")
    seen = desk.reviewing.item(proposal)["seen"]
    desk.act(proposal, "reject", author="王", seen=seen)
    with pytest.raises(BadInput) as refusal:
        desk.act(proposal, "accept", seen=seen)
    assert code(refusal) == "review_late"
    assert "王" in refusal.value.problem.text()
    desk.act(proposal, "accept", seen=desk.reviewing.item(proposal)["seen"])
    with pytest.raises(BadInput) as refusal:
        desk.act(proposal, "accept")
    assert code(refusal) == "review_accepted"


@pytest.mark.parametrize("author", ["", "  ", "x" * 81, "a\x07b"])
def test_every_act_has_an_author(desk, author) -> None:
    with pytest.raises(BadInput) as refusal:
        desk.act(desk.id_of("402亿元"), "reject", author=author)
    assert code(refusal) == "review_author"


def test_a_changed_document_shows_the_difference(desk, claim) -> None:
    accepted = desk.act(desk.id_of("402亿元"), "accept")["item"]["id"]
    text = "更正。2023年，小城市地区生产总值402亿元，增长5.6%。"
    year = {"valid_from": "2023-01-01", "valid_to": "2023-12-31", "text": text, "subject": "小城市"}
    same = claim("402亿元", subject_kind="region", property="gdp", value=402e8, unit="CNY", **year)
    other = claim("5.6%", property="gdp_growth", kind="growth", value=0.056, unit="ratio", **year)
    found = desk.add(same, other, text=text)["difference"]
    assert [one["older"]["id"] for one in found["kept"]] == [accepted]
    assert found["kept"][0]["older"]["status"] == "accepted"
    assert found["kept"][0]["newer"]["status"] == "open"
    assert [(one["older"]["quote"], one["newer"]["quote"]) for one in found["changed"]] == [("5.5%", "5.6%")]
    assert (found["new"], len(found["gone"])) == ([], 5)
    assert difference_json(desk.workspace, found["newer"]) == found
    with pytest.raises(NotFound):
        difference_json(desk.workspace, found["older"])


def test_what_a_reader_of_facts_sees_of_a_document_begins_with_the_first_statement(desk) -> None:
    sources = desk.workspace.session.counts["source"]
    desk.act(desk.id_of("约3000亩"), "reject")
    assert desk.workspace.session.counts["source"] == sources
    desk.act(desk.id_of("402亿元"), "accept")
    assert desk.workspace.session.counts["source"] == sources + 1


def test_a_better_description_of_a_document_counts_at_once(desk) -> None:
    statement = desk.act(desk.id_of("402亿元"), "accept")["item"]["statements"][0]
    text = archive.text_of(desk.workspace.folder.root, list_documents(desk.workspace)[0]["digest"])
    add_document(desk.workspace, text.encode(), Received("小城报", "2024-01", "A"), ("none", []))
    source = evidence.statement_json(desk.workspace.session, statement)["source"]
    assert source["source_class"] == "A"


def test_a_statement_says_who_accepted_it_and_where_it_stands(desk) -> None:
    statement = desk.act(desk.id_of("402亿元"), "accept", author="王")["item"]["statements"][0]
    found = desk.reviewing.acceptance(evidence.statement_json(desk.workspace.session, statement))
    assert found["author"] == "王"
    assert found["sentence"]["text"][slice(*found["sentence"]["span"])] == "402亿元"
    of_pack = desk.workspace.session.entity("p-1", None).ids("name")[0]
    assert desk.reviewing.acceptance(evidence.statement_json(desk.workspace.session, of_pack)) is None
    desk.reviewing.undo("王", desk.id_of("402亿元"))
    assert desk.reviewing.acceptance(evidence.statement_json(desk.workspace.session, statement)) is None


def test_a_retracted_statement_says_when_and_by_whom(desk) -> None:
    proposal = desk.id_of("402亿元")
    (statement,) = desk.act(proposal, "accept")["item"]["statements"]
    assert desk.reviewing.statement(statement)["retracted"] is None
    undone = desk.reviewing.undo("王", proposal)["batch"]
    found = desk.reviewing.statement(statement)
    assert found["words"] == "402亿元", "it stays readable"
    assert (found["retracted"]["author"], found["retracted"]["reason"]) == ("王", f"review {undone}")
    assert found["retracted"]["at"] > found["known_at"]
    desk.reviewing.undo("李", batch=undone)
    assert desk.reviewing.statement(statement)["retracted"] is None


def test_what_a_claim_measures_is_said_in_words(desk) -> None:
    labels = {one["claim"]["property"]: one["label"] for one in desk.items()}
    assert labels["gdp_growth"] == {"zh": "地区生产总值增速", "en": "growth of GDP"}
    assert labels["planned_area"] == {"zh": "规划面积", "en": "planned area"}


def test_building_a_pack_leaves_reviewed_statements_alone(desk, tmp_path) -> None:
    desk.act(desk.id_of("约3000亩"), "accept")
    desk.workspace.build([tmp_path / "pack"], 0)
    assert desk.held("p-1", "planned_area") == ["约3000亩"]
    (tmp_path / "pack" / "manifest.yaml").write_text(MANIFEST.replace("small", "doc"), encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        desk.workspace.build([tmp_path / "pack"], 0)
    assert code(refusal) == "pack_reserved"
    assert desk.held("p-1", "planned_area") == ["约3000亩"]


def test_an_empty_workspace_can_begin_with_a_document(empty) -> None:
    empty.add()
    item = empty.act(empty.id_of("约3000亩"), "accept", new_entity={"kind": "park"})["item"]
    assert empty.held(item["entity"]["id"], "planned_area") == ["约3000亩"]
    assert empty.workspace.session.counts["park"] == 1


def test_the_text_is_kept_character_by_character(desk) -> None:
    found = document_json(desk.workspace, list_documents(desk.workspace)[0]["id"])
    assert "\r\n" in found["text"]
    assert len(found["digest"]) == 64
    for block in found["blocks"]:
        assert found["text"][block["start"] : block["end"]].strip()
    assert len(found["proposals"]) == 7


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "document_empty"),
        (b" \n", "document_empty"),
        (b"\x00\x01binary", "document_not_text"),
        (b"\xff\xff", ""),
    ],
)
def test_what_is_no_text_is_refused(desk, data, expected) -> None:
    with pytest.raises(BadInput) as refusal:
        add_document(desk.workspace, data, Received("x.txt"))
    assert not expected or code(refusal) == expected
    assert len(list_documents(desk.workspace)) == 1
    assert not list(desk.workspace.folder.documents.glob(".*")), "nothing half-written is left"


def test_gb18030_is_read(empty, claim) -> None:
    text = "小城市有企业300家。"
    found = add_document(
        empty.workspace, text.encode("gb18030"), Received("老文件"),
        ("c", [json.dumps(claim("300家", text=text))]),
    )  # fmt: skip
    assert (found["added"], found["problems"]) == (1, [])
    assert document_json(empty.workspace, found["document"]["id"])["text"] == text


def test_a_lost_document_is_named(desk) -> None:
    for path in desk.workspace.folder.documents.iterdir():
        path.unlink()
    with pytest.raises(WorkspaceError) as error:
        desk.items()
    assert error.value.problem.code == "document_lost"


def test_passing_snapshots_are_cleared_away_and_built_ones_are_not(desk, monkeypatch) -> None:
    built = desk.workspace.snapshot
    monkeypatch.setattr(publishing, "KEPT_SECONDS", -1.0)
    proposal = desk.id_of("402亿元")
    for _ in range(3):
        desk.act(proposal, "accept", edit={"value": time.time_ns() % 1e9})
        desk.reviewing.undo("李", proposal)
    names = {path.name for path in desk.workspace.folder.snapshots.glob("v-*")}
    assert {built, desk.workspace.snapshot} <= names
    assert len(names) <= 3


@given(st.text(alphabet="甲乙1。！\n ”x", min_size=1, max_size=60), st.data())
def test_a_sentence_holds_its_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = sentence_around(text, start, end)
    assert found.text == text[found.start : found.end]
    assert found.text[slice(*found.span)] == text[start:end]
