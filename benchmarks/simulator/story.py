"""A simulated story: its nodes with their sentences and sources, and the cascade that is written down."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(slots=True)
class Line:
    """One sentence at work: its text, the facts it tells and the sentences (node id, number) it was made from."""

    text: str
    facts: tuple[str, ...] = ()
    sources: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Node:
    """A wire version or an outlet's article. `values`: what its slots say, slips and all; `edit`: how it was made."""

    id: str
    kind: str
    edit: str
    observed: bool
    values: dict[str, str]
    lines: list[Line]
    parents: tuple[str, ...] = ()
    agency: str | None = None
    version: int | None = None
    outlet: str | None = None
    true_minute: int = 0
    published_at: str | None = None
    headline: str = ""
    byline: str | None = None
    dateline: str = ""
    marks: str = "straight"
    boilerplate: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    notes: str = ""


def cascade(story: str, facts: str, nodes: Sequence[Node]) -> dict[str, Any]:
    """The story in the shape that the scoring programs read."""
    by_id = {n.id: n for n in nodes}
    return {"story": story, "facts": facts, "nodes": [_node(n, by_id) for n in nodes]}


def operation(text: str, parents: Sequence[str], shared: bool) -> str:
    """The contract's name for what was done; `shared`: another sentence here has the same source."""
    if not parents:
        return "added"
    if len(parents) > 1:
        return "merged"
    if text == parents[0]:
        return "verbatim"
    if shared:
        return "split"
    child, parent = _words(text), _words(parents[0])
    return "edited" if LCSseq.similarity(child, parent) > len(child) / 2 else "paraphrased"


def _words(text: str) -> list[str]:
    return [w.lower().replace("’", "'") for w in _WORD.findall(text)]


def _node(node: Node, by_id: Mapping[str, Node]) -> dict[str, Any]:
    uses = Counter(s for line in node.lines for s in line.sources)
    paragraph = _paragraphs(node.lines)
    rows = [
        {
            "id": f"{node.id}.s{k + 1}",
            "par": paragraph[k],
            "text": line.text,
            "from": [f"{n}.s{i + 1}" for n, i in line.sources],
            "op": _op(node, line, by_id, uses),
        }
        for k, line in enumerate(node.lines)
    ]
    kept = ("id", "kind", "observed", "agency", "version", "outlet", "published_at", "headline", "byline", "dateline")
    facts = {key: getattr(node, key) for key in kept}
    notes = f"{node.edit}: {node.notes}"
    return facts | {
        "parents": list(node.parents),
        "boilerplate": node.boilerplate,
        "notes": notes,
        "sentences": rows,
    }


def _op(node: Node, line: Line, by_id: Mapping[str, Node], uses: Mapping[tuple[str, int], int]) -> str:
    if not node.parents:
        return "original"
    parents = [by_id[n].lines[i].text for n, i in line.sources]
    return operation(line.text, parents, any(uses[s] > 1 for s in line.sources))


def _paragraphs(lines: Sequence[Line]) -> list[int]:
    """Short neighbours share a paragraph, from the text alone, so that copies break alike."""
    out: list[int] = []
    par = 0
    for k, line in enumerate(lines):
        joined = k > 1 and len(line.text) < 130 and len(out) > 1 and out[-1] != out[-2] and len(line.text) % 3 == 0
        par += not joined
        out.append(par)
    return out
