"""Provenance: pairs become families, families are traced into stories, and stories are served as pages and JSON."""

from collections.abc import Callable, Sequence
from socket import gethostname
from uuid import uuid4

from services.provenance.editor import Editor
from services.provenance.graph import Graph
from services.provenance.mark_book import MarkBook
from services.provenance.page import listen, serve_page
from services.provenance.repairs import Repairs
from services.provenance.status import Status
from services.provenance.store import Reader, Trees
from services.provenance.tracing import Rules, Tracer, Tracing
from services.provenance.web.ports import Settings as PageSettings
from services.provenance.web.routes import create_app
from shared.article import Witness
from shared.bus import Emitter, Life, Watch, described, serve
from shared.connect import connect
from shared.messages import ArticleAligned, Event, FileRejected
from shared.report import Rejected
from shared.settings import Settings
from shared.store import Store
from shared.streams import ARTICLES_ALIGNED, FILES_REJECTED


def run(settings: Settings, segment: Callable[[str], Witness] | None = None) -> None:
    """Trace and serve until told to stop; `segment` lets the page compare pasted text."""
    client = connect(settings.url)
    store, graph, watch = Store(client, settings.partitions), Graph(client), Watch(client, settings.partitions)
    trees = Trees(client, store)

    def align(batch: Sequence[ArticleAligned]) -> list[tuple[Event, ...]]:
        graph.record(batch)
        return [()] * len(batch)

    def reject(batch: Sequence[FileRejected]) -> list[tuple[Event, ...]]:
        trees.reject([Rejected(file=event.file, reason=event.reason) for event in batch])
        return [()] * len(batch)

    tracer = Tracer(graph, store, trees, f"{gethostname()}-{uuid4().hex}", settings.lease_seconds)
    rules = Rules(settings.gather_seconds, settings.lease_seconds, settings.tries)
    emit = Emitter(client, settings.partitions).emit
    tracing = Tracing(tracer, graph, emit, lambda: watch.waiting() > 0, rules)
    inbox = settings.inbox_folder if settings.inbox_folder.is_dir() else None
    app = create_app(
        Reader(trees),
        Status(watch, store, trees, inbox),
        Repairs(watch, trees, inbox),
        PageSettings(inbox, settings.hosts, settings.largest_upload, described, segment),
        Editor(MarkBook(client), graph, trees),
    )

    async def trace(life: Life) -> None:
        await tracing.run(life.stopping)

    async def page(life: Life) -> None:
        await serve_page(app, listening, life.stopping)

    beside = [trace]
    if settings.page:
        # Before the service says that it lives: from then on the page can be asked for.
        listening = listen(settings.host, settings.port)
        beside.append(page)
    serve(settings, "provenance", {ARTICLES_ALIGNED: align, FILES_REJECTED: reject}, beside)
