"""What witnesses pay out of the wire's states, kept for what they have alone, against adding up every passage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.provenance.clock import seconds
from services.provenance.costs import DEFAULT
from services.provenance.pricing import ABSENT, Prices, price_all, without
from services.provenance.sample import subset, whole
from services.provenance.table import lay_out
from services.provenance.takings import emitted, out_of
from services.provenance.versions import Fitting
from shared.collation.align import collate
from tests.provenance.harbour_fire import family

WITNESSES = family()
PRICES = price_all(lay_out(WITNESSES, collate), [seconds(w.published_at) for w in WITNESSES])
FREED = without(PRICES, {1: PRICES.order[1][:2], 4: PRICES.order[4][-1:]})


def slowly(prices: Prices, reading: list[int], w: int, manner: int) -> float:
    """Passage by passage: nothing where it says nothing of w's source."""
    paid = [prices.outlet[c][manner, r, prices.cell[c, w]] for c, r in enumerate(reading) if not prices.free[c, w]]
    return float(sum(paid))


@pytest.mark.parametrize("prices", [PRICES, FREED], ids=["all", "some passages from elsewhere"])
@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_what_each_pays_is_the_sum_over_all_passages(prices: Prices, seed: int) -> None:
    """Also for what a witness lacks and the wire had."""
    rng = np.random.default_rng(seed)
    place = np.array([rng.integers(0, 1 + (row != ABSENT).sum()) for row in prices.states], dtype=np.intp)
    reading = prices.states[np.arange(prices.columns), place].tolist()
    paid = out_of(prices.takings, place)
    for w in range(prices.witnesses):
        for manner in range(len(DEFAULT.manners)):
            assert paid[manner, w] == pytest.approx(slowly(prices, reading, w, manner))


@pytest.mark.parametrize("prices", [PRICES, FREED], ids=["all", "some passages from elsewhere"])
def test_what_takers_pay_together_is_the_sum_over_them(prices: Prices) -> None:
    """Each works in its own manner."""
    takers, manner = [0, 1, 4], [w % len(DEFAULT.manners) for w in range(prices.witnesses)]
    together = emitted(prices.takings, takers, manner)
    for c, row in enumerate(prices.states):
        for k, reading in enumerate(row.tolist()):
            if k and reading == ABSENT:
                continue  # padding
            paid = [prices.outlet[c][manner[w], reading, prices.cell[c, w]] for w in takers if not prices.free[c, w]]
            assert together[c, k] == pytest.approx(float(sum(paid)))


def test_a_chain_found_among_a_part_costs_the_same_in_the_whole() -> None:
    """Passages that nobody of the part prints are in none of its versions."""
    part = [0, 2, 5]
    some, printed = subset(PRICES, part)
    usual = [int(m) for m in some.usual]
    chain = Fitting(some).chain([[0, 1], [2]], {}, usual)
    found = whole(chain, part, printed, PRICES.columns)
    mine = Fitting(PRICES).each(found)[:, :, part]
    assert np.delete(found.state, printed, axis=1).sum() == 0
    assert mine == pytest.approx(Fitting(some).each(chain))
