"""Is the house case honest on the real pack, and does the Link make the difference that it made?"""

from datetime import date
from typing import Any

import pytest

from yuantu.errors import BadInput
from yuantu.workspace import asking
from yuantu.workspace.session import Session

TODAY = date(2026, 11, 22)

HOUSE_CASE = "30天内能进场的1万平厂房，江门或中山，离宝安90分钟内"
LISTS = ("passed", "to_verify", "rejected")
BEFORE, AFTER = date(2024, 6, 29), date(2024, 7, 1)


@pytest.fixture(scope="module")
def house(ask) -> Any:
    return ask(HOUSE_CASE, top=999)


@pytest.fixture(scope="module")
def with_samples(ask) -> Any:
    return ask(HOUSE_CASE, samples=True, top=999)


def items(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for name in LISTS for item in answer[name]]


def drive(answer: dict[str, Any]) -> dict[str, float]:
    """Minutes from the first anchor to each site whose position is known."""
    return {
        item["id"]: reason["value"]
        for item in items(answer)
        for reason in item["reasons"]
        if reason["criterion"] == "minutes_0" and reason["value"] is not None
    }


def test_the_sentence_is_understood_word_by_word(house):
    brief = house["brief"]
    assert (brief["kind"]["value"], brief["area_m2"]["min"], brief["needed_by"]["days"]) == (
        "plant",
        10_000,
        30,
    )
    assert [one["code"] for one in brief["regions"]] == ["440700", "442000"]
    assert [(one["place"], one["max_minutes"]) for one in brief["anchors"]] == [("宝安", 90)]
    assert house["not_understood"] == []
    assert house["anchors"][0]["name"] == "深圳宝安中心"


def test_every_site_is_in_one_list_and_the_counts_say_so(house, session):
    found = [item["id"] for item in items(house)]
    assert (
        len(found) == len(set(found)) == house["counts"]["candidates"] == len(session.entities("site", None))
    )
    assert all(len(house[name]) == house["counts"][name] for name in LISTS)
    assert house["counts"]["to_verify"] > 0


def test_nothing_passes_of_which_nobody_stated_when_what_load_and_what_power(ask, session):
    """Whatever is asked: a plant that passed has all three stated on the day."""
    for sentence in (HOUSE_CASE, "厂房", "江门的厂房", "中山5000平以上厂房，租金30元以内", "仓库"):
        answer = ask(sentence, top=999)
        for item in answer["passed"]:
            if item["kind"] == "parcel":
                continue
            held = session.entity(item["id"], date(2026, 11, 22)).held
            assert {"available_from", "floor_load", "power"} <= set(held), (sentence, item["id"])


def test_what_is_to_be_verified_names_what_to_ask(house):
    for item in house["to_verify"]:
        assert item["unknown"], item["id"]
        assert item["failed"] is None
        for question in item["unknown"]:
            assert question["label"]["zh"]
            assert "？" in question["ask"]["zh"] or "请问" in question["ask"]["zh"]
            assert "?" in question["ask"]["en"] or "Ask" in question["ask"]["en"]
        asked = {question["test"] for question in item["unknown"]}
        shown = {value["property"] for value in item["values"]}
        for name in ("floor_load", "power"):
            assert (name in asked) != (name in shown), "asked if and only if nobody stated it"


def test_what_is_rejected_names_the_first_failed_test_and_the_way_to_passing(house):
    for item in house["rejected"]:
        failed = item["failed"]
        assert failed["text"]["zh"]
        assert failed["text"]["en"]
        if isinstance(failed["need"], int | float):
            assert failed["have"] - failed["need"] == pytest.approx(failed["distance"], abs=1e-5)
            assert failed["unit"]
        else:
            assert failed["distance"] is None
    assert house["rejected"][0]["failed_tests"] == 1, "the nearest miss comes first"


def test_a_near_miss_is_told_in_numbers_and_words(ask):
    answer = ask("60万平以上的厂房，中山市", top=999)
    missed = [item for item in answer["rejected"] if item["failed"]["test"] == "area"]
    assert missed
    for item in missed:
        failed = item["failed"]
        assert (failed["need"], failed["unit"]) == (600_000, "m2")
        assert failed["distance"] == pytest.approx(failed["have"] - 600_000)
        assert failed["distance"] < 0
        assert failed["ratio"] == pytest.approx(failed["distance"] / 600_000, abs=1e-6)
        assert "差" in failed["text"]["zh"]
        assert "short" in failed["text"]["en"]
        assert failed["statements"]


def test_at_most_five_are_shown_and_more_only_on_request(ask, house):
    short = ask(HOUSE_CASE)
    assert all(short[name] == house[name][:5] for name in LISTS)
    assert short["counts"] == house["counts"]


def test_scores_are_bands_that_their_reasons_add_up_to(house, with_samples):
    for item in (*items(house), *items(with_samples)):
        low, high = (sum(reason["band"][side] for reason in item["reasons"]) for side in (0, 1))
        assert item["band"] == pytest.approx([low, high], abs=1e-5)
        assert 0 <= item["band"][0] <= item["band"][1] <= 1 + 1e-6
        assert (item["score"] is None) == (item["band"][0] != item["band"][1])
        for reason in item["reasons"]:
            exact = reason["band"][0] == reason["band"][1]
            assert (reason["contribution"] is not None) == exact
    assert sum(one["weight"] for one in house["criteria"]) == pytest.approx(1, abs=1e-5)


