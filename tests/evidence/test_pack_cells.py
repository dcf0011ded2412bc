from datetime import date

import pytest

from yuantu.errors import PackRefused
from yuantu.evidence.packs import read_pack
from yuantu.ontology.values import Code, Coordinate, Period, Quantity

SITES = "id,kind,name,region,area_m2,lon,lat,available_from,source,as_of\n"


def sites(*rows):
    return SITES + "".join(f"{row}\n" for row in rows)


def found(reading):
    return [(problem.code, problem.place) for problem in reading.problems]


def values(reading, entity):
    return {claim.property: claim.value for claim in reading.claims if claim.entity == entity}


GOOD = "s-1,plant,甲一号厂房,r-2,9600,113.05,22.5,2026-12-01,S1,2026-11"


def test_cells_become_typed_claims_with_their_place(pack):
    reading = read_pack(pack.regions().table("sites.csv", "site", sites(GOOD)).write())
    assert reading.problems == []
    assert reading.rows == {"region": 2, "site": 1}
    assert values(reading, "s-1")["area"] == Quantity(9600, 9600, "m2", "exact", 9600)
    assert values(reading, "s-1")["kind"] == Code("kind", "plant")
    assert values(reading, "s-1")["coordinate"] == Coordinate(113.05, 22.5)
    area = next(claim for claim in reading.claims if claim.property == "area")
    assert (area.words, area.source, area.locator) == ("9600", "S1", "sites.csv!E2")
    assert area.valid == Period(date(2026, 11, 1), date(2026, 11, 30), "month")


def test_reading_twice_gives_the_same(pack):
    folder = pack.regions().table("sites.csv", "site", sites(GOOD)).write()
    first, second = read_pack(folder), read_pack(folder)
    assert (first.claims, first.problems) == (second.claims, second.problems)


def test_a_blank_cell_is_unknown_and_claims_nothing(pack):
    reading = read_pack(
        pack.regions().table("sites.csv", "site", sites("s-1,plant,甲一号厂房,r-2,, ,,,S1,2026")).write()
    )
    assert reading.problems == []
    assert set(values(reading, "s-1")) == {"kind", "name", "region"}


@pytest.mark.parametrize(
    ("cell", "column", "place", "code"),
    [
        ("3.5万x", "area_m2", "sites.csv!E3", "unit_unknown"),
        ("-5", "area_m2", "sites.csv!E3", "quantity_negative"),
        ("46357", "available_from", "sites.csv!H3", "date_serial"),
        ("1/2/2026", "available_from", "sites.csv!H3", "date_ambiguous"),
        ("12月1日", "available_from", "sites.csv!H3", "date_without_year"),
        ("2026-02-30", "available_from", "sites.csv!H3", "date_impossible"),
        ("办公楼", "kind", "sites.csv!B3", "category_unknown"),
        ("22.5", "lon", "sites.csv!F3", "coordinate_swapped"),
        ("", "lat", "sites.csv!F3", "coordinate_half"),
        ("r-99", "region", "sites.csv!D3", "reference_unknown"),
    ],
)
def test_one_bad_cell_is_refused_alone(pack, cell, column, place, code):
    good = dict(zip(SITES.strip().split(","), GOOD.split(","), strict=True)) | {"id": "s-2"}
    bad = good | {column: cell} | ({"lat": "113.05"} if code == "coordinate_swapped" else {})
    reading = read_pack(
        pack.regions().table("sites.csv", "site", sites(GOOD, ",".join(bad.values()))).write()
    )
    assert [(problem.code, problem.place.split(" ")[0]) for problem in reading.problems] == [(code, place)]
    assert reading.problems[0].text("zh").startswith(place)
    assert reading.rows["site"] == 2
    missing = {"lon": "coordinate", "lat": "coordinate", "area_m2": "area"}.get(column, column)
    assert set(values(reading, "s-1")) - set(values(reading, "s-2")) == {missing}


