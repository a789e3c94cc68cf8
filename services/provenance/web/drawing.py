"""Where a story's nodes and lines stand in its drawing: pure geometry, no markup.

Each node has a row of its own (parents above children), so no label is crossed; x is time or depth.
After Auspice's rectangular layout, with a row for inner nodes because ancestors here are often real articles.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from services.provenance.clock import seconds
from services.provenance.descent import Descent
from services.provenance.web.wording import day, instant, moment
from shared.report import Edge

Axis = Literal["time", "depth"]

WIDTH = 640
ROW = 30
TOP = 34
LEFT = 16
LABEL = 236  # room to the right of the last dot for its label
STEP = 18  # a child stands at least this far right of its parent, so that its line can be seen and clicked
WEIGHT_OF_GAP = 0.8  # a long silence is drawn shorter than it was, else one late copy squeezes all others together
TICK_GAP = 84  # pixels that the label of a time on the axis needs
FOLD_ABOVE = 40  # rows a drawing may have before identical copies are folded


@dataclass(frozen=True, slots=True)
class Dot:
    """A node's place. `copies` are the nodes folded into it; `early` marks a printed time before its source's."""

    node: str
    x: float
    y: float
    depth: int
    copies: tuple[str, ...] = ()
    early: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """An edge's line from parent to child."""

    edge: Edge
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A laid-out story; `strokes` hold main edges first, `folded` counts the nodes not shown for themselves."""

    axis: Axis
    width: int
    height: int
    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    ticks: tuple[Tick, ...]
    folded: int


def draw(
    story: Descent,
    axis: Axis | None = None,
    fold: bool | None = None,
    width: int = WIDTH,
    only: Collection[str] | None = None,
) -> Drawing:
    """Lay `story` out.

    Args:
        axis: `time` or `depth`; None picks time when at least half of the articles have one.
        fold: whether identical childless siblings share a row; None folds only where rows are many.
        width: of the drawing in pixels.
        only: the nodes that get a row, together with those they hang on; None gives one to each.
    """
    axis = axis or best_axis(story)
    copies = folded_copies(story, fold)
    hidden = {copy for group in copies.values() for copy in group}
    rows = None if only is None else lineage(story, only)
    order = [(n, depth) for n, depth in story.walk() if n not in hidden and (rows is None or n in rows)]
    xs = _by_time(story, order, width) if axis == "time" else _by_depth(order, width)
    dots = tuple(
        Dot(
            node,
            xs[node],
            TOP + ROW * row + ROW / 2,
            depth,
            copies.get(node, ()),
            axis == "time" and _early(story, node),
        )
        for row, (node, depth) in enumerate(order)
    )
    ticks = _ticks(story, order, xs) if axis == "time" else ()
    return Drawing(axis, width, TOP + ROW * len(order) + 10, dots, _strokes(story, dots), ticks, len(hidden))


def lineage(story: Descent, nodes: Collection[str]) -> frozenset[str]:
    """`nodes` and all that they descend from along main edges."""
    found: set[str] = set()
    for node in nodes:
        while node not in found:
            found.add(node)
            node = story.main[node].parent if node in story.main else node
    return frozenset(found)


def best_axis(story: Descent) -> Axis:
    """Time where it says something, else depth."""
    articles = [n for n in story.nodes if story.article(n)]
    timed = [n for n in articles if instant(story.time(n)) is not None]
    return "time" if articles and 2 * len(timed) >= len(articles) and len(timed) > 1 else "depth"


def folded_copies(story: Descent, fold: bool | None) -> dict[str, tuple[str, ...]]:
    """Nodes that stand for identical copies, with those they stand for (see `draw` for `fold`)."""
    if fold is False or (fold is None and len(story.nodes) <= FOLD_ABOVE):
        return {}
    kept: dict[str, tuple[str, ...]] = {}
    for kids in story.children.values():
        groups: dict[str, list[str]] = {}
        for kid in kids:
            article = story.article(kid)
            if article and (not story.children[kid] or article.same_text_as is None):
                groups.setdefault(article.same_text_as or article.id, []).append(kid)
        kept.update(_heads(story, groups))
    return kept


def _heads(story: Descent, groups: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in groups.values():
        head = next((kid for kid in group if (a := story.article(kid)) and a.same_text_as is None), group[0])
        rest = tuple(kid for kid in group if kid != head and not story.children[kid])
        if rest:
            found[head] = rest
    return found


def _by_depth(order: Sequence[tuple[str, int]], width: int) -> dict[str, float]:
    deepest = max((depth for _, depth in order), default=0)
    step = min(56.0, (width - LEFT - LABEL) / max(deepest, 1))
    return {node: LEFT + depth * step for node, depth in order}


def _by_time(story: Descent, order: Sequence[tuple[str, int]], width: int) -> dict[str, float]:
    """x by printed time with long gaps shortened; nodes without a time stand just left of what hangs on them."""
    stamps = _stamps(story)
    times = {node: _time(story, node, stamps) for node, _ in order}
    scale = _scale(sorted({t for t in times.values() if t is not None}))
    wire_steps = _unobserved_depth(story)
    start = LEFT + STEP * max(wire_steps.values(), default=0)
    room = max(width - LABEL - start, STEP)
    found: dict[str, float] = {}
    for node, _ in order:
        edge = story.main.get(node)
        floor = found[edge.parent] + STEP if edge and edge.parent in found else float(LEFT)
        time = times[node]
        wish = start + room * scale[time] if time is not None else floor
        found[node] = min(max(wish, floor), width - LABEL)
    return found


def _stamps(story: Descent) -> dict[str, float | None]:
    """Articles' times; where some have an hour, a bare date, which may be any hour, counts as none."""
    exact = any(seconds(story.time(node)) is not None for node in story.nodes)
    return {node: (seconds if exact else instant)(story.time(node)) for node in story.nodes}


