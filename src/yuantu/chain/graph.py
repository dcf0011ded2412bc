"""What goes into a product, what is it used for, and what is it a kind of?

A directed graph in compressed rows (CSR): `targets[starts[i] : starts[i + 1]]` are the neighbours of node i. Closures
are breadth-first and safe on circles; a node is in its own closure only if a circle leads back to it, as in networkx'
`descendants`, where it is left out. The two relations of a chain are two graphs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.native.calling import SIZE, Kernel, Reads, Writes
from yuantu.engines.native.library import available

Ints = NDArray[np.int32]
_SPREAD = Kernel("spread_steps", (*(SIZE,) * 3, *(Reads(np.int32),) * 2, *(Writes(np.int32),) * 2))


@dataclass(frozen=True, slots=True)
class Graph:
    """n nodes and m edges: `starts` (n + 1,), `targets` (m,), both int32, neighbours in the order of the edges."""

    starts: Ints
    targets: Ints

    @classmethod
    def of(cls, count: int, sources: Sequence[int] | Ints, targets: Sequence[int] | Ints) -> "Graph":
        """From edges as two lists of node numbers. Raises ValueError for a number outside 0 … count - 1."""
        tails, heads = np.asarray(sources, dtype=np.int32), np.asarray(targets, dtype=np.int32)
        if len(tails) and not (min(tails.min(), heads.min()) >= 0 and max(tails.max(), heads.max()) < count):
            raise ValueError(f"edges must join nodes 0 to {count - 1}")
        order = np.argsort(tails, kind="stable")
        starts = np.zeros(count + 1, dtype=np.int32)
        np.cumsum(np.bincount(tails, minlength=count), out=starts[1:])
        return cls(starts, heads[order])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def reversed(self) -> "Graph":
        """The same edges, the other way round."""
        tails = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))
        return Graph.of(len(self), self.targets, tails)

    def neighbours(self, node: int) -> Ints:
        return self.targets[self.starts[node] : self.starts[node + 1]]

    def distances(self, node: int) -> Ints:
        """Steps from `node` to every node, shape (n,); -1 where it does not lead, 0 at the node itself.

        Raises ValueError for a node that is not there.
        """
        if not 0 <= node < len(self):
            raise ValueError(f"there is no node {node} among {len(self)}")
        return _spread_compiled(self, node) if available() else spread_in_arrays(self, node)

    def closure(self, node: int) -> Ints:
        """All nodes that `node` leads to, itself left out, in rising order."""
        steps = self.distances(node)
        return np.flatnonzero(steps > 0).astype(np.int32)

    def closures(self) -> "NDArray[np.bool_]":
        """(n, n): whether a row's node leads to a column's, the diagonal false. For chains, not for large graphs."""
        out = np.zeros((len(self), len(self)), dtype=np.bool_)
        for node in range(len(self)):
            out[node, self.closure(node)] = True
        return out


def _spread_compiled(graph: Graph, node: int) -> Ints:
    steps = np.empty(len(graph), dtype=np.int32)
    queue = np.empty(len(graph), dtype=np.int32)
    _SPREAD(len(graph), len(graph.targets), node, graph.starts, graph.targets, steps, queue)
    return steps


def spread_in_arrays(graph: Graph, node: int) -> Ints:
    """The same as the compiled kernel, a whole front per step, so that the work is in numpy and not in Python."""
    steps = np.full(len(graph), -1, dtype=np.int32)
    steps[node] = 0
    front = np.array([node], dtype=np.int32)
    step = 0
    while len(front):
        step += 1
        reached = _rows(graph, front)
        front = np.unique(reached[steps[reached] < 0])
        steps[front] = step
    return steps


def _rows(graph: Graph, nodes: Ints) -> Ints:
    """The neighbours of all `nodes`, one row after the other."""
    first, last = graph.starts[nodes], graph.starts[nodes + 1]
    counts = last - first
    ends = np.cumsum(counts)
    offsets = np.arange(ends[-1] if len(ends) else 0, dtype=np.int64)
    offsets += np.repeat(first - np.concatenate(([0], ends[:-1])), counts)
    return graph.targets[offsets]


def find_circles(names: Sequence[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """One circle per strongly connected part, as a path that ends where it began; a self loop is [a, a].

    Parts come in the order of `names`, and so does the node that a path begins with.
    """
    below: dict[str, list[str]] = {name: [] for name in names}
    for start, end in edges:
        below[start].append(end)
    parts = _parts(below)
    size: dict[int, int] = {}
    for part in parts.values():
        size[part] = size.get(part, 0) + 1
    circles, told = [], set()
    for name in names:
        part = parts[name]
        if part not in told and (size[part] > 1 or name in below[name]):
            told.add(part)
            circles.append(_way_back(name, below, parts))
    return circles


def _way_back(name: str, below: dict[str, list[str]], parts: dict[str, int]) -> list[str]:
    """The shortest path from `name` back to it, inside its part."""
    came: dict[str, str] = {}
    front = [name]
    while front:
        following = []
        for node in front:
            for neighbour in below[node]:
                if neighbour == name:
                    path = [name, node]
                    while path[-1] != name:
                        path.append(came[path[-1]])
                    return path[::-1]
                if parts[neighbour] == parts[name] and neighbour not in came:
                    came[neighbour] = node
                    following.append(neighbour)
        front = following
    raise ValueError(f"{name} is on no circle")


def _parts(below: dict[str, list[str]]) -> dict[str, int]:
    """Node → number of its strongly connected part (Tarjan 1972, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    parts: dict[str, int] = {}
    waiting: list[str] = []
    for root, first in below.items():
        if root in index:
            continue
        calls: list[tuple[str, Any]] = [(root, iter(first))]
        index[root] = low[root] = len(index)
        waiting.append(root)
        while calls:
            node, neighbours = calls[-1]
            deeper = next((one for one in neighbours if _visit(node, one, index, low, parts)), None)
            if deeper is not None:
                index[deeper] = low[deeper] = len(index)
                waiting.append(deeper)
                calls.append((deeper, iter(below[deeper])))
                continue
            calls.pop()
            if calls:
                low[calls[-1][0]] = min(low[calls[-1][0]], low[node])
            if low[node] == index[node]:
                while node not in parts:
                    parts[waiting.pop()] = index[node]
    return parts


def _visit(
    node: str, neighbour: str, index: dict[str, int], low: dict[str, int], parts: dict[str, int]
) -> bool:
    """Whether `neighbour` has not been seen; one that is still waiting lowers the node."""
    if neighbour not in index:
        return True
    if neighbour not in parts:
        low[node] = min(low[node], index[neighbour])
    return False
