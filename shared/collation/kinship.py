"""Do two texts derive from one another or from one text, or do they merely report one event?

Copies share phrases outside quotations; independent reports of an event hardly do: they share quotations, names and figures.
A rewrite shares neither phrases nor quotations, but keeps the order and nearly all of the content. Template reports
(markets, results) share phrases, but not the names and figures in them.
"""

import math

from shared.collation.body import Body
from shared.collation.order import Links, backwards, concordance
from shared.collation.similarity import Likeness
from shared.collation.values import Verdict

PHRASES_LEAST = 8  # shared phrases from which on chance and stock expressions are ruled out
COPY_SHARE = 0.07  # of the shorter text's phrases; independent reports reach 0.054
STYLED_SHARE = 0.6  # under it a copy has been house-styled
TEMPLATE_RARE = 0.45  # share of names and figures kept, under which shared phrases are a template's
ALIKE = 0.08  # likeness from which links count here
LINKS_LEAST = 6  # a rewrite shows itself only over some length
# The logistic model of a rewrite: weights set by hand on the dev cascades, each story checked against the other three.
REWRITE_BIAS = 0.5
ORDER_LEAST = 0.9
ORDER_MOST = 0.95
COVER_LEAST = 0.55
COVER_MOST = 0.75
BACKWARDS = 0.45
QUOTE_SHARED = 0.8  # share of a quotation's words found in one of the other text's
EVENT_LIKENESS = 0.3  # two linked sentences so alike speak of one event


def judge(a: Body, b: Body, like: Likeness, links: Links) -> tuple[Verdict, float]:
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


def _same_facts(a: Body, b: Body, links: Links) -> float:
    """Near 1 if linked sentences agree in names and figures, near 0 if only the mould is the same."""
    both = either = 0
    for i, j in links:
        both += len(a.rare[i] & b.rare[j])
        either += min(len(a.rare[i]), len(b.rare[j]))
    if either < 4:
        return 1.0
    return _logistic((both / either - TEMPLATE_RARE) / 0.05)


def _rewritten(a: Body, b: Body, like: Likeness, links: Links) -> float:
    if len(links) < LINKS_LEAST:
        return 0.0
    order = min(ORDER_MOST, concordance(like.cosine))
    covers = _covered(a, {i for i, _ in links}), _covered(b, {j for _, j in links})
    x = (
        REWRITE_BIAS
        + (order - ORDER_LEAST) / 0.06
        + (min(covers) - COVER_LEAST) / 0.12
        + (max(covers) - COVER_MOST) / 0.1
        - 3.0 * _shared_quotes(a, b)
        + 6.0 * (BACKWARDS - min(1.2, backwards(like.score, ALIKE)))
    )
    return _logistic(x)


def _covered(body: Body, linked: set[int]) -> float:
    return sum(body.mass[i] for i in linked) / max(1e-9, sum(body.mass))


def _shared_quotes(a: Body, b: Body) -> int:
    """Quotations that both print, nearly word for word."""
    return sum(any(_same_quote(q, r) for r in b.quotes) for q in a.quotes)


def _same_quote(q: tuple[str, ...], r: tuple[str, ...]) -> bool:
    return len(set(q) & set(r)) >= QUOTE_SHARED * min(len(set(q)), len(set(r)))
