"""Segmenter: each article that came in becomes a witness."""

from collections.abc import Sequence

from services.segmenter.segment import segment
from shared.bus import serve
from shared.connect import connect
from shared.messages import ArticleIngested, ArticleSegmented
from shared.settings import Settings
from shared.store import Store
from shared.streams import ARTICLES_INGESTED


def run(settings: Settings) -> None:
    """Segment articles until told to stop."""
    store = Store(connect(settings.url), settings.partitions)

    def handle(batch: Sequence[ArticleIngested]) -> list[tuple[ArticleSegmented, ...]]:
        articles = store.articles(event.article for event in batch)
        store.keep_witnesses(map(segment, articles.values()))
        return [(ArticleSegmented(article=e.article),) if e.article in articles else () for e in batch]

    serve(settings, "segmenter", {ARTICLES_INGESTED: handle})
