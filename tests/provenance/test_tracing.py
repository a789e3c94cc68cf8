"""The loop that traces what is stale: what cannot be traced is given up with a letter, and may be handed back."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.provenance.graph import Graph
from services.provenance.store import Trees
from services.provenance.tracing import Rules, Tracer, Tracing
from shared import valkey
from shared.article import Witness
from shared.bus import Emitter, Watch
from shared.connect import Client, connect
from shared.store import Store
from shared.streams import ARTICLES_ALIGNED
from tests.shared.until import until

PARTITIONS = 5
ARTICLE = "article-2"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    server = valkey.start(tmp_path)
    made = connect(server.url)
    yield made
    made.close()
    server.stop()


async def traced_until(tracing: Tracing, graph: Graph) -> None:
    """Run the loop until nothing is stale."""
    stopping = asyncio.Event()
    loop = asyncio.create_task(tracing.run(stopping))
    await asyncio.to_thread(until, lambda: not graph.stale())
    stopping.set()
    await loop


async def test_what_cannot_be_traced_is_given_up_and_may_be_handed_back(client: Client):
    """The letter lies in the partition of the stream that it goes back to: one script touches both."""
    store, graph, watch = Store(client, PARTITIONS), Graph(client), Watch(client, PARTITIONS)
    trees, home = Trees(client, store), store.partition(ARTICLE)
    assert home != 0
    emit = Emitter(client, PARTITIONS).emit
    tracer = Tracer(graph, store, trees, "me", lease_seconds=5)
    tracing = Tracing(tracer, graph, emit, lambda: False, Rules(gather=0, lease=5, tries=2))
    client.hset(store.key("witnesses", home), ARTICLE, b"no witness")
    graph.mark([ARTICLE])
    await traced_until(tracing, graph)
    (held,) = watch.letters()
    assert (held.letter.id, held.letter.tries) == (ARTICLE, 2)
    assert held.letter.stream == ARTICLES_ALIGNED.key(home)
    assert held.id.partition(".")[0] == str(home)

    store.keep_witnesses([Witness(id=ARTICLE, file="a.txt")])
    assert watch.replay(held.id)
    assert client.xlen(ARTICLES_ALIGNED.key(home)) == 1
    assert not watch.letters()
