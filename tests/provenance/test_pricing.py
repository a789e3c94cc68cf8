"""Prices of a whole family at once, against pricing one pair after the other."""

import numpy as np
import pytest

from services.provenance.clock import seconds
from services.provenance.costs import DEFAULT, Manner
from services.provenance.pricing import NEVER, Prices, by_passage, price_all, without
from services.provenance.sample import sample, subset
from services.provenance.sequences import steps_back
from services.provenance.table import lay_out
from shared.collation.align import collate
from tests.provenance.harbour_fire import family


@pytest.fixture(scope="module")
def prices() -> Prices:
    witnesses = family()
    return price_all(lay_out(witnesses, collate), [seconds(w.published_at) for w in witnesses])


def tail(source: tuple[int, ...], child: tuple[int, ...]) -> int:
    """How many passages at the end of `source` are missing in `child` in one go."""
    missing = 0
    for column in reversed(source):
        if column in child:
            break
        missing += 1
    return missing


def slowly(prices: Prices, p: int, w: int, manner: Manner, number: int) -> float:
    """The price of w out of p in one manner, step by step."""
    source, child = prices.order[p], prices.order[w]
    cut = max(0, tail(source, child) - 1)
    worded = by_passage(prices, prices.cell[:, p], w, number)[~prices.free[:, w]].sum()
    return float(
        worded + manner.prior + manner.order * steps_back(source, child) - manner.drop * (1 - manner.tail) * cut
    )


def test_copying_costs_what_it_costs_step_by_step(prices: Prices) -> None:
    """Shortcuts over all witnesses change no price."""
    given = {1: prices.order[1][:2], 4: prices.order[4][-1:]}
    for shown in (prices, without(prices, given)):
        for p in range(prices.witnesses):
            for w in range(prices.witnesses):
                if p == w:
                    assert shown.copying[p, w] == NEVER
                    continue
                manners = [slowly(shown, p, w, m, k) for k, m in enumerate(DEFAULT.manners)]
                a, b = shown.times[p], shown.times[w]
                late = DEFAULT.late if a is not None and b is not None and a > b else 0.0
                assert shown.copying[p, w] == pytest.approx(min(manners) + DEFAULT.copy + late)


def test_a_part_of_a_family_has_the_prices_of_the_whole(prices: Prices) -> None:
    """Leaving witnesses out changes nothing among those that stay."""
    part = sample(prices, [2])
    assert 2 in part
    some, printed = subset(prices, [0, 2, 5])
    assert some.copying == pytest.approx(prices.copying[np.ix_([0, 2, 5], [0, 2, 5])])
    named = [tuple(int(printed[c]) for c in own) for own in some.order]
    assert named == [prices.order[w] for w in (0, 2, 5)]
    assert {c for own in named for c in own} == set(printed.tolist())
    assert some.times == tuple(prices.times[w] for w in (0, 2, 5))
