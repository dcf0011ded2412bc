"""How long does a chain take: gaps of all regions, a closure of a large graph, a million companies on its nodes?

`python -m bench.chains`. The peers are rustworkx for closures and pyahocorasick for words. Both sides get the same data
and must find the same.
"""

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.peers import peer_python, run_peer
from bench.rows import Row, time_calls, write
from yuantu.chain.graph import Graph
from yuantu.chain.makers import Placer
from yuantu.chain.model import Chain, Node, Segment, Words
from yuantu.chain.words import WordIndex
from yuantu.workspace import chains
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

NODES, EDGES, BACK = 200_000, 1_000_000, 0.03
COMPANIES, PRODUCTS = 1_000_000, 2_000
DAY = date(2026, 11, 22)
GAP_SECONDS, CLOSURE_RATIO, LINEAR = 0.050, 1.5, 1.15
PEERS = ("numpy", "rustworkx==0.18.1", "pyahocorasick==2.3.1")
CLOSURE_PROGRAM = """
import json, time
import numpy, rustworkx
edges = numpy.load("edges.npy")
graph = rustworkx.PyDiGraph()
graph.add_nodes_from([None] * (int(edges.max()) + 1))
graph.add_edges_from_no_data(list(map(tuple, edges.tolist())))
seconds = []
for _ in range(6):
    started = time.perf_counter()
    found = rustworkx.descendants(graph, 0)
    seconds.append(time.perf_counter() - started)
print(json.dumps({"seconds": min(seconds[1:]), "count": len(found), "sum": sum(found)}))
"""
WORDS_PROGRAM = """
import json, time
import ahocorasick
words, texts = json.load(open("words.json", encoding="utf-8"))
automaton = ahocorasick.Automaton()
for number, word in enumerate(words):
    automaton.add_word(word, number)
automaton.make_automaton()
seconds = []
for _ in range(3):
    started = time.perf_counter()
    found = [(end, number) for text in texts for end, number in automaton.iter_long(text)]
    seconds.append(time.perf_counter() - started)
print(json.dumps({"seconds": min(seconds[1:]), "count": len(found), "sum": sum(number for _, number in found)}))
"""


def chain_rows(companies: int = COMPANIES) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, peer_python(*PEERS) as python:
        root = Path(folder)

        def ask(program: str) -> Any:
            return run_peer(python, program, root) if python else None

        yield _gap_row(root)
        yield _closure_row(root, ask)
        yield from _placing_rows(root, ask, companies)


def _gap_row(root: Path) -> Row:
    """One chain in every region of the pack, as the door answers it."""
    workspace = Workspace.create(root / "workspace")
    workspace.build([built_in_pack()], 0)
    answer = chains.compare_regions(workspace, "battery", DAY)
    ours, median = time_calls(lambda: chains.compare_regions(workspace, "battery", DAY), 20)
    size = (len(answer["nodes"]), len(workspace.session.regions().regions))
    reach = f"≤ {GAP_SECONDS:g} s"
    return Row("gaps of one chain, all regions, warm", "no peer", *size, ours, median, None, None, None, reach,
               ours <= GAP_SECONDS)  # fmt: skip


def _closure_row(root: Path, ask: Callable[..., Any]) -> Row:
    """Everything that one node of a large graph with circles leads to."""
    generator = np.random.default_rng(20240630)
    ends = generator.integers(0, NODES, size=(EDGES, 2), dtype=np.int32)
    forward = np.sort(ends, axis=1)
    edges = np.where(generator.random(EDGES)[:, None] < BACK, ends, forward)
    edges[: NODES // 4, 0] = generator.integers(0, 100, size=NODES // 4)
    graph = Graph.of(NODES, edges[:, 0], edges[:, 1])
    ours, median = time_calls(lambda: graph.closure(0))
    found = graph.closure(0)
    np.save(root / "edges.npy", edges)
    peer = ask(CLOSURE_PROGRAM)
    exact = peer and (peer["count"], peer["sum"]) == (len(found), int(found.sum(dtype=np.int64)))
    ratio = ours / peer["seconds"] if peer else None
    return Row("closure of a graph with circles", PEERS[1], NODES, EDGES, ours, median,
               peer["seconds"] if peer else None, ratio, exact, f"≤ {CLOSURE_RATIO} ×",
               bool(exact and ratio is not None and ratio <= CLOSURE_RATIO))  # fmt: skip


def _placing_rows(root: Path, ask: Callable[..., Any], companies: int) -> Iterator[Row]:
    """Product words of companies, all nodes in one pass: against a tenth of them, and against another library."""
    draw = random.Random(20240630)
    letters = [chr(0x4E00 + place) for place in range(1500)]
    names = ["".join(draw.choices(letters, k=draw.randint(2, 6))) for _ in range(3 * PRODUCTS)]
    nodes = tuple(
        Node(
            str(place), Words(names[3 * place], str(place)), "s", tuple(names[3 * place + 1 : 3 * place + 3])
        )
        for place in range(PRODUCTS)
    )
    segment = Segment("s", "midstream", Words("段", "segment"))
    placer = Placer(Chain("load", Words("链", "chain"), "1", "drawn", (segment,), nodes, ()))
    texts = [
        "".join(draw.choices(letters, k=draw.randint(0, 6))) + draw.choice(names) + ";" + draw.choice(names)
        for _ in range(companies)
    ]
    ours, median = time_calls(lambda: placer.find(texts), 3)
    tenth, _ = time_calls(lambda: placer.find(texts[: companies // 10]), 3)
    ratio = ours / (10 * tenth)
    yield Row("place companies on nodes, one pass", "ten times a tenth of them", companies, PRODUCTS, ours, median,
              10 * tenth, ratio, None, f"≤ {LINEAR} ×", ratio <= LINEAR)  # fmt: skip
    index = WordIndex.of(names)
    found = [int(word) for block in index.find(texts) for word in block.word]
    seconds, middle = time_calls(lambda: [block.word for block in index.find(texts)], 3)
    (root / "words.json").write_text(json.dumps([index.words, texts], ensure_ascii=False), encoding="utf-8")
    peer = ask(WORDS_PROGRAM)
    exact = peer and (peer["count"], peer["sum"]) == (len(found), sum(found))
    against = seconds / peer["seconds"] if peer else None
    yield Row("longest product words in texts", PEERS[2], companies, len(index.words), seconds, middle,
              peer["seconds"] if peer else None, against, exact, "≤ 1 ×",
              bool(exact and against is not None and against <= 1))  # fmt: skip


if __name__ == "__main__":
    write(list(chain_rows()), None)
