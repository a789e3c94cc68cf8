"""Do two texts derive from one another or from one text, or do they merely report one event?

Copies share phrases outside quotations; independent reports of an event hardly do: they share quotations, names and figures.
A rewrite shares neither phrases nor quotations, but keeps the order and nearly all of the content. Template reports
(markets, results) share phrases, but not the names and figures in them.
"""

import math

import numpy as np

from shared.collation.body import Body
from shared.collation.similarity import Likeness
from shared.collation.values import Verdict

PHRASES_LEAST = 8  # shared phrases from which on chance and stock expressions are ruled out
COPY_SHARE = 0.07  # of the shorter text's phrases; independent reports reach 0.054
STYLED_SHARE = 0.6  # under it a copy has been house-styled
TEMPLATE_RARE = 0.45  # share of names and figures kept, under which shared phrases are a template's
LINKS_LEAST = 5  # a rewrite shows itself only over some length
ORDER_LEAST = 0.9
COVER_LEAST = 0.55
QUOTE_SHARED = 0.8  # share of a quotation's words found in one of the other text's
EVENT_LIKENESS = 0.3  # two linked sentences so alike speak of one event


def judge(a: Body, b: Body, like: Likeness, links: dict[tuple[int, int], float]) -> tuple[Verdict, float]:
    """(verdict, kinship in 0..1) of two bodies whose sentences are linked."""
    shared = len(a.phrases & b.phrases)
    share = shared / max(1, min(len(a.phrases), len(b.phrases)))
    if shared >= PHRASES_LEAST or share > STYLED_SHARE:
        copied = _logistic((share - COPY_SHARE) / 0.02) * _same_facts(a, b, links)
        if copied >= 0.5:
            return ("copy" if share >= STYLED_SHARE else "house-styled copy"), round(copied, 4)
    rewritten = _rewritten(a, b, like, links)
    if rewritten >= 0.5:
        return "rewrite", round(rewritten, 4)
    alike = sum(like.cosine[i, j] >= EVENT_LIKENESS for i, j in links)
    return ("independent" if alike >= 3 else "unrelated"), round(rewritten, 4)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _same_facts(a: Body, b: Body, links: dict[tuple[int, int], float]) -> float:
    """Near 1 if linked sentences agree in names and figures, near 0 if only the mould is the same."""
    both = either = 0
    for i, j in links:
        both += len(a.rare[i] & b.rare[j])
        either += min(len(a.rare[i]), len(b.rare[j]))
    if either < 4:
        return 1.0
    return _logistic((both / either - TEMPLATE_RARE) / 0.05)


def _rewritten(a: Body, b: Body, like: Likeness, links: dict[tuple[int, int], float]) -> float:
    if len(links) < LINKS_LEAST:
        return 0.0
    order = concordance(like)
    cover = min(_covered(a, {i for i, _ in links}), _covered(b, {j for _, j in links}))
    cover_most = max(_covered(a, {i for i, _ in links}), _covered(b, {j for _, j in links}))
    quoted = _shared_quotes(a, b)
    x = (order - ORDER_LEAST) / 0.04 + (cover - COVER_LEAST) / 0.12 + (cover_most - 0.75) / 0.1 - 3.0 * quoted
    return _logistic(x)


def _covered(body: Body, linked: set[int]) -> float:
    return sum(body.mass[i] for i in linked) / max(1e-9, sum(body.mass))


def concordance(like: Likeness) -> float:
    """Kendall's tau, weighted by likeness, over the best partners found without regard to order."""
    pairs = _partners(like)
    agree = against = 0.0
    for k, (i, j, s) in enumerate(pairs):
        for x, y, t in pairs[k + 1 :]:
            weight = min(s, t)
            agree, against = (agree + weight, against) if (i < x) == (j < y) else (agree, against + weight)
    return (agree - against) / max(1e-9, agree + against)


def _partners(like: Likeness) -> list[tuple[int, int, float]]:
    """Greedy one-to-one partners, the likest first."""
    found: list[tuple[int, int, float]] = []
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for flat in np.argsort(-like.cosine, axis=None, kind="stable"):
        i, j = divmod(int(flat), like.cosine.shape[1])
        if like.cosine[i, j] < 0.12:
            break
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            found.append((i, j, float(like.cosine[i, j])))
    return sorted(found)


def _shared_quotes(a: Body, b: Body) -> int:
    """Quotations that both print, nearly word for word."""
    return sum(any(_same_quote(q, r) for r in b.quotes) for q in a.quotes)


def _same_quote(q: tuple[str, ...], r: tuple[str, ...]) -> bool:
    return len(set(q) & set(r)) >= QUOTE_SHARED * min(len(set(q)), len(set(r)))
