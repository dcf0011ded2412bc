"""Is the ledger append-only, and is what was retracted still there to be read and restored?"""

from dataclasses import replace

from yuantu.evidence.claims import Source
from yuantu.facts.ledger import RESTORE, RETRACT, source_from_row, source_row
from yuantu.facts.statements import statement_id
from yuantu.ontology.periods import read_period

FIRST, SECOND, THIRD = (f"2026-01-0{day}T00:00:00.000Z" for day in (1, 2, 3))


def test_what_is_known_already_adds_nothing(facts, claim):
    said = [claim("area", 10_000.0), claim("stage", "ready", "2024")]
    first = facts.accept(*said, at=FIRST)
    assert (first.statements, first.offered, first.sources) == (2, 2, 4)
    moved = [replace(one, locator="p/sites.csv!Z99") for one in said]
    again = facts.accept(*moved, at=SECOND)
    assert (again.statements, again.offered, again.sources) == (0, 2, 0)
    assert len(facts.ledger.rows()) == 2
    kept = facts.ledger.statement(statement_id(said[0]))
    assert (kept.known_at, kept.locator) == (FIRST, "p/sites.csv!A2"), "the first reading stays"
    assert facts.ledger.events() == []


def test_the_same_claim_twice_in_one_reading_is_one_statement(facts, claim):
    assert facts.accept(claim("area", 1.0), claim("area", 1.0)).statements == 1


def test_a_retracted_statement_stays_readable_and_can_be_restored(facts, claim):
    said = claim("area", 10_000.0)
    facts.accept(said, at=FIRST)
    name = statement_id(said)
    assert facts.ledger.retract(name, SECOND, "reviewer", "misread")
    assert not facts.ledger.retract(name, SECOND, "reviewer", "misread"), "it was so already"
    assert facts.ledger.statement(name).value == said.value
    assert facts.ledger.restore(name, THIRD, "reviewer", "read right")
    assert not facts.ledger.restore(name, THIRD, "reviewer", "read right")
    assert facts.ledger.events() == [
        (name, SECOND, RETRACT, "reviewer", "misread"),
        (name, THIRD, RESTORE, "reviewer", "read right"),
    ]


def test_keep_only_retracts_what_its_sources_say_no_longer_and_nothing_else(facts, claim):
    gone, kept = claim("area", 1.0), claim("area", 2.0)
    other_pack = claim("area", 3.0, source="q/other")
    longer_name = claim("area", 4.0, source="pp/other")
    facts.accept(gone, kept, other_pack, longer_name)
    held = {statement_id(kept)}
    assert facts.ledger.keep_only("p/", held, SECOND, "build", "no longer in the pack") == 1
    assert facts.ledger.events() == [(statement_id(gone), SECOND, RETRACT, "build", "no longer in the pack")]
    assert facts.ledger.keep_only("p/", held, THIRD, "build", "no longer in the pack") == 0


def test_a_prefix_is_plain_characters_and_no_pattern(facts, claim):
    facts.accept(claim("area", 1.0, source="a%b/x"), claim("area", 2.0, source="aXb/x"))
    assert facts.ledger.keep_only("a%b/", (), SECOND, "build", "") == 1


def test_what_is_said_again_after_a_retraction_is_restored(facts, claim):
    said = claim("area", 1.0)
    facts.accept(said, at=FIRST)
    facts.ledger.keep_only("p/", (), SECOND, "build", "no longer in the pack")
    added = facts.accept(said, at=THIRD)
    assert added.statements == 1
    assert [event[2] for event in facts.ledger.events()] == [RETRACT, RESTORE]
    assert facts.accept(said, at=THIRD).statements == 0


def test_a_corrected_source_counts_as_it_was_described_last(facts, claim):
    copy = Source("p/official", "a copy on an unrelated domain", "C", "https://c.example/9")
    facts.accept(claim("area", 1.0))
    assert facts.ledger.add((copy,), (), SECOND).sources == 1
    by_id = {row[0]: source_from_row(row) for row in facts.ledger.source_rows()}
    assert by_id["p/official"] == copy
    assert by_id["p/official"].link is None, "a source that turned out to be a copy is linked no longer"
    assert len(by_id) == 4
    assert facts.ledger.add((copy,), (), THIRD).sources == 0


def test_a_row_is_the_source_again():
    dated = Source("p/a", "报", "A", "https://a.example", read_period("2024-06"), "note")
    for source in (dated, Source("p/b", "文", "X")):
        assert source_from_row(source_row(source)) == source


def test_the_ledger_lists_what_it_is_about(facts, claim):
    facts.accept(claim("area", 1.0), claim("name", "园", entity="p-1", kind="park"))
    assert facts.ledger.entities() == {"site": {"s-1"}, "park": {"p-1"}}
