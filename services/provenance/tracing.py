"""Traces stories again when their families changed: one writer at a time per story, several arrivals in one trace."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.provenance.graph import Family, Graph
from services.provenance.report import report
from services.provenance.store import Saved, Trees
from services.provenance.trace import trace
from services.provenance.withdrawn import with_withdrawn
from shared.article import Witness
from shared.collation.align import collate
from shared.collation.values import Collation
from shared.connect import TROUBLE
from shared.messages import ArticleAligned, Event, LetterDead, StoryTraced
from shared.store import PairKey, Store
from shared.streams import ARTICLES_ALIGNED

log = logging.getLogger("wiretrace.provenance")
# Pairs kept in memory between traces of a story; beyond that they are read, or worked out, again.
PAIRS_KEPT = 20_000
LOOK = 0.1  # seconds between looks at what is stale
WITNESSES_KEPT = 5_000


class Tracer:
    """Traces families and keeps the outcome; call it from one thread at a time."""

    def __init__(self, graph: Graph, store: Store, trees: Trees, holder: str, lease_seconds: float) -> None:
        self._graph, self._store, self._trees = graph, store, trees
        self._holder, self._lease = holder, int(lease_seconds * 1000)
        self._witnesses: dict[str, Witness] = {}
        self._collations: dict[PairKey, Collation] = {}

    def take(self, article: str) -> Family | None:
        """The family of `article`, leased to us; None when another has the lease."""
        family = self._graph.family(article)
        return family if self._graph.lease(family, self._holder, self._lease) else None

    def trace(self, family: Family) -> StoryTraced | None:
        """Trace a family that was taken; no event when it is of one article, or nothing is new."""
        saved = self._traced(family)
        self._graph.settle(family)
        return StoryTraced(story=saved.story, version=saved.version) if saved and saved.new else None

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

    def _traced(self, family: Family) -> Saved | None:
        gone = self._graph.withdrawn(family.members)
        for article in gone:
            self._forget(article)
        witnesses = self._of([m for m in family.members if m not in gone])
        if len(witnesses) > 1:
            story = trace(witnesses, self._pairs(witnesses))
            return self._trees.save(family, with_withdrawn(report(witnesses, [story]), sorted(gone)))
        for story in {s for m in family.members if (s := self._trees.story_of(m))}:
            self._trees.dissolve(story)
        return None

    def _forget(self, article: str) -> None:
        self._witnesses.pop(article, None)
        for pair in [pair for pair in self._collations if article in pair]:
            del self._collations[pair]

    def _of(self, members: Sequence[str]) -> list[Witness]:
        missing = [m for m in members if m not in self._witnesses]
        if len(self._witnesses) + len(missing) > WITNESSES_KEPT:
            self._witnesses.clear()
            missing = list(members)
        self._witnesses |= self._store.witnesses(missing)
        return [self._witnesses[m] for m in members if m in self._witnesses]

    def _pairs(self, witnesses: Sequence[Witness]) -> dict[PairKey, Collation]:
        """Every pair of the family: a trace must not depend on which pairs retrieval happened to propose."""
        of = {w.id: w for w in witnesses}
        ids = sorted(of)
        pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
        if len(self._collations) + len(pairs) > PAIRS_KEPT:
            self._collations.clear()
        missing = [pair for pair in pairs if pair not in self._collations]
        self._collations |= self._store.collations(missing)
        self._collations |= {(a, b): collate(of[a], of[b]) for a, b in missing if (a, b) not in self._collations}
        return {pair: self._collations[pair] for pair in pairs}


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
            event = await asyncio.to_thread(self._tracer.trace, family)
            if event:
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
