"""A family of witnesses becomes a story: its derivation tree, the wire's versions, every edit, with reasons and doubts.

Pure: the same witnesses give the same story, whatever the order in which they arrived.
"""

import gc
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager

from services.provenance.costs import DEFAULT, Weights
from services.provenance.credits import credits
from services.provenance.edges import edges_of
from services.provenance.family import Family, infer
from services.provenance.marks import concerning
from services.provenance.memory import Memory
from services.provenance.superseded import superseded
from shared.article import Witness
from shared.collation.values import Collation
from shared.report import Mark, Node, Original, Story, WireSentence


def trace(
    witnesses: Sequence[Witness],
    known: Memory | Mapping[tuple[str, str], Collation],
    weights: Weights = DEFAULT,
    marks: Sequence[Mark] = (),
) -> Story:
    """The story of one family of two witnesses or more.

    `known` is what has been worked out of its pairs, keyed (smaller id, larger id); the rest is worked out here, and
    kept if it is a `Memory`. `marks` are an editor's: what they say of a source is not inferred.
    """
    memory = known if isinstance(known, Memory) else Memory(dict(known))
    everyone = tuple(sorted(witnesses, key=lambda w: w.id))
    with _uncollected():
        return _told(infer(everyone, memory, weights, marks), everyone, marks)


def _told(family: Family, everyone: Sequence[Witness], marks: Sequence[Mark]) -> Story:
    nodes = _nodes(family)
    edges = edges_of(family)
    return Story(
        id=f"story-{everyone[0].id}",
        title=_title(family),
        version=1,
        nodes=nodes,
        edges=edges,
        original=_original(family, nodes),
        superseded=superseded(nodes, edges, everyone),
        credits=credits(nodes, edges, everyone),
        related=(),
        marks=concerning(everyone, marks),
    )


@contextmanager
def _uncollected() -> Generator[None]:
    """Without the collector of cycles: a trace makes none, and walking through all that is remembered takes a tenth of
    the time of a story of thousands."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def confidences(story: Story) -> dict[str, float]:
    """article id -> probability that its main source (or its having none) is right; a second one has its own."""
    article = {n.id: n.article for n in story.nodes if n.article}
    sure: dict[str, float] = {a: story_root_confidence(story) for a in article.values()}
    for edge in story.edges:
        if edge.child in article and edge.role == "main":
            sure[article[edge.child]] = edge.confidence
    return sure


def story_root_confidence(story: Story) -> float:
    """How sure it is that an article without a parent has none: as sure as its children are of it."""
    return min((e.confidence for e in story.edges), default=0.5)


def _nodes(family: Family) -> tuple[Node, ...]:
    version_of = {w: v for v, w in family.tree.chain.pages.items()}
    nodes = [
        _article_node(family, witness, version_of.get(k) if witness is w else None)
        for k, w in enumerate(family.witnesses)
        for witness in (w, *family.twins.get(k, ()))
    ]
    for v, text in enumerate(family.texts):
        if v not in family.tree.chain.pages and not family.rootless:
            nodes.append(
                Node(
                    id=family.node(-1 - v),
                    kind="unobserved",
                    article=None,
                    label=family.name(-1 - v),
                    agency=family.agency,
                    wire_version=v + 1,
                    sentences=text,
                )
            )
    return tuple(nodes)


def _article_node(family: Family, witness: Witness, version: int | None) -> Node:
    return Node(
        id=witness.id,
        kind="article",
        article=witness.id,
        label=witness.outlet or witness.headline or witness.file,
        agency=family.agency,
        wire_version=None if version is None else version + 1,
    )


def _original(family: Family, nodes: Sequence[Node]) -> Original | None:
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
    return Original(node=family.node(-1 - last), agency=family.agency, confidence=sure, sentences=text)


def _title(family: Family) -> str:
    """The headline of the fullest witness; a story nobody gave a headline is called by its first words."""
    fullest = sorted(range(len(family.witnesses)), key=lambda w: (-len(family.table.cells[w]), family.witnesses[w].id))
    for w in fullest:
        if headline := family.witnesses[w].headline:
            return headline
    body = family.witnesses[fullest[0]].body()
    return family.witnesses[fullest[0]].sentences[body[0]].text[:80] if body else family.witnesses[fullest[0]].file
