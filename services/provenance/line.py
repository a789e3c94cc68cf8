"""The shortest line through all of some texts: a travelling salesman's path with free ends.

Nearest links first, as long as they make a line, then improved by turning parts round and by moving short parts (2-opt
and or-opt; Croes 1958, Or 1976) until nothing gets shorter.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
MOVED_MOST = 3  # texts that are moved together
TINY = 1e-9  # less is no gain, or two equal lines would be turned into each other for ever


def line(apart: Floats) -> list[int]:
    """All numbers of the square, symmetric table in an order that is short by the sum of `apart` between neighbours."""
    if len(apart) < 3:
        return [*range(len(apart))]
    ends = len(apart)  # as near to all: a line with free ends is a round trip through it
    padded = np.pad(apart, (0, 1))
    trip = np.array([ends, *_greedy(apart), ends], dtype=np.intp)
    while (shorter := _turned(trip, padded)) is not None or (shorter := _moved(trip, padded)) is not None:
        trip = shorter
    return trip[1:-1].tolist()


def _greedy(apart: Floats) -> list[int]:
    part_of = {k: [k] for k in range(len(apart))}  # by either end
    for _, a, b in sorted((float(apart[a, b]), a, b) for a, b in combinations(range(len(apart)), 2)):
        left, right = part_of.get(a), part_of.get(b)
        if left is None or right is None or left is right:
            continue
        whole = (left if left[-1] == a else left[::-1]) + (right if right[0] == b else right[::-1])
        for end in (left[0], left[-1], right[0], right[-1]):
            part_of.pop(end, None)
        part_of[whole[0]] = part_of[whole[-1]] = whole
    return next(iter(part_of.values()))


def _turned(trip: Ints, apart: Floats) -> Ints | None:
    """The trip with one part turned round, if that is shorter."""
    step = apart[trip[:-1], trip[1:]]
    first, last = trip[1:-1], trip[1:-1]
    gain = step[:-1, None] + step[None, 1:] - apart[np.ix_(trip[:-2], last)] - apart[np.ix_(first, trip[2:])]
    i, j = _best(np.triu(gain))
    return None if gain[i, j] <= TINY else np.concatenate([trip[: i + 1], trip[i + 1 : j + 2][::-1], trip[j + 2 :]])


def _moved(trip: Ints, apart: Floats) -> Ints | None:
    """The trip with a short part put elsewhere, either way round, if that is shorter."""
    step = apart[trip[:-1], trip[1:]]
    for size in range(1, min(MOVED_MOST, len(trip) - 3) + 1):
        first, last = trip[1:-size], trip[size:-1]
        closed = apart[trip[: -1 - size], trip[1 + size :]]
        freed = step[: len(first)] + step[size:] - closed
        for head, tail, way in ((first, last, 1), (last, first, -1)):
            put = apart[np.ix_(head, trip[:-1])] + apart[np.ix_(tail, trip[1:])] - step[None]
            gain = np.where(_inside(len(first), len(step), size), -np.inf, freed[:, None] - put)
            i, j = _best(gain)
            if gain[i, j] > TINY:
                part, rest = trip[i + 1 : i + 1 + size], np.delete(trip, range(i + 1, i + 1 + size))
                at = j + 1 if j < i else j + 1 - size
                return np.concatenate([rest[:at], part[::way], rest[at:]])
    return None


def _inside(parts: int, joints: int, size: int) -> NDArray[np.bool_]:
    """(parts, joints): is the joint one of the part's own, which are no other place?"""
    offset = np.arange(joints)[None] - np.arange(parts)[:, None]
    return (offset >= 0) & (offset <= size)


def _best(gain: Floats) -> tuple[int, int]:
    i, j = np.unravel_index(int(gain.argmax()), gain.shape)
    return int(i), int(j)
