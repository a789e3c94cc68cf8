"""The order of a version's passages: that which its takers' own sequences break least.

Desks move a sentence or a block and leave the rest, so a sequence is judged by neighbouring pairs, not by all pairs: a
linear ordering problem (Martí & Reinelt 2011), climbed by moving blocks from several starts.
"""

from collections.abc import Sequence

import numpy as np

from services.provenance.pricing import ABSENT, Floats, Ints, Prices
from services.provenance.succession import leads

OTHERS = 0.05  # weight of a witness of another version where a version's order of passages is made up
BLOCKS = (1, 2, 3, 4, 6, 8)  # passages moved together
EPSILON = 1e-9


def majority_order(prices: Prices, state: Ints, takers: Sequence[int]) -> tuple[int, ...]:
    """Columns by how many others they stand before (Copeland), the version's own takers counting most: quick."""
    present = np.flatnonzero(state != ABSENT)
    ahead = leads(prices.succession, takers, OTHERS, present)
    lead = np.sign(np.round(ahead - ahead.T, 6)).sum(axis=1)
    return tuple(int(present[k]) for k in np.argsort(-lead, kind="stable"))


def completed(sequence: Sequence[int], usual: Sequence[int]) -> tuple[int, ...]:
    """A voice's own sequence, with the passages it lacks behind those that usually stand before them."""
    out = list(sequence)
    for k, column in enumerate(usual):
        if column not in out:
            before = next((c for c in reversed(usual[:k]) if c in out), None)
            out.insert(0 if before is None else out.index(before) + 1, column)
    return tuple(out)


def climbed(pull: Floats, start: Sequence[int]) -> tuple[int, ...]:
    """The order reached from `start` by moving blocks while that gains; `pull[a, b]`: the gain of a before b."""
    order = list(start)
    while any(_move(pull, order, length, at) for length in BLOCKS for at in range(len(order) - length + 1)):
        pass
    return tuple(order)


def _move(pull: Floats, order: list[int], length: int, at: int) -> bool:
    """Put the block at `at` where it is best; whether that gained anything."""
    block, rest = order[at : at + length], order[:at] + order[at + length :]
    gain = np.concatenate([[0.0], np.cumsum(pull[np.ix_(rest, block)].sum(axis=1))])
    best = int(np.argmax(np.round(gain, 9)))
    if gain[best] <= gain[at] + EPSILON:
        return False
    order[:] = rest[:best] + block + rest[best:]
    return True


def kept(pull: Floats, order: Sequence[int]) -> float:
    """What an order gains altogether."""
    return float(np.triu(pull[np.ix_(order, order)], 1).sum())
