"""Order as evidence: the best path that never goes back through a table of likenesses, and how partners keep order."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Links = dict[tuple[int, int], float]
PARTNERS_LEAST = 0.12  # cosine under which two sentences are nobody's partners


def path(score: Floats, floor: float) -> Links:
    """Links (row, column) of the monotone path of best total `score - floor`; one to one.

    The recurrence is that of Needleman & Wunsch (1970) without gap costs; of equal paths, the one found is fixed.
    """
    best = _totals(score, floor)
    links: Links = {}
    i, j = score.shape
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            links[i, j] = float(score[i, j])
    return links


def backwards(score: Floats, floor: float) -> float:
    """Share of the best path's total that is left when one text is read from its end: near 0 where order is kept."""
    best = np.zeros((2, score.shape[1] + 1))
    for gain in np.maximum(0.0, np.stack([score, score[:, ::-1]], axis=1) - floor):  # both ways at once, row by row
        best[:, 1:] = np.maximum.accumulate(np.maximum(best[:, :-1] + gain, best[:, 1:]), axis=1)
    return float(best[1, -1] / max(1e-9, best[0, -1]))


def concordance(cosine: Floats) -> float:
    """Kendall's tau (1938), weighted by likeness, over the best partners found without regard to order."""
    found = _partners(cosine)
    if len(found) < 2:
        return 0.0
    rows, columns, weights = (np.array(x) for x in zip(*found, strict=True))
    upper = np.triu_indices(len(rows), 1)
    signs = np.sign(np.subtract.outer(rows, rows) * np.subtract.outer(columns, columns))[upper]
    shares = np.minimum.outer(weights, weights)[upper]
    return float((signs * shares).sum() / max(1e-9, shares.sum()))


def _totals(score: Floats, floor: float) -> Floats:
    n, m = score.shape
    gain = np.maximum(0.0, score - floor)
    best = np.zeros((n + 1, m + 1))
    for i in range(n):
        np.maximum.accumulate(np.maximum(best[i, :-1] + gain[i], best[i, 1:]), out=best[i + 1, 1:])
    return best


def _partners(cosine: Floats) -> list[tuple[int, int, float]]:
    """Greedy one-to-one partners, the likest first."""
    found: list[tuple[int, int, float]] = []
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for flat in np.argsort(-cosine, axis=None, kind="stable").tolist():
        i, j = divmod(flat, cosine.shape[1])
        likeness = float(cosine[i, j])
        if likeness < PARTNERS_LEAST:
            break
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            found.append((i, j, likeness))
    return found
