"""The order of a version's sentences: that which its voices' own sequences break least.

A voice counts by how well its order agrees with the others': who re-orders has little say, and who tells everything
anew, sentence by sentence, has as much as who copies. Other versions' voices count as well, since the wire seldom
re-orders itself.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from services.provenance.pricing import Floats
from services.provenance.running_order import climbed, completed, kept
from services.provenance.voices import HAS, Voices

AGREEING_POWER = 8
LEAST = 0.05
UNKNOWN = 0.7  # agreement of a voice too short to compare
SHORT = 3  # sentences in common that a comparison needs
FADE = 0.5  # weight of another version's voice, by distance
FAR = 0.05  # weight of sentences that stand in order without being neighbours
STARTS = 4  # voices whose own sequence is tried


def in_order(voices: Voices, version: int, chosen: Sequence[int], say: Floats) -> list[int]:
    """The chosen sentences in the version's order; `say` is how much each voice counts (`says`)."""
    weight = say * FADE ** np.abs(voices.version - version)
    sequences = [_sequence(voices, k, chosen) for k in range(len(voices.members))]
    pull = np.zeros((len(chosen), len(chosen)))
    for sequence, w in zip(sequences, weight, strict=True):
        for place, a in enumerate(sequence):
            pull[a, sequence[place + 1 :]] += FAR * w
            pull[a, sequence[place + 1 : place + 2]] += w
    pull -= pull.T
    lead = np.sign(np.round(pull, 6)).sum(axis=1)
    usual = [int(a) for a in np.argsort(-lead, kind="stable")]
    heard = sorted(range(len(weight)), key=lambda k: (-round(float(weight[k]), 6), k))[:STARTS]
    starts = [usual, *(completed(sequences[k], usual) for k in heard)]
    best = max((climbed(pull, start) for start in starts), key=lambda order: round(kept(pull, order), 6))
    return [chosen[a] for a in best]


def says(voices: Voices) -> Floats:
    """(voices,): how much each counts where order is in question."""
    rate = _agreement(voices)
    say = np.ones(len(rate))
    for _ in range(2):
        known = ~np.isnan(rate)
        total = (known * say).sum(axis=1)
        agreed = np.where(known, rate, 0.0) @ say
        mean = np.where(total > 0, agreed / np.maximum(total, 1e-9), UNKNOWN)
        say = np.maximum(LEAST, mean) ** AGREEING_POWER
    return say


def _agreement(voices: Voices) -> Floats:
    """(voices, voices): share of the row's neighbouring sentences that stand in this order in the column's voice."""
    n = len(voices.members)
    rate = np.full((n, n), np.nan)
    for b in range(n):
        told = _told(voices, b)
        for a in range(n):
            places = [where for s in voices.said_by(a) if (where := _place(voices, s, b, told)) is not None]
            if a != b and len(places) >= SHORT:
                rate[a, b] = 1 - sum(y < x for x, y in pairwise(places)) / (len(places) - 1)
    return rate


def _sequence(voices: Voices, k: int, chosen: Sequence[int]) -> list[int]:
    """Places in `chosen` of what voice k has, in its order; inside a merged sentence by where the words stand."""
    told = _told(voices, k)
    found: list[tuple[int, float, int]] = []
    for a, n in enumerate(chosen):
        where = _place(voices, n, k, told)
        if where is not None:
            found.append((where, _inside(voices.stems[n], voices.stems[where]), a))
    return [a for *_, a in sorted(found)]


def _told(voices: Voices, k: int) -> dict[int, int]:
    """passage -> the first sentence of voice k that tells it."""
    return {c: n for n in reversed(voices.said_by(k)) for c in voices.columns[n]}


def _place(voices: Voices, n: int, k: int, told: Mapping[int, int]) -> int | None:
    """Where voice k says sentence n: in its words or, told anew, as the same passage."""
    if voices.share[n, k] >= HAS:
        return voices.window[n][k][0]
    return min((told[c] for c in voices.columns[n] if c in told), default=None)


def _inside(part: Sequence[str], whole: Sequence[str]) -> float:
    places = [whole.index(s) for s in part if s in whole]
    return float(np.median(places)) if places else 0.0
