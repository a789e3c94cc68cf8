"""The tree as schema.org: every article a `NewsArticle` that `isBasedOn` its source."""

from typing import Any

import orjson

from services.provenance.descent import Descent


def jsonld(story: Descent) -> str:
    """A JSON-LD graph; wire versions that are not among the files are `CreativeWork`s by their agency."""
    graph = [_work(story, node) for node in story.nodes]
    return orjson.dumps({"@context": "https://schema.org", "@graph": graph}, option=orjson.OPT_INDENT_2).decode()


def _work(story: Descent, node: str) -> dict[str, Any]:
    found, article = story.nodes[node], story.article(node)
    sources = [{"@id": _id(story, edge.parent)} for edge in story.story.edges if edge.child == node]
    facts: dict[str, Any] = {
        "@id": _id(story, node),
        "@type": "NewsArticle" if article else "CreativeWork",
        "headline": article.headline if article else None,
        "name": None if article else story.label(node),
        "url": article.url if article else None,
        "datePublished": article.published_at if article else None,
        "dateModified": article.modified_at if article else None,
        "inLanguage": article.language if article else None,
        "publisher": _publisher(article.outlet if article else found.agency, article.house if article else None),
        "sourceOrganization": _organization(found.agency),
        "version": found.wire_version,
        "isBasedOn": sources or None,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _id(story: Descent, node: str) -> str:
    """The address where the text stands; where several texts of a story share one, it names none of them."""
    article = story.article(node)
    shared = article and sum(other.url == article.url for other in story.articles.values()) > 1
    return article.url if article and article.url and not shared else f"urn:wiretrace:{node}"


def _publisher(name: str | None, house: str | None) -> dict[str, Any] | None:
    publisher: dict[str, Any] | None = _organization(name)
    return {**publisher, "parentOrganization": _organization(house)} if publisher and house else publisher


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None
