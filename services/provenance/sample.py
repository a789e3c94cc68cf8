"""A part of a large family that shows its wire versions as well as the whole does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from services.provenance.marks import Rulings
from services.provenance.pricing import Ints, Prices
from services.provenance.sequences import sequences

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


def subset(prices: Prices, part: Sequence[int]) -> Prices:
    """The prices among some witnesses alone; readings and states keep their numbers."""
    keep: Ints = np.array(part, dtype=np.intp)
    at = {w: k for k, w in enumerate(part)}

    def among(rulings: Mapping[int, frozenset[int]]) -> dict[int, frozenset[int]]:
        # Who is not in the part gets a number that nobody in it has.
        number = {s: at.get(s, s if s < 0 else len(part) + s) for of in rulings.values() for s in of}
        return {at[w]: frozenset(number[s] for s in sources) for w, sources in rulings.items() if w in at}

    return replace(
        prices,
        cell=prices.cell[:, keep],
        copying=prices.copying[np.ix_(keep, keep)],
        usual=prices.usual[keep],
        taken=prices.taken[..., keep],
        ahead=prices.ahead[keep],
        steady=prices.steady[keep],
        sequences=sequences([prices.order[w] for w in part], prices.columns),
        times=tuple(prices.times[w] for w in part),
        free=prices.free[:, keep],
        named=prices.named[np.ix_(keep, keep)],
        updates=frozenset(at[w] for w in prices.updates if w in at),
        rulings=Rulings(
            among(prices.rulings.pinned),
            among(prices.rulings.vetoed),
            {at[w]: at[p] for w, p in prices.rulings.revised.items() if w in at and p in at},
        ),
    )
