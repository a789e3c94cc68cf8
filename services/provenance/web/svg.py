"""A laid-out story as SVG markup: for the page (linked, styled by its sheet) and as a file (style inside)."""

from collections.abc import Iterator
from html import escape

from services.provenance.descent import Descent
from services.provenance.web.drawing import TOP, Dot, Drawing, Stroke
from services.provenance.web.state import State
from services.provenance.web.wording import clock, legal, percent, plural
from shared.report import Edge

UNSURE = 0.8  # below this the drawing prints how sure it is, beside the label
LONGEST = 44  # letters of a label: where no outlet is known it is a headline
LETTER = 7.4  # pixels of a letter of a label, on the generous side
BAR = (52.0, 8.0)
REACH = 9  # pixels beside a line that still hit it
_BAR_OPS = (
    ("verbatim", ("verbatim",)),
    ("edited", ("edited", "merged", "split")),
    ("paraphrased", ("paraphrased",)),
    ("added", ("added",)),
    ("dropped", ("dropped",)),
)
_FILE_STYLE = (
    "svg{background:#fff;font:13px system-ui,sans-serif}text{fill:#1d1c1a}"
    "text{paint-order:stroke;stroke:#fff;stroke-width:4}"
    ".axis text,.sure{fill:#6b665e;font-size:11px}"
    ".axis line{stroke:#e3ded3}.line{fill:none;stroke:#5c574e}.second .line{stroke-dasharray:5 4}.dot{fill:#1d1c1a}"
    ".lost .dot{fill:#fff;stroke:#8a857b;stroke-width:1.5;stroke-dasharray:3 2}"
    ".lost text{fill:#6b665e;font-style:italic}"
    ".hit{fill:none;stroke:none}.bar .verbatim{fill:#1f4f8b}.bar .edited{fill:#7b9cc4}.bar .paraphrased{fill:#c3d2e6}"
    ".bar .added{fill:#1a7044}.bar .dropped{fill:#e9bdb6}"
)


def page_svg(story: Descent, drawing: Drawing, state: State) -> str:
    """The drawing for the page: every dot and line a link that keeps the rest of the state."""
    return _svg(story, drawing, state)


def file_svg(story: Descent, drawing: Drawing) -> str:
    """The drawing as a file of its own, without links."""
    return _svg(story, drawing, None)


def edge_name(story: Descent, edge: Edge) -> str:
    """How an edge is called, aloud and in tooltips."""
    verb = "also took from" if edge.role == "second" else "follows" if story.revises(edge) else "took from"
    by = "set by an editor" if edge.mark else f"{percent(edge.confidence)} sure"
    return f"{story.label(edge.child)} {verb} {story.label(edge.parent)}, {by}"


def node_name(story: Descent, node: str) -> str:
    """How a node is called, aloud and in tooltips."""
    if story.nodes[node].kind == "unobserved":
        return f"{story.label(node)}, not among the files: text inferred"
    return f"{story.label(node)}, article, {clock(story.time(node))}"


def _svg(story: Descent, drawing: Drawing, state: State | None) -> str:
    size = f'viewBox="0 0 {drawing.width} {drawing.height}" width="{drawing.width}" height="{drawing.height}"'
    role = ' role="group" aria-label="Tree of descent"' if state else ' role="img"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}{role}>']
    parts += [f"<title>{_inert(story.story.title)}</title><style>{_FILE_STYLE}</style>"] if state is None else []
    parts += _axis(drawing)
    dots = {dot.node: dot for dot in drawing.dots}
    parts += [_line(story, stroke, state) for stroke in drawing.strokes if stroke.edge.role == "second"]
    main = {stroke.edge.child: stroke for stroke in drawing.strokes if stroke.edge.role == "main"}
    for node, dot in dots.items():
        parts += [_line(story, main[node], state, _bar(story, dot, drawing))] if node in main else []
        parts.append(_dot(story, dot, drawing.width, state))
    return "".join([*parts, "</svg>"])


def _axis(drawing: Drawing) -> Iterator[str]:
    if not drawing.ticks:
        return
    yield '<g class="axis" aria-hidden="true">'
    for tick in drawing.ticks:
        yield f'<line x1="{tick.x:.0f}" x2="{tick.x:.0f}" y1="{TOP - 10}" y2="{drawing.height}"/>'
        yield f'<text x="{tick.x:.0f}" y="{TOP - 16}">{_inert(tick.text)}</text>'
    yield "</g>"


