"""A family of witnesses becomes a story: its derivation tree, the wire's versions, every edit, with reasons and doubts.

Pure: the same witnesses give the same story, whatever the order in which they arrived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.provenance.agency import story_agency
from services.provenance.clock import seconds
from services.provenance.confidence import RUNNERS_UP, Standing, direct, standing
from services.provenance.costs import DEFAULT, Weights
from services.provenance.credits import credits
from services.provenance.evidence import evidence
from services.provenance.pricing import Prices, price_all
from services.provenance.search import Tree, find_tree
from services.provenance.second import Pair, second_sources
from services.provenance.superseded import superseded
from services.provenance.table import Collator, Table, lay_out
from services.provenance.wire_text import wire_texts
from shared.article import Sentence, Witness
from shared.collation.align import collate, link
from shared.collation.edits import edits
from shared.collation.values import Collation, Edit, Link
from shared.report import Alternative, Edge, Evidence, Node, Original, Story, WireSentence

LONE_WIRE = 1  # takers up to which a single wire version is assumed only if a credit speaks of one


@dataclass(frozen=True, slots=True)
class _Family:
    """All that is known of a family while its story is written down."""

    witnesses: tuple[Witness, ...]
    table: Table
    prices: Prices
    tree: Tree
    seconds: Mapping[int, Pair]
    agency: str | None
    collate: Collator
    texts: tuple[tuple[WireSentence, ...], ...]
    rootless: bool


def trace(
    witnesses: Sequence[Witness],
    collations: Mapping[tuple[str, str], Collation],
    weights: Weights = DEFAULT,
) -> Story:
    """The story of one family of two witnesses or more; pairs are keyed (smaller id, larger id)."""
    family = _infer(tuple(sorted(witnesses, key=lambda w: w.id)), _collator(collations), weights)
    nodes = _nodes(family)
    edges = _edges(family)
    return Story(
        id=f"story-{family.witnesses[0].id}",
        title=_title(family),
        version=1,
        nodes=nodes,
        edges=edges,
        original=_original(family, nodes),
        superseded=superseded(nodes, edges, family.witnesses),
        credits=credits(nodes, edges, family.witnesses),
        related=(),
    )


def confidences(story: Story) -> dict[str, float]:
    """article id -> probability that its direct parents (or its having none) are right."""
    article = {n.id: n.article for n in story.nodes if n.article}
    sure: dict[str, float] = {a: story_root_confidence(story) for a in article.values()}
    for edge in story.edges:
        if edge.child in article and edge.role == "main":
            sure[article[edge.child]] = edge.confidence
    return sure


def story_root_confidence(story: Story) -> float:
    """How sure it is that an article without a parent has none: as sure as its children are of it."""
    return min((e.confidence for e in story.edges), default=0.5)


def _collator(collations: Mapping[tuple[str, str], Collation]) -> Collator:
    """Pairs that retrieval never proposed are collated here: a family's table needs them all."""
    known = dict(collations)

    def lookup(a: Witness, b: Witness) -> Collation:
        key = (a.id, b.id)
        if key not in known:
            known[key] = collate(a, b)
        return known[key]

    return lookup


def _infer(witnesses: tuple[Witness, ...], collator: Collator, weights: Weights) -> _Family:
    table = lay_out(witnesses, collator)
    prices = price_all(table, [seconds(w.published_at) for w in witnesses], weights)
    tree = find_tree(prices, _pages(witnesses))
    pairs = second_sources(prices, tree)
    texts = wire_texts(tree, pairs, table, witnesses)
    agency = story_agency(witnesses)
    return _Family(witnesses, table, prices, tree, pairs, agency, collator, texts, _rootless(tree, agency))


def _pages(witnesses: Sequence[Witness]) -> list[int]:
    pages = [w for w, witness in enumerate(witnesses) if witness.agency_page]
    return sorted(pages, key=lambda w: (seconds(witnesses[w].published_at) or 0.0, w))


