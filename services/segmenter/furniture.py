"""Which paragraphs are the page's furniture, not the story: a logistic model of `cues`, read as runs of paragraphs.

The model says how a paragraph sounds; the run says that furniture and story each come in blocks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import exp

from services.segmenter.cues import NAMES, content, cues
from services.segmenter.furniture_weights import BIAS, WEIGHTS
from shared.article import Article

SWITCH = 1.0  # log odds that a change between story and furniture costs
STORY_WORDS = 12  # a paragraph shorter than this says little of the story's vocabulary
CLAIMED = 3.0  # log odds that a page's own structure ("aside", "promo") adds to furniture
MIN_COPIES = 3  # articles of one outlet that must print a block before it counts as repeated


def furniture(texts: Sequence[str], claimed: Sequence[bool], outlet: str | None = None) -> tuple[bool, ...]:
    """For each paragraph in page order whether it is furniture.

    `claimed` tells which ones the page's structure already sets apart. Deterministic from this one article.
    """
    return _runs(odds(texts, claimed, outlet))


def odds(texts: Sequence[str], claimed: Sequence[bool], outlet: str | None = None) -> tuple[float, ...]:
    """Log odds of furniture against story for each paragraph, seen alone but for the story's vocabulary."""
    held = [content(text) for text in texts]
    first = [_score(text, outlet, 0.5) for text in texts]
    belongs = [_story_weight(z, c, text) for z, c, text in zip(first, claimed, texts, strict=True)]
    shares = _known(held, belongs)
    pairs = zip(texts, shares, claimed, strict=True)
    return tuple(_score(text, outlet, share) + CLAIMED * c for text, share, c in pairs)


def repeated_blocks(articles: Iterable[Article]) -> dict[str, frozenset[str]]:
    """Texts that an outlet prints in several of its articles, by outlet: furniture, or one story printed twice.

    A pure function of a set of articles. Reports may not depend on what arrived before, so a single article's
    segmentation does not use it; an archive read as a whole may.
    """
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        seen[article.outlet or ""].update({block.text for block in article.blocks})
    return {
        outlet: frozenset(text for text, copies in counts.items() if copies >= MIN_COPIES)
        for outlet, counts in seen.items()
        if outlet
    }


def _score(text: str, outlet: str | None, known: float) -> float:
    return BIAS + sum(w * x for w, x in zip(_VECTOR, cues(text, outlet, known), strict=True))


def _story_weight(log_odds: float, claimed: bool, text: str) -> float:
    """How far a paragraph's words count as the story's: its probability of being story, if it is long enough."""
    if claimed or len(text.split()) < STORY_WORDS:
        return 0.0
    return 1.0 / (1.0 + exp(max(-30.0, min(30.0, log_odds))))


def _known(held: Sequence[frozenset[str]], belongs: Sequence[float]) -> list[float]:
    """The share of each paragraph's content words that another story paragraph holds."""
    mass: defaultdict[str, float] = defaultdict(float)
    for words, weight in zip(held, belongs, strict=True):
        for word in words:
            mass[word] += weight
    shares: list[float] = []
    for words, weight in zip(held, belongs, strict=True):
        found = sum(min(1.0, mass[w] - weight) for w in words)
        shares.append(found / len(words) if words else 0.0)
    return shares


def _runs(log_odds: Sequence[float]) -> tuple[bool, ...]:
    """The cheapest reading as alternating runs (Viterbi over two states, a fixed cost for each change)."""
    story, other = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for z in log_odds:
        from_other_to_story, from_story_to_other = other - SWITCH > story, story - SWITCH > other
        back.append((from_other_to_story, from_story_to_other))
        story, other = max(story, other - SWITCH) - z / 2, max(other, story - SWITCH) + z / 2
    state, out = other > story, []
    for to_story, to_other in reversed(back):
        out.append(state)
        state = (not to_other) if state else to_story
    return tuple(reversed(out))


_VECTOR = tuple(WEIGHTS[name] for name in NAMES)
