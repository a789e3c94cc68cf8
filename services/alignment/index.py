"""Posting lists of features in Valkey: which witness numbers hold a feature, in generations that are let go of.

Knows numbers and features only; what a feature means and which scores count is left to `candidates`.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import redis

Client = redis.Redis | redis.RedisCluster
Numbers = npt.NDArray[np.uint32]

# Appends to one shard of one generation in one call; a list that outgrew twice its bound keeps its newest half.
_APPEND = """
local most, life = tonumber(ARGV[1]), tonumber(ARGV[2])
for i = 3, #ARGV, 2 do
  local held = (redis.call('HGET', KEYS[1], ARGV[i]) or '') .. ARGV[i + 1]
  if #held > 2 * most then held = string.sub(held, -most) end
  redis.call('HSET', KEYS[1], ARGV[i], held)
end
redis.call('EXPIRE', KEYS[1], life)
"""
# Gives out numbers; a generation that is full, or older than its slice of the window, is closed by skipping the rest.
_TAKE = """
local count, span, slice = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(redis.call('TIME')[1])
local next = tonumber(redis.call('HGET', KEYS[1], 'next') or 0)
local born = tonumber(redis.call('HGET', KEYS[1], 'born') or now)
local room = span - next % span
if next % span > 0 and (room < count or now - born >= slice) then next = next + room end
if next % span == 0 then born = now end
redis.call('HSET', KEYS[1], 'next', next + count, 'born', born)
return next
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an operator may set: what is remembered, and how the index is spread.

    `window` is how long a witness is remembered, in seconds (at most a `generations`-th longer); `witnesses` how many
    are remembered at most; `postings` how many of one feature are kept in one generation, the newest; `shards` the
    keys, and on a cluster the hash slots, that one generation is spread over.
    """

    window: int = 30 * 86400
    witnesses: int = 200_000
    generations: int = 4
    postings: int = 512
    shards: int = 4

    @property
    def span(self) -> int:
        """Witness numbers in one generation."""
        return max(1, -(-self.witnesses // self.generations))

    @property
    def life(self) -> int:
        """Seconds after its last write at which a generation may vanish."""
        return self.window + self.slice

    @property
    def slice(self) -> int:
        """Seconds after which a generation is closed."""
        return max(1, self.window // self.generations)


class Postings:
    """An inverted index of hashed features, kept in Valkey under `prefix`.

    One hash per generation and shard, feature to packed witness numbers; each key has a hash tag of its own, so that
    shards spread over the slots of a cluster and every call stays in one slot.
    """

    def __init__(self, client: Client, prefix: str, bounds: Bounds) -> None:
        self._client: Any = client
        self._prefix = prefix
        self.bounds = bounds

    def take_numbers(self, count: int) -> Sequence[int]:
        """`count` witness numbers, never given twice; a generation that falls out of the bounds is let go."""
        bounds, taken = self.bounds, list[int]()
        while len(taken) < count:
            part = min(count - len(taken), bounds.span)
            first = int(self._client.eval(_TAKE, 1, self._clock, part, bounds.span, bounds.slice))
            if first % bounds.span == 0:
                self._let_go(first // bounds.span - bounds.generations - 1)
            taken += range(first, first + part)
        return taken

    def post(self, rows: Iterable[tuple[int, Sequence[int]]]) -> None:
        """File each witness number under its features; one call per touched shard, one round trip."""
        pipe = self._client.pipeline(transaction=False)
        for key, lists in self._by_key(rows).items():
            args: list[bytes | str | int] = [key, self.bounds.postings * 4, self.bounds.life]
            for feature, numbers in lists.items():
                args += [struct.pack(">I", feature), struct.pack(f"<{len(numbers)}I", *numbers)]
            pipe.execute_command("EVAL", _APPEND, 1, *args)  # the one form that cluster pipelines take too
        pipe.execute()

    def read(self, features: Iterable[int], generations: Sequence[int]) -> Mapping[int, Numbers]:
        """The witness numbers filed under each feature in these generations; one round trip."""
        shards: dict[int, list[int]] = defaultdict(list)
        for feature in set(features):
            shards[feature % self.bounds.shards].append(feature)
        pipe = self._client.pipeline(transaction=False)
        for generation in generations:
            for shard, wanted in shards.items():
                pipe.hmget(self._key(generation, shard), [struct.pack(">I", f) for f in wanted])
        found: dict[int, bytes] = {}
        asked = [f for _ in generations for wanted in shards.values() for f in wanted]
        for feature, value in zip(asked, _flat(pipe.execute()), strict=True):
            if value:
                found[feature] = found.get(feature, b"") + value
        return {f: np.frombuffer(v, dtype="<u4") for f, v in found.items()}

    def generations(self) -> Sequence[int]:
        """The generations that may hold something, the oldest first."""
        newest = max(0, int(self._client.hget(self._clock, "next") or 0) - 1) // self.bounds.span
        return range(max(0, newest - self.bounds.generations), newest + 1)

    def _by_key(self, rows: Iterable[tuple[int, Sequence[int]]]) -> Mapping[str, Mapping[int, list[int]]]:
        lists: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, features in rows:
            keys = [self._key(number // self.bounds.span, shard) for shard in range(self.bounds.shards)]
            for feature in features:
                lists[keys[feature % self.bounds.shards]][feature].append(number)
        return lists

    def _let_go(self, generation: int) -> None:
        for shard in range(self.bounds.shards if generation >= 0 else 0):
            self._client.unlink(self._key(generation, shard))

    def _key(self, generation: int, shard: int) -> str:
        return f"{{{self._prefix}:{shard:02d}}}:{generation}"

    @property
    def _clock(self) -> str:
        return f"{self._prefix}:clock"


def _flat(replies: Iterable[Sequence[bytes | None]]) -> Iterator[bytes | None]:
    for reply in replies:
        yield from reply
