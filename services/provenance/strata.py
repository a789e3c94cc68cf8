"""Which of two sources gave each passage of a text, where every change from one to the other has its price.

A text made of two falls into strata, as a manuscript with two exemplars does: passages that both tell alike belong to
the stratum that they stand in. The cheapest division is found passage by passage (Viterbi over two states).
"""

from collections.abc import Sequence

import numpy as np

from services.provenance.pricing import Floats


def divided(one: Floats, other: Floats, switch: float) -> Floats:
    """(...,): the least price of all passages (last axis) out of either source, `switch` a change included."""
    from_one, from_other = np.broadcast_arrays(np.zeros(()), np.zeros(np.broadcast_shapes(one.shape, other.shape)[:-1]))
    for k in range(one.shape[-1]):
        from_one, from_other = (
            one[..., k] + np.minimum(from_one, from_other + switch),
            other[..., k] + np.minimum(from_other, from_one + switch),
        )
    return np.minimum(from_one, from_other)


def from_other(one: Sequence[float], other: Sequence[float], switch: float) -> list[bool]:
    """For each passage whether the cheapest division has it from the other source; the fewer changes win a tie."""
    paid, back = [0.0, 0.0], list[tuple[bool, bool]]()
    for prices in zip(one, other, strict=True):
        came = (paid[1] + switch < paid[0], paid[0] + switch >= paid[1])
        back.append(came)
        paid = [prices[0] + paid[came[0]] + switch * came[0], prices[1] + paid[came[1]] + switch * (not came[1])]
    at = paid[1] < paid[0]
    found: list[bool] = []
    for came in reversed(back):
        found.append(at)
        at = came[at]
    return found[::-1]
