"""The cheapest arborescence over a matrix of costs (Chu & Liu 1965, Edmonds 1967), whatever the costs mean."""

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.float64]
ROOT = -1


def cheapest(root: Costs, edges: Costs) -> list[int]:
    """The parent of each of n nodes, `ROOT` or a node's number, at the least total cost.

    `root`: (n,) cost of hanging on the root; `edges`: (n, n) cost of hanging column's node on row's node.
    """
    n = len(root)
    matrix = np.full((n + 1, n + 1), np.inf)
    matrix[1:, 1:] = edges
    matrix[0, 1:] = root
    np.fill_diagonal(matrix, np.inf)
    return [p - 1 for p in _contract(matrix)[1:]]


def _contract(matrix: Costs) -> list[int]:
    """Parents of all nodes (node 0 is the root, its entry is 0), contracting one cycle at a time."""
    parents = [0] + [int(p) for p in matrix[:, 1:].argmin(axis=0)]
    cycle = _cycle(parents)
    if not cycle:
        return parents
    around = np.array(cycle, dtype=np.intp)
    outside = np.setdiff1d(np.arange(len(matrix)), around)
    paid = matrix[[parents[v] for v in cycle], cycle]
    entering = matrix[outside][:, around] - paid
    leaving = matrix[around][:, outside]
    small = np.full((len(outside) + 1, len(outside) + 1), np.inf)
    small[:-1, :-1] = matrix[outside][:, outside]
    small[:-1, -1] = entering.min(axis=1)
    small[-1, :-1] = leaving.min(axis=0)
    inner = _contract(small)
    return _expand(parents, cycle, outside, entering, leaving, inner)


def _expand(
    parents: list[int], cycle: list[int], outside: NDArray[np.intp], entering: Costs, leaving: Costs, inner: list[int]
) -> list[int]:
    """Undo one contraction: the cycle is opened where the best edge enters it."""
    whole = list(parents)
    last = len(outside)
    for k, v in enumerate(outside):
        if v:
            p = inner[k]
            whole[v] = cycle[int(leaving[:, k].argmin())] if p == last else int(outside[p])
    source = inner[last]
    whole[cycle[int(entering[source].argmin())]] = int(outside[source])
    return whole


def _cycle(parents: list[int]) -> list[int]:
    """The nodes of one cycle, or none."""
    state = [0] * len(parents)
    state[0] = 2
    for start in range(1, len(parents)):
        path: list[int] = []
        v = start
        while state[v] == 0:
            state[v] = 1
            path.append(v)
            v = parents[v]
        if state[v] == 1:
            return path[path.index(v) :]
        for u in path:
            state[u] = 2
    return []
