"""Does anything show a text to be news: what is printed of outlet, author, place and time, people's reported speech, or
time told from the day of writing?

What shows nothing of it is taken for a page of its own kind: an entry, a manual, a draft, whose versions are revised
rather than cut.
"""

from functools import lru_cache

import regex

from shared.article import Witness
from shared.text import folded_words

SAID = frozenset("said says told sagte sagten erklärte dijo afirmó declaró déclaré affirmé disse zei".split())
_NOW = regex.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|so far|"
    r"(?:last|this|next) (?:week|month|year|season|quarter|night)|(?:week|month|year)s?[- ](?:ago|earlier)|"
    r"heute|gestern|morgen|hoy|ayer|mañana|aujourd[’']hui|hier|demain)\b",
    regex.I,
)
LEAST = 0.007  # of all words: 19 in 20 articles of the pool have more of both, two of 421 encyclopaedia pages


def is_news(witness: Witness) -> bool:
    """Is who printed it, when, after whom or who said something to be seen?"""
    printed = witness.outlet or witness.byline or witness.dateline or witness.credit or witness.published_at
    return bool(printed) or reports(witness.story_text())


@lru_cache(maxsize=2048)
def reports(text: str) -> bool:
    """Does it say again and again that somebody said something, or tell time from the day of writing?"""
    words = folded_words(text)
    said = sum(w in SAID for w in words)
    return said + len(_NOW.findall(text)) > LEAST * len(words)
