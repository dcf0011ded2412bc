"""How does a list of edges, as people keep it in a sheet, become a chain?

A CSV table or an Excel workbook (its first sheet) with the columns `from`, `to`, and perhaps `kind`, `basis`,
`from_en`, `to_en`. The list is checked as a chain is, with the cell of every mistake. A product that nothing goes into
is upstream, one that goes into nothing is downstream, the rest is midstream: a list says no more. The outcome is the
YAML of a chain, to be kept and completed by hand.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from yuantu.chain.checks import check_edges
from yuantu.chain.model import RELATIONS, STAGES, Edge, Node, Stage, Words, fold
from yuantu.errors import BadInput, Problem, Refusal
from yuantu.evidence.grids import Row, open_grid
from yuantu.evidence.readers.archives import Archive
from yuantu.evidence.readers.xlsx import read_xlsx

HEADINGS = {
    "from": ("from", "起", "投入", "上游"), "to": ("to", "止", "产出", "下游"), "kind": ("kind", "关系"),
    "basis": ("basis", "依据"), "from_en": ("from_en",), "to_en": ("to_en",),
}  # fmt: skip
SEGMENTS: dict[Stage, Words] = {
    "upstream": Words("上游", "upstream"), "midstream": Words("中游", "midstream"),
    "downstream": Words("下游", "downstream"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """What a list cannot say of its chain: id, name, and on what edges without a basis of their own rest."""

    id: str
    name: Words
    basis: str = ""


def chain_of_edges(path: Path, title: Title) -> str:
    """The YAML of a chain made of the edges in a CSV or xlsx file. Raises BadInput with every mistake."""
    place, rows = _open_workbook(path) if path.suffix.lower() in {".xlsx", ".xlsm"} else _open_table(path)
    reader = _Reader(title, place)
    for number, cells in rows:
        reader.read(number, cells)
    nodes = [Node(name, Words(name, name), "", line=line) for name, line in reader.lines.items()]
    for line, problem in check_edges(nodes, reader.edges):
        reader.problems.append(problem.at(place(line)))
    if not reader.edges and not reader.problems:
        reader.problems.append(Problem("table_without_rows", {}, path.name))
    if reader.problems:
        raise BadInput(reader.problems)
    return _written(title, reader)


@dataclass(slots=True)
class _Reader:
    title: Title
    place: Callable[[int], str]
    edges: list[Edge] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _spelt: dict[str, str] = field(default_factory=dict)

    def read(self, number: int, cells: dict[str, str]) -> None:
        given = {
            name: next((cells[one] for one in words if one in cells), "") for name, words in HEADINGS.items()
        }
        for name in ("from", "to"):
            if not given[name]:
                self._complain("chain_missing", number, key=name)
            else:
                self._name(number, given[name], given[f"{name}_en"])
        kind = next((one for one in RELATIONS if one == (given["kind"] or "input")), None)
        if kind is None:
            self._complain("chain_choice", number, value=given["kind"][:40], known=", ".join(RELATIONS))
        if not given["basis"] and not self.title.basis:
            self._complain("chain_no_basis", number, start=given["from"], end=given["to"])
        if given["from"] and given["to"] and kind:
            self.edges.append(Edge(given["from"], given["to"], kind, given["basis"], line=number))

    def _name(self, number: int, name: str, english: str) -> None:
        """A product under a second spelling is said, not guessed to be the same."""
        known = self._spelt.setdefault(fold(name), name)
        if known != name:
            params = {"words": name, "node": name, "other": known, "line": str(self.lines[known])}
            self._complain("chain_same_words", number, **params)
        self.lines.setdefault(name, number)
        if english:
            self.english.setdefault(name, english)

    def _complain(self, code: str, number: int, **params: str) -> None:
        self.problems.append(Problem(code, params, self.place(number)))


def _open_table(path: Path) -> tuple[Callable[[int], str], Iterator[Row]]:
    grid = open_grid(path.parent, path.name)

    def rows() -> Iterator[Row]:
        yield from grid.rows
        if grid.problems:
            raise BadInput(grid.problems)

    return lambda row: grid.place(row, "from"), rows()


def _open_workbook(path: Path) -> tuple[Callable[[int], str], Iterator[Row]]:
    """The first sheet of a workbook; its first row names the columns."""
    problems: list[Problem] = []
    try:
        raw = next(iter(read_xlsx(Archive(path.read_bytes()), problems)), None)
    except Refusal as refused:
        raise BadInput([one.at(path.name) for one in refused.problems]) from refused
    words = raw.words if raw else {}
    columns = {column: text.strip() for (row, column), text in words.items() if row == 0}
    numbers = sorted({row for row, _ in words if row > 0})
    rows = [
        (
            row + 1,
            {
                name: words[row, column].strip()
                for column, name in columns.items()
                if words.get((row, column))
            },
        )
        for row in numbers
    ]
    return lambda row: f"{path.name}!A{row}", iter(rows)


def _written(title: Title, reader: _Reader) -> str:
    """The YAML. Every scalar is written as JSON, which YAML reads as it stands."""
    ids = {name: f"n{place}" for place, name in enumerate(reader.lines, 1)}
    starts = {edge.start for edge in reader.edges if edge.kind == "input"}
    ends = {edge.end for edge in reader.edges if edge.kind == "input"}
    bases = {
        words: f"b{place}"
        for place, words in enumerate(dict.fromkeys(e.basis for e in reader.edges if e.basis), 1)
    }
    both = all(name in reader.english for name in ids)
    named = {name: _pair(name, reader.english.get(name, name)) for name in ids}

    def stage(name: str) -> Stage:
        if name in starts:
            return "midstream" if name in ends else "upstream"
        return "downstream" if name in ends else "midstream"

    used = {stage(name) for name in ids}
    lines = [
        f"id: {title.id}", f"name: {_pair(title.name.zh, title.name.en)}", 'version: "1"',
        f"basis: {_text(title.basis)}", f"languages: {'[zh, en]' if both else '[zh]'}", "segments:",
        *(f"  - {{id: {one}, stage: {one}, name: {_pair(SEGMENTS[one].zh, SEGMENTS[one].en)}}}"
          for one in STAGES if one in used),
        "nodes:",
        *(f"  - {{id: {ids[name]}, name: {named[name]}, segment: {stage(name)}}}" for name in ids),
        "edges:",
        *(f"  - {{from: {ids[one.start]}, to: {ids[one.end]}, kind: {one.kind}"
          + (f", basis: {bases[one.basis]}" if one.basis else "") + "}" for one in reader.edges),
    ]  # fmt: skip
    if bases:
        lines += ["bases:", *(f"  {one}: {_pair(words, words)}" for words, one in bases.items())]
    return "\n".join(lines) + "\n"


def _pair(chinese: str, english: str) -> str:
    return f"{{zh: {_text(chinese)}, en: {_text(english)}}}"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
