"""Which sentences of two texts say the same: by wording where it is kept, by content and order where it is not.

A monotone path of best total likeness (Gale & Church 1993 style, likeness in place of length) carries what kept its order;
moved sentences are added where each is the other's best; a gap of one between linked neighbours is filled on position alone
(order is evidence); merges and splits are added for what the first link leaves unexplained.
"""

from collections.abc import Sequence
from statistics import median

import numpy as np

from shared.article import Witness
from shared.collation.body import Body, prepare, prepare_texts
from shared.collation.kinship import ALIKE, judge
from shared.collation.order import Links, concordance, path
from shared.collation.similarity import Floats, Likeness, likeness
from shared.collation.values import Collation, Link

FLOOR = 0.15  # likeness under which sentences have nothing to do with one another
REWRITTEN = 0.65
REWRITTEN_FLOOR = -0.05
MOVED_LEAST = 0.4  # likeness without the support of order
RIVAL = 0.5  # share of a sentence's best link under which another one is noise
MERGE_GAIN = 10.0  # worth of the words that a second sentence must explain beyond the first
MERGE_SHARE = 0.12  # and its share in the squared worth of the sentence
MERGE_OWN = 0.45  # share of the second sentence that must be found there


def collate(a: Witness, b: Witness) -> Collation:
    """Two witnesses side by side; links carry sentence numbers of the witnesses' own lists. Symmetric."""
    if a.id > b.id:
        return mirrored(collate(b, a))
    left, right = prepare(a), prepare(b)
    if not left.bags or not right.bags:
        return Collation(links=(), cover_a=0.0, cover_b=0.0, kinship=0.0, verdict="unrelated")
    like = likeness(left, right)
    links = _links(left, right, like)
    alike = _without_rivals(path(like.score, ALIKE) | _moved(like.score))
    verdict, kinship = judge(left, right, like, alike)
    if verdict in ("independent", "unrelated"):
        links = alike
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
    return _grouped(_links(left, right, likeness(left, right)))


def _cover(body: Body, linked: set[int]) -> float:
    return round(sum(body.mass[i] for i in linked) / max(1e-9, sum(body.mass)), 4)


def _grouped(links: Links) -> tuple[Link, ...]:
    return tuple(Link(a=(i,), b=(j,), score=round(min(1.0, s), 4)) for (i, j), s in sorted(links.items()))


def _links(left: Body, right: Body, like: Likeness) -> Links:
    links = path(like.score, FLOOR)
    if links and median(links.values()) < REWRITTEN and concordance(like.cosine) > 0.5:
        links = path(like.score, REWRITTEN_FLOOR)
    else:
        links.update(_moved(like.score))
        links = _without_rivals(links)
    further = _further(left, right, links, like)
    return links | {pair: float(like.score[pair]) for pair in further}


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


def _further(left: Body, right: Body, links: Links, like: Likeness) -> set[tuple[int, int]]:
    """Further parts of merged and split sentences: they explain wording that the sentences linked so far do not."""
    up: dict[int, list[int]] = {}
    down: dict[int, list[int]] = {}
    for i, j in links:
        down.setdefault(i, []).append(j)
        up.setdefault(j, []).append(i)
    where: dict[tuple[str, ...], list[int]] = {}
    for j, runs in enumerate(right.runs):
        for run in runs:
            where.setdefault(run, []).append(j)
    shared: dict[tuple[int, int], list[tuple[str, ...]]] = {}
    for i, runs in enumerate(left.runs):
        for run in runs:
            for j in where.get(run, ()):
                if (i, j) not in links:
                    shared.setdefault((i, j), []).append(run)
    found: set[tuple[int, int]] = set()
    for (i, j), runs in shared.items():
        merged = [r for r in runs if up.get(j) and not any(r in left.runs[x] for x in up[j])]
        split = [r for r in runs if down.get(i) and not any(r in right.runs[y] for y in down[i])]
        if len(merged) > 1 or len(split) > 1:
            found.add((i, j))
        elif merged and _gain(like.a[i], like.b[j], like.a[up[j]]) > MERGE_GAIN:
            found.add((i, j))
        elif split and _gain(like.b[j], like.a[i], like.b[down[i]]) > MERGE_GAIN:
            found.add((i, j))
    return found


def _gain(part: Floats, whole: Floats, known: Floats) -> float:
    return float(whole[(whole > 0) & (part > 0) & ~(known > 0).any(axis=0)].sum())
