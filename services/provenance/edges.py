"""A family's links written down: every edge with its edits, its evidence, its rivals and how sure it is."""

from collections.abc import Sequence
from itertools import pairwise

from services.provenance.confidence import RUNNERS_UP, Standing, Standings
from services.provenance.evidence import evidence
from services.provenance.family import Family
from services.provenance.marks import PINNED
from services.provenance.memory import links
from services.provenance.revisions import same_page
from shared.article import Witness
from shared.collation.edits import edits
from shared.collation.values import Edit
from shared.report import Alternative, Edge, Evidence


def edges_of(family: Family) -> tuple[Edge, ...]:
    """From version to version, then of the articles."""
    standings = Standings(family.prices, family.tree, family.agreed)
    pages = set(family.tree.chain.pages.values())
    found = [_chain_edge(family, a, b) for a, b in pairwise(range(family.tree.chain.versions))]
    for w, parent in enumerate(family.tree.parent):
        own: list[Edge] = []
        if w not in pages and not (family.rootless and parent < 0) and not _sourceless(family, w, parent):
            own = _article_edges(family, w, parent, standings.of(w))
        found += own
        found += [_twin_edge(family, w, twin, own) for twin in family.twins.get(w, ())]
    return tuple(found)


def _sourceless(family: Family, w: int, parent: int) -> bool:
    """An editor ruled out all sources there are: the one that the tree had to choose is none."""
    return w not in family.seconds and family.prices.rulings.bars(family.ruled(parent), w)


def _article_edges(family: Family, w: int, parent: int, stand: Standing) -> list[Edge]:
    pair = family.seconds.get(w)
    if pair is None:
        return [_edge(family, w, parent, "main", stand, stand.ranked, stand.direct(parent))]
    sure = 1 - 1 / (1 + pair.saving / 4)
    main = _edge(family, w, pair.main, "main", stand, stand.ranked, max(sure, stand.direct(pair.main)))
    return [main, _edge(family, w, pair.second, "second", stand, (), sure)]


def _edge(
    family: Family, w: int, source: int, role: str, stand: Standing, ranked: Sequence[tuple[int, float]], sure: float
) -> Edge:
    others = [(s, p) for s, p in ranked if s != source]
    rival = others[0][0] if others else None
    changes = _edits(family, source, w)
    pinned = family.prices.rulings.pins(family.ruled(source), w)
    return Edge(
        parent=family.node(source),
        child=family.witnesses[w].id,
        role="main" if role == "main" else "second",
        confidence=1.0 if pinned else round(sure, 4),
        mark=PINNED if pinned else None,
        evidence=evidence(family.prices, family.tree, w, source, rival, family.name),
        alternatives=tuple(Alternative(parent=family.node(s), confidence=round(p, 4)) for s, p in others[:RUNNERS_UP]),
        edits=changes,
        summary=summary(changes),
    )


def _twin_edge(family: Family, w: int, twin: Witness, own: Sequence[Edge]) -> Edge:
    """Who prints the same text took it from the first to print it where that one made it its own, or is the same page,
    else from where it took it: then the text does not tell."""
    first = family.witnesses[w]
    changes = family.memory.between(first, twin)
    same = Evidence(kind="same text", weight=0.0, text=f"prints word for word what {family.name(w)} prints")
    main = next((e for e in own if e.role == "main"), None)
    made = same_page(first, twin) or family.tree.parent[w] >= 0
    if main is None or made or _own_price(family, w) > family.prices.weights.copy:
        sure = 0.5 if main is None else round(max(0.5, main.confidence), 4)
        return Edge(
            parent=first.id,
            child=twin.id,
            role="main",
            confidence=sure,
            evidence=(same,),
            alternatives=(),
            edits=changes,
            summary=summary(changes),
        )
    return main.model_copy(update={"child": twin.id, "evidence": (same, *main.evidence)})


def _own_price(family: Family, w: int) -> float:
    parent = family.tree.parent[w]
    return float(family.tree.on_wire[-1 - parent, w]) if parent < 0 else float(family.prices.copying[parent, w])


def _chain_edge(family: Family, before: int, after: int) -> Edge:
    parent, child = family.sentences(-1 - before), family.sentences(-1 - after)
    changes = edits(parent, child, links(parent, child))
    takers = [sum(p == -1 - v for p in family.tree.parent) for v in (before, after)]
    text = f"{family.name(-1 - after)} changes what {family.name(-1 - before)} said"
    text += f"; {takers[0]} and {takers[1]} took them straight"
    return Edge(
        parent=family.node(-1 - before),
        child=family.node(-1 - after),
        role="main",
        confidence=round(min(takers) / (min(takers) + 1), 3),
        evidence=(Evidence(kind="versions", weight=0.0, text=text),),
        alternatives=(),
        edits=changes,
        summary=summary(changes),
    )


def _edits(family: Family, source: int, w: int) -> tuple[Edit, ...]:
    child = family.witnesses[w]
    page = source if source >= 0 else family.tree.chain.pages.get(-1 - source)
    if page is None:
        return family.memory.from_rebuilt(family.sentences(source), child)
    return family.memory.between(family.witnesses[page], child)


def summary(changes: Sequence[Edit]) -> dict[str, int]:
    """How often each operation occurs."""
    count: dict[str, int] = {}
    for edit in changes:
        count[edit.op] = count.get(edit.op, 0) + 1
    return dict(sorted(count.items()))
