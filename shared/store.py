"""Texts kept once (claim check): articles, witnesses and collations by id, compressed; messages carry only the ids."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

import zstandard
from pydantic import BaseModel

from shared.article import Article, Witness
from shared.collation.values import Collation
from shared.connect import Client
from shared.streams import partition_of

PairKey = tuple[str, str]
V = TypeVar("V", bound=BaseModel)
_SCAN = 500


class Store:
    """What was read and worked out, by id; writing the same again changes nothing.

    `client` is a synchronous redis-py client; every method may be called from any thread.
    """

    def __init__(self, client: Client, partitions: int) -> None:
        self._client: Any = client
        self._partitions = partitions

    def article(self, article: str) -> Article | None:
        return self.articles([article]).get(article)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """The articles that are kept, by id; unknown and withdrawn ones are left out."""
        return self._read("articles", ids, Article)

    def witnesses(self, ids: Iterable[str]) -> dict[str, Witness]:
        """The witnesses that are kept, by id; unknown and withdrawn ones are left out."""
        return self._read("witnesses", ids, Witness)

    def collations(self, pairs: Iterable[PairKey]) -> dict[PairKey, Collation]:
        """Collations by (smaller id, larger id); pairs that were not collated are left out."""
        names = {f"{a} {b}": (a, b) for a, b in pairs}
        found = self._read("collations", names, Collation)
        return {names[name]: collation for name, collation in found.items()}

    def keep_witnesses(self, witnesses: Iterable[Witness]) -> None:
        self._keep("witnesses", {w.id: w for w in witnesses})

    def keep_collations(self, collations: Mapping[PairKey, Collation]) -> None:
        """Keys are (smaller id, larger id)."""
        self._keep("collations", {f"{a} {b}": c for (a, b), c in collations.items()})

    def every_witness(self) -> Iterator[Witness]:
        """All witnesses, in no order."""
        for partition in range(self._partitions):
            for _, packed in self._client.hscan_iter(self.key("witnesses", partition), count=_SCAN):
                yield Witness.model_validate_json(unpacked(packed))

    def count(self) -> int:
        """How many articles were taken in."""
        return sum(int(self._client.hlen(self.key("articles", p))) for p in range(self._partitions))

    def drop(self, article: str) -> None:
        """Take an article's text out: article, witness, and all its collations; it cannot come in again."""
        partition = partition_of(article, self._partitions)
        self._client.hset(self.key("articles", partition), article, b"")
        self._client.hdel(self.key("witnesses", partition), article)
        for place in (self.key("collations", p) for p in range(self._partitions)):
            pairs = [name for name, _ in self._client.hscan_iter(place, match=f"*{article}*", count=_SCAN)]
            if pairs:
                self._client.hdel(place, *pairs)

    def partition(self, article: str) -> int:
        """Where all that is kept of an article lies, and all messages about it."""
        return partition_of(article, self._partitions)

    def key(self, kind: str, partition: int) -> str:
        return f"wire:{{p{partition:02d}}}:{kind}"

    def _place(self, kind: str, name: str) -> str:
        return self.key(kind, partition_of(name.split(" ")[0], self._partitions))

    def _keep(self, kind: str, values: Mapping[str, BaseModel]) -> None:
        rows: dict[str, dict[str, bytes]] = {}
        for name, value in values.items():
            rows.setdefault(self._place(kind, name), {})[name] = packed(value)
        for place, row in rows.items():
            self._client.hset(place, mapping=row)

    def _read(self, kind: str, names: Iterable[str], model: type[V]) -> dict[str, V]:
        rows: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            rows.setdefault(self._place(kind, name), []).append(name)
        found: dict[str, V] = {}
        for place, wanted in rows.items():
            held = cast("Sequence[bytes | None]", self._client.hmget(place, wanted))
            found |= {n: model.model_validate_json(unpacked(b)) for n, b in zip(wanted, held, strict=True) if b}
        return found


def packed(value: BaseModel) -> bytes:
    """A value as compressed JSON."""
    return zstandard.compress(value.model_dump_json(by_alias=True).encode(), 3)


def unpacked(body: bytes) -> bytes:
    """The JSON that `packed` compressed."""
    return zstandard.decompress(body)


def digest(body: bytes) -> str:
    """A short name for a body's content."""
    return hashlib.blake2b(body, digest_size=12).hexdigest()
