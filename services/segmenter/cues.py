"""What a paragraph shows of being furniture or story: one number per feature, no decision.

The words (`cues.toml`) are the language of furniture itself: calls to the reader, shop, law, link lists.
"""

import tomllib
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import pairwise
from math import exp, log

import regex

from shared.text import folded_words


def _lexicon() -> dict[str, regex.Pattern[str]]:
    lists: dict[str, list[str]] = tomllib.loads(
        files("services.segmenter").joinpath("cues.toml").read_text(encoding="utf-8")
    )
    starts = r"(?:^|[.!?:|–—-]\s*|^(?:please|just|now|bitte|to)\s+)(?:please\s+)?"
    edges = {"call": (starts, "|-")}  # a call opens its sentence, and `follow-up` is none
    return {name: _whole(words, *edges.get(name, ("", ""))) for name, words in lists.items()}


def _whole(words: list[str], before: str, after: str) -> regex.Pattern[str]:
    return regex.compile(rf"{before}(?<![\p{{L}}\p{{N}}])(?:{'|'.join(words)})(?![\p{{L}}\p{{N}}]{after})", regex.I)


_WORDS = _lexicon()
_QUOTED = regex.compile(
    r"[“„«\"][^“”„«»\"]{2,}(?:[”“»\"]|$)|(?<![\p{L}\p{N}])[‘'](?=\p{L})[^’']{2,}(?:['’]\p{L}[^’']*)*[’'](?![\p{L}])"
)
_LABEL = regex.compile(r"^[\p{Lu}\d][\p{L}\p{N}’'&\- ]{1,32}\s?[:|»>›]\s*\S")
_SEPARATOR = regex.compile(r"\s[|•·»›>/]\s|[|•»›]|\s·\s")
_CONTACT = regex.compile(
    r"https?://|www\.|\S{1,64}@\S{1,64}|\b\S{1,64}\.(?:com|org|net|co\.uk|example)\b|\b0\d{2,4}[ -]\d{3}|[#@]\p{L}{3,}"
)
_PRICE = regex.compile(
    r"[$£€¥₹]\s?\d[\d.,]*\s(?:a|per|/)\s?(?:day|week|month|year)|\d% off|\bfrom [$£€]?\d[\d.,]* (?:\w+ )?(?:a|per) "
    r"(?:day|week|month|year)|\bfree\b",
    regex.I,
)
_END = regex.compile(r"[.!?…。！？؟][\"”’'»)\]]*$")
_STAMP = regex.compile(
    r"\b\d{1,2}:\d{2}\b|\b(?:updated|published|posted|last modified|modified)\b|"
    r"\b(?:GMT|EST|EDT|PST|PDT|IST|CET|BST)\b|\bago\b",
    regex.I,
)
_CONTENT_CHARS = 4  # shorter words are mostly function words, which every text shares
_LONG_TOKEN = 14  # characters a token on average: no spaced script has so many
MOST_CHARS = 4000  # the longest printed paragraphs; of a dump the beginning is enough to judge
_LONG_TOKENS = 8.5  # a line of more tokens than this has words enough for `known` to mean much
_STEM_CHARS = 7  # longer words are cut to this, so that inflected forms meet
_COMMON = frozenset(
    "that this with from have been were their they will would there which what when about after also more than "
    "into over said says some other only just your could should because while where these those them then most "
    "such even very first last year years people news".split()
)


def _count(name: str, most: int) -> Callable[[str], float]:
    return lambda text: float(min(most, len(_WORDS[name].findall(text))))


def _found(pattern: regex.Pattern[str], text: str, most: int) -> float:
    return float(min(most, len(pattern.findall(text))))


def _speaks(text: str, outside: str) -> bool:
    """Whether a text calls on its reader and tells of nothing done or said."""
    tells = _WORDS["say"].search(text) or _WORDS["past"].search(outside)
    return not tells and bool(_WORDS["you"].search(outside) or _WORDS["call"].search(outside))


def _capitals(tokens: list[str]) -> float:
    letters = [t for t in tokens if t[:1].isalpha()]
    return sum(t[:1].isupper() for t in letters) / len(letters) if letters else 1.0


