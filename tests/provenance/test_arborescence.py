"""The fast cheapest arborescence against all trees there are, and against a library's at larger sizes."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.provenance.arborescence import ROOT, cheapest
from tests.provenance.exact_trees import cost_of, every_tree, least_cost


@st.composite
def prices(draw: st.DrawFn, most: int = 6, dearest: int = 30) -> tuple[list[float], list[list[float]]]:
    """Root prices and a square of edge prices; whole numbers, so that ties and cycles are common."""
    n = draw(st.integers(1, most))
    row = st.lists(st.integers(0, dearest).map(float), min_size=n, max_size=n)
    return draw(row), draw(st.lists(row, min_size=n, max_size=n))


@given(prices(most=5))
@settings(max_examples=150, deadline=None)
def test_no_tree_is_cheaper_than_the_one_found(case: tuple[list[float], list[list[float]]]) -> None:
    """The found tree reaches the root and costs what the cheapest of all trees costs."""
    root, edges = case
    tree = tuple(cheapest(np.array(root), np.array(edges)))
    assert tree in set(every_tree(len(root)))
    assert cost_of(tree, root, edges) == pytest.approx(least_cost(root, edges))


@given(prices(most=6, dearest=3))
@settings(max_examples=15, deadline=None)
def test_ties_and_nested_cycles_cost_nothing_extra(case: tuple[list[float], list[list[float]]]) -> None:
    """With few distinct prices nearly every greedy choice closes a cycle; the cost is still the least."""
    root, edges = case
    tree = cheapest(np.array(root), np.array(edges))
    assert cost_of(tree, root, edges) == pytest.approx(least_cost(root, edges))


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_larger_trees_cost_what_edmonds_finds(seed: int) -> None:
    """At 25 nodes, beyond exact search, networkx's Edmonds is the reference."""
    rng = np.random.default_rng(seed)
    root, edges = rng.integers(20, 60, 25).astype(float), rng.integers(1, 40, (25, 25)).astype(float)
    graph = nx.DiGraph()
    for w in range(25):
        graph.add_edge(ROOT, w, weight=root[w])
        graph.add_weighted_edges_from((p, w, edges[p, w]) for p in range(25) if p != w)
    best = nx.minimum_spanning_arborescence(graph).size(weight="weight")
    assert cost_of(cheapest(root, edges), list(root), edges.tolist()) == pytest.approx(best)


@pytest.mark.parametrize("nodes", [1, 2, 3, 4, 5])
def test_every_tree_counts_as_cayley_says(nodes: int) -> None:
    """The reference itself: there are (n + 1) ** (n - 1) trees on n nodes and a root."""
    assert len(every_tree(nodes)) == (nodes + 1) ** (nodes - 1)


def test_a_forbidden_edge_is_not_taken_while_another_way_exists() -> None:
    """Prices as high as 'never' steer round the edge."""
    root = np.array([1.0, 1e9])
    edges = np.array([[1e9, 5.0], [1e9, 1e9]])
    assert cheapest(root, edges) == [ROOT, 0]
