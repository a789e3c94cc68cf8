"""Posting lists of features in Valkey: which witness numbers hold a feature, newest kept, in generations that expire.

Knows numbers and features only; what a feature means and which scores count is left to `candidates`.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import redis

Client = redis.Redis | redis.RedisCluster
Numbers = npt.NDArray[np.uint32]

# Appends to one shard of one generation in one call; a list that outgrew twice its bound keeps its newest half.
_APPEND = """
local cap, life = tonumber(ARGV[1]), tonumber(ARGV[2])
for i = 3, #ARGV, 2 do
  local held = (redis.call('HGET', KEYS[1], ARGV[i]) or '') .. ARGV[i + 1]
  if #held > 2 * cap then held = string.sub(held, -cap) end
  redis.call('HSET', KEYS[1], ARGV[i], held)
end
redis.call('EXPIRE', KEYS[1], life)
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an operator may set: how long and how many witnesses are remembered, and how the index is spread.

    `window` is in seconds since a generation was last written to, `witnesses` the most that are remembered,
    `postings` the most witnesses kept of one feature in one generation, `shards` the number of keys (and, on a
    cluster, of hash slots) that one generation is spread over.
    """

    window: int = 30 * 86400
    witnesses: int = 200_000
    generations: int = 4
    postings: int = 512
    shards: int = 16


class Postings:
    """An inverted index of hashed features, kept in Valkey under `prefix`.

    Keys `{prefix}:{NN}:g` hold one hash per generation and shard, feature to packed witness numbers; each key
    has one hash tag, so that shards spread over the slots of a cluster and every call stays in one slot.
    """

    def __init__(self, client: Client, prefix: str = "wire:kin", bounds: Bounds | None = None) -> None:
        self._client: Any = client
        self._prefix = prefix
        self.bounds = bounds or Bounds()

    @property
    def span(self) -> int:
        """Witness numbers in one generation."""
        return max(1, self.bounds.witnesses // self.bounds.generations)

    def take_numbers(self, count: int) -> range:
        """The next `count` witness numbers, never given twice."""
        last = int(self._client.incrby(f"{self._prefix}:next", count))
        self._drop_old(last - count, last)
        return range(last - count, last)

    def post(self, rows: Iterable[tuple[int, Sequence[int]]]) -> None:
        """File each witness number under its features; one call per touched shard."""
        batches: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, features in rows:
            generation = number // self.span
            for feature in features:
                batches[generation, feature % self.bounds.shards][feature].append(number)
        pipe = self._client.pipeline(transaction=False)
        for (generation, shard), lists in batches.items():
            args: list[bytes | str | int] = [self._key(generation, shard), self.bounds.postings * 4, self.bounds.window]
            for feature, numbers in lists.items():
                args += [struct.pack(">I", feature), struct.pack(f"<{len(numbers)}I", *numbers)]
            pipe.execute_command("EVAL", _APPEND, 1, *args)  # the one call that cluster pipelines know too
        pipe.execute()

    def read(self, features: Iterable[int]) -> Mapping[int, Numbers]:
        """The witness numbers filed under each feature, over all generations that are still kept."""
        shards: dict[int, list[int]] = defaultdict(list)
        for feature in set(features):
            shards[feature % self.bounds.shards].append(feature)
        asked = [(g, s, fs) for g in self._generations() for s, fs in shards.items()]
        pipe = self._client.pipeline(transaction=False)
        for generation, shard, wanted in asked:
            pipe.hmget(self._key(generation, shard), [struct.pack(">I", f) for f in wanted])
        found: dict[int, bytes] = {}
        for (_, _, wanted), values in zip(asked, pipe.execute(), strict=True):
            for feature, value in zip(wanted, values, strict=True):
                if value:
                    found[feature] = found.get(feature, b"") + value
        return {f: np.frombuffer(v, dtype="<u4") for f, v in found.items()}

    def oldest(self) -> int:
        """The smallest witness number that is still kept."""
        return self._generations().start * self.span

    def _generations(self) -> range:
        last = int(self._client.get(f"{self._prefix}:next") or 0)
        newest = max(0, last - 1) // self.span
        return range(max(0, newest - self.bounds.generations), newest + 1)

    def _drop_old(self, before: int, after: int) -> None:
        """When a new generation begins, the one that fell out of the bound is let go."""
        for generation in range(before // self.span, after // self.span):
            gone = generation - self.bounds.generations
            for shard in range(self.bounds.shards if gone >= 0 else 0):
                self._client.unlink(self._key(gone, shard))

    def _key(self, generation: int, shard: int) -> str:
        return f"{{{self._prefix}:{shard:02d}}}:{generation}"
