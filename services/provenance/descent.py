"""A story's report made walkable: who hangs on whom, what each node prints, which sentences answer one another.

The page, the exports and the terminal read this; what the tree *is* was decided by `services.provenance.trace`.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from services.provenance.clock import seconds
from shared.article import Kind
from shared.report import Edge, Node, Report, ReportArticle, Story


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a node as printed; a wire sentence also has a confidence, `own` ones are in no source."""

    text: str
    kind: Kind = "body"
    paragraph: int = 0
    support: tuple[str, ...] = ()
    confidence: float | None = None
    own: bool = False


@dataclass(frozen=True)
class Descent:
    """One story with its articles, by id. `main` and `second` map a child to its edges."""

    story: Story
    articles: Mapping[str, ReportArticle] = field(default_factory=dict[str, ReportArticle])

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {node.id: node for node in self.story.nodes}

    @cached_property
    def main(self) -> dict[str, Edge]:
        return {edge.child: edge for edge in self.story.edges if edge.role == "main"}

    @cached_property
    def second(self) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.story.edges if edge.role == "second")

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Nodes without a main parent, wire versions first."""
        free = [n for n in self.story.nodes if n.id not in self.main]
        return tuple(n.id for n in sorted(free, key=lambda n: (n.kind == "article", self._when(n.id), n.label)))

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """Main children of each node: wire versions last (they carry on), articles by time and name."""
        found: dict[str, list[str]] = {node.id: [] for node in self.story.nodes}
        for edge in self.main.values():
            found[edge.parent].append(edge.child)
        return {parent: tuple(sorted(kids, key=self._order)) for parent, kids in found.items()}

    def _order(self, node: str) -> tuple[bool, float, str, str]:
        return (self.nodes[node].kind == "unobserved", self._when(node), self.label(node), node)

    def _when(self, node: str) -> float:
        """For order only: without an hour, after all that have one."""
        found = seconds(self.time(node))
        return math.inf if found is None else found

    def walk(self) -> Iterator[tuple[str, int]]:
        """Every node once with its depth, parents before children."""
        stack = [(root, 0) for root in reversed(self.roots)]
        while stack:
            node, depth = stack.pop()
            yield node, depth
            stack.extend((child, depth + 1) for child in reversed(self.children[node]))

    def article(self, node: str) -> ReportArticle | None:
        return self.articles.get(self.nodes[node].article or "")

    def node_of(self, article: str) -> str | None:
        return self._by_article.get(article)

    @cached_property
    def _by_article(self) -> dict[str, str]:
        return {node.article: node.id for node in self.story.nodes if node.article}

    def time(self, node: str) -> str | None:
        """When the node's article says it was published; unobserved versions have none."""
        found = self.article(node)
        return found.published_at if found else None

    def label(self, node: str) -> str:
        """What a person calls the node: the outlet, numbered if not its page's first text; or the wire version."""
        found = self.article(node)
        called = (found.outlet if found else None) or self.nodes[node].label
        return f"{called}, version {len(before) + 1}" if found and (before := self.before(found)) else called

    def before(self, article: ReportArticle) -> tuple[ReportArticle, ...]:
        """The earlier texts of the article's own page, the latest first."""
        found: list[ReportArticle] = []
        while (older := self.articles.get(article.revision_of or "")) and older not in found:
            found.append(older)
            article = older
        return tuple(found)

    def revises(self, edge: Edge) -> bool:
        """Whether the child is a later version of the parent: of a page, or of the wire text."""
        child, parent = self.article(edge.child), self.article(edge.parent)
        if child is None:
            return self.nodes[edge.parent].wire_version is not None
        return parent is not None and parent in self.before(child)

    def lines(self, node: str) -> Sequence[Line]:
        """The node's own sentences, numbered as the edits number them."""
        if node not in self._lines:
            self._lines[node] = self._read(node)
        return self._lines[node]

    @cached_property
    def _lines(self) -> dict[str, Sequence[Line]]:
        return {}

    def _read(self, node: str) -> Sequence[Line]:
        found = self.article(node)
        if found:
            return [Line(s.text, s.kind, s.paragraph) for s in found.sentences]
        return [Line(s.text, "body", i, s.support, s.confidence) for i, s in enumerate(self.nodes[node].sentences)]

    def edge(self, parent: str, child: str) -> Edge | None:
        return self._edges.get((parent, child))

    @cached_property
    def _edges(self) -> dict[tuple[str, str], Edge]:
        return {(edge.parent, edge.child): edge for edge in self.story.edges}

    def copies(self, node: str) -> tuple[str, ...]:
        """Childless siblings that print the same text as `node` and could stand under it as one."""
        article, edge = self.article(node), self.main.get(node)
        if not article or not edge:
            return ()
        return tuple(n for n in self.children[edge.parent] if n != node and self._same(n, article))

    def _same(self, node: str, article: ReportArticle) -> bool:
        other = self.article(node)
        if not other or self.children[node]:
            return False
        return other.same_text_as == article.id or (
            other.same_text_as is not None and other.same_text_as == article.same_text_as
        )


def descent(report: Report, story: str | None = None) -> Descent:
    """The walkable form of `report`'s story of that id, or of its first.

    Raises:
        KeyError: the report holds no such story.
    """
    for found in report.stories:
        if story in (None, found.id):
            return Descent(found, {article.id: article for article in report.articles})
    raise KeyError(story)
