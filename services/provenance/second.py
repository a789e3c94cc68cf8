"""Second sources: a witness whose passages fall into strata that no single text explains.

Two sources are accepted only if each explains what the other cannot, and the saving pays for the second and for every
change from one to the other along the text.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from services.provenance import accidents
from services.provenance.marks import UNSEEN
from services.provenance.pricing import NEVER, Floats, Ints, Prices, lateness
from services.provenance.ranking import cheapest_few
from services.provenance.search import Tree
from services.provenance.strata import divided, from_other

BEST_FEW = 40  # sources tried in pairs: the cheapest single ones
FEW = 16  # witnesses of a story for which the price of a second source was found
EPSILON = 1e-6
OWN_LEAST = 2  # passages that each source must explain better than the other does
BETTER = 3.0  # by so many nats


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources of one witness (numbers as in `Tree.parent`), `main` the fuller one, and the nats saved."""

    main: int
    second: int
    saving: float
    passages: tuple[int, ...]  # columns that the second source gave


def second_sources(prices: Prices, tree: Tree, known: Collection[int] = ()) -> dict[int, Pair]:
    """witness -> its two sources, for those that have two; what an editor decided first, then the clearest case,
    since it bars its own reverse.

    `known` had two when the tree was sought: its prices leave out what the second source gave.
    """
    pages = set(tree.chain.pages.values())
    found: dict[int, Pair] = {}
    children = _children(tree.parent)
    weighed = [w for w in range(prices.witnesses) if w not in pages and (w in known or _may_pay(prices, tree, w))]
    decided = prices.rulings.wants_pair
    queue = [(not decided(w), -round(p.saving, 6), w, p) for w in weighed if (p := _two(prices, tree, w, children))]
    heapq.heapify(queue)
    while queue:
        *_, w, pair = heapq.heappop(queue)
        again = _two(prices, tree, w, children)  # what was found since may bar a source, or give a dearer one
        if again is None:
            continue
        if again.saving < pair.saving - EPSILON:
            heapq.heappush(queue, (not decided(w), -round(again.saving, 6), w, again))
            continue
        found[w] = again
        children[tree.parent[w]].remove(w)
        for source in (again.main, again.second):
            children[source].append(w)
    return found


def set_aside(carried: Mapping[int, Sequence[int]], pairs: Mapping[int, Pair]) -> dict[int, tuple[int, ...]]:
    """witness -> the passages that say nothing of its main source: those `carried` over from its own page before, and
    those that its second source gave."""
    aside = {w: tuple(columns) for w, columns in carried.items()}
    return aside | {w: (*aside.get(w, ()), *pair.passages) for w, pair in pairs.items()}


def _may_pay(prices: Prices, tree: Tree, w: int) -> bool:
    """Can a second source save more than it costs?"""
    p = tree.parent[w]
    paid = float(tree.on_wire[-1 - p, w]) if p < 0 else float(prices.copying[p, w])
    least = _price(prices) - prices.weights.named * float(prices.named[:, w].any())
    decided = w in prices.rulings.revised or prices.rulings.wants_pair(w)
    return decided or paid > least


def _two(prices: Prices, tree: Tree, w: int, children: Mapping[int, Sequence[int]]) -> Pair | None:
    sources = _candidates(prices, tree, w, children)
    name = [s if s >= 0 else tree.chain.pages.get(-1 - s, UNSEEN) for s in sources]
    allowed = [k for k, n in enumerate(name) if not prices.rulings.bars(n, w)]
    if not allowed or not prices.order[w]:
        return None
    beside = _beside_the_text(prices, sources, w)
    priors = np.array([m.prior for m in prices.weights.manners])
    state = _states(prices, tree, sources, prices.order[w])
    shown = _shown(prices, state, w)
    single = float((shown.sum(axis=2) + beside + priors[:, None])[:, allowed].min())
    at_hand = np.array([s >= 0 and prices.rulings.revised.get(w) == s for s in sources])
    its = np.array([s == tree.parent[w] for s in sources])
    letters = accidents.letters(prices, state, shown[0], w, its)
    ruled = prices.rulings.wants_pair(w)
    price = _price(prices) * (not at_hand.any()) - prices.weights.letter * accidents.most(letters)
    if not ruled and _least(shown, beside, priors) + price >= single:
        return None
    by_accident = accidents.accidents(prices, letters, sources, w, children)
    fixed = beside[:, None] + beside + _price(prices) * ~(at_hand[:, None] | at_hand)
    fixed = fixed - prices.weights.letter * by_accident + priors[:, None, None]
    free = np.triu(_free(prices, w, list(zip(sources, name, strict=True))), 1)
    if not ruled:
        at_least = np.minimum(shown[:, :, None], shown[:, None]).sum(axis=-1) + fixed
        free &= (at_least < single).any(axis=0)
    one, other = np.nonzero(free)
    if not len(one):
        return None
    together = divided(shown[:, one], shown[:, other], prices.weights.switch) + fixed[:, one, other]
    if not ruled:
        needed = np.where(at_hand[one] | at_hand[other], 1, OWN_LEAST)
        together[_own(shown[:, one], shown[:, other], by_accident[one, other]) < needed] = np.inf
    pair, manner = (int(k) for k in np.unravel_index(int(together.T.argmin()), together.T.shape))
    saving = single - float(together[manner, pair])
    if not saving > (-NEVER if ruled else 0.0):
        return None
    i, j = int(one[pair]), int(other[pair])
    found = _pair(prices, w, (sources[i], sources[j]), (shown[manner, i], shown[manner, j]), saving)
    return found if found.passages or ruled else None


