"""Does the house keep its own rules: floors, sizes, questions, messages, and what a bare start loads?"""

import ast
import importlib
import json
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from yuantu.messages.catalogue import CATALOGUE

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "yuantu"
MODULES = sorted(SOURCE.rglob("*.py"))
MODULE_LINES = 300
FUNCTION_LINES = 40
LONG_BY_NATURE: dict[str, str] = {}

SPEAKERS = {"Problem", "Refusal", "sentence"}  # their first argument is a code of the catalogue


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), str(module))


def where(module: Path, node: ast.AST | None = None) -> str:
    line = f":{getattr(node, 'lineno', 1)}" if node else ""
    return f"{module.relative_to(ROOT)}{line}"


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, the docstring not counted: explaining more must not cost anything."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return lines


# ── floors ───────────────────────────────────────────────────────────────────────────────────────


def test_the_floors_hold(tmp_path: Path) -> None:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", lint, "--no-logo", "--cache-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


# ── modules and functions ────────────────────────────────────────────────────────────────────────


def test_every_module_says_which_question_it_answers() -> None:
    silent = []
    for module in MODULES:
        docstring = ast.get_docstring(tree(module)) or ""
        if module.name != "__init__.py" and "?" not in docstring.split("\n\n", maxsplit=1)[0]:
            silent.append(f"{where(module)}: {docstring[:60]!r}")
    assert not silent, "the first paragraph of a module's docstring asks its question:\n" + "\n".join(silent)


def too_long(module: Path) -> Iterator[str]:
    lines = module.read_text(encoding="utf-8").count("\n")
    if lines > MODULE_LINES and module.relative_to(SOURCE).as_posix() not in LONG_BY_NATURE:
        yield f"{where(module)}: {lines} lines, at most {MODULE_LINES}; split it by question"
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > FUNCTION_LINES:
            yield f"{where(module, node)}: {node.name} has {lines_of(node)} lines, at most {FUNCTION_LINES}"


def test_modules_and_functions_stay_short() -> None:
    long = [complaint for module in MODULES for complaint in too_long(module)]
    assert not long, "\n" + "\n".join(long)


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "misc", "helpers", "helper", "common", "tools", "shared"}
    assert not [where(module) for module in MODULES if drawers & set(module.with_suffix("").parts[-2:])]


# ── messages ─────────────────────────────────────────────────────────────────────────────────────


def calls_with_a_code() -> Iterator[tuple[str, str, set[str] | None]]:
    """(place, code, names of its parameters, or None where they are not written out)."""
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            codes = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
            if name in SPEAKERS and codes and isinstance(codes[0], ast.Constant):
                yield where(module, node), str(codes[0].value), parameters(name, node)


def parameters(name: str, call: ast.Call) -> set[str] | None:
    if name == "Refusal":
        words = {word.arg for word in call.keywords}
        return None if None in words else {word for word in words if word and word != "code"}
    position = 2 if name == "sentence" else 1
    given = [
        *call.args[position : position + 1],
        *(word.value for word in call.keywords if word.arg == "params"),
    ]
    if not given:
        return set()
    keys = given[0].keys if isinstance(given[0], ast.Dict) else [None]
    written_out = [key.value for key in keys if isinstance(key, ast.Constant)]
    return {str(key) for key in written_out} if len(written_out) == len(keys) else None


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_has_its_sentence_and_gives_what_it_needs() -> None:
    wrong = []
    for place, code, given in calls_with_a_code():
        if code not in CATALOGUE:
            wrong.append(f"{place}: {code} is not in the catalogue")
        elif given is not None and (missing := placeholders(CATALOGUE[code][1]) - given):
            wrong.append(f"{place}: {code} needs {', '.join(sorted(missing))}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_sentence_is_said_somewhere() -> None:
    said = {
        node.value
        for module in MODULES
        if module.parent.name != "messages"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not sorted(set(CATALOGUE) - said), "in the catalogue, but no code of src/yuantu names it"


def test_no_two_rooms_use_one_code() -> None:
    rooms = [
        importlib.import_module(f"yuantu.messages.{path.stem}") for path in (SOURCE / "messages").glob("*.py")
    ]
    codes = [code for room in rooms for code in getattr(room, "ENTRIES", ())]
    assert sorted(codes) == sorted(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_both_languages_say_the_same(code: str) -> None:
    chinese, english = CATALOGUE[code]
    assert chinese.strip()
    assert english.strip()
    # a label goes in as a pair: {label} where Chinese is spoken, {label_en} where English is
    assert placeholders(chinese) == {name.removesuffix("_en") for name in placeholders(english)}
    assert all(name.isidentifier() for name in placeholders(chinese)), "parameters have names, not numbers"


# ── what a bare start loads ──────────────────────────────────────────────────────────────────────

START = """
import json, sys
before = set(sys.modules)
sys.argv = ["yuantu", *{arguments!r}]
status = None
import yuantu.cli.main
if sys.argv[1:]:
    try:
        yuantu.cli.main.run()
    except SystemExit as end:
        status = end.code
loaded = sorted({{name.split(".")[0] for name in set(sys.modules) - before}})
print("\\n" + json.dumps([status or 0, loaded]))
"""


@pytest.mark.parametrize(
    ("arguments", "third_party"),
    [
        ([], set()),
        (["--version"], set()),
        (["--help"], {"click"}),
        (["brief", "江门 1万平厂房 30天内", "--today", "2026-11-22", "--json"], {"click"}),
    ],
    ids=["import", "version", "help", "brief"],
)
def test_a_start_loads_no_more_than_it_uses(arguments: list[str], third_party: set[str]) -> None:
    code = START.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    status, names = json.loads(done.stdout.splitlines()[-1])
    assert status == 0, done.stdout + done.stderr
    loaded = set(names)
    assert loaded - {"yuantu"} - sys.stdlib_module_names <= third_party
    slow = {"asyncio", "sqlite3", "http", "unittest", "multiprocessing", "concurrent"}
    assert not loaded & slow, "standard modules that cost tens of milliseconds load when they are used"
