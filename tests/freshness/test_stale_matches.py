"""Does a shortlist say which of its values are old?"""

from datetime import date
from pathlib import Path

from yuantu.workspace import asking
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

DAY = date(2026, 11, 22)


def test_reasons_and_values_are_marked_and_scored_all_the_same(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.build([built_in_pack()], 0)
    session = workspace.session
    brief = asking.read_sentence("江门厂房1万平，租金20元以下", DAY, session)
    answer = asking.match(session, brief, DAY, top=100)
    items = [*answer["passed"], *answer["to_verify"], *answer["rejected"]]
    marked = {(one["property"], one["stale"]) for item in items for one in item["values"]}
    assert ("stage", True) in marked
    assert ("area", False) in marked
    assert ("area", True) not in marked
    old = [one for item in items for one in item["reasons"] if one["stale"]]
    assert old
    assert {one["criterion"] for one in old} <= {"availability", "rent"}
    assert any(one["contribution"] for one in old)
