"""`wiretrace trace`: a private system in a folder of its own, fed with files read in place, until all is done."""

import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.ingest.inbox import Found
from services.ingest.ledger import Ledger
from services.ingest.manifest import write_manifest
from services.provenance.graph import Graph
from services.provenance.store import Trees
from services.runner import System
from shared.bus import Watch
from shared.connect import Client, connect
from shared.report import Rejected, Report
from shared.settings import Settings
from shared.store import Store
from shared.streams import STREAMS

LOOK = 0.05  # seconds between looks at how far it is
GATHER = 600.0  # stories are traced when all articles are there


class StoppedError(RuntimeError):
    """The run was told to stop before it was done."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: files read, and steps (three for each article) of those known so far."""

    files: int
    read: int
    steps: int
    taken: int
    stale: int


def listed(paths: Sequence[Path]) -> list[Found]:
    """The files of `paths`, each once: of a folder all but hidden ones, named relative to it.

    Raises FileNotFoundError for a path that is not there.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
        for file in sorted(_files(path)):
            name = file.relative_to(path) if path.is_dir() else Path(file.name)
            found.setdefault(file.absolute(), Found(file, bytes(name).decode(errors="replace")))
    return list(found.values())


def trace_files(
    files: Sequence[Found], workers: int, told: threading.Event, show: Callable[[Progress], None]
) -> Report:
    """The report on `files`; raises StoppedError when `told`, RunnerError when a service ends."""
    with tempfile.TemporaryDirectory(prefix="wiretrace-") as folder:
        data = Path(folder)
        manifest = data / "manifest.json"
        write_manifest(manifest, files)
        settings = Settings(
            data=data,
            inbox=data / "inbox",
            redis_url=None,
            manifest=manifest,
            page=False,
            gather_seconds=GATHER,
            workers=workers,
            partitions=1,
        )
        with System(settings) as system:
            line = _Line(connect(settings.url), len(files))
            while not line.done(show):
                system.check()
                if told.wait(LOOK):
                    raise StoppedError
            return line.report()


class _Line:
    """Looks at a private system from outside."""

    def __init__(self, client: Client, files: int) -> None:
        self._files = files
        self._watch, self._ledger, self._graph = Watch(client, 1), Ledger(client), Graph(client)
        self._store = Store(client, 1)
        self._trees = Trees(client, self._store)
        self._began = time.monotonic()

    def done(self, show: Callable[[Progress], None]) -> bool:
        """Everything is read, handed over and traced: looked at along the flow, so that nothing slips by."""
        read = self._ledger.finished()
        left = {state.name: state.length for state in self._watch.streams()}
        stale = len(self._graph.stale())
        hops = [stream.name for stream in STREAMS if stream.reader and stream.name.startswith("articles")]
        steps = len(hops) * self._store.count()
        waiting = sum(left[name] * (len(hops) - n) for n, name in enumerate(hops))
        show(Progress(self._files, read, steps, steps - waiting, stale))
        return read >= self._files and not any(left[s.name] for s in STREAMS if s.reader) and not stale

    def report(self) -> Report:
        """What was found; messages that could not be handled count as rejected."""
        whole = self._trees.whole()
        articles = {a.id: a.file for a in whole.articles}
        dead = [
            Rejected(file=self._file(held.letter.body, articles), reason=f"could not be handled: {held.letter.reason}")
            for held in self._watch.letters()
        ]
        return whole.model_copy(update={"rejected": (*whole.rejected, *dead)})

    def _file(self, body: str, articles: dict[str, str]) -> str:
        for article in (part for part in body.split('"') if part):
            if article in articles:
                return articles[article]
            if len(article) > 12 and (kept := self._store.article(article)):
                return kept.file
        return "?"


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = (p for p in path.rglob("*") if not p.is_dir())
    return [p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)]
