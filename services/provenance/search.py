"""The search for the cheapest derivation: versions of the wire, and who hangs on which of them or on whom.

Structural expectation maximisation (Friedman 1997, as in Semstem): texts of the versions under the present tree, then
the cheapest arborescence under these texts, until nothing changes; versions are split, merged and swapped while that
pays.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from services.provenance.arborescence import ROOT, cheapest
from services.provenance.pricing import ABSENT, NEVER, Floats, Prices
from services.provenance.proposals import Layout, merged, seeds, split, swapped
from services.provenance.sample import sample, subset, whole
from services.provenance.versions import Chain, Fitting

VERSIONS_MOST = 8
ROUNDS = 6
GLANCES = 2  # rounds spent on a proposal before only the best are followed up
FOLLOWED = 6
WHOLE = 32  # witnesses up to which versions are sought among all
FINAL_ROUNDS = 3
WIRE_ONLY = 1000.0  # so dear that all took the wire
STARTS = (WIRE_ONLY, 0.0)  # what copying costs besides while the versions are first sought
ONLY_ROOT = 1e6  # so dear that a second root is never taken
EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Effort:
    """What a search may take, times witnesses, since what a fit costs grows with them: `steps`, fits; `near`,
    neighbours looked at in one round."""

    steps: int
    near: int


AMONG_ALL = Effort(24_000, 6_000)
IN_A_PART = Effort(3_000, 1_500)


@dataclass(frozen=True, slots=True)
class Tree:
    """`parent[w]`: a witness's number, or -1-v for wire version v; `manner[w]`: how it works on its source; `on_wire`:
    (versions, witnesses) prices; `cost` in nats, the lower the likelier."""

    parent: tuple[int, ...]
    manner: tuple[int, ...]
    chain: Chain
    on_wire: Floats
    cost: float


def find_trees(prices: Prices, pages: Sequence[int]) -> list[Tree]:
    """The trees that the search came by, the cheapest among them; `pages` are the witnesses that are an agency's own,
    earliest first. In a large family the versions are looked for among a part of it."""
    if prices.witnesses <= WHOLE:
        return _search(prices, pages, AMONG_ALL)
    part = sample(prices, pages)
    at = {w: k for k, w in enumerate(part)}
    some, printed = subset(prices, part)
    found = min(_search(some, [at[w] for w in pages], IN_A_PART), key=lambda t: t.cost)
    fitting = Fitting(prices)
    chain = whole(found.chain, part, printed, prices.columns)
    usual = tuple(int(m) for m in prices.usual)
    return [settle(fitting, layout_of(_hung(fitting, chain, usual, 0.0)), 0.0, FINAL_ROUNDS)]


def find_again(prices: Prices, pages: Sequence[int], tree: Tree) -> list[Tree]:
    """The trees in view of other prices; in a large family only those near the one that is there."""
    if prices.witnesses <= WHOLE:
        return find_trees(prices, pages)
    return [settle(Fitting(prices), layout_of(tree), 0.0, FINAL_ROUNDS)]


def _search(prices: Prices, pages: Sequence[int], effort: Effort) -> list[Tree]:
    """The trees met from every start: one of four stories has a cheaper tree that only one of the two ways leads to."""
    fitting, seen = Fitting(prices), dict[tuple[int, ...], Tree]()
    for dearer in STARTS:
        tree = settle(fitting, _first_layout(prices, pages), dearer)
        if dearer:
            tree = _climb(fitting, tree, dearer, {}, effort)
            tree = settle(fitting, layout_of(tree), 0.0)
        _climb(fitting, tree, 0.0, seen, effort)
    return list(seen.values())


def without_wire(prices: Prices) -> Tree:
    """The cheapest tree in which one witness is the source of all others, and no text is unseen."""
    return rooted(prices, cheapest(ONLY_ROOT + _first_told(prices), prices.copying))


def rooted(prices: Prices, found: Sequence[int]) -> Tree:
    """The tree with these parents, of which one is `ROOT`: that witness is the source of all, and no text is unseen."""
    first = _first_told(prices)
    parent = tuple(p if p != ROOT else -1 for p in found)
    tree = told(Fitting(prices), Layout(parent, tuple(int(m) for m in prices.usual), {}, 1))
    paid = sum(float(first[w]) if p < 0 else float(prices.copying[p, w]) for w, p in enumerate(parent))
    return replace(tree, cost=paid)


def _first_told(prices: Prices) -> Floats:
    """(witnesses,): the price of telling each one's passages for the first time."""
    return prices.weights.wire_first * (prices.cell != ABSENT).sum(axis=0)


def find_tree(prices: Prices, pages: Sequence[int]) -> Tree:
    """The cheapest of them."""
    return min(find_trees(prices, pages), key=lambda t: t.cost)


def settle(fitting: Fitting, layout: Layout, dearer: float, rounds: int = ROUNDS) -> Tree:
    """Alternate between texts and tree, from a layout, until they agree; `dearer` is added to every copy."""
    best: Tree | None = None
    for _ in range(rounds):
        tree = _step(fitting, layout, dearer)
        if best is None or tree.cost < best.cost - EPSILON:
            best = tree
        if tree.parent == layout.parent and tree.manner == layout.manner:
            break
        layout = layout_of(tree)
    assert best is not None
    return best


def told(fitting: Fitting, layout: Layout) -> Tree:
    """A given tree with the texts and the price that it has."""
    chain = fitting.chain(takers_of(layout), layout.pages, layout.manner)
    return _priced(fitting.prices, layout, chain, fitting.each(chain), 0.0)


def layout_of(tree: Tree) -> Layout:
    """What of a tree the texts are fitted to."""
    return Layout(tree.parent, tree.manner, tree.chain.pages, tree.chain.versions)


