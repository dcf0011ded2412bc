"""Do the same rows make the same table, whether they were kept as statements or as columns?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from yuantu.atlas.sites import ALSO, SiteTable, Words, bounds, join, table_of_bulk, table_of_entities
from yuantu.engines.columns import Columns
from yuantu.evidence.packs import read_pack
from yuantu.facts.bulk import entity_of_row, find_cell
from yuantu.facts.ledger import Ledger
from yuantu.facts.snapshots import BulkFile, cut_snapshot
from yuantu.facts.views import Entity, View
from yuantu.ontology.schema import load_schema
from yuantu.ontology.values import Code, Quantity, Text

SITE = load_schema().kind("site")
MANIFEST = """\
format: 1
id: small
title: {{zh: 小, en: small}}
datum: WGS-84
licence: CC0
sample: false
tables:
  - {{file: sites.csv, kind: site{store}}}
"""
SOURCES = "id,citation,source_class\na,official page,A\nb,blog,B\n"
HEADER = "id,kind,name,region,area_mu,rent,power,floors,available_from,stage,tenure,natural_gas,lon,lat,source,as_of"
ROWS = """\
s-1,plant,一号厂房,r-1,15,20元/㎡·月,≥1600kVA,4,2024-06,on_offer,lease;purchase,yes,113.1,22.5,a,2024-06-15
s-2,厂房,二号厂房,r-2,约30,,,,2024-06-30,已出租,lease,no,113.2,22.6,a,2024
s-3,parcel,三号地块,r-1,1.24万,,,,2024,,,,,,b,
s-4,plant,四号厂房,r-3,2.0-3.5,bad,1000kVA以上,,30/02/2024,ready,lease,,113.3,22.7,a,2026-11-22
s-5,warehouse,五号仓库,,,18,800,,,,,是,,,b,2023-12
"""
LOST = "s-6,plant,无来源,r-1,,,,,,,,,,,nobody,2024\n"


@dataclass
class Both:
    """One pack, read as statements and as columns."""

    view: View
    columns: Columns
    bulk: BulkFile
    parquet: Path

    def stated(self, day: date | None = None) -> list[Entity]:
        return self.view.entities("site", day)

    def tables(self, day: date | None = None) -> tuple[SiteTable, SiteTable]:
        stored = table_of_bulk(self.columns, self.parquet, SITE, sample=False, day=day)
        return table_of_entities(self.stated(day), SITE), stored

    def entity(self, row: int, day: date | None = None) -> Entity:
        names = [one[0] for one in self.columns.rows(f"DESCRIBE SELECT * FROM '{self.parquet}'")]
        cells = self.columns.rows(f"SELECT * FROM '{self.parquet}' WHERE row = {row}")[0]
        return entity_of_row(self.bulk, dict(zip(names, cells, strict=True)), SITE, day)


@pytest.fixture
def read_both(tmp_path: Path) -> Iterator[Callable[[str], Both]]:
    opened: list[Columns] = []

    def read(rows: str) -> Both:
        columns = Columns()
        opened.append(columns)
        for name, store in (("stated", ""), ("stored", ", store: columnar")):
            pack = tmp_path / name
            pack.mkdir()
            (pack / "manifest.yaml").write_text(MANIFEST.format(store=store), encoding="utf-8")
            (pack / "sources.csv").write_text(SOURCES, encoding="utf-8")
            (pack / "sites.csv").write_text(f"{HEADER}\n{rows}", encoding="utf-8")
        stated = read_pack(tmp_path / "stated")
        (stored,) = read_pack(tmp_path / "stored", columns, tmp_path / "bulk").bulk
        with Ledger(tmp_path / "ledger.sqlite") as ledger:
            ledger.add(stated.sources, stated.claims, "2026-01-01T00:00:00.000Z")
            name = cut_snapshot(tmp_path / "snapshots", ledger, (), {})
        bulk = BulkFile(
            "site", stored.digest, stored.rows, "small/sites.csv", False, f"small/{stored.source}",
            stored.as_of, "2026-01-01T00:00:00.000Z",
        )  # fmt: skip
        view = View(tmp_path / "snapshots" / name, columns, load_schema())
        return Both(view, columns, bulk, stored.parquet)

    yield read
    for one in opened:
        one.close()


def members(words: Words | None, size: int) -> list[set[str]]:
    """What each row is a member of, in no order."""
    return [set(words.at(row).split(ALSO)) if words else {""} for row in range(size)]


def assert_equal(stated: SiteTable, stored: SiteTable) -> None:
    """Equal cell by cell; a column that only one of them has is unknown throughout."""
    assert list(stated.ids) == list(stored.ids)
    unknown = np.full(len(stated), np.nan)
    for name, pair in stated.numbers.items():
        for side, found in zip(pair, stored.numbers.get(name, (unknown, unknown)), strict=True):
            np.testing.assert_array_equal(side, found, err_msg=name)
    for name, states in stated.flags.items():
        found = stored.flags.get(name, np.zeros(len(stated), dtype=np.int8))
        np.testing.assert_array_equal(states, found, err_msg=name)
    for name, words in stated.words.items():
        if name not in ("name", "aliases"):  # as many as rows, and looked up when they are shown
            expected = members(words, len(stated))
            assert members(stored.words.get(name), len(stated)) == expected, name
    np.testing.assert_array_equal(stated.lon, stored.lon)
    np.testing.assert_array_equal(stated.lat, stored.lat)


DAYS = [None, date(2023, 6, 1), date(2024, 3, 1), date(2024, 6, 20), date(2026, 12, 1)]


@pytest.mark.parametrize("day", DAYS)
def test_the_same_rows_make_the_same_table_on_every_day(read_both, day):
    stated, stored = read_both(ROWS).tables(day)
    assert_equal(stated, stored)


def test_the_table_says_what_the_rows_say(read_both):
    stated, _ = read_both(ROWS).tables()
    low, high = stated.numbers["area"]
    assert low.tolist()[:2] == pytest.approx([10_000.0, 18_000.0])
    assert high.tolist()[:2] == pytest.approx([10_000.0, 22_000.0])
    assert np.isnan(low[4])
    assert (stated.numbers["power"][0][0], stated.numbers["power"][1][0]) == (1600.0, np.inf)
    assert stated.flags["natural_gas"].tolist() == [1, -1, 0, 0, 1]
    assert [stated.words["stage"].at(row) for row in range(5)] == ["on_offer", "let_or_sold", "", "ready", ""]
    june = date(2024, 6, 1).toordinal()
    assert (stated.numbers["available_from"][0][0], stated.numbers["available_from"][1][0]) == (
        june,
        june + 29,
    )
    assert np.isnan(stated.numbers["rent"][0][3]), "a refused cell is unknown"


@pytest.mark.parametrize("day", DAYS)
def test_an_entity_of_a_row_holds_the_same_values_as_the_ledger(read_both, day):
    both = read_both(ROWS)
    for row, stated in enumerate(both.stated(day), start=1):
        stored = both.entity(row, day)
        assert (stored.id, stored.name) == (stated.id, stated.name)
        assert {name: set(one.values) for name, one in stored.held.items()} == {
            name: set(one.values) for name, one in stated.held.items()
        }


def test_a_cell_has_a_statement_with_its_own_source_day_and_place(read_both):
    both = read_both(LOST + ROWS)
    assert (both.bulk.source, both.bulk.as_of) == ("small/", ""), "the rows differ"
    for row, stated in enumerate(both.stated(), start=2):
        stored = both.entity(row)
        for name, held in stored.held.items():
            first, original = held.statements[0], stated.held[name].statements[0]
            assert first.source == f"small/{original.source}"
            assert first.valid == original.valid
            assert first.locator == f"small/sites.csv!{row + 1}:{name}"
            cell = find_cell(first.id)
            assert cell is not None
            assert (cell.digest, cell.row, cell.property) == (both.bulk.digest[:12], row, name)
            assert len(held.ids) == 1, "one cell is one statement, however many values stand in it"


def test_the_id_of_a_ledger_statement_names_no_cell():
    assert find_cell("s-0123456789abcdef") is None
    assert find_cell("b-0123456789ab-12-area-x") is None


def test_tables_are_joined_in_order_and_what_one_has_not_is_unknown(read_both):
    both = read_both(ROWS)
    stated, stored = both.tables()
    whole = join([stated, stored, stated])
    assert len(whole) == 15
    assert list(whole.ids) == list(stated.ids) * 3
    for name in ("stage", "region", "tenure"):
        assert members(whole.words[name], 15) == members(stated.words[name], 5) * 3
    assert np.isnan(whole.numbers["clear_height"][0]).all()
    assert whole.flags["natural_gas"].tolist() == stated.flags["natural_gas"].tolist() * 3
    assert [whole.words["name"].at(row) != "" for row in range(15)] == [True] * 5 + [False] * 5 + [True] * 5
    assert join([stated]) is stated


def test_words_keep_their_meaning_when_tables_know_different_ones(read_both):
    sites = read_both(ROWS).stated()
    parts = [table_of_entities(some, SITE) for some in (sites[3:], sites[:2], sites[1:4])]
    whole = join(parts)
    for name in ("stage", "kind", "region"):
        apart = [part.words[name].at(row) for part in parts for row in range(len(part))]
        assert [whole.words[name].at(row) for row in range(len(whole))] == apart


def held(name: str, *values: object) -> Entity:
    """An entity of which the sources say all of these values."""
    from yuantu.facts.statements import Statement
    from yuantu.facts.views import Held

    statements = tuple(
        Statement(f"s-{n}", "x", "site", name, "", value, None, "", "", "", "", "public")  # type: ignore[arg-type]
        for n, value in enumerate(values)
    )
    return Entity("x", "site", {name: Held(name, statements, len(values) > 1)})


def test_a_dispute_is_the_interval_that_spans_every_value():
    area = held(
        "area", Quantity(100.0, 100.0, "m2"), Quantity(150.0, None, "m2"), Quantity(90.0, 120.0, "m2")
    )
    low, high = table_of_entities([area], SITE).numbers["area"]
    assert (low.tolist(), high.tolist()) == ([90.0], [np.inf])


def test_a_dispute_about_yes_or_no_is_unknown():
    gas = held("natural_gas", Code("flag", "yes"), Code("flag", "no"))
    assert table_of_entities([gas], SITE).flags["natural_gas"].tolist() == [0]


def test_a_dispute_about_a_word_is_told_from_several_that_hold_together():
    stage = held("stage", Code("stage", "on_offer"), Code("stage", "let_or_sold"))
    tenure = held("tenure", Code("tenure", "lease"), Code("tenure", "purchase"))
    assert table_of_entities([stage], SITE).words["stage"].at(0) == "on_offer|let_or_sold"
    assert table_of_entities([tenure], SITE).words["tenure"].at(0) == "lease;purchase"


def test_what_is_neither_a_number_nor_a_day_has_no_bounds():
    assert np.isnan(bounds(Text("about as long as a piece of string"))).all()


def test_no_site_at_all_is_a_table_of_no_rows():
    table = table_of_entities([], SITE)
    assert len(table) == 0
    assert len(join([table, table])) == 0
