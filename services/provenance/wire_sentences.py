"""Which of the printed sentences a version of the wire is made of: the worthiest that do not tell the same.

Worth is what a sentence adds to the text's likeness to the true one: words that the version had, less those it had not.
Of two that tell the same, one for two or two for one, that counts for more which others print more nearly so.
"""

from collections.abc import Sequence

import numpy as np

from services.provenance.pricing import Floats
from services.provenance.voices import HAS, Voices

LEAST = 0.45  # share of a sentence that the version must have had
LEAST_KNOWN = 0.1  # the same where the version is known to have told it somehow
TELLERS = 2  # voices that must tell a passage for that, one of the version's own takers among them
FULL = 0.8  # share that a version has at least of the length of its takers, the longest aside, which may add its own
SUPERFLUOUS = 0.7  # what a word too many costs, a word found being worth 1
SAME = 0.42  # share of the shorter sentence's words with which two sentences tell the same
REPAIRS = 20  # exchanges of chosen sentences
USUAL = 0.8  # how much of a sentence's worth goes by how nearly others print it so
ALONE = 0.8  # how nearly they would, where nobody else prints it
FAITHFUL_POWER = 1.5
FADE = 0.4  # a voice's weight for the wording of another version, by distance


def chosen(voices: Voices, version: int, share: Floats) -> list[int]:
    """Numbers of the version's sentences, in no order; `share`: (sentences,) how much of each it had."""
    found = _worthiest(voices, version, share)
    return _filled_up(voices, version, _told_by_several(voices, version, found, share), share)


def wording_weight(voices: Voices, version: int) -> Floats:
    """(voices,): how much each counts where the version's words are in question."""
    near = FADE ** np.abs(voices.version - version)
    return np.maximum(0.05, voices.fidelity) ** FAITHFUL_POWER * near


def _worthiest(voices: Voices, version: int, share: Floats) -> list[int]:
    """Those of greatest total worth: greedily, then by exchanges."""
    usual = 1 - USUAL + USUAL * _usual(voices, version)
    worth = voices.length * (share - SUPERFLUOUS * (1 - share)) * usual
    candidates = [int(n) for n in np.argsort(-worth, kind="stable") if worth[n] > 0 and share[n] >= LEAST]
    rivals = _rivals(voices, candidates)
    value = [float(w) for w in worth[candidates]]
    best = _filled(0, rivals)
    for _ in range(REPAIRS):
        tries = [_filled((best & ~barred) | 1 << k, rivals) for k, barred in enumerate(rivals) if not best >> k & 1]
        better = max(tries, key=lambda t: _worth(t, value), default=best)
        if _worth(better, value) <= _worth(best, value) + 1e-9:
            break
        best = better
    return sorted(candidates[k] for k in _places(best))


def _usual(voices: Voices, version: int) -> Floats:
    """(sentences,): how like each is to what the other voices that have it print, the weightier the more."""
    alike = voices.common / np.maximum(voices.length[:, None], voices.length)
    nearest = np.zeros(voices.share.shape)
    for k in range(len(voices.members)):
        nearest[:, k] = alike[:, voices.of == k].max(axis=1, initial=0.0)
    others = voices.of[:, None] != np.arange(len(voices.members))
    weight = wording_weight(voices, version) * ((voices.share >= HAS) & others)
    total = weight.sum(axis=1)
    return np.where(total > 0, (weight * nearest).sum(axis=1) / np.maximum(total, 1e-9), ALONE)


def _told_by_several(voices: Voices, version: int, found: Sequence[int], share: Floats) -> list[int]:
    """With the likeliest telling of each passage that one of the takers and another voice tell, and nothing of `found`:
    the version had it in some words, however unsure in which."""
    known = set[int]().union(*(voices.columns[n] for n in found))
    tellings = _best_telling(voices, version, share)
    out = list(found)
    for passage, n in sorted(tellings.items(), key=lambda x: (-round(float(share[x[1]]), 9), x[1], x[0])):
        if passage not in known and share[n] >= LEAST_KNOWN and not _rivals(voices, [*out, n])[-1]:
            out.append(n)
            known |= voices.columns[n]
    return sorted(out)


def _best_telling(voices: Voices, version: int, share: Floats) -> dict[int, int]:
    """passage that several tell -> the likeliest sentence of all that tell it."""
    tellers, best = dict[int, set[int]](), dict[int, int]()
    for n, passages in enumerate(voices.columns):
        for c in passages:
            tellers.setdefault(c, set()).add(int(voices.of[n]))
            if c not in best or round(float(share[n] - share[best[c]]), 9) > 0:
                best[c] = n
    own = set(np.flatnonzero(voices.version == version).tolist())
    return {c: n for c, n in best.items() if len(tellers[c]) >= TELLERS and tellers[c] & own}


def _filled_up(voices: Voices, version: int, found: Sequence[int], share: Floats) -> list[int]:
    """Where all takers tell everything anew nothing is sure, and yet the version was as long as two of them are, or its
    only one: what they print that nothing found tells, the likeliest first, up to that length."""
    takers = np.flatnonzero(voices.version == version)
    own = [n for k in takers for n in voices.said_by(int(k)) if n not in found]
    lengths = sorted(float(voices.length[voices.of == k].sum()) for k in takers)
    least = FULL * (lengths[-2:] or [0.0])[0]
    candidates = [*found, *sorted(own, key=lambda n: (-round(float(share[n]), 9), n))]
    rivals = _rivals(voices, candidates)
    out, length = (1 << len(found)) - 1, float(voices.length[list(found)].sum())
    for k, n in enumerate(candidates[len(found) :], start=len(found)):
        if length < least and not out & rivals[k]:
            out, length = out | 1 << k, length + float(voices.length[n])
    return sorted(candidates[k] for k in _places(out))


def _filled(found: int, rivals: Sequence[int]) -> int:
    """`found` and whatever else fits beside it, the worthiest first; sets are bits, since this is asked so often."""
    out = found
    for k, barred in enumerate(rivals):
        if not out & barred:
            out |= 1 << k
    return out


def _worth(found: int, value: Sequence[float]) -> float:
    return sum(value[k] for k in _places(found))


def _places(found: int) -> list[int]:
    return [k for k, bit in enumerate(reversed(f"{found:b}")) if bit == "1"]


def _rivals(voices: Voices, candidates: Sequence[int]) -> list[int]:
    """For each candidate those of other voices that tell the same: one passage, or much of the shorter one's words."""
    length, of = voices.length[candidates], voices.of[candidates]
    passage = np.array([next(iter(c)) if len(c := voices.columns[n]) == 1 else -1 - n for n in candidates])
    same = voices.common[np.ix_(candidates, candidates)] >= SAME * np.minimum(length[:, None], length)
    same |= passage[:, None] == passage
    same &= of[:, None] != of
    return [sum(1 << k for k in np.flatnonzero(row).tolist()) for row in same]
