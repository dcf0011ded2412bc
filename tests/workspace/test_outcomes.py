"""What became of matches: kept with the score it had, undoable, and told honestly."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import BadInput, NotFound
from yuantu.match.calibration import calibrate
from yuantu.workspace.outcomes import record_outcome, report_outcomes, undo_outcome
from yuantu.workspace.workspace import Workspace

ROWS = """\
line,brief,list,rank,candidate,name,sample,score,low,high
1,n-1,passed,1,s-1,一号厂房,false,0.91,0.91,0.91
1,n-1,passed,2,s-2,二号厂房,false,0.42,0.42,0.42
2,n-2,to_verify,1,s-1,一号厂房,false,,0.30,0.70
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "workspace")


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_an_outcome_keeps_the_score_of_its_day(workspace: Workspace, rows: Path) -> None:
    told = record_outcome(workspace, ("n-1", "s-1"), "agreed", rows, "林工", "签了三年")
    assert (told["score"], told["rank"], told["author"], told["reason"]) == (0.91, 1, "林工", "签了三年")
    record_outcome(workspace, ("n-1", "s-2"), "declined", rows, "林工")
    report = report_outcomes(workspace)
    assert report["counts"] == {"agreed": 1, "declined": 1, "pending": 0}
    assert report["auc"] == 1.0
    top = report["bands"][-1]
    assert (top["count"], top["agreed"]) == (1, 1)
    assert top["interval"][0] < 0.5  # one of one proves little


def test_the_last_word_holds_and_can_be_taken_back(workspace: Workspace, rows: Path) -> None:
    record_outcome(workspace, ("n-1", "s-1"), "pending", rows, "林工")
    later = record_outcome(workspace, ("n-1", "s-1"), "agreed", rows, "林工")
    assert report_outcomes(workspace)["counts"]["agreed"] == 1
    undo_outcome(workspace, later["number"], "林工")
    assert report_outcomes(workspace)["counts"] == {"agreed": 0, "declined": 0, "pending": 1}


def test_a_band_is_no_score(workspace: Workspace, rows: Path) -> None:
    record_outcome(workspace, ("n-2", "s-1"), "agreed", rows, "林工")
    report = report_outcomes(workspace)
    assert report["without_score"] == 1
    assert report["auc"] is None
    assert sum(band["count"] for band in report["bands"]) == 0


def test_what_was_never_proposed_has_no_outcome(workspace: Workspace, rows: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="s-9"):
        record_outcome(workspace, ("n-1", "s-9"), "agreed", rows, "林工")
    with pytest.raises(BadInput, match="won"):
        record_outcome(workspace, ("n-1", "s-1"), "won", rows, "林工")
    with pytest.raises(BadInput, match=r"rows\.txt"):
        record_outcome(workspace, ("n-1", "s-1"), "agreed", tmp_path / "rows.txt", "林工")
    assert report_outcomes(workspace)["outcomes"] == []


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_every_outcome_is_in_one_band(drawn: list[tuple[float, bool]]) -> None:
    found = calibrate([score for score, _ in drawn], [flag for _, flag in drawn])
    assert sum(band.count for band in found.bands) == found.count == len(drawn)
    assert sum(band.came_off for band in found.bands) == found.came_off
    for band in found.bands:
        if band.interval is not None:
            low, high = band.interval
            assert low - 1e-12 <= band.came_off / band.count <= high + 1e-12
