"""The traps of reading, on a page of our own and on the articles the project began with where they are at hand."""

import re
from pathlib import Path

import pytest

from yuantu.evidence.text.reading import read_text
from yuantu.ontology.periods import read_period

LAND = {"area", "capacity"}


def alarm_codes(reading):
    return [alarm.code for alarm in reading.alarms]


def by_property(reading, name):
    return [claim for claim in reading.claims if claim.property == name]


def test_four_articles_stand_on_the_page(twin):
    assert len(twin.articles) == 4
    assert [article.on_topic for article in twin.articles] == [True, True, False, True]


def test_the_article_on_sport_yields_no_park_land_or_project(twin):
    sport = [claim for claim in twin.claims if claim.article == 2]
    assert sport
    assert all(claim.role == "off_topic" or claim.kind == "date" for claim in sport)
    assert not [
        claim for claim in sport if claim.kind in LAND or claim.subject_kind in ("park", "project", "region")
    ]
    assert all(claim.confidence <= 0.1 for claim in sport)


def test_every_quote_re_slices_and_claims_stand_in_order(twin):
    text = (Path(__file__).parent / "twin-page.txt").read_text(encoding="utf-8")
    assert all(claim.quote == text[claim.start : claim.end] for claim in twin.claims)
    starts = [claim.start for claim in twin.claims]
    assert starts == sorted(starts)


def test_broken_columns_are_proposed_and_not_moved(twin):
    assert [(join.first, join.second) for join in twin.joins] == [(6, 7)]
    assert 0 < twin.joins[0].score < 0.6
    starts = [block.start for block in twin.blocks]
    assert starts == sorted(starts)


def test_repeats_are_one_fact_with_all_their_places(twin):
    facts = [fact for fact in twin.facts() if fact.property == "industrial_value_added"]
    assert len(facts) == 1
    assert len(facts[0].spans) == 2
    assert facts[0].value == 82_437_000_000


def test_a_company_project_by_its_short_name_is_the_full_one(twin):
    assert {claim.subject for claim in by_property(twin, "total_investment") if claim.value == 2e10} == {
        "中远航达江门基地项目"
    }


def test_fifty_days_have_two_ends_and_eighty_eight_have_one(twin):
    durations = {claim.quote: claim.property for claim in twin.claims if claim.kind == "duration"}
    assert durations["50天"] == "signed_to_groundbreaking_days"
    assert durations["88天"] == "time_to_topped_out_days"
    assert [alarm.claims for alarm in twin.alarms if alarm.code == "text_no_start"]


def test_a_batch_of_unnamed_projects_is_one_sum_and_one_count(twin):
    batch = [claim for claim in twin.claims if claim.quote in ("555亿元", "14个")]
    assert [(claim.property, claim.value) for claim in batch] == [
        ("total_investment", 5.55e10),
        ("projects_signed", 14),
    ]
    assert len({claim.subject for claim in batch}) == 1


def test_the_share_implies_the_total_of_the_city(twin):
    implied = next(alarm for alarm in twin.alarms if alarm.code == "text_share_implies")
    assert "1,446.3" in implied.problem().text("zh")


def test_hectares_and_mu_disagree_and_both_stay(twin):
    restated = next(alarm for alarm in twin.alarms if alarm.code == "text_restated")
    assert "+2.2%" in restated.problem().text("zh")
    assert len([claim for claim in twin.claims if claim.property == "land_quota"]) == 2


def test_eleven_parks_are_promised_and_ten_printed(twin):
    short = next(alarm for alarm in twin.alarms if alarm.code == "text_list_short")
    assert dict(short.params) == {"promised": "11个", "printed": "10"}


def test_doubling_is_not_a_trillion(twin):
    doubling = next(alarm for alarm in twin.alarms if alarm.code == "text_doubling")
    params = dict(doubling.params)
    assert (params["pace"], params["needed"]) == ("7.18%", "9.53%")
    assert params["made"].startswith("8,045")
    assert {claim.property for claim in twin.claims if claim.quote in ("翻一番", "万亿")} == {
        "gdp_multiple_target",
        "gdp_target",
    }


def test_one_area_on_two_zones_is_an_alarm(twin):
    twins = [alarm for alarm in twin.alarms if alarm.code == "text_same_value"]
    assert [dict(alarm.params)["value"] for alarm in twins] == ["66平方公里"]
    assert {claim.subject for claim in by_property(twin, "planned_area") if claim.value == 66e6} == {
        "深新经济合作区",
        "深山经济合作区",
    }


def test_the_parts_of_a_zone_are_its_children(twin):
    whole = next(claim for claim in twin.claims if claim.subject == "深山经济合作区" and claim.value == 66e6)
    parts = [claim for claim in twin.claims if claim.derived_from == (whole.start,)]
    assert [(part.subject, part.value) for part in parts] == [
        ("马头岛", 35e6),
        ("南塘片区", 19e6),
        ("民安片区", 12e6),
    ]
    assert "text_parts_exceed" not in alarm_codes(twin)


