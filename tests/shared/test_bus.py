"""The bus over a real server: each message once, whatever fails, dies or is unreadable."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from services.health import SILENT, healthy
from shared.bus import Emitter, Watch, serve
from shared.bus.frames import UnreadableError, body_of, event_of, frame
from shared.bus.handover import HAND_OVER, hand_over
from shared.bus.serving import BusError
from shared.connect import Client
from shared.messages import ArticleIngested, ArticleSegmented, Event, LetterDead
from shared.settings import Settings
from shared.streams import ARTICLES_INGESTED, ARTICLES_SEGMENTED, STREAMS, partition_of
from tests.shared.until import stop_when

KEY = ARTICLES_INGESTED.key(0)
NEXT = ARTICLES_SEGMENTED.key(0)


def send(client: Client, *names: str, partitions: int = 1) -> None:
    for name in names:
        Emitter(client, partitions).emit(ArticleIngested(article=name))


def segmented(client: Client, partition: int = 0) -> list[str]:
    entries = client.xrange(ARTICLES_SEGMENTED.key(partition))
    return sorted(event_of(fields, ArticleSegmented).key for _, fields in entries)


def passed_on(batch: Sequence[ArticleIngested]) -> list[tuple[Event, ...]]:
    return [(ArticleSegmented(article=event.article),) for event in batch]


def test_what_was_sent_before_the_first_start_is_handled_once_and_deleted(settings: Settings, client: Client):
    """A group begins at the stream's beginning; what is done is gone."""
    names = [f"a{n:02d}" for n in range(50)]
    send(client, *names)
    serve(settings, "segmenter", {ARTICLES_INGESTED: passed_on}, [stop_when(lambda: client.xlen(NEXT) >= 50)])
    assert segmented(client) == names
    assert client.xlen(KEY) == 0
    assert client.xpending(KEY, "segmenter")["pending"] == 0


def test_messages_come_in_batches_of_the_size_that_was_set(settings: Settings, client: Client):
    """`batch` bounds what one worker takes."""
    sizes: list[int] = []

    def handle(batch: Sequence[ArticleIngested]) -> list[tuple[Event, ...]]:
        sizes.append(len(batch))
        return passed_on(batch)

    send(client, *(f"a{n}" for n in range(40)))
    serve(settings, "segmenter", {ARTICLES_INGESTED: handle}, [stop_when(lambda: client.xlen(NEXT) >= 40)])
    assert max(sizes) == settings.batch
    assert sum(sizes) == 40


def test_an_unreadable_entry_is_a_dead_letter_and_the_others_of_its_batch_go_on(settings: Settings, client: Client):
    """Entries that are not UTF-8, not JSON, or of another shape are no reason to stop."""
    send(client, "before")
    for junk in ({"x": b"\xff\xfe"}, {"__data__": b"\xff{"}, {"__data__": b'{"data": 5}'}):
        client.xadd(KEY, junk)
    send(client, "after")
    serve(
        settings, "segmenter", {ARTICLES_INGESTED: passed_on}, [stop_when(lambda: not Watch(client, 1).waiting() - 2)]
    )
    assert segmented(client) == ["after", "before"]
    reasons = [held.letter.reason for held in Watch(client, 1).letters()]
    assert len(reasons) == 3
    assert all(reason.startswith("not a ArticleIngested") for reason in reasons)


def test_a_message_that_fails_is_tried_again_and_then_dead_with_its_reason(settings: Settings, client: Client):
    """Other messages of the batch are handled at once, and a dead letter can be handed back."""
    tried: list[str] = []
    broken = True

    def handle(batch: Sequence[ArticleIngested]) -> list[tuple[Event, ...]]:
        tried.extend(event.article for event in batch if event.article == "bad" and len(batch) == 1)
        if broken and any(event.article == "bad" for event in batch):
            raise ValueError("no such thing")
        return passed_on(batch)

    watch = Watch(client, 1)
    send(client, "good", "bad", "fine")
    serve(settings, "segmenter", {ARTICLES_INGESTED: handle}, [stop_when(watch.letters)])
    (held,) = watch.letters()
    assert (len(tried), held.letter.tries) == (settings.tries, settings.tries)
    assert held.letter.reason == "ValueError: no such thing"
    assert segmented(client) == ["fine", "good"]

    broken = False
    assert watch.replay(held.id)
    assert not watch.replay(held.id)
    serve(settings, "segmenter", {ARTICLES_INGESTED: handle}, [stop_when(lambda: client.xlen(NEXT) == 3)])
    assert segmented(client) == ["bad", "fine", "good"]
    assert not watch.letters()


def test_what_a_dead_worker_held_is_claimed_by_another(settings: Settings, client: Client):
    """After the lease, and not before."""
    client.xgroup_create(KEY, "segmenter", id="0", mkstream=True)
    send(client, *(f"a{n}" for n in range(5)))
    client.xreadgroup("segmenter", "dead", {KEY: ">"}, count=5)
    began = time.monotonic()
    serve(settings, "segmenter", {ARTICLES_INGESTED: passed_on}, [stop_when(lambda: client.xlen(NEXT) == 5)])
    assert time.monotonic() - began >= settings.lease_seconds
    assert segmented(client) == [f"a{n}" for n in range(5)]


