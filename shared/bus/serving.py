"""A service's life: groups made, broker started, handlers fed, heart beating, and a clean end on a signal."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import uuid4

import uvloop
from faststream import AckPolicy
from faststream._internal.endpoint.subscriber.mixins import TasksMixin
from faststream.redis import RedisBroker, RedisClusterBroker, RedisSentinelBroker, StreamSub
from redis.exceptions import ResponseError

from shared.bus.leases import Leases
from shared.bus.reading import Common, Entry, Handler, Reading
from shared.bus.watching import ALIVE, Heartbeat, beat
from shared.connect import TROUBLE, Client, async_retry, connect, split
from shared.settings import Settings
from shared.streams import Stream

log = logging.getLogger("wiretrace.bus")
HEARTBEAT = 1.0  # seconds
FORGOTTEN = 3_600_000  # milliseconds of silence after which a consumer without pending messages is taken off
REFUSALS = 50  # FastStream restarts a reader that the broker refuses at once and for ever, some thousand times a second
GRACE = 20.0  # seconds that a running batch may take to finish when the service is told to stop


class BusError(RuntimeError):
    """The service cannot go on reading; the message says why."""


@dataclass(slots=True)
class Life:
    """What work beside the handlers (a watcher, a web server) can see: when to end."""

    consumer: str
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


Beside = Callable[[Life], Awaitable[None]]


def serve(settings: Settings, service: str, handlers: Mapping[Stream, Handler], beside: Sequence[Beside] = ()) -> None:
    """Run a service until SIGTERM or SIGINT; `handlers` are plain functions and run off the event loop, one at a time.

    Raises BusError when a subscriber has died, and whatever work in `beside` raises.
    """
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_Serving(settings, service, handlers, beside).run())


class _Serving:
    def __init__(
        self, settings: Settings, service: str, handlers: Mapping[Stream, Handler], beside: Sequence[Beside]
    ) -> None:
        self._settings, self._service, self._beside = settings, service, beside
        self._broker = _broker(settings.url)
        self._life = Life(consumer=f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:4]}")
        self._leases = Leases(connect(settings.url), settings.lease_seconds)
        common = Common(settings.lease_seconds, settings.tries, self._leases, asyncio.Lock())
        self._readings = [
            Reading(stream, partition, self._life.consumer, handle, common)
            for stream, handle in handlers.items()
            for partition in range(settings.partitions)
        ]

    async def run(self) -> None:
        for sign in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(sign, self._life.stopping.set)
        client = await self._broker.connect()
        for reading in self._readings:
            reading.client = client
            await _make_group(client, reading)
            self._subscribe(reading)
        with self._leases:
            await self._broker.start()
            try:
                await self._live()
            finally:
                await self._broker.stop()
                await asyncio.to_thread(self._farewell)

    async def _live(self) -> None:
        """Until told to stop, or until one part of the service ends by itself."""
        parts = [asyncio.ensure_future(part(self._life)) for part in self._beside]
        parts.append(asyncio.ensure_future(self._beat()))
        told = asyncio.ensure_future(self._life.stopping.wait())
        try:
            await asyncio.wait([told, *parts], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._life.stopping.set()
            told.cancel()
            _, late = await asyncio.wait(parts, timeout=GRACE)
            for part in late:
                part.cancel()
            ended = await asyncio.gather(*parts, return_exceptions=True)
        for problem in ended:
            if isinstance(problem, Exception):
                raise problem

    async def _beat(self) -> None:
        """Say that the service lives, once a second; a subscriber that died ends it."""
        client = connect(self._settings.url)
        while not self._life.stopping.is_set():
            subscribers = self._broker.subscribers
            running = sum(1 for s in subscribers if s.running)
            note = Heartbeat(
                service=self._service,
                consumer=self._life.consumer,
                subscribers=len(subscribers),
                running=running,
                handled=sum(r.handled for r in self._readings),
            )
            try:
                await asyncio.to_thread(self._say, client, note)
            except TROUBLE as error:
                log.warning("no heartbeat: %s", error)
            if running < len(subscribers):
                raise BusError(f"{self._service} stopped reading: its stream or group is gone. Start it again.")
            if any(len(s.tasks) > REFUSALS for s in subscribers if isinstance(s, TasksMixin)):
                raise BusError(f"{self._service} is refused by the broker: is it a replica, or without permission?")
            await _pause(self._life.stopping, HEARTBEAT)

    def _say(self, client: Client, note: Heartbeat) -> None:
        beat(client, note)
        if self._settings.pulse and note.running == note.subscribers:
            self._settings.pulse.touch()

    def _farewell(self) -> None:
        """Take the heartbeat off, so that a service that was stopped is not taken for one that died."""
        client: Any = connect(self._settings.url)
        try:
            client.hdel(ALIVE, f"{self._service} {self._life.consumer}")
        except TROUBLE as error:
            log.warning("no farewell: %s", error)

    def _subscribe(self, reading: Reading) -> None:
        """Two subscribers: one reads what is new, one claims what a silent worker left."""
        lease = int(self._settings.lease_seconds * 1000)
        fresh: dict[str, Any] = {"polling_interval": self._settings.poll_milliseconds}
        claiming: dict[str, Any] = {"polling_interval": max(20, lease // 8), "min_idle_time": lease}
        for options, claimed in ((fresh, False), (claiming, True)):
            source = StreamSub(
                reading.place.key,
                group=reading.place.group,
                consumer=reading.place.consumer,
                batch=True,
                max_records=self._settings.batch,
                **options,
            )
            self._broker.subscriber(stream=source, ack_policy=AckPolicy.MANUAL, parser=_unparsed, decoder=_entries)(
                _taker(reading, claimed)
            )


def _taker(reading: Reading, claimed: bool) -> Callable[[Sequence[Entry]], Awaitable[None]]:
    async def take(entries: Sequence[Entry]) -> None:
        await reading.take(entries, claimed)

    return take


async def _unparsed(message: Any, parse: Callable[[Any], Awaitable[Any]]) -> Any:  # noqa: ANN401 (FastStream's types)
    """Leave bodies alone: FastStream's batch parser would drop the whole batch over one entry that is not UTF-8."""
    parsed = await parse({**message, "data": []})
    parsed.raw_message = message
    return parsed


