"""A text made ready for collation, once: stems and their worth by sentence, phrases outside quotations, rare words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from shared.article import Witness
from shared.collation.weights import is_rare, stem, worth
from shared.text import folded_words

PHRASE = 4  # stems in a row: what independent reports of one event hardly ever share outside quotations
QUOTE_LEAST = 4  # words; shorter quotations are scraps that anybody repeats
_QUOTED = regex.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|‘[^’]{12,}’(?!\w)")


@dataclass(frozen=True, slots=True)
class Body:
    """`bags[i]`: stem -> worth of sentence i; `mass[i]`: their sum; `phrases`: runs of stems outside quotations;
    `quotes`: quotations as stems; `rare`: names, terms and figures of each sentence; `runs[i]`: every run of `PHRASE`
    stems of sentence i, quoted or not."""

    bags: tuple[dict[str, float], ...]
    mass: tuple[float, ...]
    phrases: frozenset[tuple[str, ...]]
    quotes: tuple[tuple[str, ...], ...]
    rare: tuple[frozenset[str], ...]
    runs: tuple[frozenset[tuple[str, ...]], ...]


def prepare(witness: Witness) -> Body:
    """The witness's body sentences made ready; kept for witnesses lately seen."""
    return prepare_texts(tuple(witness.sentences[i].text for i in witness.body()))


@lru_cache(maxsize=4096)
def prepare_texts(texts: tuple[str, ...]) -> Body:
    """The same for bare sentence texts."""
    bags = tuple(_bag(text) for text in texts)
    phrases = frozenset(p for text in texts for p in _phrases(text))
    quotes = tuple(q for text in texts for q in _quotes(text))
    runs = tuple(frozenset(_runs([stem(w) for w in folded_words(text)])) for text in texts)
    return Body(bags, tuple(sum(b.values()) for b in bags), phrases, quotes, tuple(_rare(text) for text in texts), runs)


def _bag(text: str) -> dict[str, float]:
    bag: dict[str, float] = {}
    for word in folded_words(text):
        key = stem(word)
        bag[key] = max(bag.get(key, 0.0), worth(word))
    return bag


def _phrases(text: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for part in _QUOTED.split(text):
        found += _runs([stem(w) for w in folded_words(part)])
    return found


def _runs(stems: list[str]) -> list[tuple[str, ...]]:
    return [tuple(stems[k : k + PHRASE]) for k in range(len(stems) - PHRASE + 1)]


def _quotes(text: str) -> list[tuple[str, ...]]:
    quoted = [tuple(stem(w) for w in folded_words(m.group())) for m in _QUOTED.finditer(text)]
    return [q for q in quoted if len(q) >= QUOTE_LEAST]


def _rare(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in folded_words(text) if is_rare(w))


def gather(bodies: Sequence[Body]) -> dict[str, int]:
    """A column number for every stem of the bodies."""
    columns: dict[str, int] = {}
    for body in bodies:
        for bag in body.bags:
            for key in bag:
                columns.setdefault(key, len(columns))
    return columns
