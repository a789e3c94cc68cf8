"""The reconstructed text of each unobserved wire version: the printed sentences that it most likely had, in its order.

Every sentence that a voice prints is a candidate; what others print tells how much of it the version had
(`vouching`). Of sentences that tell the same the fuller and surer is taken, be it one for two or two for one; then its
words are settled with those of the other voices (`consensus`). Every word printed here stands in some witness.
"""

from collections.abc import Mapping, Sequence

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

LEAST = 0.45  # share of a sentence that the version must have had
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
) -> tuple[tuple[WireSentence, ...], ...]:
    """The sentences of each version, none where an agency's own page shows it.

    `silent`: witness -> passages in which it only repeats another of its house.
    """
    voices = hear(tree, pairs, table, witnesses, silent or {})
    say = says(voices)
    return tuple(() if v in tree.chain.pages else _text(voices, v, say, witnesses) for v in range(tree.chain.versions))


def _text(voices: Voices, version: int, say: Floats, witnesses: Sequence[Witness]) -> tuple[WireSentence, ...]:
    share = vouched(voices, version)
    chosen = in_order(voices, version, _selected(voices, share), say)
    return tuple(_sentence(voices, version, n, float(share[n]), witnesses) for n in chosen)


def _selected(voices: Voices, share: Floats) -> list[int]:
    """Sentences of greatest total worth that do not tell the same: greedily, then by exchanges."""
    worth = voices.length * (share - SUPERFLUOUS * (1 - share))
    candidates = [int(n) for n in np.argsort(-worth, kind="stable") if worth[n] > 0 and share[n] >= LEAST]
    rivals = _rivals(voices, candidates)
    chosen = _filled(set(), candidates, rivals)
    for _ in range(REPAIRS):
        tries = (_filled((chosen - rivals[n]) | {n}, candidates, rivals) for n in candidates if n not in chosen)
        better = max(tries, key=lambda t: float(worth[list(t)].sum()), default=chosen)
        if worth[list(better)].sum() <= worth[list(chosen)].sum() + 1e-9:
            break
        chosen = better
    return sorted(chosen)


def _filled(chosen: set[int], candidates: Sequence[int], rivals: Mapping[int, set[int]]) -> set[int]:
    """`chosen` and whatever else fits beside it, the worthiest first."""
    out = set(chosen)
    for n in candidates:
        if n not in out and not rivals[n] & out:
            out.add(n)
    return out


def _rivals(voices: Voices, candidates: Sequence[int]) -> dict[int, set[int]]:
    """sentence -> those of other voices that tell the same: one passage, or much of the shorter one's words."""
    length, of = voices.length[candidates], voices.of[candidates]
    passage = np.array([next(iter(c)) if len(c := voices.columns[n]) == 1 else -1 - n for n in candidates])
    same = voices.common[np.ix_(candidates, candidates)] >= SAME * np.minimum(length[:, None], length)
    same |= passage[:, None] == passage
    same &= of[:, None] != of
    return {n: {candidates[k] for k in np.flatnonzero(row).tolist()} for n, row in zip(candidates, same, strict=True)}


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
