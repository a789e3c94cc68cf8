"""How much of each printed sentence a version of the wire had: a logistic regression on who else prints it.

Fitted on simulated stories (`python -m benchmarks.wire --fit`) against the share of a sentence's words, beyond what any
two sentences share, that stand in the true version; checked on hand-edited ones (docs/decisions/0075).
"""

from dataclasses import dataclass

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
    seen = _Seen.of(voices, version)
    return {
        "one": np.ones(len(seen.same)),
        "length": np.log(voices.length / TYPICAL),
        "own share": voices.own[voices.of],
        **_printed_by(voices, seen),
        **_kept_by_its_takers(voices, seen),
        **_kept_before_and_after(voices, seen),
        **_told_by_nobody_else(voices, seen),
    }


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who is who for one version. (sentences,): `same`, printed by one of its takers, `faithful`, by how faithful a
    voice, `best`, how much of it a taker has. (sentences, voices): `own`, its takers other than the printer, `early`
    and `late`, those of other versions, `near`, the weight of their version; `has` the sentence; `lacking`, how plainly
    one went past it; `anew`, tells its passage in other words."""

    version: int
    same: Floats
    faithful: Floats
    best: Floats
    own: Bools
    early: Bools
    late: Bools
    near: Floats
    has: Bools
    lacking: Floats
    anew: Floats

    @classmethod
    def of(cls, voices: Voices, version: int) -> "_Seen":
        others = voices.of[:, None] != np.arange(len(voices.members))
        own = others & (voices.version == version)
        has = voices.share >= HAS
        near = FADE ** np.maximum(0, np.abs(voices.version - version) - 1)
        return cls(
            version=version,
            same=(voices.version[voices.of] == version).astype(float),
            faithful=voices.fidelity[voices.of],
            best=_most(own, voices.share * near),
            own=own,
            early=others & (voices.version < version),
            late=others & (voices.version > version),
            near=near,
            has=has,
            lacking=lacking(voices),
            anew=beside(voices) * ~has,
        )


def _printed_by(voices: Voices, seen: _Seen) -> dict[str, Floats]:
    first = _first(voices)
    return {
        "faithful": seen.faithful,
        "same": seen.same,
        "same faithful": seen.same * seen.faithful,
        "other near": (1 - seen.same) * seen.near[voices.of],
        "first": first,
        "first same": first * seen.same,
        "first same faithful": first * seen.same * seen.faithful,
    }


def _kept_by_its_takers(voices: Voices, seen: _Seen) -> dict[str, Floats]:
    same, other, fidelity = seen.same, 1 - seen.same, voices.fidelity
    missed = ((seen.own & ~seen.has & (seen.anew == 0)) * seen.lacking * (0.3 + 0.7 * fidelity)).sum(axis=1)
    replaced, told = _most(seen.own, seen.anew * fidelity), _most(seen.own, seen.anew * (1 - fidelity))
    return {
        "own best": seen.best,
        "own faithful": _most(seen.own, np.maximum(0.0, voices.share - 0.5) * fidelity),
        "own count": np.minimum(2, (seen.own & seen.has).sum(axis=1)).astype(float),
        "other own": other * np.maximum(0.0, seen.best - 0.5),
        "same own verbatim": same * np.maximum(0.0, seen.best - 0.8),
        "same missed": same * missed,
        "other missed": other * missed,
        "replaced": other * replaced,
        "same replaced": same * replaced,
        "same told": same * told,
        "other told": other * told,
    }


def _kept_before_and_after(voices: Voices, seen: _Seen) -> dict[str, Floats]:
    taken = voices.version[voices.of]
    from_early, from_late = (taken < seen.version).astype(float), (taken > seen.version).astype(float)
    before, after = (_most(m, voices.share * seen.near) for m in (seen.early, seen.late))
    elsewhere = _most(seen.early | seen.late, np.maximum(0.0, voices.share - 0.8))
    return {
        "before": before,
        "after": after,
        "before well": np.maximum(0.0, before - 0.5),
        "after well": np.maximum(0.0, after - 0.5),
        "before and after": np.minimum(before, after),
        "kept on": from_early * np.maximum(_most(seen.late, voices.share), seen.best),
        "there before": from_late * np.maximum(_most(seen.early, voices.share), seen.best),
        "dropped later": from_early * _most(seen.late & ~seen.has, seen.lacking),
        "lacked before": from_late * _most(seen.early & ~seen.has, seen.lacking),
        "same any": seen.same * np.maximum(seen.best, np.maximum(before, after)),
        "same verbatim elsewhere": seen.same * elsewhere,
        "other verbatim elsewhere": (1 - seen.same) * elsewhere,
        "told elsewhere": _most(seen.early | seen.late, seen.anew * (1 - voices.fidelity)),
    }


def _told_by_nobody_else(voices: Voices, seen: _Seen) -> dict[str, Floats]:
    lone = (~(seen.has & (seen.own | seen.early | seen.late)).any(axis=1)).astype(float)
    return {
        "lone": lone,
        "lone faithful": lone * seen.faithful,
        "lone same": lone * seen.same,
        "lone known": lone * _known(voices),
        "lone own": lone * voices.own[voices.of],
    }


def _most(mask: Bools, value: Floats) -> Floats:
    """(sentences,): the greatest value among the voices of the mask, 0 where there are none."""
    return np.where(mask, value, 0.0).max(axis=1, initial=0.0)


def lacking(voices: Voices) -> Floats:
    """(sentences, voices): how plainly a voice went past a sentence: it has what stands round it."""
    has = voices.share >= HAS
    out = np.zeros(has.shape)
    for k in range(len(voices.members)):
        mine = voices.said_by(k)
        for place, n in enumerate(mine):
            after = has[list(mine[place + 1 :])]
            round_it = np.concatenate([has[list(mine[max(0, place - ROUND) : place])], after[:ROUND]])
            goes_on = after.any(axis=0)
            out[n] = np.where(goes_on, round_it.mean(axis=0) if len(round_it) else 0.0, CUT_FROM_THE_END)
    return out


def beside(voices: Voices) -> Floats:
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
