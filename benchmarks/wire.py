"""How right the wire's text is, given the true tree: what the reconstruction alone gains and loses.

The files are rendered, read, segmented and collated as they always are; only the search for the tree is left out. What
is scored is the text of every unobserved version that two took straight: `wire_sim`, its likeness to the true text;
`wire_recovery`, what is gained over the most similar article of what the articles' own sentences would allow; and the
operations on the way to its takers (`wire_op_f1`).
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from benchmarks.quality import dev_cascades, pairwise_collations, read_story, simulated
from benchmarks.truth import true_layout
from services.provenance.clock import seconds
from services.provenance.costs import DEFAULT
from services.provenance.pricing import Prices, price_all
from services.provenance.search import Tree, told
from services.provenance.second import Pair
from services.provenance.table import Table, lay_out
from services.provenance.versions import Fitting
from services.provenance.wire_text import wire_texts
from shared.article import Sentence, Witness
from shared.collation.align import link
from shared.collation.edits import edits

_WORD = regex.compile(r"\w+(?:['’]\w+)*")
OPS = ("kept", "paraphrased", "merged", "split", "added")
FIRST_SEED = 400  # apart from the seeds that the floors are measured on


@dataclass(frozen=True, slots=True)
class Case:
    """A family with its true tree: `versions[v]` names the wire node that version v of the tree is."""

    cascade: Mapping[str, Any]
    witnesses: tuple[Witness, ...]
    nodes: tuple[str, ...]
    table: Table
    prices: Prices
    tree: Tree
    pairs: Mapping[int, Pair]
    versions: tuple[str, ...]


def cases(cascade: Mapping[str, Any], seed: int = 0) -> list[Case]:
    """The families of a cascade that have a wire, as read from its rendered files."""
    witnesses, node_of = read_story(cascade, seed)
    family = _families(cascade)
    wired = {family[n["id"]] for n in cascade["nodes"] if n["kind"] == "wire"}
    found: list[Case] = []
    for name in sorted(wired):
        mine = sorted((w for w in witnesses if family[node_of[w.id]] == name), key=lambda w: w.id)
        if len(mine) > 1:
            found.append(_case(cascade, tuple(mine), tuple(node_of[w.id] for w in mine)))
    return found


def _families(cascade: Mapping[str, Any]) -> dict[str, str]:
    up = {n["id"]: n["id"] for n in cascade["nodes"]}

    def top(x: str) -> str:
        return x if up[x] == x else top(up[x])

    for n in cascade["nodes"]:
        for p in n["parents"]:
            up[top(n["id"])] = top(p)
    return {n: top(n) for n in up}


def _case(cascade: Mapping[str, Any], witnesses: tuple[Witness, ...], nodes: tuple[str, ...]) -> Case:
    pairwise_links = pairwise_collations(witnesses)
    table = lay_out(witnesses, lambda a, b: pairwise_links[a.id, b.id])
    prices = price_all(table, [seconds(w.published_at) for w in witnesses], DEFAULT)
    true = true_layout(cascade, nodes)
    assert true, f"{cascade['story']}: a source of {nodes} is neither a wire's text nor among them"
    layout, versions = true
    tree = told(Fitting(prices), replace(layout, manner=tuple(int(m) for m in prices.usual)))
    pairs = _true_pairs(cascade, nodes, versions, prices, table)
    return Case(cascade, witnesses, nodes, table, prices, tree, pairs, versions)


def _true_pairs(
    cascade: Mapping[str, Any], nodes: Sequence[str], versions: Sequence[str], prices: Prices, table: Table
) -> dict[int, Pair]:
    by_id = {n["id"]: n for n in cascade["nodes"]}
    found: dict[int, Pair] = {}
    for w, n in enumerate(nodes):
        if len(by_id[n]["parents"]) < 2:
            continue
        sources = [_source(p, nodes, versions) for p in by_id[n]["parents"]]
        if None not in sources:
            given = _given(by_id[n], table.cells[w], prices.order[w])
            found[w] = Pair(sources[0], sources[1], 1.0, given)  # type: ignore[arg-type]
    return found


def _source(parent: str, nodes: Sequence[str], versions: Sequence[str]) -> int | None:
    if parent in versions:
        return -1 - versions.index(parent)
    return nodes.index(parent) if parent in nodes else None


def _given(node: Mapping[str, Any], cells: Mapping[int, Sequence[str]], order: Sequence[int]) -> tuple[int, ...]:
    """Columns whose words came from the node's second parent."""
    second = node["parents"][1]
    from_it = [s["text"] for s in node["sentences"] if any(f.rsplit(".", 1)[0] == second for f in s["from"])]
    there = set(score_words(" ".join(from_it)))
    return tuple(c for c in order if sum(x in there for x in cells[c]) > 0.8 * len(cells[c]))


