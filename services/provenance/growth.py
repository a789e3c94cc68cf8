"""The tree of texts that nothing shows to be news: revisions of one page, each beside the one most like it.

They differ by what was put in and taken out, wherever it stands: words and pairs of words are counted, not aligned,
and what differs is taken as a share of both texts (Bray & Curtis 1957), so that of two drafts the fuller one is not
farther from the page that was written anew after them. A minimum spanning tree joins the texts, as in the phylogeny
of near-duplicate texts (Marmerola et al. 2016), or a single line of revisions where that costs hardly more: what is
put in once and taken out once stands in neighbours of the line (the consecutive ones of Kendall 1969). The root is the
text from which most others have grown.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import regex
from numpy.typing import NDArray

from services.provenance.arborescence import ROOT, cheapest
from services.provenance.line import line

Ints = NDArray[np.int32]
_TOKEN = regex.compile(r"\w+|[^\w\s]")
ONLY_ROOT = 1e9  # so dear that a second root is never taken
LINE_MOST = 1.1  # cost of a line over that of the tree up to which one text is thought to follow the other


def grown(texts: Sequence[str]) -> list[int]:
    """The parent of each text, `ROOT` for one of them."""
    words = [_TOKEN.findall(text) for text in texts]
    singles = _counts(words)
    apart = distances(singles) + distances(_counts([list(pairwise(row)) for row in words]))
    joined = cheapest(np.full(len(texts), ONLY_ROOT), apart)
    tree = [(p, c) for c, p in enumerate(joined) if p != ROOT]
    order = line(apart)
    straight = [*pairwise(order)]
    links = straight if _cost(apart, straight) <= LINE_MOST * _cost(apart, tree) else tree
    return _rooted(links, singles.sum(axis=1))


def distances(counts: Ints) -> NDArray[np.float64]:
    """(texts, texts): what was put in and taken out, and how many different items, by what both texts have."""
    out = np.zeros((len(counts), len(counts)))
    length = counts.sum(axis=1)
    for k, mine in enumerate(counts):
        apart = np.abs(counts - mine)
        out[k] = (apart.sum(axis=1) + (apart > 0).sum(axis=1)) / np.maximum(1, length + length[k])
    return out


def _cost(apart: NDArray[np.float64], links: Sequence[tuple[int, int]]) -> float:
    return sum(float(apart[a, b]) for a, b in links)


def _counts(items: Sequence[Sequence[object]]) -> Ints:
    bags = [Counter(row) for row in items]
    place = {item: k for k, item in enumerate(dict.fromkeys(item for bag in bags for item in bag))}
    counts: Ints = np.zeros((len(items), len(place)), dtype=np.int32)
    for row, bag in zip(counts, bags, strict=True):
        row[[place[item] for item in bag]] = list(bag.values())
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
