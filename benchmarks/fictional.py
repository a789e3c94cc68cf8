"""Invented stories as reports, of any size, with edits made by the project's own alignment rules laid down by hand.

For the page's benchmark and tests: what a tree *should* be is known here, nothing is inferred.
"""

import random
from collections.abc import Sequence
from difflib import SequenceMatcher

from shared.collation.values import Edit, Span
from shared.report import (
    Alternative,
    Credit,
    Edge,
    Evidence,
    Node,
    Original,
    Report,
    ReportArticle,
    ReportSentence,
    Story,
    Superseded,
    WireSentence,
)

_SUBJECTS = (
    "The harbour board",
    "A council panel",
    "The ferry union",
    "Lake pilots",
    "The toll office",
    "Bridge engineers",
)
_VERBS = ("approved", "rejected", "delayed", "reviewed", "published", "questioned")
_OBJECTS = ("a plan to close the old swing bridge", "the new toll of 4 crowns", "a report on rusting cables")
_OBJECTS2 = ("the night timetable", "repairs to the northern pier", "a loan for two electric ferries")
_TAILS = ("after a vote late on Tuesday", "despite protests at the quay", "following a storm that cut the line")
_TAILS2 = ("for the third time this year", "without giving a date", "as traffic rose by a fifth")
_OWN = "Readers of {outlet} had asked for the figures for weeks."


def sentence(rng: random.Random) -> str:
    """An invented sentence of about sixteen words."""
    parts = (rng.choice(_SUBJECTS), rng.choice(_VERBS), rng.choice(_OBJECTS + _OBJECTS2), rng.choice(_TAILS + _TAILS2))
    return " ".join(parts) + f", officials said on page {rng.randrange(2, 400)}."


def report(seed: int = 0, articles: int = 12, wires: int = 2, sentences: int = 16, copies: int = 0) -> Report:
    """A story of `articles` articles that hang on `wires` wire versions and on each other, and `copies` more of one."""
    rng = random.Random(seed)
    texts: dict[str, list[str]] = {}
    nodes: list[Node] = []
    edges: list[Edge] = []
    texts["w1"] = [sentence(rng) for _ in range(sentences)]
    for version in range(1, wires + 1):
        node = f"w{version}"
        if version > 1:
            edges.append(_take(rng, texts, f"w{version - 1}", node, "wire"))
        nodes.append(wire(node, version, texts[node]))
    found: list[ReportArticle] = []
    for number in range(articles):
        node = f"a{number}"
        wire_node = f"w{rng.randrange(1, wires + 1)}"
        parent = wire_node if number < 3 or rng.random() < 0.6 else f"a{rng.randrange(number)}"
        edges.append(_take(rng, texts, parent, node, f"Outlet {number}"))
        found.append(article(node, f"Outlet {number}", texts[node], minute=7 * number))
        nodes.append(
            Node(id=node, kind="article", article=node, label=f"Outlet {number}", agency="TNA", wire_version=None)
        )
    for number in range(copies):
        node = f"c{number}"
        texts[node] = list(texts["a0"])
        edges.append(edge(edges_parent(edges, "a0"), node, texts))
        same = article(node, f"Regional {number}", texts[node], minute=10 + number)
        found.append(same.model_copy(update={"same_text_as": "a0"}))
        nodes.append(
            Node(id=node, kind="article", article=node, label=f"Regional {number}", agency="TNA", wire_version=None)
        )
    last = f"w{wires}"
    story = Story(
        id=f"s{seed}",
        title=texts["w1"][0].split(",")[0],
        version=1,
        nodes=tuple(nodes),
        edges=tuple(edges),
        original=Original(node=last, agency="TNA", confidence=0.86, sentences=nodes[wires - 1].sentences),
        superseded=(Superseded(kind="figure", was="4 crowns", now="5 crowns", since=last, still_printed_by=("a0",)),),
        credits=tuple(Credit(article=a.id, printed=a.credit, inferred="TNA", verdict="right") for a in found),
        related=(),
    )
    return Report(articles=tuple(found), stories=(story,))


def edges_parent(edges: Sequence[Edge], child: str) -> str:
    """The main parent of `child`."""
    return next(e.parent for e in edges if e.child == child and e.role == "main")


