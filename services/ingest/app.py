"""Ingest: files of the inbox become articles that are kept once and announced; files of no use are set aside."""

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

from watchfiles import awatch  # pyright: ignore[reportUnknownVariableType] (its stop_event may be of a library we lack)

from services.ingest.formats import read
from services.ingest.inbox import DONE, REJECTED, Found, Inbox
from services.ingest.ledger import Entry, Ledger
from services.ingest.manifest import Manifest
from shared.article import Article
from shared.bus import Emitter, Life, serve
from shared.connect import Client, connect
from shared.messages import ArticleIngested, FileRejected
from shared.report import Rejected
from shared.settings import Settings
from shared.store import Store, packed
from shared.streams import partition_of

log = logging.getLogger("wiretrace.ingest")
LOOK = 0.1  # seconds between looks while files wait
REST = 1.0  # and while none do: file systems that tell of no changes are seen to as well
BACKLOG = 500  # files that wait in memory for their turn
BEGUN_MOST = 5  # a file that ended its reader so often is set aside


class Tray(Protocol):
    """Where files come from: the inbox, or a list."""

    @property
    def waiting(self) -> bool: ...
    def prepare(self) -> None: ...
    def complete(self) -> list[Found]: ...
    def claim(self, found: Found) -> AbstractContextManager[bool]: ...
    def leave(self, found: Found) -> None: ...
    def objection(self, found: Found) -> str | None: ...
    def done(self, found: Found) -> Path: ...
    def reject(self, found: Found, reason: str) -> Path: ...


def run(settings: Settings) -> None:
    """Watch the inbox until told to stop."""
    tray = Manifest(settings.manifest) if settings.manifest else Inbox(settings.inbox_folder, settings.settle_seconds)
    tray.prepare()
    signal.signal(signal.SIGIO, signal.SIG_IGN)  # sent when someone opens a file while it is asked who writes to it
    desk = Desk(connect(settings.url), settings.partitions, tray)
    serve(settings, "ingest", {}, beside=[partial(watch, desk, tray, settings)])


async def watch(desk: "Desk", tray: Tray, settings: Settings, life: Life) -> None:
    """Take each file as soon as it is complete, a few at a time, so that a large one holds up nobody."""
    stirred = asyncio.Event()
    ear = None if settings.manifest else asyncio.create_task(_listen(settings.inbox_folder, stirred, life))
    room = asyncio.Semaphore(settings.readers)
    taking: dict[Path, asyncio.Task[None]] = {}
    while not life.stopping.is_set():
        stirred.clear()
        for found in await asyncio.to_thread(tray.complete) if len(taking) < BACKLOG else ():
            if found.path not in taking and (len(taking) < BACKLOG or settings.manifest):
                taking[found.path] = asyncio.create_task(_take(desk, found, room, life))
        for path in [path for path, task in taking.items() if task.done()]:
            taking.pop(path).result()
        await _first(LOOK if tray.waiting or taking else REST, stirred, life.stopping)
        if tray.waiting:
            await _first(LOOK, life.stopping)
    desk.told.set()
    await asyncio.gather(*taking.values(), *([ear] if ear else []))


async def _take(desk: "Desk", found: Found, room: asyncio.Semaphore, life: Life) -> None:
    async with room:
        if not life.stopping.is_set():
            await asyncio.to_thread(desk.take, found)


class Desk:
    """Reads one file at a time, from any thread."""

    def __init__(self, client: Client, partitions: int, tray: Tray) -> None:
        self._emitter = Emitter(client, partitions)
        self._store = Store(client, partitions)
        self._ledger = Ledger(client)
        self._partitions, self._tray = partitions, tray
        self.told = threading.Event()  # to stop: a large file is broken off, and read from its start the next time

    def take(self, found: Found) -> None:
        """Read a file, announce what it holds, and put it away; nothing happens if another worker has it."""
        with self._tray.claim(found) as mine:
            if not mine:
                return
            articles, reasons = list[str](), list[Rejected]()
            for item in self._read(found):
                if self.told.is_set():
                    self._ledger.put_back(found.path)
                    return
                if isinstance(item, Rejected):
                    reasons.append(item)
                else:
                    self._announce(item)
                    articles.append(item.id)
            for reason in reasons:
                self._emitter.emit(FileRejected(file=reason.file, reason=reason.reason))
            self._put_away(found, articles, reasons)

    def _read(self, found: Found) -> Iterator[Article | Rejected]:
        if reason := self._tray.objection(found):
            return iter([Rejected(file=found.name, reason=reason)])
        if self._ledger.begin(found.path) > BEGUN_MOST:
            reason = "reading it has ended the reader several times: save it in another format"
            return iter([Rejected(file=found.name, reason=reason)])
        return read(found.path, found.name)

    def _announce(self, article: Article) -> None:
        kept = self._store.key("articles", partition_of(article.id, self._partitions))
        self._emitter.admit(kept, packed(article), ArticleIngested(article=article.id))

    def _put_away(self, found: Found, articles: list[str], reasons: list[Rejected]) -> None:
        try:
            if articles or not reasons:
                place = self._tray.done(found)
            else:
                place = self._tray.reject(found, "; ".join(dict.fromkeys(r.reason for r in islice(reasons, 20))))
        except OSError as error:
            log.error("cannot move %s: %s; its folder must be writable", found.name, error)
            self._tray.leave(found)
            place = found.path
        entry = Entry(articles=len(articles), rejected=len(reasons), place=_printable(place))
        self._ledger.finish(found.path, entry, articles)


def _printable(place: Path) -> str:
    return bytes(place).decode(errors="replace")


async def _listen(folder: Path, stirred: asyncio.Event, life: Life) -> None:
    """Wake the watcher when something changes outside the trays; without such news it looks every second."""
    trays = tuple(str(folder / tray) for tray in (DONE, REJECTED))
    try:
        async for _ in awatch(
            folder,
            watch_filter=lambda _, path: not path.startswith(trays),
            stop_event=life.stopping,
            debounce=50,
            step=20,
            rust_timeout=1000,
            ignore_permission_denied=True,
        ):
            stirred.set()
    except (OSError, RuntimeError) as error:
        log.warning("no news of %s (%s): looking every %s s", folder, error, REST)


async def _first(seconds: float, *events: asyncio.Event) -> None:
    """Until one of the events, at most so long."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
