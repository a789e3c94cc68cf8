"""One stream's partition as a service reads it: batches, leases, tries, and the hand-over at the end.

What a message means is the handler's affair; here it is only whether it could be read and handled.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from shared.bus.frames import UnreadableError, body_of, event_of
from shared.bus.handover import HAND_OVER, hand_over
from shared.connect import TROUBLE
from shared.messages import Event, LetterDead
from shared.streams import Stream

log = logging.getLogger("wiretrace.bus")
# A handler takes a batch and returns for each of its messages the events that follow from it.
Handler = Callable[[Sequence[Any]], Sequence[Sequence[Event]]]
Entry = tuple[str, Mapping[bytes, bytes]]
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Rules:
    """How long a silent worker keeps what it took, and how often a message is tried."""

    lease: float
    tries: int


class Reading:
    """Handles what one consumer of a group gets from one partition of a stream; `client` is an asynchronous one."""

    def __init__(
        self, stream: Stream, partition: int, consumer: str, handle: Handler, rules: Rules, turn: asyncio.Lock
    ) -> None:
        if stream.reader is None:
            raise ValueError(f"{stream.name} has no reader")
        self.stream, self.partition, self.group, self.consumer = stream, partition, stream.reader, consumer
        self.key = stream.key(partition)
        self.handled = 0
        self.client: Any = None
        self._handle, self._rules, self._turn = handle, rules, turn

    async def take(self, entries: Sequence[Entry], claimed: bool) -> None:
        """Handle a batch. Entries that were `claimed` from a silent worker carry a count of deliveries."""
        async with self._leased([entry for entry, _ in entries]):
            tried = await self._deliveries(entries[0][0]) if claimed and entries else 1
            done = await self._outcomes(entries, tried)
            if done:
                call = hand_over(self.key, self.group, self.partition, done)
                self.handled += int(await self.client.eval(HAND_OVER, len(call.keys), *call.keys, *call.arguments))
            for late in (entry for entry, _ in entries if entry not in done):
                await self._release(late, pause=min(0.1 * 2**tried, self._rules.lease))

    async def _outcomes(self, entries: Sequence[Entry], tried: int) -> dict[str, Sequence[Event]]:
        """Entry to the events that follow; entries that are to be tried again are left out."""
        done: dict[str, Sequence[Event]] = {}
        readable: list[tuple[Entry, Event]] = []
        for entry in entries:
            try:
                readable.append((entry, event_of(entry[1], self.stream.message)))
            except UnreadableError as error:
                done[entry[0]] = [self._dead(entry, str(error), tried)]
        if tried > self._rules.tries:
            reason = f"its worker ended {self._rules.tries} times while it held the message"
            return done | {entry[0]: [self._dead(entry, reason, tried)] for entry, _ in readable}
        return done | await self._handled(readable, tried)

    async def _handled(self, items: Sequence[tuple[Entry, Event]], tried: int) -> dict[str, Sequence[Event]]:
        if not items:
            return {}
        try:
            async with self._turn:
                results = await asyncio.to_thread(self._handle, [event for _, event in items])
            return {entry[0]: events for (entry, _), events in zip(items, results, strict=True)}
        except TROUBLE as error:
            log.warning("%s waits: %s", self.stream.name, error)
            return {}
        except Exception as error:
            if len(items) == 1:
                return self._failed(items[0][0], error, tried)
        apart = [await self._handled([item], tried) for item in items]  # one bad message must not hold the others
        return {entry: events for part in apart for entry, events in part.items()}

    def _failed(self, entry: Entry, error: Exception, tried: int) -> dict[str, Sequence[Event]]:
        log.warning("%s %s failed, try %d", self.stream.name, entry[0], tried, exc_info=error)
        if tried < self._rules.tries:
            return {}
        return {entry[0]: [self._dead(entry, f"{type(error).__name__}: {error}", tried)]}

    def _dead(self, entry: Entry, reason: str, tried: int) -> LetterDead:
        said = body_of(entry[1]).decode(errors="replace")
        log.error("%s %s is dead: %s", self.stream.name, entry[0], reason)
        return LetterDead(stream=self.key, id=entry[0], reason=reason[:LONGEST_REASON], tries=tried, body=said)

    async def _deliveries(self, entry: str) -> int:
        found = await self.client.xpending_range(self.key, self.group, entry, entry, 1)
        return int(found[0]["times_delivered"]) if found else 1

    @asynccontextmanager
    async def _leased(self, entries: Sequence[str]) -> AsyncGenerator[None]:
        """Renew the lease while the batch is at work; give everything back at once when cancelled."""
        renewal = asyncio.create_task(self._renew(entries))
        try:
            yield
        except asyncio.CancelledError:
            for entry in entries:
                await self._release(entry, pause=0)
            raise
        finally:
            renewal.cancel()

    async def _renew(self, entries: Sequence[str]) -> None:
        while True:
            await asyncio.sleep(self._rules.lease / 4)
            try:
                await self._claim(entries, idle=0)
            except TROUBLE as error:
                log.warning("lease of %s not renewed: %s", self.stream.name, error)

    async def _release(self, entry: str, pause: float) -> None:
        """Let anyone claim the entry after `pause` seconds, without counting this as a delivery."""
        await self._claim([entry], idle=max(0, int((self._rules.lease - pause) * 1000)))

    async def _claim(self, entries: Sequence[str], idle: int) -> None:
        await self.client.xclaim(self.key, self.group, self.consumer, 0, list(entries), idle=idle, justid=True)
