"""The steps from parent to child: the contract's operation for every sentence, word-level spans, and finer labels.

Operations follow the printed text; folding served the alignment only and does not reach them.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from shared.article import Sentence
from shared.collation.labels import labels, weight
from shared.collation.spans import spans
from shared.collation.values import Edit, Link, Op
from shared.text import folded_words, squeeze

KEPT_MORE_THAN = 0.5  # share of the child's words that are the parent's: `edited` above, `paraphrased` at or below
PART = 0.7  # share of a parent's words under which a child is a part of it, if the rest went into another sentence too


def edits(parent: Sequence[Sentence], child: Sequence[Sentence], links: Sequence[Link]) -> tuple[Edit, ...]:
    """Edits in the child's order, then what was dropped; `links` number the two lists (a: parent, b: child)."""
    up, down = _sides(links)
    moved = _moved(up)
    found: list[Edit] = []
    done: set[int] = set()
    for j, sentence in enumerate(child):
        if j in done or (sentence.kind not in ("body", "correction") and j not in up):
            continue
        parents, children = _group(j, up, down)
        done |= set(children)
        part = len(parents) == 1 and len(down[parents[0]]) > len(children)
        found.append(_edit(parent, child, parents, children, any(x in moved for x in children), part))
    found += _headline(parent, child)
    return tuple(found) + _dropped(parent, down)


def _sides(links: Sequence[Link]) -> tuple[Mapping[int, tuple[int, ...]], Mapping[int, tuple[int, ...]]]:
    up: dict[int, set[int]] = defaultdict(set)
    down: dict[int, set[int]] = defaultdict(set)
    for link in links:
        for i in link.a:
            for j in link.b:
                up[j].add(i)
                down[i].add(j)
    return {j: tuple(sorted(x)) for j, x in up.items()}, {i: tuple(sorted(x)) for i, x in down.items()}


def _group(
    j: int, up: Mapping[int, tuple[int, ...]], down: Mapping[int, tuple[int, ...]]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """One parent with all its children if they have no other parent (a split); else the child with all its parents."""
    parents = up.get(j, ())
    if len(parents) == 1:
        siblings = tuple(x for x in down[parents[0]] if up[x] == parents)
        if len(siblings) > 1:
            return parents, siblings
    return parents, (j,)


def _edit(
    parent: Sequence[Sentence],
    child: Sequence[Sentence],
    parents: tuple[int, ...],
    children: tuple[int, ...],
    moved: bool,
    part: bool,
) -> Edit:
    before = " ".join(squeeze(parent[i].text) for i in parents)
    after = " ".join(squeeze(child[j].text) for j in children)
    op = _operation(parent, before, after, parents, children)
    if part and op in ("edited", "paraphrased") and _kept(after, before) < PART:
        op = "split"
    between = spans(before, after)
    lead = bool(children) and children[0] == next((k for k, s in enumerate(child) if s.kind == "body"), -1)
    correction = bool(children) and child[children[0]].kind == "correction"
    told = labels(op, before, after, between, lead=lead, correction=correction, part=part)
    return Edit(op=op, parent=parents, child=children, moved=moved, labels=told, spans=between)


def _operation(
    parent: Sequence[Sentence], before: str, after: str, parents: tuple[int, ...], children: tuple[int, ...]
) -> Op:
    if not parents:
        return "added"
    if len(children) == 1 and any(squeeze(parent[i].text) == after for i in parents):
        return "verbatim"
    if len(children) > 1:
        return "split"
    if len(parents) > 1:
        return "merged"
    return "edited" if _kept(before, after) > KEPT_MORE_THAN else "paraphrased"


def _kept(before: str, after: str) -> float:
    """Share of the child's words that the parent has, each counted as often as both have it."""
    own = Counter(folded_words(after))
    return (own & Counter(folded_words(before))).total() / max(1, own.total())


def _moved(up: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    """Children that stand out of the longest run of sentences in the parent's order."""
    rows = [(j, parents[0]) for j, parents in sorted(up.items())]
    length = [1] * len(rows)
    before = [-1] * len(rows)
    for k, (_, p) in enumerate(rows):
        for x in range(k):
            if rows[x][1] <= p and length[x] + 1 > length[k]:
                length[k], before[k] = length[x] + 1, x
    k = max(range(len(rows)), key=lambda x: length[x], default=-1)
    kept: set[int] = set()
    while k >= 0:
        kept.add(rows[k][0])
        k = before[k]
    return frozenset(j for j, _ in rows if j not in kept)


def _headline(parent: Sequence[Sentence], child: Sequence[Sentence]) -> list[Edit]:
    old = next((k for k, s in enumerate(parent) if s.kind == "headline"), None)
    new = next((k for k, s in enumerate(child) if s.kind == "headline"), None)
    if old is None or new is None or squeeze(parent[old].text) == squeeze(child[new].text):
        return []
    before, after = squeeze(parent[old].text), squeeze(child[new].text)
    op: Op = "edited" if _kept(before, after) > KEPT_MORE_THAN else "paraphrased"
    told = ("headline changed", weight(before, after))
    return [Edit(op=op, parent=(old,), child=(new,), labels=told, spans=spans(before, after))]


def _dropped(parent: Sequence[Sentence], down: Mapping[int, tuple[int, ...]]) -> tuple[Edit, ...]:
    body = [i for i, s in enumerate(parent) if s.kind == "body"]
    gone = [i for i in body if i not in down]
    last = max((i for i in body if i in down), default=len(parent))  # nothing is cut from what was not taken
    return tuple(
        Edit(
            op="dropped",
            parent=(i,),
            child=(),
            labels=("cut from the end",) if i > last else (),
            spans=spans(squeeze(parent[i].text), ""),
        )
        for i in gone
    )
