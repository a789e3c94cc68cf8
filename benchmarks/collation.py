"""How well two texts are laid side by side: sentence links and operations on every true edge of the dev cascades.

usage: python -m benchmarks.collation [--read] [--pairs] [--wrong] [--time] [--story NAME]

Parents are wire versions too, observed or not (their true text). `--read` takes the articles as the readers and the
segmenter give them; `--pairs` judges the kinship of all pairs of articles; `--wrong` lists what was missed.
"""

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from shared.article import Sentence
from shared.collation.align import collate, link
from shared.collation.body import prepare_texts
from shared.collation.edits import edits

OPS = ("verbatim", "edited", "paraphrased", "merged", "split", "added")
SAME_SENTENCE = 85  # ratio from which a read sentence counts as the true one
KIN = 0.5
Pairs = set[tuple[int, int]]


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


@dataclass(slots=True)
class Tally:
    """Counts of (right, too many, missed) links, of those on paraphrased sentences, and of (true, given) operations."""

    links: Counter[str] = field(default_factory=Counter)
    paraphrased: Counter[str] = field(default_factory=Counter)
    ops: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """The shares, and the number of links and sentences they stand on."""
        by_op = {op: _op_f1(self.ops, op) for op in OPS if any(t == op for t, _ in self.ops)}
        return {
            "links_f1": _f1(self.links),
            "links": self.links["right"] + self.links["missed"],
            "paraphrased_links_f1": _f1(self.paraphrased),
            "paraphrased_links": self.paraphrased["right"] + self.paraphrased["missed"],
            "ops_macro_f1": round(sum(by_op.values()) / max(1, len(by_op)), 4),
            **{f"op {op}": value for op, value in by_op.items()},
            "sentences": self.ops.total(),
        }


def true_edges() -> Iterator[TrueEdge]:
    """Every parent and child of every cascade."""
    for path in sorted(_corpora().glob("cascades/*/cascade.json")):
        cascade = json.loads(path.read_text(encoding="utf-8"))
        nodes = {n["id"]: n for n in cascade["nodes"]}
        for child in cascade["nodes"]:
            for parent in child["parents"]:
                yield _edge(cascade["story"], nodes[parent], child)


def measure(edge: TrueEdge, tally: Tally, before: Sequence[str], after: Sequence[str]) -> Pairs:
    """Lays the two texts side by side and counts against the truth; gives the links found, in true numbers."""
    parent = [Sentence(text=t, kind="body", paragraph=0) for t in before]
    child = [Sentence(text=t, kind="body", paragraph=0) for t in after]
    to_parent, to_child = _same(before, edge.before), _same(after, edge.after)
    found: Pairs = set()
    given: dict[int, str] = {}
    for edit in edits(parent, child, link(before, after)):
        for j in (to_child[j] for j in edit.child if j in to_child):
            given[j] = edit.op
            found |= {(j, to_parent[i]) for i in edit.parent if i in to_parent}
    found = {x for x in found if x[0] not in edge.elsewhere}
    _count(tally.links, edge.links, found)
    soft = {j for j, op in edge.ops.items() if op == "paraphrased"}
    _count(tally.paraphrased, {x for x in edge.links if x[0] in soft}, {x for x in found if x[0] in soft})
    tally.ops.update((op, given.get(j, "missing")) for j, op in edge.ops.items())
    return found


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


def _same(found: Sequence[str], true: Sequence[str]) -> dict[int, int]:
    if tuple(found) == tuple(true):
        return {i: i for i in range(len(found))}
    hits = {i: process.extractOne(s, true, scorer=fuzz.ratio, score_cutoff=SAME_SENTENCE) for i, s in enumerate(found)}
    return {i: hit[2] for i, hit in hits.items() if hit}


def _count(counts: Counter[str], true: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]) -> None:
    true, found = set(true), set(found)
    counts.update({"right": len(true & found), "wrong": len(found - true), "missed": len(true - found)})


def _f1(c: Mapping[str, int]) -> float:
    return round(2 * c["right"] / max(1, 2 * c["right"] + c["wrong"] + c["missed"]), 4)


def _op_f1(table: Mapping[tuple[str, str], int], op: str) -> float:
    right = table.get((op, op), 0)
    wrong = sum(n for (true, given), n in table.items() if given == op != true)
    missed = sum(n for (true, given), n in table.items() if true == op != given)
    return _f1({"right": right, "wrong": wrong, "missed": missed})


def _corpora() -> Path:
    return Path(os.environ.get("WIRETRACE_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))


def _print_wrong(edge: TrueEdge, found: Pairs) -> None:
    for kind, wrong in (("missed", edge.links - found), ("too many", found - edge.links)):
        for j, i in sorted(wrong):
            print(f"{kind}  {edge.story} {edge.parent} -> {edge.child} ({edge.ops.get(j)})")
            print(f"    {i:2d} {edge.before[i]}\n    {j:2d} {edge.after[j]}")


def _read_texts() -> dict[tuple[str, str], tuple[str, ...]]:
    """Body sentences of each observed article as readers and segmenter give them."""
    from benchmarks.reading import read_cascades

    return read_cascades(_corpora())


def pair_figures() -> dict[str, object]:
    """Kinship of all pairs of the cascades' articles: recall near and paraphrased, precision."""
    from benchmarks.feed import cascades, pair

    witnesses, truth = cascades()
    kin = {
        pair(a.id, b.id) for k, a in enumerate(witnesses) for b in witnesses[k + 1 :] if collate(a, b).kinship >= KIN
    }
    return {
        "recall_near": [len(kin & truth.near), len(truth.near)],
        "recall_paraphrased": [len(kin & truth.paraphrased), len(truth.paraphrased)],
        "precision": [len(kin & truth.relatives), len(kin)],
        "missed": sorted(truth.relatives - kin),
        "wrong": sorted(kin - truth.relatives),
    }


def time_figures(edges: Sequence[TrueEdge]) -> dict[str, float]:
    """Milliseconds per pair of texts: made ready once, then linked."""
    texts = {t for e in edges for t in (e.before, e.after)}
    start = time.perf_counter()
    for t in texts:
        prepare_texts(t)
    ready = time.perf_counter()
    for e in edges:
        link(e.before, e.after)
    linked = time.perf_counter()
    return {
        "prepare_ms": round(1000 * (ready - start) / len(texts), 3),
        "link_ms": round(1000 * (linked - ready) / len(edges), 3),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for flag in ("read", "pairs", "wrong", "time"):
        options.add_argument(f"--{flag}", action="store_true")
    options.add_argument("--story", help="only this cascade")
    given = options.parse_args()
    edges = [e for e in true_edges() if given.story in (None, e.story)]
    texts = _read_texts() if given.read else {}
    if given.time:
        print(json.dumps(time_figures(edges)))
    tally = Tally()
    for e in edges:
        found = measure(e, tally, texts.get((e.story, e.parent), e.before), texts.get((e.story, e.child), e.after))
        if given.wrong:
            _print_wrong(e, found)
    print(json.dumps(tally.figures() | {"edges": len(edges)}, indent=1))
    if given.pairs:
        print(json.dumps(pair_figures(), indent=1))


if __name__ == "__main__":
    main()
