"""Accidents: passages that read to the letter as one source has them though the other tells them in other words.

One old value may be a slip; a desk that had a text before it does not fall upon the very words of another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.provenance.pricing import ABSENT, Floats, Ints, Prices

TO_THE_LETTER = 6  # words from which on it is no accident that a passage reads as another source has it
REWORDED = 1.0  # nats from which on the first source has it in other words


@dataclass(frozen=True, slots=True)
class Letters:
    """Of one witness's sources, (sources, passages) each: `same`, it reads to the letter as the source has it;
    `reworded`, the source tells it in other words; (sources,) `its`, the source that it has in the tree."""

    same: NDArray[np.bool_]
    reworded: NDArray[np.bool_]
    its: NDArray[np.bool_]


def letters(prices: Prices, state: Ints, close: Floats, w: int, its: NDArray[np.bool_]) -> Letters:
    """`state`: (sources, passages of `w`) readings; `close`: the same, what keeping the words costs."""
    own = list(prices.order[w])
    mine: Ints = prices.cell[own, w]
    numbers: list[int] = mine.tolist()
    long = np.array([len(prices.readings[c][k]) >= TO_THE_LETTER for c, k in zip(own, numbers, strict=True)])
    same = (state == mine) & long
    return Letters(same, (state != ABSENT) & ~same & (close > REWORDED), its)


def most(found: Letters) -> int:
    """How many accidents any two sources can show at most: one of the two is the witness's own in the tree, and either
    must have passages to the letter that the other has not."""
    if not found.its.any():
        return 0
    kept, other = found.same[found.its].any(axis=0), found.same[~found.its].any(axis=0)
    told, retold = found.reworded[found.its].any(axis=0), found.reworded[~found.its].any(axis=0)
    return max(min(int((told & other).sum()), int(kept.sum())), min(int((retold & kept).sum()), int(other.sum())))


def accidents(
    prices: Prices, found: Letters, sources: Sequence[int], w: int, children: Mapping[int, Sequence[int]]
) -> Floats:
    """(sources, sources): how many there are of either source against the other, as far as the other has passages to
    the letter that the one has not. What other takers of a source print as well is no accident: the source had it. One
    of the two is the witness's source in the tree: else any two of many texts explain what a version not found would.
    """
    own = list(prices.order[w])
    alike = prices.cell[own] == prices.cell[own, w][:, None]
    alike[:, w] = False
    beside = np.zeros(found.same.shape, dtype=bool)
    for k, s in enumerate(sources):
        if takers := children.get(s):
            beside[k] = alike[:, takers].any(axis=1)
    told = found.reworded & ~beside
    by_accident: Floats = told.astype(float) @ found.same.T  # [i, j]: to the letter of j, in other words in i
    alone: Floats = found.same.astype(float) @ ~found.same.T  # [i, j]: to the letter of i, not of j
    each = np.minimum(by_accident, alone)
    return np.where(found.its[:, None] | found.its, np.maximum(each, each.T), 0.0)
