"""How much of each printed sentence a version of the wire had: a logistic regression on who else prints it.

Fitted on simulated stories (`python -m benchmarks.wire --fit`) against the share of a sentence's words, beyond what any
two sentences share, that stand in the true version; checked on hand-edited ones (docs/decisions/0075).
"""

import numpy as np
from numpy.typing import NDArray

from services.provenance.pricing import Floats
from services.provenance.voices import HAS, Voices
from services.provenance.vouching_weights import WEIGHTS
from shared.collation.weights import zipf

FADE = 0.5  # weight of a version's witness for the next version but one, and so on
KNOWN_ZIPF = 4.5  # more frequent words say nothing about whose matter a sentence is
TYPICAL = 15  # words of a sentence
ROUND = 3  # sentences on either side that show whether a voice cut just this one
CUT_FROM_THE_END = 0.1  # what a voice that ends before a sentence says against it
Bools = NDArray[np.bool_]


def vouched(voices: Voices, version: int) -> Floats:
    """(sentences,): the share of each that `version` had, as far as the voices tell."""
    found = features(voices, version)
    return 1 / (1 + np.exp(-sum(WEIGHTS[name] * value for name, value in found.items())))


def features(voices: Voices, version: int) -> dict[str, Floats]:
    """name -> (sentences,) values; "same" are sentences of the version's own takers, "other" the rest."""
    taken = voices.version[voices.of]
    others = voices.of[:, None] != np.arange(len(voices.members))
    own = others & (voices.version == version)
    early, late = others & (voices.version < version), others & (voices.version > version)
    near = FADE ** np.maximum(0, np.abs(voices.version - version) - 1)
    has = voices.share >= HAS
    faithful = voices.fidelity[voices.of]
    lacking = _lacking(voices, has)
    same = (taken == version).astype(float)
    other = 1 - same
    from_early, from_late = (taken < version).astype(float), (taken > version).astype(float)
    best, before, after = (_most(m, voices.share * near) for m in (own, early, late))
    elsewhere = _most(early | late, np.maximum(0.0, voices.share - 0.8))
    anew = _beside(voices) * ~has
    missed = (own & ~has & (anew == 0)) * lacking * (0.3 + 0.7 * voices.fidelity)
    told, told_elsewhere = (_most(m, anew * (1 - voices.fidelity)) for m in (own, early | late))
    lone = (~(has & others).any(axis=1)).astype(float)
    first = _first(voices)
    return {
        "one": np.ones(len(taken)),
        "faithful": faithful,
        "same": same,
        "same faithful": same * faithful,
        "other near": other * near[voices.of],
        "own best": best,
        "own faithful": _most(own, np.maximum(0.0, voices.share - 0.5) * voices.fidelity),
        "own count": np.minimum(2, (own & has).sum(axis=1)).astype(float),
        "other own": other * np.maximum(0.0, best - 0.5),
        "same own verbatim": same * np.maximum(0.0, best - 0.8),
        "before": before,
        "after": after,
        "before well": np.maximum(0.0, before - 0.5),
        "after well": np.maximum(0.0, after - 0.5),
        "before and after": np.minimum(before, after),
        "same missed": same * missed.sum(axis=1),
        "other missed": other * missed.sum(axis=1),
        "lone": lone,
        "lone faithful": lone * faithful,
        "lone same": lone * same,
        "lone known": lone * _known(voices),
        "lone own": lone * voices.own[voices.of],
        "replaced": other * _most(own, anew * voices.fidelity),
        "same replaced": same * _most(own, anew * voices.fidelity),
        "same told": same * told,
        "other told": other * told,
        "told elsewhere": told_elsewhere,
        "kept on": from_early * np.maximum(_most(late, voices.share), best),
        "there before": from_late * np.maximum(_most(early, voices.share), best),
        "dropped later": from_early * _most(late & ~has, lacking),
        "lacked before": from_late * _most(early & ~has, lacking),
        "first": first,
        "first same": first * same,
        "first same faithful": first * same * faithful,
        "same any": same * np.maximum(best, np.maximum(before, after)),
        "same verbatim elsewhere": same * elsewhere,
        "other verbatim elsewhere": other * elsewhere,
        "length": np.log(voices.length / TYPICAL),
        "own share": voices.own[voices.of],
    }


def _most(mask: Bools, value: Floats) -> Floats:
    """(sentences,): the greatest value among the voices of the mask, 0 where there are none."""
    return np.where(mask, value, 0.0).max(axis=1, initial=0.0)


def _lacking(voices: Voices, has: Bools) -> Floats:
    """(sentences, voices): how plainly a voice went past a sentence: it has what stands round it."""
    out = np.zeros(has.shape)
    for k in range(len(voices.members)):
        mine = voices.said_by(k)
        for place, n in enumerate(mine):
            after = has[list(mine[place + 1 :])]
            round_it = np.concatenate([has[list(mine[max(0, place - ROUND) : place])], after[:ROUND]])
            goes_on = after.any(axis=0)
            out[n] = np.where(goes_on, round_it.mean(axis=0) if len(round_it) else 0.0, CUT_FROM_THE_END)
    return out


def _beside(voices: Voices) -> Floats:
    """(sentences, voices): 1 where the voice tells one of the sentence's passages."""
    told = [frozenset[int]().union(*(voices.columns[n] for n in voices.said_by(k))) for k in range(len(voices.members))]
    return np.array([[float(bool(c & t)) for t in told] for c in voices.columns]).reshape(voices.share.shape)


def _first(voices: Voices) -> Floats:
    out = np.zeros(len(voices.of))
    out[[mine[0] for k in range(len(voices.members)) if (mine := voices.said_by(k))]] = 1
    return out


def _known(voices: Voices) -> Floats:
    """(sentences,): share of the sentence's telling words that the family prints elsewhere."""
    count: dict[str, int] = {}
    for stems in voices.stems:
        for s in set(stems):
            count[s] = count.get(s, 0) + 1
    telling = [{s for s in stems if zipf(s) < KNOWN_ZIPF} for stems in voices.stems]
    return np.array([sum(count[s] > 1 for s in t) / max(1, len(t)) for t in telling])
