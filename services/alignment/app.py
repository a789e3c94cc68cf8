"""Alignment: each witness is put into the index, and then laid beside every witness that may be its relative.

In this order, so that of two witnesses that arrive at once at least one sees the other.
"""

from collections.abc import Sequence

from services.alignment.candidates import Candidates
from services.alignment.index import Bounds
from services.alignment.pairs import Pairs
from shared.bus import serve
from shared.connect import connect
from shared.messages import ArticleAligned, ArticleSegmented
from shared.settings import Settings
from shared.store import Store
from shared.streams import ARTICLES_SEGMENTED


def bounds(settings: Settings) -> Bounds:
    """What the index remembers, as an operator set it."""
    return Bounds(window=settings.kin_window_days * 86400, witnesses=settings.kin_witnesses)


def run(settings: Settings) -> None:
    """Align witnesses until told to stop."""
    client = connect(settings.url)
    store = Store(client, settings.partitions)
    candidates, pairs = Candidates(client, bounds=bounds(settings)), Pairs(store)

    def handle(batch: Sequence[ArticleSegmented]) -> list[tuple[ArticleAligned, ...]]:
        found = store.witnesses(event.article for event in batch)
        witnesses = list(found.values())
        candidates.add_many(witnesses)
        relatives = dict(zip(found, candidates.candidates_many(witnesses), strict=True))
        aligned = pairs.of(found, relatives)
        return [(aligned[e.article],) if e.article in aligned else () for e in batch]

    serve(settings, "alignment", {ARTICLES_SEGMENTED: handle})
