"""How well two texts are laid side by side: sentence links and operations on every true edge of the dev cascades.

usage: python -m benchmarks.collation [--read] [--pairs] [--verdicts] [--wrong] [--time] [--story NAME]
                                     [--simulated SEED COUNT] [--meaning]

Parents are wire versions too, observed or not (their true text). `--read` takes the articles as the readers and the
segmenter give them; `--pairs` judges the kinship of all pairs of articles; `--verdicts` tables what `wiretrace compare`
says of edges and pairs against the truth; `--wrong` lists what was missed; `--simulated` takes simulated stories, and
`--meaning` the extra's vectors beside the words.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from benchmarks.edges import TrueEdge, true_edges
from benchmarks.feed import Truth, corpora, dev_stories, pair, simulated_stories, witnesses_of
from benchmarks.verdicts import table
from shared.article import Sentence, Witness
from shared.collation.align import collate, link
from shared.collation.body import prepare_texts
from shared.collation.edits import edits
from shared.collation.meaning import Meaning, load

OPS = ("verbatim", "edited", "paraphrased", "merged", "split", "added")
SAME_SENTENCE = 85  # ratio from which a read sentence counts as the true one
KIN = 0.5
Pairs = set[tuple[int, int]]


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


def measure(
    edge: TrueEdge, tally: Tally, before: Sequence[str], after: Sequence[str], meaning: Meaning | None = None
) -> Pairs:
    """Lays the two texts side by side and counts against the truth; gives the links found, in true numbers."""
    parent = [Sentence(text=t, kind="body", paragraph=0) for t in before]
    child = [Sentence(text=t, kind="body", paragraph=0) for t in after]
    to_parent, to_child = _same(before, edge.before), _same(after, edge.after)
    found: Pairs = set()
    given: dict[int, str] = {}
    for edit in edits(parent, child, link(before, after, meaning)):
        for j in (to_child[j] for j in edit.child if j in to_child):
            given[j] = edit.op
            found |= {(j, to_parent[i]) for i in edit.parent if i in to_parent}
    found = {x for x in found if x[0] not in edge.elsewhere}
    _count(tally.links, edge.links, found)
    soft = {j for j, op in edge.ops.items() if op == "paraphrased"}
    _count(tally.paraphrased, {x for x in edge.links if x[0] in soft}, {x for x in found if x[0] in soft})
    tally.ops.update((op, given.get(j, "missing")) for j, op in edge.ops.items())
    return found


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


def _print_wrong(edge: TrueEdge, found: Pairs) -> None:
    for kind, wrong in (("missed", edge.links - found), ("too many", found - edge.links)):
        for j, i in sorted(wrong):
            print(f"{kind}  {edge.story} {edge.parent} -> {edge.child} ({edge.ops.get(j)})")
            print(f"    {i:2d} {edge.before[i]}\n    {j:2d} {edge.after[j]}")


def _read_texts() -> dict[tuple[str, str], tuple[str, ...]]:
    """Body sentences of each observed article as readers and segmenter give them."""
    from benchmarks.reading import read_cascades

    return read_cascades(corpora())


def pair_figures(witnesses: Sequence[Witness], truth: Truth) -> dict[str, object]:
    """Kinship of all pairs of the stories' articles: recall near and paraphrased, precision."""
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
    for flag in ("read", "pairs", "verdicts", "wrong", "time", "meaning"):
        options.add_argument(f"--{flag}", action="store_true")
    options.add_argument("--story", help="only this cascade")
    options.add_argument("--simulated", type=int, nargs=2, metavar=("SEED", "COUNT"), help="simulated stories instead")
    given = options.parse_args()
    stories = list(simulated_stories(*given.simulated) if given.simulated else dev_stories())
    edges = [e for e in true_edges(stories) if given.story in (None, e.story)]
    meaning = load() if given.meaning else None
    texts = _read_texts() if given.read else {}
    if given.time:
        print(json.dumps(time_figures(edges)))
    tally = Tally()
    for e in edges:
        before, after = texts.get((e.story, e.parent), e.before), texts.get((e.story, e.child), e.after)
        found = measure(e, tally, before, after, meaning)
        if given.wrong:
            _print_wrong(e, found)
    print(json.dumps(tally.figures() | {"edges": len(edges)}, indent=1))
    if given.pairs:
        print(json.dumps(pair_figures(*witnesses_of(stories)), indent=1))
    if given.verdicts:
        print("\n".join(table(edges, *witnesses_of(stories))))


if __name__ == "__main__":
    main()
