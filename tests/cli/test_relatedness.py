"""Does the command read a table as offices publish it, and refuse what it cannot read with its cell?"""

from pathlib import Path

import pytest

INDUSTRIES = ("电池", "电子", "五金", "灯具", "家电")
JOBS = {  # in 江海 metalworking comes only after the first year; 开平 ties the two groups together
    ("新会", 2011): (60, 50, 40, 5, 5), ("江海", 2011): (40, 60, 2, 5, 5), ("开平", 2011): (30, 5, 50, 5, 40),
    ("古镇", 2011): (2, 5, 5, 90, 30), ("小榄", 2011): (5, 2, 5, 50, 60),
}  # fmt: skip
JOBS |= {(region, 2021): jobs for (region, _), jobs in JOBS.items()} | {("江海", 2021): (40, 60, 45, 5, 5)}
TABLE = "年份,地区,产业,人数\n" + "".join(
    f"{year},{region},{industry},{count}\n"
    for (region, year), jobs in JOBS.items()
    for industry, count in zip(INDUSTRIES, jobs, strict=True)
)
LAST = "2021,小榄,家电,60"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "就业.csv"
    path.write_text(TABLE, encoding="gb18030")
    return path


def test_a_table_in_chinese_script_is_read_whole(ask, table):
    found = ask("chain", "relatedness", table, "--counts")
    assert found["year"] == 2021
    assert found["years"] == [2011, 2021]
    items = {(one["region"], one["industry"]): one for one in found["items"]}
    assert items["江海", "五金"]["location_quotient"] == pytest.approx(45 / 155 / (145 / 699))
    assert (
        items["新会", "家电"]["low"]
        < items["新会", "家电"]["location_quotient"]
        < items["新会", "家电"]["high"]
    )
    assert found["forecast"]["activations"] == 1
    assert set(found["forecast"]) >= {"density", "baseline", "base_rate"}


def test_words_show_the_baseline_beside_the_density(run, table):
    shown = run("chain", "relatedness", table, "--region", "新会")
    assert "LQ" in shown.stdout
    assert "ω" in shown.stdout
    assert "只看原有区位商" in shown.stdout
    assert "古镇" not in shown.stdout


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (LAST, "2021,小榄,家电,四五个", "!D51"),
        (LAST, "2021,小榄,家电,", "!D51"),
        (LAST, "2021,小榄,家电,-4", "小榄"),
        (LAST + "\n", "", "小榄"),
        ("人数", "数目", "amount"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_cell(run, table, before, after, said):
    table.write_text(TABLE.replace(before, after), encoding="utf-8")
    shown = run("chain", "relatedness", table, code=2)
    assert said in shown.stderr


def test_an_unlisted_pair_is_zero_once_the_list_is_declared_complete(run, table):
    table.write_text(TABLE.replace(LAST + "\n", ""), encoding="utf-8")
    run("chain", "relatedness", table, code=2)
    assert "小榄" in run("chain", "relatedness", table, "--complete").stdout


def test_an_unknown_region_is_answered_with_those_there_are(run, table):
    shown = run("chain", "relatedness", table, "--region", "新會", code=2)
    assert "小榄" in shown.stderr
