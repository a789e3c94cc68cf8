"""One text out of several readings of a passage: the likeliest backbone, then word by word where others outvote it.

The idea of ROVER (Fiscus 1997) and of critical editing's majority: cutting is what outlets do most, so a phrase that
two voices keep outweighs its absence in others, while a phrase of one voice alone does not enter.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import LCSseq

from shared.collation.opcodes import opcodes
from shared.collation.weights import HOUSE_STYLE, stem
from shared.text import Word, words

KEPT_LEAST = 0.34  # share of the weight that must print a phrase of the backbone
ADDED_LEAST = 0.5  # share that must print a phrase the backbone lacks, two voices at least
SWAPPED_LEAST = 0.55  # share that must agree on other words in the place of the backbone's


@dataclass(frozen=True, slots=True)
class Voice:
    """A printed reading and how much it counts."""

    text: str
    weight: float


def agree(voices: Sequence[Voice]) -> str:
    """The text most likely behind the readings; words, order and punctuation are those of the voices."""
    if not voices:
        return ""
    backbone = _backbone(voices)
    if len(voices) < 3:
        return backbone.text
    return _amended(backbone, voices)


def _backbone(voices: Sequence[Voice]) -> Voice:
    """The voice that shares most with all others, weighted; longer wins a tie."""
    stems = [_stems(v.text) for v in voices]

    def likeness(k: int) -> float:
        return sum(v.weight * LCSseq.normalized_similarity(stems[k], s) for v, s in zip(voices, stems, strict=True))

    best = max(range(len(voices)), key=lambda k: (round(voices[k].weight * 0.5 + likeness(k), 6), len(stems[k]), -k))
    return voices[best]


def _amended(backbone: Voice, voices: Sequence[Voice]) -> str:
    base = words(backbone.text)
    base_stems = [stem(w.folded) for w in base]
    total = sum(v.weight for v in voices)
    swaps: dict[tuple[int, int], Counter[str]] = {}
    for voice in voices:
        for start, end, text in _differences(base_stems, voice.text):
            swaps.setdefault((start, end), Counter())[text] += voice.weight  # type: ignore[assignment]
    chosen: list[tuple[int, int, str]] = []
    for (start, end), votes in sorted(swaps.items()):
        text, weight = votes.most_common(1)[0]
        least = SWAPPED_LEAST if text else 1 - KEPT_LEAST
        least = ADDED_LEAST if start == end else least
        if weight >= least * total and (not chosen or chosen[-1][1] <= start):
            chosen.append((start, end, text))
    return _rewritten(backbone.text, base, chosen)


def _differences(base: Sequence[str], text: str) -> list[tuple[int, int, str]]:
    """(start, end, words instead) in the backbone's word numbers, wherever the reading departs from it. What is put in
    where something is taken out stands in its place: the two are one change."""
    own = words(text)
    found: list[tuple[int, int, str]] = []
    for same, steps in groupby(opcodes(base, [stem(w.folded) for w in own]), key=lambda step: step[0] == "equal"):
        several = list(steps)
        i1, i2, j1, j2 = several[0][1], several[-1][2], several[0][3], several[-1][4]
        if not same and not _style_only(base[i1:i2], own[j1:j2]):
            found.append((i1, i2, text[own[j1].start : own[j2 - 1].end] if j2 > j1 else ""))
    return found


def _style_only(old: Sequence[str], new: Sequence[Word]) -> bool:
    """House style is settled with the backbone: mixing two styles word by word makes neither."""
    return all(w in HOUSE_STYLE for w in old) and all(w.folded in HOUSE_STYLE for w in new)


def _rewritten(text: str, base: Sequence[Word], changes: Sequence[tuple[int, int, str]]) -> str:
    out: list[str] = []
    at = 0
    for start, end, new in changes:
        begin = base[start].start if start < len(base) else (base[-1].end if base else 0)
        stop = base[end - 1].end if end > start else begin
        added = new if end > start else (f" {new}" if start >= len(base) else f"{new} ")
        out += [text[at:begin], added]
        at = stop
    return " ".join("".join([*out, text[at:]]).split())


def _stems(text: str) -> list[str]:
    return [stem(w.folded) for w in words(text)]
