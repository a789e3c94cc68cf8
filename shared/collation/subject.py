"""Are two texts versions of one page though hardly a sentence was kept: by the rare words that each repeats.

An entry that was written anew keeps its subject: what it is about, and the terms and names that go with it. The cosine
of word counts, damped and weighed by rarity squared (Salton & Buckley 1988), tells versions of one page from pages on
neighbouring subjects. It does not tell reports of one event from one another: news is not compared so.
"""

import math
from collections import Counter
from functools import lru_cache

from shared.article import Witness
from shared.collation.facts import NAME, facts_of_text
from shared.collation.matter import same_matter
from shared.collation.news import is_news
from shared.collation.weights import frequency, stem, tongue_of
from shared.text import folded_words

COMMON = 2e-4  # of all running words; more common ones say nothing of a subject
ARTICLE_WORDS = 300  # a word as frequent as one in so many stands in every article
FIGURES_LEAST, FIGURES_SHARED = 8, 0.25  # a table of other figures is another table
ALIKE = 0.3  # of 6,000 pairs of other pages of an encyclopaedia one is as like (0073)
STEEP = 0.02
SURE_MOST = 0.93  # words alone are never as sure as wording


def subject_kinship(a: Witness, b: Witness) -> float:
    """How likely both are versions of one page, 0..1; 0 if one of them is news."""
    if is_news(a) or is_news(b) or not _may_be_one(_printed(a), _printed(b)):
        return 0.0
    left, right = _subject(a.story_text(), a.language), _subject(b.story_text(), b.language)
    alike = sum(v * right.get(word, 0.0) for word, v in left.items())
    return round(min(SURE_MOST, 1 / (1 + math.exp((ALIKE - alike) / STEEP))), 4)


def _printed(witness: Witness) -> tuple[str, ...]:
    return tuple(s.text for s in witness.sentences)


def _may_be_one(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Do they share names and figures, where names are told by capital letters? A trade's terms are no subject."""
    return not (_has_capitals(a) and _has_capitals(b)) or (same_matter(a, b) and _same_figures(a, b))


def _same_figures(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    left, right = (facts_of_text(texts)[0].figures for texts in (a, b))
    poorer = min(len(left), len(right))
    return poorer < FIGURES_LEAST or len(left & right) >= FIGURES_SHARED * poorer


def _has_capitals(texts: tuple[str, ...]) -> bool:
    return any(map(NAME.search, texts))


@lru_cache(maxsize=2048)
def _subject(text: str, language: str | None) -> dict[str, float]:
    """Stem -> weight, of length 1 together."""
    tongue = tongue_of(language)
    counts, rarity = Counter[str](), dict[str, float]()
    for word in filter(_is_word, folded_words(text)):
        common = frequency(word, tongue)
        if common < COMMON:
            counts[stem(word)] += 1
            rarity[stem(word)] = -math.log(common * ARTICLE_WORDS)
    weights = {word: (1 + math.log(n)) * rarity[word] ** 2 for word, n in counts.items()}
    length = math.hypot(*weights.values()) or 1.0
    return {word: v / length for word, v in weights.items()}


def _is_word(word: str) -> bool:
    """Single letters, as scripts without spaces are read here, say nothing of a subject."""
    return len(word) > 1 or word.isascii()
