"""The chain of wire versions under a given assignment of witnesses: what each version said, by dynamic programming.

Each column of the chain is an independent path through that column's readings (Viterbi): versions pay for changing the
wire's own words, the takers of each version pay for what they changed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from services.provenance.pricing import ABSENT, Floats, Ints, Prices
from services.provenance.running_order import majority_order

OrderOf = Callable[[Prices, Ints, Sequence[int]], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Chain:
    """`state`: (versions, columns) reading numbers; `order[v]`: the version's columns in order; `cost`: the chain's own
    price; `pages[v]`: the witness that is an agency's own page of version v."""

    state: Ints
    order: tuple[tuple[int, ...], ...]
    cost: float
    pages: Mapping[int, int]

    @property
    def versions(self) -> int:
        return self.state.shape[0]


def fit_chain(
    prices: Prices, takers: Sequence[Sequence[int]], pages: Mapping[int, int], order_of: OrderOf = majority_order
) -> Chain:
    """The cheapest texts of versions 0..k-1, `takers[v]` being the witnesses that hang on version v."""
    emission = _emission(prices, takers, pages)
    state = _viterbi(prices, emission)
    order = tuple(
        tuple(prices.order[pages[v]]) if v in pages else order_of(prices, state[v], takers[v])
        for v in range(len(takers))
    )
    return Chain(state, order, _own_cost(prices, state, len(takers) - len(pages)), dict(pages))


def _emission(prices: Prices, takers: Sequence[Sequence[int]], pages: Mapping[int, int]) -> Floats:
    """(versions, columns, readings): what the takers of a version pay if it has that reading."""
    columns, width = prices.columns, prices.outlet.shape[1]
    out = np.zeros((len(takers), columns, width))
    rows = np.arange(columns)
    for v, direct in enumerate(takers):
        for w in direct:
            out[v] += prices.outlet[rows, :, prices.cell[:, w]]
        if v in pages:
            kept = out[v, rows, prices.cell[:, pages[v]]]
            out[v] = np.inf
            out[v, rows, prices.cell[:, pages[v]]] = kept
    return out


def _viterbi(prices: Prices, emission: Floats) -> Ints:
    versions, columns, _ = emission.shape
    rows: Ints = np.arange(columns, dtype=np.intp)
    cost = prices.wire[:, ABSENT, :] + emission[0]
    cost[:, 1:] -= prices.weights.wire_add  # the first version adds nothing: it begins
    back: list[Ints] = []
    for v in range(1, versions):
        through = cost[:, :, None] + prices.wire
        back.append(through.argmin(axis=1))
        cost = through.min(axis=1) + emission[v]
    state = np.zeros((versions, columns), dtype=np.intp)
    state[-1] = cost.argmin(axis=1)
    for v in range(versions - 1, 0, -1):
        state[v - 1] = back[v - 1][rows, state[v]]
    return state


def _own_cost(prices: Prices, state: Ints, unobserved: int) -> float:
    rows = np.arange(prices.columns)
    total = float(prices.wire[rows, ABSENT, state[0]].sum()) - prices.weights.wire_add * int((state[0] != ABSENT).sum())
    for before, after in pairwise(state):
        total += float(prices.wire[rows, before, after].sum())
    return total + prices.weights.version * unobserved