def test_the_ladder_of_land_keeps_its_steps(twin):
    steps = {
        claim.property: claim.value
        for claim in twin.claims
        if claim.subject == "深新经济合作区" and claim.kind == "area"
    }
    assert steps == {
        "planned_area": 66e6,
        "start_area": 4.58e6,
        "available_area": 3.3e6,
        "prepared_area": 1.2e6,
    }
    assert "text_ladder" not in alarm_codes(twin)


def test_numbers_of_a_list_go_to_their_names_by_order(twin):
    paired = {claim.subject: claim.value for claim in twin.claims if claim.value in (13e6, 36e6)}
    assert paired == {"甲子园区": 13e6, "乙辰园区": 36e6}


def test_two_hundred_projects_and_three_hundred_companies_are_no_conflict(twin):
    assert "text_two_values" not in [alarm.code for alarm in twin.alarms if "200" in str(alarm.params)]


def test_results_208_and_222_both_stand(twin):
    assert [claim.value for claim in by_property(twin, "tech_results_released")] == [208, 222]


def test_a_figure_of_speech_is_no_distance(twin):
    assert not [claim for claim in twin.claims if claim.kind == "length"]


def test_a_threshold_is_a_condition_and_no_investment(twin):
    threshold = next(claim for claim in twin.claims if claim.quote == "亿元以上")
    assert (threshold.role, threshold.property) == ("condition", "threshold_investment")


def test_first_in_the_province_says_neither_what_nor_who(twin):
    assert "text_rank_unnamed" in alarm_codes(twin)


def test_last_december_counts_from_the_day_of_publication(twin):
    text = (Path(__file__).parent / "twin-page.txt").read_text(encoding="utf-8")
    dated = [claim for claim in twin.claims if claim.quote == "去年12月"]
    assert {str(claim.valid.first)[:7] for claim in dated if claim.valid} == {"2022-12"}
    undated = [claim for claim in read_text(text).claims if claim.quote == "去年12月"]
    assert undated
    assert all(claim.valid is None for claim in undated)


def test_a_spelling_slip_is_an_alias():
    text = (
        "新会智慧制造园区引进企业30家。新会智慧制造园区规划面积5平方公里。新会智慧造园区启动区面积1平方公里。"
    )
    subjects = {claim.subject for claim in read_text(text).claims if claim.kind in ("count", "area")}
    assert subjects == {"新会智慧制造园区"}


def test_an_introduced_short_name_is_followed():
    text = "恒拓新材料（佛山）有限公司（以下简称“恒拓材料”）在三水区设厂。恒拓材料现有员工820人，去年营业收入6.5亿元。"
    claims = [claim for claim in read_text(text, read_period("2024-03")).claims if claim.unit]
    assert {claim.subject for claim in claims} == {"恒拓新材料(佛山)有限公司"}


def test_nobody_named_means_nobody_invented():
    claim = next(claim for claim in read_text("面积3.5亩。").claims)
    assert claim.subject is None
    assert claim.confidence < 0.3


# ---- the same on the articles themselves ----


def test_seed_page_holds_four_articles_and_the_bank_is_off_topic(seeds):
    first, second = seeds
    assert len(first.articles) == 1
    assert [article.on_topic for article in second.articles] == [True, True, False, True]
    bank = [claim for claim in second.claims if claim.article == 2]
    assert not [
        claim for claim in bank if claim.kind in LAND or claim.subject_kind in ("park", "project", "region")
    ]


def test_seed_alarms(seeds):
    first, second = (set(alarm_codes(reading)) for reading in seeds)
    assert {
        "text_share_implies",
        "text_restated",
        "text_list_short",
        "text_no_start",
        "text_rank_unnamed",
    } <= first
    assert {"text_doubling", "text_same_value"} <= second
    assert "text_ladder" not in second
    assert "text_parts_exceed" not in second


def test_seed_repeats_are_merged(seeds):
    facts = [fact for fact in seeds[0].facts() if fact.property == "industrial_value_added"]
    assert len(facts) == 1
    assert len(facts[0].spans) == 2


def test_seed_cluster_parts_and_ladder(seeds):
    claims = seeds[1].claims
    zone = {
        claim.property: claim.value
        for claim in claims
        if claim.subject == "深江经济合作区" and claim.kind == "area"
    }
    assert zone == {
        "planned_area": 66e6,
        "start_area": 4.58e6,
        "available_area": 3.3e6,
        "prepared_area": 1.2e6,
    }
    parts = [claim.value for claim in claims if claim.derived_from and claim.kind == "area"]
    assert sum(parts[:3]) == pytest.approx(66e6)
    assert not [claim for claim in claims if re.search("千里", claim.quote)]


def test_seed_land_on_offer_is_part_of_the_land_prepared(seeds):
    land = {
        claim.property: claim.value
        for claim in seeds[1].claims
        if claim.subject == "中山市" and claim.kind == "area"
    }
    assert land["land_offered"] < land["industrial_land"]


def test_seed_names_of_the_northern_zone_are_both_kept(seeds):
    subjects = {claim.subject for claim in seeds[0].claims} | {block.text for block in seeds[0].blocks}
    joined = "".join(str(name) for name in subjects)
    assert "中国—东盟(江门)" in joined
    assert "中欧(江门)" in joined
