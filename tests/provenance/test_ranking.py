"""The few cheapest against a whole sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.ranking import cheapest_few


@given(st.lists(st.integers(0, 5).map(float), min_size=1), st.integers(1, 12))
def test_the_few_are_the_first_of_a_stable_sort(prices: list[float], count: int) -> None:
    """Equal prices keep their order, also where the bound runs between them."""
    price = np.array(prices)
    assert list(cheapest_few(price, count)) == list(np.argsort(price, kind="stable")[:count])
