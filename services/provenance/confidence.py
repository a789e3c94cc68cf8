"""How sure a parent is: prices of all possible sources turned into probabilities, and the runners-up kept.

A price difference of `TEMPERATURE` nats stands for odds of e to 1: prices overstate their own certainty, since words
of a passage do not change independently. Fitted by the Brier score on simulated stories.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from services.provenance.pricing import NEVER, Prices
from services.provenance.search import Tree

TEMPERATURE = 6.0
RUNNERS_UP = 3
DOUBT = 0.03  # what no price can tell: the true source may not be among those weighed


@dataclass(frozen=True, slots=True)
class Standing:
    """Sources of one witness with their probabilities, the likeliest first (numbers as in `Tree.parent`)."""

    ranked: tuple[tuple[int, float], ...]

    def of(self, source: int) -> float:
        """The probability of one source, 0 if it was never in question."""
        return dict(self.ranked).get(source, 0.0)


def standing(prices: Prices, tree: Tree, w: int) -> Standing:
    """The probability of every source of witness `w`."""
    price = source_prices(prices, tree, w)
    least = min(price.values())
    odds = {s: math.exp(-(p - least) / TEMPERATURE) for s, p in price.items()}
    total = sum(odds.values())
    ranked = sorted(((s, (1 - DOUBT) * o / total) for s, o in odds.items()), key=lambda x: (-x[1], x[0]))
    return Standing(tuple(ranked))


def direct(prices: Prices, tree: Tree, standing: Standing, parent: int) -> float:
    """The probability that `parent` is the direct source, all unobserved versions counting as one answer."""
    if parent >= 0 or -1 - parent in tree.chain.pages:
        return standing.of(parent)
    return sum(p for s, p in standing.ranked if s < 0 and -1 - s not in tree.chain.pages)


def source_prices(prices: Prices, tree: Tree, w: int) -> Mapping[int, float]:
    """source -> price of `w` out of it; descendants of `w` and pages (they stand for their version) are left out."""
    pages = set(tree.chain.pages.values())
    below = _below(tree, w)
    price = {-1 - v: float(tree.on_wire[v, w]) for v in range(tree.chain.versions) if tree.on_wire[v, w] < NEVER}
    for p in range(prices.witnesses):
        if p not in below and p not in pages and prices.copying[p, w] < NEVER:
            price[p] = float(prices.copying[p, w])
    return price


def _below(tree: Tree, w: int) -> set[int]:
    below, todo = {w}, [w]
    while todo:
        v = todo.pop()
        for child, parent in enumerate(tree.parent):
            if parent == v and child not in below:
                below.add(child)
                todo.append(child)
    return below
