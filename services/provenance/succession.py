"""Which passage stands before which: counted over witnesses, of whom those that keep the usual order say most.

Pairs are kept as a list, not as a matrix a witness: a story of thousands has as many passages, each text but a few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from services.provenance.sequences import Floats, Ints

STEADY_LEAST = 0.1  # no witness is without any say in the order of passages
STEADY_POWER = 3


@dataclass(frozen=True, slots=True)
class Succession:
    """`first`, `second`: passages of which the one stands before the other in witness `owner`, witness by witness, and
    `start[w]` where w's begin; `steady`: (witnesses,) how far each keeps the order that most agree on, 0..1; `whole`:
    (passages, passages) how steadily all witnesses together have the row's before the column's."""

    columns: int
    first: Ints
    second: Ints
    start: Ints
    steady: Floats
    whole: Floats


def succession(order: Sequence[Sequence[int]], columns: int) -> Succession:
    """`order[w]`: the columns that witness w has, as they stand there."""
    pairs: Ints = np.array([pair for own in order for pair in combinations(own, 2)], dtype=np.intp).reshape(-1, 2)
    count: Ints = np.array([len(own) * (len(own) - 1) // 2 for own in order], dtype=np.intp)
    start: Ints = np.concatenate([[0], np.cumsum(count)]).astype(np.intp)
    found = Succession(columns, pairs[:, 0], pairs[:, 1], start, np.ones(len(order)), np.zeros((columns, columns)))
    steady = _steady(found, count)
    return replace(found, steady=steady, whole=_counted(found, np.repeat(steady, count)))


def among(found: Succession, part: Sequence[int], printed: Ints) -> Succession:
    """The same of some witnesses, each as steady as it was among all, and of the passages that they print alone."""
    chosen = _of(found, part)
    count = np.diff(found.start)[list(part)]
    start: Ints = np.concatenate([[0], np.cumsum(count)]).astype(np.intp)
    first, second = np.searchsorted(printed, found.first[chosen]), np.searchsorted(printed, found.second[chosen])
    some = Succession(len(printed), first, second, start, found.steady[list(part)], np.zeros((0, 0)))
    return replace(some, whole=_counted(some, np.repeat(some.steady, count)))


def leads(found: Succession, takers: Sequence[int], others: float, present: Ints) -> Floats:
    """(present, present): how steadily the row's passage stands before the column's, witnesses other than `takers`
    counting `others` times."""
    chosen = _of(found, takers)
    weight = np.repeat(found.steady[list(takers)], np.diff(found.start)[list(takers)])
    place: Ints = np.full(found.columns, -1, dtype=np.intp)
    place[present] = np.arange(len(present))
    first, second = place[found.first[chosen]], place[found.second[chosen]]
    both = (first >= 0) & (second >= 0)
    size = len(present)
    own = np.bincount(first[both] * size + second[both], weight[both], minlength=size * size).reshape(size, size)
    return others * found.whole[np.ix_(present, present)] + (1 - others) * own


def _of(found: Succession, witnesses: Sequence[int]) -> Ints:
    """Numbers of the pairs of these witnesses."""
    if not len(witnesses):
        return np.zeros(0, dtype=np.intp)
    return np.concatenate([np.arange(found.start[w], found.start[w + 1], dtype=np.intp) for w in witnesses])


def _counted(found: Succession, weight: Floats) -> Floats:
    size = found.columns
    counted = np.bincount(found.first * size + found.second, weight, minlength=size * size)
    return counted.astype(np.float64).reshape(size, size)


def _steady(found: Succession, count: Ints) -> Floats:
    """How far each witness keeps the majority's order of passages, sharpened: who re-orders has no say in order."""
    whole = _counted(found, np.ones(len(found.first)))
    agreed = np.sign(whole - whole.T)[found.first, found.second]
    owner = np.repeat(np.arange(len(count)), count)
    tau = np.bincount(owner, agreed, minlength=len(count)) / np.maximum(1, count)
    return np.maximum(STEADY_LEAST, tau) ** STEADY_POWER
