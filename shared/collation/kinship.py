"""Do two texts derive from one another or from one text, or do they merely report one event?

A copy keeps sentences of narration, and the names and figures in them. Templates (markets, issues) keep the sentences
but not what stands in their slots; independent reports of an event share quotations, names and figures, no narration.
A rewrite keeps neither phrases nor quotations, but order and content. What one pair cannot tell a family may:
`services.provenance.stories` weighs the pairs against one another.
"""

import math
from collections.abc import Sequence
from statistics import median

from shared.collation.body import Body
from shared.collation.kept import Kept, kept
from shared.collation.matter import same_matter
from shared.collation.mould import common, story
from shared.collation.order import Links, backwards, concordance
from shared.collation.similarity import Likeness
from shared.collation.values import Verdict

KIN = 0.5
REWORDED = 0.65  # median likeness of links: copies reach 0.78, rewrites stay under 0.5
COPY_SHARE = 0.07  # of the shorter text's phrases; independent reports reach 0.054
STYLED_SHARE = 0.6  # under it a copy has been house-styled
KEPT = 0.7  # likeness of a sentence whose wording was kept
KEPT_LEAST = 2  # with fewer the text is a rewrite, though it kept phrases
ALIKE = 0.08  # likeness from which links count here
# Over 2,800 near pairs of simulated stories and 200 of the dev cascades, against 1,100 pairs of reports of one event.
RUNS_LEAST = 8  # runs of four in kept narration: independent reports of one event reach 7
FACTS_LEAST = 3  # names and figures that the kept sentences share; with fewer only much narration speaks
FACTLESS_SHARE = 0.25
COVER_LEAST = 0.15  # share of one text that kept sentences make up: less is a paragraph of background
FACTS_KEPT = 0.5  # of the names and figures in kept sentences; a mould's slots hold others
FACTS_KEPT_IN_A_MOULD = 0.7  # the same where the leads announce different matters
EVENT_LIKENESS = 0.3  # two linked sentences so alike speak of one event
# A rewrite must share content before order means anything: bounds that 97 % of the true rewrites keep, which one in
# 300 of the pairs of unrelated articles with common rare words passes.
LINKS_LEAST = 5
CONTENT_LIKENESS = 0.3  # linked sentences whose names are compared
NAMES_KEPT = 0.5
NAMES_LEAST = 4  # fewer say nothing
CONTENT_COVER = 0.27
SUBJECT_SHARED = 0.6  # of the names that one text repeats, whichever of the two shares more (a copy may be cut)
FACTS_SHARED = 9  # names and figures that both texts have, anywhere
ALL_FACTS_SHARED = 0.55  # of the poorer text's worth of names and figures
CONTENTLESS = 0.45  # kinship at most, without it: the family may know more
UNRELATED = 0.05  # kinship where no two sentences speak of one event
# Weights fitted by ridge-penalised logistic regression on simulated stories and the dev cascades (0041).
BIAS, ORDER, BACKWARDS, LESS_COVER, MORE_COVER, SHARED_QUOTE, BOTH_QUOTE = -0.1, 0.56, -3.17, 1.84, 1.55, -0.72, -1.05
ORDER_MOST, BACKWARDS_MOST, SHARED_QUOTES_MOST, QUOTES_MOST = 0.95, 1.2, 2, 4
REWRITE_SURE = 0.93  # order is never as sure as wording
QUOTE_SHARED = 0.8  # share of a quotation's words found in one of the other text's


def judge(a: Body, b: Body, like: Likeness, links: Links) -> tuple[Verdict, float]:
    """(verdict, kinship in 0..1) of two bodies whose sentences are linked."""
    share = len(a.phrases & b.phrases) / max(1, min(len(a.phrases), len(b.phrases)))
    alike = sum(like.cosine[i, j] >= EVENT_LIKENESS for i, j in links)
    found = kept(a, b, links)
    copied = _copied(a, b, share, found)
    moulded = not _shared_quotes(a, b)  # a mould has nobody's words
    if copied >= KIN and moulded:
        cover = max(covered(a, found.of_a), covered(b, found.of_b))
        told = story(common(a, b, like, links), share, cover)
        copied = min(copied, CONTENTLESS + (1 - CONTENTLESS) * told)
    rewritten = 0.0
    if copied < KIN:
        rewritten = _rewritten(a, b, like, links, moulded and found.runs >= RUNS_LEAST) if alike else UNRELATED
    kinship = round(max(copied, rewritten), 4)
    if kinship >= KIN:
        if share >= STYLED_SHARE and copied >= KIN:
            return "copy", kinship
        whole = sum(s >= KEPT for s in links.values())
        return ("house-styled copy" if copied >= KIN and whole >= KEPT_LEAST else "rewrite"), kinship
    return ("independent" if alike >= 3 else "unrelated"), kinship


