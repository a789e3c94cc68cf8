"""How a story's re-tracing grows with its witnesses: seconds and memory of one more arrival, on one core.

An arrival costs its own collations and one trace of the whole story; earlier pairs are known, as the line keeps them.
"""

import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality import pairwise_collations
from benchmarks.simulator.newsroom import story
from benchmarks.simulator.pages import render
from services.ingest.formats import read
from services.provenance.trace import trace
from services.segmenter.segment import segment
from shared.article import Article, Witness
from shared.collation.align import collate
from shared.collation.values import Collation

TARGETS = {1000: 2.0, 5000: 15.0}  # seconds
MEMORY = 1024  # MB
SEED = 41


@dataclass(frozen=True, slots=True)
class Arrival:
    """`first`: seconds to trace the story the first time; `again`: with one more witness; `memory`: peak, MB."""

    witnesses: int
    distinct: int
    first: float
    again: float
    memory: float


def witnesses_of(count: int, seed: int = SEED) -> list[Witness]:
    """A simulated story of that size as the segmenter gives it."""
    with tempfile.TemporaryDirectory() as folder:
        render(story(seed, count), Path(folder))
        found = [a for path in sorted(Path(folder).iterdir()) for a in read(path, path.name)]
    return [segment(a) for a in found if isinstance(a, Article)]


def arrival(count: int) -> Arrival:
    """Trace all but the last witness, then all; the pairs known before are collated outside the clock."""
    witnesses = witnesses_of(count)
    *earlier, newcomer = witnesses
    known = pairwise_collations(earlier)
    first = _timed(earlier, known)
    began = time.perf_counter()
    for w in earlier:
        a, b = sorted((w, newcomer), key=lambda x: x.id)
        known[a.id, b.id] = collate(a, b)
    again = time.perf_counter() - began + _timed(witnesses, known)
    bodies = {tuple(w.sentences[i].text for i in w.body()) for w in witnesses}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Arrival(count, len(bodies), first, again, peak)


def _timed(witnesses: Sequence[Witness], known: Mapping[tuple[str, str], Collation]) -> float:
    began = time.perf_counter()
    trace(witnesses, known)
    return time.perf_counter() - began


def line(found: Arrival) -> str:
    """One measurement against its target."""
    target = TARGETS.get(found.witnesses)
    goal = f" (target {target:.0f} s, {MEMORY} MB)" if target else ""
    return (
        f"{found.witnesses:5d} witnesses, {found.distinct} texts: first {found.first:.1f} s, "
        f"after an arrival {found.again:.1f} s, {found.memory:.0f} MB{goal}"
    )
