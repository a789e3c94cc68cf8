"""The tree as a stemma for Graphviz, in the conventions of published ones.

Witnesses are plain text, lost (hypothetical) ancestors grey, contamination dashed; after Stemmaweb's and the
Leuven school's drawings.
"""

from collections.abc import Iterator

from services.provenance.descent import Descent
from services.provenance.web.wording import clock
from shared.report import Edge


def dot(story: Descent) -> str:
    """A `digraph`, parents above children; an edge's label is its confidence below 0.9, or that an editor set it."""
    return "\n".join(["digraph stemma {", *_body(story), "}", ""])


def _body(story: Descent) -> Iterator[str]:
    yield f"  graph [label={_quoted(story.story.title)}, labelloc=t, rankdir=TB];"
    yield "  node [shape=plaintext, fontname=serif];"
    yield "  edge [arrowhead=none];"
    for node in story.nodes:
        yield f"  {_quoted(node)} [{_look(story, node)}];"
    for edge in story.story.edges:
        yield f"  {_quoted(edge.parent)} -> {_quoted(edge.child)} [{_stroke(edge)}];"


def _look(story: Descent, node: str) -> str:
    label = story.label(node)
    if story.nodes[node].kind == "unobserved":
        return (
            f'label={_quoted(label)}, class="hypothetical", fontcolor=grey50, shape=ellipse, style=dashed, color=grey60'
        )
    return f"label={_quoted(label)}, tooltip={_quoted(clock(story.time(node)))}"


def _stroke(edge: Edge) -> str:
    look = [f"penwidth={0.5 + 1.5 * edge.confidence:.2f}"]
    look += ["style=dashed", "constraint=false", 'class="contamination"'] if edge.role == "second" else []
    look += [f'label="{edge.confidence:.2f}"', "fontcolor=grey50"] if edge.confidence < 0.9 else []
    look += ['label="editor"', "fontcolor=grey50"] if edge.mark else []
    return ", ".join(look)


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
