"""Do the pages say what the program does: commands, routes, keys, numbers, links, and both languages alike?"""

import importlib.util
import json
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from yuantu.api.app import create_app
from yuantu.cli.app import COMMANDS, app
from yuantu.match.declaration_files import load_declaration
from yuantu.ontology.schema import load_schema
from yuantu.workspace import asking
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CHANGELOG.md"])
TWINS = [
    (ROOT / "README.md", ROOT / "README.zh-CN.md"),
    (DOCS / "tutorial" / "first-shortlist.md", DOCS / "tutorial" / "first-shortlist.zh-CN.md"),
]
HOUSE_CASE = "30天内能进场的1万平厂房，江门或中山，离宝安90分钟内"
DECISION_LINES = 40


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """The page without its fenced blocks and its inline code."""
    return re.sub(
        r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    )


# ── command line ─────────────────────────────────────────────────────────────────────────────────


def test_command_page_is_what_the_commands_print() -> None:
    path = ROOT / "tools" / "cli_reference.py"
    spec = importlib.util.spec_from_file_location("cli_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.render() == text_of(module.PAGE), "run: python tools/cli_reference.py"


def test_every_command_is_documented() -> None:
    page = text_of(DOCS / "reference" / "cli.md")
    assert not [name for name in COMMANDS if f"## `yuantu {name}`" not in page]
    changes = text_of(ROOT / "CHANGELOG.md")
    assert not [name for name in COMMANDS if f"`{name}`" not in changes]


def typed_commands() -> Iterator[tuple[str, str]]:
    """Every `yuantu …` of a console block or an indented line, with its page."""
    for page in PAGES:
        text = text_of(page)
        blocks = re.findall(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
        lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
        lines += [line.strip() for line in text.splitlines() if line.startswith("    yuantu ")]
        yield from ((name_of(page), line) for line in lines)


def parse(command: click.Command, words: list[str]) -> None:
    """Let click read the words of one command down to its options; raises ClickException if it cannot."""
    context = command.make_context("yuantu", list(words))
    while isinstance(context.command, click.Group):
        rest = [*context._protected_args, *context.args]
        name, found, arguments = context.command.resolve_command(context, rest)
        assert found is not None
        context = found.make_context(name, arguments, parent=context)


@pytest.mark.parametrize(("where", "line"), sorted({*typed_commands()}))
def test_commands_of_the_pages_parse(where: str, line: str) -> None:
    words = shlex.split(line)
    if words[0] == "yuantu":
        parse(app, words[1:])
    elif words[0] == "make":
        targets = re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE)
        assert words[1] in targets
    else:
        assert words[0] in {".", "export", "mkdir"}, f"{where}: {line}"


def test_a_command_that_is_not_there_is_noticed() -> None:
    for words in (["matsch"], ["match", "x", "--as-of-day", "2024-06-30"], ["show", "statements", "s-1"]):
        with pytest.raises(click.ClickException):
            parse(app, words)


# ── API ──────────────────────────────────────────────────────────────────────────────────────────


def test_route_table_is_that_of_the_app(tmp_path: Path) -> None:
    document = create_app(Workspace.create(tmp_path / "w")).openapi()
    routes = {
        f"{method.upper()} {path}": [
            one["name"] for one in entry.get("parameters", []) if one["in"] == "query"
        ]
        for path, methods in document["paths"].items()
        for method, entry in methods.items()
    }
    rows = re.findall(
        r"^\| `((?:GET|POST) [^`]+)` \|([^|]*)\|", text_of(DOCS / "reference" / "api.md"), re.MULTILINE
    )
    assert {route: sorted(re.findall(r"`(\w+)`", query)) for route, query in rows} == {
        route: sorted(names) for route, names in routes.items()
    }


# ── schema, match ────────────────────────────────────────────────────────────────────────────────


def test_every_kind_is_documented() -> None:
    page = text_of(DOCS / "reference" / "pack-format.md")
    assert not [kind for kind in load_schema().kinds if f"### `{kind}`" not in page]


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The house case on the built-in pack with samples, so that all three lists have items."""
    workspace = Workspace.create(tmp_path_factory.mktemp("docs") / "w")
    workspace.build([built_in_pack()], 300)
    day = date(2026, 11, 22)
    brief = asking.read_sentence(HOUSE_CASE, day, workspace.session)
    return asking.match(workspace.session, brief, None, samples=True)


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for inner in value.values() for key in keys_of(inner))}
    return {key for inner in value for key in keys_of(inner)} if isinstance(value, list) else set()


def test_every_key_of_a_match_is_documented(answer: dict[str, Any]) -> None:
    page = text_of(DOCS / "reference" / "match.md")
    named = {word for code in re.findall(r"`([^`]+)`", page) for word in re.findall(r"\w+", code)}
    keys = keys_of({key: value for key, value in answer.items() if key not in ("brief", "anchors")})
    assert answer["to_verify"]
    assert answer["rejected"]
    assert keys - named - {"zh", "en", "min", "max"} == set()


def test_bounds_and_weights_of_the_page_are_those_of_the_catalogue() -> None:
    rows = re.findall(
        r"^\| `([a-z_]+?)(?:_0)?`[^|]*\| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|",
        text_of(DOCS / "reference" / "match.md"),
        re.MULTILINE,
    )
    stated = {name: tuple(float(number) for number in numbers) for name, *numbers in rows}
    declared = {
        one.name: (worst, best, one.weight)
        for one in load_declaration("sites").criteria
        for best, worst in [(one.knots[0][0], one.knots[1][0])]
    }
    assert stated == declared


def test_what_is_always_asked_is_on_the_page() -> None:
    page = text_of(DOCS / "reference" / "match.md")
    for kind, names in load_declaration("sites").must_know.items():
        assert f"| `{kind}` | " + ", ".join(f"`{name}`" for name in names) + " |" in page


def test_the_example_of_rank_reversal_is_computed_right() -> None:
    page = text_of(DOCS / "explanation" / "matching.md")
    rows = re.findall(r"^\| ([ABCD]) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|(.*)\|$", page, re.MULTILINE)
    sites = {name: [float(number) for number in numbers] for name, *numbers, _ in rows}
    shown = {name: [float(number) for number in re.findall(r"[\d.]+", rest)] for name, *_, rest in rows}
    fixed = [(365.0, 0.0), (40.0, 8.0), (0.0, 100.0), (150.0, 20.0)]

    def total(name: str, bounds: list[tuple[float, float]]) -> float:
        weights = (0.35, 0.25, 0.20, 0.20)
        parts = zip(weights, sites[name], bounds, strict=True)
        return round(sum(weight * (x - worst) / (best - worst) for weight, x, (worst, best) in parts), 3)

    def scaled(names: str) -> list[tuple[float, float]]:
        columns = list(zip(*(sites[name] for name in names), strict=True))
        return [(min(c), max(c)) if more == "more" else (max(c), min(c))
                for c, more in zip(columns, ("", "", "more", ""), strict=True)]  # fmt: skip

    for name in "AB":
        assert shown[name] == [total(name, scaled("ABC")), total(name, scaled("ABCD")), total(name, fixed)]


# ── links, languages, form ───────────────────────────────────────────────────────────────────────


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_relative_links_lead_somewhere(document: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if re.match(r"https?://", target):
            continue
        path, _, anchor = target.partition("#")
        found = (document.parent / path).resolve() if path else document
        if not found.exists() or (anchor and anchor not in anchors(found)):
            broken.append(target)
    assert not broken


def test_every_page_is_in_the_index() -> None:
    for index in (DOCS / "README.md", DOCS / "decisions" / "README.md"):
        linked = {(index.parent / one).resolve() for one in re.findall(r"\]\(([^)#\s]+)\)", text_of(index))}
        below = index.parent.rglob("*.md") if index.parent == DOCS else index.parent.glob("*.md")
        pages = {page for page in below if page != index}
        if index.parent == DOCS:
            pages = {page for page in pages if page.parent.name != "decisions" or page.name == "README.md"}
        assert not [name_of(page) for page in pages if page.resolve() not in linked]


@pytest.mark.parametrize(("english", "chinese"), TWINS, ids=name_of)
def test_both_languages_have_the_same_sections(english: Path, chinese: Path) -> None:
    first, second = (re.findall(r"^(#+) ", prose(page), re.MULTILINE) for page in (english, chinese))
    assert first == second
    commands = [
        [line.replace(" --lang en", "") for line in re.findall(r"^\$ (.+)$", text_of(page), re.MULTILINE)]
        for page in (english, chinese)
    ]
    assert [line for line in commands[0] if "YUANTU_LANG" not in line] == commands[1]


def test_chinese_pages_use_full_width_punctuation() -> None:
    for _, page in TWINS:
        wrong = re.findall(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]", prose(page))
        assert not wrong, name_of(page)


def test_decisions_are_short_and_numbered() -> None:
    pages = sorted(page for page in (DOCS / "decisions").glob("*.md") if page.name != "README.md")
    numbers = [page.name[:3] for page in pages]
    assert all(number.isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers)
    index = text_of(DOCS / "decisions" / "README.md")
    for page in pages:
        text = text_of(page)
        assert text.count("\n") <= DECISION_LINES
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))
        title = text.splitlines()[0].removeprefix(f"# {page.name[:3]} ")
        assert f"| [{page.name[:3]}]({page.name}) | {title} |" in index


def test_modules_named_in_the_pages_exist() -> None:
    for page in PAGES:
        for path in re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:\.py|/))`", text_of(page)):
            places = (ROOT / path, ROOT / "src" / path, ROOT / "src" / "yuantu" / path)
            if path.split("/")[0] not in {"mine", "snapshots"}:
                assert any(place.exists() for place in places), f"{name_of(page)}: {path}"


def test_json_of_the_pages_is_json() -> None:
    for page in PAGES:
        for block in re.findall(r"^```json\n(.*?)^```$", text_of(page), re.DOTALL | re.MULTILINE):
            json.loads(block)