def score_words(text: str) -> list[str]:
    """Words as the scoring counts them."""
    return [w.lower().replace("’", "'") for w in _WORD.findall(text)]


def _like(a: Sequence[str], b: Sequence[str]) -> float:
    return LCSseq.normalized_similarity(a, b)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """One version's text against the truth; counts in words."""

    story: str
    version: str
    takers: int
    got: float
    best: float
    possible: float
    words: int
    made: int
    common: int
    swapped: int  # words in both that stand out of order
    surest: tuple[tuple[float, bool], ...]


def rebuilt(case: Case, texts: Mapping[str, Sequence[Any]]) -> list[Rebuilt]:
    """Scores of the versions that two articles took straight."""
    by_id = {n["id"]: n for n in case.cascade["nodes"]}
    takers = Counter(
        by_id[n]["parents"][0] for n in case.nodes if by_id[n]["kind"] == "outlet" and len(by_id[n]["parents"]) == 1
    )
    out: list[Rebuilt] = []
    for version in case.versions:
        if by_id[version]["observed"] or takers[version] < 2:
            continue
        out.append(_rebuilt(case, by_id, version, takers[version], texts[version]))
    return out


def _rebuilt(case: Case, by_id: Mapping[str, Any], version: str, takers: int, text: Sequence[Any]) -> Rebuilt:
    truth = [s["text"] for s in by_id[version]["sentences"]]
    target = score_words(" ".join(truth))
    best = max(_like(score_words(" ".join(s["text"] for s in by_id[n]["sentences"])), target) for n in case.nodes)
    have = [s["text"] for n in case.nodes for s in by_id[n]["sentences"]]
    closest = " ".join(process.extractOne(s, have, scorer=fuzz.ratio)[0] for s in truth)
    made = score_words(" ".join(s.text for s in text))
    common = (Counter(made) & Counter(target)).total()
    sure = tuple((s.confidence, max(fuzz.ratio(s.text, t) for t in truth) >= 90) for s in text)
    lcs = LCSseq.similarity(made, target)
    return Rebuilt(
        case.cascade["story"], version, takers, _like(made, target), best, _like(score_words(closest), target),
        len(target), len(made), common, common - lcs, sure,
    )  # fmt: skip


def texts_of(case: Case) -> dict[str, Sequence[Any]]:
    """version -> its sentences as rebuilt."""
    pages = case.tree.chain.pages
    before = [frozenset(u for u in pages if u < v) for v in range(case.tree.chain.versions)]
    found = wire_texts(case.tree, case.pairs, case.table, case.witnesses, before=before)
    return {name: found[v] for v, name in enumerate(case.versions) if v not in case.tree.chain.pages}


def recovery(rows: Sequence[Rebuilt]) -> float:
    """What was gained over the best single article, of what could be gained."""
    return sum(r.got - r.best for r in rows) / max(1e-9, sum(r.possible - r.best for r in rows))


def operations(case: Case, texts: Mapping[str, Sequence[Any]]) -> Counter[tuple[str, str]]:
    """(true, found) operation of the sentences of the takers of unobserved versions."""
    by_id = {n["id"]: n for n in case.cascade["nodes"]}
    table: Counter[tuple[str, str]] = Counter()
    for w, n in enumerate(case.nodes):
        for p in by_id[n]["parents"]:
            if p not in by_id or by_id[p]["observed"] or p not in texts:
                continue
            table += _operations(by_id[n], by_id[p], case.witnesses[w], texts[p])
    return table


