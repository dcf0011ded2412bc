"""What holds on a day, as far as was known on another: is every combination right?"""

from datetime import date

import pytest

from yuantu.facts.statements import statement_id
from yuantu.facts.views import SOURCE_ORDER
from yuantu.ontology.values import Code, Quantity, Text

FIRST, SECOND, THIRD, FOURTH = (f"2026-01-0{day}T00:00:00.000Z" for day in (1, 2, 3, 4))


def test_what_stands_holds_on_every_day(facts, claim, words_of):
    facts.accept(claim("area", 1.0, "2024-06", words="area"))
    view = facts.view()
    for day in ("2000-01-01", "2024-06-15", "2099-01-01", ""):
        assert words_of(view, "area", day) == ["area"]


def test_what_was_observed_holds_from_its_day_until_the_next_observation(facts, claim, words_of):
    facts.accept(
        claim("stage", "under_construction", "2023-03-01", words="building"),
        claim("stage", "ready", "2024-06-15", words="ready"),
    )
    view = facts.view()
    expected = {
        "2023-02-28": [],
        "2023-03-01": ["building"],
        "2024-06-14": ["building"],
        "2024-06-15": ["ready"],
        "2030-01-01": ["ready"],
        "": ["ready"],
    }
    assert {day: words_of(view, "stage", day) for day in expected} == expected


def test_a_year_may_be_as_new_as_the_newest_day_and_is_kept_beside_it(facts, claim, words_of):
    facts.accept(
        claim("stage", "ready", "2024", words="some day of 2024"),
        claim("stage", "on_offer", "2024-06-15", words="that day"),
        claim("stage", "planned", "2023", words="2023"),
    )
    view = facts.view()
    assert words_of(view, "stage", "2024-07-01") == ["that day", "some day of 2024"]
    assert view.entity("s-1", date(2024, 7, 1)).held["stage"].conflict
    assert words_of(view, "stage", "2024-03-01") == ["some day of 2024"]
    assert words_of(view, "stage", "2023-12-31") == ["2023"]


def test_an_observation_without_a_day_holds_only_while_there_is_none_with_one(facts, claim, words_of):
    facts.accept(claim("rent", 20.0, words="undated"))
    assert words_of(facts.view(), "rent", "2000-01-01") == ["undated"]
    facts.accept(claim("rent", 25.0, "2024", words="dated"))
    view = facts.view()
    assert words_of(view, "rent", "2024-06-01") == ["dated"]
    assert words_of(view, "rent") == ["dated"]
    assert words_of(view, "rent", "2023-06-01") == ["undated"]


def test_valid_time_and_known_time_are_two_things(facts, claim, words_of):
    """The truth table of two dates: what one asks about, and what the ledger held when one asked."""
    early, late = claim("rent", 20.0, "2023", words="20"), claim("rent", 25.0, "2024", words="25")
    facts.accept(early, at=FIRST)
    facts.accept(late, at=SECOND)
    facts.ledger.retract(statement_id(late), THIRD, "reviewer", "misread")
    facts.ledger.restore(statement_id(late), FOURTH, "reviewer", "read right")
    view = facts.view()
    before = "2025-12-31T00:00:00.000Z"
    table = {
        ("2022-12-31", None): [], ("2023-12-31", None): ["20"], ("2024-12-31", None): ["25"],
        ("2023-12-31", before): [], ("2024-12-31", before): [],
        ("2022-12-31", FIRST): [], ("2023-12-31", FIRST): ["20"], ("2024-12-31", FIRST): ["20"],
        ("2023-12-31", SECOND): ["20"], ("2024-12-31", SECOND): ["25"],
        ("2023-12-31", THIRD): ["20"], ("2024-12-31", THIRD): ["20"],
        ("2023-12-31", FOURTH): ["20"], ("2024-12-31", FOURTH): ["25"],
    }  # fmt: skip
    assert {key: words_of(view, "rent", *key) for key in table} == table
    assert view.counts()["statement"] == 2


