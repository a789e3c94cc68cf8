"""What a witness can be recognised by: its rare content stems, names and numbers, and their runs.

Decides on features and their background rarity only; whether two witnesses are relatives is the collation's to say.
"""

import math
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]
import wordfreq

from shared.article import Witness
from shared.text import folded_words

# Words above 2 in 10,000 running words (Zipf 5.3) stand in most articles of any length and tell nothing.
_TOO_COMMON = 2e-4
# Words that the background list lacks, and figures, are given the frequency of the rarest words that it still holds.
_UNLISTED = 1e-7
_FIGURE = 1e-6
_SHORT_FIGURE = 5e-5
# Length of a typical article: turns a word's frequency into the share of articles that hold it.
_ARTICLE_WORDS = 300
# Longer witnesses are known by their rarest features: bounds what one article costs.
MOST_FEATURES = 400

_stemmer: Any = snowballstemmer.stemmer("english")  # pyright: ignore[reportUnknownMemberType]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The features of one witness, as 32-bit hashes; `shares[i]` is the share of articles that hold `features[i]`."""

    features: tuple[int, ...]
    shares: tuple[float, ...]


def fingerprint(witness: Witness) -> Fingerprint:
    """The features of the body sentences, each once, the rarest first."""
    texts = [witness.sentences[i].text for i in witness.body()]
    return fingerprint_of(texts, witness.language)


def fingerprint_of(texts: Iterable[str], language: str | None = None) -> Fingerprint:
    """The features of bare sentence texts; `language` is a BCP 47 tag or None."""
    tongue = _tongue(language)
    shares: dict[int, float] = {}
    for text in texts:
        for feature, share in _features(text, tongue):
            shares[feature] = min(share, shares.get(feature, 1.0))
    ranked = sorted(shares.items(), key=lambda pair: (pair[1], pair[0]))[:MOST_FEATURES]
    return Fingerprint(tuple(f for f, _ in ranked), tuple(s for _, s in ranked))


def _features(text: str, tongue: str) -> Iterator[tuple[int, float]]:
    words = folded_words(text)
    for i, word in enumerate(words):
        if word.isascii() or len(word) > 1:
            known = _feature(word, tongue)
        else:
            known = _pair_of_letters(word, words[i + 1]) if i + 1 < len(words) else None
        if known:
            yield known


@lru_cache(maxsize=1 << 17)
def _feature(word: str, tongue: str) -> tuple[int, float] | None:
    """Hash and background share of a word's stem; None for words too common to tell anything."""
    frequency = _frequency(word, tongue)
    if frequency > _TOO_COMMON:
        return None
    return zlib.crc32(_stem(word).encode()), 1 - math.exp(-frequency * _ARTICLE_WORDS)


def _pair_of_letters(first: str, second: str) -> tuple[int, float]:
    """Scripts without spaces: pairs of neighbouring letters stand for words."""
    return zlib.crc32((first + second).encode()), 1 - math.exp(-_SHORT_FIGURE * _ARTICLE_WORDS)


def _frequency(word: str, tongue: str) -> float:
    if word[0].isdigit():
        return _FIGURE if sum(map(str.isdigit, word)) > 2 else _SHORT_FIGURE
    listed = wordfreq.get_frequency_dict(tongue, "best")
    return max(listed.get(word, 0.0), listed.get(word.removesuffix("'s"), 0.0), _UNLISTED)


def _stem(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    return str(_stemmer.stemWord(word.removesuffix("'s")))


@lru_cache(maxsize=256)
def _tongue(language: str | None) -> str:
    """The background list for a language; English where there is none."""
    code = (language or "en").split("-")[0].lower()
    return code if code in wordfreq.available_languages("best") else "en"
