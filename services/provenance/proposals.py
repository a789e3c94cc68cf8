"""Which other layouts of versions are worth a try, and how a layout is split, merged and swapped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.provenance.pricing import ABSENT, Floats, Prices

PAIRS = 12  # the pairs of takers furthest apart, round which a version may fall in two
SINGLES = 16  # takers that are tried as the only one of a version
TIMES = 12  # points in time at which a version may fall in two
APART = 2.0  # readings of a passage must differ by so many nats to stand for two states of the wire


@dataclass(frozen=True, slots=True)
class Layout:
    """`parent`, `manner` as in `Tree`; `pages`: version -> the witness that is the agency's own page of it."""

    parent: tuple[int, ...]
    manner: tuple[int, ...]
    pages: Mapping[int, int]
    versions: int


def seeds(prices: Prices, layout: Layout, version: int) -> list[frozenset[int]]:
    """Groups of witnesses that may have had a version of their own."""
    pages = set(layout.pages.values())
    takers = [w for w, p in enumerate(layout.parent) if p == -1 - version and w not in pages]
    found: dict[frozenset[int], None] = {}
    for group in _groups(prices, takers):
        if 0 < len(group) < len(takers) or (version in layout.pages and group):
            found.setdefault(group)
    if version in layout.pages and takers:
        found.setdefault(frozenset(takers))
    for group in _broods(layout, pages):
        found.setdefault(group)
    return list(found)


def _groups(prices: Prices, takers: Sequence[int]) -> Iterator[frozenset[int]]:
    if len(takers) < 2:
        yield frozenset(takers)
        return
    apart = np.minimum(prices.copying, prices.copying.T)[np.ix_(takers, takers)]
    yield from _by_distance(takers, apart)
    yield from _by_time(prices, takers)
    yield from _by_passage(prices, takers, apart)
    for i in np.argsort(-apart.sum(axis=1), kind="stable")[:SINGLES]:
        yield frozenset((takers[int(i)],))


def _by_distance(takers: Sequence[int], apart: Floats) -> Iterator[frozenset[int]]:
    upper = np.triu_indices(len(takers), 1)
    for k in np.argsort(-apart[upper], kind="stable")[:PAIRS]:
        a, b = int(upper[0][k]), int(upper[1][k])
        yield frozenset(w for i, w in enumerate(takers) if i == a or (i != b and apart[a, i] < apart[b, i]))


def _by_time(prices: Prices, takers: Sequence[int]) -> Iterator[frozenset[int]]:
    dated = sorted((t, w) for w in takers if (t := prices.times[w]) is not None)
    step = max(1, len(dated) // TIMES)
    for k in range(1, len(dated), step):
        yield frozenset(w for _, w in dated[:k])


def _by_passage(prices: Prices, takers: Sequence[int], apart: Floats) -> Iterator[frozenset[int]]:
    """One group a passage: those who have it, and those nearer to one of its two most different readings."""
    for column in range(prices.columns):
        having = [i for i, w in enumerate(takers) if prices.cell[column, w] != ABSENT]
        yield frozenset(takers[i] for i in having)
        if len(having) < 2:
            continue
        numbers = prices.cell[column, [takers[i] for i in having]]
        close = prices.outlet[column][0]
        far = np.minimum(close, close.T)[np.ix_(numbers, numbers)]
        a, b = np.unravel_index(int(far.argmax()), far.shape)
        if far[a, b] < APART:
            continue
        first, second = having[int(a)], having[int(b)]
        row = {i: bool(far[a, k] < far[b, k]) for k, i in enumerate(having)}
        yield frozenset(w for i, w in enumerate(takers) if row.get(i, bool(apart[first, i] < apart[second, i])))


def _broods(layout: Layout, pages: set[int]) -> Iterator[frozenset[int]]:
    """A witness and its copies: perhaps all took what it took."""
    for w in range(len(layout.parent)):
        children = {c for c, p in enumerate(layout.parent) if p == w}
        if children and w not in pages:
            yield frozenset(children | {w})


def split(layout: Layout, version: int, group: frozenset[int], *, before: bool) -> Layout:
    """A new version right before or after `version`, with `group` as its takers."""
    new = version if before else version + 1
    pages = {v + (v >= new): w for v, w in layout.pages.items()}
    fixed = set(layout.pages.values())
    parent = tuple(
        -1 - new if w in group and w not in fixed else (p if p >= 0 else -1 - (-1 - p + (-1 - p >= new)))
        for w, p in enumerate(layout.parent)
    )
    return Layout(parent, layout.manner, pages, layout.versions + 1)


def merged(layout: Layout, version: int, into: int) -> Layout:
    """`version` given up, its takers handed to `into`."""

    def moved(v: int) -> int:
        v = into if v == version else v
        return v - (v > version)

    parent = tuple(p if p >= 0 else -1 - moved(-1 - p) for p in layout.parent)
    pages = {moved(v): w for v, w in layout.pages.items()}
    return Layout(parent, layout.manner, pages, layout.versions - 1)


def swapped(layout: Layout, version: int) -> Layout:
    """`version` and the next change places."""
    return moved(layout, version + 1, version)


def moved(layout: Layout, version: int, to: int) -> Layout:
    """`version` takes another place, and those between make room."""
    order = [v for v in range(layout.versions) if v != version]
    order.insert(to, version)
    place = {v: k for k, v in enumerate(order)}
    parent = tuple(p if p >= 0 else -1 - place[-1 - p] for p in layout.parent)
    return replace(layout, parent=parent, pages={place[v]: w for v, w in layout.pages.items()})
