"""Which witnesses are kin, kept in the broker: families are read off it, and what must be traced again is marked.

A counter (`revision`) grows with every change; a trace of one revision may never replace one of a later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from services.provenance.mark_book import MarkBook
from services.provenance.marks import apart, joined
from services.provenance.stories import DERIVED, KIN_LEAST
from shared.connect import Client
from shared.messages import ArticleAligned, Pair
from shared.report import Mark

KEYS = "wire:{trees}:"


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that hang together, sorted, as the graph stood at `revision` or later."""

    members: tuple[str, ...]
    revision: int


class Graph:
    """Kinship of articles; `client` is a synchronous redis-py client."""

    def __init__(self, client: Client) -> None:
        self._client: Any = client
        self._book = MarkBook(client)

    def marks(self) -> list[Mark]:
        """An editor's marks that stand."""
        return self._book.marks()

    def record(self, aligned: Sequence[ArticleAligned]) -> None:
        """Take the pairs in and mark the articles that have kin; doing it again only traces again."""
        pipe = self._client.pipeline(transaction=False)
        for event in aligned:
            for pair in event.pairs:
                self._join(pipe, event.article, pair)
        pipe.execute()
        # One without any pair has no family, unless it is a letter that was handed back: looking is cheap.
        self.mark([event.article for event in aligned if not event.pairs or any(map(akin, event.pairs))])

    def mark(self, articles: Iterable[str]) -> None:
        """The families of these articles are to be traced again."""
        ids = list(articles)
        if ids:
            # The edges are there before the number grows: whoever reads the number first sees the edges.
            revision = int(self._client.incr(f"{KEYS}revision"))
            self._client.zadd(f"{KEYS}stale", dict.fromkeys(ids, revision))

    def stale(self) -> list[str]:
        """Articles whose family is to be traced again, those that wait longest first."""
        return [article.decode() for article in self._client.zrange(f"{KEYS}stale", 0, -1)]

    def settle(self, family: Family) -> None:
        """The family was traced: what was marked since stays marked."""
        scores = self._client.zmscore(f"{KEYS}stale", list(family.members))
        done = [m for m, s in zip(family.members, scores, strict=True) if s is not None and s <= family.revision]
        if done:
            self._client.zrem(f"{KEYS}stale", *done)

    def family(self, article: str) -> Family:
        """Everything that hangs together with `article`, itself included, as an editor's marks have it."""
        revision = int(self._client.get(f"{KEYS}revision") or 0)
        marks = self.marks()
        alone, together = apart(marks), joined(marks)
        found, fresh = {article}, [article]
        while fresh:
            inferred = self._neighbours("kin", [a for a in fresh if a not in alone]) - alone
            fresh = sorted(inferred.union(*(together.get(a, ()) for a in fresh)) - found)
            found.update(fresh)
        return Family(tuple(sorted(found)), revision)

    def kin(self, articles: Sequence[str]) -> set[str]:
        """Direct kin of these articles, kin among themselves included."""
        return self._neighbours("kin", articles)

    def near(self, articles: Sequence[str]) -> set[str]:
        """Articles that report the same event independently of these."""
        return self._neighbours("near", articles)

    def withdraw(self, article: str) -> None:
        """The article's text is taken out; it stays in its family, which is to be traced again."""
        self._client.sadd(f"{KEYS}withdrawn", article)
        self.mark([article])

    def withdrawn(self, articles: Sequence[str]) -> set[str]:
        """Which of these articles were withdrawn."""
        flags = self._client.smismember(f"{KEYS}withdrawn", list(articles))
        return {article for article, flag in zip(articles, flags, strict=True) if flag}

    def lease(self, family: Family, holder: str, milliseconds: int) -> bool:
        """Become (or stay) the one that traces this family; the revision fences off whoever overstays."""
        name = f"{KEYS}lease:{family.members[0]}"
        if self._client.set(name, holder, nx=True, px=milliseconds):
            return True
        mine = self._client.get(name) == holder.encode()
        return bool(mine and self._client.pexpire(name, milliseconds))

    def release(self, family: Family, holder: str) -> None:
        name = f"{KEYS}lease:{family.members[0]}"
        if self._client.get(name) == holder.encode():
            self._client.delete(name)

    def _neighbours(self, kind: str, articles: Sequence[str]) -> set[str]:
        pipe = self._client.pipeline(transaction=False)
        for article in articles:
            pipe.smembers(f"{KEYS}{kind}:{article}")
        return {other.decode() for others in pipe.execute() for other in others}

    def _join(self, pipe: Any, article: str, pair: Pair) -> None:  # noqa: ANN401 (a pipeline has no exact type)
        kind = "kin" if akin(pair) else "near" if pair.verdict == "independent" else None
        if kind:
            pipe.sadd(f"{KEYS}{kind}:{article}", pair.other)
            pipe.sadd(f"{KEYS}{kind}:{pair.other}", article)


def akin(pair: Pair) -> bool:
    """The test of `stories.kin`, on what the message says."""
    return pair.verdict in DERIVED and pair.kinship >= KIN_LEAST
