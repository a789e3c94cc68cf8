"""The tree as W3C PROV-JSON: articles and wire versions as entities, outlets and agencies as agents.

Derivations carry PROV's own kinds: a wire version of an earlier one is a revision, an article from its wire has a
primary source, an article that keeps most of another word for word quotes it.
"""

import re
from collections.abc import Iterator
from typing import Any

import orjson

from services.provenance.descent import Descent
from services.provenance.exports.shares import OPS, kept
from shared.report import Edge

SPACE = "https://wiretrace.invalid/ns#"  # a name, not an address: RFC 2606 keeps `.invalid` free for ever
QUOTES_FROM = 0.5
_STAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")


def prov_json(story: Descent) -> str:
    """A PROV-JSON document (W3C member submission of 24 April 2013)."""
    document: dict[str, Any] = {
        "prefix": {"wt": SPACE},
        "entity": {_name(node): _entity(story, node) for node in story.nodes},
        "agent": dict(_agents(story)),
        "actedOnBehalfOf": dict(_delegations(story)),
        "wasAttributedTo": dict(_attributions(story)),
        "wasDerivedFrom": {f"_:d{i}": _derivation(story, e) for i, e in enumerate(story.story.edges)},
        "wasGeneratedBy": dict(_generations(story)),
    }
    return orjson.dumps({k: v for k, v in document.items() if v}, option=orjson.OPT_INDENT_2).decode()


def _name(node: str) -> str:
    return "wt:node-" + _local(node)


def _local(text: str) -> str:
    """A local name that every reader of qualified names takes; what it may not hold is written as its code point."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else f".{ord(c):x}." for c in text)


def _entity(story: Descent, node: str) -> dict[str, Any]:
    found, article = story.nodes[node], story.article(node)
    facts: dict[str, Any] = {
        "prov:label": (article.headline if article else None) or story.label(node),
        "prov:type": _typed("wt:Article" if found.kind == "article" else "wt:WireVersion"),
        "wt:observed": found.kind == "article",
    }
    optional = {
        "wt:url": article.url if article else None,
        "wt:file": article.file if article else None,
        "wt:wireVersion": found.wire_version,
    }
    return facts | {key: value for key, value in optional.items() if value is not None}


def _typed(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _maker(story: Descent, node: str) -> str | None:
    found, article = story.nodes[node], story.article(node)
    return article.outlet if article else found.agency


def _house(story: Descent, node: str) -> str | None:
    """Whom the maker speaks for: the house that an editor declared, else itself."""
    article = story.article(node)
    return (article.house if article else None) or _maker(story, node)


def _agents(story: Descent) -> Iterator[tuple[str, dict[str, Any]]]:
    named = {name for node in story.nodes for name in (_maker(story, node), _house(story, node)) if name}
    for name in sorted(named):
        yield f"wt:agent-{_local(name)}", {"prov:label": name, "prov:type": _typed("prov:Organization")}


def _delegations(story: Descent) -> Iterator[tuple[str, dict[str, str]]]:
    """Outlets act for the house that an editor says they belong to."""
    pairs = {(m, h) for node in story.nodes if (m := _maker(story, node)) and (h := _house(story, node)) and m != h}
    for number, (maker, house) in enumerate(sorted(pairs)):
        ends = {"prov:delegate": f"wt:agent-{_local(maker)}", "prov:responsible": f"wt:agent-{_local(house)}"}
        yield f"_:h{number}", ends


def _attributions(story: Descent) -> Iterator[tuple[str, dict[str, str]]]:
    for number, node in enumerate(story.nodes):
        if maker := _maker(story, node):
            yield f"_:a{number}", {"prov:entity": _name(node), "prov:agent": f"wt:agent-{_local(maker)}"}


def _generations(story: Descent) -> Iterator[tuple[str, dict[str, str]]]:
    """When an article was published; bare dates are no instants and are left out."""
    for number, node in enumerate(story.nodes):
        time = story.time(node)
        if time and _STAMP.match(time):
            yield f"_:g{number}", {"prov:entity": _name(node), "prov:time": time}


def _derivation(story: Descent, edge: Edge) -> dict[str, Any]:
    kind = _kind(story, edge)
    return {
        "prov:generatedEntity": _name(edge.child),
        "prov:usedEntity": _name(edge.parent),
        "wt:confidence": edge.confidence,
        "wt:role": edge.role,
        **{f"wt:{op}": edge.summary[op] for op in OPS if edge.summary.get(op)},
        **({"wt:mark": edge.mark} if edge.mark else {}),
        **({"prov:type": _typed(kind)} if kind else {}),
    }


def _kind(story: Descent, edge: Edge) -> str | None:
    parent, child = story.nodes[edge.parent], story.nodes[edge.child]
    if child.kind == "unobserved" and parent.wire_version is not None:
        return "prov:Revision"
    house = _house(story, edge.child)
    if child.article and parent.article and house is not None and house == _house(story, edge.parent):
        return "prov:Revision"
    if parent.wire_version is not None:
        return "prov:PrimarySource"
    return "prov:Quotation" if kept(edge) >= QUOTES_FROM else None
