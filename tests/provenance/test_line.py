"""The shortest line through some texts, against all lines there are."""

from itertools import pairwise, permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from services.provenance.line import line

POINTS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=0, max_size=6)


def apart(points: list[tuple[int, int]]) -> NDArray[np.float64]:
    at = np.array(points, dtype=np.float64).reshape(len(points), 2)
    return np.abs(at[:, None] - at[None]).sum(axis=2)


def length(order: list[int], table: NDArray[np.float64]) -> float:
    return sum(float(table[a, b]) for a, b in pairwise(order))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12, unique=True))
def test_points_on_a_line_are_walked_from_end_to_end(points: list[int]) -> None:
    order = [points[k] for k in line(apart([(p, 0) for p in points]))]
    assert order in (sorted(points), sorted(points, reverse=True))


@given(POINTS)
def test_each_is_passed_once_and_the_way_is_hardly_longer_than_the_shortest(points: list[tuple[int, int]]) -> None:
    table = apart(points)
    order = line(table)
    assert sorted(order) == [*range(len(points))]
    assert length(order, table) <= 1.25 * min(length([*o], table) for o in permutations(range(len(points)))) + 1e-9


@given(POINTS)
def test_no_part_turned_round_or_moved_makes_it_shorter(points: list[tuple[int, int]]) -> None:
    table = apart(points)
    order = line(table)
    best = length(order, table)
    for i in range(len(order)):
        for j in range(i + 1, len(order) + 1):
            assert length([*order[:i], *order[i:j][::-1], *order[j:]], table) >= best - 1e-6
        rest = [k for k in order if k != order[i]]
        assert all(length([*rest[:j], order[i], *rest[j:]], table) >= best - 1e-6 for j in range(len(order)))
