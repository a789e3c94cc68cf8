"""The fast path through a table of likenesses against the textbook's."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.collation.order import backwards, concordance, path

TABLES = st.integers(1, 6).flatmap(
    lambda m: st.lists(st.lists(st.integers(0, 20), min_size=m, max_size=m), min_size=1, max_size=6)
)


def textbook(score: np.ndarray, floor: float) -> float:
    """Best total of a monotone one-to-one path, cell by cell."""
    n, m = score.shape
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            taken = best[i - 1][j - 1] + max(0.0, score[i - 1, j - 1] - floor)
            best[i][j] = max(best[i - 1][j], best[i][j - 1], taken)
    return best[n][m]


@given(TABLES, st.sampled_from([0.0, 0.15, -0.05]))
def test_the_path_is_worth_what_the_textbook_says(rows: list[list[int]], floor: float):
    """Same total, strictly rising in both texts."""
    score = np.array(rows) / 20
    links = path(score, floor)
    assert sum(s - floor for s in links.values()) == pytest.approx(textbook(score, floor))
    ordered = sorted(links)
    assert all(x[0] < y[0] and x[1] < y[1] for x, y in itertools.pairwise(ordered))


def test_order_kept_is_concordant_and_reversed_is_not():
    """1 where all partners keep their order, -1 where all are turned round."""
    kept = np.eye(5)
    assert concordance(kept) == pytest.approx(1.0)
    assert concordance(kept[::-1]) == pytest.approx(-1.0)
    assert backwards(kept, 0.1) == pytest.approx(0.2)