def told_with(prices: Prices, tree: Tree, used: Sequence[int]) -> Tree:
    """The tree with these versions alone, in order, which are all that its witnesses hang on, and their texts anew."""
    at = {v: k for k, v in enumerate(used)}
    parent = tuple(p if p >= 0 else -1 - at[-1 - p] for p in tree.parent)
    pages = {at[v]: w for v, w in tree.chain.pages.items()}
    return told(Fitting(prices), Layout(parent, tree.manner, pages, len(used)))


def takers_of(layout: Layout) -> list[list[int]]:
    """The witnesses that hang on each version, its own page aside."""
    pages = set(layout.pages.values())
    direct = [w for w, p in enumerate(layout.parent) if p < 0 and w not in pages]
    return [[w for w in direct if layout.parent[w] == -1 - v] for v in range(layout.versions)]


def _first_layout(prices: Prices, pages: Sequence[int]) -> Layout:
    place = {w: v for v, w in enumerate(pages)}
    parent = tuple(-1 - place.get(w, 0) for w in range(prices.witnesses))
    layout = Layout(parent, tuple(int(m) for m in prices.usual), dict(enumerate(pages)), max(1, len(pages)))
    if pages and (unseen := prices.rulings.unseen()):  # an editor knows of a version that no page shows
        return split(layout, 0, frozenset(unseen), before=True)
    return layout


def _step(fitting: Fitting, layout: Layout, dearer: float) -> Tree:
    return _hung(fitting, fitting.chain(takers_of(layout), layout.pages, layout.manner), layout.manner, dearer)


def _hung(fitting: Fitting, chain: Chain, usual: Sequence[int], dearer: float) -> Tree:
    """Every witness where it is cheapest, given the versions' texts."""
    each = fitting.each(chain)
    parent = _arborescence(fitting.prices, chain, each.min(axis=1), dearer)
    manner = tuple(int(each[-1 - p, :, w].argmin()) if p < 0 else usual[w] for w, p in enumerate(parent))
    return _priced(fitting.prices, Layout(parent, manner, chain.pages, chain.versions), chain, each, dearer)


def _priced(prices: Prices, layout: Layout, chain: Chain, each: Floats, dearer: float) -> Tree:
    on_wire = each.min(axis=1)
    at = {w: v for v, w in layout.pages.items()}
    standing = _lone(prices, layout.parent, layout) + _clock(prices, layout.parent, layout) + _update(prices, layout)
    cost = chain.cost + standing + _paid(prices, layout.parent, on_wire, at, dearer)
    return Tree(layout.parent, layout.manner, chain, on_wire, cost)


def _arborescence(prices: Prices, chain: Chain, on_wire: Floats, dearer: float) -> tuple[int, ...]:
    edges = prices.copying + dearer if dearer or chain.pages else prices.copying
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


def _update(prices: Prices, layout: Layout) -> float:
    """A page that adds, corrects or recasts was not the first version."""
    return prices.weights.wire_update * (layout.pages.get(0) in prices.updates)


def _clock(prices: Prices, parent: Sequence[int], layout: Layout) -> float:
    """Versions whose earliest takers stand in the wrong order, and takers that came to a version late."""
    times = [
        sorted(t for w, p in enumerate(parent) if p == -1 - v and (t := prices.times[w]) is not None)
        for v in range(layout.versions)
    ]
    wrong = stale = 0
    for k, own in enumerate(times):
        later = [t[0] for t in times[k + 1 :] if t]
        if own and later:
            wrong += sum(t < own[0] for t in later)
            stale += sum(t > min(later) for t in own)
    return prices.weights.wire_clock * wrong + prices.weights.stale * stale


def _climb(fitting: Fitting, tree: Tree, dearer: float, seen: dict[tuple[int, ...], Tree], effort: Effort) -> Tree:
    """To the cheapest neighbour while there is a cheaper one; all trees met on the way are kept in `seen`."""
    _keep(seen, tree)
    witnesses = fitting.prices.witnesses
    until = fitting.fits + effort.steps // witnesses
    while fitting.fits < until:
        near = islice(_neighbours(fitting.prices, tree), effort.near // witnesses)
        tried = sorted((settle(fitting, layout, dearer, GLANCES) for layout in near), key=lambda t: t.cost)
        followed = [settle(fitting, layout_of(t), dearer) for t in tried[:FOLLOWED]]
        for t in (*tried, *followed):
            _keep(seen, t)
        best = min(followed, key=lambda t: t.cost, default=tree)
        if best.cost >= tree.cost - EPSILON:
            return tree
        tree = best
    return tree


def _keep(seen: dict[tuple[int, ...], Tree], tree: Tree) -> None:
    """Of trees with the same parents the cheapest."""
    if tree.parent not in seen or tree.cost < seen[tree.parent].cost:
        seen[tree.parent] = tree


def _neighbours(prices: Prices, tree: Tree) -> Iterator[Layout]:
    """Layouts one change away: versions swapped, merged and, the likelier groups first, split."""
    layout = layout_of(tree)
    for version in range(layout.versions - 1):
        yield swapped(layout, version)
    for version in range(layout.versions):
        for into in (version - 1, version + 1):
            if 0 <= into < layout.versions and version not in layout.pages:
                yield merged(layout, version, into)
    if layout.versions >= VERSIONS_MOST:
        return
    groups = [[(version, g) for g in seeds(prices, layout, version)] for version in range(layout.versions)]
    for version, group in (pair for row in zip_longest(*groups) for pair in row if pair):
        yield split(layout, version, group, before=True)
        yield split(layout, version, group, before=False)
