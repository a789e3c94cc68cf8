"""RSS and Atom whose entries carry the full text (feedparser reads both, in all their versions)."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import feedparser  # pyright: ignore[reportMissingTypeStubs]

from services.ingest.formats.found import Found, Problem, UnusableError, fact
from services.ingest.formats.page import fragment_blocks
from services.ingest.formats.plain import headed
from shared.article import Block, Fact

MIN_SUMMARY_CHARS = 600  # a description shorter than that is a teaser, not the story


def read_feed(text: str) -> Iterator[Found | Problem]:
    """The entries of a feed; one that holds a teaser only is a problem of its own."""
    parse = cast("Callable[..., dict[str, Any]]", feedparser.parse)  # pyright: ignore[reportUnknownMemberType]
    parsed = parse(text.encode("utf-8"), sanitize_html=False, resolve_relative_uris=False)
    # Plain dictionaries: feedparser's own answers `updated` with the time of publication, and warns.
    entries = [dict(e) for e in cast("list[dict[str, Any]]", parsed.get("entries") or [])]
    if not entries:
        raise UnusableError("the feed has no entries: drop it again when it holds stories")
    channel = cast("dict[str, Any]", parsed.get("feed") or {})
    for number, entry in enumerate(entries):
        blocks = _blocks(entry)
        if blocks:
            found = headed(tuple(_facts(entry, channel)), blocks)
            yield Found(found.facts, found.blocks, str(entry.get("id") or number))
        else:
            yield Problem(
                f"entry {number + 1}: a teaser only, drop the page itself: {str(entry.get('link') or '')[:200]}"
            )


def _blocks(entry: dict[str, Any]) -> tuple[Block, ...]:
    contents = [str(c.get("value") or "") for c in cast("list[dict[str, Any]]", entry.get("content") or [])]
    body = max(contents, key=len, default="")
    summary = str(entry.get("summary") or "")
    if not body and len(summary) >= MIN_SUMMARY_CHARS:
        body = summary
    return fragment_blocks(body) if body.strip() else ()


def _facts(entry: dict[str, Any], channel: dict[str, Any]) -> Iterator[Fact]:
    source = cast("dict[str, Any]", entry.get("source") or {})
    yield from fact("outlet", source.get("title"), "feed source")
    yield from fact("outlet", channel.get("title"), "feed title")
    for key, name in (
        ("title", "headline"), ("link", "url"), ("published", "published_at"), ("updated", "modified_at"),
        ("id", "guid"), ("rights", "copyright"),
    ):  # fmt: skip
        yield from fact(name, entry.get(key), f"feed {key}")
    authors = cast("list[dict[str, Any]]", entry.get("authors") or [])
    names = [str(a.get("name") or a.get("email") or "") for a in authors]
    yield from fact("byline", ", ".join(n for n in names if n), "feed author")
    yield from fact("byline", entry.get("author"), "feed author")
    for credit in cast("list[dict[str, Any]]", entry.get("media_credit") or []):
        yield from fact("picture_credit", credit.get("content"), "feed media:credit")
    yield from fact("language", channel.get("language"), "feed language")
