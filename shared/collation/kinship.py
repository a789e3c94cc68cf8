"""Do two texts derive from one another or from one text, or do they merely report one event?

Copies share phrases outside quotations; independent reports of an event hardly do: they share quotations, names and
figures. A rewrite shares neither phrases nor quotations, but keeps the order and nearly all of the content. Template
reports (markets, results) share phrases, but not the names and figures in them.
"""

import math
from collections.abc import Mapping, Sequence
from statistics import median

from shared.collation.body import Body
from shared.collation.matter import same_matter
from shared.collation.order import Links, backwards, concordance
from shared.collation.similarity import Likeness
from shared.collation.values import Verdict

KIN = 0.5
SURE = 0.95
REWORDED = 0.65  # median likeness of links: copies reach 0.78, rewrites stay under 0.5
PHRASES_LEAST = 8  # shared phrases from which on chance and stock expressions are ruled out
COPY_SHARE = 0.07  # of the shorter text's phrases; independent reports reach 0.054
SCATTERED_SHARE = 0.12  # the same where no sentence is kept: stock phrases lie about, copies keep sentences
KEPT = 0.7  # likeness of a sentence whose wording was kept
KEPT_LEAST = 2  # with fewer the text is a rewrite, though it kept phrases
STYLED_SHARE = 0.6  # under it a copy has been house-styled
# Template reports (markets, ratings, issues) share phrases, but not what stands in the slots. Each bound is what
# 98 or 99 % of the related pairs of the dev cascades keep.
FACTS_LIKENESS = 0.3  # linked sentences whose names and figures are compared
FACTS_LEAST = 4  # names or figures; fewer say nothing
NAMES_KEPT = 0.5
FIGURES_KEPT = 0.12
SUBJECT_SHARED = 0.6  # of the names that one text repeats, whichever of the two shares more (a copy may be cut)
SUBJECT_LEFT = 0.2  # and whichever shares less
FACTS_COVER = 0.27  # share of a text that the linked sentences make up, of the two the larger
OTHER_MATTER = 0.4  # what is left of a kinship whose texts speak of different matters: a mould's
ALIKE = 0.08  # likeness from which links count here
LINKS_LEAST = 6  # a rewrite shows itself only over some length
# The logistic model of a rewrite, weights set by hand on the dev cascades: a regression fitted on three stories
# and tried on the fourth found no more of them (0041).
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
    kept = sum(s >= KEPT for s in links.values())
    copied = 0.0
    if shared >= PHRASES_LEAST or share > STYLED_SHARE:
        least = COPY_SHARE if kept else SCATTERED_SHARE
        copied = _logistic((share - least) / 0.02) * _same_facts(a, b, like, links)
    rewritten = _rewritten(a, b, like, links) * _same_facts(a, b, like, links) if copied < SURE else 0.0
    kinship = round(max(copied, rewritten), 4)
    if kinship >= KIN and share < STYLED_SHARE and not same_matter(a.texts, b.texts):
        kinship = round(kinship * OTHER_MATTER, 4)
    if kinship >= KIN:
        if share >= STYLED_SHARE:
            return "copy", kinship
        return ("house-styled copy" if copied >= KIN and kept >= KEPT_LEAST else "rewrite"), kinship
    alike = sum(like.cosine[i, j] >= EVENT_LIKENESS for i, j in links)
    return ("independent" if alike >= 3 else "unrelated"), kinship


def reworded(links: Links) -> bool:
    """Are the linked sentences another's words on the whole, not a copy's?"""
    return bool(links) and median(links.values()) < REWORDED


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _same_facts(a: Body, b: Body, like: Likeness, links: Links) -> float:
    """Near 1 if linked sentences agree in names and figures and subject; near 0 if only the mould is the same."""
    alike = [(i, j) for i, j in links if like.score[i, j] > FACTS_LIKENESS]
    names = _agreement([(a.lines[i].names, b.lines[j].names) for i, j in alike])
    figures = _agreement([(a.lines[i].figures, b.lines[j].figures) for i, j in alike])
    subjects = _subjects_shared(a, b)
    covers = covered(a, {i for i, _ in alike}), covered(b, {j for _, j in alike})
    return (
        _logistic((names - NAMES_KEPT) / 0.03)
        * _logistic((figures - FIGURES_KEPT) / 0.04)
        * _logistic((max(subjects) - SUBJECT_SHARED) / 0.04)
        * _logistic((min(subjects) - SUBJECT_LEFT) / 0.03)
        * _logistic((max(covers) - FACTS_COVER) / 0.04)
    )


def _agreement(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> float:
    either = sum(min(len(x), len(y)) for x, y in pairs)
    return sum(len(x & y) for x, y in pairs) / either if either >= FACTS_LEAST else 1.0


def _subjects_shared(a: Body, b: Body) -> tuple[float, float]:
    """Shares of each text's repeated names that the other has at all."""
    in_a, in_b = _names(a), _names(b)
    return _held(a.subjects, in_b), _held(b.subjects, in_a)


def _held(subjects: Mapping[str, int], names: frozenset[str]) -> float:
    return sum(n for w, n in subjects.items() if w in names) / sum(subjects.values()) if subjects else 1.0


def _rewritten(a: Body, b: Body, like: Likeness, links: Links) -> float:
    if len(links) < LINKS_LEAST:
        return 0.0
    order = min(ORDER_MOST, concordance(like.cosine))
    covers = covered(a, {i for i, _ in links}), covered(b, {j for _, j in links})
    x = (
        REWRITE_BIAS
        + (order - ORDER_LEAST) / 0.06
        + (min(covers) - COVER_LEAST) / 0.12
        + (max(covers) - COVER_MOST) / 0.1
        - 3.0 * _shared_quotes(a, b)
        + 6.0 * (BACKWARDS - min(1.2, backwards(like.score, ALIKE)))
    )
    return _logistic(x)


def _names(body: Body) -> frozenset[str]:
    return frozenset[str]().union(*(line.names for line in body.lines))


def covered(body: Body, linked: set[int]) -> float:
    """Share of the text's worth that stands in the sentences of these numbers."""
    return float(body.mass[sorted(linked)].sum() / max(1e-9, body.mass.sum()))


def _shared_quotes(a: Body, b: Body) -> int:
    """Quotations that both print, nearly word for word."""
    theirs = [q for line in b.lines for q in line.quotes]
    return sum(any(_same_quote(q, r) for r in theirs) for line in a.lines for q in line.quotes)


def _same_quote(q: frozenset[str], r: frozenset[str]) -> bool:
    return len(q & r) >= QUOTE_SHARED * min(len(q), len(r))
