"""What a page's metadata says of its article: JSON-LD, Open Graph and meta elements, microdata, the title's suffix."""

import re
from collections.abc import Iterator
from typing import cast

import orjson
from lxml.html import HtmlElement

from services.ingest.formats.found import fact
from services.ingest.formats.schema_org import article_nodes, schema_facts
from shared.article import Fact

MAX_LD_CHARS = 2_000_000  # some pages carry their whole state as JSON-LD; beyond that it is no metadata
BELOW, ABOVE = 80, 30  # elements after and before the headline among which its time stands

_LABELS = {
    "outlet": "og:site_name application-name",
    "outlet_handle": "twitter:site",
    "headline": "og:title twitter:title dc.title headline sailthru.title",
    "byline": "author byl dc.creator sailthru.author parsely-author article:author",
    "published_at": "article:published_time datepublished date pubdate publishdate publish-date dc.date.issued dc.date "
    "parsely-pub-date sailthru.date ptime pdate dcterms.issued dcterms.date dcterms.created date.published "
    "date_published article:published article.published og:published_time og:article:published_time "
    "publication_date pub_date published_time_telegram cxenseparse:recs:publishtime bt:pubdate",
    "modified_at": "article:modified_time datemodified og:updated_time lastmod last-modified utime dc.date.modified "
    "dcterms.modified date.modified article:modified article.updated og:article:modified_time moddate bt:moddate",
    "url": "og:url",
    "language": "og:locale language dc.language content-language",
    "keywords": "news_keywords",
    "copyright": "copyright dc.rights",
    "original_url": "original-source syndication-source",
}
_META = {label: name for name, labels in _LABELS.items() for label in labels.split()}


def facts_of(root: HtmlElement) -> tuple[Fact, ...]:
    """All facts of the page's metadata, the most trusted source of each first."""
    return (*_json_ld(root), *_metas(root), *_links(root), *_microdata(root), *_title(root), *_language(root))


def stated_body(root: HtmlElement) -> str:
    """The text that the page's JSON-LD gives as its article's body, or nothing."""
    nodes = (n for data in _json_ld_data(root) for n in article_nodes(data))
    return max((b for n in nodes if isinstance(b := n.get("articleBody"), str)), key=len, default="")


def _json_ld(root: HtmlElement) -> Iterator[Fact]:
    for data in _json_ld_data(root):
        for node in article_nodes(data):
            yield from schema_facts(node, "json-ld")


def _json_ld_data(root: HtmlElement) -> Iterator[object]:
    for script in _elements(root, "//script[contains(@type, 'ld+json')]"):
        text = "".join(script.itertext())
        if len(text) <= MAX_LD_CHARS:
            yield from _lenient_json(text)


def _lenient_json(text: str) -> Iterator[object]:
    """Pages break JSON-LD with comments, raw line breaks and stray CDATA marks; those are mended, the rest is left."""
    clean = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", text.strip())
    for attempt in (clean, re.sub(r"[\x00-\x1f]+", " ", clean)):
        try:
            yield orjson.loads(attempt.strip().rstrip(";"))
            return
        except orjson.JSONDecodeError:
            continue


def _metas(root: HtmlElement) -> Iterator[Fact]:
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


def _links(root: HtmlElement) -> Iterator[Fact]:
    for link in _elements(root, "//link[@rel='canonical' and @href]"):
        yield from fact("url", link.get("href"), "link canonical")


def _microdata(root: HtmlElement) -> Iterator[Fact]:
    for prop, name in (("datePublished", "published_at"), ("dateModified", "modified_at")):
        for node in _elements(root, f"//*[@itemprop='{prop}']")[:3]:
            yield from fact(name, node.get("content") or node.get("datetime"), f"itemprop {prop}")
    for node in _elements(
        root, "//time[@datetime and (@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date'))]"
    )[:2]:
        yield from fact("published_at", node.get("datetime"), "time element")
    for node in _elements(root, "//article//time[@datetime]")[:1]:
        yield from fact("published_at", node.get("datetime"), "time element")
    yield from _near_headline(root)


def _near_headline(root: HtmlElement) -> Iterator[Fact]:
    """The first machine-readable time below the headline, else above it, whatever element bears it."""
    for axis, reach in (("following", BELOW), ("preceding", ABOVE)):
        place = f"(//h1)[1]/{axis}::*[position() <= {reach}]"
        found = cast(
            "list[HtmlElement]", root.xpath(f"{place}[@datetime or (@title and contains(@class, 'published'))]")
        )
        for node in found[:1]:
            name = "modified_at" if re.search("updat|modif", node.get("class") or "", re.I) else "published_at"
            yield from fact(name, node.get("datetime") or node.get("title"), "time near headline")
            return


def _title(root: HtmlElement) -> Iterator[Fact]:
    for node in _elements(root, "//head/title")[:1]:
        title = " ".join("".join(node.itertext()).split())
        parts = re.split(r"\s+[|–—\-·»:]\s+", title)
        if len(parts) > 1 and len(parts[-1]) <= 40:
            yield from fact("outlet", parts[-1], "title suffix")
            head = title[: title.rindex(parts[-1])].rstrip(" |–—-·»:")
            yield from fact("headline", head, "title")
        else:
            yield from fact("headline", title, "title")


def _language(root: HtmlElement) -> Iterator[Fact]:
    yield from fact("language", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang")


def _elements(root: HtmlElement, path: str) -> list[HtmlElement]:
    return cast("list[HtmlElement]", root.xpath(path))