def _line(story: Descent, stroke: Stroke, state: State | None, bar: str = "") -> str:
    edge = stroke.edge
    chosen = state is not None and state.ends == (edge.parent, edge.child)
    kind = f"edge {edge.role}" + (" chosen" if chosen else "") + (" marked" if edge.mark else "")
    width = 1 + 2 * edge.confidence
    look = f'stroke-width="{width:.1f}" stroke-opacity="{0.4 + 0.6 * edge.confidence:.2f}"'
    path, hit = _curve(stroke) if edge.role == "second" else _elbow(stroke)
    drawn = f'<path class="line" d="{path}" {look}/>{hit}{bar}'
    name = _inert(edge_name(story, edge))
    if state is None:
        return f'<g class="{kind}"><title>{name}</title>{drawn}</g>'
    here = ' aria-current="true"' if chosen else ""
    href = _inert(state.to_edge(edge.parent, edge.child))
    return f'<a class="{kind}" href="{href}" aria-label="{name}"{here}><title>{name}</title>{drawn}</a>'


def _elbow(stroke: Stroke) -> tuple[str, str]:
    """Down from the parent, round a corner, right to the child; a pointer hits the part along the child's row."""
    bend = min(7.0, stroke.x2 - stroke.x1)
    end = max(stroke.x2 - 7, stroke.x1 + bend)
    corner = f"Q{stroke.x1:.1f} {stroke.y2:.1f} {stroke.x1 + bend:.1f} {stroke.y2:.1f}H{end:.1f}"
    place = (
        f'x="{stroke.x1 - 4:.1f}" y="{stroke.y2 - REACH:.1f}" width="{end - stroke.x1 + 4:.1f}" height="{2 * REACH}"'
    )
    return f"M{stroke.x1:.1f} {stroke.y1 + 6:.1f}V{stroke.y2 - 7:.1f}{corner}", f'<rect class="hit" {place}/>'


def _curve(stroke: Stroke) -> tuple[str, str]:
    """A bow from the second parent, leaving it leftwards so that it keeps clear of the main line."""
    out = min(stroke.x1, stroke.x2) - 12
    path = (
        f"M{stroke.x1:.1f} {stroke.y1:.1f}C{out:.1f} {stroke.y1:.1f} {out:.1f} {stroke.y2:.1f} "
        f"{stroke.x2 - 7:.1f} {stroke.y2:.1f}"
    )
    return path, f'<path class="hit" d="{path}" stroke-width="{2 * REACH}"/>'


def _dot(story: Descent, dot: Dot, width: int, state: State | None) -> str:
    node = story.nodes[dot.node]
    chosen = state is not None and state.node == dot.node
    kind = "node" + (" lost" if node.kind == "unobserved" else "") + (" chosen" if chosen else "")
    drawn = f'<circle class="dot" cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="5.5"/>' + _label(story, dot, width - BAR[0] - 24)
    name = _inert(node_name(story, dot.node))
    if state is None:
        return f'<g class="{kind}"><title>{name}</title>{drawn}</g>'
    here = ' aria-current="true"' if chosen else ""
    href = _inert(state.to_node(dot.node))
    return f'<a class="{kind}" href="{href}" aria-label="{name}"{here}><title>{name}</title>{drawn}</a>'


def _label(story: Descent, dot: Dot, right: float) -> str:
    """The label, cut so that it ends before `right`, where the bars begin."""
    notes = [f"+{len(dot.copies)} same"] if dot.copies else []
    edge = story.main.get(dot.node)
    if edge and edge.mark:
        notes.append("✎")
    elif edge and edge.confidence < UNSURE:
        notes.append(f"{percent(edge.confidence)}?")
    if dot.early:
        notes.append("dated earlier")
    label = story.label(dot.node)
    room = min(int((right - dot.x) / LETTER), LONGEST) - len(" · ".join(notes))
    short = label if len(label) <= room else label[: room - 1].rstrip() + "…"
    note = f'<tspan class="sure" dx="6">{_inert(" · ".join(notes))}</tspan>' if notes else ""
    return f'<text x="{dot.x + 12:.1f}" y="{dot.y + 4.5:.1f}">{_inert(short)}{note}</text>'


def _bar(story: Descent, dot: Dot, drawing: Drawing) -> str:
    """What became of the source's text: kept, edited, rewritten, own, cut; as wide as each has sentences."""
    edge = story.main.get(dot.node)
    total = sum(edge.summary.values()) if edge else 0
    if not edge or not total:
        return ""
    x, drawn, said = drawing.width - BAR[0] - 2, "", list[str]()
    for name, ops in _BAR_OPS:
        count = sum(edge.summary.get(op, 0) for op in ops)
        wide = BAR[0] * count / total
        if count:
            drawn += f'<rect class="{name}" x="{x:.1f}" y="{dot.y - 4:.1f}" width="{wide:.1f}" height="{BAR[1]:.0f}"/>'
            said.append(f"{name} {count}")
        x += wide
    title = _inert(f"{plural(total, 'sentence')}: {', '.join(said)}")
    return f'<g class="bar" aria-hidden="true"><title>{title}</title>{drawn}</g>'


def _inert(text: str) -> str:
    """Foreign text as XML text: escaped, and without the characters that XML forbids."""
    return escape(legal(text))
