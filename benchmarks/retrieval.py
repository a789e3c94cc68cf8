"""Who is found among thousands: pair recall (near and paraphrased), precision and strangers, each with its count.

Pairs that their families do not bear out (`services.provenance.stories`) do not count as kin, as in the line.

usage: python -m benchmarks.retrieval [--pool N] [--redis URL] [--seed S] [--simulated SEED COUNT] [--look N]

All dev cascades (or simulated stories) are strewn into the pool in an order drawn by the seed and taken in as the
alignment stage does (batch by batch, candidates of what came before, one collation a pair). `direct` counts a pair when
it was collated as kin itself, `joined` when both ended in one family. Strangers are pool articles in a family with a
story's article.

Pairs of pool articles are told apart by the agency's own numbering, about 350 a day: reports a thousand numbers apart
were filed days apart and are no copies of one text, but a mould's, or follow-ups that repeat their background. Of the
others those are near copies that share 0.3 of the shorter one's runs of five words. `--look` prints pairs to read.
"""

import argparse
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from benchmarks.feed import Pair, Truth, cascades, pair, pool, simulated
from benchmarks.scratch import server
from services.alignment.candidates import Candidates
from services.provenance import stories
from shared.article import Witness
from shared.collation.align import collate
from shared.text import folded_words

KIN = 0.5  # kinship from which a pair counts as found
BATCH = 100
RUN = 5
NEAR_COPY = 0.3
DAYS_APART = 1000  # numbers between two reports that cannot be one


def take_in(candidates: Candidates, witnesses: Sequence[Witness]) -> tuple[set[Pair], set[Pair]]:
    """(proposed pairs, pairs collated as kin) of a feed in this order."""
    known: dict[str, Witness] = {}
    proposed, kin = set[Pair](), set[Pair]()
    for start in range(0, len(witnesses), BATCH):
        batch = witnesses[start : start + BATCH]
        known |= {w.id: w for w in batch}
        candidates.add_many(batch)
        for witness, others in zip(batch, candidates.candidates_many(batch), strict=True):
            fresh = {pair(witness.id, o) for o in others} - proposed
            proposed |= fresh
            kin |= {(a, b) for a, b in fresh if collate(known[a], known[b]).kinship >= KIN}
    return proposed, _borne_out(kin, known)


def _borne_out(kin: set[Pair], known: Mapping[str, Witness]) -> set[Pair]:
    """The pairs whose two ends stay in one family when all pairs of their group are weighed."""
    groups: dict[int, list[str]] = {}
    for x, group in families(kin).items():
        groups.setdefault(group, []).append(x)
    part: dict[str, tuple[str, ...]] = {}
    for ids in groups.values():
        pairs = {(a, b): collate(known[a], known[b]) for a, b in combinations(sorted(ids), 2)}
        part |= {x: own for own in stories.families(sorted(ids), pairs) for x in own}
    return {(a, b) for a, b in kin if part[a] == part[b]}


def families(pairs: Iterable[Pair]) -> dict[str, int]:
    """The connected part that each id of the pairs lies in."""
    up: dict[str, str] = {}

    def find(x: str) -> str:
        while up.setdefault(x, x) != x:
            up[x] = up[up[x]]
            x = up[x]
        return x

    for a, b in pairs:
        up[find(a)] = find(b)
    names = {root: n for n, root in enumerate(sorted({find(x) for x in up}))}
    return {x: names[find(x)] for x in up}


