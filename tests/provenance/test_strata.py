"""The cheapest division of passages between two sources, against all divisions there are."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.strata import divided, from_other

PRICES = st.lists(st.tuples(st.floats(0, 20), st.floats(0, 20)), min_size=1, max_size=7)


def _price(prices: list[tuple[float, float]], division: tuple[bool, ...], switch: float) -> float:
    changes = sum(a != b for a, b in pairwise(division))
    return sum(p[mine] for p, mine in zip(prices, division, strict=True)) + switch * changes


@given(PRICES, st.floats(0, 5))
def test_no_division_is_cheaper(prices: list[tuple[float, float]], switch: float) -> None:
    least = min(_price(prices, d, switch) for d in product((False, True), repeat=len(prices)))
    one, other = (np.array([p[k] for p in prices]) for k in (0, 1))
    assert float(divided(one, other, switch)) == pytest.approx(least)
    assert _price(prices, tuple(from_other(one.tolist(), other.tolist(), switch)), switch) == pytest.approx(least)


def test_a_passage_that_both_tell_alike_stays_in_its_stratum() -> None:
    assert from_other([9.0, 1.0, 9.0, 0.0], [0.0, 1.0, 0.0, 9.0], 2.0) == [True, True, True, False]


def test_many_pairs_of_sources_are_divided_at_once() -> None:
    one, other = np.array([[0.0, 9.0], [9.0, 9.0]]), np.array([[9.0, 0.0]])
    assert divided(one, other, 2.0).tolist() == [2.0, 9.0]
