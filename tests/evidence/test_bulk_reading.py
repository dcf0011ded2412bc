"""The columnar reader must mean what the cell reader means: same values, same problems at the same places."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuantu.engines.columns import Columns
from yuantu.errors import PackRefused
from yuantu.evidence import tiers
from yuantu.evidence.packs import PackReading, read_pack
from yuantu.evidence.plainness import FIRST_DAY, LAST_DAY
from yuantu.evidence.reports import MOST_LISTED
from yuantu.ontology.schema import load_schema
from yuantu.ontology.values import Code, Coordinate, Period, Quantity, Text

HEADER = [
    "id", "kind", "name", "region", "area_m2", "rent_cny_m2_month", "clear_height_m", "power_kva", "floors",
    "floor_area_ratio", "stage", "tenure", "available_from", "rail", "allowed_industries", "address", "lon", "lat",
    "precision", "source", "as_of",
]  # fmt: skip
NUMBERS = [
    "9600", "9,600", "约9600", "9600.5", "007", "0", "1e5", "-3", "1-2", "2.0-3.5", "14.4亩", "1万", "８", "nan",
    "9 600", "12345678901", "0.1234567", "30吨", "1000kW", "1600 kVA", "1.6MVA", "超过20", "≥8",
    " 12 ", "12.", ".5", "+5",
]  # fmt: skip
DAYS = [
    "2026-12-01", "2026-02-30", "2026-02-29", "2024-02-29", "2026-12", "2026", "45473", "1/2/2026", "2026/6/1",
    "1850-01-01", "2150-01-01", "2099-12-31", "2024年6月", "2021-2024", "2026-12-01 ", "至今",
]  # fmt: skip
NAMES = [
    "甲一号厂房", "示例·南头镇联创智造园3栋", "无", "暂无", "待定", "none", "123", "A栋", "甲 一号", "（甲）一号厂房",
    "“甲一号厂房”", "甲;乙", "ＡＢＣ厂房", "甲\u3000一号厂房", "甲'一号厂房", "-----",
]  # fmt: skip
LON = ["113.05", "113.05123", "22.5", "abc", "113", "213.5", "113.05E", "-113.05", "113°30'", " 113.05"]
LAT = ["22.5", "22.50123", "113.05", "", "54.0", "91", "22.5N", "3.0", "2.9"]
CELLS = {
    "id": ["s-1", "s-2", "s-3", "s-4", "s-5", " s-6", "s 7", "厂-8", "", "a;b"],
    "kind": ["plant", "厂房", "parcel", "Plant", "办公楼"],
    "name": NAMES,
    "region": ["r-1", "r-2", "r-9", "r-1;r-2", "r 1", "新会"],
    "stage": ["on_offer", "挂牌", "ready", "?", "ON OFFER"],
    "tenure": ["lease", "lease;purchase", "租；买", "lease;gift", ";", "lease;;purchase"],
    "available_from": DAYS,
    "rail": ["yes", "no", "有", "无", "1", "maybe"],
    "allowed_industries": [
        "新材料",
        "高端装备;激光装备",
        "高端装备；激光装备",
        " 新材料 ; ",
        "a b",
        "a,b",
        ";",
    ],
    "address": ["新会区司前镇", "无", "S1 路"],
    "lon": LON,
    "lat": LAT,
    "precision": ["approx_town", "镇街级", "x"],
    "source": ["S1", "S1", "S1", "S1", "", "S9", " S1"],
    "as_of": ["2026-11-22", "2026", "", "6月30日"],
}
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=6)


def cells(column: str) -> st.SearchStrategy[str]:
    usual = st.sampled_from(CELLS.get(column, NUMBERS))
    strange = st.just("") if column in ("id", "source") else st.one_of(st.just(""), WORDS)
    return st.one_of(usual, usual, usual, usual, strange)


ROWS = st.lists(st.tuples(*(cells(column) for column in HEADER)), min_size=1, max_size=8)


def write(pack: Any, rows: Any, *, lines: str = "\n", encoding: str = "utf-8", header: Any = HEADER) -> Path:
    out = io.StringIO()
    csv.writer(out, lineterminator=lines).writerows([header, *rows])
    pack.regions().table("sites.csv", "site", out.getvalue().encode(encoding), ", store: columnar").write()
    return Path(pack.path)


def read_columnar(folder: Path) -> tuple[PackReading, dict[str, dict[str, object]]]:
    with Columns(memory_limit="500MB") as columns:
        reading = read_pack(folder, columns, folder / "bulk")
        (table,) = reading.bulk
        source = f"read_parquet('{table.parquet}')"
        names = [row[0] for row in columns.rows(f"DESCRIBE SELECT * FROM {source}")]
        rows = [dict(zip(names, row, strict=True)) for row in columns.rows(f"SELECT * FROM {source}")]
    assert [row["row"] for row in rows] == sorted(row["row"] for row in rows)
    assert sorted(path.name for path in (folder / "bulk").iterdir()) == [table.parquet.name]
    return reading, {row["id"]: row for row in rows}


def known(row: dict[str, object]) -> dict[str, object]:
    """The row without what was blank or refused, without words and without its number."""
    return {
        name: cell
        for name, cell in row.items()
        if cell is not None and name != "row" and "_words" not in name
    }


def claimed(reading: PackReading) -> dict[str, dict[str, object]]:
    """The claims of the cell reader in the shape of the columnar table."""
    entities: dict[str, dict[str, object]] = {}
    for claim in reading.claims:
        if claim.kind != "site":
            continue
        row = entities.setdefault(claim.entity, {"id": claim.entity, "source": claim.source})
        if claim.valid is not None:
            row |= {"as_of_first": claim.valid.first or FIRST_DAY, "as_of_last": claim.valid.last or LAST_DAY}
        match claim.value:
            case Quantity(low, high):
                row[f"{claim.property}_low"] = float("-inf") if low is None else low
                row[f"{claim.property}_high"] = float("inf") if high is None else high
            case Period(first, last):
                row |= {
                    f"{claim.property}_first": first or FIRST_DAY,
                    f"{claim.property}_last": last or LAST_DAY,
                }
            case Coordinate(lon, lat):
                row |= {"lon": lon, "lat": lat}
            case Code(_, words) | Text(words):
                row[claim.property] = f"{row[claim.property]};{words}" if claim.property in row else words
    return entities


def problems(reading: PackReading) -> list[tuple[str, str, str]]:
    return sorted((p.code, p.place.split(" ")[0], p.params.get("count", "")) for p in reading.problems)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, lines=st.sampled_from(["\n", "\r\n"]), inline=st.sampled_from([0, tiers.MOST_INLINE]))
def test_both_readers_mean_the_same(new_pack, rows, lines, inline):
    folder = write(new_pack(), rows, lines=lines)
    small = read_pack(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiers, "MOST_INLINE", inline)
        large, found = read_columnar(folder)
    assert {name: known(row) for name, row in found.items()} == {
        **{name: {"id": name, "source": "S1"} for name in found if name not in claimed(small)},
        **claimed(small),
    }
    assert problems(large) == problems(small)
    assert large.rows == small.rows


def regular(count: int) -> list[list[str]]:
    row = [
        "", "plant", "甲一号厂房", "r-2", "9600", "18.5", "8", "1600", "1", "1.0-2.0", "on_offer", "lease",
        "2026-12-01", "yes", "新材料", "新会区司前镇", "113.05", "22.5", "approx_town", "S1", "2026-11-22",
    ]  # fmt: skip
    return [[f"s-{number}", *row[1:]] for number in range(1, count + 1)]


def test_a_regular_table_is_typed(pack):
    reading, found = read_columnar(write(pack, regular(3)))
    assert reading.problems == []
    assert reading.rows["site"] == 3
    table = reading.bulk[0]
    assert (table.kind, table.rows, table.file, table.sample) == ("site", 3, "sites.csv", False)
    assert (table.source, table.as_of, table.parquet.stem) == ("S1", "2026-11-22", table.digest)
    row = found["s-2"]
    assert (row["row"], row["area_low"], row["area_high"], row["area_words"]) == (2, 9600.0, 9600.0, "9600")
    assert (row["available_from_first"], row["lon"], row["lat"]) == (date(2026, 12, 1), 113.05, 22.5)
    assert (row["floor_area_ratio_low"], row["floor_area_ratio_high"]) == (1.0, 2.0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("lines", ["\n", "\r\n"])
def test_encoding_and_line_ends_do_not_matter(pack, encoding, lines):
    reading, found = read_columnar(write(pack, regular(3), encoding=encoding, lines=lines))
    assert reading.problems == []
    assert {row["name"] for row in found.values()} == {"甲一号厂房"}


def test_quotes_blank_lines_and_ragged_rows_keep_the_row_numbers(pack):
    folder = write(pack, regular(4))
    lines = (folder / "sites.csv").read_text().splitlines()
    lines[1] = lines[1].replace("甲一号厂房", '"甲,一号\n厂房"')
    lines[3] += ",more"
    (folder / "sites.csv").write_text("\n".join([*lines[:2], "", *lines[2:]]) + "\n")
    reading, found = read_columnar(folder)
    assert problems(reading) == [("row_ragged", "sites.csv!A5", "")]
    assert {name: row["row"] for name, row in found.items()} == {"s-1": 1, "s-2": 3, "s-4": 5}
    assert problems(read_pack(folder)) == problems(reading)


def test_words_mean_the_same_without_their_column(pack):
    header = [{"area_m2": "area_mu"}.get(column, column) for column in HEADER]
    _, found = read_columnar(write(pack, regular(1), header=header))
    assert found["s-1"]["area_words"] == "9600亩"
    assert found["s-1"]["area_low"] == pytest.approx(6.4e6)


def test_repeated_ids_are_refused_as_in_small_tables(pack):
    rows = regular(3)
    rows[1][0] = rows[2][0] = "s-1"
    rows[2][4] = "8000"
    reading, found = read_columnar(write(pack, rows))
    assert problems(reading) == [
        ("row_repeated", "sites.csv!A3", ""),
        ("row_repeated_id", "sites.csv!A4", ""),
    ]
    assert found["s-1"]["area_low"] == 9600


def test_a_million_equal_mistakes_are_listed_once_and_counted(pack, monkeypatch):
    monkeypatch.setattr(tiers, "PAGE", 70)
    rows = regular(MOST_LISTED + 150)
    for row in rows:
        row[4] = "很大"
    reading, _ = read_columnar(write(pack, rows))
    codes = [problem.code for problem in reading.problems]
    assert codes.count("number_unreadable") == MOST_LISTED
    assert [p.params["count"] for p in reading.problems if p.code == "problems_more"] == ["150"]


def test_a_column_with_its_own_source_is_no_bulk(pack):
    header = [{"precision": "coordinate_source"}.get(column, column) for column in HEADER]
    rows = regular(1)
    rows[0][HEADER.index("precision")] = "S1"
    folder = write(pack, rows, header=header)
    with Columns() as columns, pytest.raises(PackRefused) as caught:
        read_pack(folder, columns, folder / "bulk")
    assert caught.value.problem.code == "bulk_column"


def test_a_gcj02_table_is_converted(pack):
    write(pack, regular(2))
    folder = pack.write(datum="GCJ-02")
    point = read_columnar(folder)[1]["s-1"]
    (claim, _) = [claim for claim in read_pack(folder).claims if claim.property == "coordinate"]
    assert claim.value == Coordinate(float(str(point["lon"])), float(str(point["lat"])), "GCJ-02")
    assert point["lon"] != 113.05


def test_long_tables_become_columnar_by_themselves(pack):
    rows = regular(20_001)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEADER, *rows])
    folder = pack.regions().table("sites.csv", "site", out.getvalue()).write()
    reading, found = read_columnar(folder)
    assert (len(found), reading.problems) == (20_001, [])


def test_a_columnar_table_with_names_only_is_a_warning(pack):
    reading, found = read_columnar(write(pack, []))
    assert [problem.code for problem in reading.problems] == ["table_without_rows"]
    assert found == {}


def test_the_digest_names_the_reading_and_not_only_the_bytes(pack):
    folder = write(pack, regular(2))
    first = read_columnar(folder)[0].bulk[0].digest
    assert read_columnar(folder)[0].bulk[0].digest == first
    with Columns() as columns:
        again = read_pack(pack.write(datum="GCJ-02"), columns, folder / "other")
    assert again.bulk[0].digest != first


def test_the_site_schema_has_the_columns_under_test():
    assert set(HEADER) - {"id", "source", "as_of"} <= set(load_schema().kind("site").columns)
