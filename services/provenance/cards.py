"""A story in one line: what the list of stories shows and searches, small enough to keep thousands in memory."""

from collections.abc import Sequence

from services.provenance.clock import seconds
from shared.report import Edge, Report, Story
from shared.value import Value


class StoryCard(Value):
    """A story's line in the list; `changed` is the share (0..1) of takers' sentences not taken verbatim.

    `first` and `last` are the articles' earliest and latest times of publication; `updated` is when it was last traced.
    """

    id: str
    title: str
    version: int
    articles: int
    outlets: tuple[str, ...] = ()
    houses: int = 0  # outlets, those counted once that are one house
    agencies: tuple[str, ...] = ()
    original: str | None = None
    sure: float | None = None
    first: str | None = None
    last: str | None = None
    changed: float | None = None
    updated: str | None = None

    def haystack(self) -> str:
        """The text that a search by word looks in, case folded."""
        return " ".join((self.title, *self.outlets, *self.agencies, self.original or "")).casefold()


def card(report: Report, story: Story, updated: str | None = None) -> StoryCard:
    """The line of `story`, with its articles taken from `report`."""
    members = {node.article for node in story.nodes if node.article}
    articles = [article for article in report.articles if article.id in members]
    first, last = _extent([article.published_at for article in articles if article.published_at])
    return StoryCard(
        id=story.id,
        title=story.title,
        version=story.version,
        articles=len(articles),
        outlets=tuple(sorted({a.outlet for a in articles if a.outlet})),
        houses=len({a.house or a.outlet for a in articles if a.outlet}),
        agencies=tuple(sorted({n.agency for n in story.nodes if n.agency} | {a.agency for a in articles if a.agency})),
        original=_original(story),
        sure=story.original.confidence if story.original else None,
        first=first,
        last=last,
        changed=_changed(story.edges),
        updated=updated,
    )


def _extent(times: Sequence[str]) -> tuple[str | None, str | None]:
    """The earliest and the latest; a bare date counts only beyond the days of those with an hour."""
    exact = sorted((s, t) for t in times if (s := seconds(t)) is not None)
    days = sorted(t for t in times if seconds(t) is None)
    first, last = (exact[0][1], exact[-1][1]) if exact else (None, None)
    if days:
        first = days[0] if first is None or days[0][:10] < first[:10] else first
        last = days[-1] if last is None or days[-1][:10] > last[:10] else last
    return first, last


def _original(story: Story) -> str | None:
    if not story.original:
        return None
    labels = {node.id: node.label for node in story.nodes}
    return labels.get(story.original.node, story.original.agency)


def _changed(edges: tuple[Edge, ...]) -> float | None:
    """Over the main edges: sentences edited, paraphrased, added or dropped, as a share of all that an edge names."""
    counts: dict[str, int] = {}
    for edge in edges:
        if edge.role == "main":
            for op, count in edge.summary.items():
                counts[op] = counts.get(op, 0) + count
    total = sum(counts.values())
    return round(1 - counts.get("verbatim", 0) / total, 4) if total else None
