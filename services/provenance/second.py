"""Second sources: a witness whose passages fall into strata that no single text explains.

Two sources are accepted only if each explains what the other cannot, and the saving pays for the second and for every
change from one to the other along the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from services.provenance.marks import UNSEEN
from services.provenance.pricing import ABSENT, Floats, Prices, by_passage, lateness
from services.provenance.search import Tree

BEST_FEW = 40  # sources tried in pairs: the cheapest single ones
OWN_LEAST = 2  # passages that each source must explain better than the other does
BETTER = 3.0  # by so many nats


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources of one witness (numbers as in `Tree.parent`), `main` the fuller one, and the nats saved."""

    main: int
    second: int
    saving: float
    passages: tuple[int, ...]  # columns that the second source gave


def second_sources(prices: Prices, tree: Tree) -> dict[int, Pair]:
    """witness -> its two sources, for those that have two; the clearest case first, since it bars its own reverse."""
    pages = set(tree.chain.pages.values())
    found: dict[int, Pair] = {}
    open_cases = {w for w in range(prices.witnesses) if w not in pages}
    while open_cases:
        cases = {w: pair for w in sorted(open_cases) if (pair := _two(prices, tree, w, found))}
        if not cases:
            break
        w = max(cases, key=lambda w: (round(cases[w].saving, 6), -w))
        found[w] = cases[w]
        open_cases = set(cases) - {w}
    return found


def _two(prices: Prices, tree: Tree, w: int, found: Mapping[int, Pair]) -> Pair | None:
    sources = _candidates(prices, tree, w, found)
    late = [lateness(prices.times[s], prices.times[w], prices.weights) if s >= 0 else 0.0 for s in sources]
    name = [s if s >= 0 else tree.chain.pages.get(-1 - s, UNSEEN) for s in sources]
    allowed = [k for k, n in enumerate(name) if not prices.rulings.bars(n, w)]
    if not allowed:
        return None
    price = [np.stack([_shown(prices, tree, s, w, k) for s in sources]) for k in range(len(prices.weights.manners))]
    priors = [m.prior for m in prices.weights.manners]
    single = min(float(e[k].sum()) + late[k] + p for e, p in zip(price, priors, strict=True) for k in allowed)
    best: Pair | None = None
    for i, j in combinations(range(len(sources)), 2):
        if sources[i] < 0 and sources[j] < 0:  # two versions of one wire are one source, refreshed
            continue
        if prices.rulings.bars_pair((name[i], name[j]), w):
            continue
        for each, prior in zip(price, priors, strict=True):
            bar = single - late[i] - late[j] - prior
            pair = _judge(prices, w, (sources[i], sources[j]), (each[i], each[j]), bar)
            if pair and (best is None or pair.saving > best.saving):
                best = pair
    return best


def _candidates(prices: Prices, tree: Tree, w: int, found: Mapping[int, Pair]) -> list[int]:
    below = _descendants(tree.parent, found, w)
    pages = set(tree.chain.pages.values())
    others = [p for p in range(prices.witnesses) if p not in below and p not in pages]
    versions = [-1 - v for v in range(tree.chain.versions)]
    ranked = sorted(others, key=lambda p: (float(prices.copying[p, w]), p))
    return versions + ranked[:BEST_FEW]


def _descendants(parent: Sequence[int], found: Mapping[int, Pair], w: int) -> set[int]:
    """`w` and all that took from it, as first or second source."""
    below = {w}
    while True:
        more = {
            c for c, p in enumerate(parent) if (p in below and c not in found) or _takes(found.get(c), below)
        } - below
        if not more:
            return below
        below |= more


def _takes(pair: Pair | None, sources: set[int]) -> bool:
    return pair is not None and (pair.main in sources or pair.second in sources)


def _shown(prices: Prices, tree: Tree, source: int, w: int, manner: int) -> Floats:
    """(columns,): the price of each passage of `w` out of `source`; passages that `w` lacks are free here."""
    states = tree.chain.state[-1 - source] if source < 0 else prices.cell[:, source]
    return np.where(prices.cell[:, w] == ABSENT, 0.0, by_passage(prices, states, w, manner))


def _judge(
    prices: Prices, w: int, sources: tuple[int, int], price: tuple[Floats, Floats], single: float
) -> Pair | None:
    order = [c for c in prices.order[w]]
    first, other = price[0][order], price[1][order]
    from_other = other < first
    own = (int((other - first > BETTER).sum()), int((first - other > BETTER).sum()))
    wanted = prices.rulings.wants_pair(w)
    if min(own) < OWN_LEAST and not wanted:
        return None
    switches = int((from_other[1:] != from_other[:-1]).sum())
    cost = float(np.minimum(first, other).sum()) + prices.weights.second + prices.weights.switch * switches
    if cost >= single and not wanted:
        return None
    given = tuple(c for c, mine in zip(order, from_other, strict=True) if mine)
    if len(given) * 2 > len(order):
        given = tuple(c for c in order if c not in given)
        return Pair(sources[1], sources[0], single - cost, given)
    return Pair(sources[0], sources[1], single - cost, given)


def given_by_others(pairs: Mapping[int, Pair], order: Sequence[Sequence[int]]) -> dict[int, tuple[int, ...]]:
    """witness -> the passages that another outlet gave, for those that took the wire as well."""
    given: dict[int, tuple[int, ...]] = {}
    for w, pair in pairs.items():
        from_main = tuple(c for c in order[w] if c not in pair.passages)
        parts = ((pair.main, from_main), (pair.second, pair.passages))
        if min(pair.main, pair.second) < 0:
            given[w] = tuple(c for source, columns in parts if source >= 0 for c in columns)
    return {w: columns for w, columns in given.items() if columns}
