"""The order of a version's passages: that which its takers' own sequences break least.

Desks move a sentence or a block and leave the rest, so a sequence is judged by neighbouring pairs, not by all pairs: a
linear ordering problem (Martí & Reinelt 2011), climbed by moving blocks from several starts.
"""

from collections.abc import Sequence

import numpy as np

from services.provenance.pricing import ABSENT, Floats, Ints, Prices

OTHERS = 0.05  # weight of a witness of another version where a version's order of passages is made up
FAR = 0.02  # weight of passages that stand in order without being neighbours
BLOCKS = (1, 2, 3, 4, 6, 8)  # passages moved together
EPSILON = 1e-9


def majority_order(prices: Prices, state: Ints, takers: Sequence[int]) -> tuple[int, ...]:
    """Columns by how many others they stand before (Copeland), the version's own takers counting most: quick."""
    present = np.flatnonzero(state != ABSENT)
    ahead = np.tensordot(_weights(prices, takers), prices.ahead, axes=1)
    lead = np.sign(np.round(ahead - ahead.T, 6))[np.ix_(present, present)].sum(axis=1)
    return tuple(int(present[k]) for k in np.argsort(-lead, kind="stable"))


def running_order(prices: Prices, state: Ints, takers: Sequence[int]) -> tuple[int, ...]:
    """Columns in the order that breaks the takers' sequences least, found from the majority's and each taker's own."""
    usual = majority_order(prices, state, takers)
    pull = _pull(prices, takers, frozenset(usual))
    starts = [usual, *(_completed([c for c in prices.order[w] if c in set(usual)], usual) for w in takers)]
    return max((_climbed(pull, start) for start in starts), key=lambda order: round(_kept(pull, order), 6))


def _weights(prices: Prices, takers: Sequence[int]) -> Floats:
    weight = prices.steady.copy()
    weight[[w for w in range(prices.witnesses) if w not in set(takers)]] *= OTHERS
    return weight


def _pull(prices: Prices, takers: Sequence[int], present: frozenset[int]) -> Floats:
    """(columns, columns): what is gained by placing the row's passage before the column's, less the reverse."""
    weight = _weights(prices, takers)
    pull = FAR * np.tensordot(weight, prices.ahead, axes=1)
    for w, order in enumerate(prices.order):
        sequence = [c for c in order if c in present]
        pull[sequence[:-1], sequence[1:]] += weight[w]
    return pull - pull.T


def _completed(sequence: Sequence[int], usual: Sequence[int]) -> tuple[int, ...]:
    """A taker's own sequence, with the passages it lacks behind those that usually stand before them."""
    out = list(sequence)
    for k, column in enumerate(usual):
        if column not in out:
            before = next((c for c in reversed(usual[:k]) if c in out), None)
            out.insert(0 if before is None else out.index(before) + 1, column)
    return tuple(out)


def _climbed(pull: Floats, start: Sequence[int]) -> tuple[int, ...]:
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


def _kept(pull: Floats, order: Sequence[int]) -> float:
    return float(np.triu(pull[np.ix_(order, order)], 1).sum())
