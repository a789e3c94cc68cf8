"""How much two sentences say the same, for all pairs of two texts at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.collation.body import Body, gather

Floats = NDArray[np.float64]
DAMPING = 0.5  # how much less a stem says that stands in many sentences of both texts: the story's own names
CONTAINED = 0.6  # from this containment on, a part of a longer sentence counts for more than its cosine
CONTAINED_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Likeness:
    """`cosine`, `score`: (sentences of a, of b), 0..1; `a`, `b`: (sentences, stems) damped worth."""

    cosine: Floats
    score: Floats
    a: Floats
    b: Floats


def likeness(a: Body, b: Body) -> Likeness:
    """Cosine over the worth of shared stems, raised where one sentence holds most of the other (merges and splits)."""
    columns = gather([a, b])
    left, right = _matrix(a, columns), _matrix(b, columns)
    spread = ((left > 0).mean(axis=0) + (right > 0).mean(axis=0)) / 2
    damp = 1 / np.sqrt(1 + DAMPING * spread * min(len(left), len(right)))
    left, right = left * damp, right * damp
    dot = left @ right.T
    norm_a, norm_b = (left**2).sum(axis=1), (right**2).sum(axis=1)
    cosine = dot / np.maximum(1e-9, np.sqrt(norm_a[:, None] * norm_b[None]))
    contained = dot / np.maximum(1e-9, np.minimum(norm_a[:, None], norm_b[None]))
    score = cosine + CONTAINED_SHARE * np.maximum(0.0, contained - cosine) * (contained > CONTAINED)
    return Likeness(cosine, score, left, right)


def _matrix(body: Body, columns: dict[str, int]) -> Floats:
    matrix = np.zeros((len(body.bags), len(columns)))
    for i, bag in enumerate(body.bags):
        for key, value in bag.items():
            matrix[i, columns[key]] = value
    return matrix