def test_one_bad_row_in_a_thousand(pack):
    rows = [GOOD.replace("s-1", f"s-{number}") for number in range(1000)]
    rows[500] = rows[500].replace("9600", "九千多吨")
    reading = read_pack(pack.regions().table("sites.csv", "site", sites(*rows)).write())
    assert [problem.place for problem in reading.problems] == ["sites.csv!E502 (area_m2)"]
    assert reading.rows["site"] == 1000
    assert len([claim for claim in reading.claims if claim.property == "area"]) == 999


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (GOOD.replace("s-1", ""), "row_without_id"),
        (GOOD.replace("s-1", "s 1"), "row_bad_id"),
        (GOOD.replace(",S1,", ",,"), "row_without_source"),
        (GOOD.replace(",S1,", ",S9,"), "source_unknown"),
        (GOOD + ",more", "row_ragged"),
    ],
)
def test_a_row_without_a_subject_or_a_source_is_lost_alone(pack, row, code):
    reading = read_pack(
        pack.regions().table("sites.csv", "site", sites(row, GOOD.replace("s-1", "s-2"))).write()
    )
    assert [problem.code for problem in reading.problems] == [code]
    assert {claim.entity for claim in reading.claims if claim.kind == "site"} == {"s-2"}


def test_a_repeated_id_keeps_the_first_row_and_names_both(pack):
    other = GOOD.replace("9600", "8000")
    reading = read_pack(pack.regions().table("sites.csv", "site", sites(GOOD, other, GOOD)).write())
    assert [(problem.code, problem.severity, problem.params["first"]) for problem in reading.problems] == [
        ("row_repeated_id", "error", "sites.csv!A2"),
        ("row_repeated", "warning", "sites.csv!A2"),
    ]
    assert values(reading, "s-1")["area"].stated == 9600


def test_a_second_table_is_a_second_source_not_a_repetition(pack):
    more = "id,area_m2,source,as_of\ns-1,9500,S1,2025\n"
    pack.regions().table("sites.csv", "site", sites(GOOD)).table("sites_more.csv", "site", more)
    reading = read_pack(pack.write())
    assert reading.problems == []
    assert [claim.words for claim in reading.claims if claim.property == "area"] == ["9600", "9500"]
    assert reading.rows["site"] == 1


def test_one_id_is_not_two_kinds_of_thing(pack):
    reading = read_pack(pack.regions().table("sites.csv", "site", sites(GOOD.replace("s-1", "r-2"))).write())
    assert found(reading) == [("id_of_other_kind", "sites.csv!A2 (id)")]
    assert reading.rows["site"] == 0


def test_a_required_property_that_no_table_states(pack):
    reading = read_pack(
        pack.regions().table("sites.csv", "site", sites(GOOD.replace("甲一号厂房", ""))).write()
    )
    assert found(reading) == [("required_blank", "sites.csv!C2 (name)")]


def test_unknown_columns_are_reported_with_a_guess(pack):
    text = sites(GOOD).replace("area_m2", "area_sqm")
    reading = read_pack(pack.regions().table("sites.csv", "site", text).write())
    assert [(p.code, p.severity, p.params["value"]) for p in reading.problems] == [
        ("table_unknown_column_near", "warning", "area_sqm")
    ]
    assert "area" in reading.problems[0].params["near"]


def test_undated_rows_are_read_and_counted(pack):
    rows = [GOOD.replace(",2026-11", ","), GOOD.replace("s-1", "s-2")]
    reading = read_pack(pack.regions().table("sites.csv", "site", sites(*rows)).write())
    assert [(p.code, p.params["count"], p.params["rows"]) for p in reading.problems] == [
        ("rows_undated", "1", "2")
    ]
    assert {claim.valid for claim in reading.claims if claim.entity == "s-1"} == {None}


@pytest.mark.parametrize("datum", ["GCJ-02", "BD-09"])
def test_a_pack_in_another_datum_is_converted(pack, datum):
    reading = read_pack(pack.regions().table("sites.csv", "site", sites(GOOD)).write(datum=datum))
    point = values(reading, "s-1")["coordinate"]
    assert point.datum == datum
    assert 0.001 < abs(point.lon - 113.05) + abs(point.lat - 22.5) < 0.03
    claim = next(claim for claim in reading.claims if claim.property == "coordinate")
    assert claim.words == "113.05,22.5"


