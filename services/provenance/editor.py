"""An editor's desk: marks made and withdrawn, each checked first, and the stories they touch traced again."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from services.provenance.graph import Graph
from services.provenance.mark_book import MarkBook, name_of
from services.provenance.marks import WIRE, fault
from services.provenance.store import Trees
from shared.report import Mark, MarkKind, Story


class UnmarkableError(ValueError):
    """The mark cannot stand; the message says why, and what to do."""


class Editor:
    """For a web server: nothing blocks its loop."""

    def __init__(self, book: MarkBook, graph: Graph, trees: Trees) -> None:
        self._book, self._graph, self._trees = book, graph, trees

    async def all(self) -> Sequence[Mark]:
        return await asyncio.to_thread(self._book.marks)

    async def make(self, kind: MarkKind, subject: str, other: str | None, by: str | None) -> str | None:
        """Make a mark; returns what is wrong with it, or None."""
        try:
            await asyncio.to_thread(self._make, kind, subject, other, by)
        except UnmarkableError as error:
            return str(error)
        return None

    async def withdraw(self, mark: str) -> bool:
        """Take a mark back; False when it is gone."""
        return await asyncio.to_thread(self._withdraw, mark)

    def _make(self, kind: MarkKind, subject: str, other: str | None, by: str | None) -> None:
        subject, other = self._ends(kind, subject, other)
        made = Mark(
            id=name_of(kind, subject, other),
            kind=kind,
            subject=subject,
            other=other,
            by=by,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        if wrong := fault(made, self._book.marks()):
            raise UnmarkableError(wrong)
        touched = self._touched(made)
        self._book.keep(made)
        self._graph.mark(touched | self._touched(made))

    def _withdraw(self, name: str) -> bool:
        mark = self._book.mark(name)
        if mark is None:
            return False
        touched = self._touched(mark)
        gone = self._book.strike(name)
        self._graph.mark(touched | self._touched(mark))
        return gone

    def _touched(self, mark: Mark) -> set[str]:
        """The articles of all families that the mark is about, as they hang together now."""
        if mark.kind == "same house":
            return self._of_outlets({mark.subject, mark.other or ""})
        ends = [end for end in (mark.subject, mark.other) if end and end != WIRE]
        return {member for end in ends for member in self._graph.family(end).members}

    def _of_outlets(self, names: set[str]) -> set[str]:
        """One article of every story that the outlets are in."""
        cards, _, _ = self._trees.cards(0)
        reports = (self._trees.report(card.id) for card in cards if names & set(card.outlets))
        return {article for report in reports if report for article in _articles(report.stories[0])[:1]}

    def _ends(self, kind: MarkKind, subject: str, other: str | None) -> tuple[str, str | None]:
        """What the mark is about, in terms that last: articles, any unobserved text, outlets."""
        if kind == "same house":
            return subject, _named(other, "Name the other outlet.")
        if kind == "merge":
            return self._article(subject), self._article(_named(other, "Name the other story."))
        story = self._story(subject)
        if kind == "split":
            return subject, next((a for a in _articles(story) if a != subject), None)
        return subject, self._source(story, kind, subject, _named(other, "Name the source."))

    def _story(self, article: str) -> Story:
        """The story that an article is in."""
        name = self._trees.story_of(article)
        report = self._trees.report(name) if name else None
        if report is None:
            raise UnmarkableError("Mark an article of a story: a wire version follows from those who took it.")
        return report.stories[0]

    def _source(self, story: Story, kind: MarkKind, subject: str, source: str) -> str:
        nodes = {node.id: node for node in story.nodes}
        if kind == "veto" and nodes[subject].wire_version is not None:
            raise UnmarkableError("This is an agency's own copy: where it stands follows from those who took it.")
        if source == WIRE or (source in nodes and nodes[source].kind == "unobserved"):
            return WIRE
        if source not in nodes:
            raise UnmarkableError("That source is not of this story: merge the two stories first.")
        return source

    def _article(self, name: str) -> str:
        """An article that stands for a story (named by id or address), or the article of that id."""
        wanted = name.strip().partition("?")[0].rstrip("/").rpartition("/")[2]
        if report := self._trees.report(wanted):
            return _articles(report.stories[0])[0]
        if self._trees.article(wanted):
            return wanted
        raise UnmarkableError(f"There is no story {wanted}: copy its id, or the address of its page.")


def _articles(story: Story) -> list[str]:
    """The story's articles that have a text, in one order."""
    ends = {end for edge in story.edges for end in (edge.parent, edge.child)}
    return sorted(n.article for n in story.nodes if n.article and n.id in ends) or sorted(_any(story))


def _any(story: Story) -> Iterable[str]:
    return (n.article for n in story.nodes if n.article)


def _named(text: str | None, otherwise: str) -> str:
    if not text:
        raise UnmarkableError(otherwise)
    return text