def test_a_message_that_ends_its_workers_is_dead_without_another_try(settings: Settings, client: Client):
    """Deliveries are counted by the broker, since such a worker counts nothing."""
    client.xgroup_create(KEY, "segmenter", id="0", mkstream=True)
    send(client, "deadly")
    ((_, ((entry, _),)),) = client.xreadgroup("segmenter", "dead", {KEY: ">"})
    client.xclaim(KEY, "segmenter", "dead", 0, [entry], idle=60_000, retrycount=settings.tries)
    handled: list[ArticleIngested] = []

    def handle(batch: Sequence[ArticleIngested]) -> list[tuple[Event, ...]]:
        handled.extend(batch)
        return passed_on(batch)

    serve(settings, "segmenter", {ARTICLES_INGESTED: handle}, [stop_when(Watch(client, 1).letters)])
    assert not handled
    assert "its worker ended" in Watch(client, 1).letters()[0].letter.reason


def test_of_two_acknowledgements_only_the_first_emits(client: Client):
    """A slow worker and the one that claimed from it may both hand over: the events follow once."""
    client.xgroup_create(KEY, "segmenter", id="0", mkstream=True)
    send(client, "a")
    ((_, ((entry, _),)),) = client.xreadgroup("segmenter", "one", {KEY: ">"})
    call = hand_over(KEY, "segmenter", 0, {entry.decode(): [ArticleSegmented(article="a")]})
    won = [client.eval(HAND_OVER, len(call.keys), *call.keys, *call.arguments) for _ in range(2)]
    assert won == [1, 0]
    assert segmented(client) == ["a"]


def test_an_article_is_let_in_once(client: Client):
    """Reading a file again after a crash announces nothing twice."""
    emitter = Emitter(client, 1)
    admitted = [emitter.admit("wire:{p00}:articles", b"text", ArticleIngested(article="a")) for _ in range(3)]
    assert admitted == [True, False, False]
    assert client.xlen(KEY) == 1


def test_a_message_and_all_that_follows_stay_in_one_partition(settings: Settings, client: Client):
    """One hash slot holds a whole line, so that a script may hand over on a cluster."""
    spread = settings.model_copy(update={"partitions": 3})
    names = [f"a{n}" for n in range(12)]
    send(client, *names, partitions=3)
    done = stop_when(lambda: sum(client.xlen(ARTICLES_SEGMENTED.key(p)) for p in range(3)) == 12)
    serve(spread, "segmenter", {ARTICLES_INGESTED: passed_on}, [done])
    for partition in range(3):
        assert segmented(client, partition) == sorted(n for n in names if partition_of(n, 3) == partition)
    assert all(f"{{p{partition:02d}}}" in stream.key(partition) for stream in STREAMS for partition in range(3))


def test_a_service_whose_group_is_gone_ends_with_an_error(settings: Settings, client: Client):
    """FastStream would stop reading and look alive."""

    def remove() -> bool:
        return bool(client.xgroup_destroy(KEY, "segmenter"))

    removed = threading.Event()

    def once() -> bool:
        if not removed.is_set() and client.exists(KEY) and remove():
            removed.set()
        return False

    with pytest.raises(BusError, match="Start it again"):
        serve(settings, "segmenter", {ARTICLES_INGESTED: passed_on}, [stop_when(once)])


def test_a_heartbeat_shows_while_a_service_runs_and_goes_with_it(settings: Settings, client: Client):
    """A service that was stopped is not taken for one that died."""
    watch = Watch(client, 1)
    seen: list[str] = []

    def alive() -> bool:
        seen.extend(beat.service for beat in watch.heartbeats() if beat.running == beat.subscribers == 2)
        return bool(seen)

    serve(settings, "segmenter", {ARTICLES_INGESTED: passed_on}, [stop_when(alive)])
    assert seen[0] == "segmenter"
    assert not watch.heartbeats()


def test_a_pulse_is_felt_while_the_service_beats_and_not_long_after(settings: Settings, client: Client, tmp_path: Path):
    """What a container's health check looks at, as it looks at it."""
    pulse = tmp_path / "pulse"
    check = [sys.executable, "-m", "services.health"]
    environment = os.environ | {"WIRE_PULSE": str(pulse)}
    assert subprocess.run(check, env=environment, check=False).returncode == 1
    beating = settings.model_copy(update={"pulse": pulse})
    serve(beating, "segmenter", {ARTICLES_INGESTED: passed_on}, [stop_when(pulse.exists)])
    assert healthy(pulse, pulse.stat().st_mtime + SILENT - 1)
    assert not healthy(pulse, pulse.stat().st_mtime + SILENT + 1)
    os.utime(pulse)
    assert subprocess.run(check, env=environment, check=False).returncode == 0


def test_a_frame_gives_back_its_event_and_refuses_others():
    """What FastStream's own parser reads out of a frame is the body that went in."""
    event = ArticleIngested(article="ö\n☃")
    fields = {b"__data__": frame(event)}
    assert event_of(fields, ArticleIngested) == event
    assert body_of(fields) == event.model_dump_json().encode()
    with pytest.raises(UnreadableError, match="not a LetterDead"):
        event_of(fields, LetterDead)
