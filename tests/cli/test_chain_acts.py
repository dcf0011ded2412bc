"""Can one judge who makes what and give out tasks, and take it all back?"""

from pathlib import Path

import pytest
from tests.cli.conftest import Ask, Run

from yuantu.workspace.packs import built_in_pack

TODAY = ("--today", "2026-11-22")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    root = tmp_path_factory.mktemp("acts") / "workspace"
    run("build", built_in_pack(), "--samples", "0", "--workspace", root)
    return root


def makers(ask: Ask, folder: Path, node: str) -> dict[str, str]:
    shown = ask("chain", "show", "battery", "--workspace", folder, *TODAY)
    found = next(one for one in shown["nodes"] if one["id"] == node)
    return {one["company"]: one["state"] for one in (*found["makers"], *found["to_check"])}


def test_a_judgement_counts_before_the_rule_and_can_be_taken_back(run: Run, ask: Ask, folder: Path) -> None:
    here = ("--workspace", folder)
    assert makers(ask, folder, "electrolyte")["c-003"] == "by_rule"
    no = ask(
        "chain",
        "place",
        "battery",
        "电解液",
        "c-003",
        "--state",
        "rejected",
        "--author",
        "李明",
        "--reason",
        "已停产",
        *here,
    )
    assert "c-003" not in makers(ask, folder, "electrolyte")
    yes = ask("chain", "place", "battery", "electrolyte", "c-003", "--author", "王芳", *here)
    assert makers(ask, folder, "electrolyte")["c-003"] == "confirmed"
    ask("chain", "undo", yes["number"], "--author", "王芳", *here)
    assert "c-003" not in makers(ask, folder, "electrolyte"), "what stood before stands again"
    ask("chain", "undo", no["number"], *here)
    assert makers(ask, folder, "electrolyte")["c-003"] == "by_rule"
    acts = ask("chain", "log", "battery", *here)["acts"]
    assert [(one["author"], one["action"], one["stands"]) for one in acts][:3] == [
        ("李明", "set", False), ("王芳", "set", False), ("王芳", "undo", False),
    ]  # fmt: skip
    assert acts[0]["reason"] == "已停产"
    assert "不再有效" in run("chain", "log", "battery", *here).output
    run("chain", "undo", no["number"], *here, code=2)


def test_somebody_may_be_placed_whom_no_rule_found(ask: Ask, folder: Path) -> None:
    ask("chain", "place", "battery", "separator", "c-041", "--author", "李明", "--workspace", folder)
    assert makers(ask, folder, "separator")["c-041"] == "confirmed"
    gaps = ask("chain", "gaps", "battery", "--region", "江门", "--workspace", folder, *TODAY)["gaps"]
    separator = next(one for one in gaps if one["node"] == "separator")
    assert separator["state"] == "present"
    assert separator["makers"][0]["rule"] == "judged"


def test_a_task_keeps_what_is_not_changed_and_its_history(run: Run, ask: Ask, folder: Path) -> None:
    here = ("--workspace", folder)
    about = ("chain", "task", "battery", "separator", "--region", "江门")
    ask(*about, "--owner", "李明", "--next", "约见", "--due", "2026-11-01", "--author", "王芳", *here)
    ask(*about, "--next", "寄资料", "--author", "李明", *here)
    ask("chain", "task", "battery", "--region", "江门", "--owner", "张副市长", "--author", "王芳", *here)
    found = ask("chain", "tasks", "battery", *here, *TODAY)["tasks"]
    task = next(one for one in found if one["node"] == "separator")
    assert (task["owner"], task["next_step"], task["due"], task["overdue"]) == (
        "李明",
        "寄资料",
        "2026-11-01",
        True,
    )
    assert [one["author"] for one in task["history"]] == ["王芳", "李明"]
    gaps = ask("chain", "gaps", "battery", "--region", "江门", *here, *TODAY)
    assert gaps["chief"]["owner"] == "张副市长"
    assert next(one for one in gaps["gaps"] if one["node"] == "separator")["task"]["next_step"] == "寄资料"
    ask("chain", "undo", task["history"][1]["number"], *here)
    ask(*about, "--status", "done", *here)
    (again,) = [
        one for one in ask("chain", "tasks", "battery", *here, *TODAY)["tasks"] if one["node"] == "separator"
    ]
    assert (again["next_step"], again["status"], again["overdue"]) == ("约见", "done", False)
    assert "链长" in run("chain", "tasks", "battery", *here, *TODAY).output


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("place", "battery", "nosuch", "c-003"), 1, "没有产品"),
        (("place", "battery", "electrolyte", "c-999"), 1, "c-999"),
        (("task", "battery", "separator", "--region", "江门"), 2, "什么也没说"),
        (("task", "battery", "--region", "江门", "--owner", " "), 2, "用不了"),
        (("task", "battery", "--region", "火星", "--owner", "x"), 1, "火星"),
        (("undo", "999"), 1, "999"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    run: Run, folder: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in run("chain", *words, "--workspace", folder, code=code).output
