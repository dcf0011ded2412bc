"""Are the compiled chains sound as plain files, before any reader of ours touches them?

Each check is a function from a chain to its faults. It must find none in the chains as they are, and it must find the
fault that a test plants in a copy: a check that cannot fail checks nothing.
"""

import copy
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml

from yuantu.ontology.industries import industries

FOLDER = Path(__file__).parents[2] / "src" / "yuantu" / "chain" / "chains"
CHAINS = (
    "appliances", "auto-parts", "battery", "biomedicine", "electronics", "equipment", "low-altitude", "photovoltaics",
    "power-equipment", "safety",
)  # fmt: skip
STAGES = ("upstream", "midstream", "downstream")
RECOVERED = "recovery"  # the basis that says why an edge runs from downstream to upstream
LINKED = frozenset("AB")  # classes of sources whose address may stand as a link
CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2}")
Chain = dict[str, Any]


@cache
def _read(name: str) -> Chain:
    chain: Chain = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return chain


def chain_of(name: str) -> Chain:
    return copy.deepcopy(_read(name))


def fold(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def stages(chain: Chain) -> dict[str, str]:
    of_segment = {segment["id"]: segment["stage"] for segment in chain["segments"]}
    return {node["id"]: of_segment[node["segment"]] for node in chain["nodes"]}


# ── checks ───────────────────────────────────────────────────────────────────────────────────────


def size(chain: Chain) -> Iterator[str]:
    if not 40 <= len(chain["nodes"]) <= 120:
        yield f"{len(chain['nodes'])} nodes"
    if not 3 <= len(chain["segments"]) <= 8:
        yield f"{len(chain['segments'])} segments"
    filled = {node["segment"] for node in chain["nodes"]}
    yield from (f"{segment['id']} is empty" for segment in chain["segments"] if segment["id"] not in filled)
    order = [STAGES.index(segment["stage"]) for segment in chain["segments"]]
    if order != sorted(order) or set(order) != {0, 1, 2}:
        yield f"stages of segments stand as {order}"


def unique_ids(chain: Chain) -> Iterator[str]:
    for kind in ("segments", "nodes"):
        counts = Counter(entry["id"] for entry in chain[kind])
        yield from (f"{name} is there {times} times" for name, times in counts.items() if times > 1)
    edges = Counter((edge["from"], edge["to"], edge["kind"]) for edge in chain["edges"])
    yield from (f"{edge} is there {times} times" for edge, times in edges.items() if times > 1)


def both_languages(chain: Chain) -> Iterator[str]:
    named = [("chain", chain["name"]), *chain["bases"].items()]
    named += [(entry["id"], entry["name"]) for kind in ("segments", "nodes") for entry in chain[kind]]
    named += [(node["id"], node["note"]) for node in chain["nodes"] if "note" in node]
    for place, name in named:
        if not CHINESE.search(name.get("zh") or ""):
            yield f"{place} has no Chinese name: {name.get('zh')}"
        if CHINESE.search(name.get("en") or "") or not LATIN.search(name.get("en") or ""):
            yield f"{place} has no English name: {name.get('en')}"


def known_codes(chain: Chain) -> Iterator[str]:
    for node in chain["nodes"]:
        if not node["codes"]:
            yield f"{node['id']} has no code"
        for code in node["codes"]:
            found = industries().get(code)
            if found is None or found.level == "section":
                yield f"{node['id']}: {code} is no code of GB/T 4754-2017"


def known_ends(chain: Chain) -> Iterator[str]:
    nodes = {node["id"] for node in chain["nodes"]}
    for edge in chain["edges"]:
        yield from (f"{edge[end]} is no node" for end in ("from", "to") if edge[end] not in nodes)
        if edge["from"] == edge["to"]:
            yield f"{edge['from']} goes into itself"
        if edge["kind"] not in {"input", "kind_of"}:
            yield f"{edge['kind']} is no kind of edge"


def stated_bases(chain: Chain) -> Iterator[str]:
    used = {edge["basis"] for edge in chain["edges"]}
    yield from (f"{basis} is not explained" for basis in used - set(chain["bases"]))
    yield from (f"{basis} is not used" for basis in set(chain["bases"]) - used)
    for name, basis in chain["bases"].items():
        if not basis.get("source"):
            yield f"{name} has no source"
        if "address" in basis and basis.get("class") not in LINKED:
            yield f"{name} links to a source of class {basis.get('class')}"


def connected(chain: Chain) -> Iterator[str]:
    neighbours = defaultdict(set)
    for edge in chain["edges"]:
        neighbours[edge["from"]].add(edge["to"])
        neighbours[edge["to"]].add(edge["from"])
    seen, waiting = set(), [chain["nodes"][0]["id"]]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += neighbours[here] - seen
    yield from (f"{node['id']} is cut off from the rest" for node in chain["nodes"] if node["id"] not in seen)


def without_circles(chain: Chain) -> Iterator[str]:
    for kind in ("input", "kind_of"):
        before = defaultdict(set)
        for edge in chain["edges"]:
            if edge["kind"] == kind and not edge.get("returns"):
                before[edge["to"]].add(edge["from"])
        try:
            TopologicalSorter(before).prepare()
        except CycleError as circle:
            yield f"{kind}: {' → '.join(circle.args[1])}"


def left_to_right(chain: Chain) -> Iterator[str]:
    """Inputs stand at or before what they go into; a kind stands on the stage of the broader product."""
    stage = stages(chain)
    for edge in chain["edges"]:
        start, end = (STAGES.index(stage[edge[place]]) for place in ("from", "to"))
        back = bool(edge.get("returns"))
        if edge["kind"] == "kind_of" and start != end:
            yield f"{edge['from']} is a kind of {edge['to']} on another stage"
        if edge["kind"] == "input" and (back != (edge["basis"] == RECOVERED) or (start > end) != back):
            yield f"{edge['from']} → {edge['to']} runs from {STAGES[start]} to {STAGES[end]} on {edge['basis']}"


def words_of_one_node(chain: Chain) -> Iterator[str]:
    first: dict[str, str] = {}
    for node in chain["nodes"]:
        for words in {fold(one) for one in (node["name"]["zh"], *node["synonyms"])}:
            if first.setdefault(words, node["id"]) != node["id"]:
                yield f"{words} means {first[words]} and {node['id']}"


def speaking_words(chain: Chain) -> Iterator[str]:
    """No word of one character, no word twice in one node, and each look-alike holds one of the node's words."""
    for node in chain["nodes"]:
        own = [fold(words) for words in (node["name"]["zh"], node["name"]["en"], *node["synonyms"])]
        short = [words for words in own if len(words) < 2]
        yield from (f"{node['id']}: {words} is found in everything" for words in short)
        if len(set(own)) < len(own):
            yield f"{node['id']} has a word twice"
        for words in node.get("not", ()):
            if fold(words) in own or not any(one in fold(words) for one in own):
                yield f"{node['id']}: {words} is no look-alike"


def kinds_take_part(chain: Chain) -> Iterator[str]:
    """Inputs are walked without kinds, so a narrow product is held by inputs of its own and does not end the walk."""
    ends = {edge[end] for edge in chain["edges"] if edge["kind"] == "input" for end in ("from", "to")}
    for edge in chain["edges"]:
        if edge["kind"] == "kind_of" and edge["from"] not in ends:
            yield f"{edge['from']} hangs on {edge['to']} alone"


CHECKS: tuple[Callable[[Chain], Iterator[str]], ...] = (
    size, unique_ids, both_languages, known_codes, known_ends, stated_bases, connected, without_circles, left_to_right,
    words_of_one_node, speaking_words, kinds_take_part,
)  # fmt: skip


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_chain_is_sound(check: Callable[[Chain], Iterator[str]], name: str) -> None:
    assert list(check(chain_of(name))) == []


def test_the_ten_chains_are_there_and_are_called_like_their_files() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.yaml")) == list(CHAINS)
    assert [chain_of(name)["id"] for name in CHAINS] == list(CHAINS)


# ── planted faults ───────────────────────────────────────────────────────────────────────────────


def _plant(where: str, entry: dict[str, Any]) -> Callable[[Chain], None]:
    return lambda chain: chain[where].append(entry)


def _node(**changed: Any) -> dict[str, Any]:
    name = {"zh": "测试件", "en": "Test part"}
    return {"id": "planted", "name": name, "segment": "cells", "synonyms": [], "codes": ["3841"], **changed}


def _edge(start: str, end: str, kind: str = "input", basis: str = "process") -> dict[str, Any]:
    return {"from": start, "to": end, "kind": kind, "basis": basis}


def _drop_nodes(chain: Chain) -> None:
    chain["nodes"] = chain["nodes"][:39]


PLANTED: tuple[tuple[Callable[[Chain], Iterator[str]], Callable[[Chain], None]], ...] = (
    (size, _drop_nodes),
    (size, _plant("segments", {"id": "more", "stage": "upstream", "name": {"zh": "多", "en": "More"}})),
    (unique_ids, _plant("nodes", _node(id="electrolyte"))),
    (unique_ids, _plant("edges", _edge("electrolyte", "cell"))),
    (both_languages, _plant("nodes", _node(name={"zh": "测试件", "en": ""}))),
    (both_languages, _plant("nodes", _node(name={"zh": "test", "en": "Test"}))),
    (known_codes, _plant("nodes", _node(codes=["3899", "9999"]))),
    (known_codes, _plant("nodes", _node(codes=["C"]))),
    (known_ends, _plant("edges", _edge("electrolyte", "nowhere"))),
    (known_ends, _plant("edges", _edge("cell", "cell"))),
    (stated_bases, _plant("edges", _edge("electrolyte", "pcs", basis="hearsay"))),
    (stated_bases, lambda chain: chain["bases"]["kh22"].update({"class": "C"})),
    (connected, _plant("nodes", _node())),
    (without_circles, _plant("edges", _edge("cell", "electrode"))),
    (without_circles, _plant("edges", _edge("cathode", "cathode-ncm", "kind_of", "definition"))),
    (left_to_right, _plant("edges", _edge("ev", "copper"))),
    (left_to_right, _plant("edges", _edge("electrolyte", "cell", "kind_of", "definition"))),
    (left_to_right, _plant("edges", {**_edge("copper", "ev", basis="recovery"), "returns": True})),
    (words_of_one_node, _plant("nodes", _node(synonyms=["电解液 "]))),
    (speaking_words, _plant("nodes", _node(synonyms=["液"]))),
    (speaking_words, _plant("nodes", _node(**{"not": ["电解液"]}))),
    (kinds_take_part, _plant("edges", _edge("planted", "cell", "kind_of", "definition"))),
)


@pytest.mark.parametrize(("check", "plant"), PLANTED, ids=lambda one: getattr(one, "__name__", "fault"))
def test_a_planted_fault_is_found(
    check: Callable[[Chain], Iterator[str]], plant: Callable[[Chain], None]
) -> None:
    chain = chain_of("battery")
    plant(chain)
    assert list(check(chain))


# ── sense ────────────────────────────────────────────────────────────────────────────────────────


def upstream_of(chain: Chain, node: str) -> set[str]:
    inputs = defaultdict(set)
    for edge in chain["edges"]:
        if edge["kind"] == "input" and not edge.get("returns"):
            inputs[edge["to"]].add(edge["from"])
    found: set[str] = set()
    waiting = [node]
    while waiting:
        fresh = inputs[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return found


@pytest.mark.parametrize(
    ("name", "product", "needs"),
    [
        (
            "battery",
            "ev",
            {"separator", "copper-foil", "aluminum-foil", "can-cap", "tab", "bms", "lithium-ore"},
        ),
        ("battery", "grid-storage", {"pcs", "electrolyte", "cathode-lfp", "coater"}),
        (
            "photovoltaics",
            "station",
            {"industrial-silicon", "silver-paste", "solar-glass", "frame", "inverter"},
        ),
        ("electronics", "phone", {"glass-yarn", "resin", "drill-bit", "ccl", "copper-foil", "ic-substrate"}),
        (
            "equipment",
            "tunnelling",
            {"main-bearing", "cutterhead", "reducer", "cemented-carbide", "guidance"},
        ),
        ("equipment", "metal-processing", {"laser-chip", "active-fiber", "cnc-system", "spindle"}),
        ("safety", "city-rescue", {"aramid", "infrared-core", "chassis", "gas-sensor"}),
        (
            "appliances",
            "air-conditioner",
            {"silicon-steel", "enamelled-wire", "compressor-part", "chip", "mold"},
        ),
        ("auto-parts", "motorcycle", {"casting", "aluminum-alloy", "rubber", "mold"}),
        ("biomedicine", "hospital", {"intermediate", "culture-medium", "excipient", "sensor-chip"}),
        (
            "power-equipment",
            "grid",
            {"silicon-steel", "insulation", "vacuum-interrupter", "tap-changer", "igbt"},
        ),
        ("low-altitude", "logistics", {"carbon-fiber", "imu", "esc", "high-energy-cell", "radar"}),
    ],
)
def test_what_the_trade_cannot_do_without_lies_upstream(name: str, product: str, needs: set[str]) -> None:
    assert needs <= upstream_of(chain_of(name), product)


def test_the_page_counts_what_is_there() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "chains.md").read_text(encoding="utf-8")
    for name in CHAINS:
        chain = chain_of(name)
        assert f"| `{name}` | {len(chain['nodes'])} | {len(chain['edges'])} |" in page
