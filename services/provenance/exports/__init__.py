"""A story in other tools' formats: one function a format, and the table that names them."""

from collections.abc import Callable
from dataclasses import dataclass

from services.provenance.descent import Descent, descent
from services.provenance.exports.dot import dot
from services.provenance.exports.drawn import svg
from services.provenance.exports.edge_list import edge_list
from services.provenance.exports.graphml import graphml
from services.provenance.exports.jsonld import jsonld
from services.provenance.exports.newick import newick
from services.provenance.exports.prov_json import prov_json
from shared.report import Report


@dataclass(frozen=True, slots=True)
class Export:
    """A finished export: its bytes, media type, and the suffix of a file that holds it."""

    body: bytes
    media_type: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Format:
    write: Callable[[Descent], str]
    media_type: str
    suffix: str


FORMATS: dict[str, Format] = {
    "prov-json": Format(prov_json, "application/json", "prov.json"),
    "dot": Format(dot, "text/vnd.graphviz", "dot"),
    "graphml": Format(graphml, "application/graphml+xml", "graphml"),
    "newick": Format(newick, "text/x-nh", "nwk"),
    "csv": Format(edge_list, "text/csv", "csv"),
    "svg": Format(svg, "image/svg+xml", "svg"),
    "jsonld": Format(jsonld, "application/ld+json", "jsonld"),
}


def export(report: Report, name: str, story: str | None = None) -> Export:
    """`report`'s story of that id (or its first) in the format `name`.

    Raises:
        KeyError: no such format or story.
    """
    chosen = FORMATS[name]
    return Export(chosen.write(descent(report, story)).encode(), chosen.media_type, chosen.suffix)
