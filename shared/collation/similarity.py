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
    """`cosine`, `score`: (sentences of a, of b), 0..1; `a`, `b`: (sentences, stems) damped worth."""

    cosine: Floats
    score: Floats
    a: Floats
    b: Floats


def likeness(a: Body, b: Body) -> Likeness:
    """Cosine over the worth of shared stems, raised where one sentence holds most of the other (merges and splits)."""
    columns, places = np.unique(np.concatenate([a.columns, b.columns]), return_inverse=True)
    left = _table(a, places[: len(a.columns)], len(columns))
    right = _table(b, places[len(a.columns) :], len(columns))
    spread = ((left > 0).mean(axis=0) + (right > 0).mean(axis=0)) / 2
    damp = 1 / np.sqrt(1 + DAMPING * spread * min(len(left), len(right)))
    left, right = left * damp, right * damp
    dot = left @ right.T
    norm_a, norm_b = (left**2).sum(axis=1), (right**2).sum(axis=1)
    cosine = dot / np.maximum(1e-9, np.sqrt(norm_a[:, None] * norm_b[None]))
    contained = dot / np.maximum(1e-9, np.minimum(norm_a[:, None], norm_b[None]))
    score = cosine + CONTAINED_SHARE * np.maximum(0.0, contained - cosine) * (contained > CONTAINED)
    return Likeness(cosine.round(DIGITS), score.round(DIGITS), left, right)


def _table(body: Body, places: NDArray[np.intp], width: int) -> Floats:
    table = np.zeros((len(body.lines), width))
    table[body.rows, places] = body.values
    return table
