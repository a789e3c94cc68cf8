"""A part of a large family that shows its wire versions as well as the whole does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from services.provenance.marks import Rulings
from services.provenance.pricing import ABSENT, Ints, Prices
from services.provenance.succession import among
from services.provenance.takings import taken_by
from services.provenance.versions import Chain

SAMPLE = 28
FULL = 0.5  # quantile of the number of passages that a witness must have to say much


def sample(prices: Prices, pages: Sequence[int]) -> list[int]:
    """Witness numbers in order: the pages, and full witnesses that keep the words, evenly over the printed times."""
    has = (prices.cell > 0).sum(axis=0)
    least = float(np.quantile(has, FULL))
    telling = [w for w in range(prices.witnesses) if has[w] >= least and w not in set(pages)]
    telling.sort(key=lambda w: (int(prices.usual[w]) == len(prices.weights.manners) - 1, w))
    kept = telling[: max(SAMPLE, len(telling) // 2)]
    kept.sort(key=lambda w: (prices.times[w] is None, prices.times[w] or 0.0, w))
    places = np.unique(np.linspace(0, len(kept) - 1, min(SAMPLE, len(kept))).round().astype(int))
    return sorted({*pages, *(kept[int(k)] for k in places)})


def subset(prices: Prices, part: Sequence[int]) -> tuple[Prices, Ints]:
    """The prices among some witnesses alone, and which passages these print, of which alone they are; readings and
    states keep their numbers."""
    keep: Ints = np.array(part, dtype=np.intp)
    printed = np.flatnonzero((prices.cell[:, keep] != ABSENT).any(axis=1))
    at = {w: k for k, w in enumerate(part)}
    takings = taken_by(prices.takings, part, printed)
    some = replace(
        prices,
        readings=tuple(prices.readings[c] for c in printed),
        cell=prices.cell[np.ix_(printed, keep)],
        outlet=tuple(prices.outlet[c] for c in printed),
        wire=tuple(prices.wire[c] for c in printed),
        copying=prices.copying[np.ix_(keep, keep)],
        usual=prices.usual[keep],
        states=prices.states[printed],
        moves=prices.moves[printed],
        takings=takings,
        told=prices.told[printed],
        succession=among(prices.succession, part, printed),
        sequences=takings.cells,
        times=tuple(prices.times[w] for w in part),
        free=prices.free[np.ix_(printed, keep)],
        named=prices.named[np.ix_(keep, keep)],
        updates=frozenset(at[w] for w in prices.updates if w in at),
        rulings=_ruled(prices.rulings, part),
    )
    return some, printed


def _ruled(rulings: Rulings, part: Sequence[int]) -> Rulings:
    at = {w: k for k, w in enumerate(part)}

    def here(of: Mapping[int, frozenset[int]]) -> dict[int, frozenset[int]]:
        # Who is not in the part gets a number that nobody in it has.
        number = {s: at.get(s, s if s < 0 else len(part) + s) for sources in of.values() for s in sources}
        return {at[w]: frozenset(number[s] for s in sources) for w, sources in of.items() if w in at}

    revised = {at[w]: at[p] for w, p in rulings.revised.items() if w in at and p in at}
    return Rulings(here(rulings.pinned), here(rulings.vetoed), revised)


def whole(chain: Chain, part: Sequence[int], printed: Ints, columns: int) -> Chain:
    """A chain found among a part (witnesses `part`, passages `printed`) as one of the whole family; what nobody of the
    part prints is in none of its versions."""
    state: Ints = np.zeros((chain.versions, columns), dtype=np.intp)
    place = state.copy()
    state[:, printed], place[:, printed] = chain.state, chain.place
    order = tuple(tuple(int(printed[c]) for c in own) for own in chain.order)
    return Chain(state, place, order, chain.cost, {v: part[w] for v, w in chain.pages.items()})