def test_a_row_may_name_its_own_datum(pack):
    header = SITES.replace("source,as_of", "datum,source,as_of")
    rows = [GOOD.replace(",S1", ",GCJ-02,S1"), GOOD.replace("s-1", "s-2").replace(",S1", ",,S1")]
    reading = read_pack(pack.regions().table("sites.csv", "site", header + "\n".join(rows)).write())
    assert reading.problems == []
    assert values(reading, "s-1")["coordinate"].lon != 113.05
    assert values(reading, "s-2")["coordinate"] == Coordinate(113.05, 22.5)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_the_encoding_of_a_table_does_not_matter(pack, encoding):
    pack.regions().table("sites.csv", "site", sites(GOOD).encode(encoding))
    reading = read_pack(pack.write())
    assert reading.problems == []
    assert values(reading, "s-1")["name"].text == "甲一号厂房"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"),
        (b"PK\x03\x04\x00\x00", "file_not_text"),
        (b"name,source\na,S1\n", "table_missing_column"),
        (b"id,name\n1,a\n", "table_missing_column"),
        (b"id,name,name,source\n", "table_repeated_column"),
        ("编号,id,source\n".encode(), "table_repeated_column"),
    ],
)
def test_a_table_that_is_none_refuses_the_pack(pack, content, code):
    folder = pack.regions().table("sites.csv", "site", content).table("bad.csv", "park", b"").write()
    with pytest.raises(PackRefused) as caught:
        read_pack(folder)
    assert [problem.code for problem in caught.value.problems] == [code, "table_empty"]


def test_column_names_alone_are_a_warning(pack):
    reading = read_pack(pack.regions().table("sites.csv", "site", SITES).write())
    assert [(p.code, p.severity, p.place) for p in reading.problems] == [
        ("table_without_rows", "warning", "sites.csv")
    ]


def test_an_unknown_kind_refuses_the_pack(pack):
    with pytest.raises(PackRefused) as caught:
        read_pack(pack.table("x.csv", "castle", "id\n").write())
    assert caught.value.problem.code == "kind_unknown"


def test_expectations_have_an_error_below_and_a_warning_above(pack):
    folder = pack.regions().write(more="expect: {region: {min: 3}, site: {max: 0}}\n")
    assert [(p.code, p.severity) for p in read_pack(folder).problems] == [("expected_more", "error")]
    folder = pack.write(more="expect: {region: {max: 1}}\n")
    assert [(p.code, p.severity) for p in read_pack(folder).problems] == [("expected_fewer", "warning")]


def test_references_may_name_what_the_caller_knows(pack):
    folder = pack.table("sites.csv", "site", sites(GOOD)).write()
    assert read_pack(folder).problems == []
    assert found(read_pack(folder, known={"region": ["r-1"]})) == [("reference_unknown", "sites.csv!D2")]


def test_sources_are_read_strictly(pack):
    rows = "S1,甲报,,A,2024-06,\nS1,乙报,,A,,\nS2,丙报,,Q,,\nS3,,,A,,\nS4,丁报,,示例,,\nS5,戊报,http://x.cn,C,45473,\n"
    (pack.path / "sources.csv").write_text(
        "id,citation,address,source_class,dated,note,page\n" + rows.replace(",\n", ",,\n")
    )
    reading = read_pack(pack.regions().write())
    assert [source.id for source in reading.sources] == ["S1", "S5"]
    assert reading.sources[1].link is None
    assert [problem.code for problem in reading.problems] == [
        "table_unknown_column", "source_repeated", "source_class_unknown", "source_incomplete", "source_invented",
        "date_serial",
    ]  # fmt: skip


def test_real_sources_stay_out_of_a_sample_pack(pack):
    reading = read_pack(pack.regions().write(sample="true"))
    assert [problem.code for problem in reading.problems] == [
        "source_not_invented",
        "source_unknown",
        "source_unknown",
    ]
    assert reading.claims == []


def test_every_problem_speaks_both_languages(pack):
    pack.regions().table("sites.csv", "site", sites(GOOD.replace("9600", "x"), ",,,,,,,,,", GOOD, "1,2"))
    for problem in read_pack(pack.write(more="mystery: 1\n")).problems:
        assert problem.text("zh") != problem.text("en")
