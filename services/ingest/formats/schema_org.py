"""schema.org articles, alone or as JSON-LD in a page: which nodes are articles, and the facts they state."""

from collections.abc import Iterator, Mapping
from typing import cast

from services.ingest.formats.found import Found, UnusableError, fact
from services.ingest.formats.plain import headed, paragraphs
from shared.article import Block, Fact

MAX_NODES = 5_000  # a graph of a page has dozens; the walk stops where one is made to be endless

_OTHERS = ("person", "organization", "webpage", "website", "imageobject", "videoobject", "breadcrumblist", "itemlist")


def article_nodes(data: object) -> Iterator[Mapping[str, object]]:
    """Every node of a JSON-LD document whose type is an article's, outermost first."""
    queue: list[object] = [data]
    seen = 0
    while queue and seen < MAX_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, list):
            queue += cast("list[object]", node)
        elif isinstance(node, dict):
            found = cast("dict[str, object]", node)
            if is_article(found):
                yield found
            queue += [found[k] for k in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate") if k in found]


def is_article(node: Mapping[str, object]) -> bool:
    """Whether the node's `@type` is `Article` or one of its kinds (NewsArticle, ReportageNewsArticle, BlogPosting)."""
    return any(t.endswith(("Article", "BlogPosting", "Report")) for t in _texts(node.get("@type")))


def schema_facts(node: Mapping[str, object], source: str) -> Iterator[Fact]:
    """The facts a schema.org article states; `source` goes in front of each property's name."""
    for key, name in (
        ("headline", "headline"), ("name", "headline"), ("datePublished", "published_at"),
        ("dateCreated", "created_at"),
        ("dateModified", "modified_at"), ("inLanguage", "language"), ("creditText", "credit"),
        ("dateline", "dateline"), ("url", "url"), ("usageInfo", "usage"), ("copyrightNotice", "copyright"),
        ("correction", "correction"), ("copyrightHolder", "copyright"),
    ):  # fmt: skip
        for value in _names(node.get(key))[:1]:
            yield from fact(name, value, f"{source} {key}")
    authors = [a for a in _names(node.get("author")) if "://" not in a]
    yield from fact("byline", ", ".join(authors), f"{source} author")
    for key, name in (("publisher", "outlet"), ("sourceOrganization", "credit"), ("provider", "provider")):
        for value in _names(node.get(key))[:1]:
            yield from fact(name, value, f"{source} {key}")
        organisation = node.get(key)
        if isinstance(organisation, dict):
            for value in _names(cast("dict[str, object]", organisation).get("parentOrganization"))[:2]:
                yield from fact("parent", value, f"{source} {key} parentOrganization")
    page = node.get("mainEntityOfPage")
    address = cast("dict[str, object]", page).get("@id") if isinstance(page, dict) else page
    yield from fact("url", address, f"{source} mainEntityOfPage")


def read_schema(node: Mapping[str, object]) -> Found:
    """One article from a schema.org node that carries its `articleBody`."""
    body = " ".join(_texts(node.get("articleBody"))[:1]) or " ".join(_texts(node.get("text"))[:1])
    if not body.strip():
        raise UnusableError("the NewsArticle has no articleBody: drop the page itself, or add the text")
    return headed(tuple(schema_facts(node, "schema.org")), tuple(Block(text=x) for x in paragraphs(body)))


def _texts(value: object) -> list[str]:
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, str)]


def _names(value: object) -> list[str]:
    """Names out of a string, an object with `name`, or a list of either."""
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    out: list[str] = []
    for v in values[:20]:
        name = cast("dict[str, object]", v).get("name") if isinstance(v, dict) else v
        out += [x.strip() for x in _texts(name)[:1] if x.strip()]
    return out
