"""An outlet across stories: what it takes, from whom, how it edits, who takes from it."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from services.provenance.descent import Descent
from services.provenance.web.views.edge import done
from shared.report import Edge


@dataclass(frozen=True, slots=True)
class Take:
    """One article of the outlet: in which story, from whom, and what was done; `own` revises the outlet's own page."""

    story: str
    title: str
    node: str
    headline: str
    published: str | None
    edge: Edge | None
    source: str
    said: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class OutletView:
    """`ops` counts sentences by what became of them; `verdicts` counts the credit audit's."""

    name: str
    house: tuple[str, ...]
    takes: tuple[Take, ...]
    sources: tuple[tuple[str, int], ...]
    takers: tuple[tuple[str, int], ...]
    ops: tuple[tuple[str, int, float], ...]
    verdicts: tuple[tuple[str, int], ...]


def outlet_view(name: str, stories: Iterable[Descent], house: Collection[str] = ()) -> OutletView:
    """What the page of the outlet `name` shows, from the stories it, or another of its `house`, is in."""
    names = {name, *house}
    takes: list[Take] = []
    ops, takers, verdicts = Counter[str](), Counter[str](), Counter[str]()
    for story in stories:
        mine = {n for n in story.nodes if (a := story.article(n)) and a.outlet in names}
        takes += [_take(story, node) for node in sorted(mine)]
        for edge in story.story.edges:
            if edge.child in mine and edge.role == "main" and not story.revises(edge):
                ops.update(edge.summary)
            if edge.parent in mine and edge.child not in mine:
                takers[_name(story, edge.child)] += 1
        verdicts.update(c.verdict for c in story.story.credits if story.node_of(c.article) in mine)
    sources = Counter(take.source for take in takes if take.edge and not take.own)
    total = sum(ops.values()) or 1
    return OutletView(
        name=name,
        house=tuple(sorted(names - {name})),
        takes=tuple(takes),
        sources=tuple(sources.most_common(12)),
        takers=tuple(takers.most_common(12)),
        ops=tuple((op, count, count / total) for op, count in ops.most_common()),
        verdicts=tuple(verdicts.most_common()),
    )


def _take(story: Descent, node: str) -> Take:
    edge, article = story.main.get(node), story.article(node)
    source = story.nodes[edge.parent] if edge else None
    return Take(
        story=story.story.id,
        title=story.story.title,
        node=node,
        headline=(article.headline if article else None) or story.story.title,
        published=article.published_at if article else None,
        edge=edge,
        source=_source(story, source.id, source.agency if source.kind == "unobserved" else None) if source else "",
        said=done(story, edge) if edge else "First here, as far as the files show.",
        own=edge is not None and story.revises(edge),
    )


def _source(story: Descent, node: str, agency: str | None) -> str:
    """Wire versions count under their agency, articles under their outlet."""
    return f"{agency} wire" if agency else _name(story, node)


def _name(story: Descent, node: str) -> str:
    article = story.article(node)
    return (article.outlet if article else None) or story.label(node)
