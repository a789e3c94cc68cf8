"""How much two sentences say the same, for all pairs of two texts at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.collation.body import Body

Floats = NDArray[np.float64]
DAMPING = 0.5  # how much less a stem says that stands in many sentences of both texts: the story's own names
CONTAINED = 0.6  # from this containment on, a part of a longer sentence counts for more than its cosine
CONTAINED_SHARE = 0.35
DIGITS = 9  # what is left of sums taken in another order


@dataclass(frozen=True, slots=True)
class Likeness:
    """`cosine`, `score`: (sentences of a, of b), 0..1; `a`, `b`: (sentences, stems of both texts) damped worth."""

    cosine: Floats
    score: Floats
    a: Floats
    b: Floats


def likeness(a: Body, b: Body) -> Likeness:
    """Cosine over the worth of shared stems, raised where one sentence holds most of the other (merges and splits)."""
    common, in_a, in_b = np.intersect1d(a.stems, b.stems, assume_unique=True, return_indices=True)
    spread_a, spread_b = a.spread / 2, b.spread / 2
    spread_a[in_a] = spread_b[in_b] = spread_a[in_a] + spread_b[in_b]
    shorter = min(len(a.lines), len(b.lines))
    left, norm_a = _table(a, _damp(spread_a, shorter), in_a, len(common))
    right, norm_b = _table(b, _damp(spread_b, shorter), in_b, len(common))
    dot = left @ right.T
    cosine = dot / np.maximum(1e-9, np.sqrt(norm_a[:, None] * norm_b[None]))
    contained = dot / np.maximum(1e-9, np.minimum(norm_a[:, None], norm_b[None]))
    score = cosine + CONTAINED_SHARE * np.maximum(0.0, contained - cosine) * (contained > CONTAINED)
    return Likeness(cosine.round(DIGITS), score.round(DIGITS), left, right)


def _damp(spread: Floats, shorter: int) -> Floats:
    return 1 / np.sqrt(1 + DAMPING * spread * shorter)


def _table(body: Body, damp: Floats, shared: NDArray[np.intp], width: int) -> tuple[Floats, Floats]:
    """(the damped worth of the `shared` stems by sentence, the square sum of all stems by sentence)."""
    values = body.values * damp[body.places]
    column = np.full(len(body.stems), -1)
    column[shared] = np.arange(width)
    columns = column[body.places]
    told = columns >= 0
    table = np.zeros((len(body.lines), width))
    table[body.rows[told], columns[told]] = values[told]
    return table, np.bincount(body.rows, values**2, minlength=len(body.lines)).astype(np.float64)
