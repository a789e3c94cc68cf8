"""The reconstructed text of each unobserved wire version: the printed sentences that it most likely had, in its order.

Every sentence that a voice prints is a candidate; what others print tells how much of it the version had
(`vouching`). Of sentences that tell the same the fuller and surer is taken, be it one for two or two for one; then its
words are settled with those of the other voices (`consensus`). Every word printed here stands in some witness.
"""

from collections.abc import Hashable, Mapping, MutableMapping, Sequence

import numpy as np

from services.provenance.consensus import Voice, agree
from services.provenance.pricing import Floats
from services.provenance.search import Tree
from services.provenance.second import Pair
from services.provenance.table import Table
from services.provenance.voices import HAS, Voices, hear
from services.provenance.vouching import vouched
from services.provenance.wire_order import in_order, says
from shared.article import Witness
from shared.report import WireSentence

Texts = tuple[tuple[WireSentence, ...], ...]
LEAST = 0.45  # share of a sentence that the version must have had
FULL = 0.8  # share that a version has at least of the length of its takers, the longest aside, which may add its own
SUPERFLUOUS = 0.7  # what a word too many costs, a word found being worth 1
SAME = 0.42  # share of the shorter sentence's words with which two sentences tell the same
REPAIRS = 20  # exchanges of chosen sentences
LIKE = 0.6  # share of a counterpart's words that are the sentence's: beside that it tells other things as well
FAITHFUL_POWER = 1.5
FADE = 0.4  # a voice's weight for the wording of another version, by distance
SURENESS = 0.7  # shares are surer of themselves than sentences come out right (Brier score, simulated stories)


def wire_texts(
    tree: Tree,
    pairs: Mapping[int, Pair],
    table: Table,
    witnesses: Sequence[Witness],
    silent: Mapping[int, Sequence[int]] | None = None,
    known: MutableMapping[Hashable, Texts] | None = None,
) -> Texts:
    """The sentences of each version, none where an agency's own page shows it.

    `silent`: witness -> passages in which it only repeats another of its house; `known` keeps the outcome for the next
    time that the same voices say the same.
    """
    voices = hear(tree, pairs, table, witnesses, silent or {})
    unseen = tuple(v not in tree.chain.pages for v in range(tree.chain.versions))
    key = (unseen, _said(voices, witnesses))
    if known is not None and key in known:
        return known[key]
    say = says(voices)
    texts = tuple(_text(voices, v, say, witnesses) if rebuilt else () for v, rebuilt in enumerate(unseen))
    if known is not None:
        known.clear()
        known[key] = texts
    return texts


def _said(voices: Voices, witnesses: Sequence[Witness]) -> Hashable:
    """Who says what of which version, passages numbered as they come: all that the texts depend on."""
    number: dict[int, int] = {}
    passages = tuple(frozenset(number.setdefault(c, len(number)) for c in sorted(told)) for told in voices.columns)
    members = tuple(witnesses[w].id for w in voices.members)
    return members, tuple(voices.version.tolist()), tuple(voices.of.tolist()), passages, voices.texts


def _text(voices: Voices, version: int, say: Floats, witnesses: Sequence[Witness]) -> tuple[WireSentence, ...]:
    share = vouched(voices, version)
    chosen = in_order(voices, version, _filled_up(voices, version, _selected(voices, share), share), say)
    return tuple(_sentence(voices, version, n, float(share[n]), witnesses) for n in chosen)


def _selected(voices: Voices, share: Floats) -> list[int]:
    """Sentences of greatest total worth that do not tell the same: greedily, then by exchanges."""
    worth = voices.length * (share - SUPERFLUOUS * (1 - share))
    candidates = [int(n) for n in np.argsort(-worth, kind="stable") if worth[n] > 0 and share[n] >= LEAST]
    rivals = _rivals(voices, candidates)
    value = [float(w) for w in worth[candidates]]
    chosen = _filled(0, rivals)
    for _ in range(REPAIRS):
        tries = [_filled((chosen & ~barred) | 1 << k, rivals) for k, barred in enumerate(rivals) if not chosen >> k & 1]
        better = max(tries, key=lambda t: _worth(t, value), default=chosen)
        if _worth(better, value) <= _worth(chosen, value) + 1e-9:
            break
        chosen = better
    return sorted(candidates[k] for k in _places(chosen))


