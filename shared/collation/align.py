"""Which sentences of two texts say the same: by wording where it is kept, by content and order where it is not.

A monotone path of best total likeness (Gale & Church 1993 style, likeness in place of length) carries what kept its order;
moved sentences are added where each is the other's best; a gap of one between linked neighbours is filled on position alone
(order is evidence); merges and splits are added for what the first link leaves unexplained.
"""

from collections.abc import Sequence

import numpy as np

from shared.article import Witness
from shared.collation.body import Body, prepare, prepare_texts
from shared.collation.kinship import judge
from shared.collation.similarity import Floats, Likeness, likeness
from shared.collation.values import Collation, Link

FLOOR = 0.08  # likeness under which sentences have nothing to do with one another
MOVED_LEAST = 0.4  # likeness without the support of order
RIVAL = 0.5  # share of a sentence's best link under which another one is noise
MERGE_GAIN = 10.0  # worth of the words that a second sentence must explain beyond the first
MERGE_SHARE = 0.12  # and its share in the squared worth of the sentence
MERGE_OWN = 0.45  # share of the second sentence that must be found there
Links = dict[tuple[int, int], float]


def collate(a: Witness, b: Witness) -> Collation:
    """Two witnesses side by side; links carry sentence numbers of the witnesses' own lists. Symmetric."""
    if a.id > b.id:
        return mirrored(collate(b, a))
    left, right = prepare(a), prepare(b)
    if not left.bags or not right.bags:
        return Collation(links=(), cover_a=0.0, cover_b=0.0, kinship=0.0, verdict="unrelated")
    like = likeness(left, right)
    links = _links(like)
    verdict, kinship = judge(left, right, like, links)
    numbers_a, numbers_b = a.body(), b.body()
    return Collation(
        links=_grouped({(numbers_a[i], numbers_b[j]): s for (i, j), s in links.items()}),
        cover_a=_cover(left, {i for i, _ in links}),
        cover_b=_cover(right, {j for _, j in links}),
        kinship=kinship,
        verdict=verdict,
    )


def mirrored(collation: Collation) -> Collation:
    """The same collation seen from the other side."""
    links = tuple(sorted((Link(a=x.b, b=x.a, score=x.score) for x in collation.links), key=lambda x: (x.a, x.b)))
    return collation.model_copy(update={"links": links, "cover_a": collation.cover_b, "cover_b": collation.cover_a})


def link(a: Sequence[str], b: Sequence[str]) -> tuple[Link, ...]:
    """Links between bare sentence texts, numbered as given."""
    left, right = prepare_texts(tuple(a)), prepare_texts(tuple(b))
    if not left.bags or not right.bags:
        return ()
    return _grouped(_links(likeness(left, right)))


def _cover(body: Body, linked: set[int]) -> float:
    return round(sum(body.mass[i] for i in linked) / max(1e-9, sum(body.mass)), 4)


def _grouped(links: Links) -> tuple[Link, ...]:
    return tuple(Link(a=(i,), b=(j,), score=round(min(1.0, s), 4)) for (i, j), s in sorted(links.items()))


def _links(like: Likeness) -> Links:
    links = _path(like.score)
    links.update(_moved(like.score))
    links = _without_rivals(links)
    links.update(_gaps(links, like.score))
    links.update(_merges(links, like.a, like.b, like.score))
    flipped = _merges({(j, i): s for (i, j), s in links.items()}, like.b, like.a, like.score.T)
    links.update({(i, j): s for (j, i), s in flipped.items()})
    return links


def _path(score: Floats) -> Links:
    n, m = score.shape
    gain = np.maximum(0.0, score - FLOOR)
    best = np.zeros((n + 1, m + 1))
    for i in range(n):
        diagonal = np.maximum(best[i, :-1] + gain[i], best[i, 1:])
        best[i + 1, 1:] = np.maximum.accumulate(diagonal)
    links: Links = {}
    i, j = n, m
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            links[i, j] = float(score[i, j])
    return links


def _moved(score: Floats) -> Links:
    to_b, to_a = score.argmax(axis=1), score.argmax(axis=0)
    return {(i, int(j)): float(score[i, j]) for i, j in enumerate(to_b) if to_a[j] == i and score[i, j] > MOVED_LEAST}


def _without_rivals(links: Links) -> Links:
    best_a: dict[int, float] = {}
    best_b: dict[int, float] = {}
    for (i, j), s in links.items():
        best_a[i] = max(best_a.get(i, 0.0), s)
        best_b[j] = max(best_b.get(j, 0.0), s)
    return {(i, j): s for (i, j), s in links.items() if s >= RIVAL * max(best_a[i], best_b[j])}


def _gaps(links: Links, score: Floats) -> Links:
    """Sentences that alone stand open between, or beside, linked neighbours."""
    n, m = score.shape
    open_a = [i for i in range(n) if all(x != i for x, _ in links)]
    open_b = {j for j in range(m) if all(y != j for _, y in links)}
    found: Links = {}
    for i in open_a:
        for j in sorted(open_b):
            before = (i - 1, j - 1) in links or (i == 0 and j == 0)
            after = (i + 1, j + 1) in links or (i == n - 1 and j == m - 1)
            if (before and after and score[i, j] > 0.0) or ((before or after) and score[i, j] > FLOOR):
                found[i, j] = float(score[i, j])
                open_b.discard(j)
                break
    return found


def _merges(links: Links, parts: Floats, wholes: Floats, score: Floats) -> Links:
    """Further parts of a whole: they explain words that its linked sentences do not have."""
    found: Links = {}
    for j in range(len(wholes)):
        mine = [i for i, y in links if y == j]
        if not mine:
            continue
        whole = wholes[j]
        unexplained = (whole > 0) & ~(parts[mine] > 0).any(axis=0)
        shared = (parts > 0) & unexplained
        gain = shared @ whole
        share = shared @ (whole**2) / max(1e-9, float((whole**2).sum()))
        own = (parts**2) @ (whole > 0) / np.maximum(1e-9, (parts**2).sum(axis=1))
        for i in np.flatnonzero((gain > MERGE_GAIN) & (share > MERGE_SHARE) & (own > MERGE_OWN)):
            if int(i) not in mine:
                found[int(i), j] = float(score[i, j])
    return found
