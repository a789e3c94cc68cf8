"""The reconstructed text of each unobserved wire version: passage by passage, from the witnesses that still show it.

A version's passage is shown by its own takers and by the takers of neighbouring versions that left it unchanged; an
outlet's copies repeat its voice and do not count again. Every word printed here stands in some witness.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from services.provenance.consensus import Voice, agree
from services.provenance.lone_sentences import with_lone_sentences
from services.provenance.pricing import ABSENT, Floats, Prices, by_passage
from services.provenance.search import Tree
from services.provenance.table import Table
from shared.article import Witness
from shared.collation.weights import stem
from shared.report import WireSentence
from shared.text import folded_words

NEIGHBOUR = 0.7  # the voice of a witness that took another version with the same state of the passage
MERGED = 0.2  # the voice of a sentence that tells two passages at once
SAME_STATE = 6.0  # nats up to which the wire's wording counts as unchanged from one version to another
FADE = 3.0  # nats of rewording over which a voice loses weight by a factor e
SURE = 0.7  # weight of all voices at which the confidence of a sentence is one half
FAITHFUL = 0.3  # a taker so faithful adds nothing of its own: what it alone has is the wire's
VOUCHED = 0.3  # sum of the fidelities that a passage needs behind it
TOLD = 0.6  # share of a sentence's phrases that earlier sentences have, over which it is left out


def wire_text(
    version: int, tree: Tree, prices: Prices, table: Table, witnesses: Sequence[Witness]
) -> tuple[WireSentence, ...]:
    """The sentences of one version, in its order."""
    faithful = fidelity(tree, prices)
    told: set[str] = set()
    sentences: list[WireSentence] = []
    places: list[int] = []
    for column in tree.chain.order[version]:
        weights = _voices(version, column, tree, prices, table, faithful)
        voices = [Voice(_printed(table, witnesses[w], w, column), weight) for w, weight in weights.items()]
        text = agree(voices)
        if not text or _told(text, told) or _unvouched(weights, faithful):
            continue
        told |= set(_phrases(text))
        total = sum(weights.values())
        support = tuple(sorted(witnesses[w].id for w in weights))
        places.append(column)
        sentences.append(WireSentence(text=text, support=support, confidence=round(total / (total + SURE), 3)))
    takers = [w for w, p in enumerate(tree.parent) if p == -1 - version and faithful[w] >= FAITHFUL]
    return with_lone_sentences(sentences, places, takers, table, witnesses)


def _unvouched(weights: Mapping[int, float], faithful: Floats) -> bool:
    """Few voices that reword and report on their own cannot vouch for the wire."""
    return sum(float(faithful[w]) for w in weights) < VOUCHED


def fidelity(tree: Tree, prices: Prices) -> Floats:
    """(witnesses,): near 1 for those that print their source word for word, near 0 for those that reword all."""
    out = np.zeros(prices.witnesses)
    for w, p in enumerate(tree.parent):
        state = tree.chain.state[-1 - p] if p < 0 else prices.cell[:, p]
        has = (prices.cell[:, w] != ABSENT) & (state != ABSENT)
        mean = by_passage(prices, state, w, 0)[has].mean() if has.any() else FADE
        out[w] = np.exp(-mean / FADE)
    return out


def _voices(
    version: int, column: int, tree: Tree, prices: Prices, table: Table, faithful: Floats
) -> Mapping[int, float]:
    """witness -> weight, heaviest first: who shows this state of the passage straight from the wire."""
    state = tree.chain.state[:, column]
    weights: dict[int, float] = {}
    pages = {w: v for v, w in tree.chain.pages.items()}
    for w, p in enumerate(tree.parent):
        v = pages.get(w, -1 - p)
        reading = int(prices.cell[column, w])
        if v < 0 or reading == ABSENT or prices.wire[column][state[v], state[version]] > SAME_STATE:
            continue
        price = float(prices.outlet[column][0, state[version], reading])
        near = 1.0 if v == version else NEIGHBOUR
        weights[w] = float(faithful[w] * np.exp(-price / FADE)) * near * _alone(table, w, column)
    if not weights:
        weights = {w: 1.0 for w in range(prices.witnesses) if prices.cell[column, w] == state[version]}
    return dict(sorted(weights.items(), key=lambda x: (-round(x[1], 6), x[0])))


def _alone(table: Table, w: int, column: int) -> float:
    """A sentence that tells another passage too is a poor voice for this one."""
    mine = set(table.sentences[w][column])
    shared = any(mine & set(ns) for c, ns in table.sentences[w].items() if c != column)
    return MERGED if shared else 1.0


def _printed(table: Table, witness: Witness, w: int, column: int) -> str:
    return " ".join(witness.sentences[i].text for i in table.sentences[w][column])


def _phrases(text: str) -> list[str]:
    stems = [stem(w) for w in folded_words(text)]
    return [" ".join(stems[k : k + 3]) for k in range(max(1, len(stems) - 2))]


def _told(text: str, told: set[str]) -> bool:
    """Has another passage's sentence told this already?"""
    own = _phrases(text)
    return sum(p in told for p in own) > TOLD * len(own)
