"""Has everything that a claim can say a name in both languages?"""

from pathlib import Path

import pytest

import yuantu
from yuantu.evidence.text import mentions
from yuantu.ontology.claimwords import (
    claimed_label,
    counted_label,
    figure_label,
    kind_label,
    lasting_stages,
    property_label,
    read_words,
    stage_label,
    unit_label,
)
from yuantu.ontology.schema import TYPES, Label, load_schema

LEXICON = Path(yuantu.__file__).parent / "evidence" / "text" / "lexicon"


def slugs(name: str) -> list[str]:
    lines = (LEXICON / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line.strip() and not line.startswith("#")]


def test_every_figure_thing_and_milestone_that_is_read_has_a_name() -> None:
    assert [one for one in slugs("figures") if figure_label(one) is None] == []
    assert [one for one in slugs("things") if figure_label(one) is None] == []
    assert [one for one in slugs("stages") if stage_label(one) is None] == []
    words = read_words()
    assert set(slugs("grades")) <= set(words["grades"])
    assert set(slugs("deeds")) - {"-"} <= set(words["deeds"])


def test_every_kind_of_value_has_a_name() -> None:
    kinds = set(mentions.Kind.__args__) | {"date", "event"} | set(TYPES)  # type: ignore[attr-defined]
    assert kinds <= set(read_words()["kinds"])
    assert kind_label("share") == Label("比例", "share")
    assert kind_label("nosuch") == Label("nosuch", "nosuch")
    assert unit_label("CNY/m2/month").zh == "元/㎡·月"


def test_both_languages_are_there_and_no_chinese_is_in_the_english() -> None:
    for section, words in read_words().items():
        for word, label in words.items():
            assert label.zh.strip() == label.zh, (section, word)
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in label.en), (section, word)


@pytest.mark.parametrize(
    ("claimed", "chinese", "english"),
    [
        ("gdp", "地区生产总值", "GDP"),
        ("gdp_growth_target", "地区生产总值增速（目标）", "growth of GDP (target)"),
        ("share_of_land_area", "土地面积占比", "share of land area"),
        ("national_laboratories_built", "建设国家级重点实验室", "national laboratories built"),
        ("signed_to_groundbreaking_days", "签约到动工用时", "time from signing to start of building"),
        ("time_to_topped_out_days", "到封顶用时", "time to topping out"),
        ("milestone_production", "投产", "production"),
        ("groundbreaking_on", "动工日期", "date of start of building"),
        ("threshold_investment", "投资额门槛", "threshold of investment"),
        ("duration_target", "时长（目标）", "duration (target)"),
    ],
)
def test_names_are_put_together(claimed, chinese, english) -> None:
    assert claimed_label(claimed) == Label(chinese, english)


@pytest.mark.parametrize("claimed", ["", "_growth", "mood", "share_of_", "projects_flown", "signed_to_days"])
def test_what_is_none_of_the_words_has_no_name(claimed) -> None:
    assert claimed_label(claimed) is None
    assert (counted_label(claimed), lasting_stages(claimed)) == (None, None)


def test_a_property_of_the_schema_is_called_as_the_schema_calls_it() -> None:
    site = load_schema().kind("site")
    assert property_label("let_share", site).zh == "已租售比例"
    assert property_label("planned_area", site).zh == "规划面积"
    assert property_label("some_mood") == Label("some mood", "some mood")
