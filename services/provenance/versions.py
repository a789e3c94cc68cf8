"""The chain of wire versions under a given assignment of witnesses: what each version said, by dynamic programming.

Each column of the chain is an independent path through that column's readings (Viterbi): versions pay for changing the
wire's own words, the takers of each version pay for what they changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from services.provenance.marks import UNSEEN
from services.provenance.pricing import ABSENT, NEVER, Floats, Ints, Prices, out_of_states
from services.provenance.running_order import majority_order
from services.provenance.takings import emitted


@dataclass(frozen=True, slots=True)
class Chain:
    """`state`: (versions, columns) reading numbers, `place` the same as in `Prices.states`; `order[v]`: the version's
    columns in order; `cost`: the chain's own price; `pages[v]`: the witness that is an agency's own page of v."""

    state: Ints
    place: Ints
    order: tuple[tuple[int, ...], ...]
    cost: float
    pages: Mapping[int, int]

    @property
    def versions(self) -> int:
        return self.state.shape[0]


class Fitting:
    """Fits versions to their takers; remembers what it has worked out, since a search asks the same again and again."""

    def __init__(self, prices: Prices) -> None:
        self.prices = prices
        self.fits = 0
        self._orders: dict[tuple[bytes, tuple[int, ...]], tuple[int, ...]] = {}
        self._paid: dict[tuple[bytes, tuple[int, ...]], Floats] = {}

    def chain(self, takers: Sequence[Sequence[int]], pages: Mapping[int, int], manner: Sequence[int]) -> Chain:
        """The cheapest texts of versions 0..k-1, `takers[v]` being the witnesses that hang on version v, each working
        in its `manner`."""
        self.fits += 1
        prices = self.prices
        place = _viterbi(prices, _emission(prices, takers, pages, manner))
        state: Ints = np.take_along_axis(prices.states, place.T, axis=1).T
        order = tuple(
            prices.order[pages[v]] if v in pages else self._order(state[v], direct) for v, direct in enumerate(takers)
        )
        return Chain(state, place, order, _own_cost(prices, place, len(takers) - len(pages)), dict(pages))

    def each(self, chain: Chain) -> Floats:
        """(versions, manners, witnesses): the price of taking each version straight."""
        out = np.stack([self._taking(chain.place[v], chain.order[v]) for v in range(chain.versions)])
        rulings = self.prices.rulings
        for w in {*rulings.pinned, *rulings.vetoed}:
            barred = [v for v in range(chain.versions) if rulings.bars(chain.pages.get(v, UNSEEN), w)]
            out[barred, :, w] = NEVER
        return out

    def _order(self, state: Ints, takers: Sequence[int]) -> tuple[int, ...]:
        key = ((state != ABSENT).tobytes(), tuple(takers))
        if key not in self._orders:
            self._orders[key] = majority_order(self.prices, state, takers)
        return self._orders[key]

    def _taking(self, place: Ints, order: tuple[int, ...]) -> Floats:
        key = (place.tobytes(), order)
        if key not in self._paid:
            self._paid[key] = out_of_states(self.prices, place, order)
        return self._paid[key]


def _emission(
    prices: Prices, takers: Sequence[Sequence[int]], pages: Mapping[int, int], manner: Sequence[int]
) -> Floats:
    """(versions, columns, states): what the takers of a version pay if it has that reading."""
    out = np.zeros((len(takers), *prices.states.shape))
    for v, direct in enumerate(takers):
        if direct:
            out[v] = emitted(prices.takings, direct, manner)
    for v, page in pages.items():
        kept = prices.states == prices.cell[:, page][:, None]
        kept[:, 1:] &= prices.states[:, 1:] != ABSENT
        out[v] = np.where(kept, out[v], NEVER)
    return out


def _viterbi(prices: Prices, emission: Floats) -> Ints:
    """(versions, columns): numbers in `prices.states`."""
    versions, columns, _ = emission.shape
    rows: Ints = np.arange(columns, dtype=np.intp)
    cost = emission[0] + _beginning(prices)
    back: list[Ints] = []
    for v in range(1, versions):
        through = cost[:, :, None] + prices.moves
        back.append(through.argmin(axis=1))
        cost = through.min(axis=1) + emission[v]
    place: Ints = np.zeros((versions, columns), dtype=np.intp)
    place[-1] = cost.argmin(axis=1)
    for v in range(versions - 1, 0, -1):
        place[v - 1] = back[v - 1][rows, place[v]]
    return place


def _beginning(prices: Prices) -> Floats:
    """(columns, states): the first version adds nothing to another, it begins; padding stays barred."""
    entering = prices.moves[:, 0]
    begin = np.where(entering >= NEVER, NEVER, np.maximum(0.0, entering - prices.weights.wire_add))
    begin[:, 0] = 0.0
    return begin


def _own_cost(prices: Prices, place: Ints, unobserved: int) -> float:
    rows: Ints = np.arange(prices.columns, dtype=np.intp)
    total = float(_beginning(prices)[rows, place[0]].sum())
    total += sum(float(prices.moves[rows, before, after].sum()) for before, after in pairwise(place))
    total += prices.weights.wire_back * returns(prices, place)
    return total + prices.weights.version * unobserved


def returns(prices: Prices, place: Ints) -> int:
    """How many names and figures the wire gives up, the passage staying, and takes up again later."""
    rows: Ints = np.arange(prices.columns, dtype=np.intp)
    told = prices.told[rows, place]
    before = np.logical_or.accumulate(told, axis=0)
    after = np.logical_or.accumulate(told[::-1], axis=0)[::-1]
    return int((before & after & ~told & (place != 0)[:, :, None]).sum())
