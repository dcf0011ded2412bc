"""What does the command line say of chains?"""

from pathlib import Path

import pytest
from tests.cli.conftest import Ask, Run

KITES = Path(__file__).parents[1] / "chain" / "kites.yaml"
TODAY = ("--today", "2026-11-22")


@pytest.fixture(scope="module")
def folder(built: Path) -> Path:
    """The workspace of the real pack with a chain of its own."""
    (built / "chains").mkdir()
    (built / "chains" / "kites.yaml").write_bytes(KITES.read_bytes())
    return built


def test_chains_are_listed_and_shown(run: Run, ask: Ask, folder: Path) -> None:
    assert "kites" in [one["id"] for one in ask("chain", "list", "--workspace", folder)["chains"]]
    shown = ask("chain", "show", "kites", "--workspace", folder, *TODAY)
    assert {"id", "name", "synonyms", "stage", "segment", "codes", "makers"} <= set(shown["nodes"][0])
    assert {"from", "to", "kind", "basis"} <= set(shown["edges"][0])
    assert "风筝骨架" in run("chain", "show", "kites", "--workspace", folder).output
    assert "风筝" in run("chain", "list", "--workspace", folder).output


def test_gaps_are_told_in_words_as_well_as_signs(run: Run, ask: Ask, folder: Path) -> None:
    found = ask("chain", "gaps", "kites", "--region", "江门", "--within", "60", "--workspace", folder, *TODAY)
    expected = {"node", "stage", "state", "makers", "nearest", "importance", "coverage", "statements"}
    assert all(expected <= set(one) for one in found["gaps"])
    told = run("chain", "gaps", "kites", "--region", "440700", "--workspace", folder, *TODAY).output
    assert "无数据" in told
    assert "家已在本链定位" in told
    every = run("chain", "gaps", "kites", "--workspace", folder, *TODAY).output
    assert "江门市" in every


def test_mistakes_are_said_at_the_file(run: Run, folder: Path) -> None:
    broken = folder / "chains" / "drachen.yaml"
    broken.write_text(
        KITES.read_text(encoding="utf-8").replace("en: reel", "").replace("id: kites", "id: drachen"), "utf-8"
    )
    try:
        output = run("chain", "show", "drachen", "--workspace", folder, code=2).output
        assert "drachen.yaml:14" in output
        assert "缺少 en" in output
        assert "drachen.yaml:14" in run("chain", "list", "--workspace", folder).stderr
    finally:
        broken.unlink()
    assert "没有产业链" in run("chain", "show", "nosuch", "--workspace", folder, code=1).output


def test_targets_are_told_with_reasons_and_doubts_and_written_as_a_sheet(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    asked = (
        "chain",
        "targets",
        "equipment",
        "激光加工设备",
        "--region",
        "中山",
        "--workspace",
        folder,
        *TODAY,
    )
    told = run(*asked, "--sheet", tmp_path / "sheet.html").output
    assert "1. 海目星" in told
    assert "    + " in told
    assert "    − " in told
    assert "不作推荐" in told
    assert "拜访单" in (tmp_path / "sheet.html").read_text(encoding="utf-8")