def _rootless(tree: Tree, agency: str | None) -> bool:
    """A single version with a single taker explains nothing: that taker has no source unless it credits one."""
    direct_takers = sum(p < 0 for p in tree.parent)
    return tree.chain.versions == 1 and not tree.chain.pages and direct_takers <= LONE_WIRE and agency is None


def _name(family: _Family, source: int) -> str:
    """How prose calls a source."""
    if source >= 0:
        w = family.witnesses[source]
        return w.outlet or w.headline or w.file
    version = -1 - source
    if version in family.tree.chain.pages:
        return _name(family, family.tree.chain.pages[version])
    agency = family.agency or "the wire"
    return f"{agency} version {version + 1}" if family.tree.chain.versions > 1 else agency


def _node_id(family: _Family, source: int) -> str:
    if source >= 0:
        return family.witnesses[source].id
    version = -1 - source
    page = family.tree.chain.pages.get(version)
    return family.witnesses[page].id if page is not None else f"wire-{version + 1}"


def _nodes(family: _Family) -> tuple[Node, ...]:
    version_of = {w: v for v, w in family.tree.chain.pages.items()}
    nodes = [
        Node(
            id=w.id,
            kind="article",
            article=w.id,
            label=_name(family, k),
            agency=family.agency,
            wire_version=version_of[k] + 1 if k in version_of else None,
        )
        for k, w in enumerate(family.witnesses)
    ]
    for v, text in enumerate(family.texts):
        if v not in family.tree.chain.pages and not family.rootless:
            label = _name(family, -1 - v)
            nodes.append(
                Node(
                    id=_node_id(family, -1 - v),
                    kind="unobserved",
                    article=None,
                    label=label,
                    agency=family.agency,
                    wire_version=v + 1,
                    sentences=text,
                )
            )
    return tuple(nodes)


def _edges(family: _Family) -> tuple[Edge, ...]:
    edges: list[Edge] = []
    pages = set(family.tree.chain.pages.values())
    for before, after in pairwise(range(family.tree.chain.versions)):
        edges.append(_chain_edge(family, before, after))
    for w, parent in enumerate(family.tree.parent):
        if w not in pages and not (family.rootless and parent < 0):
            edges += _article_edges(family, w, parent)
    return tuple(edges)


def _article_edges(family: _Family, w: int, parent: int) -> list[Edge]:
    stand = standing(family.prices, family.tree, w)
    pair = family.seconds.get(w)
    if pair is None:
        return [_edge(family, w, parent, "main", stand, stand.ranked)]
    sure = round(1 - 1 / (1 + pair.saving / 4), 3)
    main = _edge(family, w, pair.main, "main", stand, stand.ranked, sure)
    return [main, _edge(family, w, pair.second, "second", stand, (), sure)]


def _edge(
    family: _Family,
    w: int,
    source: int,
    role: str,
    stand: Standing,
    ranked: Sequence[tuple[int, float]],
    sure: float | None = None,
) -> Edge:
    rival = next((s for s, _ in ranked if s != source), None)
    changes = _edits(family, source, w)
    return Edge(
        parent=_node_id(family, source),
        child=family.witnesses[w].id,
        role="main" if role == "main" else "second",
        confidence=round(direct(family.prices, family.tree, stand, source) if sure is None else sure, 4),
        evidence=evidence(family.prices, family.tree, w, source, rival, lambda s: _name(family, s)),
        alternatives=tuple(
            Alternative(parent=_node_id(family, s), confidence=round(p, 4))
            for s, p in ranked[: RUNNERS_UP + 1]
            if s != source
        )[:RUNNERS_UP],
        edits=changes,
        summary=summary(changes),
    )


