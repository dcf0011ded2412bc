"""How are very many briefs answered from the command line?"""

import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from yuantu.cli.asked import Asked
from yuantu.cli.options import print_json
from yuantu.errors import BadInput, Problem
from yuantu.workspace import days

if TYPE_CHECKING:
    from yuantu.workspace.batch import Batch
    from yuantu.workspace.inventories import Inventory

SECONDS_BETWEEN = 1.0
WORDS = {
    "zh": {
        "done": "已答 {answered} 份需求，{rows} 行，写入 {out}；其中新算 {recomputed} 份",
        "refused": "{refused} 份没有读懂，原因见 {problems}", "progress": "已做 {done} 份 · 每秒 {speed} 份",
        "passed": "满足", "to_verify": "待核实", "rejected": "不满足", "none": "（无）", "more": "还有",
        "fits": "{briefs} 份需求，{candidates} 处候选", "line": "第 {line} 行",
    },
    "en": {
        "done": "{answered} briefs answered, {rows} rows, written to {out}; {recomputed} of them computed now",
        "refused": "{refused} could not be understood, the reasons are in {problems}",
        "progress": "{done} briefs · {speed} a second",
        "passed": "Passed", "to_verify": "To verify", "rejected": "Rejected", "none": "(none)", "more": "more",
        "fits": "{briefs} briefs, {candidates} candidates", "line": "line {line}",
    },
}  # fmt: skip


def match_many(asked: Asked, language: str) -> int:
    """Answer all briefs of a file; the exit code is 2 when some of them could not be read."""
    if asked.sentence is not None or asked.brief_file is not None:
        raise BadInput(Problem("brief_and_file", place="--briefs"))
    if asked.out is None and not asked.wanted:
        raise BadInput(Problem("batch_option", {"option": "--briefs", "with_option": "--out"}, "--out"))
    if asked.out is not None and asked.out.exists() and not (asked.force or asked.update):
        raise BadInput(Problem("file_exists", {"path": str(asked.out)}))
    batch = _batch(asked)
    if asked.out is None:
        return _fits(batch, asked, language)
    summary = batch.run(_progress(language), force=asked.force).to_json()
    if asked.as_json:
        print_json(summary)
    else:
        say = WORDS[language]
        click.echo(say["done"].format(**summary))
        if summary["refused"]:
            click.echo(say["refused"].format(**summary), err=True)
    return 2 if summary["refused"] else 0


def _batch(asked: Asked) -> "Batch":
    from yuantu.workspace.batch import Batch, Options, read_manifest
    from yuantu.workspace.incremental import UpdatingBatch

    briefs, out = asked.briefs, asked.out
    assert briefs is not None  # noqa: S101 — the caller asked for a batch
    out = out or briefs.with_suffix(".jsonl")
    # A batch that was begun yesterday goes on with yesterday's “within 30 days”.
    begun = (
        read_manifest(out.with_name(f"{out.name}.part"))
        if asked.out is not None and not asked.force
        else None
    )
    today = asked.today or (
        date.fromisoformat(begun["today"]) if begun and "today" in begun else days.today()
    )
    session = asked.session() if asked.needs_workspace else None
    options = Options(
        today, asked.as_of, asked.top, asked.with_samples, asked.catalogue, asked.wanted, asked.statements
    )
    made = (UpdatingBatch if asked.update else Batch)(
        briefs, out, options, asked.opener(lambda: session or asked.session()), session
    )
    if asked.wanted:
        made.among = lambda inventory: _rows(inventory, asked.wanted)
    return made


def _rows(inventory: "Inventory", wanted: tuple[str, ...]) -> list[int]:
    return sorted({row for words in wanted for row in inventory.find(words)})


def _progress(language: str) -> Any:
    """A line on stderr now and then."""
    since: list[tuple[float, int]] = []  # when the first block was done, and how many briefs that were
    told = time.monotonic()

    def tell(done: int) -> None:
        nonlocal told
        now = time.monotonic()
        if not since:
            since.append((now, done))
        elif now - told >= SECONDS_BETWEEN:
            told = now
            speed = f"{(done - since[0][1]) / max(now - since[0][0], 1e-9):,.0f}"
            print(
                WORDS[language]["progress"].format(done=f"{done:,}", speed=speed), file=sys.stderr, flush=True
            )

    return tell


def _fits(batch: "Batch", asked: Asked, language: str) -> int:
    """Which briefs fit what one has, on the terminal."""
    from yuantu.workspace.reversing import fits_json

    answer = fits_json(batch, asked.wanted, asked.top)
    if asked.as_json:
        print_json(answer)
    else:
        click.echo("\n".join(_fit_lines(answer, language)))
    return 2 if answer["problems"] else 0


def _fit_lines(answer: dict[str, Any], language: str) -> list[str]:
    say, counts = WORDS[language], answer["counts"]
    lines = [say["fits"].format(briefs=counts["briefs"], candidates=answer["candidates"])]
    for name, mark in (("passed", "✓"), ("to_verify", "?"), ("rejected", "✗")):
        lines += ["", f"{mark} {say[name]} {counts[name]}"]
        lines += [_fit_line(row) for row in answer[name]] or [f"    {say['none']}"]
        if counts[name] > len(answer[name]) > 0:
            lines.append(f"    … {say['more']} {counts[name] - len(answer[name])}")
    problems = [(one, each) for one in answer["problems"] for each in one["problems"]]
    return lines + [f"! {say['line'].format(**one)}: {each['message'][language]}" for one, each in problems]


def _fit_line(row: dict[str, Any]) -> str:
    score = f"{row['score']:.2f}" if row["score"] is not None else f"{row['low']:.2f}–{row['high']:.2f}"
    why = row["failed"] or row["open"] or ""
    return f"    {row['brief']} {row['text']}  → {row['name']} {score}  {why}".rstrip()
