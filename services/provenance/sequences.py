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
    """The passages of all witnesses in their own order, laid end to end: `column` and `owner` of each, `having` the
    witnesses that have any and `start` where theirs begin; `before`, `after` are neighbouring passages, `beside` whose
    they are; `columns` is how many passages there are at all."""

    order: tuple[tuple[int, ...], ...]
    columns: int
    column: Ints
    owner: Ints
    having: Ints
    start: Ints
    before: Ints
    after: Ints
    beside: Ints


def sequences(order: Sequence[Sequence[int]], columns: int) -> Sequences:
    """`order[w]`: the columns that witness w has, as they stand there."""
    length: Ints = np.array([len(own) for own in order], dtype=np.intp)
    having: Ints = np.flatnonzero(length)
    start: Ints = np.concatenate([[0], np.cumsum(length[having])])[:-1].astype(np.intp)
    column: Ints = np.array([c for own in order for c in own], dtype=np.intp)
    owner: Ints = np.repeat(np.arange(len(order), dtype=np.intp), length)
    pairs = [(a, b, w) for w, own in enumerate(order) for a, b in pairwise(own)]
    table: Ints = np.array(pairs, dtype=np.intp).reshape(-1, 3)
    told = tuple(tuple(own) for own in order)
    return Sequences(told, columns, column, owner, having, start, table[:, 0], table[:, 1], table[:, 2])


def breaks(source: Sequence[int], taken: Sequences) -> Floats:
    """(witnesses,): how often neighbouring passages of each stand the other way round in `source`."""
    place = _places(source, taken.columns)
    first, second = place[taken.before], place[taken.after]
    back = (second < first) & (second >= 0)
    return np.bincount(taken.beside[back], minlength=len(taken.order)).astype(np.float64)


def tails(source: Sequence[int], taken: Sequences) -> Floats:
    """(witnesses,): how many of the last passages of `source` each lacks without a gap: one cut from the end."""
    kept = np.full(len(taken.order), -1.0)
    if len(taken.column):
        kept[taken.having] = np.maximum.reduceat(_places(source, taken.columns)[taken.column], taken.start)
    return len(source) - 1 - kept


def steps_back(source: Sequence[int], taken: Sequence[int]) -> int:
    """How often neighbouring passages of `taken` stand the other way round in `source`: one witness's `breaks`."""
    place = {column: k for k, column in enumerate(source)}
    return sum(a in place and b in place and place[b] < place[a] for a, b in pairwise(taken))


def _places(source: Sequence[int], columns: int) -> Ints:
    place: Ints = np.full(columns, -1, dtype=np.intp)
    place[list(source)] = np.arange(len(source))
    return place
