"""A living worker keeps what it took, however slow its machine; a silent one loses it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest
import redis.asyncio

from shared.bus import Life, serve
from shared.bus.leases import Leases
from shared.bus.reading import Common, Reading
from shared.connect import Client
from shared.messages import ArticleIngested, Event
from shared.settings import Settings
from shared.streams import ARTICLES_INGESTED
from tests.shared.test_bus import KEY, NEXT, passed_on, send
from tests.shared.until import PATIENCE, stop_when, until

GROUP = "segmenter"


def pending(client: Client) -> Any:
    """The one entry that is handed out and not done."""
    (found,) = client.xpending_range(KEY, GROUP, "-", "+", 10)
    return found


def test_a_lease_is_renewed_while_the_event_loop_stands_still(settings: Settings, client: Client):
    """Whatever holds the loop up, the broker hears again and again that the worker lives."""
    begun, ended = threading.Event(), threading.Event()

    def handle(batch: Sequence[ArticleIngested]) -> list[tuple[Event, ...]]:
        begun.set()
        for _ in range(3):
            until(falls(lambda: pending(client)["time_since_delivered"]))
        ended.set()
        return passed_on(batch)

    async def stand_still(life: Life) -> None:
        await asyncio.to_thread(begun.wait, PATIENCE)
        ended.wait(PATIENCE)  # on the loop itself
        await stop_when(lambda: client.xlen(NEXT))(life)

    send(client, "slow")
    serve(settings, GROUP, {ARTICLES_INGESTED: handle}, [stand_still])
    assert ended.is_set()


def falls(measure: Callable[[], int]) -> Callable[[], bool]:
    """Is a figure less than when it was looked at last?"""
    seen = [measure()]

    def less() -> bool:
        seen.append(measure())
        return seen[-1] < seen[-2]

    return less


@pytest.fixture
def leases(settings: Settings, client: Client) -> Leases:
    return Leases(client, settings.lease_seconds)  # not begun: the tests renew themselves


@pytest.fixture
async def reading(settings: Settings, client: Client, leases: Leases) -> AsyncIterator[Reading]:
    """A reading with one entry handed out to it; its handler is for the test to set."""
    common = Common(settings.lease_seconds, settings.tries, leases, asyncio.Lock())
    made = Reading(ARTICLES_INGESTED, 0, "me", passed_on, common)
    client.xgroup_create(KEY, GROUP, id="0", mkstream=True)
    send(client, "a")
    client.xreadgroup(GROUP, "me", {KEY: ">"})
    async with redis.asyncio.Redis.from_url(settings.url) as made.client:
        yield made


async def test_what_a_process_is_at_is_not_begun_by_its_own_claimer(client: Client, reading: Reading):
    """However late the lease was renewed; and the claim does not count as a try."""
    calls: list[int] = []
    begun, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def handle(batch: Sequence[ArticleIngested]) -> list[tuple[Event, ...]]:
        calls.append(len(batch))
        loop.call_soon_threadsafe(begun.set)
        go_on.wait(PATIENCE)
        return passed_on(batch)

    reading._handle = handle
    entries = [(entry.decode(), fields) for entry, fields in client.xrange(KEY)]
    first = asyncio.create_task(reading.take(entries, claimed=False))
    await begun.wait()
    client.xclaim(KEY, GROUP, "me", 0, [entries[0][0]])
    assert pending(client)["times_delivered"] == 2
    await reading.take(entries, claimed=True)
    reading._common.leases.renew()
    assert pending(client)["times_delivered"] == 1
    go_on.set()
    await first
    await reading.take(entries, claimed=True)
    assert calls == [1]
    assert client.xlen(NEXT) == 1


async def test_a_renewal_leaves_alone_what_another_has_claimed(client: Client, reading: Reading, leases: Leases):
    """Who was silent for too long does not take it back, neither when it goes on nor when it gives up."""
    entry = pending(client)["message_id"].decode()
    leases.hold(reading.place, [entry], tried=1)
    client.xclaim(KEY, GROUP, "other", 0, [entry], idle=60_000)
    leases.renew()
    await reading._release([entry], tried=1, pause=0)
    found = pending(client)
    assert found["consumer"] == b"other"
    assert found["time_since_delivered"] >= 60_000
    assert found["times_delivered"] == 2


async def test_a_worker_told_to_stop_gives_back_at_once(settings: Settings, client: Client, reading: Reading):
    """Nobody has to wait for a lease to end, and the try does not count."""
    begun, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def handle(batch: Sequence[ArticleIngested]) -> list[tuple[Event, ...]]:
        loop.call_soon_threadsafe(begun.set)
        go_on.wait(PATIENCE)
        return passed_on(batch)

    reading._handle = handle
    entries = [(entry.decode(), fields) for entry, fields in client.xrange(KEY)]
    taking = asyncio.create_task(reading.take(entries, claimed=False))
    await begun.wait()
    taking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taking
    go_on.set()
    _, claimed, _ = client.xautoclaim(KEY, GROUP, "next", int(settings.lease_seconds * 1000))
    assert [entry for entry, _ in claimed] == [entries[0][0].encode()]
    assert pending(client)["times_delivered"] == 2
