"""Does the tutorial show what really happens, in both languages?

Its files are written and its commands run in the order of the page. A line of output that the page shows must come,
in that order; `…` stands for anything.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from yuantu.cli.app import app

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial"
PAGES = {"en": TUTORIAL / "first-shortlist.md", "zh": TUTORIAL / "first-shortlist.zh-CN.md"}
STEP = re.compile(
    r"^`(?P<file>[\w/]+\.\w+)`[:：]\n\n```\w+\n(?P<content>.*?)^```$|^```console\n(?P<console>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """(file name, its content) or (`$`-command, the output shown), from top to bottom."""
    for step in STEP.finditer(page.read_text(encoding="utf-8")):
        if step["file"]:
            yield step["file"], step["content"]
            continue
        for part in re.split(r"^\$ ", step["console"], flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield f"$ {command}", shown


def missing(shown: str, output: str) -> str | None:
    """The first line of `shown` that does not come in `output` behind the lines before it."""
    lines = iter(output.splitlines())
    for line in shown.splitlines():
        if line.strip() in ("", "…"):
            continue
        pattern = re.compile(".*".join(re.escape(part) for part in line.split("…")))
        if not any(pattern.fullmatch(one) for one in lines):
            return line
    return None


@pytest.mark.parametrize("language", PAGES)
def test_the_tutorial_is_true(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "packs").symlink_to(ROOT / "packs")
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env={"YUANTU_LANG": language})
    ran = 0
    for step, text in steps(PAGES[language]):
        words = shlex.split(step)
        if words[0] != "$":
            path = tmp_path / step
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif words[1] == "yuantu" and words[2] != "serve":
            result = runner.invoke(app, words[2:])
            assert result.exit_code == 0, f"{step}\n{result.output}"
            line = missing(text, result.output)
            assert line is None, f"{step}\nshows: {line}\nprints:\n{result.output}"
            ran += 1
    assert ran > 10


def test_a_line_that_does_not_come_is_noticed() -> None:
    assert missing("a …\n…\nc\n", "a 1\nb\nc\n") is None
    assert missing("a …\nd\n", "a 1\nb\nc\n") == "d"
    assert missing("c\na …\n", "a 1\nb\nc\n") == "a …"