def _named_share(text: str, outlet: str | None) -> float:
    name = [
        w
        for w in folded_words(outlet or "")
        if len(w) >= _CONTENT_CHARS and w not in ("news", "press", "times", "post")
    ]
    have = set(folded_words(text))
    whole = bool(outlet) and outlet.casefold().removeprefix("the ") in text.casefold()
    return 1.0 if whole else (0.5 if any(w in have for w in name) else 0.0)


FEATURES: dict[str, Callable[[str, str, list[str]], float]] = {
    # arguments: the text, the text outside quotation marks, its tokens
    "length": lambda t, o, w: log(1 + len(w)),
    "scrap": lambda t, o, w: float(len(w) <= 3),
    "ends": lambda t, o, w: float(bool(_END.search(t))),
    "long title": lambda t, o, w: float(len(w) >= 5 and not _END.search(t)),
    "you": lambda t, o, w: _count("you", 3)(o),
    "we": lambda t, o, w: _count("we", 3)(o),
    "call": lambda t, o, w: _count("call", 2)(o),
    "question": lambda t, o, w: float("?" in o),
    "shout": lambda t, o, w: float("!" in o),
    "subscribe": lambda t, o, w: _count("subscribe", 3)(o),
    "social": lambda t, o, w: _count("social", 3)(o),
    "law": lambda t, o, w: _count("law", 3)(o),
    "site": lambda t, o, w: _count("site", 3)(o),
    "advert": lambda t, o, w: _count("ad", 2)(o),
    "media": lambda t, o, w: _count("media", 2)(o),
    "teaser": lambda t, o, w: _count("teaser", 2)(o),
    "label": lambda t, o, w: float(bool(_LABEL.match(t)) and not _END.search(t)),
    "separators": lambda t, o, w: _found(_SEPARATOR, o, 3),
    "contact": lambda t, o, w: _found(_CONTACT, o, 2),
    "price": lambda t, o, w: _found(_PRICE, o, 2),
    "stamp": lambda t, o, w: _found(_STAMP, o, 2),
    "addressed": lambda t, o, w: float(_speaks(t, o)),
    "bracketed": lambda t, o, w: float(t[:1] in "([" and t[-1:] in ")]"),
    "say": lambda t, o, w: _count("say", 2)(t),
    "past": lambda t, o, w: min(4.0, len(_WORDS["past"].findall(o))),
    "third": lambda t, o, w: _count("third", 3)(t),
    "quoted": lambda t, o, w: float(len(t) - len(o) > 20),
    "day": lambda t, o, w: _count("day", 2)(t),
    "capitals": lambda t, o, w: _capitals(w),
    "all capitals": lambda t, o, w: float(t.isupper() and len(t) > 3),
}
NAMES: tuple[str, ...] = (*FEATURES, "outlet", "known", "known in long")


def cues(text: str, outlet: str | None = None, known: float = 0.0) -> tuple[float, ...]:
    """The features of one paragraph, in the order of `NAMES`.

    `known` is the share of its content words that the rest of the story holds (0 to 1).
    """
    text = text[:MOST_CHARS]
    outside = _QUOTED.sub(" ", text)
    tokens = tokens_of(text)
    values = [measure(text, outside, tokens) for measure in FEATURES.values()]
    return with_known((*values, _named_share(outside, outlet), 0.0, float(len(tokens) > _LONG_TOKENS)), known, True)


def with_known(features: Sequence[float], known: float, fresh: bool = False) -> tuple[float, ...]:
    """The same features with another `known`, so that the words need not be counted twice."""
    long = features[-1] if fresh else float(exp(features[0]) - 1 > _LONG_TOKENS)
    return (*features[:-2], known, known * long)


def tokens_of(text: str) -> list[str]:
    """The tokens of a text by white space; in scripts without it pairs of letters, which is about a word."""
    tokens = text.split()
    if len(text) < _LONG_TOKEN * len(tokens):
        return tokens
    return [pair for token in tokens for pair in regex.findall(r"\p{Lo}{2}|[^\p{Lo}]+|\p{Lo}", token)]


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_END.search(text[-20:]))


def content(text: str) -> frozenset[str]:
    """The content words of a text, folded and cut to a stem-like length: what a story's paragraphs share."""
    words = folded_words(text)
    pairs = (a + b for a, b in pairwise(words) if len(a) == 1 == len(b) and not (a + b).isascii())  # unspaced scripts
    return frozenset(w[:_STEM_CHARS] for w in words if len(w) >= _CONTENT_CHARS and w not in _COMMON) | frozenset(pairs)
