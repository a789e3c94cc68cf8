"""IPTC NewsML-G2: https://iptc.org/standards/newsml-g2/ (a message holds items; each text item is an article)."""

from collections.abc import Iterator

from lxml import etree

from services.ingest.formats.found import Found, Problem, UnusableError, fact
from services.ingest.formats.nitf import nitf_blocks, read_nitf
from services.ingest.formats.page import fragment_blocks
from services.ingest.formats.plain import headed, paragraphs
from services.ingest.formats.tree import XmlElement, descend, find_all, local, words_of
from shared.article import Block, Fact

_META = (
    ("contentMeta/headline", "headline"), ("contentMeta/by", "byline"), ("contentMeta/creditline", "credit"),
    ("contentMeta/slugline", "slug"), ("itemMeta/title", "headline"), ("itemMeta/firstCreated", "published_at"),
    ("itemMeta/versionCreated", "modified_at"), ("contentMeta/contentCreated", "created_at"),
    ("itemMeta/embargoed", "embargo"), ("itemMeta/edNote", "note"), ("rightsInfo/usageTerms", "usage"),
    ("contentMeta/dateline", "dateline"),
)  # fmt: skip


def read_newsml(root: XmlElement) -> Iterator[Found | Problem]:
    """The text items of a news item or of a message's item sets."""
    items = [root] if local(root) == "newsItem" else descend(root, "newsItem")
    if not items:
        raise UnusableError("the NewsML-G2 message holds no news item: packages only point to items, drop those")
    for number, item in enumerate(items):
        try:
            yield _read_item(item)
        except UnusableError as error:
            yield Problem(f"item {number + 1}: {error}" if len(items) > 1 else str(error))


def _read_item(item: XmlElement) -> Found:
    blocks, inner = _content(item)
    if not blocks:
        raise UnusableError("the news item has no inline text: only text items can be traced")
    return headed((*_facts(item), *inner), blocks)


def _facts(item: XmlElement) -> Iterator[Fact]:
    for path, name in _META:
        for node in find_all(item, *path.split("/"))[:2]:
            yield from fact(name, words_of(node), f"newsml {path.split('/')[1]}")
    for path, name in (
        ("itemMeta/provider", "outlet"),
        ("contentMeta/infoSource", "credit"),
        ("rightsInfo/copyrightHolder", "copyright"),
    ):
        for node in find_all(item, *path.split("/")):
            yield from fact(name, _named(node), f"newsml {path.split('/')[1]}")
    for node in find_all(item, "contentMeta", "language")[:1]:
        yield from fact("language", node.get("tag"), "newsml language")
    for node in find_all(item, "itemMeta", "signal"):
        yield from fact("signal", node.get("qcode") or node.get("uri"), "newsml signal")
    for node in find_all(item, "contentMeta", "located")[:1]:
        yield from fact("located", _named(node), "newsml located")
    yield from fact("guid", item.get("guid"), "newsml guid")
    yield from fact("version", item.get("version"), "newsml version")
    for link in find_all(item, "itemMeta", "link"):
        if "iptc" not in (link.get("href") or ""):
            yield from fact("url", link.get("href"), "newsml link")


def _named(node: XmlElement) -> str:
    """The name in words, else the literal, else the code behind its scheme (`nprov:AFP`)."""
    name = next((words_of(n) for n in find_all(node, "name")), "") or words_of(node)
    return name or node.get("literal") or (node.get("qcode") or "").rpartition(":")[2]


def _content(item: XmlElement) -> tuple[tuple[Block, ...], tuple[Fact, ...]]:
    for holder in (n for s in find_all(item, "contentSet") for n in s):
        kind = local(holder)
        if kind == "inlineXML" and len(holder):
            return _inline(holder)
        if kind == "inlineData" and (text := "".join(str(s) for s in holder.itertext())).strip():
            html = "html" in (holder.get("contenttype") or "")
            return (fragment_blocks(text) if html else tuple(Block(text=x) for x in paragraphs(text))), ()
    return (), ()


def _inline(holder: XmlElement) -> tuple[tuple[Block, ...], tuple[Fact, ...]]:
    inner = next((e for e in holder if isinstance(e.tag, str)), None)
    if inner is None:
        return (), ()
    if local(inner) == "nitf":
        found = read_nitf(inner)
        return tuple(b for b in found.blocks), found.facts
    if local(inner) in ("body.content", "block"):
        return nitf_blocks(inner), ()
    markup = etree.tostring(inner, encoding="unicode", method="html")
    return fragment_blocks(_plain_names(markup)), ()


def _plain_names(markup: str) -> str:
    """XHTML written with a prefix (`<xhtml:p>`) reads as HTML without it."""
    return markup.replace("<xhtml:", "<").replace("</xhtml:", "</").replace("<h:", "<").replace("</h:", "</")
