"""Names and figures as a text prints them, sentence by sentence, and what they are worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

from shared.collation.weights import stem, worth
from shared.text import fold

LEAD = 2  # sentences that say what a text is about
NAME_WORTH = 2.8  # less is a common word that opens a sentence
KEPT_TEXTS = 4096
KEPT_SENTENCES = 32768
FIGURE = regex.compile(r"\p{N}+(?:[.,:/-]\p{N}+)*")
NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}'’&-]*")
INNER_NAME = regex.compile(r"(?<![.!?:\"“”‘(<]\s)(?<!^)(?<![\"“‘(<])\b\p{Lu}[\p{L}\p{M}'’&-]*")


@dataclass(frozen=True, slots=True)
class Facts:
    """`figures` as printed; `names`: stems of words with a capital letter that are no common words."""

    figures: frozenset[str]
    names: frozenset[str]

    @property
    def worth(self) -> float:
        """Information of all of them."""
        return sum(worth(w) for w in self.figures) + sum(worth(w) for w in self.names)

    def __and__(self, other: "Facts") -> "Facts":
        return Facts(self.figures & other.figures, self.names & other.names)


@lru_cache(maxsize=KEPT_SENTENCES)
def facts(sentence: str) -> Facts:
    """Those of one sentence."""
    folded = ((name, fold(name)) for name in NAME.findall(sentence))
    names = frozenset(stem(word) for _, word in folded if worth(word) > NAME_WORTH)
    return Facts(frozenset(FIGURE.findall(sentence)), names)


def facts_of(sentences: Iterable[str]) -> Facts:
    """Those of several sentences together."""
    found = [facts(s) for s in sentences]
    return Facts(frozenset[str]().union(*(f.figures for f in found)), frozenset[str]().union(*(f.names for f in found)))


@lru_cache(maxsize=KEPT_TEXTS)
def facts_of_text(texts: tuple[str, ...]) -> tuple[Facts, Facts]:
    """(those of the whole text, those of its lead)."""
    return facts_of(texts), facts_of(texts[:LEAD])
