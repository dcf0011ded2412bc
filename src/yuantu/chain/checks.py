"""Is a chain whole: no two ids alike, nothing dangling, no product under two spellings, no circle nobody declared?"""

from collections.abc import Iterable, Iterator

from yuantu.chain.graph import find_circles
from yuantu.chain.model import Chain, Edge, Node, Relation, fold
from yuantu.errors import Problem
from yuantu.ontology.industries import industries

LEAST_CHARACTERS = 2
MOST_SHOWN_OF_A_CIRCLE = 12
CIRCLES: dict[Relation, str] = {"input": "chain_circle_input", "kind_of": "chain_circle_kind_of"}
Found = Iterator[tuple[int, Problem]]


def check_chain(chain: Chain, place: str) -> Iterator[Problem]:
    """Everything that is wrong with a chain that could be read; `place` names its file."""
    for found in (
        _ids(chain),
        _references(chain),
        _codes(chain),
        _spellings(chain),
        _short(chain),
        _look_alikes(chain),
    ):
        yield from (problem.at(f"{place}:{line}") for line, problem in found)
    yield from (problem.at(f"{place}:{line}") for line, problem in check_edges(chain.nodes, chain.edges))


def _ids(chain: Chain) -> Found:
    for entries in (chain.segments, chain.nodes):
        first: dict[str, int] = {}
        for entry in entries:
            if entry.id in first:
                yield entry.line, Problem("chain_twice", {"id": entry.id, "line": str(first[entry.id])})
            first.setdefault(entry.id, entry.line)


def _references(chain: Chain) -> Found:
    segments = {segment.id for segment in chain.segments}
    for node in chain.nodes:
        if node.segment and node.segment not in segments:
            yield (
                node.line,
                Problem("chain_segment", {"id": node.segment, "known": ", ".join(sorted(segments))}),
            )
    for edge in chain.edges:
        if not edge.basis and not chain.basis:
            yield edge.line, Problem("chain_no_basis", {"start": edge.start, "end": edge.end})
        elif edge.basis and edge.basis not in chain.bases:
            yield (
                edge.line,
                Problem("chain_basis", {"id": edge.basis, "known": ", ".join(chain.bases) or "–"}),
            )


def _codes(chain: Chain) -> Found:
    known = industries()
    for node in chain.nodes:
        for code in node.codes:
            if code not in known:
                yield node.line, Problem("chain_code", {"code": code[:20], "node": node.id})


def _spellings(chain: Chain) -> Found:
    """One product under two ids: the same words but for width, case and blanks."""
    first: dict[str, Node] = {}
    for node in chain.nodes:
        for words in {fold(one): one for one in (node.name.zh, *node.synonyms) if one}.items():
            earlier = first.setdefault(words[0], node)
            if earlier is not node:
                params = {"words": words[1], "node": node.id, "other": earlier.id, "line": str(earlier.line)}
                yield node.line, Problem("chain_same_words", params)


def _short(chain: Chain) -> Found:
    """A word of one character is found in everything: 铜 in 铜梁区, 车 in 车间."""
    for node in chain.nodes:
        for words in (*node.synonyms, *node.look_alikes):
            if len(fold(words)) < LEAST_CHARACTERS:
                yield node.line, Problem("chain_short_word", {"words": words, "node": node.id})


def _look_alikes(chain: Chain) -> Found:
    """A word that holds none of the node's own words keeps nothing away from it."""
    for node in chain.nodes:
        own = [fold(words) for words in (node.name.zh, node.name.en, *node.synonyms)]
        for words in node.look_alikes:
            if not any(one in fold(words) for one in own if one):
                yield node.line, Problem("chain_look_alike", {"words": words[:40], "node": node.id})


def check_edges(nodes: Iterable[Node], edges: Iterable[Edge]) -> Found:
    """Ends that are no node, self loops, edges that are there twice, and circles with their path."""
    lines = {node.id: node.line for node in nodes}
    sound: dict[tuple[str, str, str], Edge] = {}
    for edge in edges:
        dangling = [end for end in (edge.start, edge.end) if end not in lines]
        yield from ((edge.line, Problem("chain_dangling", {"id": end[:80]})) for end in dangling if end)
        if dangling:
            continue
        if edge.start == edge.end:
            yield edge.line, Problem("chain_self_loop", {"id": edge.start})
            continue
        twin = sound.setdefault((edge.start, edge.end, edge.kind), edge)
        if twin is not edge:
            params = {"start": edge.start, "end": edge.end, "line": str(twin.line)}
            yield edge.line, Problem("chain_edge_twice", params)
    for kind, code in CIRCLES.items():
        held = [one for one in sound.values() if one.kind == kind and not (one.returns and kind == "input")]
        for circle in find_circles(list(lines), [(one.start, one.end) for one in held]):
            closing = sound[circle[-2], circle[-1], kind]
            yield closing.line, Problem(code, {"path": _path(circle)})


def _path(circle: list[str]) -> str:
    shown = circle[:MOST_SHOWN_OF_A_CIRCLE]
    rest = len(circle) - len(shown)
    return " → ".join(shown) + (f" → … ({rest})" if rest else "")
