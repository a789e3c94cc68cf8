"""The slow way to the cheapest arborescence: every assignment of parents, those with a cycle left out."""

import itertools
from collections.abc import Sequence

ROOT = -1


def every_tree(nodes: int) -> list[tuple[int, ...]]:
    """All parent assignments of so many nodes that reach the root; (nodes + 1) ** (nodes - 1) of them (Cayley)."""
    choices = [[p for p in range(ROOT, nodes) if p != node] for node in range(nodes)]
    return [tree for tree in itertools.product(*choices) if _rooted(tree)]


def cost_of(tree: Sequence[int], root: Sequence[float], edges: Sequence[Sequence[float]]) -> float:
    """What a tree costs; edges[p][w] is the price of w hanging on p."""
    return sum(root[w] if p == ROOT else edges[p][w] for w, p in enumerate(tree))


def least_cost(root: Sequence[float], edges: Sequence[Sequence[float]]) -> float:
    """The cost of the cheapest of all trees."""
    return min(cost_of(tree, root, edges) for tree in every_tree(len(root)))


def _rooted(tree: Sequence[int]) -> bool:
    for start in range(len(tree)):
        node, steps = start, 0
        while node != ROOT:
            node, steps = tree[node], steps + 1
            if steps > len(tree):
                return False
    return True
