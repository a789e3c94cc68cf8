"""What order and cuts say of a source: how often a witness steps back in it, and how much is cut from its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sequences:
    """The passages of all witnesses in their own order, laid end to end: `before`, `after` are neighbouring passages,
    `owner` whose they are; `has`: (columns, witnesses)."""

    order: tuple[tuple[int, ...], ...]
    before: Ints
    after: Ints
    owner: Ints
    has: NDArray[np.bool_]


def sequences(order: Sequence[Sequence[int]], columns: int) -> Sequences:
    """`order[w]`: the columns that witness w has, as they stand there."""
    has = np.zeros((columns, len(order)), dtype=bool)
    for w, own in enumerate(order):
        has[list(own), w] = True
    pairs = [(a, b, w) for w, own in enumerate(order) for a, b in pairwise(own)]
    table: Ints = np.array(pairs, dtype=np.intp).reshape(-1, 3)
    return Sequences(tuple(tuple(o) for o in order), table[:, 0], table[:, 1], table[:, 2], has)


def breaks(source: Sequence[int], taken: Sequences) -> Floats:
    """(witnesses,): how often neighbouring passages of each stand the other way round in `source`."""
    place = _places(source, len(taken.has))
    first, second = place[taken.before], place[taken.after]
    back = (second < first) & (second >= 0)
    return np.bincount(taken.owner[back], minlength=taken.has.shape[1]).astype(np.float64)


def tails(source: Sequence[int], taken: Sequences) -> Floats:
    """(witnesses,): how many of the last passages of `source` each lacks without a gap: one cut from the end."""
    kept = np.where(taken.has, _places(source, len(taken.has))[:, None], -1).max(axis=0, initial=-1)
    return (len(source) - 1 - kept).astype(np.float64)


def steps_back(source: Sequence[int], taken: Sequence[int]) -> int:
    """How often neighbouring passages of `taken` stand the other way round in `source`: one witness's `breaks`."""
    place = {column: k for k, column in enumerate(source)}
    return sum(a in place and b in place and place[b] < place[a] for a, b in pairwise(taken))


def _places(source: Sequence[int], columns: int) -> Ints:
    place: Ints = np.full(columns, -1, dtype=np.intp)
    place[list(source)] = np.arange(len(source))
    return place
