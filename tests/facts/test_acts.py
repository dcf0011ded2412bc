"""Can everything that was decided be taken back, and the taking back too, with nothing ever lost?"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.errors import NotFound, Refusal
from yuantu.facts.acts import Act, ActLog, standing


def act(subject: str, value: int) -> Act:
    return Act(0, "task", subject, "set", "李明", "2026-11-22T10:00:00Z", "", {"value": value})


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3)), min_size=1, max_size=8), st.data())
@settings(max_examples=30)
def test_undoing_an_act_leaves_the_rest_as_if_it_had_never_been(
    given_acts: list[tuple[str, int]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, ActLog(Path(folder) / "ledger.sqlite") as log:
        written = [log.add(act(*one)) for one in given_acts]
        gone = data.draw(st.sampled_from(written))
        back = log.undo(gone.number, "王芳", "2026-11-23T10:00:00Z", "wrong")
        rest = [one for one in written if one != gone]
        stands = standing(log.acts("task"))
        assert stands == {
            name: some for name in "ab" if (some := [one for one in rest if one.subject == name])
        }
        log.undo(back.number, "李明", "2026-11-24T10:00:00Z", "right after all")
        assert {one.number for some in standing(log.acts("task")).values() for one in some} == {
            one.number for one in written
        }
        assert len(log.acts("task")) == len(written) + 2, "nothing is lost"


def test_what_does_not_stand_cannot_be_undone_again(tmp_path: Path) -> None:
    with ActLog(tmp_path / "ledger.sqlite") as log:
        one = log.add(act("a", 1))
        log.undo(one.number, "李明", "2026", "")
        with pytest.raises(Refusal):
            log.undo(one.number, "李明", "2026", "")
        with pytest.raises(NotFound):
            log.undo(99, "李明", "2026", "")


def test_acts_are_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    with ActLog(tmp_path / "ledger.sqlite") as log:
        written = log.add(act("a", 1))
    with ActLog(tmp_path / "ledger.sqlite") as log:
        assert log.acts("task", "a") == [written]
        assert log.acts("task", "b") == log.acts("other") == []
