"""Is what is told of stability that of the simulation, with names and words, and only where there is an order?"""

from typing import Any

from yuantu.match.stability import assess_stability
from yuantu.workspace import asking, days
from yuantu.workspace.session import Session

HOUSE_CASE = "30天内能进场的1万平厂房，江门或中山，离宝安90分钟内"


def test_the_first_list_that_has_an_order_is_judged(session: Session, ask: Any) -> None:
    answer = ask(HOUSE_CASE, samples=True, top=99)
    told = answer["stability"]
    assert told["list"] == "passed"
    assert told["of"] == told["candidates"] == answer["counts"]["passed"] > 1
    inventory = asking.open_sites(session, days.read_day(answer["as_of"]), samples=True)
    question = inventory.put(asking.read_document(answer["brief"], inventory.day))
    rows = [list(question.candidates.ids).index(item["id"]) for item in answer["passed"]]
    found = assess_stability(question.criteria, question.candidates, sorted(rows))
    for ours, theirs in zip(told["standings"], found.standings, strict=True):
        assert ours["id"] == theirs.id
        assert ours["ranks"] == [round(share, 6) for share in theirs.ranks]
        assert ours["name"] in {item["name"] for item in answer["passed"]}
    assert told["standings"][0]["id"] == answer["passed"][0]["id"]
    assert told["bands"] == [list(band) for band in found.bands]
    real = [one for one in found.weight_flips if 0 < one.to < 1]
    assert len(told["flips"]) == len(real) + len(found.value_flips) > 0
    assert all(one["text"][language] for one in told["flips"] for language in ("zh", "en"))
    assert ("难分高下" in told["text"]["zh"]) == told["close"]


def test_on_the_facts_alone_those_to_verify_are_judged_and_it_is_said(ask: Any) -> None:
    told = ask(HOUSE_CASE)["stability"]
    assert told is None or (told["list"] == "to_verify" and told["text"]["zh"].startswith("待核实的候选里"))
    told = ask("厂房，江门")["stability"]
    assert told["list"] == "to_verify"
    assert told["text"]["en"].startswith("of those to verify")


def test_where_there_is_no_order_nothing_is_told(ask: Any) -> None:
    answer = ask("仓库，离宝安1分钟内，位于深圳")
    assert max(answer["counts"]["passed"], answer["counts"]["to_verify"]) < 2
    assert answer["stability"] is None


def test_the_same_question_has_the_same_stability(ask: Any) -> None:
    assert ask(HOUSE_CASE, samples=True)["stability"] == ask(HOUSE_CASE, samples=True, top=1)["stability"]
