"""Which of the trees that a search saw is handed out: the one that agrees best with all that are nearly as cheap.

Prices do not tell trees apart that cost about the same. The tree of least expected error under their probabilities
(minimum Bayes risk, Goel & Byrne 2000) is steadier than the cheapest one, as consensus trees are in phylogenetics.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.provenance.pricing import Floats, Ints
from services.provenance.search import Tree

TEMPERATURE = 4.0  # nats by which a tree must be dearer to count e times less
TREES_MOST = 200
TOGETHER = 0.25  # what two witnesses on one version count for, against one witness's parent


@dataclass(frozen=True, slots=True)
class Choice:
    """The tree, and for each witness the share of all probability that hangs it on the same parent."""

    tree: Tree
    agreed: tuple[float, ...]


def choose(trees: Sequence[Tree]) -> Choice:
    """The tree of least expected error among `trees`."""
    near = sorted(trees, key=lambda t: t.cost)[:TREES_MOST]
    cost = np.array([t.cost for t in near])
    weight = np.exp(-(cost - cost.min()) / TEMPERATURE)
    weight /= weight.sum()
    labels = np.array([_labels(t) for t in near], dtype=np.intp)
    same = labels[:, None, :] == labels[None, :, :]
    parents: Floats = np.einsum("j,ijw->iw", weight, same)
    risk: Floats = parents.sum(axis=1) + TOGETHER * _together(near, weight)
    best = int(risk.round(9).argmax())
    return Choice(near[best], tuple(float(x) for x in parents[best]))


def _labels(tree: Tree) -> list[int]:
    """A witness's parent at hand, -2 less the number of the page whose version it took, or -1 for any text unseen."""
    return [p if p >= 0 else -2 - tree.chain.pages[-1 - p] if -1 - p in tree.chain.pages else -1 for p in tree.parent]


def _together(trees: Sequence[Tree], weight: Floats) -> Floats:
    """(trees,): expected number of pairs that stand on one version, or on two, in this tree as in the others."""
    parent: Ints = np.array([t.parent for t in trees], dtype=np.intp)
    joint = (parent[:, :, None] == parent[:, None, :]) & (parent < 0)[:, :, None]
    share = np.einsum("j,jab->ab", weight, joint)
    agree = np.einsum("iab,ab->i", joint, share) + np.einsum("iab,ab->i", ~joint, 1.0 - share)
    return agree / 2