def _least(shown: Floats, beside: Floats, priors: Floats) -> float:
    """What any two of the sources cost at least: each passage out of the cheapest of all."""
    return float((shown.min(axis=1).sum(axis=1) + priors).min()) + 2 * float(beside.min())


def _own(one: Floats, other: Floats, accidents: Floats) -> Floats:
    """(manners, pairs): how many passages each of the two explains that the other does not."""
    return np.maximum(accidents, np.minimum((other - one > BETTER).sum(axis=-1), (one - other > BETTER).sum(axis=-1)))


def _price(prices: Prices) -> float:
    """What a second source costs: to name one out of many says more than one out of a dozen."""
    return prices.weights.second + log(max(1.0, prices.witnesses / FEW))


def _beside_the_text(prices: Prices, sources: Sequence[int], w: int) -> Floats:
    """(sources,): what a source costs or saves by its time and by being named; versions nothing."""
    late = [0.0 if s < 0 else lateness(prices.times[s], prices.times[w], prices.weights) for s in sources]
    known = np.array(sources)
    named, naming = (np.where(known < 0, False, of) for of in (prices.named[known, w], prices.named[w, known]))
    return np.array(late) - prices.weights.named * named + prices.weights.namer * naming


def _free(prices: Prices, w: int, known: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """(sources, sources): which may be two. Versions of one wire are one source, refreshed; and an editor may have
    ruled a pair out, by the names that come second in `known`."""
    outlet = np.array([source >= 0 for source, _ in known])
    free = outlet[:, None] | outlet
    if prices.rulings.pinned or prices.rulings.vetoed:
        free &= np.array([[not prices.rulings.bars_pair((a, b), w) for _, b in known] for _, a in known])
    return free


def _candidates(prices: Prices, tree: Tree, w: int, children: Mapping[int, Sequence[int]]) -> list[int]:
    """The versions, and the cheapest single sources among the outlets that do not themselves go back to `w`."""
    price = prices.copying[:, w].copy()
    price[[*_descendants(children, w), *tree.chain.pages.values()]] = NEVER
    ranked = [int(p) for p in cheapest_few(price, BEST_FEW) if price[p] < NEVER]
    if prices.witnesses > BEST_FEW:
        ranked = _unlike(prices, w, ranked, tree.parent[w])
    return [-1 - v for v in range(tree.chain.versions)] + ranked


def _unlike(prices: Prices, w: int, sources: Sequence[int], kept: int) -> list[int]:
    """Of sources that have all passages of `w` alike the first, and `kept`: in a large story there are many."""
    readings = np.ascontiguousarray(prices.cell[np.ix_(prices.order[w], sources)].T)
    known = {s: row.tobytes() for s, row in zip(sources, readings, strict=True)} | {int(kept): b""}
    first = {reading: s for s, reading in reversed([(s, known[s]) for s in sources])}
    return [s for s in sources if first[known[s]] == s]


def _children(parent: Sequence[int]) -> dict[int, list[int]]:
    """Who took from each source."""
    children: dict[int, list[int]] = defaultdict(list)
    for c, p in enumerate(parent):
        children[p].append(c)
    return children


def _descendants(children: Mapping[int, Sequence[int]], w: int) -> set[int]:
    """`w` and all that took from it."""
    below, todo = {w}, [w]
    while todo:
        more = [c for c in children.get(todo.pop(), ()) if c not in below]
        below.update(more)
        todo += more
    return below


def _shown(prices: Prices, state: Ints, w: int) -> Floats:
    """(manners, sources, passages of `w` in its order): the price of each passage out of each source."""
    mine = enumerate(prices.order[w])
    return np.stack([prices.outlet[c][:, state[:, k], prices.cell[c, w]] for k, c in mine], axis=2)


def _states(prices: Prices, tree: Tree, sources: Sequence[int], columns: Sequence[int]) -> Ints:
    """(sources, columns): the reading that each source has of each passage; versions are the first of `sources`."""
    columns = list(columns)
    versions = [-1 - s for s in sources if s < 0]  # which come first
    witnesses = [s for s in sources if s >= 0]
    return np.concatenate([tree.chain.state[np.ix_(versions, columns)], prices.cell[np.ix_(columns, witnesses)].T])


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
