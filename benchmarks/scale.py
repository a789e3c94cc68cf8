"""How a story's re-tracing grows with its witnesses: seconds and memory of one more arrival, on one core.

An arrival costs its own collations and one trace of the whole story; earlier pairs are known, as the line keeps them.
"""

import resource
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.quality import witnesses_in
from benchmarks.simulator.newsroom import story
from benchmarks.simulator.pages import render
from services.provenance.memory import Memory
from services.provenance.trace import trace
from shared.article import Witness

TARGETS = {1000: 2.0, 5000: 15.0}  # seconds
MEMORY = 1024  # MB
SEED = 41


@dataclass(frozen=True, slots=True)
class Arrival:
    """`first`: processor seconds to trace the story once; `again`: with one more witness; `memory`: peak, MB."""

    witnesses: int
    distinct: int
    first: float
    again: float
    memory: float


def witnesses_of(count: int, seed: int = SEED) -> list[Witness]:
    """A simulated story of that size as the segmenter gives it."""
    with tempfile.TemporaryDirectory() as folder:
        render(story(seed, count), Path(folder))
        return witnesses_in(Path(folder))


def arrival(count: int) -> Arrival:
    """Trace all but the last witness, then all; what was worked out of pairs the first time is known the second."""
    with ProcessPoolExecutor(1, get_context("spawn")) as newsroom:  # whose own memory is not the tracer's
        witnesses = newsroom.submit(witnesses_of, count).result()
    memory = Memory()
    first = _timed(witnesses[:-1], memory)
    again = _timed(witnesses, memory)
    bodies = {tuple(w.sentences[i].text for i in w.body()) for w in witnesses}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Arrival(count, len(bodies), first, again, peak)


def _timed(witnesses: Sequence[Witness], memory: Memory) -> float:
    began = time.process_time()
    trace(witnesses, memory)
    return time.process_time() - began


def line(found: Arrival) -> str:
    """One measurement against its target."""
    target = TARGETS.get(found.witnesses)
    goal = f" (target {target:.0f} s, {MEMORY} MB)" if target else ""
    return (
        f"{found.witnesses:5d} witnesses, {found.distinct} texts: first {found.first:.1f} s, "
        f"after an arrival {found.again:.1f} s, {found.memory:.0f} MB{goal}"
    )
