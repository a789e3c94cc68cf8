"""Families whose true tree is known, and how wrong a tree is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from benchmarks.quality import pairwise_collations, read_story
from benchmarks.truth import true_layout
from services.provenance.laid_out import LaidOut, laid_out
from services.provenance.memory import Memory
from services.provenance.proposals import Layout
from services.provenance.search import Tree
from services.provenance.stories import families
from shared.article import Witness

TWO_OUTLETS = 0.5  # what it counts besides if one outlet is taken for another: two wrong copies
VERSIONS = 0.7  # what pairs of takers that are wrongly parted or joined count, a taker
NOWHERE = -9  # no source that a tree could show
UNSEEN = -1


@dataclass(frozen=True, slots=True)
class Example:
    """One family with what is true of it: `sources[w]` are the right answers, `UNSEEN` any text that nobody handed in;
    `version[w]` names the wire version that w took straight, if it did; `weight` is what the story counts."""

    laid: LaidOut
    memory: Memory
    sources: tuple[frozenset[int], ...]
    version: tuple[str | None, ...]
    truth: Layout | None
    weight: float


def examples(cascade: Mapping[str, Any], weight: float, seed: int = 0) -> list[Example]:
    """The families that are found among a cascade's rendered files."""
    witnesses, names = read_story(cascade, seed)
    by_id = {w.id: w for w in witnesses}
    collations = pairwise_collations(witnesses)
    found = [f for f in families(by_id, collations) if len(f) > 2]
    return [_example(cascade, [by_id[i] for i in f], Memory(dict(collations)), names, weight) for f in found]


def _example(
    cascade: Mapping[str, Any], members: Sequence[Witness], memory: Memory, names: Mapping[str, str], weight: float
) -> Example:
    laid = laid_out(members, memory, ())
    nodes = {n["id"]: n for n in cascade["nodes"]}
    shown = [names[w.id] for w in laid.witnesses]
    twins = {names[t.id]: w for w, same in laid.twins.items() for t in same}
    place = {n: w for w, n in enumerate(shown)} | twins
    sources = [frozenset(place.get(p, UNSEEN) for p in nodes[n]["parents"]) or frozenset({NOWHERE}) for n in shown]
    straight = [_version(nodes[n], nodes) for n in shown]
    true = true_layout(cascade, shown, twins)
    return Example(laid, memory, tuple(sources), tuple(straight), true[0] if true else None, weight)


def _version(node: Mapping[str, Any], nodes: Mapping[str, Any]) -> str | None:
    straight = node["kind"] == "outlet" and len(node["parents"]) == 1
    return node["parents"][0] if straight and nodes[node["parents"][0]]["kind"] == "wire" else None


def loss(example: Example, tree: Tree) -> float:
    """Wrong sources, and pairs of the wire's takers that are wrongly parted or joined."""
    wrong = 0.0
    for w, p in enumerate(tree.parent):
        shown = p if p >= 0 else tree.chain.pages.get(-1 - p, UNSEEN)
        if shown != w and shown not in example.sources[w]:
            wrong += 1.0 + TWO_OUTLETS * (shown >= 0 and max(example.sources[w]) >= 0)
    takers = [w for w, v in enumerate(example.version) if v]
    same = [
        (example.version[a] == example.version[b], tree.parent[a] == tree.parent[b]) for a, b in combinations(takers, 2)
    ]
    return wrong + VERSIONS * sum(t != f for t, f in same) / max(1, len(takers))
