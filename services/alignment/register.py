"""Which witness a number of the index stands for, and how much rare matter it has; by generation, as the index."""

import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from services.alignment.index import Bounds, Client

T = TypeVar("T")
Entry = tuple[str, float]  # id and mass of a witness


class Register:
    """Ids by number and numbers by id, kept in Valkey under `prefix`, all in one slot."""

    def __init__(self, client: Client, prefix: str, bounds: Bounds) -> None:
        self._client: Any = client
        self._prefix = prefix
        self._bounds = bounds

    def numbers(self, ids: Sequence[str], generations: Sequence[int]) -> dict[str, int]:
        """The number of each witness that is remembered."""
        pipe = self._client.pipeline(transaction=False)
        for generation in generations:
            pipe.hmget(self._key("numbers", generation), ids)
        found: dict[str, int] = {}
        for values in pipe.execute():
            found |= {i: int(v) for i, v in zip(ids, values, strict=True) if v is not None}
        return found

    def enter(self, numbers: Mapping[str, int], masses: Mapping[str, float]) -> None:
        """Remember witnesses; only now do readers of the index see them."""
        pipe = self._client.pipeline(transaction=False)
        for generation, ids in self._by_generation((n, i) for i, n in numbers.items()).items():
            pipe.hset(self._key("ids", generation), mapping={numbers[i]: i for i in ids})
            pipe.hset(self._key("masses", generation), mapping={numbers[i]: _packed(masses[i]) for i in ids})
            pipe.hset(self._key("numbers", generation), mapping={i: numbers[i] for i in ids})
            gone = generation - self._bounds.generations - 1
            for kind in ("ids", "masses", "numbers"):
                pipe.expire(self._key(kind, generation), self._bounds.life)
                pipe.unlink(self._key(kind, gone))
        pipe.execute()

    def weigh(self, masses: Mapping[int, float]) -> None:
        """Correct the mass of numbers."""
        pipe = self._client.pipeline(transaction=False)
        for generation, numbers in self._by_generation((n, n) for n in masses).items():
            pipe.hset(self._key("masses", generation), mapping={n: _packed(masses[n]) for n in numbers})
        pipe.execute()

    def entries(self, numbers: Iterable[int]) -> dict[int, Entry]:
        """Id and mass of the numbers that stand for a witness; forgotten and half-filed ones are left out."""
        rows = self._by_generation((n, n) for n in sorted(set(numbers)))
        pipe = self._client.pipeline(transaction=False)
        for generation, wanted in rows.items():
            pipe.hmget(self._key("ids", generation), wanted)
            pipe.hmget(self._key("masses", generation), wanted)
        replies = iter(pipe.execute())
        found: dict[int, Entry] = {}
        for wanted in rows.values():
            for number, name, mass in zip(wanted, next(replies), next(replies), strict=True):
                if name is not None and mass is not None:
                    found[number] = (name.decode(), struct.unpack("<f", mass)[0])
        return found

    def strike(self, article: str, generations: Sequence[int]) -> None:
        """Forget a witness; its number stands for nobody from now on."""
        for number in self.numbers([article], generations).values():
            generation = number // self._bounds.span
            for kind, field in (("ids", number), ("masses", number), ("numbers", article)):
                self._client.hdel(self._key(kind, generation), field)

    def count(self, generations: Sequence[int]) -> int:
        """How many witnesses are remembered."""
        pipe = self._client.pipeline(transaction=False)
        for generation in generations:
            pipe.hlen(self._key("numbers", generation))
        return sum(pipe.execute())

    def _by_generation(self, rows: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
        found: dict[int, list[T]] = defaultdict(list)
        for number, value in rows:
            found[number // self._bounds.span].append(value)
        return found

    def _key(self, kind: str, generation: int) -> str:
        return f"{{{self._prefix}:register}}:{kind}:{generation}"


def _packed(mass: float) -> bytes:
    return struct.pack("<f", mass)
