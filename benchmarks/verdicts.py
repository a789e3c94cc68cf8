"""What `wiretrace compare` says of two texts against what is true of them, with the confidence it gives.

True edges (the wire's own text too): `near` or `rewrite`, by whether more than half of the child's sentences are
paraphrased. All pairs of articles: relatives as in `feed.Truth`, reports of one event, and articles of two stories.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.edges import TrueEdge
from benchmarks.feed import Truth, pair
from shared.article import Sentence, Witness
from shared.collation.align import collate
from shared.collation.values import Collation

VERDICTS = ("copy", "house-styled copy", "rewrite", "independent", "unrelated")
APART = ("independent", "unrelated")


def table(edges: Sequence[TrueEdge], witnesses: Sequence[Witness], truth: Truth) -> list[str]:
    """Lines: for each kind of true relation how often each verdict was given, and at which mean confidence."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for kind, found in (*_of_edges(edges), *_of_pairs(witnesses, truth)):
        counts[kind][found.verdict] += 1
        sums[kind, found.verdict] += 1 - found.kinship if found.verdict in APART else found.kinship
    lines = ["| truth | " + " | ".join(VERDICTS) + " |", "|---|" + "---|" * len(VERDICTS)]
    for kind, given in counts.items():
        cells = [f"{given[v]} ({sums[kind, v] / given[v]:.2f})" if given[v] else "" for v in VERDICTS]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return lines


def _of_edges(edges: Iterable[TrueEdge]) -> Iterator[tuple[str, Collation]]:
    for edge in edges:
        rewritten = Counter(edge.ops.values())["paraphrased"] > len(edge.after) / 2
        yield (
            "edge, rewritten" if rewritten else "edge, near",
            collate(_witness("a", edge.before), _witness("b", edge.after)),
        )


def _of_pairs(witnesses: Sequence[Witness], truth: Truth) -> Iterator[tuple[str, Collation]]:
    kinds = {"relatives, near": truth.near, "relatives, rewritten": truth.paraphrased, "one event": truth.same_event}
    for k, a in enumerate(witnesses):
        for b in witnesses[k + 1 :]:
            ids = pair(a.id, b.id)
            yield next((kind for kind, pairs in kinds.items() if ids in pairs), "two stories"), collate(a, b)


def _witness(name: str, texts: Sequence[str]) -> Witness:
    return Witness(id=name, file=name, sentences=tuple(Sentence(text=t, kind="body", paragraph=0) for t in texts))
