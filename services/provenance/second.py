"""Second sources: a witness whose passages fall into strata that no single text explains.

Two sources are accepted only if each explains what the other cannot, and the saving pays for the second and for every
change from one to the other along the text.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.provenance.marks import UNSEEN
from services.provenance.pricing import ABSENT, NEVER, Floats, Ints, Prices, lateness
from services.provenance.search import Tree
from services.provenance.strata import divided, from_other

BEST_FEW = 40  # sources tried in pairs: the cheapest single ones
OWN_LEAST = 2  # passages that each source must explain better than the other does
BETTER = 3.0  # by so many nats
TO_THE_LETTER = 6  # words from which on it is no accident that a passage reads as another source has it
REWORDED = 1.0  # nats from which on the first source has it in other words


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources of one witness (numbers as in `Tree.parent`), `main` the fuller one, and the nats saved."""

    main: int
    second: int
    saving: float
    passages: tuple[int, ...]  # columns that the second source gave


def second_sources(prices: Prices, tree: Tree, known: Collection[int] = ()) -> dict[int, Pair]:
    """witness -> its two sources, for those that have two; the clearest case first, since it bars its own reverse.

    `known` had two when the tree was sought: its prices leave out what the second source gave.
    """
    pages = set(tree.chain.pages.values())
    found: dict[int, Pair] = {}
    open_cases = {w for w in range(prices.witnesses) if w not in pages and (w in known or _may_pay(prices, tree, w))}
    while open_cases:
        children = _children(tree.parent, found)
        cases = {w: pair for w in sorted(open_cases) if (pair := _two(prices, tree, w, children))}
        if not cases:
            break
        w = max(cases, key=lambda w: (round(cases[w].saving, 6), -w))
        found[w] = cases[w]
        open_cases = set(cases) - {w}
    return found


def _may_pay(prices: Prices, tree: Tree, w: int) -> bool:
    """Can a second source save more than it costs?"""
    p = tree.parent[w]
    paid = float(tree.on_wire[-1 - p, w]) if p < 0 else float(prices.copying[p, w])
    least = prices.weights.second - prices.weights.named * float(prices.named[:, w].any())
    decided = w in prices.rulings.revised or prices.rulings.wants_pair(w)
    return decided or paid > least


def _two(prices: Prices, tree: Tree, w: int, children: Mapping[int, Sequence[int]]) -> Pair | None:
    sources = _candidates(prices, tree, w, children)
    late = np.array([_beside_the_text(prices, s, w) for s in sources])
    name = [s if s >= 0 else tree.chain.pages.get(-1 - s, UNSEEN) for s in sources]
    allowed = [k for k, n in enumerate(name) if not prices.rulings.bars(n, w)]
    if not allowed or not prices.order[w]:
        return None
    shown = _shown(prices, tree, sources, w)
    priors = np.array([m.prior for m in prices.weights.manners])
    single = float((shown.sum(axis=2) + late + priors[:, None])[:, allowed].min())
    at_hand = np.array([s >= 0 and prices.rulings.revised.get(w) == s for s in sources])
    accidents = _accidents(prices, tree, sources, w, shown[0])
    least = float((shown.min(axis=1).sum(axis=1) + priors).min()) + prices.weights.second * (not at_hand.any())
    least -= prices.weights.letter * float(accidents.max())
    if least >= single and not prices.rulings.wants_pair(w):
        return None
    bar = single - late[:, None] - late - priors[:, None, None]
    known = list(zip(sources, name, strict=True))
    free = _free(prices, w, known)
    together = _together(prices, shown, w, at_hand, accidents)
    saving = np.where(np.triu(free, 1), bar - together, -np.inf).transpose(1, 2, 0)
    i, j, k = (int(n) for n in np.unravel_index(int(saving.argmax()), saving.shape))
    if not saving[i, j, k] > (-NEVER if prices.rulings.wants_pair(w) else 0.0):
        return None
    return _pair(prices, w, (sources[i], sources[j]), (shown[k, i], shown[k, j]), float(saving[i, j, k]))


def _beside_the_text(prices: Prices, source: int, w: int) -> float:
    if source < 0:
        return 0.0
    late = lateness(prices.times[source], prices.times[w], prices.weights)
    return late - prices.weights.named * float(prices.named[source, w])


