"""Can a person review on the command line from a document to a statement and back?"""

import json
from pathlib import Path

import pytest

TEXT = "2024年6月，江门市三个产业园亮相。1号厂房租金18元/㎡。江门市有高新技术企业300家。\n"
SITE_CLAIM = {"subject": "1号厂房", "property": "rent", "kind": "price", "value": 18, "unit": "CNY/m2/month"}
COUNT_CLAIM = {"subject": "江门市", "property": "high_tech_enterprises", "kind": "count", "value": 300, "unit": "count",
               "confidence": 0.6}  # fmt: skip


def claim(quote: str, **given: object) -> str:
    start = TEXT.index(quote)
    found = {
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "confidence": 0.9,
        "method": "rules",
        **given,
    }
    return json.dumps(found, ensure_ascii=False)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "日报.txt"
    file.write_text(TEXT, encoding="utf-8")
    lines = [claim("18元/㎡", **SITE_CLAIM), claim("300家", **COUNT_CLAIM), "{"]
    (tmp_path / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def desk(run, ask, pack, paper, workspace):
    """A small workspace with one document in the queue."""
    run("build", pack.folder, "--samples", 0, "--workspace", workspace)
    added = run("document", "add", paper, "--claims", paper.with_name("claims.jsonl"), "--published", "2024-06",
                "--workspace", workspace)  # fmt: skip
    assert "新增 2 条" in added.stdout
    assert "claims.jsonl!3" in added.stderr

    def call(*words, code=0):
        return ask(*words, "--workspace", workspace, code=code)

    return call


def test_from_a_document_to_a_statement_and_back(desk, run, workspace):
    found = desk("review", "list")
    assert found["counts"]["open"] == 2
    rent = found["queue"][0]["id"]
    done = desk("review", "accept", rent, "--author", "李明")
    (statement,) = done["item"]["statements"]
    assert desk("show", "statement", statement)["words"] == "18元/㎡"
    assert "✓" in run("review", "list", "--status", "accepted", "--workspace", workspace).stdout
    shown = run("review", "show", rent, "--workspace", workspace).stdout
    assert "【18元/㎡】" in shown
    assert "李明" in shown
    run("review", "undo", rent, "--workspace", workspace, YUANTU_AUTHOR="王")
    history = desk("review", "show", rent)["history"]
    assert [one["author"] for one in history] == ["李明", "王"]


def test_corrections_are_given_as_key_and_value(desk):
    rent = desk("review", "list")["queue"][0]["id"]
    done = desk(
        "review", "edit", rent, "--set", "value=20", "--set", "valid_from=2024-06-01", "--author", "李"
    )
    assert done["item"]["edited"] == ["valid_from", "value"]
    assert done["item"]["claim"]["value"] == 20
    assert desk("review", "edit", rent, "--set", "value=x", code=2)["error"]["code"] == "card_number"
    assert desk("review", "edit", rent, "--set", "value", code=2)["error"]["code"] == "option_correction"
    assert desk("review", "edit", rent, code=2)["error"]["code"] == "review_no_edit"


def test_rejecting_merging_and_accepting_in_bulk(desk, run, workspace):
    first, second = [one["id"] for one in desk("review", "list")["queue"]]
    desk("review", "reject", first, "--reason", "过时")
    assert desk("review", "show", first)["history"][0]["payload"] == {"reason": "过时"}
    assert desk("review", "merge", second, first, code=2)["error"]["code"] == "review_merge_status"
    desk("review", "undo", first)
    assert desk("review", "merge", second, first)["item"]["status"] == "merged"
    desk("review", "undo", second)
    done = desk("review", "bulk", "--min-confidence", "0.5")
    assert len(done["accepted"]) == 2
    told = run("review", "undo", "--batch", done["batch"], "--workspace", workspace)
    assert told.stdout.startswith("已撤销")
    assert desk("review", "list")["counts"]["open"] == 2
    assert desk("review", "undo", code=2)["error"]["code"] == "review_undo_what"


def test_a_new_thing_is_made_by_name(desk):
    second = desk("review", "list")["queue"][1]["id"]
    made = desk("review", "accept", second, "--new", "park", "--name", "东湖产业园")["item"]
    assert made["entity"]["name"] == "东湖产业园"
    assert desk("show", "entity", made["entity"]["id"])["name"] == "东湖产业园"
    assert desk("show", "regions")["regions"], "a park without a region breaks nothing"


def test_documents_are_listed_shown_and_compared(desk, run, paper, workspace):
    (listed,) = desk("document", "list")["documents"]
    assert desk("document", "show", listed["id"])["text"] == TEXT
    assert TEXT.strip() in run("document", "show", listed["id"], "--workspace", workspace).stdout
    assert listed["name"] in run("document", "list", "--workspace", workspace).stdout
    paper.write_text(TEXT + "完。\n", encoding="utf-8")
    claims = paper.with_name("claims.jsonl")
    again = desk("document", "add", paper, "--claims", claims, "--published", "2024-06")
    assert (len(again["difference"]["kept"]), again["difference"]["new"]) == (2, [])
    difference = run("document", "diff", again["document"]["id"], "--workspace", workspace)
    assert "未变 2" in difference.stdout
    assert desk("document", "diff", listed["id"], code=1)["error"]["code"] == "document_no_older"
    against = desk("document", "diff", listed["id"], "--against", again["document"]["id"])
    assert len(against["kept"]) == 2


def test_what_is_stale_is_listed(desk, run, workspace):
    found = desk("show", "stale", "--as-of", "2026-11-22")
    assert {one["property"] for one in found["items"]} == {"available_from"}
    told = run("show", "stale", "--as-of", "2026-11-22", "--workspace", workspace).stdout
    assert "+845 d" in told
    assert desk("show", "stale", "--as-of", "2024-07-01")["items"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("review", "list", "--min-confidence", "2"), "option_share"),
        (("review", "list", "--status", "lost"), "option_choice"),
        (("review", "list", "--document", "nosuch"), "document_unlisted"),
        (("review", "show", "p-0"), "proposal_unknown"),
        (("review", "accept", "p-0"), "proposal_unknown"),
        (("review", "undo", "--batch", "b-0"), "batch_unknown"),
        (("review", "bulk", "--author", " "), "review_author"),
        (("document", "show", "x"), "document_unlisted"),
        (("document", "add", "/nosuch/file"), "file_refused"),
    ],
)
def test_mistakes_are_told(desk, words, code):
    expected = 1 if code.endswith(("_unknown", "_unlisted")) or code == "file_refused" else 2
    assert desk(*words, code=expected)["error"]["code"] == code


