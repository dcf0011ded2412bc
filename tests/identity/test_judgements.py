from itertools import count, pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.errors import NotFound, Refusal
from yuantu.facts.identity.journal import Journal
from yuantu.facts.identity.judgements import Canonicaliser, Judgement, Judgements, combine

NUMBERS = count()
entity = st.sampled_from("abcdefgh")
pair = st.tuples(entity, entity).filter(lambda two: two[0] != two[1])
step = st.tuples(pair, st.sampled_from(["positive", "negative", "unsure"]))


def judged(one: str, other: str, stance: str) -> Judgement:
    return Judgement(f"i-{next(NUMBERS)}", one, other, stance, "Li", "2026-11-22", "seen")  # type: ignore[arg-type]


def apply(steps: list[tuple[tuple[str, str], str]]) -> list[Judgement]:
    """Add each judgement that is not refused, as the journal does."""
    entries: list[Judgement] = []
    for (one, other), stance in steps:
        try:
            Judgements(entries).check(one, other, stance)  # type: ignore[arg-type]
        except Refusal:
            continue
        entries.append(judged(one, other, stance))
    return entries


@given(st.lists(step, max_size=30))
@settings(deadline=None)
def test_no_merge_ever_crosses_a_negative_judgement(steps: list[tuple[tuple[str, str], str]]) -> None:
    known = Judgements(apply(steps))
    canonical = known.canonicaliser().canonical
    for entry in known.standing:
        if entry.stance == "negative":
            assert canonical(entry.one) != canonical(entry.other)
            assert known.stance(entry.one, entry.other) == "negative"


@given(st.lists(pair, max_size=20))
@settings(deadline=None)
def test_groups_are_the_components_of_the_graph(pairs: list[tuple[str, str]]) -> None:
    known = Judgements(apply([(two, "positive") for two in pairs])).canonicaliser()
    components = [sorted(part) for part in nx.connected_components(nx.Graph(pairs))]
    assert sorted(map(list, known.groups.values())) == sorted(components)
    for part in components:
        assert {known.canonical(one) for one in part} == {part[0]}
        assert known.members(part[-1]) == tuple(part)


@given(st.lists(step, max_size=15), pair)
@settings(deadline=None)
def test_undoing_restores_what_was_there_before(
    steps: list[tuple[tuple[str, str], str]], two: tuple[str, str]
) -> None:
    entries = apply(steps)
    before = Judgements(entries)
    after = apply([*[((e.one, e.other), e.stance) for e in entries], (two, "positive")])
    if len(after) == len(entries):
        return  # refused: nothing to undo
    last = after[-1]
    undone = Judgements(
        [*after, Judgement("i-u", last.one, last.other, last.stance, "Li", "later", "wrong", last.id)]
    )
    if before.direct(*two) is None or before.direct(*two).stance != "positive":  # type: ignore[union-attr]
        assert undone.canonicaliser() == before.canonicaliser()


@given(st.lists(step, max_size=20))
@settings(deadline=None)
def test_the_order_of_the_two_ends_does_not_matter(steps: list[tuple[tuple[str, str], str]]) -> None:
    entries = apply(steps)
    known = Judgements(entries)
    turned = Judgements(
        [Judgement(e.id, e.other, e.one, e.stance, e.author, e.at, e.reason) for e in entries]
    )
    assert known.canonicaliser() == turned.canonicaliser()
    assert all(known.stance(one, other) == turned.stance(other, one) for one in "abc" for other in "cde")


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        ("positive", "positive", "positive"), ("positive", "negative", "negative"),
        ("negative", "positive", "negative"), ("negative", "negative", None), ("unsure", "positive", None),
    ],
)  # fmt: skip
def test_what_two_judgements_say_together(first: str, second: str, result: str | None) -> None:
    assert combine(first, second) == result  # type: ignore[arg-type]
    known = Judgements([judged("a", "b", first), judged("b", "c", second)])
    assert known.stance("a", "c") == result


def test_a_merge_through_a_chain_is_refused_and_the_chain_is_told() -> None:
    entries = [judged("a", "b", "positive"), judged("b", "c", "negative"), judged("c", "d", "positive")]
    with pytest.raises(Refusal) as refused:
        Judgements(entries).check("a", "d", "positive")
    assert refused.value.problem.code == "identity_apart"
    for entry in entries:
        assert entry.id in refused.value.problem.params["against"]


def test_two_that_are_joined_by_others_cannot_be_judged_two() -> None:
    chain = [judged(one, other, "positive") for one, other in pairwise("abcd")]
    with pytest.raises(Refusal, match=chain[1].id) as refused:
        Judgements(chain).check("a", "d", "negative")
    assert refused.value.problem.code == "identity_joined"


def test_the_journal_keeps_who_when_and_why_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Journal(path) as journal:
        merged = journal.judge("c-1", "c-2", "positive", "Li", "2026-11-22T01", "same registration")
        assert journal.judge("c-2", "c-1", "positive", "Wang", "2026-11-22T02", "again") == merged
        assert journal.canonicaliser().canonical("c-2") == "c-1"
        back = journal.undo(merged.id, "Wang", "2026-11-22T03", "two registrations")
        assert journal.canonicaliser() == Canonicaliser()
        with pytest.raises(Refusal):
            journal.undo(merged.id, "Wang", "2026-11-22T04", "twice")
        with pytest.raises(NotFound):
            journal.undo("i-nothing", "Wang", "2026-11-22T04", "no such judgement")
    with Journal(path) as journal:
        assert journal.entries() == [merged, back]
        assert journal.canonicaliser(until="2026-11-22T02").canonical("c-2") == "c-1"


def test_a_split_undoes_the_merge_of_that_pair_or_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path / "ledger.sqlite") as journal:
        journal.judge("a", "b", "positive", "Li", "2026-11-22T01", "")
        assert [entry.undoes != "" for entry in journal.split("a", "b", "Li", "2026-11-22T02", "two")] == [
            True,
            False,
        ]
        assert journal.judgements().stance("a", "b") == "negative"
        with pytest.raises(Refusal):
            journal.judge("b", "a", "positive", "Wang", "2026-11-22T03", "")
        for one, other in ("ac", "cd", "ad"):
            journal.judge(one, other, "positive", "Li", "2026-11-22T04", "")
        before = journal.entries()
        with pytest.raises(Refusal, match="c = d"):
            journal.split("a", "d", "Li", "2026-11-22T05", "still joined through c")
        assert journal.entries() == before
