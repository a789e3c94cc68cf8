"""Candidate search and alignment: articles per second, growth, memory, and the distance to the ceiling.

usage: python -m benchmarks.speed [--sizes 1000 5000 10000] [--redis URL]

One process, one fixed feed (dev cascades strewn into the pool by seed 0), seconds of wall clock and of the process's
CPU. The ceiling is rapidfuzz's LCSseq edit script over the words of the very pairs that were aligned.
"""

import argparse
import itertools
import json
import math
import random
import time
from collections.abc import Iterable, Sequence
from typing import Any

from rapidfuzz.distance import LCSseq

from benchmarks.feed import Pair, cascades, pair, pool
from benchmarks.retrieval import BATCH
from benchmarks.scratch import server
from services.alignment.candidates import Candidates
from shared.article import Witness
from shared.collation.align import collate
from shared.collation.body import prepare_texts
from shared.connect import Client
from shared.text import folded_words

PROBED_PAIRS = 500


class Clock:
    """Adds up what its blocks cost: seconds on the wall and of this process's CPU."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def __enter__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter() - self._wall
        self.cpu += time.process_time() - self._cpu


def feed(size: int) -> list[Witness]:
    """`size` articles, the dev cascades among them, in one fixed order whatever the size."""
    ours, _ = cascades()
    witnesses = ours + pool(size - len(ours))
    random.Random(0).shuffle(witnesses)
    return witnesses


def measure(client: Client, witnesses: Sequence[Witness]) -> tuple[dict[str, Any], list[Pair]]:
    """Figures of one run over a fresh index, and the pairs that were aligned."""
    prepare_texts.cache_clear()
    search, align = Clock(), Clock()
    before = _used(client)
    candidates, known, pairs = Candidates(client), dict[str, Witness](), list[Pair]()
    for start in range(0, len(witnesses), BATCH):
        batch = witnesses[start : start + BATCH]
        known |= {w.id: w for w in batch}
        with search:
            candidates.add_many(batch)
            found = candidates.candidates_many(batch)
        fresh = {pair(w.id, o) for w, others in zip(batch, found, strict=True) for o in others}
        with align:
            _align(fresh, known)
        pairs += fresh
    n, wall, cpu = len(witnesses), search.wall + align.wall, search.cpu + align.cpu
    return {
        "articles": n,
        "pairs": len(pairs),
        "per_second": round(n / wall),
        "per_second_search_only": round(n / search.wall),
        "per_cpu_second": round(n / cpu),
        "seconds": {"search": round(search.wall, 2), "alignment": round(align.wall, 2)},
        "ms_per_pair": round(1000 * align.wall / max(1, len(pairs)), 3),
        "index_mb_per_1000": round((_used(client) - before) / n / 1000, 3),
    }, pairs


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of seconds over articles in log-log, by least squares: 1 is linear."""
    xs, ys = [math.log(s) for s in sizes], [math.log(t) for t in seconds]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


def ceiling(pairs: Iterable[Pair], known: dict[str, Witness]) -> dict[str, Any]:
    """Aligned word pairs a second: rapidfuzz's edit script; the alignment, with texts made ready and without.

    A pair of texts counts as many word pairs as its longer text has words.
    """
    some = list(itertools.islice(pairs, PROBED_PAIRS))
    words = {i: folded_words(" ".join(known[i].sentences[k].text for k in known[i].body())) for p in some for i in p}
    count = sum(max(len(words[a]), len(words[b])) for a, b in some)
    script, ready, cold = Clock(), Clock(), Clock()
    with script:
        for a, b in some:
            LCSseq.editops(words[a], words[b])
    prepare_texts.cache_clear()
    for clock in (cold, ready):
        with clock:
            _align(some, known)
    rates = {
        name: round(count / c.cpu) for name, c in (("rapidfuzz", script), ("alignment", ready), ("unprepared", cold))
    }
    return {"word_pairs_per_second": rates, "share_of_ceiling": round(rates["alignment"] / rates["rapidfuzz"], 4)}


def _align(pairs: Iterable[Pair], known: dict[str, Witness]) -> None:
    for a, b in sorted(pairs):
        collate(known[a], known[b])


def _used(client: Client) -> int:
    answer: Any = client.info("memory")
    return int(answer["used_memory"])


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 10_000])
    options.add_argument("--redis", help="an empty server to use; a throw-away one by default")
    given = options.parse_args()
    rows, pairs, witnesses = list[dict[str, Any]](), list[Pair](), list[Witness]()
    for size in given.sizes:
        witnesses = feed(size)
        with server(given.redis) as client:
            row, pairs = measure(client, witnesses)
        rows.append(row)
        print(json.dumps(row), flush=True)
    summary: dict[str, Any] = {}
    if len(rows) > 1:
        wall = exponent(given.sizes, [r["articles"] / r["per_second"] for r in rows])
        cpu = exponent(given.sizes, [r["articles"] / r["per_cpu_second"] for r in rows])
        summary = {"growth_exponent": round(wall, 3), "growth_exponent_of_cpu": round(cpu, 3)}
    print(json.dumps(summary | ceiling(pairs, {w.id: w for w in witnesses}), indent=1))


if __name__ == "__main__":
    main()