def test_a_program_is_no_document(desk, tmp_path):
    file = tmp_path / "x.bin"
    file.write_bytes(b"\x7fELF\x00\x01")
    assert desk("document", "add", file, code=2)["error"]["code"] == "document_not_text"


def test_a_sheet_is_reviewed_row_by_row_and_taken_over_as_a_whole(desk, run, tmp_path, workspace):
    file = tmp_path / "厂房.csv"
    file.write_bytes(
        "某园厂房一览表,,\n名称,面积(㎡),租金(元/㎡·月)\n甲厂房,1200,12\n合计,1200,\n".encode("gb18030")
    )
    added = desk(
        "document", "add", file, "--kind", "site", "--given", "region=江门市", "--published", "2024-06"
    )
    document = added["document"]["id"]
    listed = desk("review", "list", "--document", document)["queue"]
    assert {(one["claim"]["subject"], one["claim"]["locator"]) for one in listed} == {
        ("甲厂房", "A3"), ("甲厂房", "B3"), ("甲厂房", "C3")
    }  # fmt: skip
    area = next(one for one in listed if one["claim"]["property"] == "area")
    shown = run("review", "show", area["id"], "--workspace", workspace).stdout
    assert "某园厂房一览表" in shown
    assert "面积(㎡): 【1200】" in shown
    assert desk("review", "bulk", "--document", document)["accepted"] == []
    done = desk("review", "bulk", "--document", document, "--new", "--author", "李")
    assert len(done["accepted"]) == len(listed) == 5
    assert desk("review", "show", area["id"])["entity"]["name"] == "甲厂房"
    file.write_bytes(file.read_bytes().replace(b"1200,12", b"1500,12"))
    told = run("document", "add", file, "--kind", "site", "--workspace", workspace).stdout
    assert "改变 1" in told
    assert "“1200” → “1500”  (B3)" in told
    assert desk("document", "add", file, "--given", "region", code=2)["error"]["code"] == "option_correction"
    assert desk("document", "add", file, "--model", code=1)["error"]["code"] == "model_missing"
