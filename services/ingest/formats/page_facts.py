"""What a page's metadata says of its article: JSON-LD, Open Graph and meta elements, microdata, the title's suffix."""

import re
from collections.abc import Iterator
from typing import Any, cast

import orjson
from lxml import etree

from services.ingest.formats.found import fact
from services.ingest.formats.schema_org import article_nodes, schema_facts
from shared.article import Fact

MAX_LD_CHARS = 2_000_000  # some pages carry their whole state as JSON-LD; beyond that it is no metadata

_META = {
    "og:site_name": "outlet", "application-name": "outlet", "twitter:site": "outlet_handle",
    "og:title": "headline", "twitter:title": "headline", "dc.title": "headline", "headline": "headline", "sailthru.title": "headline",
    "author": "byline", "byl": "byline", "dc.creator": "byline", "sailthru.author": "byline", "parsely-author": "byline", "article:author": "byline",
    "article:published_time": "published_at", "datepublished": "published_at", "date": "published_at", "pubdate": "published_at",
    "publishdate": "published_at", "publish-date": "published_at", "dc.date.issued": "published_at", "dc.date": "published_at",
    "parsely-pub-date": "published_at", "sailthru.date": "published_at", "ptime": "published_at", "pdate": "published_at",
    "article:modified_time": "modified_at", "datemodified": "modified_at", "og:updated_time": "modified_at",
    "lastmod": "modified_at", "last-modified": "modified_at", "utime": "modified_at", "dc.date.modified": "modified_at",
    "og:url": "url", "og:locale": "language", "language": "language", "dc.language": "language", "content-language": "language",
    "news_keywords": "keywords", "copyright": "copyright", "dc.rights": "copyright", "original-source": "original_url",
    "syndication-source": "original_url",
}  # fmt: skip


def facts_of(root: etree._Element) -> tuple[Fact, ...]:
    """All facts of the page's metadata, the most trusted source of each first."""
    return (*_json_ld(root), *_metas(root), *_links(root), *_microdata(root), *_title(root), *_language(root))


def _json_ld(root: etree._Element) -> Iterator[Fact]:
    for script in _elements(root, "//script[contains(@type, 'ld+json')]"):
        text = "".join(script.itertext())
        if len(text) > MAX_LD_CHARS:
            continue
        for data in _lenient_json(text):
            for node in article_nodes(data):
                yield from schema_facts(node, "json-ld")


def _lenient_json(text: str) -> Iterator[Any]:
    """Pages break JSON-LD with comments, raw line breaks and stray CDATA marks; those are mended, the rest is left."""
    clean = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", text.strip())
    for attempt in (clean, re.sub(r"[\x00-\x1f]+", " ", clean)):
        try:
            yield orjson.loads(attempt.strip().rstrip(";"))
            return
        except orjson.JSONDecodeError:
            continue


def _metas(root: etree._Element) -> Iterator[Fact]:
    for meta in _elements(root, "//meta[@content]"):
        label = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).strip()
        name = _META.get(label.lower())
        value = meta.get("content") or ""
        if name == "byline" and "://" in value:
            name = "byline_url"
        if name == "language":
            value = value.replace("_", "-")
        if name:
            yield from fact(name, value, f"meta {label}")


def _links(root: etree._Element) -> Iterator[Fact]:
    for link in _elements(root, "//link[@rel='canonical' and @href]"):
        yield from fact("url", link.get("href"), "link canonical")


def _microdata(root: etree._Element) -> Iterator[Fact]:
    for prop, name in (("datePublished", "published_at"), ("dateModified", "modified_at")):
        for node in _elements(root, f"//*[@itemprop='{prop}']")[:3]:
            yield from fact(name, node.get("content") or node.get("datetime"), f"itemprop {prop}")
    for node in _elements(
        root, "//time[@datetime and (@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date'))]"
    )[:2]:
        yield from fact("published_at", node.get("datetime"), "time element")
    for node in _elements(root, "//article//time[@datetime]")[:1]:
        yield from fact("published_at", node.get("datetime"), "time element")


def _title(root: etree._Element) -> Iterator[Fact]:
    for node in _elements(root, "//head/title")[:1]:
        title = " ".join("".join(node.itertext()).split())
        parts = re.split(r"\s+[|–—\-·»:]\s+", title)
        if len(parts) > 1 and len(parts[-1]) <= 40:
            yield from fact("outlet", parts[-1], "title suffix")
            head = title[: title.rindex(parts[-1])].rstrip(" |–—-·»:")
            yield from fact("headline", head, "title")
        else:
            yield from fact("headline", title, "title")


def _language(root: etree._Element) -> Iterator[Fact]:
    yield from fact("language", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang")


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    return cast("list[etree._Element]", root.xpath(path))
