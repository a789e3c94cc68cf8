"""Do two texts speak of one matter? Reports cast in one mould (issues, tenders, indices) share phrases, but not this.

Known by what is printed with a capital letter and by figures; where there is neither, nothing is said against it.
"""

from dataclasses import dataclass
from functools import lru_cache

from shared.collation.facts import FIGURE, INNER_NAME, LEAD, NAME, NAME_WORTH
from shared.collation.weights import stem, worth
from shared.text import fold, folded_words

# Each bound is what 99 % of the related pairs of the dev cascades keep.
LEAD_FOUND = 0.4  # share of the worth of one lead's names that the other text has
FACTS_LEAST = 5  # names and figures; fewer say nothing
FACTS_MANY = 7  # shared names and figures; moulds share those of the place and the trade
FACTS_SHARE = 0.3  # and their share in the poorer text
FACTS_SHARE_OF_FEW = 0.6  # a poor text shares most that it has
KEPT_TEXTS = 4096


@dataclass(frozen=True, slots=True)
class _Matter:
    """`facts`: figures and names inside sentences; `lead`: worth of the names that open it; `words`: all stems."""

    facts: frozenset[str]
    lead: dict[str, float]
    words: frozenset[str]


def same_matter(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Does one of two texts (sentences) have what the other's lead announces, and do they share names and figures?"""
    one, other = _matter(a), _matter(b)
    shared, fewer = len(one.facts & other.facts), min(len(one.facts), len(other.facts))
    many = shared >= FACTS_MANY and shared >= FACTS_SHARE * fewer
    if fewer >= FACTS_LEAST and not many and shared < FACTS_SHARE_OF_FEW * fewer:
        return False
    return max(_lead_found(one, other), _lead_found(other, one)) >= LEAD_FOUND


@lru_cache(maxsize=KEPT_TEXTS)
def _matter(texts: tuple[str, ...]) -> _Matter:
    facts = {_stem(name) for text in texts for name in INNER_NAME.findall(text)}
    figures = {figure for text in texts for figure in FIGURE.findall(text)}
    names = {name for text in texts[:LEAD] for name in NAME.findall(text)}
    lead = {_stem(name): worth(fold(name)) for name in names if worth(fold(name)) > NAME_WORTH}
    return _Matter(frozenset(facts | figures), lead, frozenset(stem(w) for t in texts for w in folded_words(t)))


def _lead_found(a: _Matter, b: _Matter) -> float:
    whole = sum(a.lead.values())
    return sum(value for name, value in a.lead.items() if name in b.words) / whole if whole else 1.0


def _stem(name: str) -> str:
    return stem(fold(name))
