"""Does the strict reader take the built-in pack, and the city of the how-to, without a single complaint?"""

import re
from pathlib import Path

import pytest

from yuantu.evidence.packs import PackReading, read_pack
from yuantu.ontology.values import Quantity

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to" / "new-city.md"
UNDATED_TABLES = {"parks.csv", "sites.csv", "companies.csv", "facilities.csv"}


@pytest.fixture(scope="module")
def reading() -> PackReading:
    return read_pack(ROOT / "packs" / "jiangmen")


def quantities(reading: PackReading, entity: str, name: str) -> list[Quantity]:
    found = [claim.value for claim in reading.claims if (claim.entity, claim.property) == (entity, name)]
    assert all(isinstance(value, Quantity) for value in found)
    return [value for value in found if isinstance(value, Quantity)]


def test_built_in_pack_has_no_error(reading: PackReading) -> None:
    assert [problem.text("en") for problem in reading.problems if problem.severity == "error"] == []


def test_its_only_warnings_are_undated_rows(reading: PackReading) -> None:
    assert {problem.code for problem in reading.problems} == {"rows_undated"}
    assert {problem.place for problem in reading.problems} == UNDATED_TABLES


def test_a_coordinate_names_its_own_source(reading: PackReading) -> None:
    sources = {claim.source for claim in reading.claims if claim.property == "coordinate"}
    assert sources == {"GEON", "GKCL"}


def test_words_stay_bounds(reading: PackReading) -> None:
    (over,) = quantities(reading, "i-002", "value")
    assert (over.low, over.high, over.unit) == (4200e8, None, "CNY")
    (nearly,) = quantities(reading, "i-019", "value")
    assert (nearly.high, nearly.qualifier) == (200, "nearly")
    (under,) = quantities(reading, "i-013", "value")
    assert under.low is None
    assert under.high == pytest.approx(0.12)
    (fall,) = quantities(reading, "i-136", "value")
    assert fall.stated == pytest.approx(-0.026)


def test_the_two_figures_of_a_conflict_reach_the_reader(reading: PackReading) -> None:
    assert {value.stated for value in quantities(reading, "i-118", "value")} == {208, 222}
    assert {value.stated for value in quantities(reading, "j-045", "projects_count")} == {25, 27}


def test_the_ladder_of_the_zone_steps_down(reading: PackReading) -> None:
    steps = ("planned_area", "start_area", "available_area", "prepared_area")
    areas_m2 = [quantities(reading, "p-sj", step)[0].stated for step in steps]
    assert areas_m2 == [66e6, 4.58e6, 3.3e6, 1.2e6]


def test_how_to_pack_is_read_without_a_problem(tmp_path: Path) -> None:
    page = HOW_TO.read_text(encoding="utf-8")
    (manifest,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    tables = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    (tmp_path / "manifest.yaml").write_text(manifest, encoding="utf-8")
    for name, text in zip(("sources.csv", "regions.csv", "sites.csv"), tables, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    reading = read_pack(tmp_path)
    assert [problem.text("en") for problem in reading.problems] == []
    assert reading.rows == {"region": 2, "site": 2}
    (area,) = quantities(reading, "s-mz-1", "area")
    assert (area.stated, area.qualifier) == (12_000, "about")
