"""What a witness can be recognised by, whatever its wording: its rare content stems, names and numbers.

Decides on features and their background rarity only; whether two witnesses are relatives is the collation's to say.
"""

import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat
from typing import Any

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from shared.article import Witness
from shared.collation.weights import frequency, tongue_of
from shared.text import folded_words

# Words above 2 in 10,000 running words (Zipf 5.3) stand in most articles of any length and tell nothing.
_TOO_COMMON = 2e-4
# Pairs of letters, where letters are all there is: as telling as short figures.
_PAIR = 5e-5
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
    tongue = tongue_of(language)
    words = folded_words("\n".join(texts))
    distinct = set(words)
    shares: dict[int, float] = {}
    for feature, share in filter(None, map(_feature, distinct, repeat(tongue))):
        if share < shares.get(feature, 1.0):
            shares[feature] = share
    if any(map(_is_letter, distinct)):
        shares |= dict.fromkeys(_pairs_of_letters(words), _share(_PAIR))
    ranked = sorted(shares.items(), key=lambda pair: (pair[1], pair[0]))[:MOST_FEATURES]
    return Fingerprint(tuple(f for f, _ in ranked), tuple(s for _, s in ranked))


@lru_cache(maxsize=1 << 17)
def _feature(word: str, tongue: str) -> tuple[int, float] | None:
    """Hash and background share of a word's stem; None for words too common to tell anything."""
    known = frequency(word, tongue)
    if known > _TOO_COMMON or _is_letter(word):
        return None
    return zlib.crc32(_stem(word).encode()), _share(known)


def _pairs_of_letters(words: Sequence[str]) -> list[int]:
    """Scripts without spaces: pairs of neighbouring letters stand for words."""
    pairs = {a + b for a, b in pairwise(words) if len(a) == len(b) == 1 and _is_letter(a) and _is_letter(b)}
    return [zlib.crc32(pair.encode()) for pair in pairs]


def _is_letter(word: str) -> bool:
    return len(word) == 1 and not word.isascii() and not word.isdigit()


def _share(frequency: float) -> float:
    return 1 - math.exp(-frequency * _ARTICLE_WORDS)


def _stem(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    return str(_stemmer.stemWord(word.removesuffix("'s")))