def wire(node: str, version: int, texts: Sequence[str], agency: str = "TNA") -> Node:
    """An unobserved wire version."""
    lines = tuple(WireSentence(text=t, support=("a0", "a1"), confidence=0.9) for t in texts)
    label = f"{agency} wire, version {version}"
    return Node(
        id=node, kind="unobserved", article=None, label=label, agency=agency, wire_version=version, sentences=lines
    )


def article(node: str, outlet: str, texts: Sequence[str], minute: int = 0, day: int = 11) -> ReportArticle:
    """An article of body sentences, two to a paragraph, under its first sentence as a headline."""
    return ReportArticle(
        id=node,
        file=f"{outlet.casefold().replace(' ', '-')}.txt",
        outlet=outlet,
        url=f"https://{outlet.casefold().replace(' ', '-')}.example/bridge",
        headline=texts[0] if texts else None,
        byline=None,
        published_at=f"2025-03-{day + minute // 1440:02d}T{9 + minute // 60 % 12:02d}:{minute % 60:02d}:00+00:00",
        modified_at=None,
        dateline=None,
        credit="TNA",
        agency="TNA",
        language="en",
        same_text_as=None,
        confidence=0.9,
        sentences=tuple(ReportSentence(text=t, kind="body", paragraph=i // 2) for i, t in enumerate(texts)),
    )


def edge(
    parent: str,
    child: str,
    texts: dict[str, list[str]],
    confidence: float = 0.93,
    links: Sequence[tuple[int, int]] | None = None,
) -> Edge:
    """An edge with its edits; without `links`, equal and similar sentences are paired in order."""
    edits = tuple(_edits(texts[parent], texts[child], _pairs(texts[parent], texts[child]) if links is None else links))
    summary: dict[str, int] = {}
    for edit in edits:
        summary[edit.op] = summary.get(edit.op, 0) + 1
    return Edge(
        parent=parent,
        child=child,
        role="main",
        confidence=confidence,
        evidence=(
            Evidence(
                kind="containment", weight=6.2, text="Every passage it shares with others is also in this source."
            ),
            Evidence(kind="order", weight=2.1, text="The passages stand in the same order."),
            Evidence(kind="time", weight=-0.6, text="It is dated a minute before its source."),
        ),
        alternatives=tuple(Alternative(parent=p, confidence=0.05) for p in ("w1",) if p not in (parent, child)),
        edits=edits,
        summary=summary,
    )


def _take(rng: random.Random, texts: dict[str, list[str]], parent: str, child: str, outlet: str) -> Edge:
    """Make the child's text from its parent's by cuts, small edits and additions, and the edge between them."""
    made: list[str] = []
    links: list[tuple[int, int]] = []
    for number, text in enumerate(texts[parent]):
        luck = rng.random()
        if luck < 0.12 and number > 2:
            continue
        links.append((number, len(made)))
        made.append(text.replace("officials said", "officials told reporters") if luck < 0.3 else text)
        if luck > 0.95:
            made.append(_OWN.format(outlet=outlet))
    texts[child] = made
    return edge(parent, child, texts, round(rng.uniform(0.55, 0.99), 2), links)


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(a + i, b + i) for a, b, size in matcher.get_matching_blocks() for i in range(size)]


def _edits(before: Sequence[str], after: Sequence[str], links: Sequence[tuple[int, int]]) -> list[Edit]:
    to = dict(links)
    source = {b: a for a, b in links}
    made = [Edit(op="dropped", parent=(a,), child=()) for a in range(len(before)) if a not in to]
    highest = -1
    for b in range(len(after)):
        if b not in source:
            made.append(Edit(op="added", parent=(), child=(b,)))
            continue
        a, moved = source[b], source[b] < highest
        highest = max(highest, a)
        spans = tuple(_spans(before[a], after[b])) if before[a] != after[b] else ()
        made.append(Edit(op="edited" if spans else "verbatim", parent=(a,), child=(b,), moved=moved, spans=spans))
    return made


def _spans(before: str, after: str) -> list[Span]:
    old, new = before.split(), after.split()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Span(op=op, parent=" ".join(old[a:b]), child=" ".join(new[c:d])) for op, a, b, c, d in codes]
