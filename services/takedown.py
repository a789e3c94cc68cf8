"""Takes an article's text out of a running system: store, index, trees, `done/`, and the broker's append-only file."""

import time
from collections.abc import Callable
from typing import Any

import redis

from services.alignment.candidates import Candidates
from services.ingest.ledger import Ledger
from services.provenance.graph import Graph
from services.provenance.store import Trees
from shared.connect import connect
from shared.settings import Settings
from shared.store import Store

PATIENCE = 120.0  # seconds for the story to be traced again, and as long for the file to be rewritten


class TakedownError(RuntimeError):
    """Something of the article is still there; the message says what, and what to do."""


def forget(settings: Settings, article: str) -> bool:
    """Withdraw an article; False when there is none of that id. What remains of it is a bare node and its id.

    A file in `done/` that held it is deleted whole: its other articles are kept in the store.

    Raises:
        TakedownError: the story is not traced again, or the append-only file not rewritten, in two minutes.
    """
    client: Any = connect(settings.url)
    store, graph = Store(client, settings.partitions), Graph(client)
    if store.article(article) is None:
        return False
    ledger = Ledger(client)
    for place in ledger.places(article):
        place.unlink(missing_ok=True)
    ledger.forget(article)
    store.drop(article)
    Candidates(client).forget(article)
    trees = Trees(client, store)
    if story := trees.story_of(article):
        trees.forget_versions(story)
    graph.withdraw(article)
    _await(lambda: article not in graph.stale(), "its story is not traced again: is the provenance service running?")
    _rewrite(client)
    return True


def _rewrite(client: Any) -> None:  # noqa: ANN401 (one server's or a cluster's)
    """Let the broker write its file anew, without the commands that once held the text."""
    try:
        client.bgrewriteaof()
    except redis.ResponseError as error:
        if "in progress" not in str(error) and "scheduled" not in str(error):
            raise TakedownError(f"The broker does not rewrite its append-only file: {error}") from None
    _await(lambda: _is_rewritten(client), "the broker has not rewritten its append-only file: try again later")


def _is_rewritten(client: Any) -> bool:  # noqa: ANN401
    state = client.info("persistence")
    return not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]


def _await(condition: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise TakedownError(f"The article's text is out of the store, but {otherwise}.")
        time.sleep(0.05)
