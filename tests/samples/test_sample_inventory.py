import csv
import hashlib
import math
from datetime import date
from pathlib import Path

import pytest

from yuantu.engines.columns import Columns
from yuantu.errors import BadInput
from yuantu.evidence.packs import read_pack
from yuantu.samples import inventory
from yuantu.samples.inventory import generate_samples
from yuantu.samples.sites import COLUMNS

REGIONS = """\
id,name,level,parent,lon,lat
r-440700,江门市,city,,113.083,22.583
r-440705,新会区,county,r-440700,113.03,22.52
r-440705102,司前镇,town,r-440705,112.8539,22.4952
r-440705105,崖门镇,town,r-440705,113.0485,22.2994
r-442000,中山市,city,,113.379,22.523
r-442000111,南头镇,town,r-442000,113.2926,22.7217
r-440300,深圳市,city,,114.068,22.546
r-440306,宝安区,county,r-440300,113.883,22.555
r-440300x,无点镇,town,r-440306,,
"""
# The first 200 rows of seed 7 over these towns: another digest means that a published sample would change.
GOLDEN = "6cf0ccebd514603623dfa272ca755b8ed19ecd6bbdecb6fe33c389206f40cb39"


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    folder = tmp_path / "towns"
    folder.mkdir()
    (folder / "regions.csv").write_text(REGIONS, encoding="utf-8")
    return folder


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "sites.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / "sites.csv").read_bytes()).hexdigest()


def test_a_seed_means_these_bytes_on_every_machine(tmp_path, towns):
    assert digest(generate_samples(tmp_path / "a", 200, 7, towns)) == GOLDEN


def test_the_same_seed_gives_the_same_pack_and_another_another(tmp_path, towns):
    first = generate_samples(tmp_path / "a", 300, 1, towns)
    again = generate_samples(tmp_path / "b", 300, 1, towns)
    other = generate_samples(tmp_path / "c", 300, 2, towns)
    for name in ("manifest.yaml", "sources.csv", "sites.csv"):
        assert (first / name).read_bytes() == (again / name).read_bytes()
    assert digest(first) != digest(other)


def test_chunks_do_not_show(tmp_path, towns, monkeypatch):
    whole = digest(generate_samples(tmp_path / "a", 300, 1, towns))
    monkeypatch.setattr(inventory, "CHUNK_ROWS", 77)
    assert digest(generate_samples(tmp_path / "b", 300, 1, towns)) == whole


def test_a_longer_inventory_begins_with_the_shorter(tmp_path, towns):
    short = rows_of(generate_samples(tmp_path / "a", 50, 1, towns))
    assert rows_of(generate_samples(tmp_path / "b", 100, 1, towns))[:50] == short


def test_everything_is_marked(tmp_path, towns):
    folder = generate_samples(tmp_path / "a", 300, 1, towns)
    assert "sample: true" in (folder / "manifest.yaml").read_text(encoding="utf-8")
    assert all(row["name"].startswith("示例·") and row["id"].startswith("x-1-") for row in rows_of(folder))
    reading = read_pack(folder)
    assert reading.manifest.sample
    assert {source.source_class for source in reading.sources} == {"示例"}


@pytest.mark.parametrize("columnar", [False, True])
def test_the_strict_readers_have_no_complaint(tmp_path, towns, columnar):
    folder = generate_samples(tmp_path / "a", 1000, 3, towns)
    with Columns() as columns:
        reading = read_pack(folder, columns, tmp_path / "bulk") if columnar else read_pack(folder)
    assert reading.problems == []
    assert reading.rows == {"site": 1000}
    if columnar:
        assert (reading.bulk[0].source, reading.bulk[0].as_of) == ("x-invented", "2026-11-22")
        assert reading.bulk[0].sample


def test_sites_stand_within_two_kilometres_of_a_town_with_a_point(tmp_path, towns):
    with (towns / "regions.csv").open(encoding="utf-8") as file:
        points = {row["id"]: row for row in csv.DictReader(file)}
    rows = rows_of(generate_samples(tmp_path / "a", 500, 1, towns))
    assert {row["region"] for row in rows} == {"r-440705102", "r-440705105", "r-442000111", "r-440306"}
    for row in rows:
        town = points[row["region"]]
        east = (float(row["lon"]) - float(town["lon"])) * 102.9
        north = (float(row["lat"]) - float(town["lat"])) * 110.8
        assert math.hypot(east, north) <= 2.0
        assert town["name"] in row["name"]