def test_the_day_before_the_link_and_the_day_after_differ(ask):
    before, after = (ask("离宝安90分钟内的厂房，江门或中山", day, top=999) for day in (BEFORE, AFTER))

    def too_far(answer: dict[str, Any]) -> set[str]:
        return {
            item["id"]
            for item in items(answer)
            if item["failed"] and item["failed"]["test"].startswith("minutes")
        }

    assert too_far(after) < too_far(before)
    assert before["counts"]["rejected"] > after["counts"]["rejected"]
    minutes = [drive(answer) for answer in (before, after)]
    known = minutes[0]
    assert all(minutes[1][site] <= minutes[0][site] for site in known), "a new road makes nothing slower"
    assert any(minutes[1][site] < minutes[0][site] * 0.7 for site in known)
    assert (before["as_of"], after["as_of"]) == ("2024-06-29", "2024-07-01")


def test_a_sentence_may_name_its_own_day_and_the_option_outranks_it(ask):
    asked = ask("离宝安90分钟内的厂房，深中通道通车前")
    assert asked["as_of"] == "2024-06-29"
    assert ask("离宝安90分钟内的厂房，深中通道通车前", AFTER)["as_of"] == "2024-07-01"


def test_a_site_without_a_position_is_never_judged_by_minutes(ask, session):
    placed = {one.id for one in session.entities("site", None) if "coordinate" in one.held}
    for item in items(ask(HOUSE_CASE, samples=True, top=999)):
        if item["id"] not in placed and not item["sample"]:
            assert item["failed"] is None or not item["failed"]["test"].startswith("minutes")


def test_samples_come_only_when_asked_for_and_each_is_marked(house, with_samples):
    assert not any(item["sample"] or "示例" in item["name"] for item in items(house))
    assert (house["samples"], with_samples["samples"]) == (False, True)
    marked = [item for item in items(with_samples) if item["sample"]]
    assert len(marked) == 120
    assert all(item["name"].startswith("示例") for item in marked)
    real = {item["id"] for item in items(with_samples)} - {item["id"] for item in marked}
    assert real == {item["id"] for item in items(house)}


def test_with_samples_all_three_lists_are_shown(with_samples):
    assert all(with_samples["counts"][name] > 0 for name in ("to_verify", "rejected"))
    assert any(item["score"] is not None for item in items(with_samples))


def test_a_sample_changes_no_real_score(house, with_samples):
    alone = {item["id"]: (item["band"], item["failed"]) for item in items(house)}
    beside = {
        item["id"]: (item["band"], item["failed"]) for item in items(with_samples) if not item["sample"]
    }
    assert beside == alone


ASKED = (
    "有货梯、月台、无尘车间、行车、机场、高速出入口的厂房，做激光装备，允许电镀和喷涂",
    "甲类仓库，离蓬莱仙岛30分钟内",
    "50亩工业用地，60万元/亩以内，北京市",
    "不要鹤山，约1万平厂房，1600kVA，层高8米，承重1.5吨，双回路，天然气",
    "≥2万平且≤1万平的厂房",
    "凤山湖的厂房",
)


@pytest.mark.parametrize("sentence", ASKED)
def test_whatever_is_asked_is_answered_and_nothing_is_dropped_in_silence(ask, sentence):
    answer = ask(sentence, samples=True, top=999)
    assert len(items(answer)) == answer["counts"]["candidates"]
    tested = {one["test"] for item in items(answer) for one in item["unknown"]}
    tested |= {item["failed"]["test"] for item in items(answer) if item["failed"]}
    for wanted in (*answer["brief"]["infrastructure"], *answer["brief"]["processes"]):
        assert wanted["value"] in tested or answer["passed"], wanted


@pytest.mark.parametrize("sentence", ["", "   ", "随便看看", "！？…", "asdf " * 2000])
def test_what_asks_for_nothing_is_no_shortlist_of_everything(ask, sentence):
    with pytest.raises(BadInput):
        ask(sentence)


def test_a_place_that_is_not_there_is_listed_with_its_words(ask):
    answer = ask("甲类仓库，离蓬莱仙岛30分钟内")
    assert any("蓬莱" in words for words in answer["not_understood"])


def test_what_is_said_to_admit_more_does_when_it_is_asked(ask: Any, session: Session) -> None:
    answer = ask("30天内能进场的1万平厂房，江门或中山，离宝安90分钟内", samples=True)
    area = next(one for one in answer["relaxations"] if one["test"] == "area")
    step = area["steps"][0]
    assert step["to"] < 10_000
    assert area["text"]["zh"].startswith("面积放宽到 ≥ ")
    document = answer["brief"] | {"area_m2": {"min": step["to"]}}
    asked = asking.read_document(document, TODAY)
    moved = asking.match(session, asked, None, samples=True, top=500)
    assert moved["counts"]["passed"] == answer["counts"]["passed"] + step["admits"]
    assert set(step["candidates"]) <= {item["id"] for item in moved["passed"]}
