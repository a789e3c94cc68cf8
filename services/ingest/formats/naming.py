"""From what a reader found to an `Article`: facts chosen, times and addresses normalised, an id that repeats itself."""

import hashlib
import json
import re
from pathlib import PurePosixPath

from services.ingest.formats.addresses import canonical_url, date_in
from services.ingest.formats.found import Found
from services.ingest.formats.times import iso_time
from shared.article import Article, Block, Fact
from shared.report import Rejected

MAX_ARTICLE_CHARS = 1_000_000  # the longest features run to some 100,000; beyond lies a dump, not an article
MAX_WORD_CHARS = 5_000  # no language has such words; encoded data does
DATE_CHARS = len("2025-04-02")
MIN_WORD_COUNT = 3  # less cannot be told from an empty page

_TIMES = ("published_at", "modified_at")
_FIELDS = ("outlet", "url", "headline", "byline", "credit", "published_at", "modified_at", "language")


def as_article(found: Found, name: str) -> Article | Rejected:
    """The article with its preferred facts, or why it cannot be one; every fact is kept beside the choice."""
    problem = _problem(found.blocks)
    if problem:
        return Rejected(file=name, reason=problem)
    facts = tuple(dict.fromkeys(_normal(f) for f in (*found.facts, *_folder_outlet(name))))
    facts += _dated_address(facts)
    chosen = {field: _first(facts, field) for field in _FIELDS}
    return Article(id=_identity(found, name, chosen), file=name, blocks=found.blocks, facts=facts, **chosen)


def _problem(blocks: tuple[Block, ...]) -> str | None:
    size = sum(len(b.text) for b in blocks)
    if size > MAX_ARTICLE_CHARS:
        return f"one article of {size:,} characters: no news article is that long, split the file into its articles"
    runs = [re.findall(r"\w+", b.text) for b in blocks]
    if any(len(run) > MAX_WORD_CHARS for words in runs for run in words):
        return "a single word of thousands of characters: this is encoded data, not an article"
    if sum(map(len, runs)) < MIN_WORD_COUNT and not any(len(b.text) > 12 for b in blocks):
        return "no article text was found in it: check that the file holds the story itself"
    return None


def _normal(fact: Fact) -> Fact:
    """Times and addresses in their one form; a malformed one stays as printed, under a name nothing reads."""
    if fact.name in _TIMES:
        time = iso_time(fact.value)
        return fact.model_copy(update={"value": time} if time else {"name": f"unread_{fact.name}"})
    if fact.name == "url":
        url = canonical_url(fact.value)
        return fact.model_copy(update={"value": url} if url else {"name": "unread_url"})
    return fact


def _first(facts: tuple[Fact, ...], name: str) -> str | None:
    """The most trusted value; of a day that another source tells to the minute, the minute."""
    values = [f.value for f in facts if f.name == name]
    if name not in _TIMES or not values or len(values[0]) > DATE_CHARS:
        return values[0] if values else None
    return next((v for v in values if v.startswith(values[0]) and len(v) > DATE_CHARS), values[0])


def _dated_address(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The day that the address holds, for want of anything better: houses file stories under the day they came out."""
    day = date_in(next((f.value for f in facts if f.name == "url"), ""))
    return (Fact(name="published_at", value=day, source="date in the address"),) if day else ()


def _folder_outlet(name: str) -> tuple[Fact, ...]:
    parts = [p for p in PurePosixPath(name).parts if p not in ("/", ".", "..")]
    folder = " ".join(parts[0].replace("_", " ").split()) if len(parts) > 1 else ""
    return (Fact(name="outlet", value=folder, source="folder"),) if folder else ()


def _identity(found: Found, name: str, chosen: dict[str, str | None]) -> str:
    origin = chosen["url"] or f"{name}#{found.origin}"
    content = [origin, *(chosen[f] for f in _FIELDS), [(b.role, b.text) for b in found.blocks]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()[:20]
