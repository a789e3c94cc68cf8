"""True parents and children of stories with a known tree: which sentence came from which, and by which operation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.feed import dev_stories


@dataclass(frozen=True, slots=True)
class TrueEdge:
    """One parent and child of a cascade: `links` (child, parent), `ops` of sentences that it explains.

    `elsewhere`: sentences taken from the child's other parent. They are not counted: this parent may have them too, and
    which of the two gave them is not the alignment's to say.
    """

    story: str
    parent: str
    child: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    links: frozenset[tuple[int, int]]
    ops: Mapping[int, str]
    elsewhere: frozenset[int]


def true_edges(stories: Iterable[Mapping[str, Any]] | None = None) -> Iterator[TrueEdge]:
    """Every parent and child of every story; of the dev cascades where none are given."""
    for cascade in dev_stories() if stories is None else stories:
        nodes = {n["id"]: n for n in cascade["nodes"]}
        for child in cascade["nodes"]:
            for parent in child["parents"]:
                yield _edge(cascade["story"], nodes[parent], child)


def _edge(story: str, parent: Mapping[str, Any], child: Mapping[str, Any]) -> TrueEdge:
    number = {s["id"]: i for i, s in enumerate(parent["sentences"])}
    links = {(j, number[f]) for j, s in enumerate(child["sentences"]) for f in s["from"] if f in number}
    alone = len(child["parents"]) == 1
    mine = {j for j, _ in links} | {j for j, s in enumerate(child["sentences"]) if alone and not s["from"]}
    return TrueEdge(
        story=story,
        parent=parent["id"],
        child=child["id"],
        before=tuple(s["text"] for s in parent["sentences"]),
        after=tuple(s["text"] for s in child["sentences"]),
        links=frozenset(links),
        ops={j: child["sentences"][j]["op"] for j in sorted(mine)},
        elsewhere=frozenset(j for j, s in enumerate(child["sentences"]) if s["from"] and j not in mine),
    )
