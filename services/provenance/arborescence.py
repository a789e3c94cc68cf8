"""The cheapest arborescence over a matrix of costs (Chu & Liu 1965, Edmonds 1967), whatever the costs mean.

Nodes whose cheapest sources lead to the root are settled at once. Those that run into a cycle need more: the
path-growing form of Gabow, Galil, Spencer & Tarjan (1986) on a dense matrix that is contracted in place. Quadratic in
the nodes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.floating]
Ints = NDArray[np.intp]
ROOT = -1


@dataclass(slots=True)
class _Contraction:
    """`cost[v, u]`: of entering v from u, node 0 being the root; `tail`, `head`: the edge of the whole graph that it
    stands for; `name[v]`: which node or cycle place v holds now; `within`, `entry`: by name, the cycle that took a node
    in, and the edge by which it is entered; `members`: names that a cycle took in."""

    cost: Costs
    tail: NDArray[np.int32]
    head: NDArray[np.int32]
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
    parent = _nearest(root, edges)
    settled = _led_to_root(parent)
    if settled.all():
        return parent.tolist()
    done, rest = np.flatnonzero(settled), np.flatnonzero(~settled)
    entry, entered = _by_way_of(root, edges, done, rest)
    graph = _start(entered, edges[np.ix_(rest, rest)])
    _contract(graph)
    found: Ints = np.array(_expand(graph, len(rest)), dtype=np.intp) - 1
    parent[rest] = np.where(found == ROOT, entry, rest[found])
    return parent.tolist()


def _nearest(root: Costs, edges: Costs) -> Ints:
    """The cheapest source of each node by itself; the root before others, else the first, where they cost the same."""
    n = len(root)
    nearest = edges.argmin(axis=0)
    for v in np.flatnonzero(nearest == np.arange(n)):  # nothing is its own source
        others = edges[:, v].copy()
        others[v] = np.inf
        nearest[v] = others.argmin()
    own = nearest != np.arange(n)
    cheaper = own & (edges[nearest, np.arange(n)] < root)
    return np.where(cheaper, nearest, ROOT)


def _led_to_root(parent: Ints) -> NDArray[np.bool_]:
    """Which nodes come to the root by following their sources: after each look twice as far."""
    ahead = np.append(parent, ROOT)  # the root, by number -1, leads to itself
    for _ in range(len(parent).bit_length()):
        ahead = ahead[ahead]
    return ahead[:-1] == ROOT


def _by_way_of(root: Costs, edges: Costs, done: Ints, rest: Ints) -> tuple[Ints, Costs]:
    """For each of `rest` the cheapest of the root and what is settled, and its cost: all of that is rooted already."""
    if not len(done):
        return np.full(len(rest), ROOT, dtype=np.intp), root[rest]
    among = edges[np.ix_(done, rest)]
    best = among.argmin(axis=0)
    cost = among[best, np.arange(len(rest))]
    cheaper = cost < root[rest]
    return np.where(cheaper, done[best], ROOT), np.where(cheaper, cost, root[rest])


def _start(root: Costs, edges: Costs) -> _Contraction:
    size = len(root) + 1
    cost = np.full((size, size), np.inf)
    cost[1:, 0] = root
    cost[1:, 1:] = edges.T
    np.fill_diagonal(cost, np.inf)
    numbers = np.arange(size, dtype=np.int32)
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
