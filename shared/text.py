"""The one notion of a word: tokens with their offsets, and the folding that matching uses.

Folding serves matching only; what is shown and what counts as verbatim is always the printed text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

# A word is letters, digits and marks, joined inside by apostrophes, hyphens, points and commas between digits.
# Scripts written without spaces have no such joints: each of their letters is a word.
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
    r"|\p{N}+(?:[.,:]\p{N}+)*"
    r"|[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*"
)
_ASCII_WORD = re.compile(r"[0-9]+(?:[.,:][0-9]+)*|[a-z0-9]+(?:'[a-z0-9]+)*")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
)
_SIGNS = (("’", "'"), ("‘", " "), ("“", " "), ("”", " "), ("–", " "), ("—", " "))  # an opening mark joins no words


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, its folded form, and where it stands in its text (offsets in characters)."""

    text: str
    folded: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, quotation marks, dashes and compatibility forms folded away."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)


def words(text: str) -> list[Word]:
    """The words of `text` in order, with offsets."""
    return [Word(m.group(), fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def folded_words(text: str) -> list[str]:
    """Only the folded forms: what matching compares."""
    plain = text
    if not text.isascii():
        for sign, folded in _SIGNS:
            plain = plain.replace(sign, folded)
    if plain.isascii():  # the same words, found several times as fast
        return _ASCII_WORD.findall(plain.lower())
    return list(map(fold, _WORD.findall(text)))


def squeeze(text: str) -> str:
    """White space folded to single blanks: the test of `verbatim` leaves it aside."""
    return " ".join(text.split())
