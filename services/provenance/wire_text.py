"""The reconstructed text of each unobserved wire version: passage by passage, from the witnesses that still show it.

A version's passage is shown by its own takers and by the takers of neighbouring versions that left it unchanged; an
outlet's copies repeat its voice and do not count again. Every word printed here stands in some witness.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.provenance.consensus import Voice, agree
from services.provenance.pricing import ABSENT, Prices
from services.provenance.search import Tree
from services.provenance.table import Table
from shared.article import Witness
from shared.report import WireSentence

NEIGHBOUR = 0.7  # the voice of a witness that took another version with the same state of the passage
FADE = 4.0  # nats of rewording over which a voice loses weight by a factor e
SURE = 0.7  # weight of all voices at which the confidence of a sentence is one half


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    support: tuple[int, ...]
    confidence: float


def wire_text(
    version: int, tree: Tree, prices: Prices, table: Table, witnesses: Sequence[Witness]
) -> tuple[WireSentence, ...]:
    """The sentences of one version, in its order."""
    done: set[tuple[str, ...]] = set()
    sentences: list[WireSentence] = []
    for column in tree.chain.order[version]:
        passage = _passage(version, column, tree, prices, table, witnesses)
        key = tuple(passage.text.split())
        if passage.text and key not in done:
            done.add(key)
            support = tuple(sorted(witnesses[w].id for w in passage.support))
            sentences.append(WireSentence(text=passage.text, support=support, confidence=passage.confidence))
    return tuple(sentences)


def _passage(
    version: int, column: int, tree: Tree, prices: Prices, table: Table, witnesses: Sequence[Witness]
) -> _Passage:
    weights = _voices(version, column, tree, prices)
    voices = [Voice(_printed(table, witnesses[w], w, column), weight) for w, weight in weights.items()]
    text = agree(voices)
    total = sum(weights.values())
    return _Passage(text, tuple(weights), round(total / (total + SURE), 3))


def _voices(version: int, column: int, tree: Tree, prices: Prices) -> Mapping[int, float]:
    """witness -> weight, heaviest first: who shows this state of the passage straight from the wire."""
    state = tree.chain.state[:, column]
    weights: dict[int, float] = {}
    pages = {w: v for v, w in tree.chain.pages.items()}
    for w, p in enumerate(tree.parent):
        v = pages.get(w, -1 - p)
        reading = prices.cell[column, w]
        if v < 0 or reading == ABSENT or not _same_state(prices, column, int(state[v]), int(state[version])):
            continue
        price = float(prices.outlet[column, state[version], reading])
        weights[w] = float(np.exp(-price / FADE)) * (1.0 if v == version else NEIGHBOUR)
    if not weights:
        weights = {w: 1.0 for w in range(prices.witnesses) if prices.cell[column, w] == state[version]}
    return dict(sorted(weights.items(), key=lambda x: (-round(x[1], 6), x[0])))


def _same_state(prices: Prices, column: int, a: int, b: int) -> bool:
    return a == b


def _printed(table: Table, witness: Witness, w: int, column: int) -> str:
    return " ".join(witness.sentences[i].text for i in table.sentences[w][column])
