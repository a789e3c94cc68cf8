"""Among trees that cost about the same the one that most agree with is handed out."""

import numpy as np
import pytest

from services.provenance.choice import choose
from services.provenance.search import Tree
from services.provenance.versions import Chain


def tree(parent: tuple[int, ...], cost: float) -> Tree:
    versions = 1 - min(0, *parent) - 1 or 1
    nothing = np.zeros((versions, 0), dtype=np.intp)
    chain = Chain(nothing, nothing, ((),) * versions, 0.0, {})
    return Tree(parent, (0,) * len(parent), chain, np.zeros((versions, len(parent))), cost)


def test_a_clearly_cheaper_tree_is_taken() -> None:
    """Agreement counts only among those that are nearly as likely."""
    best = tree((-1, 0, 0, 0), 10.0)
    others = [tree((-1, -1, 1, 1), 60.0 + k) for k in range(5)]
    chosen = choose([*others, best])
    assert chosen.tree is best
    assert chosen.agreed == pytest.approx((1.0,) * 4, abs=1e-3)


def test_of_trees_nearly_as_cheap_the_one_that_most_agree_with_is_taken() -> None:
    """The cheapest by a hair stands alone against three that differ in details."""
    loner = tree((-1, 0, 1, 2), 10.0)
    alike = [tree((-1, -1, 1, 1), 10.4), tree((-1, -1, 1, -1), 10.5), tree((-1, -1, -1, 1), 10.6)]
    chosen = choose([loner, *alike])
    assert chosen.tree is alike[0]
    assert 0.5 < chosen.agreed[1] < 1.0
