"""How are very many briefs answered into one file, so that nothing is lost when the work is stopped?

Briefs are answered in blocks. Each block becomes a file of rows in the folder `OUT.part`, under its name only when it
is whole; beside them stands a manifest of what the rows depend on (data version, day, options, briefs). Run again, the
work goes on behind the last whole block, and only if the manifest is the same; the file that comes out is that of an
uninterrupted run, byte for byte. Memory is that of one block.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.match.brief import Brief
from yuantu.version import VERSION
from yuantu.workspace import rowfiles
from yuantu.workspace.brieffiles import Line, digest_of, read_lines
from yuantu.workspace.inventories import Inventory
from yuantu.workspace.rows import Row, draw_rows
from yuantu.workspace.session import Session

BLOCK = 200
MANIFEST = "manifest.json"
Progress = Callable[[int], None]
OpenInventory = Callable[[date], Inventory]


@dataclass(frozen=True, slots=True)
class Options:
    """What an answer depends on beside the briefs and the data. `today` makes words such as 30天内 definite."""

    today: date
    as_of: date | None = None
    top: int = 10
    samples: bool = False
    catalogue: str = "sites"
    among: tuple[str, ...] = ()
    statements: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """How a batch went: lines read, answered, refused (their words are in `problems`), rows written.

    `recomputed`: how many briefs were put to all candidates by this run (others were done before, or not concerned).
    """

    briefs: int
    answered: int
    refused: int
    rows: int
    recomputed: int
    out: str
    problems: str | None
    snapshot: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Batch:
    """One run over a file of briefs. `find` gives the inventory of a day, `among` its rows that are asked about."""

    def __init__(
        self, briefs: Path, out: Path, options: Options, find: OpenInventory, session: Session | None = None
    ) -> None:
        self.briefs, self.out, self.options = briefs, out, options
        self.folder = out.with_name(f"{out.name}.part")
        self._find, self._session = find, session
        self.recomputed = 0
        self._inventories: dict[date, Inventory] = {}
        self.among: Callable[[Inventory], list[int] | None] = lambda inventory: None

    @property
    def version(self) -> str:
        """The data version that is matched against."""
        return self.inventory(self.day).version

    def inventory(self, day: date) -> Inventory:
        """The inventory as of a day; a sentence may name one of its own, so a few are kept."""
        if day not in self._inventories:
            while len(self._inventories) >= 4:
                self._inventories.pop(next(iter(self._inventories)))
            self._inventories[day] = self._find(day)
        return self._inventories[day]

    def run(self, progress: Progress = lambda done: None, *, force: bool = False) -> Summary:
        """Answer every brief; raises BadInput when the folder holds the beginning of another run."""
        rowfiles.check_ending(self.out)
        lines = read_lines(self.briefs)
        done = self.begin(force=force)
        number = done
        try:
            for number, block in enumerate(_blocks(islice(lines, done * BLOCK, None)), start=done + 1):
                self._write_block(number - 1, [self.answer(line) for line in block])
                progress((number - 1) * BLOCK + len(block))
        finally:
            if number == 0:  # nothing was begun that could be gone on with
                shutil.rmtree(self.folder)
        if number == 0:
            raise BadInput(Problem("batch_no_briefs", {}, str(self.briefs)))
        return self._finish(number)

    @property
    def _whole(self) -> bool:
        return self.inventory(self.day).declaration.hears_words

    @property
    def day(self) -> date:
        """The day that is asked about where a brief names none of its own."""
        return self.options.as_of or self.options.today

    def answer(self, line: Line) -> dict[str, Any]:
        """What becomes of one line: its rows, or its problems. Never raises for what is wrong with a brief."""
        head = {"line": line.number, "brief": line.id, "digest": line.digest}
        try:
            brief = line.read(self.options.today, self._session, whole=self._whole)
            day = self.options.as_of or (brief.as_of.value if brief.as_of else self.options.today)
            rows = self.draw(brief, self.inventory(day))
        except BadInput as refused:
            return head | {"problems": [one.to_json() for one in refused.problems]}
        return head | {"day": day.isoformat(), "rows": rows}

    def draw(self, brief: Brief, inventory: Inventory) -> list[Row]:
        """The rows of one brief, over the candidates that are asked about."""
        self.recomputed += 1
        among = self.among(inventory)
        return draw_rows(inventory, brief, self.options.top, among=among, statements=self.options.statements)

    def manifest(self) -> dict[str, Any]:
        """All that the rows depend on."""
        options = {
            key: str(value) if isinstance(value, date) else value
            for key, value in asdict(self.options).items()
        }
        options["among"] = list(self.options.among)
        return options | {
            "version": VERSION, "snapshot": self.version, "briefs": digest_of(self.briefs), "block": BLOCK,
        }  # fmt: skip

    def begin(self, *, force: bool) -> int:
        """How many blocks are whole already."""
        manifest = self.manifest()
        if force and self.folder.exists():
            shutil.rmtree(self.folder)
        kept = read_manifest(self.folder)
        if kept is not None and kept != manifest:
            differ = ", ".join(
                sorted(key for key in {*kept, *manifest} if kept.get(key) != manifest.get(key))
            )
            params = {"path": str(self.folder), "keys": differ}
            raise BadInput(Problem("batch_resume_differs", params, str(self.out)))
        self.folder.mkdir(parents=True, exist_ok=True)
        if kept is None:
            _write_whole(self.folder / MANIFEST, [json.dumps(manifest, ensure_ascii=False, indent=1)])
        done = 0
        while block_path(self.folder, done).exists():
            done += 1
        return done

    def _write_block(self, number: int, answers: list[dict[str, Any]]) -> None:
        lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in answers)
        _write_whole(block_path(self.folder, number), lines)

    def _finish(self, blocks: int) -> Summary:
        """Put the blocks together under the name that was asked for, and list what was refused beside it."""
        counts = {"briefs": 0, "answered": 0, "refused": 0, "rows": 0}
        problems = self.out.with_name(f"{self.out.name}.problems.jsonl")
        problems.unlink(missing_ok=True)

        def rows() -> Iterator[Row]:
            for answer in read_blocks(self.folder, blocks):
                counts["briefs"] += 1
                head = {"line": answer["line"], "brief": answer["brief"]}
                if "problems" in answer:
                    counts["refused"] += 1
                    with problems.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(answer, ensure_ascii=False) + "\n")
                    continue
                counts["answered"] += 1
                for row in answer["rows"]:
                    counts["rows"] += 1
                    yield head | row

        rowfiles.write(self.out, rows(), statements=self.options.statements)
        self.close()
        named = str(problems) if counts["refused"] else None
        return Summary(
            **counts, recomputed=self.recomputed, out=str(self.out), problems=named, snapshot=self.version
        )

    def close(self) -> None:
        """Nothing of the work is kept once the file is whole."""
        shutil.rmtree(self.folder)


def _blocks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while block := list(islice(lines, BLOCK)):
        yield block


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest in a folder of blocks, None when there is none."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def block_path(folder: Path, number: int) -> Path:
    """The file of one block."""
    return folder / f"{number:08d}.jsonl"


def read_blocks(folder: Path, blocks: int) -> Iterator[dict[str, Any]]:
    """The answers of all blocks in order, one at a time."""
    for number in range(blocks):
        with block_path(folder, number).open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _write_whole(path: Path, lines: Any) -> None:
    """All of it or nothing: the file gets its name when it is whole."""
    working = path.with_name(f".{path.name}.part")
    with working.open("w", encoding="utf-8") as file:
        file.writelines(lines)
    working.replace(path)
