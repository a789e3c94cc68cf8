"""What it costs, in nats, to derive one reading of a passage from another: the currency of the whole inference.

A derivation is paid by what it must explain: new wording is dear, names and figures dearest, losses are cheap. Wording
beyond `common` says nothing more about the source (a rewriter changes every word), so it is not charged further.
The sum over a tree is a description length, as in RHM (Roos, Heikkilä & Myllymäki 2006) and Semstem (Roos & Zou 2011).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from shared.collation.opcodes import opcodes
from shared.collation.weights import HOUSE_STYLE, stem, zipf

Reading = tuple[str, ...]
"""The folded words of one passage as one witness prints it; `()` where the witness lacks the passage."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Prices in nats; fitted on simulated cascades, checked on hand-edited ones (docs/decisions)."""

    new: float = 8.5  # a passage that the source lacks altogether
    rare: float = 5.0  # a name or figure that the source lacks
    rare_most: float = 28.0
    base: float = 0.3  # an ordinary word that the source lacks, and how its price grows as the word gets rarer
    slope: float = 0.8
    common_most: float = 5.0
    style: float = 0.25  # words that house style adds by itself
    run: float = 0.9  # one place of change, whatever its length
    loss: float = 0.14  # share of a lost word's price
    loss_most: float = 6.2
    drop: float = 1.3  # a passage left out
    drop_in_tail: float = 0.27  # share of `drop` for further passages of one cut from the end
    order: float = 2.1  # a place where the order of passages is broken
    copy: float = 3.1  # taking another outlet's text rather than the wire
    late: float = 5.0  # a source that claims to be younger than its copy
    version: float = 9.2  # a wire version that nobody handed in
    lone: float = 5.9  # and one that a single witness took straight
    wire_drop: float = 11.0  # a passage that the wire itself takes back
    wire_rare: float = 0.75  # share of `rare` where the wire changes its own facts: that is what versions are for
    wire_common: float = 25.0  # and of ordinary words, which the wire leaves alone
    wire_run: float = 0.47
    wire_new: float = 1.3  # share of `new` where the wire adds a passage
    wire_add: float = 0.14  # a passage that enters with a later version
    wire_most: float = 22.0
    wire_clock: float = 9.3  # versions whose earliest takers contradict their order
    second: float = 16.0  # a second source
    switch: float = 1.0  # a change from one source to the other along the text


DEFAULT = Weights()
RARE_ZIPF = 3.0  # words under one in a million are names or terms (wordfreq's Zipf scale)
COMMON_ZIPF = 5.5


def derive(source: Reading, child: Reading, weights: Weights = DEFAULT) -> float:
    """The price of an outlet making `child` out of `source`."""
    if source == child:
        return 0.0
    if not child:
        return weights.drop
    common, rare, runs, lost = _changes(source, child, weights)
    novelty = min(common, weights.common_most) + min(rare, weights.rare_most)
    if not source:
        return weights.new + novelty
    return novelty + min(weights.run * runs + lost, weights.loss_most)


def revise(source: Reading, child: Reading, weights: Weights = DEFAULT) -> float:
    """The price of the wire itself changing `source` to `child`.

    A desk writes a passage anew or corrects a fact in it, it does not nibble: every changed word counts, up to the
    price of a new passage. Words alone do not tell which came first, so the price is the same both ways.
    """
    if source == child:
        return 0.0
    if not child:
        return weights.wire_drop
    if not source:
        return derive(source, child, weights) - (1 - weights.wire_new) * weights.new + weights.wire_add
    there, back = _rework(source, child, weights), _rework(child, source, weights)
    return min(weights.wire_most, (there + back) / 2)


def _rework(source: Reading, child: Reading, weights: Weights) -> float:
    common, rare, runs, _ = _changes(source, child, weights)
    return weights.wire_common * common + weights.wire_rare * rare + weights.wire_run * runs


def price(word: str, weights: Weights = DEFAULT) -> tuple[bool, float]:
    """(is it a name or figure, its price in nats)."""
    if word in HOUSE_STYLE:
        return False, weights.style
    frequency = zipf(word)
    if word[0].isdigit() or frequency < RARE_ZIPF:
        return True, weights.rare
    return False, weights.base + weights.slope * max(0.0, COMMON_ZIPF - frequency)


@lru_cache(maxsize=65536)
def _stems(reading: Reading) -> tuple[tuple[str, ...], Counter[str]]:
    stems = tuple(stem(w) for w in reading)
    return stems, Counter(stems)


def _changes(source: Reading, child: Reading, weights: Weights) -> tuple[float, float, float, float]:
    """(price of new ordinary words, of new names and figures, places of change, price of lost words)."""
    source_stems, source_bag = _stems(source)
    child_stems, child_bag = _stems(child)
    common = rare = runs = lost = 0.0
    for tag, i1, i2, j1, j2 in opcodes(source_stems, child_stems):
        if tag == "equal":
            continue
        substantial = False
        for word, stemmed in zip(child[j1:j2], child_stems[j1:j2], strict=True):
            if source_bag[stemmed]:
                continue
            is_rare, cost = price(word, weights)
            rare, common = (rare + cost, common) if is_rare else (rare, common + cost)
            substantial |= cost > weights.style
        for word, stemmed in zip(source[i1:i2], source_stems[i1:i2], strict=True):
            if not child_bag[stemmed]:
                cost = price(word, weights)[1]
                lost += weights.loss * min(cost, 3.0)
                substantial |= cost > weights.style
        runs += 1.0 if substantial else 0.1
    return common, rare, runs, lost


def breaks(source_order: Sequence[int], child_order: Sequence[int]) -> int:
    """How often the child's passages step back in the source's order."""
    place = {column: k for k, column in enumerate(source_order)}
    seen = [place[column] for column in child_order if column in place]
    return sum(b < a for a, b in pairwise(seen))


def tail(source_order: Sequence[int], child_has: frozenset[int]) -> int:
    """How many of the source's last passages the child lacks without a gap: one cut from the end."""
    count = 0
    for column in reversed(source_order):
        if column in child_has:
            break
        count += 1
    return count
