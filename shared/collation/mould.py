"""Is what two texts have in common one story's, or the mould of a trade: issues, tenders, money supply, closing prices?

A story keeps its facts wherever it keeps its sentences; a mould keeps phrases and swaps the facts, or keeps the trade's
names and few phrases. Fitted on pairs of simulated stories and dev cascades against pairs of one agency's reports filed
days apart, which cannot be copies of one text.
"""

import math
from dataclasses import dataclass

from shared.collation.body import Body
from shared.collation.facts import Facts, facts_of, facts_of_text
from shared.collation.order import Links
from shared.collation.similarity import Likeness

ALIKE = 0.3  # linked sentences whose facts are compared
PHRASES_LEAST, WORTH_LEAST = 0.01, 5.0  # nothing in common is not infinitely far from something
# Log-odds of a story, by ridge-penalised logistic regression (0043). The last two are negative beside the first: of two
# texts that share so many phrases, those whose facts and sentences are all of the shared kind are cast in a mould.
BIAS, PHRASES, FIGURES, NAMES, LEAD, WORTH, FACTS, COVER = -5.91, 3.83, 6.6, 5.79, 1.84, 1.26, -5.74, -2.75
PHRASES_KEPT = 0.4  # with so many and no fact swapped it is a copy, however few facts there are
SHARP = 4.0  # the odds are taken to this power: what is sure stays sure


@dataclass(frozen=True, slots=True)
class Common:
    """What two texts share of their facts: in alike sentences (`figures`, `names`: shares that agree, 0..1), of a
    lead that the other text has (`lead`), and altogether (`worth`; `all_facts`: its share of the poorer text's);
    `swapped`: facts in alike sentences that stand in place of the other text's."""

    figures: float
    names: float
    lead: float
    worth: float
    all_facts: float
    swapped: int


def common(a: Body, b: Body, like: Likeness, links: Links) -> Common:
    """The facts of two texts side by side."""
    alike = [(i, j) for i, j in links if like.score[i, j] > ALIKE]
    (whole_a, lead_a), (whole_b, lead_b) = facts_of_text(a.texts), facts_of_text(b.texts)
    of_a, of_b = facts_of(a.texts[i] for i, _ in alike), facts_of(b.texts[j] for _, j in alike)
    poorer, shared = min(whole_a.worth, whole_b.worth), (whole_a & whole_b).worth
    return Common(
        figures=_agreement(of_a.figures, of_b.figures, whole_a.figures, whole_b.figures),
        names=_agreement(of_a.names, of_b.names, whole_a.names, whole_b.names),
        lead=max(_found(lead_a, whole_b), _found(lead_b, whole_a)),
        worth=shared,
        all_facts=shared / poorer if poorer else 0.0,
        swapped=_swapped(of_a.figures, of_b.figures, whole_a.figures, whole_b.figures)
        + _swapped(of_a.names, of_b.names, whole_a.names, whole_b.names),
    )


def story(found: Common, phrases: float, cover: float) -> float:
    """Probability that it is a story; `phrases`: share of the shorter text's, `cover`: of a text by kept sentences."""
    if phrases >= PHRASES_KEPT and not found.swapped:
        return 1.0
    x = (
        BIAS
        + PHRASES * math.log(phrases + PHRASES_LEAST)
        + FIGURES * found.figures
        + NAMES * found.names
        + LEAD * found.lead
        + WORTH * math.log(found.worth + WORTH_LEAST)
        + FACTS * found.all_facts
        + COVER * cover
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, SHARP * x))))


def _agreement(a: frozenset[str], b: frozenset[str], all_a: frozenset[str], all_b: frozenset[str]) -> float:
    """Of the facts in alike sentences, how many the other text has, against those swapped for others."""
    shared, swapped = len((a & all_b) | (b & all_a)), _swapped(a, b, all_a, all_b)
    return (shared + 1) / (shared + swapped + 2)


def _swapped(a: frozenset[str], b: frozenset[str], all_a: frozenset[str], all_b: frozenset[str]) -> int:
    return min(len(a - all_b), len(b - all_a))


def _found(lead: Facts, whole: Facts) -> float:
    return (lead & whole).worth / lead.worth if lead.worth else 0.5
