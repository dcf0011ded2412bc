"""Do closures and circles agree with an independent library, on graphs with circles and without?"""

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.chain.graph import Graph, find_circles, spread_in_arrays

COUNT = 12
EDGES = st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), max_size=40)


def peer(edges: list[tuple[int, int]]) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(COUNT))
    graph.add_edges_from(edges)
    return graph


def ours(edges: list[tuple[int, int]]) -> Graph:
    return Graph.of(COUNT, [start for start, _ in edges], [end for _, end in edges])


@given(EDGES)
def test_closures_are_those_of_networkx(edges: list[tuple[int, int]]) -> None:
    graph, other = ours(edges), peer(edges)
    for node in range(COUNT):
        assert set(graph.closure(node).tolist()) == nx.descendants(other, node)
        assert set(graph.reversed().closure(node).tolist()) == nx.ancestors(other, node)


@given(EDGES)
def test_distances_are_those_of_networkx(edges: list[tuple[int, int]]) -> None:
    graph, other = ours(edges), peer(edges)
    for node in range(COUNT):
        steps = nx.single_source_shortest_path_length(other, node)
        expected = [steps.get(one, -1) for one in range(COUNT)]
        assert graph.distances(node).tolist() == expected
        assert spread_in_arrays(graph, node).tolist() == expected, "with a compiler and without"


@given(EDGES)
def test_all_closures_at_once_are_the_closures(edges: list[tuple[int, int]]) -> None:
    graph = ours(edges)
    expected = np.zeros((COUNT, COUNT), dtype=np.bool_)
    for node in range(COUNT):
        expected[node, graph.closure(node)] = True
    assert (graph.closures() == expected).all()


@given(EDGES)
def test_there_is_a_circle_for_every_part_that_has_one(edges: list[tuple[int, int]]) -> None:
    other = peer(edges)
    circles = find_circles([str(one) for one in range(COUNT)], [(str(a), str(b)) for a, b in edges])
    for circle in circles:
        path = [int(one) for one in circle]
        assert path[0] == path[-1]
        assert all(other.has_edge(*step) for step in pairwise(path))
    strong = list(nx.strongly_connected_components(other))
    loops = [part for part in strong if len(part) > 1 or any(other.has_edge(one, one) for one in part)]
    assert sorted(min(part) for part in loops) == sorted(min(map(int, circle)) for circle in circles)


def test_a_graph_without_edges_leads_nowhere() -> None:
    graph = Graph.of(3, [], [])
    assert graph.closure(1).tolist() == []
    assert graph.distances(1).tolist() == [-1, 0, -1]


def test_a_node_or_an_edge_that_is_not_there_is_refused() -> None:
    graph = Graph.of(3, [0], [1])
    for node in (-1, 3):
        with pytest.raises(ValueError, match="no node"):
            graph.distances(node)
    with pytest.raises(ValueError, match="0 to 2"):
        Graph.of(3, [0], [3])
