"""Which words of a sentence that tells several passages belong to which: contiguous stretches, one a passage."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from services.provenance.changes import information, is_telling
from shared.collation.weights import HOUSE_STYLE, stem

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
TELLING = 4.0  # what a name or figure weighs here, in the unit of `information`
STYLE = 0.1


def share_out(
    text: Sequence[str], columns: Sequence[int], vocabulary: Sequence[Counter[str]]
) -> dict[int, tuple[int, int]]:
    """column -> the stretch of `text` (from, to) that tells it, so that all words are where they are best known.

    `vocabulary[c]` counts the stems that unmerged sentences of column c print. Every column gets a stretch, though it
    may be empty.
    """
    if len(columns) == 1:
        return {columns[0]: (0, len(text))}
    gain = np.zeros((len(columns), len(text) + 1))
    for k, column in enumerate(columns):
        known = vocabulary[column]
        most = max(known.values(), default=1)
        gain[k, 1:] = np.cumsum([_weight(w) * known[stem(w)] / most for w in text])
    best = max((_best_cuts(gain, order) for order in permutations(range(len(columns)))), key=lambda x: round(x[0], 6))
    return {columns[k]: stretch for k, stretch in best[1].items()}


@lru_cache(maxsize=65536)
def _weight(word: str) -> float:
    if word in HOUSE_STYLE:
        return STYLE
    return TELLING if is_telling(word) else information(word)


def _best_cuts(gain: Floats, order: Sequence[int]) -> tuple[float, dict[int, tuple[int, int]]]:
    """(total gain, stretches) with the columns' stretches in this order."""
    length = gain.shape[1]
    numbers: Ints = np.arange(length, dtype=np.intp)
    total = gain[order[0]].copy()
    back: list[Ints] = []
    for k in order[1:]:
        start: Floats = total - gain[k]
        best: Floats = np.maximum.accumulate(start)
        reached: Ints = (start >= best).astype(np.intp) * numbers
        at: Ints = np.maximum.accumulate(reached)
        back.append(at)
        total = best + gain[k]
    end, stretches = length - 1, dict[int, tuple[int, int]]()
    for k, at in zip(reversed(order[1:]), reversed(back), strict=True):
        stretches[k] = (int(at[end]), end)
        end = int(at[end])
    stretches[order[0]] = (0, end)
    return float(total[-1]), stretches