async def _entries(message: Any) -> list[Entry]:  # noqa: ANN401
    raw = message.raw_message
    return [(cast(bytes, i).decode(), fields) for i, fields in zip(raw["message_ids"], raw["data"], strict=True)]


def _broker(url: str) -> RedisBroker:
    kind, plain = split(url)
    options: dict[str, Any] = {
        "logger": log,
        "log_level": logging.DEBUG,
        "apply_types": False,
        "graceful_timeout": GRACE,
    }
    if kind == "cluster":
        return RedisClusterBroker(plain, **options)
    options |= {"retry": async_retry(), "retry_on_error": list(TROUBLE)}
    if kind == "sentinel":
        place, _, master = plain.removeprefix("rediss://").removeprefix("redis://").partition("/")
        host, _, port = place.rpartition("@")[-1].partition(":")
        return RedisSentinelBroker(
            plain, sentinels=[(host, int(port or 26379))], sentinel_master_name=master or "mymaster", **options
        )
    return RedisBroker(plain, **options)


async def _make_group(client: Any, reading: Reading) -> None:  # noqa: ANN401 (one server's or a cluster's)
    """The group starts at 0: FastStream's own would miss what came before the service's first start."""
    try:
        await client.xgroup_create(reading.place.key, reading.place.group, id="0", mkstream=True)
    except ResponseError as error:
        if "BUSYGROUP" not in str(error):
            raise
    for consumer in await client.xinfo_consumers(reading.place.key, reading.place.group):
        if consumer["pending"] == 0 and consumer["idle"] > FORGOTTEN:
            await client.xgroup_delconsumer(reading.place.key, reading.place.group, consumer["name"])


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
