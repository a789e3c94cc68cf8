"""Stories as witnesses with known families (their true sentences), and the pool of unrelated articles.

Stories are the dev cascades or simulated ones. The corpora are read from WIRETRACE_CORPORA or ../shared/corpora;
nothing of them is kept here.
"""

import itertools
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.simulator.newsroom import story
from services.segmenter.segment import segment
from shared.article import Article, Block, Sentence, Witness

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Truth:
    """Pairs of witnesses (smaller id, larger id): relatives, `near` or `paraphrased`, and reports of the same event.

    Relatives are pairs in one weakly connected part of a cascade. A pair is paraphrased if, on the way from one of
    the two up to their nearest common source, a step rewrote more than half of its sentences.
    """

    near: frozenset[Pair]
    paraphrased: frozenset[Pair]
    same_event: frozenset[Pair]

    @property
    def relatives(self) -> frozenset[Pair]:
        return self.near | self.paraphrased


def corpora() -> Path:
    """The folder of the corpora; FileNotFoundError says how to name it."""
    here = Path(os.environ.get("WIRETRACE_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
    if not here.is_dir():
        raise FileNotFoundError(
            f"no corpora at {here}: set WIRETRACE_CORPORA to the folder that holds cascades/ and pool/"
        )
    return here


def pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def cascades() -> tuple[list[Witness], Truth]:
    """The observed articles of all dev cascades, with their own sentences, and which of them are relatives."""
    return witnesses_of(dev_stories())


def simulated(first: int, count: int) -> tuple[list[Witness], Truth]:
    """The same of simulated stories: `count` seeds from `first` on."""
    return witnesses_of(simulated_stories(first, count))


def dev_stories() -> Iterator[Mapping[str, Any]]:
    """The dev cascades, in alphabetical order."""
    for path in sorted(corpora().glob("cascades/*/cascade.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def simulated_stories(first: int, count: int) -> Iterator[Mapping[str, Any]]:
    """Simulated stories: `count` seeds from `first` on."""
    yield from (story(seed) for seed in range(first, first + count))


def witnesses_of(stories: Iterable[Mapping[str, Any]]) -> tuple[list[Witness], Truth]:
    """The observed articles of stories with a known tree, and which of them are relatives."""
    witnesses: list[Witness] = []
    kinds: dict[str, set[Pair]] = {"near": set(), "paraphrased": set(), "event": set()}
    for cascade in stories:
        tree, name = _Tree(cascade), cascade["story"]
        seen = [n for n in cascade["nodes"] if n["observed"]]
        witnesses += [_witness(name, n) for n in seen]
        for a, b in itertools.combinations([n["id"] for n in seen], 2):
            kinds[tree.kind(a, b)].add(pair(f"{name}/{a}", f"{name}/{b}"))
    return witnesses, Truth(*(frozenset(kinds[k]) for k in ("near", "paraphrased", "event")))


def pool(count: int | None = None) -> list[Witness]:
    """The first `count` articles of the pool, as the segmenter reads them."""
    return list(itertools.islice(map(segment, _pool_articles()), count))


def _pool_articles() -> Iterator[Article]:
    for path in sorted(corpora().glob("pool/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            blocks = [Block(text=row["title"] or "", role="headline")]
            blocks += [Block(text=p) for p in row["text"].split("\n\n") if p.strip()]
            yield Article(id=f"pool/{row['id']}", file=row["id"], language="en", blocks=tuple(blocks))


def _witness(story: str, node: Mapping[str, Any]) -> Witness:
    sentences = tuple(Sentence(text=s["text"], kind="body", paragraph=s["par"]) for s in node["sentences"])
    key = f"{story}/{node['id']}"
    return Witness(id=key, file=key, outlet=node["outlet"], language="en", sentences=sentences)


class _Tree:
    """A cascade's ways upwards: for each node its sources, with whether the way there paraphrases."""

    def __init__(self, cascade: Mapping[str, Any]) -> None:
        self._parents = {n["id"]: n["parents"] for n in cascade["nodes"]}
        self._rewrote = {n["id"]: _rewrote(n) for n in cascade["nodes"]}
        self._family = _families(self._parents)

    def kind(self, a: str, b: str) -> str:
        if self._family[a] != self._family[b]:
            return "event"
        ups, ours = self._sources(a), self._sources(b)
        common = set(ups) & set(ours)
        if not common:  # two roots that meet in a child of both
            return "near"
        nearest = min(common, key=lambda n: (ups[n][0] + ours[n][0], n))
        return "paraphrased" if ups[nearest][1] or ours[nearest][1] else "near"

    def _sources(self, node: str) -> dict[str, tuple[int, bool]]:
        """Every source of `node`: how many steps away, and whether a step on the way paraphrased."""
        found = {node: (0, False)}
        todo = [node]
        while todo:
            at = todo.pop(0)
            steps, rewritten = found[at]
            for parent in self._parents[at]:
                if parent not in found:
                    found[parent] = (steps + 1, rewritten or self._rewrote[at])
                    todo.append(parent)
        return found


def _rewrote(node: Mapping[str, Any]) -> bool:
    ops = Counter(s["op"] for s in node["sentences"])
    return ops["paraphrased"] > len(node["sentences"]) / 2


def _families(parents: Mapping[str, list[str]]) -> dict[str, str]:
    family = {n: n for n in parents}
    for node, sources in parents.items():
        for source in sources:
            old, new = family[node], family[source]
            family = {n: new if f == old else f for n, f in family.items()}
    return family