def test_a_retracted_statement_can_still_be_read_and_says_since_when_it_was_known(facts, claim):
    said = claim("area", 1.0)
    facts.accept(said, at=FIRST)
    facts.ledger.retract(statement_id(said), SECOND, "reviewer", "")
    view = facts.view()
    assert view.entity("s-1") is None, "unknown, not zero"
    assert view.entities("site") == []
    assert view.statement(statement_id(said)).known_at == FIRST
    assert view.statement("s-0000000000000000") is None
    assert view.counts() == {"statement": 0, "source": 4}


def test_a_conflict_keeps_every_statement_and_says_so(facts, claim):
    facts.accept(
        claim("area", 208.0, "2023", words="208"),
        claim("area", 222.0, "2023", words="222", source="p/blog"),
        claim("area", 222.0, "2023", words="二百二十二", source="p/article"),
    )
    held = facts.view().entity("s-1").held["area"]
    assert held.conflict
    assert {one.words for one in held.statements} == {"208", "222", "二百二十二"}
    assert [value.low for value in held.values] == [208.0, 222.0], "distinct values, the chosen first"
    assert len(held.ids) == 3


def test_statements_that_agree_are_no_conflict(facts, claim):
    facts.accept(claim("area", 208.0), claim("area", 208.0, source="p/blog", words="二百零八"))
    held = facts.view().entity("s-1").held["area"]
    assert not held.conflict
    assert len(held.statements) == 2


def test_the_same_number_as_a_bound_and_as_itself_disagrees(facts, claim):
    nearly = Quantity(180.0, 200.0, "m2", "nearly", 200.0)
    facts.accept(claim("area", 200.0), claim("area", nearly, source="p/blog"))
    assert facts.view().entity("s-1").held["area"].conflict


def test_the_newest_comes_first_and_of_one_day_the_better_source(facts, claim, words_of):
    facts.accept(
        claim("area", 1.0, "2023", source="p/official", words="official 2023"),
        claim("area", 2.0, "2024", source="p/copy", words="copy 2024"),
        claim("area", 3.0, "2024", source="p/blog", words="blog 2024"),
        claim("area", 4.0, "2024", source="p/official", words="official 2024"),
        claim("area", 5.0, source="p/official", words="official undated"),
    )
    assert words_of(facts.view(), "area") == [
        "official 2024",
        "blog 2024",
        "copy 2024",
        "official 2023",
        "official undated",
    ]


def test_the_order_does_not_depend_on_the_order_of_reading(new_facts, claim, words_of):
    said = [claim("area", float(n), words=str(n)) for n in range(6)]
    one, other = new_facts("one"), new_facts("other")
    one.accept(*said)
    for each in reversed(said):
        other.accept(each)
    assert words_of(one.view(), "area") == words_of(other.view(), "area")


def test_classes_of_sources_are_read_from_official_to_memory():
    assert sorted(SOURCE_ORDER, key=lambda one: SOURCE_ORDER[one]) == ["A", "S", "B", "C", "X", "G"]


def test_several_values_of_a_many_valued_property_are_no_conflict(facts, claim):
    for name in ("智能装备", "精密制造"):
        facts.accept(claim("allowed_industries", Text(name), "2024"))
    held = facts.view().entity("s-1").held["allowed_industries"]
    assert not held.conflict
    assert {value.text for value in held.values} == {"智能装备", "精密制造"}


def test_a_property_that_nobody_stated_is_not_there(facts, claim):
    facts.accept(claim("name", "一号厂房"), claim("kind", "plant"))
    entity = facts.view().entity("s-1")
    assert set(entity.held) == {"name", "kind"}
    assert (entity.value("area"), entity.text("address"), entity.ids("area")) == (None, "", ())
    assert (entity.name, entity.value("kind")) == ("一号厂房", Code("kind", "plant"))


@pytest.mark.parametrize("known_at", [None, FIRST])
def test_entities_come_by_id_and_of_one_kind(facts, claim, known_at):
    facts.accept(
        claim("name", "乙", entity="s-2"),
        claim("name", "甲", entity="s-1"),
        claim("name", "园", entity="p-1", kind="park"),
        at=FIRST,
    )
    view = facts.view()
    assert [one.id for one in view.entities("site", None, known_at)] == ["s-1", "s-2"]
    assert view.counts() == {"park": 1, "site": 2, "statement": 3, "source": 4}