def _chain_edge(family: _Family, before: int, after: int) -> Edge:
    parent, child = _sentences(family, -1 - before), _sentences(family, -1 - after)
    changes = edits(parent, child, _links(parent, child))
    takers = [sum(p == -1 - v for p in family.tree.parent) for v in (before, after)]
    text = f"{_name(family, -1 - after)} changes what {_name(family, -1 - before)} said"
    text += f"; {takers[0]} and {takers[1]} took them straight"
    return Edge(
        parent=_node_id(family, -1 - before),
        child=_node_id(family, -1 - after),
        role="main",
        confidence=round(min(takers) / (min(takers) + 1), 3),
        evidence=(Evidence(kind="versions", weight=0.0, text=text),),
        alternatives=(),
        edits=changes,
        summary=summary(changes),
    )


def _edits(family: _Family, source: int, w: int) -> tuple[Edit, ...]:
    child = family.witnesses[w]
    parent = _sentences(family, source)
    if source >= 0 or -1 - source in family.tree.chain.pages:
        other = family.witnesses[source if source >= 0 else family.tree.chain.pages[-1 - source]]
        return edits(parent, child.sentences, _oriented(family.collate, other, child))
    return edits(parent, child.sentences, _links(parent, child.sentences))


def _oriented(collator: Collator, parent: Witness, child: Witness) -> tuple[Link, ...]:
    if parent.id < child.id:
        return collator(parent, child).links
    return tuple(Link(a=x.b, b=x.a, score=x.score) for x in collator(child, parent).links)


def _links(parent: Sequence[Sentence], child: Sequence[Sentence]) -> tuple[Link, ...]:
    """Links between bodies, numbered in the nodes' own lists."""
    left = [k for k, s in enumerate(parent) if s.kind == "body"]
    right = [k for k, s in enumerate(child) if s.kind == "body"]
    found = link([parent[k].text for k in left], [child[k].text for k in right])
    return tuple(Link(a=tuple(left[i] for i in x.a), b=tuple(right[j] for j in x.b), score=x.score) for x in found)


def _sentences(family: _Family, source: int) -> tuple[Sentence, ...]:
    if source >= 0:
        return family.witnesses[source].sentences
    version = -1 - source
    if version in family.tree.chain.pages:
        return family.witnesses[family.tree.chain.pages[version]].sentences
    return tuple(Sentence(text=s.text, kind="body", paragraph=k) for k, s in enumerate(family.texts[version]))


def summary(changes: Sequence[Edit]) -> dict[str, int]:
    """How often each operation occurs."""
    count: dict[str, int] = {}
    for edit in changes:
        count[edit.op] = count.get(edit.op, 0) + 1
    return dict(sorted(count.items()))


def _original(family: _Family, nodes: Sequence[Node]) -> Original | None:
    """The last version: the observed wire copy where it is one, else the text made up from its takers."""
    if family.rootless:
        return None
    last = family.tree.chain.versions - 1
    page = family.tree.chain.pages.get(last)
    if page is not None:
        own = tuple(
            WireSentence(text=s.text, support=(family.witnesses[page].id,), confidence=1.0)
            for s in family.witnesses[page].sentences
            if s.kind == "body"
        )
        return Original(node=family.witnesses[page].id, agency=family.agency, confidence=1.0, sentences=own)
    text = family.texts[last]
    sure = round(sum(s.confidence for s in text) / len(text), 3) if text else 0.0
    return Original(node=_node_id(family, -1 - last), agency=family.agency, confidence=sure, sentences=text)


def _title(family: _Family) -> str:
    """The headline of the fullest witness; a story nobody gave a headline is called by its first words."""
    fullest = sorted(range(len(family.witnesses)), key=lambda w: (-len(family.table.cells[w]), family.witnesses[w].id))
    for w in fullest:
        if headline := family.witnesses[w].headline:
            return headline
    body = family.witnesses[fullest[0]].body()
    return family.witnesses[fullest[0]].sentences[body[0]].text[:80] if body else family.witnesses[fullest[0]].file
