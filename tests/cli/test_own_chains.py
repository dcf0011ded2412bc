"""Can one bring a chain of one's own, as YAML, as a list of edges, or in a pack?"""

from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from tests.cli.conftest import Ask, Run, SmallPack

KITES = Path(__file__).parents[1] / "chain" / "kites.yaml"
LIST = """\
from,to,kind,basis,from_en,to_en
竹篾,骨架,,扎制工艺,bamboo strip,frame
骨架,风筝,input,扎制工艺,frame,kite
特技风筝,风筝,kind_of,词义,stunt kite,kite
"""


@pytest.fixture
def folder(workspace: Path, run: Run) -> Path:
    run("init", "--workspace", workspace)
    return workspace


def test_a_list_becomes_a_chain_by_position(ask: Ask, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    made = ask(
        "chain", "import", tmp_path / "list.csv", "--id", "kite", "--name", "风筝", "--workspace", folder
    )
    assert made["counts"] == {"nodes": 4, "edges": 3, "upstream": 1, "midstream": 2, "downstream": 1}
    text = (folder / "chains" / "kite.yaml").read_text(encoding="utf-8")
    assert "bamboo strip" in text
    assert ask("chain", "check", folder / "chains" / "kite.yaml")["counts"] == made["counts"]
    listed = ask("chain", "list", "--workspace", folder)["chains"]
    assert "kite" in [one["id"] for one in listed]


def test_a_workbook_says_the_same_as_a_table(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet()
    for row, line in enumerate(LIST.splitlines()):
        sheet.write_row(row, 0, line.split(","))
    book.close()
    assert ask("chain", "check", tmp_path / "list.xlsx") == ask("chain", "check", tmp_path / "list.csv")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("骨架,竹篾,,x\n竹篾,骨架,,x\n", "竹篾"),
        ("竹篾,竹篾,,x\n", "回到它自己"),
        ("竹篾,骨架,part_of,x\n", "input, kind_of"),
        ("竹篾,,,x\n", "缺少 to"),
        ("竹篾,骨架,,\n", "没有依据"),
        ("ＰＶＣ,骨架,,x\nPVC,线,,x\n", "PVC"),
        ("竹篾,骨架,,x\n竹篾,骨架,,x\n", "已经有了"),
        ("", "list.csv"),
    ],
)
def test_a_mistake_in_a_list_is_said_at_its_cell(
    run: Run, folder: Path, tmp_path: Path, rows: str, said: str
) -> None:
    (tmp_path / "list.csv").write_text("from,to,kind,basis\n" + rows, encoding="utf-8")
    output = run("chain", "import", tmp_path / "list.csv", "--workspace", folder, code=2).output
    assert "list.csv" in output
    assert said in output
    assert not (folder / "chains" / "list.yaml").exists()


def test_a_chain_that_is_there_is_not_overwritten_unasked(run: Run, folder: Path) -> None:
    run("chain", "import", KITES, "--workspace", folder)
    assert "--force" in run("chain", "import", KITES, "--workspace", folder, code=1).output
    run("chain", "import", KITES, "--force", "--workspace", folder)


def test_a_pack_brings_chains_and_a_broken_one_changes_nothing(
    run: Run, ask: Ask, pack: SmallPack, workspace: Path
) -> None:
    (pack.folder / "chains").mkdir()
    file = pack.folder / "chains" / "kites.yaml"
    file.write_bytes(KITES.read_bytes())
    run("init", "--workspace", workspace)
    run("build", pack.folder, "--samples", "0", "--workspace", workspace)
    assert ask("chain", "show", "kites", "--workspace", workspace)["version"] == "1"
    file.write_text(KITES.read_text(encoding="utf-8").replace("en: reel", ""), encoding="utf-8")
    assert "kites.yaml:14" in run("build", pack.folder, "--workspace", workspace, code=2).output
    assert ask("chain", "show", "kites", "--workspace", workspace)["version"] == "1"
    file.unlink()
    run("build", pack.folder, "--workspace", workspace)
    assert "kites" not in [one["id"] for one in ask("chain", "list", "--workspace", workspace)["chains"]]