def _operations(
    node: Mapping[str, Any], parent: Mapping[str, Any], witness: Witness, text: Sequence[Any]
) -> Counter[tuple[str, str]]:
    source = [Sentence(text=s.text, kind="body", paragraph=k) for k, s in enumerate(text)]
    body = [k for k, s in enumerate(witness.sentences) if s.kind == "body"]
    links = [
        replace(x, b=tuple(body[j] for j in x.b))
        for x in link([s.text for s in source], [witness.sentences[k].text for k in body])
    ]
    true = [s["text"] for s in node["sentences"]]
    found: dict[int, str] = {}
    for edit in edits(source, witness.sentences, links):
        for j in edit.child:
            hit = process.extractOne(witness.sentences[j].text, true, scorer=fuzz.ratio, score_cutoff=85)
            if hit:
                found[hit[2]] = edit.op
    mine = {s["id"] for s in parent["sentences"]}
    table: Counter[tuple[str, str]] = Counter()
    for i, s in enumerate(node["sentences"]):
        if (not s["from"] and len(node["parents"]) == 1) or any(f in mine for f in s["from"]):
            table[_fold(s["op"]), _fold(found.get(i, "missing"))] += 1
    return table


def _fold(op: str) -> str:
    return "kept" if op in ("verbatim", "edited") else op


def op_f1(table: Mapping[tuple[str, str], int]) -> tuple[float, dict[str, float]]:
    """Mean of the operations' F1, and each."""
    each: dict[str, float] = {}
    for op in OPS:
        right = table.get((op, op), 0)
        missed = sum(n for (t, f), n in table.items() if t == op and f != op)
        extra = sum(n for (t, f), n in table.items() if f == op and t != op)
        if right + missed:
            each[op] = 2 * right / (2 * right + extra + missed)
    return sum(each.values()) / max(1, len(each)), each


def report(name: str, rows: Sequence[Rebuilt], table: Mapping[tuple[str, str], int], *, long: bool) -> str:
    """The figures, by version if `long`."""
    n = max(1, len(rows))
    whole, each = op_f1(table)
    pairs = [p for r in rows for p in r.surest]
    brier = sum((c - ok) ** 2 for c, ok in pairs) / max(1, len(pairs))
    lines = [
        f"{name}: versions {len(rows)}, wire_sim {sum(r.got for r in rows) / n:.3f}, best "
        f"{sum(r.best for r in rows) / n:.3f}, possible {sum(r.possible for r in rows) / n:.3f}, recovery "
        f"{recovery(rows):.3f}, wire_op_f1 {whole:.3f}, brier {brier:.3f} of {len(pairs)}",
        "  by operation " + ", ".join(f"{k} {v:.2f}" for k, v in each.items()),
        f"  words: truth {sum(r.words for r in rows)}, made {sum(r.made for r in rows)}, missing "
        f"{sum(r.words - r.common for r in rows)}, extra {sum(r.made - r.common for r in rows)}, out of order "
        f"{sum(r.swapped for r in rows)}",
    ]
    if long:
        lines.append("  version                                 takers   got  best  poss words missing extra swapped")
        for r in rows:
            title = f"{r.story} {r.version}"
            lines.append(
                f"  {title:40s} {r.takers:5d} {r.got:6.3f} {r.best:5.3f} {r.possible:5.3f} {r.words:5d} "
                f"{r.words - r.common:7d} {r.made - r.common:5d} {r.swapped:7d}"
            )
    return "\n".join(lines)


def measure(name: str, found: Sequence[Case], *, long: bool = False) -> str:
    """The report on some cases."""
    rows: list[Rebuilt] = []
    table: Counter[tuple[str, str]] = Counter()
    for case in found:
        texts = texts_of(case)
        rows += rebuilt(case, texts)
        table += operations(case, texts)
    return report(name, rows, table, long=long)


def main() -> None:
    """`python -m benchmarks.wire`: dev cascades where they are, and simulated stories."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ap.add_argument("--stories", type=int, default=24)
    ap.add_argument(
        "--first", type=int, nargs="+", default=[FIRST_SEED], help="as many stories from each of these seeds"
    )
    ap.add_argument("--long", action="store_true")
    ap.add_argument("--fit", action="store_true", help="fit the weights anew on these stories first")
    a = ap.parse_args()
    if a.fit:
        from benchmarks.wire_fit import fitted, write

        write(fitted([c for first in a.first for x in simulated(a.stories, first) for c in cases(x)]))
    print(measure("dev", [c for x in dev_cascades() for c in cases(x)], long=a.long))
    for first in a.first:
        made = [c for x in simulated(a.stories, first) for c in cases(x)]
        print(measure(f"simulated from {first}", made, long=a.long))


if __name__ == "__main__":
    main()
