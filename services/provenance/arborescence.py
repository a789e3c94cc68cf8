"""The cheapest arborescence over a matrix of costs (Chu & Liu 1965, Edmonds 1967), whatever the costs mean.

The path-growing form of Gabow, Galil, Spencer & Tarjan (1986) on a dense matrix that is contracted in place: quadratic
in the number of nodes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.float64]
Ints = NDArray[np.intp]
ROOT = -1


@dataclass(slots=True)
class _Contraction:
    """`cost[v, u]`: of entering v from u, node 0 being the root; `tail`, `head`: the edge of the whole graph that it
    stands for; `name[v]`: which node or cycle place v holds now; `within`, `entry`: by name, the cycle that took a node
    in, and the edge by which it is entered; `members`: names that a cycle took in."""

    cost: Costs
    tail: Ints
    head: Ints
    name: list[int]
    within: list[int]
    entry: list[tuple[int, int]]
    members: dict[int, list[int]] = field(default_factory=lambda: dict[int, list[int]]())


def cheapest(root: Costs, edges: Costs) -> list[int]:
    """The parent of each of n nodes, `ROOT` or a node's number, at the least total cost.

    `root`: (n,) cost of hanging on the root; `edges`: (n, n) cost of hanging column's node on row's node.
    """
    n = len(root)
    if not n:
        return []
    graph = _start(root, edges)
    _contract(graph)
    return [p - 1 for p in _expand(graph, n)]


def _start(root: Costs, edges: Costs) -> _Contraction:
    size = len(root) + 1
    cost = np.full((size, size), np.inf)
    cost[1:, 0] = root
    cost[1:, 1:] = edges.T
    np.fill_diagonal(cost, np.inf)
    numbers: Ints = np.arange(size, dtype=np.intp)
    tail, head = np.tile(numbers, (size, 1)), np.tile(numbers[:, None], (1, size))
    return _Contraction(cost, tail, head, list(range(size)), [-1] * size, [(0, 0)] * size)


def _contract(graph: _Contraction) -> None:
    """Grow a path against the edges from each node not yet joined to the root, contracting the cycles it runs into."""
    joined = [False] * len(graph.cost)
    joined[0] = True
    for start in range(1, len(graph.cost)):
        if joined[start] or graph.name[start] < 0:
            continue
        path, on_path = [start], {start: 0}
        while True:
            v = path[-1]
            u = int(graph.cost[v].argmin())
            graph.entry[graph.name[v]] = (int(graph.tail[v, u]), int(graph.head[v, u]))
            if joined[u]:
                break
            if u in on_path:
                cycle = path[on_path[u] :]
                del path[on_path[u] + 1 :]
                for w in cycle[1:]:
                    del on_path[w]
                _merge(graph, cycle)
            else:
                on_path[u] = len(path)
                path.append(u)
        for v in path:
            joined[v] = True


def _merge(graph: _Contraction, cycle: Sequence[int]) -> None:
    """The cycle becomes one node in the place of its first: entering it saves the edge that closed it there."""
    places: Ints = np.array(cycle, dtype=np.intp)
    entering = graph.cost[places]
    entering -= entering.min(axis=1, keepdims=True)
    best = entering.argmin(axis=0)
    columns: Ints = np.arange(len(graph.cost))
    leaving = graph.cost[:, places]
    out = leaving.argmin(axis=1)
    first, rest = cycle[0], list(cycle[1:])
    graph.cost[first] = entering[best, columns]
    graph.tail[first], graph.head[first] = graph.tail[places[best], columns], graph.head[places[best], columns]
    graph.tail[:, first], graph.head[:, first] = graph.tail[columns, places[out]], graph.head[columns, places[out]]
    graph.cost[:, first] = leaving[columns, out]
    graph.cost[first, places] = np.inf
    graph.cost[rest], graph.cost[:, rest] = np.inf, np.inf
    _rename(graph, cycle)


def _rename(graph: _Contraction, cycle: Sequence[int]) -> None:
    new = len(graph.within)
    taken = [graph.name[v] for v in cycle]
    for name in taken:
        graph.within[name] = new
    graph.members[new] = taken
    graph.within.append(-1)
    graph.entry.append((0, 0))
    for v in cycle[1:]:
        graph.name[v] = -1
    graph.name[cycle[0]] = new


def _expand(graph: _Contraction, n: int) -> list[int]:
    """Undo the contractions from the outermost in: an edge that enters a cycle breaks it at the node it enters."""
    parent = [0] * (n + 1)
    todo = [name for name in range(1, len(graph.within)) if graph.within[name] < 0]
    while todo:
        outermost = todo.pop()
        tail, head = graph.entry[outermost]
        parent[head] = tail
        name = head
        while name != outermost:
            around = graph.within[name]
            todo += [other for other in graph.members[around] if other != name]
            name = around
    return parent[1:]