def reworded(links: Links) -> bool:
    """Are the linked sentences another's words on the whole, not a copy's?"""
    return bool(links) and median(links.values()) < REWORDED


def covered(body: Body, linked: set[int]) -> float:
    """Share of the text's worth that stands in the sentences of these numbers."""
    return float(body.mass[sorted(linked)].sum() / max(1e-9, body.mass.sum()))


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _copied(a: Body, b: Body, share: float, found: Kept) -> float:
    if found.runs < RUNS_LEAST and share < STYLED_SHARE:
        return 0.0
    if found.shared < FACTS_LEAST and share < FACTLESS_SHARE:
        return 0.0
    agreement = found.shared / (found.shared + found.swapped) if found.shared + found.swapped >= FACTS_LEAST else 1.0
    least = FACTS_KEPT if same_matter(a.texts, b.texts) else FACTS_KEPT_IN_A_MOULD
    cover = max(covered(a, found.of_a), covered(b, found.of_b))
    return (
        _logistic((share - COPY_SHARE) / 0.02)
        * _logistic((agreement - least) / 0.02 + 1)
        * _logistic((cover - COVER_LEAST) / 0.03 + 1)
    )


def _rewritten(a: Body, b: Body, like: Likeness, links: Links, moulded: bool) -> float:
    covers = covered(a, {i for i, _ in links}), covered(b, {j for _, j in links})
    quoted = min(sum(len(line.quotes) for line in body.lines) for body in (a, b))
    x = (
        BIAS
        + ORDER * min(ORDER_MOST, concordance(like.cosine))
        + BACKWARDS * min(BACKWARDS_MOST, backwards(like.score, ALIKE))
        + LESS_COVER * min(covers)
        + MORE_COVER * max(covers)
        + SHARED_QUOTE * min(SHARED_QUOTES_MOST, _shared_quotes(a, b))
        + BOTH_QUOTE * min(QUOTES_MOST, quoted)
    )
    if x > -1.0 and (moulded or not _same_content(a, b, like, links)):
        return min(CONTENTLESS, _logistic(x))
    return min(REWRITE_SURE, _logistic(x))


def _same_content(a: Body, b: Body, like: Likeness, links: Links) -> bool:
    alike = [(i, j) for i, j in links if like.score[i, j] > CONTENT_LIKENESS]
    if len(links) < LINKS_LEAST or len((a.names & b.names) | (a.figures & b.figures)) < FACTS_SHARED:
        return False
    if common(a, b, like, links).all_facts < ALL_FACTS_SHARED:
        return False
    if max(covered(a, {i for i, _ in alike}), covered(b, {j for _, j in alike})) < CONTENT_COVER:
        return False
    if _agreement([(a.lines[i].names, b.lines[j].names) for i, j in alike]) < NAMES_KEPT:
        return False
    return max(_held(a, b.names), _held(b, a.names)) >= SUBJECT_SHARED and same_matter(a.texts, b.texts)


def _agreement(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> float:
    either = sum(min(len(x), len(y)) for x, y in pairs)
    return sum(len(x & y) for x, y in pairs) / either if either >= NAMES_LEAST else 1.0


def _held(body: Body, names: frozenset[str]) -> float:
    """Share of the text's repeated names that `names` has at all."""
    repeated = body.subjects
    return sum(n for w, n in repeated.items() if w in names) / sum(repeated.values()) if repeated else 1.0


def _shared_quotes(a: Body, b: Body) -> int:
    """Quotations that both print, nearly word for word."""
    theirs = [q for line in b.lines for q in line.quotes]
    return sum(any(_same_quote(q, r) for r in theirs) for line in a.lines for q in line.quotes)


def _same_quote(q: frozenset[str], r: frozenset[str]) -> bool:
    return len(q & r) >= QUOTE_SHARED * min(len(q), len(r))
