"""The pipeline's state as the status endpoint shows it, and whether it is healthy and ready."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from services.provenance.store import Trees
from shared.store import Store

SERVICES = ("ingest", "segmenter", "alignment", "provenance")
_SET_ASIDE = ("done", "rejected")


class Beat(Protocol):
    """What a service says of itself."""

    @property
    def service(self) -> str: ...
    @property
    def subscribers(self) -> int: ...
    @property
    def running(self) -> int: ...
    @property
    def handled(self) -> int: ...


class Streams(Protocol):
    """What the bus says about its streams (`shared.bus.Watch`)."""

    def streams(self) -> Sequence[Any]: ...
    def heartbeats(self) -> Sequence[Beat]: ...
    def letters(self) -> Sequence[Any]: ...
    def replay(self, letter: str) -> bool: ...


class Status:
    """Answers the page's questions about the line; `inbox` is the watched folder where this machine sees it."""

    def __init__(self, streams: Streams, store: Store, trees: Trees, inbox: Path | None) -> None:
        self._streams, self._store, self._trees, self._inbox = streams, store, trees, inbox

    async def status(self) -> Mapping[str, Any]:
        return await asyncio.to_thread(self.facts)

    async def healthy(self) -> tuple[bool, Mapping[str, Any]]:
        """Every service lives and every subscriber of it still reads."""
        services = await asyncio.to_thread(self._services)
        return all(s["ok"] for s in services.values()), {"services": services}

    async def ready(self) -> tuple[bool, Mapping[str, Any]]:
        """The broker answers, and the one service that serves this page reads its streams."""
        services = await asyncio.to_thread(self._services)
        return bool(services["provenance"]["ok"]), {"services": {"provenance": services["provenance"]}}

    def facts(self) -> dict[str, Any]:
        """Per stream what waits; rejected files and dead letters with reasons; counts; the inbox; the services."""
        streams = [
            {"name": s.name, "length": s.length, "pending": s.pending, "lag": s.lag} for s in self._streams.streams()
        ]
        letters = [
            {"id": held.id, "stream": held.letter.stream, "reason": held.letter.reason, "tries": held.letter.tries}
            for held in self._streams.letters()
        ]
        return {
            "streams": streams,
            "rejected": [r.model_dump() for r in self._trees.rejected()],
            "dead_letters": letters,
            "articles": self._store.count(),
            "stories": self._trees.count(),
            "inbox": {"folder": str(self._inbox) if self._inbox else None, "waiting": self._waiting()},
            "services": self._services(),
        }

    def _services(self) -> dict[str, dict[str, Any]]:
        beats = self._streams.heartbeats()
        return {name: _said([beat for beat in beats if beat.service == name]) for name in SERVICES}

    def _waiting(self) -> int:
        if not self._inbox or not self._inbox.is_dir():
            return 0
        tops = [t for t in self._inbox.iterdir() if t.name not in _SET_ASIDE and not t.name.startswith(".")]
        return sum(1 if top.is_file() else sum(1 for f in top.rglob("*") if f.is_file()) for top in tops)


def _said(beats: Sequence[Beat]) -> dict[str, Any]:
    whole = [beat for beat in beats if beat.running == beat.subscribers]
    return {
        "ok": bool(beats) and len(whole) == len(beats),
        "processes": len(beats),
        "subscribers": sum(beat.subscribers for beat in beats),
        "running": sum(beat.running for beat in beats),
        "handled": sum(beat.handled for beat in beats),
    }
