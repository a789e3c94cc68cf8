"""How sure a parent is: prices of all possible sources turned into probabilities, and the runners-up kept.

A price difference of `TEMPERATURE` nats stands for odds of e to 1: prices overstate their own certainty, since words
of a passage do not change independently. Fitted by the Brier score on simulated stories.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.provenance.pricing import NEVER, Ints, Prices
from services.provenance.ranking import cheapest_few
from services.provenance.search import Tree

TEMPERATURE = 4.0
AGREED = 0.2  # weight of the agreement of all likely trees, against that of the prices under the one chosen
RUNNERS_UP = 3
DOUBT = 0.06  # what no price can tell: the true source may not be among those weighed


@dataclass(frozen=True, slots=True)
class Standing:
    """Sources of one witness with their probabilities, the likeliest first (numbers as in `Tree.parent`); `unseen` is
    the probability of all unobserved texts together, `agreed` the share of likely trees that hang it as this one."""

    ranked: tuple[tuple[int, float], ...]
    unseen: float
    hidden: frozenset[int]
    agreed: float

    def direct(self, parent: int) -> float:
        """The probability that `parent` is the direct source, all unobserved versions counting as one answer."""
        priced = self.unseen if parent in self.hidden else dict(self.ranked).get(parent, 0.0)
        return (1 - AGREED) * priced + AGREED * (1 - DOUBT) * self.agreed


class Standings:
    """The standing of every witness of a tree."""

    def __init__(self, prices: Prices, tree: Tree, agreed: Sequence[float]) -> None:
        self._prices, self._tree, self._agreed = prices, tree, agreed
        self._enter, self._leave = _walk(tree.parent)
        self._pages = list(tree.chain.pages.values())
        self._hidden = frozenset(-1 - v for v in range(tree.chain.versions) if v not in tree.chain.pages)

    def of(self, w: int) -> Standing:
        """Descendants of `w` are no sources of it, nor are pages (they stand for their version)."""
        versions = self._tree.chain.versions
        copying = self._prices.copying[:, w].copy()
        copying[(self._enter >= self._enter[w]) & (self._enter < self._leave[w])] = NEVER
        copying[self._pages] = NEVER
        price = np.concatenate([self._tree.on_wire[:, w], copying])
        odds = np.where(price < NEVER, np.exp(-(price - price.min()) / TEMPERATURE), 0.0)
        share = (1 - DOUBT) * odds / odds.sum()
        best = cheapest_few(price, RUNNERS_UP + 1 + versions)
        ranked = tuple((_source(int(k), versions), float(share[k])) for k in best if share[k] > 0)
        unseen = sum(float(share[-1 - s]) for s in self._hidden)
        return Standing(ranked, unseen, self._hidden, self._agreed[w])


def _source(place: int, versions: int) -> int:
    return -1 - place if place < versions else place - versions


def _walk(parent: Sequence[int]) -> tuple[Ints, Ints]:
    """When a walk through the tree enters and leaves each witness: those below it are entered in between."""
    children: list[list[int]] = [[] for _ in parent]
    for w, p in enumerate(parent):
        if p >= 0:
            children[p].append(w)
    enter, leave = np.zeros(len(parent), dtype=np.intp), np.zeros(len(parent), dtype=np.intp)
    clock = 0
    todo = [(w, False) for w, p in enumerate(parent) if p < 0]
    while todo:
        w, done = todo.pop()
        if done:
            leave[w] = clock
            continue
        enter[w], clock = clock, clock + 1
        todo += [(w, True), *((c, False) for c in children[w])]
    return enter, leave
