"""What a word is worth: its information on a static background, whatever else has been seen.

Background frequencies come from `wordfreq` (Zipf scale, Speer 2022); stems from Snowball (Porter 2001).
"""

from functools import lru_cache

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]
from wordfreq import available_languages, get_frequency_dict, zipf_frequency

ZIPF_OF_NOTHING = 7.5  # words so frequent carry nothing
WORTH_MOST = 7.5
WORTH_LEAST = 0.2
FIGURE_WORTH = 6.0
PER_ZIPF = 1.2
# Words that the background list lacks, and figures, are given the frequency of the rarest words that it still holds.
UNLISTED_SHARE = 1e-7
FIGURE_SHARE = 1e-6
SHORT_FIGURE_SHARE = 5e-5
NAME_ZIPF = 3.3  # rarer words are names and terms: what independent reports of one event share as well
HOUSE_STYLE = frozenset(
    "mr ms mrs dr prof sir per cent percent pc yesterday today tomorrow monday tuesday wednesday thursday friday "
    "saturday sunday said say says told added that a the an of in on at to and is was were be been it its his her he "
    "she they their as by for with which who but from or had has have not this will would about around km kms mile "
    "miles kilometre kilometres kilometer kilometers metre metres meter meters feet foot ft p.m a.m pm am".split()
)
"""Words that house style adds, drops and swaps by itself (English; other languages lose nothing by it)."""

_stemmer = snowballstemmer.stemmer("english")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


@lru_cache(maxsize=262144)
def stem(word: str) -> str:
    """The form of a folded word that inflection and British or American spelling leave alone."""
    word = word.removesuffix("'s")
    if not word or word[0].isdigit():
        return word.replace(",", "")
    stemmed = str(_stemmer.stemWord(word))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    if len(stemmed) > 4:
        stemmed = stemmed.replace("our", "or").replace("is", "iz").replace("ll", "l")
    return stemmed


@lru_cache(maxsize=262144)
def zipf(word: str) -> float:
    """Zipf frequency of a folded word in English text, 0 where it is unknown."""
    return zipf_frequency(word, "en")


@lru_cache(maxsize=262144)
def worth(word: str) -> float:
    """Information of a folded word in nats, roughly; figures all alike."""
    if word in HOUSE_STYLE:
        return WORTH_LEAST
    if word[0].isdigit():
        return FIGURE_WORTH
    return max(WORTH_LEAST, min(WORTH_MOST, (ZIPF_OF_NOTHING - zipf(word)) * PER_ZIPF))


def is_rare(word: str) -> bool:
    """Is this folded word a figure, a name or a term?"""
    return word[0].isdigit() or (word not in HOUSE_STYLE and zipf(word) < NAME_ZIPF)


@lru_cache(maxsize=256)
def tongue_of(language: str | None) -> str:
    """The word list for a BCP 47 tag; English where there is none."""
    code = (language or "en").split("-")[0].lower()
    return code if code in available_languages("best") else "en"


def frequency(word: str, tongue: str) -> float:
    """Share of all running words of a language; what the lists lack is taken for as rare as their rarest."""
    if word[0].isdigit():
        return FIGURE_SHARE if sum(map(str.isdigit, word)) > 2 else SHORT_FIGURE_SHARE
    listed = get_frequency_dict(tongue, "best")
    return max(listed.get(word, 0.0), listed.get(word.removesuffix("'s"), 0.0), UNLISTED_SHARE)
