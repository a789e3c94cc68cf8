"""Which passage stands before which, from lists of pairs, against a matrix for each witness."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.provenance.succession import STEADY_LEAST, STEADY_POWER, among, leads, succession

COLUMNS = 6
ORDERS = st.lists(st.lists(st.integers(0, COLUMNS - 1), unique=True, max_size=COLUMNS), min_size=2, max_size=5)


def ahead(order: list[int]) -> np.ndarray:
    out = np.zeros((COLUMNS, COLUMNS))
    for k, a in enumerate(order):
        for b in order[k + 1 :]:
            out[a, b] = 1.0
    return out


def slowly(orders: list[list[int]], takers: list[int], others: float) -> np.ndarray:
    each = np.stack([ahead(own) for own in orders])
    lead = np.sign(each.sum(axis=0) - each.sum(axis=0).T)
    tau = (each * lead).sum(axis=(1, 2)) / np.maximum(1, each.sum(axis=(1, 2)))
    steady = np.maximum(STEADY_LEAST, tau) ** STEADY_POWER
    weight = [steady[w] * (1.0 if w in takers else others) for w in range(len(orders))]
    return np.tensordot(weight, each, axes=1)


@given(ORDERS, st.sets(st.integers(0, COLUMNS - 1)))
def test_pairs_count_as_matrices_do(orders: list[list[int]], present: set[int]) -> None:
    """For any takers and any passages that a version has."""
    kept = np.array(sorted(present), dtype=np.intp)
    found = leads(succession(orders, COLUMNS), [1], 0.05, kept)
    assert np.allclose(found, slowly(orders, [1], 0.05)[np.ix_(kept, kept)])


@given(ORDERS)
def test_a_part_is_as_steady_as_it_was_among_all(orders: list[list[int]]) -> None:
    """Passages are numbered anew, as those that the part prints."""
    printed = np.array(sorted({*orders[0], *orders[1]}), dtype=np.intp)
    whole, some = succession(orders, COLUMNS), among(succession(orders, COLUMNS), [0, 1], printed)
    assert np.allclose(some.steady, whole.steady[:2])
    each = np.stack([ahead(own) for own in orders[:2]])
    assert np.allclose(some.whole, np.tensordot(some.steady, each, axes=1)[np.ix_(printed, printed)])
