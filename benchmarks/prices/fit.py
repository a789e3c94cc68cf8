"""Fits the prices by the risk of the trees that they choose.

Minimum risk training over lists of trees, as in machine translation (Smith & Eisner 2006): a story's trees, those that
the search met and the true one, each have a cost and a loss; under the probabilities that the costs give them the
expected loss is differentiable in the prices. Prices are moved a little to lower it, trees are looked for anew under
the new prices, and so on. The slopes of a tree's cost are taken by differences, its shape held still.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import optimize  # pyright: ignore[reportMissingTypeStubs]

from benchmarks.prices.examples import Example, loss
from benchmarks.prices.table import CAPS, flat, priced_by
from services.provenance.choice import TEMPERATURE, choose
from services.provenance.costs import Weights
from services.provenance.pricing import Floats, Prices, carried_over, without
from services.provenance.proposals import Layout
from services.provenance.search import Tree, find_trees, layout_of, settle, told
from services.provenance.second import second_sources, set_aside
from services.provenance.versions import Fitting

KEPT = 50  # trees of a story, the cheapest first
FAR = 60.0  # nats over the cheapest beyond which a tree of an earlier round is let go
STEP = 0.05  # by what share a price is raised to see what a tree's cost makes of it


@dataclass(frozen=True, slots=True)
class Listed:
    """Trees of one family: (trees,) costs and losses, (trees, prices) slopes of the cost by the logarithm of each."""

    layouts: tuple[Layout, ...]
    cost: Floats
    loss: Floats
    slope: Floats
    weight: float


def listed(example: Example, weights: Weights, earlier: Sequence[Layout] = ()) -> Listed:
    """Trees found under these prices, the true one, and those of earlier rounds that are still worth it."""
    prices, given, found = _found(example, weights)
    fitting = Fitting(prices)
    near = sorted(found, key=lambda t: t.cost)[:KEPT]
    best = sorted(found, key=lambda t: (loss(example, t), t.cost))[: KEPT // 8]
    layouts = {t.parent: layout_of(t) for t in (*near, *best)}
    for layout in (*_true(example, fitting), *earlier):
        layouts.setdefault(layout.parent, layout)
    kept = tuple(layouts.values())
    trees = [told(fitting, layout) for layout in kept]
    cost = np.array([t.cost for t in trees])
    slope = _slopes(example, weights, given, kept, cost)
    return Listed(kept, cost, np.array([loss(example, t) for t in trees]), slope, example.weight)


def _slopes(
    example: Example, weights: Weights, given: Mapping[int, Sequence[int]], kept: Sequence[Layout], cost: Floats
) -> Floats:
    slopes: list[Floats] = []
    for name, price in flat(weights).items():
        dearer = priced_by({name: price * (1 + STEP)}, weights)
        fitting = Fitting(without(example.laid.priced(dearer, example.memory), given))
        slopes.append((np.array([told(fitting, layout).cost for layout in kept]) - cost) / STEP)
    return np.stack(slopes, axis=1)


def _found(example: Example, weights: Weights) -> tuple[Prices, dict[int, tuple[int, ...]], list[Tree]]:
    """Prices without what second sources gave, and the trees met under them, as the inference itself looks for them."""
    prices = example.laid.priced(weights, example.memory)
    pages = example.laid.agency_pages()
    given = carried_over(prices)
    bare = without(prices, given)
    found = find_trees(bare, pages)
    if pairs := second_sources(prices, choose(found).tree):
        given = set_aside(given, pairs)
        bare = without(prices, given)
        found = find_trees(bare, pages)
    return bare, given, found


def _true(example: Example, fitting: Fitting) -> list[Layout]:
    truth = example.truth
    if truth is None or sorted(truth.pages.values()) != sorted(example.laid.agency_pages()):
        return []
    layout = replace(truth, manner=tuple(int(m) for m in fitting.prices.usual))
    return [layout, layout_of(settle(fitting, layout, 0.0))]


def risk(lists: Sequence[Listed], change: Floats) -> tuple[float, Floats]:
    """The expected loss, and its slopes, if the logarithms of the prices change so."""
    total, slopes = 0.0, np.zeros(len(change))
    for one in lists:
        cost = one.cost + one.slope @ change
        share = np.exp((cost.min() - cost) / TEMPERATURE)
        share /= share.sum()
        expected = float(share @ one.loss)
        total += one.weight * expected
        slopes -= one.weight * ((share * (one.loss - expected)) @ one.slope) / TEMPERATURE
    return total, slopes


def improved(lists: Sequence[Listed], weights: Weights, most: float, stay: float) -> Weights:
    """The prices moved, by the logarithm of each at most so much, to where the risk is least; `stay` holds them."""
    now = flat(weights)
    size = sum(one.weight * len(one.layouts[0].parent) for one in lists)

    def held(change: Floats) -> tuple[float, Floats]:
        value, slopes = risk(lists, change)
        return value / size + stay * float(change @ change), slopes / size + 2 * stay * change

    room = [min(most, max(-most, float(np.log(CAPS.get(n, np.inf) / p)))) for n, p in now.items()]
    found: Any = optimize.minimize(
        held, np.zeros(len(now)), jac=True, method="L-BFGS-B", bounds=[(-most, r) for r in room]
    )
    return priced_by({n: p * float(np.exp(x)) for (n, p), x in zip(now.items(), found.x, strict=True)}, weights)
