"""Server-sent events: which stories changed. One watcher of the catalogue feeds every open page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import orjson
from starlette.requests import Request
from starlette.responses import StreamingResponse

from services.provenance.cards import StoryCard
from services.provenance.web.catalogue import Catalogue

POLL = 0.25  # seconds between looks at the store: an update is seen well inside a second
BREATH = 15.0  # seconds after which a silent stream says that it lives, so that proxies keep it open
RETRY = 2000  # milliseconds a browser waits before it comes back


class Newsroom:
    """Looks at the catalogue while anyone listens, and tells each listener what changed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._listeners: set[asyncio.Event] = set()
        self._watch: asyncio.Task[None] | None = None
        self.closing = asyncio.Event()

    async def listen(self) -> AsyncIterator[bytes]:
        """Events for one page, as the lines of an event stream."""
        await self._catalogue.refresh()
        seen, moved = self._catalogue.changes, asyncio.Event()
        self._listeners.add(moved)
        self._watch = self._watch or asyncio.create_task(self._look())
        try:
            yield f"retry: {RETRY}\n\n".encode()
            while not self.closing.is_set():
                breath = await self._stirred(moved)
                cards, seen = self._catalogue.since(seen), self._catalogue.changes
                yield b"".join(event(card) for card in reversed(cards)) or breath
        finally:
            self._listeners.discard(moved)
            if not self._listeners and self._watch:
                self._watch.cancel()
                self._watch = None

    async def close(self) -> None:
        """End every stream, so that the server can stop."""
        self.closing.set()
        for moved in self._listeners:
            moved.set()

    async def _stirred(self, moved: asyncio.Event) -> bytes:
        """Wait for a change or a breath; what to send when nothing changed after all."""
        with suppress(TimeoutError):
            await asyncio.wait_for(moved.wait(), BREATH)
        moved.clear()
        return b": still here\n\n"

    async def _look(self) -> None:
        told = self._catalogue.changes
        while True:
            await asyncio.sleep(POLL)
            await self._catalogue.refresh()
            for moved in self._listeners if self._catalogue.changes != told else ():
                moved.set()
            told = self._catalogue.changes


def event(card: StoryCard) -> bytes:
    """`event: story` with the story's id, version and size."""
    data = orjson.dumps({"id": card.id, "version": card.version, "title": card.title, "articles": card.articles})
    return b"event: story\ndata: " + data + b"\n\n"


async def events(request: Request) -> StreamingResponse:
    """`/events`."""
    newsroom: Newsroom = request.app.state.newsroom
    headers = {"cache-control": "no-cache", "x-accel-buffering": "no"}
    return StreamingResponse(newsroom.listen(), media_type="text/event-stream", headers=headers)
