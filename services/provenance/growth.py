"""The tree of texts that nothing shows to be news: each beside the one that differs from it least, grown from a root.

The revisions of one page differ by what was put in and taken out, wherever it stands: words are counted, not aligned. A
minimum spanning tree joins them, as in the phylogeny of near-duplicate texts (Marmerola et al. 2016); its root is the
text from which most others have grown.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from services.provenance.arborescence import ROOT, cheapest

Ints = NDArray[np.int32]
_TOKEN = regex.compile(r"\w+|[^\w\s]")
ONLY_ROOT = 1e9  # so dear that a second root is never taken


def grown(texts: Sequence[str]) -> list[int]:
    """The parent of each text, `ROOT` for one of them."""
    counts = _counts(texts)
    length = counts.sum(axis=1)
    joined = cheapest(np.full(len(texts), ONLY_ROOT), distances(counts))
    return _rooted([(p, c) for c, p in enumerate(joined) if p != ROOT], length)


def distances(counts: Ints) -> NDArray[np.float64]:
    """(texts, texts): words and marks put in and taken out, and how many different ones."""
    out = np.zeros((len(counts), len(counts)))
    for k, mine in enumerate(counts):
        apart = np.abs(counts - mine)
        out[k] = apart.sum(axis=1) + (apart > 0).sum(axis=1)
    return out


def _counts(texts: Sequence[str]) -> Ints:
    bags = [Counter[str](_TOKEN.findall(text)) for text in texts]
    place = {word: k for k, word in enumerate(dict.fromkeys(word for bag in bags for word in bag))}
    counts: Ints = np.zeros((len(texts), len(place)), dtype=np.int32)
    for row, bag in zip(counts, bags, strict=True):
        row[[place[word] for word in bag]] = list(bag.values())
    return counts


def _rooted(links: Sequence[tuple[int, int]], length: Ints) -> list[int]:
    """The parents under the root from which most links lead to a longer text, then by how much, then the first."""
    beside: list[list[int]] = [[] for _ in length]
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    parent = _parents(beside, 0)
    order = _downwards(parent)
    gain = np.zeros((len(length), 2))
    for c in order[1:]:
        step = length[c] - length[parent[c]]
        gain[0] += (np.sign(step), step)
    for c in order[1:]:  # to move the root over one link is to turn that link round
        step = length[c] - length[parent[c]]
        gain[c] = gain[parent[c]] - 2 * np.array((np.sign(step), step))
    return _parents(beside, max(range(len(length)), key=lambda r: (*gain[r], -r)))


def _parents(beside: Sequence[Sequence[int]], root: int) -> list[int]:
    parent = [ROOT] * len(beside)
    todo, seen = [root], {root}
    while todo:
        here = todo.pop()
        for there in beside[here]:
            if there not in seen:
                seen.add(there)
                parent[there] = here
                todo.append(there)
    return parent


def _downwards(parent: Sequence[int]) -> list[int]:
    children: list[list[int]] = [[] for _ in parent]
    for c, p in enumerate(parent):
        if p != ROOT:
            children[p].append(c)
    order = [c for c, p in enumerate(parent) if p == ROOT]
    for here in order:
        order += children[here]
    return order