def test_kinds_and_blanks_come_in_their_shares(tmp_path, towns):
    rows = rows_of(generate_samples(tmp_path / "a", 20_000, 5, towns))
    shares = {
        kind: sum(row["kind"] == kind for row in rows) / len(rows)
        for kind in ("plant", "parcel", "warehouse")
    }
    assert shares == pytest.approx({"plant": 0.70, "parcel": 0.22, "warehouse": 0.08}, abs=0.02)
    plants = [row for row in rows if row["kind"] == "plant"]
    for column in (
        "clear_height_m",
        "floor_load_t_m2",
        "power_kva",
        "rent_cny_m2_month",
        "available_from",
        "crane",
    ):
        assert 0.13 < sum(not row[column] for row in plants) / len(plants) < 0.22


def test_parcels_have_land_prices_and_buildings_have_floors(tmp_path, towns):
    for row in rows_of(generate_samples(tmp_path / "a", 500, 1, towns)):
        if row["kind"] == "parcel":
            assert row["floor_load_t_m2"] == row["power_kva"] == row["rent_cny_m2_month"] == ""
        else:
            assert row["land_price_cny_m2"] == row["floor_area_ratio"] == ""


def test_properties_hang_together(tmp_path, towns):
    rows = [
        row for row in rows_of(generate_samples(tmp_path / "a", 20_000, 5, towns)) if row["kind"] == "plant"
    ]

    def mean(column: str, chosen: list[dict[str, str]]) -> float:
        values = [float(row[column]) for row in chosen if row[column]]
        return sum(values) / len(values)

    large = [row for row in rows if float(row["area_m2"]) >= 10_000]
    small = [row for row in rows if float(row["area_m2"]) < 3000]
    high = [row for row in rows if row["clear_height_m"] and float(row["clear_height_m"]) >= 8]
    assert mean("power_kva", large) > 4 * mean("power_kva", small)
    assert mean("floor_load_t_m2", high) > 1.3 * mean("floor_load_t_m2", rows)
    shenzhen = [row for row in rows if row["region"] == "r-440306"]
    assert mean("rent_cny_m2_month", shenzhen) > 1.7 * mean("rent_cny_m2_month", rows)


def test_the_house_case_finds_passes_near_misses_and_unknowns(tmp_path, towns):
    """A plant of 10,000 ㎡, 8 m, 1.5 t/㎡, 1,600 kVA within 30 days: six inventories of 300 sites."""
    tests = {"clear_height_m": 8.0, "floor_load_t_m2": 1.5, "power_kva": 1600.0, "area_m2": 10_000.0}

    def lacks(row: dict[str, str]) -> list[str]:
        missing = [column for column, least in tests.items() if row[column] and float(row[column]) < least]
        return missing + (["available_from"] if row["available_from"] > "2026-12-22" else [])

    passes: list[dict[str, str]] = []
    unknown: list[dict[str, str]] = []
    near: list[dict[str, str]] = []
    for seed in range(1, 7):
        for row in rows_of(generate_samples(tmp_path / str(seed), 300, seed, towns)):
            if row["kind"] != "plant" or row["region"] == "r-440306" or row["stage"] == "let_or_sold":
                continue
            if not lacks(row):
                complete = all(row[column] for column in (*tests, "available_from"))
                (passes if complete else unknown).append(row)
            elif lacks(row) == ["area_m2"] and float(row["area_m2"]) >= 9000:
                near.append(row)
    assert len(passes) >= 18
    assert len(unknown) >= 18
    assert len(near) >= 3


def test_availability_counts_from_the_reference_day(tmp_path, towns):
    rows = rows_of(generate_samples(tmp_path / "a", 300, 1, towns, date(2024, 6, 30)))
    days = [row["available_from"] for row in rows if row["available_from"]]
    assert {row["as_of"] for row in rows} == {"2024-06-30"}
    assert min(days) < "2024-06-30" < max(days)


def test_no_rows_is_a_table_of_names(tmp_path, towns):
    folder = generate_samples(tmp_path / "a", 0, 1, towns)
    assert (folder / "sites.csv").read_text(encoding="utf-8") == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("rows", "seed", "code"), [(-1, 1, "samples_rows"), (10**9, 1, "samples_rows"), (10, -1, "samples_seed")]
)
def test_impossible_wishes_write_nothing(tmp_path, towns, rows, seed, code):
    with pytest.raises(BadInput) as caught:
        generate_samples(tmp_path / "a", rows, seed, towns)
    assert caught.value.problem.code == code
    assert not (tmp_path / "a").exists()


def test_a_pack_without_towns_is_refused(tmp_path):
    with pytest.raises(BadInput) as caught:
        generate_samples(tmp_path / "a", 10, 1, tmp_path)
    assert caught.value.problem.code == "samples_no_regions"
    (tmp_path / "regions.csv").write_text(
        "id,name,level,parent,lon,lat\nr-1,成都市,city,,104.07,30.67\n", encoding="utf-8"
    )
    with pytest.raises(BadInput) as caught:
        generate_samples(tmp_path / "a", 10, 1, tmp_path)
    assert caught.value.problem.code == "samples_no_places"