def _free(prices: Prices, w: int, known: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """(sources, sources): which may be two. Versions of one wire are one source, refreshed; and an editor may have
    ruled a pair out, by the names that come second in `known`."""
    outlet = np.array([source >= 0 for source, _ in known])
    free = outlet[:, None] | outlet
    if prices.rulings.pinned or prices.rulings.vetoed:
        free &= np.array([[not prices.rulings.bars_pair((a, b), w) for _, b in known] for _, a in known])
    return free


def _together(prices: Prices, shown: Floats, w: int, at_hand: NDArray[np.bool_], accidents: Floats) -> Floats:
    """(manners, sources, sources): the price of the passages out of the better of two sources, the second and the
    changes between them included; endless where one of the two has too little of its own.

    The page's own earlier text (`at_hand`) is no second source that a desk must come by. What would be an accident out
    of one source speaks for two.
    """
    one, other = shown[:, :, None, :], shown[:, None, :, :]
    own_page = at_hand[:, None] | at_hand[None, :]
    cost = divided(one, other, prices.weights.switch) + prices.weights.second * ~own_page
    cost -= prices.weights.letter * accidents
    own = np.minimum((other - one > BETTER).sum(axis=-1), (one - other > BETTER).sum(axis=-1))
    own = np.maximum(own, accidents)
    return cost if prices.rulings.wants_pair(w) else np.where(own < np.where(own_page, 1, OWN_LEAST), np.inf, cost)


def _accidents(prices: Prices, tree: Tree, sources: Sequence[int], w: int, close: Floats) -> Floats:
    """(sources, sources): how many passages read to the letter as the one source has them though the other tells them
    in other words, as far as the other has passages to the letter that the one has not; `close`: (sources, passages)
    what keeping the words costs.

    One old value may be a slip; a desk that had a text before it does not fall upon the very words of another.
    """
    own = list(prices.order[w])
    state = _states(prices, tree, sources, own)
    long = np.array([len(prices.readings[c][prices.cell[c, w]]) >= TO_THE_LETTER for c in own])
    same = (state == prices.cell[own, w]) & long
    told = (state != ABSENT) & ~same & (close > REWORDED)
    by_accident = (same.astype(float) @ told.T.astype(float)).T  # [i, j]: to the letter of j, in other words in i
    alone = same.astype(float) @ (~same).T.astype(float)  # [i, j]: to the letter of i, not of j
    found = np.minimum(by_accident, alone)
    return np.maximum(found, found.T)


def _candidates(prices: Prices, tree: Tree, w: int, children: Mapping[int, Sequence[int]]) -> list[int]:
    """The versions, and the cheapest single sources among the outlets that do not themselves go back to `w`."""
    price = prices.copying[:, w].copy()
    price[[*_descendants(children, w), *tree.chain.pages.values()]] = NEVER
    ranked = np.argsort(price, kind="stable")[:BEST_FEW]
    return [-1 - v for v in range(tree.chain.versions)] + [int(p) for p in ranked if price[p] < NEVER]


def _children(parent: Sequence[int], found: Mapping[int, Pair]) -> dict[int, list[int]]:
    """Who took from each source, as the first or the second."""
    children: dict[int, list[int]] = defaultdict(list)
    for c, p in enumerate(parent):
        pair = found.get(c)
        for source in (p,) if pair is None else (pair.main, pair.second):
            children[source].append(c)
    return children


def _descendants(children: Mapping[int, Sequence[int]], w: int) -> set[int]:
    """`w` and all that took from it."""
    below, todo = {w}, [w]
    while todo:
        more = [c for c in children.get(todo.pop(), ()) if c not in below]
        below.update(more)
        todo += more
    return below


def _shown(prices: Prices, tree: Tree, sources: Sequence[int], w: int) -> Floats:
    """(manners, sources, passages of `w` in its order): the price of each passage out of each source."""
    own = list(prices.order[w])
    states = _states(prices, tree, sources, own)
    return np.stack([prices.outlet[c][:, states[:, k], prices.cell[c, w]] for k, c in enumerate(own)], axis=2)


def _states(prices: Prices, tree: Tree, sources: Sequence[int], columns: Sequence[int]) -> Ints:
    """(sources, columns): the reading that each source has of each passage."""
    columns = list(columns)
    return np.stack([tree.chain.state[-1 - s, columns] if s < 0 else prices.cell[columns, s] for s in sources])


def _pair(prices: Prices, w: int, sources: tuple[int, int], price: tuple[Floats, Floats], saving: float) -> Pair:
    order = prices.order[w]
    division = from_other(price[0].tolist(), price[1].tolist(), prices.weights.switch)
    given = tuple(c for c, other in zip(order, division, strict=True) if other)
    if len(given) * 2 > len(order):
        given = tuple(c for c in order if c not in given)
        return Pair(sources[1], sources[0], saving, given)
    return Pair(sources[0], sources[1], saving, given)


def given_by_others(pairs: Mapping[int, Pair], order: Sequence[Sequence[int]]) -> dict[int, tuple[int, ...]]:
    """witness -> the passages that another outlet gave, for those that took the wire as well."""
    given: dict[int, tuple[int, ...]] = {}
    for w, pair in pairs.items():
        from_main = tuple(c for c in order[w] if c not in pair.passages)
        parts = ((pair.main, from_main), (pair.second, pair.passages))
        if min(pair.main, pair.second) < 0:
            given[w] = tuple(c for source, columns in parts if source >= 0 for c in columns)
    return {w: columns for w, columns in given.items() if columns}
