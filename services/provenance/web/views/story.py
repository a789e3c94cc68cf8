"""A story's head, its overview of who took what, and one node's own page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from services.provenance.cards import StoryCard
from services.provenance.descent import Descent, Line
from services.provenance.web.svg import edge_name
from services.provenance.web.views.edge import done
from shared.report import Edge, ReportArticle


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node: its article (None for an inferred wire version), where it took from, who took from it, its text."""

    id: str
    label: str
    article: ReportArticle | None
    sources: tuple[Edge, ...]
    takers: tuple[Edge, ...]
    paragraphs: tuple[tuple[Line, ...], ...]

    @property
    def has_own(self) -> bool:
        return any(line.own for paragraph in self.paragraphs for line in paragraph)


def node_view(story: Descent, node: str) -> NodeView:
    """What the page shows of `node`."""
    return NodeView(
        id=node,
        label=story.label(node),
        article=story.article(node),
        sources=tuple(edge for edge in story.story.edges if edge.child == node),
        takers=tuple(edge for edge in story.story.edges if edge.parent == node),
        paragraphs=tuple(paragraphs(_told(story, node))),
    )


def _told(story: Descent, node: str) -> list[Line]:
    """The node's sentences, those marked that none of its sources has."""
    sources = [edge for edge in story.story.edges if edge.child == node]
    taken = {n for edge in sources for edit in edge.edits if edit.parent for n in edit.child}
    added = {n for edge in sources for edit in edge.edits if edit.op == "added" for n in edit.child} - taken
    return [replace(line, own=n in added) for n, line in enumerate(story.lines(node))]


def paragraphs(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Sentences in their printed paragraphs, kinds kept apart."""
    found: list[list[Line]] = []
    for line in lines:
        if found and (found[-1][-1].paragraph, found[-1][-1].kind) == (line.paragraph, line.kind):
            found[-1].append(line)
        else:
            found.append([line])
    return [tuple(group) for group in found]


def overview(story: Descent, hidden: Collection[str] = ()) -> list[tuple[Edge, str, str]]:
    """Every edge but those to `hidden` nodes, with its name and what was done."""
    order = {node: i for i, (node, _) in enumerate(story.walk())}
    edges = sorted((e for e in story.story.edges if e.child not in hidden), key=lambda e: (order[e.child], e.role))
    return [(e, edge_name(story, e), done(story, e)) for e in edges]


@dataclass(frozen=True, slots=True)
class Head:
    articles: int
    outlets: int
    original: str | None
    sure: float | None
    first: str | None
    last: str | None


def head(card: StoryCard) -> Head:
    """The line under a story's title."""
    return Head(card.articles, card.houses or len(card.outlets), card.original, card.sure, card.first, card.last)
