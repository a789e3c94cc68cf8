"""schema.org articles, alone or as JSON-LD in a page: which nodes are articles, and the facts they state."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from services.ingest.formats.found import Found, UnusableError, fact
from services.ingest.formats.plain import headed, paragraphs
from shared.article import Block, Fact

MAX_NODES = 5_000  # a graph of a page has dozens; the walk stops where one is made to be endless

_OTHERS = ("person", "organization", "webpage", "website", "imageobject", "videoobject", "breadcrumblist", "itemlist")


def article_nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every node of a JSON-LD document whose type is an article's, outermost first."""
    queue: list[Any] = [data]
    seen = 0
    while queue and seen < MAX_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, list):
            queue += cast("list[Any]", node)
        elif isinstance(node, dict):
            found = cast("dict[str, Any]", node)
            if is_article(found):
                yield found
            queue += [found[k] for k in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate") if k in found]


def is_article(node: Mapping[str, Any]) -> bool:
    """Whether the node's `@type` is `Article` or one of its kinds (NewsArticle, ReportageNewsArticle, BlogPosting)."""
    return any(t.endswith(("Article", "BlogPosting", "Report")) for t in _texts(node.get("@type")))


def schema_facts(node: Mapping[str, Any], source: str) -> Iterator[Fact]:
    """The facts a schema.org article states; `source` goes in front of each property's name."""
    for key, name in (
        ("headline", "headline"), ("name", "headline"), ("datePublished", "published_at"), ("dateCreated", "created_at"),
        ("dateModified", "modified_at"), ("inLanguage", "language"), ("creditText", "credit"),
        ("dateline", "dateline"), ("url", "url"), ("usageInfo", "usage"), ("copyrightNotice", "copyright"),
        ("correction", "correction"),
    ):  # fmt: skip
        for value in _names(node.get(key))[:1]:
            yield from fact(name, value, f"{source} {key}")
    authors = [a for a in _names(node.get("author")) if "://" not in a]
    yield from fact("byline", ", ".join(authors), f"{source} author")
    for key, name in (("publisher", "outlet"), ("sourceOrganization", "credit"), ("provider", "provider")):
        for value in _names(node.get(key))[:1]:
            yield from fact(name, value, f"{source} {key}")
    page = node.get("mainEntityOfPage")
    address = cast("dict[str, Any]", page).get("@id") if isinstance(page, dict) else page
    yield from fact("url", address, f"{source} mainEntityOfPage")


def read_schema(node: Mapping[str, Any]) -> Found:
    """One article from a schema.org node that carries its `articleBody`."""
    body = " ".join(_texts(node.get("articleBody"))[:1]) or " ".join(_texts(node.get("text"))[:1])
    if not body.strip():
        raise UnusableError("the NewsArticle has no articleBody: drop the page itself, or add the text")
    return headed(tuple(schema_facts(node, "schema.org")), tuple(Block(text=x) for x in paragraphs(body)))


def _texts(value: Any) -> list[str]:
    values = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, str)]


def _names(value: Any) -> list[str]:
    """Names out of a string, an object with `name`, or a list of either."""
    values = cast("list[Any]", value) if isinstance(value, list) else [value]
    out: list[str] = []
    for v in values[:20]:
        if isinstance(v, dict):
            v = cast("dict[str, Any]", v).get("name")
            v = cast("list[Any]", v)[0] if isinstance(v, list) and v else v
        if isinstance(v, str) and v.strip():
            out.append(v.strip())
    return out
