"""The tree as GraphML, for Gephi, yEd, networkx and their kin."""

from xml.etree import ElementTree as Xml

from services.provenance.descent import Descent
from services.provenance.exports.shares import OPS
from services.provenance.web.wording import legal
from shared.report import Edge

_NODE = (
    ("label", "string"),
    ("kind", "string"),
    ("agency", "string"),
    ("wire_version", "int"),
    ("published", "string"),
    ("outlet", "string"),
    ("house", "string"),
)
_EDGE = (("role", "string"), ("confidence", "double"), ("mark", "string"), *((op, "int") for op in OPS))


def graphml(story: Descent) -> str:
    """A directed graph; facts that are not known are left out (graphml.graphdrawing.org)."""
    root = Xml.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys:
            attributes = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
            Xml.SubElement(root, "key", attributes)
    graph = Xml.SubElement(root, "graph", id=story.story.id, edgedefault="directed")
    for node in story.nodes:
        _facts(Xml.SubElement(graph, "node", id=node), "node", _node(story, node))
    for edge in story.story.edges:
        _facts(Xml.SubElement(graph, "edge", source=edge.parent, target=edge.child), "edge", _edge(edge))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _node(story: Descent, node: str) -> dict[str, object]:
    found, article = story.nodes[node], story.article(node)
    return {
        "label": story.label(node),
        "kind": found.kind,
        "agency": found.agency,
        "wire_version": found.wire_version,
        "published": story.time(node),
        "outlet": article.outlet if article else None,
        "house": article.house if article else None,
    }


def _edge(edge: Edge) -> dict[str, object]:
    counts: dict[str, object] = {op: edge.summary.get(op, 0) for op in OPS}
    return {"role": edge.role, "confidence": edge.confidence, "mark": edge.mark, **counts}


def _facts(element: Xml.Element, owner: str, facts: dict[str, object]) -> None:
    for name, value in facts.items():
        if value is not None:
            Xml.SubElement(element, "data", key=f"{owner}-{name}").text = legal(str(value))