def _time(story: Descent, node: str, stamps: Mapping[str, float | None]) -> float | None:
    """An article's own time; a wire version's is just before the earliest below it."""
    if story.article(node):
        return stamps[node]
    below = [t for kid in story.children[node] if (t := _time(story, kid, stamps)) is not None]
    return min(below) - 60 if below else None


def _unobserved_depth(story: Descent) -> dict[str, int]:
    steps: dict[str, int] = {}
    for node, _ in story.walk():
        edge = story.main.get(node)
        above = steps.get(edge.parent, 0) if edge else 0
        steps[node] = above + (1 if story.nodes[node].kind == "unobserved" else 0)
    return steps


def _scale(times: Sequence[float]) -> dict[float, float]:
    """0..1 for each time: gaps weigh by a mix of their length and its logarithm."""
    if len(times) < 2:
        return {t: 0.0 for t in times}
    gaps = [b - a for a, b in pairwise(times)]
    logs = [math.log1p(gap / 60) for gap in gaps]
    weights = [
        (1 - WEIGHT_OF_GAP) * gap / sum(gaps) + WEIGHT_OF_GAP * log / sum(logs)
        for gap, log in zip(gaps, logs, strict=True)
    ]
    found, reached = {times[0]: 0.0}, 0.0
    for time, weight in zip(times[1:], weights, strict=True):
        reached += weight
        found[time] = reached
    return found


def _early(story: Descent, node: str) -> bool:
    edge = story.main.get(node)
    mine, source = seconds(story.time(node)), seconds(story.time(edge.parent)) if edge else None
    return mine is not None and source is not None and mine < source


def _strokes(story: Descent, dots: Sequence[Dot]) -> tuple[Stroke, ...]:
    place = {node: dot for dot in dots for node in (dot.node, *dot.copies)}
    shown = {dot.node for dot in dots}
    edges = [story.main[dot.node] for dot in dots if dot.node in story.main]
    edges += [edge for edge in story.second if edge.child in shown and edge.parent in place]
    ends = [(edge, place[edge.parent], place[edge.child]) for edge in edges]
    return tuple(Stroke(edge, a.x, a.y, b.x, b.y) for edge, a, b in ends)


def _ticks(story: Descent, order: Sequence[tuple[str, int]], xs: dict[str, float]) -> tuple[Tick, ...]:
    """Labels of the axis at real articles' times, far enough apart to read; the day is said when it changes."""
    stamps = _stamps(story)
    stamped = sorted((t, xs[n], story.time(n)) for n, _ in order if (t := stamps[n]) is not None)
    found: list[Tick] = []
    said: str | None = None
    for _, x, text in stamped:
        when = moment(text)
        if when is None or (found and x - found[-1].x < TICK_GAP):
            continue
        today = day(when)
        hour = "" if text and len(text) <= len("2025-11-14") else f"{when:%H:%M}"
        found.append(Tick(x, hour if today == said and hour else f"{today[:-5]} {hour}".strip()))
        said = today
    return tuple(found)