def _filled_up(voices: Voices, version: int, chosen: list[int], share: Floats) -> list[int]:
    """Where all takers tell everything anew nothing is sure, and yet the version was as long as two of them are, or its
    only one: what they print that nothing chosen tells, the likeliest first, up to that length."""
    takers = np.flatnonzero(voices.version == version)
    own = [n for k in takers for n in voices.said_by(int(k)) if n not in chosen]
    lengths = sorted(float(voices.length[voices.of == k].sum()) for k in takers)
    least = FULL * (lengths[-2:] or [0.0])[0]
    candidates = [*chosen, *sorted(own, key=lambda n: (-round(float(share[n]), 9), n))]
    rivals = _rivals(voices, candidates)
    out, length = (1 << len(chosen)) - 1, float(voices.length[chosen].sum())
    for k, n in enumerate(candidates[len(chosen) :], start=len(chosen)):
        if length < least and not out & rivals[k]:
            out, length = out | 1 << k, length + float(voices.length[n])
    return sorted(candidates[k] for k in _places(out))


def _filled(chosen: int, rivals: Sequence[int]) -> int:
    """`chosen` and whatever else fits beside it, the worthiest first; sets are bits, since this is asked so often."""
    out = chosen
    for k, barred in enumerate(rivals):
        if not out & barred:
            out |= 1 << k
    return out


def _worth(chosen: int, value: Sequence[float]) -> float:
    return sum(value[k] for k in _places(chosen))


def _places(chosen: int) -> list[int]:
    return [k for k, bit in enumerate(reversed(f"{chosen:b}")) if bit == "1"]


def _rivals(voices: Voices, candidates: Sequence[int]) -> list[int]:
    """For each candidate those of other voices that tell the same: one passage, or much of the shorter one's words."""
    length, of = voices.length[candidates], voices.of[candidates]
    passage = np.array([next(iter(c)) if len(c := voices.columns[n]) == 1 else -1 - n for n in candidates])
    same = voices.common[np.ix_(candidates, candidates)] >= SAME * np.minimum(length[:, None], length)
    same |= passage[:, None] == passage
    same &= of[:, None] != of
    return [sum(1 << k for k in np.flatnonzero(row).tolist()) for row in same]


def _sentence(voices: Voices, version: int, n: int, share: float, witnesses: Sequence[Witness]) -> WireSentence:
    having = [k for k in range(len(voices.members)) if voices.share[n, k] >= HAS]
    heard = [Voice(_window(voices, n, k), _weight(voices, version, k)) for k in having if _alike(voices, n, k)]
    text = agree(sorted(heard, key=lambda v: -round(v.weight, 6)))
    support = tuple(sorted(witnesses[voices.members[k]].id for k in having))
    return WireSentence(text=text, support=support, confidence=_confidence(share))


def _confidence(share: float) -> float:
    odds = np.log(share / (1 - share))
    return round(float(1 / (1 + np.exp(-SURENESS * odds))), 3)


def _weight(voices: Voices, version: int, k: int) -> float:
    near = FADE ** abs(int(voices.version[k]) - version)
    return float(max(0.05, voices.fidelity[k]) ** FAITHFUL_POWER * near)


def _window(voices: Voices, n: int, k: int) -> str:
    return " ".join(voices.texts[m] for m in voices.window[n][k])


def _alike(voices: Voices, n: int, k: int) -> bool:
    whole = sum(voices.length[m] for m in voices.window[n][k])
    return bool(voices.share[n, k] * voices.length[n] >= LIKE * whole)
