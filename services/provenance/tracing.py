"""Traces stories again when their families changed: one writer at a time per story, several arrivals in one trace."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from services.provenance.graph import Family, Graph
from services.provenance.memory import Memory
from services.provenance.report import report
from services.provenance.store import Saved, Trees
from services.provenance.stories import families
from services.provenance.table import ALL_PAIRS
from services.provenance.trace import trace
from services.provenance.withdrawn import with_withdrawn
from shared.article import Witness
from shared.connect import TROUBLE
from shared.messages import ArticleAligned, Event, LetterDead, StoryTraced
from shared.report import Mark
from shared.store import Store
from shared.streams import ARTICLES_ALIGNED

log = logging.getLogger("wiretrace.provenance")
# Pairs kept in memory between traces of a story; beyond that they are read, or worked out, again.
PAIRS_KEPT = 100_000
LOOK = 0.1  # seconds between looks at what is stale
WITNESSES_KEPT = 5_000


class Tracer:
    """Traces families and keeps the outcome; call it from one thread at a time."""

    def __init__(self, graph: Graph, store: Store, trees: Trees, holder: str, lease_seconds: float) -> None:
        self._graph, self._store, self._trees = graph, store, trees
        self._holder, self._lease = holder, int(lease_seconds * 1000)
        self._witnesses: dict[str, Witness] = {}
        self._memory = Memory()

    def take(self, article: str) -> Family | None:
        """The family of `article`, leased to us; None when another has the lease."""
        family = self._graph.family(article)
        return family if self._graph.lease(family, self._holder, self._lease) else None

    def trace(self, family: Family) -> tuple[StoryTraced, ...]:
        """Trace a family that was taken; no event when it is of one article, or nothing is new.

        The graph knows pairs alone: where a stray pair bridges two families that all others keep apart, there are two.
        """
        saved = self._traced(family)
        self._graph.settle(family)
        return tuple(StoryTraced(story=s.story, version=s.version) for s in saved if s.new)

    def renew(self, family: Family) -> None:
        """Keep the lease for as long again."""
        self._graph.lease(family, self._holder, self._lease)

    def release(self, family: Family) -> None:
        self._graph.release(family, self._holder)

    def give_up(self, article: str) -> None:
        """Stop tracing a family that cannot be traced."""
        self._graph.settle(self._graph.family(article))

    def letter(self, article: str, reason: str, tries: int) -> LetterDead:
        """Says that a family cannot be traced; its replay begins again."""
        said = ArticleAligned(article=article)
        stream = ARTICLES_ALIGNED.key(self._store.partition(article))
        return LetterDead(stream=stream, id=article, reason=reason, tries=tries, body=said.model_dump_json())

    def _traced(self, family: Family) -> list[Saved]:
        gone = self._graph.withdrawn(family.members)
        for article in gone:
            self._forget(article)
        witnesses = {w.id: w for w in self._of([m for m in family.members if m not in gone])}
        marks = self._graph.marks()  # read after the family's revision: a later mark comes with a later one
        known = self._known(list(witnesses.values()))
        saved: list[Saved] = []
        parts = self._parts(witnesses, known, marks)
        for part in parts:
            story = trace([witnesses[i] for i in part], known, marks=marks)
            # What was withdrawn has no text to be told apart by: it stays with the largest.
            out = sorted(gone) if part is parts[0] else []
            told = with_withdrawn(report([witnesses[i] for i in part], [story], marks=marks), out)
            saved.append(self._trees.save(Family(tuple(sorted((*part, *out))), family.revision), told))
        kept = {i for part in parts for i in part} | (gone if parts else set[str]())
        self._trees.leave(Family(tuple(m for m in family.members if m not in kept), family.revision))
        return saved

    def _parts(self, witnesses: Mapping[str, Witness], known: Memory, marks: Sequence[Mark]) -> list[tuple[str, ...]]:
        """The families that hang together by more than stray pairs, the largest first; a large one is not parted."""
        if len(witnesses) > ALL_PAIRS:
            return [tuple(sorted(witnesses))]
        ids = sorted(witnesses)
        pairs = {(a, b): known.collate(witnesses[a], witnesses[b]) for a, b in combinations(ids, 2)}
        return [p for p in sorted(families(ids, pairs, marks), key=lambda p: (-len(p), p)) if len(p) > 1]

    def _forget(self, article: str) -> None:
        self._witnesses.pop(article, None)
        self._memory.forget(article)

    def _of(self, members: Sequence[str]) -> list[Witness]:
        missing = [m for m in members if m not in self._witnesses]
        if len(self._witnesses) + len(missing) > WITNESSES_KEPT:
            self._witnesses.clear()
            missing = list(members)
        self._witnesses |= self._store.witnesses(missing)
        return [self._witnesses[m] for m in members if m in self._witnesses]

    def _known(self, witnesses: Sequence[Witness]) -> Memory:
        """What is known of the family's pairs. Those that alignment kept are read while there are few; a trace must not
        depend on which pairs retrieval happened to propose, so it works out what it misses."""
        if len(self._memory.collations) > PAIRS_KEPT:
            self._memory = Memory()
        ids = sorted(w.id for w in witnesses)
        if len(ids) <= ALL_PAIRS:
            missing = [pair for pair in combinations(ids, 2) if pair not in self._memory.collations]
            self._memory.collations.update(self._store.collations(missing))
        return self._memory


class Tracing:
    """The loop that traces what is stale; `busy` says whether more arrivals are under way, `gather` waits for them."""

    def __init__(
        self, tracer: Tracer, graph: Graph, emit: Callable[[Event], None], busy: Callable[[], bool], rules: "Rules"
    ) -> None:
        self._tracer, self._graph, self._emit, self._busy, self._rules = tracer, graph, emit, busy, rules
        self._failed: Counter[str] = Counter()

    async def run(self, stopping: asyncio.Event) -> None:
        """Until told to stop."""
        while not stopping.is_set():
            if not await asyncio.to_thread(self._graph.stale):
                await _first(stopping, LOOK)
                continue
            await self._gathered(stopping)
            await self._round(await asyncio.to_thread(self._graph.stale), stopping)

    async def _gathered(self, stopping: asyncio.Event) -> None:
        until = time.monotonic() + self._rules.gather
        while time.monotonic() < until and not stopping.is_set() and await asyncio.to_thread(self._busy):
            await _first(stopping, LOOK)

    async def _round(self, stale: Sequence[str], stopping: asyncio.Event) -> None:
        """Each stale family once; what others have leased is left for the next round."""
        seen: set[str] = set()
        for article in stale:
            if article in seen or stopping.is_set():
                continue
            family = await asyncio.to_thread(self._tracer.take, article)
            if family is None:
                await asyncio.sleep(LOOK)
                continue
            seen.update(family.members)
            await self._one(article, family)

    async def _one(self, article: str, family: Family) -> None:
        renewal = asyncio.create_task(self._renewing(family))
        try:
            for event in await asyncio.to_thread(self._tracer.trace, family):
                await asyncio.to_thread(self._emit, event)
            self._failed.pop(article, None)
        except TROUBLE as error:
            log.warning("tracing waits: %s", error)
        except Exception as error:
            await self._fail(article, error)
        finally:
            renewal.cancel()
            await asyncio.to_thread(self._tracer.release, family)

    async def _fail(self, article: str, error: Exception) -> None:
        self._failed[article] += 1
        log.warning("the story of %s cannot be traced, try %d", article, self._failed[article], exc_info=error)
        if self._failed[article] >= self._rules.tries:
            reason = f"{type(error).__name__}: {error}"
            await asyncio.to_thread(self._emit, self._tracer.letter(article, reason, self._failed.pop(article)))
            await asyncio.to_thread(self._tracer.give_up, article)
        else:
            await asyncio.sleep(LOOK)

    async def _renewing(self, family: Family) -> None:
        while True:
            await asyncio.sleep(self._rules.lease / 3)
            await asyncio.to_thread(self._tracer.renew, family)


@dataclass(frozen=True, slots=True)
class Rules:
    """Seconds to wait for more arrivals, seconds that a lease lasts, and how often a trace is tried."""

    gather: float
    lease: float
    tries: int


async def _first(told: asyncio.Event, seconds: float) -> None:
    """Until told, at most so long."""
    try:
        await asyncio.wait_for(told.wait(), seconds)
    except TimeoutError:
        return
