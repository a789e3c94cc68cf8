"""One stream's partition as a service reads it: batches, leases, tries, and the hand-over at the end.

What a message means is the handler's affair; here it is only whether it could be read and handled.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.bus.frames import UnreadableError, body_of, event_of
from shared.bus.handover import HAND_OVER, hand_over
from shared.bus.leases import TOUCH, Leases, Place, touch
from shared.connect import TROUBLE
from shared.messages import Event, LetterDead
from shared.streams import Stream

log = logging.getLogger("wiretrace.bus")
# A handler takes a batch and returns for each of its messages the events that follow from it.
Handler = Callable[[Sequence[Any]], Sequence[Sequence[Event]]]
Entry = tuple[str, Mapping[bytes, bytes]]
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Common:
    """What all readings of a process share: a silent worker's term, tries of a message, one handler at a time."""

    lease: float
    tries: int
    leases: Leases
    turn: asyncio.Lock


class Reading:
    """Handles what one consumer of a group gets from one partition of a stream; `client` is an asynchronous one."""

    def __init__(self, stream: Stream, partition: int, consumer: str, handle: Handler, common: Common) -> None:
        if stream.reader is None:
            raise ValueError(f"{stream.name} has no reader")
        self.stream, self.partition = stream, partition
        self.place = Place(stream.key(partition), stream.reader, consumer)
        self.handled = 0
        self.client: Any = None
        self._handle, self._common = handle, common

    async def take(self, entries: Sequence[Entry], claimed: bool) -> None:
        """Handle a batch, save what this process is at already. Entries `claimed` from a silent worker were counted."""
        tried = await self._deliveries(entries[0][0]) if claimed else 1
        if not tried:
            return
        mine = self._common.leases.hold(self.place, [entry for entry, _ in entries], tried)
        try:
            late = await self._settled([entry for entry in entries if entry[0] in mine], tried)
            await self._release(late, tried, pause=min(0.1 * 2**tried, self._common.lease))
        except asyncio.CancelledError:
            await self._release(mine, tried, pause=0)
            raise
        finally:
            self._common.leases.let_go(self.place, mine)

    async def _settled(self, entries: Sequence[Entry], tried: int) -> list[str]:
        """Hand over what could be handled; gives what is to be tried again."""
        done = await self._outcomes(entries, tried)
        if done:
            call = hand_over(self.place.key, self.place.group, self.partition, done)
            self.handled += int(await self.client.eval(HAND_OVER, len(call.keys), *call.keys, *call.arguments))
        return [entry for entry, _ in entries if entry not in done]

    async def _outcomes(self, entries: Sequence[Entry], tried: int) -> dict[str, Sequence[Event]]:
        """Entry to the events that follow; entries that are to be tried again are left out."""
        done: dict[str, Sequence[Event]] = {}
        readable: list[tuple[Entry, Event]] = []
        for entry in entries:
            try:
                readable.append((entry, event_of(entry[1], self.stream.message)))
            except UnreadableError as error:
                done[entry[0]] = [self._dead(entry, str(error), tried)]
        if tried > self._common.tries:
            reason = f"its worker ended {self._common.tries} times while it held the message"
            return done | {entry[0]: [self._dead(entry, reason, tried)] for entry, _ in readable}
        return done | await self._handled(readable, tried)

    async def _handled(self, items: Sequence[tuple[Entry, Event]], tried: int) -> dict[str, Sequence[Event]]:
        if not items:
            return {}
        try:
            async with self._common.turn:
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
        if tried < self._common.tries:
            return {}
        return {entry[0]: [self._dead(entry, f"{type(error).__name__}: {error}", tried)]}

    def _dead(self, entry: Entry, reason: str, tried: int) -> LetterDead:
        said = body_of(entry[1]).decode(errors="replace")
        log.error("%s %s is dead: %s", self.stream.name, entry[0], reason)
        return LetterDead(stream=self.place.key, id=entry[0], reason=reason[:LONGEST_REASON], tries=tried, body=said)

    async def _deliveries(self, entry: str) -> int:
        """How often an entry was handed out; 0 when it is done."""
        found = await self.client.xpending_range(self.place.key, self.place.group, entry, entry, 1)
        return int(found[0]["times_delivered"]) if found else 0

    async def _release(self, entries: Sequence[str], tried: int, pause: float) -> None:
        """Let anyone claim these after `pause` seconds, without counting this as a delivery."""
        self._common.leases.let_go(self.place, entries)
        if entries:
            untouched = max(0, int((self._common.lease - pause) * 1000))
            arguments = touch(self.place, dict.fromkeys(entries, tried), untouched)
            await self.client.eval(TOUCH, 1, self.place.key, *arguments)
