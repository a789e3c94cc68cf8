"""Which agency a single article shows as its writer, and every place where it shows one.

A credit may be wrong: all evidence is kept as facts, so that the story's tree can overrule this article's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from services.segmenter.agencies import AGENCIES, is_agency, named, of_domain, self_named, trapped
from shared.article import Article, Fact, Sentence

# In order of trust: a dateline's parenthesis is written by the agency, a byline by the outlet.
ORDER = ("outlet", "dateline", "text", "copyright", "contributors", "byline", "credit")

_STATE = frozenset(a.name for a in AGENCIES if a.state)
# What a story does with its own agency ("told", "seen by"), and what an agency has of its own ("a tally").
_SELF = (
    r"(?:told|tells|seen by|obtained by|reviewed by|polled by|surveyed by|compiled by|verified by|interviewed by|"
    r"contacted by|spoke (?:to|with)|speaking to|in an? (?:\w+ )?interview with|asked by|shared with|provided to|"
    r"calculations? by|according to an?|sagte (?:der|dem)|sagte|à l[’']|à|a la agencia|dijo a|declaró a)\s+"
)
_OWN = (
    r"\s+(?:reporters?|journalists?|correspondents?|photographers?|writers?|staff|tally|count|poll|analysis|"
    r"calculations?|witness(?:es)?|interview|investigation|review|survey|team|has learned|data)\b"
)
_QUOTED = regex.compile(r"[“„«\"][^“”„«»\"]*[”“»\"]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The credit as printed, the agency the article shows (or None), and all evidence as facts named `agency`."""

    credit: str | None
    agency: str | None
    agency_page: bool
    facts: tuple[Fact, ...]


def attribution(article: Article, sentences: tuple[Sentence, ...]) -> Attribution:
    """Who wrote `article` as far as it shows; `Fact.source` says where: one of `ORDER`."""
    found = list(dict.fromkeys(_evidence(article, sentences)))
    facts = tuple(Fact(name="agency", value=name, source=source) for source, name in found)
    best = min(found, key=lambda row: ORDER.index(row[0]), default=None)
    page = is_agency(article.outlet) or of_domain(_host(article.url))
    return Attribution(_credit(article, sentences), best[1] if best else None, page is not None, facts)


def _evidence(article: Article, sentences: tuple[Sentence, ...]) -> Iterator[tuple[str, str]]:
    page = is_agency(article.outlet) or of_domain(_host(article.url))
    if page:
        yield "outlet", page
    elsewhere = trapped(" ".join(s.text for s in sentences if s.kind == "body"))
    for sentence in sentences:
        if sentence.kind == "dateline" or (sentence.kind == "credit" and sentence.text[:1] == "("):
            yield from (("dateline", name) for name in named(sentence.text))
        elif sentence.kind == "credit":
            copyright_line = regex.search(r"©|copyright", sentence.text, regex.I)
            yield from (("copyright" if copyright_line else "credit", name) for name in named(sentence.text))
        elif sentence.kind == "boilerplate":
            yield from _closing(sentence.text)
        elif sentence.kind == "body":
            yield from (("text", name) for name in _speaking(sentence.text) if name not in elsewhere)
    yield from (("byline", name) for name in named(_byline(article, sentences)))
    yield from (("credit", name) for name in named(article.credit))


def _byline(article: Article, sentences: tuple[Sentence, ...]) -> str:
    printed = [s.text for s in sentences if s.kind == "byline"]
    return " | ".join(dict.fromkeys([*filter(None, [article.byline]), *printed]))


def _closing(text: str) -> Iterator[tuple[str, str]]:
    if regex.search(r"©|copyright|intellectual property|all rights reserved", text, regex.I):
        yield from (("copyright", name) for name in named(text))
    elif regex.search(r"contributed|reporting by|mit material|writer", text, regex.I):
        yield from (("contributors", name) for name in self_named(text))


def _speaking(text: str) -> Iterator[str]:
    """Agencies that speak of themselves (`told Reuters`, `an AFP tally`); a state agency so named is a source."""
    for name in self_named(text):
        if name not in _STATE and _self_pattern(name).search(text):
            yield name


def _self_pattern(name: str) -> regex.Pattern[str]:
    forms = next(a.forms for a in AGENCIES if a.name == name)
    either = "|".join(regex.escape(f) for f in sorted(forms, key=len, reverse=True))
    return regex.compile(
        rf"\b{_SELF}(?:the\s+|der\s+|l[’'])?(?:{either})\b|\b(?:an?|the)\s+(?:{either}){_OWN}", regex.I
    )


def _credit(article: Article, sentences: tuple[Sentence, ...]) -> str | None:
    if article.credit:
        return article.credit
    byline = _byline(article, ()) or next((s.text for s in sentences if s.kind == "byline"), "")
    if named(byline) or regex.search(r"\b(?:agenc(?:y|ies)|wires?|foreign staff|syndicated)\b", byline, regex.I):
        return byline
    for sentence in sentences:
        if sentence.kind in ("dateline", "credit"):
            inside = regex.search(r"\(([^()]+)\)\W*$", sentence.text)
            if sentence.kind == "credit" or (inside and named(inside[1])):
                return inside[1] if inside else sentence.text
    return None


def _host(url: str | None) -> str | None:
    match = regex.match(r"https?://([^/:?#]+)", url or "")
    return match[1] if match else None