def figures(truth: Truth, feed: Sequence[Witness], proposed: set[Pair], kin: set[Pair]) -> dict[str, Any]:
    """The retrieval figures of one run, each share with its count."""
    family = families(kin)
    ours = {x for p in truth.relatives | truth.same_event for x in p}
    joined = {p for p in truth.relatives | truth.same_event if p[0] in family and family[p[0]] == family.get(p[1])}
    touching = {p for p in kin if ours & set(p)}
    strangers = {x for x in family if x not in ours} & _beside(family, ours)
    others = kin - touching
    near = _near_copies(others, {w.id: w for w in feed})
    apart = {p for p in others if _days_apart(p)}
    return {
        "articles": len(feed),
        "candidates_per_article": round(len(proposed) / len(feed), 3),
        "recall_near": {stage: _share(truth.near, found) for stage, found in _stages(proposed, kin, joined)},
        "recall_paraphrased": {
            stage: _share(truth.paraphrased, found) for stage, found in _stages(proposed, kin, joined)
        },
        "precision": _share(touching, truth.relatives),
        "wrong_pairs": {
            "same event": len(touching & truth.same_event),
            "other": len(touching - truth.relatives - truth.same_event),
        },
        "strangers": [len(strangers), len(feed) - len(ours)],
        "pool_pairs": {"near copies": len(near - apart), "filed days apart": len(apart), "all": len(others)},
        "pool_articles_joined_days_apart": [len({x for p in apart for x in p}), len(feed) - len(ours)],
    }


def _stages(proposed: set[Pair], kin: set[Pair], joined: set[Pair]) -> list[tuple[str, set[Pair]]]:
    return [("proposed", proposed), ("direct", kin), ("joined", joined)]


def _share(of: Iterable[Pair], found: Iterable[Pair]) -> list[float]:
    whole = set(of)
    hit = len(whole & set(found))
    return [round(hit / len(whole), 4) if whole else 1.0, hit, len(whole)]


def _beside(family: Mapping[str, int], ours: set[str]) -> set[str]:
    stories = {family[x] for x in ours if x in family}
    return {x for x, part in family.items() if part in stories}


def _near_copies(pairs: Iterable[Pair], witnesses: Mapping[str, Witness]) -> set[Pair]:
    return {p for p in pairs if _run_share(witnesses[p[0]], witnesses[p[1]]) >= NEAR_COPY}


def _days_apart(pair_: Pair) -> bool:
    one, other = (int(x.removeprefix("pool/")) for x in pair_)
    return abs(one - other) >= DAYS_APART


def _look(feed: Sequence[Witness], kin: set[Pair], count: int) -> None:
    """Pairs of pool articles filed days apart that were joined all the same, some of them, to read."""
    text = {w.id: " ".join(w.sentences[i].text for i in w.body()) for w in feed}
    some = sorted(p for p in kin if p[0].startswith("pool/") and p[1].startswith("pool/") and _days_apart(p))
    for pair_ in random.Random(0).sample(some, min(count, len(some))):
        print(*pair_, *(text[x][:400] for x in pair_), sep="\n  ")


def _run_share(a: Witness, b: Witness) -> float:
    left, right = _runs(a), _runs(b)
    return len(left & right) / max(1, min(len(left), len(right)))


def _runs(witness: Witness) -> set[tuple[str, ...]]:
    words = folded_words(" ".join(witness.sentences[i].text for i in witness.body()))
    return {tuple(words[k : k + RUN]) for k in range(len(words) - RUN + 1)}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--pool", type=int, default=10_000, help="how many pool articles (10000)")
    options.add_argument("--seed", type=int, default=0, help="draws the order of arrival")
    options.add_argument("--redis", help="an empty server to use; a throw-away one by default")
    options.add_argument("--simulated", type=int, nargs=2, metavar=("SEED", "COUNT"), help="simulated stories instead")
    options.add_argument("--look", type=int, default=0, help="print so many joined pairs of the pool")
    given = options.parse_args()
    witnesses, truth = simulated(*given.simulated) if given.simulated else cascades()
    feed = witnesses + pool(given.pool)
    random.Random(given.seed).shuffle(feed)
    with server(given.redis) as client:
        proposed, kin = take_in(Candidates(client), feed)
    print(json.dumps(figures(truth, feed, proposed, kin), indent=1))
    _look(feed, kin, given.look)


if __name__ == "__main__":
    main()
