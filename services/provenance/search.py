"""The search for the cheapest derivation: versions of the wire, and who hangs on which of them or on whom.

Structural expectation maximisation (Friedman 1997, as in Semstem): texts of the versions under the present tree, then
the cheapest arborescence under these texts, until nothing changes; versions are split, merged and swapped while that
pays.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.provenance.arborescence import ROOT, cheapest
from services.provenance.pricing import NEVER, Floats, Prices, sequence
from services.provenance.proposals import Layout, merged, seeds, split, swapped
from services.provenance.versions import Chain, fit_chain

VERSIONS_MOST = 8
ROUNDS = 6
GLANCES = 2  # rounds spent on a proposal before only the best are followed up
FOLLOWED = 4
WIRE_ONLY = 1000.0  # price of copying while the versions are sought first among all witnesses
EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Tree:
    """`parent[w]`: a witness's number, or -1-v for wire version v; `on_wire`: (versions, witnesses) prices;
    `cost` in nats, the lower the likelier."""

    parent: tuple[int, ...]
    chain: Chain
    on_wire: Floats
    cost: float


def find_tree(prices: Prices, pages: Sequence[int]) -> Tree:
    """The cheapest tree found; `pages` are the witnesses that are an agency's own, earliest first."""
    layout = _first_layout(prices, pages)
    tree = settle(prices, layout, WIRE_ONLY)
    tree = _climb(prices, tree, WIRE_ONLY)
    tree = settle(prices, Layout(tree.parent, tree.chain.pages, tree.chain.versions), 0.0)
    return _climb(prices, tree, 0.0)


def settle(prices: Prices, layout: Layout, dearer: float, rounds: int = ROUNDS) -> Tree:
    """Alternate between texts and tree, from a layout, until they agree; `dearer` is added to every copy."""
    best: Tree | None = None
    parent = layout.parent
    for _ in range(rounds):
        tree = _step(prices, Layout(parent, layout.pages, layout.versions), dearer)
        if best is None or tree.cost < best.cost - EPSILON:
            best = tree
        if tree.parent == parent:
            break
        parent = tree.parent
    assert best is not None
    return best


def _first_layout(prices: Prices, pages: Sequence[int]) -> Layout:
    place = {w: v for v, w in enumerate(pages)}
    parent = tuple(-1 - place.get(w, 0) for w in range(prices.witnesses))
    return Layout(parent, dict(enumerate(pages)), max(1, len(pages)))


def _step(prices: Prices, layout: Layout, dearer: float) -> Tree:
    at = {w: v for v, w in layout.pages.items()}
    chain = fit_chain(prices, _takers(layout), layout.pages)
    on_wire = _on_wire(prices, chain)
    parent = _arborescence(prices, chain, on_wire, dearer)
    return Tree(
        parent,
        chain,
        on_wire,
        chain.cost
        + _lone(prices, parent, layout)
        + _clock(prices, parent, layout)
        + _paid(prices, parent, on_wire, at, dearer),
    )


def _takers(layout: Layout) -> list[list[int]]:
    pages = set(layout.pages.values())
    direct = [w for w, p in enumerate(layout.parent) if p < 0 and w not in pages]
    return [[w for w in direct if layout.parent[w] == -1 - v] for v in range(layout.versions)]


def _on_wire(prices: Prices, chain: Chain) -> Floats:
    """(versions, witnesses): the price of taking each version straight."""
    rows = np.arange(prices.columns)
    out = np.zeros((chain.versions, prices.witnesses))
    for v in range(chain.versions):
        out[v] = prices.outlet[rows[:, None], chain.state[v][:, None], prices.cell].sum(axis=0)
        for w in range(prices.witnesses):
            out[v, w] += sequence(chain.order[v], prices.order[w], prices.has[w], prices.weights)
    return out


def _arborescence(prices: Prices, chain: Chain, on_wire: Floats, dearer: float) -> tuple[int, ...]:
    edges = prices.copying + dearer
    root = on_wire.min(axis=0)
    for page in chain.pages.values():  # a page is its version: it stands in the chain, its takers hang on the version
        edges[page, :] = NEVER
        edges[:, page] = NEVER
        root[page] = 0.0
    found = cheapest(root, edges)
    at = {w: v for v, w in chain.pages.items()}
    nearest = on_wire.argmin(axis=0)
    return tuple(-1 - at[w] if w in at else (p if p != ROOT else -1 - int(nearest[w])) for w, p in enumerate(found))


def _paid(prices: Prices, parent: Sequence[int], on_wire: Floats, at: Mapping[int, int], dearer: float) -> float:
    total = 0.0
    for w, p in enumerate(parent):
        if w not in at:
            total += float(on_wire[-1 - p, w]) if p < 0 else float(prices.copying[p, w]) + dearer
    return total


def _lone(prices: Prices, parent: Sequence[int], layout: Layout) -> float:
    takers = Counter(-1 - p for p in parent if p < 0)
    return prices.weights.lone * sum(takers[v] < 2 for v in range(layout.versions) if v not in layout.pages)


def _clock(prices: Prices, parent: Sequence[int], layout: Layout) -> float:
    """Versions whose earliest takers stand in the wrong order; the latest prove nothing, pages stay up."""
    earliest = [
        min((t for w, p in enumerate(parent) if p == -1 - v and (t := prices.times[w]) is not None), default=None)
        for v in range(layout.versions)
    ]
    wrong = sum(a is not None and b is not None and a > b for k, a in enumerate(earliest) for b in earliest[k + 1 :])
    return prices.weights.wire_clock * wrong


def _climb(prices: Prices, tree: Tree, dearer: float) -> Tree:
    while True:
        tried = sorted(
            (settle(prices, layout, dearer, GLANCES) for layout in _neighbours(prices, tree)), key=lambda t: t.cost
        )
        followed = [settle(prices, _layout(t), dearer) for t in tried[:FOLLOWED]]
        best = min(followed, key=lambda t: t.cost, default=tree)
        if best.cost >= tree.cost - EPSILON:
            return tree
        tree = best


def _layout(tree: Tree) -> Layout:
    return Layout(tree.parent, tree.chain.pages, tree.chain.versions)


def _neighbours(prices: Prices, tree: Tree) -> Iterator[Layout]:
    layout = _layout(tree)
    if layout.versions < VERSIONS_MOST:
        for version in range(layout.versions):
            for group in seeds(prices, layout, version):
                yield split(layout, version, group, before=True)
                yield split(layout, version, group, before=False)
    for version in range(layout.versions - 1):
        yield swapped(layout, version)
    for version in range(layout.versions):
        for into in (version - 1, version + 1):
            if 0 <= into < layout.versions and version not in layout.pages:
                yield merged(layout, version, into)
