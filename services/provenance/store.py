"""Traced stories kept by version: saved under a fence, merged under the older id, read as reports and cards.

Identity is decided here and not in the trace, which knows no history. A story is anchored at one article for good: a
family goes by the oldest story anchored at its members, younger ids lead there, and where an editor parts a story, its
id stays with its anchor.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from services.provenance.cards import StoryCard, card
from services.provenance.graph import KEYS, Family, Graph
from services.provenance.report import report
from shared.connect import Client
from shared.report import Rejected, Report
from shared.store import Store, digest, packed, unpacked

VERSIONS_KEPT = 100
# ARGV: prefix, revision, proposed id, digest, report, card, versions kept, members. Returns id, version, 1 if new.
_SAVE = """
local P, revision = ARGV[1], tonumber(ARGV[2])
local owners, seen, story, oldest = {}, {}, nil, nil
for i = 8, #ARGV do
  local owner = redis.call('HGET', P .. 'anchored', ARGV[i])
  if owner and not seen[owner] then
    seen[owner] = true
    owners[#owners + 1] = owner
    local born = tonumber(redis.call('HGET', P .. 'born', owner))
    if not oldest or born < oldest then oldest, story = born, owner end
  end
end
if not story then
  local n = 1
  story = ARGV[3]
  while redis.call('HEXISTS', P .. 'born', story) == 1 do
    n = n + 1
    story = ARGV[3] .. '-' .. n
  end
  redis.call('HSET', P .. 'born', story, redis.call('INCR', P .. 'births'))
  redis.call('HSET', P .. 'anchored', ARGV[8], story)
end
if tonumber(redis.call('HGET', P .. 'traced_from', story) or '0') > revision then return {story, 0, 0} end
redis.call('HSET', P .. 'traced_from', story, revision)
redis.call('HDEL', P .. 'merged', story)
redis.call('ZREM', P .. 'gone', story)
local function disown(name)
  for _, member in ipairs(redis.call('SMEMBERS', P .. 'members:' .. name)) do
    if redis.call('HGET', P .. 'story_of', member) == name then redis.call('HDEL', P .. 'story_of', member) end
  end
  redis.call('DEL', P .. 'members:' .. name)
end
for _, owner in ipairs(owners) do
  disown(owner)
  if owner ~= story then
    redis.call('HSET', P .. 'merged', owner, story)
    redis.call('HDEL', P .. 'cards', owner)
    redis.call('ZREM', P .. 'changed', owner)
    redis.call('ZADD', P .. 'gone', redis.call('INCR', P .. 'changes'), owner)
  end
end
for i = 8, #ARGV do
  local last = redis.call('HGET', P .. 'story_of', ARGV[i])
  if last then redis.call('SREM', P .. 'members:' .. last, ARGV[i]) end
  redis.call('SADD', P .. 'members:' .. story, ARGV[i])
  redis.call('HSET', P .. 'story_of', ARGV[i], story)
end
local version = tonumber(redis.call('HGET', P .. 'version', story) or '0')
if redis.call('HGET', P .. 'digest', story) == ARGV[4] and redis.call('ZSCORE', P .. 'changed', story) then
  return {story, version, 0}
end
version = version + 1
redis.call('HSET', P .. 'digest', story, ARGV[4])
redis.call('HSET', P .. 'version', story, version)
redis.call('HSET', P .. 'tree:' .. story, version, ARGV[5])
redis.call('HDEL', P .. 'tree:' .. story, version - tonumber(ARGV[7]))
redis.call('HSET', P .. 'cards', story, version .. ' ' .. ARGV[6])
redis.call('ZADD', P .. 'changed', redis.call('INCR', P .. 'changes'), story)
return {story, version, 1}
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a trace went. `version` 0: a later trace was there already; `new`: the tree differs from the last one."""

    story: str
    version: int
    new: bool


class Trees:
    """Stories by id and version; `client` is a synchronous redis-py client, methods may be called from any thread."""

    def __init__(self, client: Client, store: Store) -> None:
        self._client: Any = client
        self._store = store
        self._graph = Graph(client)

    def save(self, family: Family, traced: Report) -> Saved:
        """Keep the report of a family's one story, under its lasting id and the next version if anything changed."""
        body = packed(traced)
        said = card(traced, traced.stories[0], datetime.now(UTC).isoformat(timespec="seconds"))
        head = [KEYS, family.revision, traced.stories[0].id, _fingerprint(traced), body, said.model_dump_json()]
        story, version, new = self._client.eval(_SAVE, 1, f"{KEYS}story_of", *head, VERSIONS_KEPT, *family.members)
        return Saved(story.decode(), int(version), bool(new))

    def report(self, story: str, version: int | None = None) -> Report | None:
        """The report that holds that one story, or None; a merged story answers under its older id."""
        story = self.lasting(story)
        last = self._client.hget(f"{KEYS}version", story)
        wanted = version if version is not None else int(last or 0)
        body = self._client.hget(f"{KEYS}tree:{story}", wanted)
        if body is None:
            return None
        kept = Report.model_validate_json(unpacked(body))
        named = kept.stories[0].model_copy(update={"id": story, "version": wanted, "related": self._related(story)})
        return kept.model_copy(update={"stories": (named,)})

    def lasting(self, story: str) -> str:
        """The id that a story goes by today."""
        while older := self._client.hget(f"{KEYS}merged", story):
            story = older.decode()
        return story

    def story_of(self, article: str) -> str | None:
        held = self._client.hget(f"{KEYS}story_of", article)
        return held.decode() if held else None

    def article(self, article: str) -> tuple[Report, str | None] | None:
        """A report that holds the article, and its story's id if it has one; None when it is unknown."""
        story = self.story_of(article)
        if story and (found := self.report(story)):
            return found, story
        alone = self._store.witnesses([article])
        return (report(list(alone.values()), [], marks=self._graph.marks()), None) if alone else None

    def versions(self, story: str) -> list[int]:
        """The versions of a story that can be read, oldest first."""
        return sorted(int(v) for v in self._client.hkeys(f"{KEYS}tree:{self.lasting(story)}"))

    def cards(self, since: float) -> tuple[list[StoryCard], list[str], float]:
        """Cards changed after the mark `since` (oldest change first), ids that are gone, and the new mark."""
        mark = int(self._client.get(f"{KEYS}changes") or 0)
        span = (f"({int(since)}", mark)
        changed = [s.decode() for s in self._client.zrangebyscore(f"{KEYS}changed", *span)]
        gone = [s.decode() for s in self._client.zrangebyscore(f"{KEYS}gone", *span)]
        held: list[bytes | None] = self._client.hmget(f"{KEYS}cards", changed) if changed else []
        return [_card(s, h) for s, h in zip(changed, held, strict=True) if h], gone, float(mark)

    def stories(self) -> list[str]:
        """Ids of all stories, the latest change first."""
        return [story.decode() for story in self._client.zrevrange(f"{KEYS}changed", 0, -1)]

    def count(self) -> int:
        return int(self._client.zcard(f"{KEYS}changed"))

    def reject(self, rejected: Sequence[Rejected]) -> None:
        """Remember why files could not be used."""
        for one in rejected:
            self._client.hset(f"{KEYS}rejected", one.file, f"{time.time():.3f} {one.reason}")

    def rejected(self) -> list[Rejected]:
        """Files that could not be used, by name."""
        held = self._client.hgetall(f"{KEYS}rejected")
        return sorted(
            (Rejected(file=k.decode(), reason=v.decode().partition(" ")[2]) for k, v in held.items()),
            key=lambda r: r.file,
        )

    def pardon(self, file: str) -> None:
        """Forget a rejection: the file is tried again."""
        self._client.hdel(f"{KEYS}rejected", file)

    def whole(self) -> Report:
        """Everything in one report: all articles, all stories, all rejected files."""
        found = [r.stories[0] for s in self.stories() if (r := self.report(s))]
        return report(list(self._store.every_witness()), found, self.rejected(), self._graph.marks())

    def forget_versions(self, story: str) -> None:
        """Take all versions of a story away; the next trace begins after them."""
        self._client.delete(f"{KEYS}tree:{story}")
        self._client.hdel(f"{KEYS}digest", story)

    def dissolve(self, story: str) -> None:
        """Take a story off that has too few articles left to be one."""
        self.forget_versions(story)
        for member in self._client.smembers(f"{KEYS}members:{story}"):
            self._client.hdel(f"{KEYS}story_of", member)
        self._client.delete(f"{KEYS}members:{story}")
        self._client.hdel(f"{KEYS}cards", story)
        self._client.zrem(f"{KEYS}changed", story)
        self._client.zadd(f"{KEYS}gone", {story: int(self._client.incr(f"{KEYS}changes"))})

    def leave(self, family: Family) -> None:
        """Take a family that is too small for a story out of those its articles were in; one left empty dissolves."""
        for member in family.members:
            if story := self.story_of(member):
                self._client.hdel(f"{KEYS}story_of", member)
                self._client.srem(f"{KEYS}members:{story}", member)
                if not self._client.exists(f"{KEYS}members:{story}"):
                    self.dissolve(story)

    def _related(self, story: str) -> tuple[str, ...]:
        members = [m.decode() for m in self._client.smembers(f"{KEYS}members:{story}")]
        # Kin of a stray pair that its family did not take in report the same event as well.
        near = sorted((self._graph.near(members) | self._graph.kin(members)) - set(members))
        owners: list[bytes | None] = self._client.hmget(f"{KEYS}story_of", near) if near else []
        return tuple(sorted({o.decode() if o else a for a, o in zip(near, owners, strict=True)} - {story}))


class Reader:
    """The same for a web server: nothing blocks its loop."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees

    async def cards(self, since: float) -> tuple[list[StoryCard], list[str], float]:
        return await asyncio.to_thread(self._trees.cards, since)

    async def report(self, story: str, version: int | None = None) -> Report | None:
        return await asyncio.to_thread(self._trees.report, story, version)

    async def article(self, article: str) -> tuple[Report, str | None] | None:
        return await asyncio.to_thread(self._trees.article, article)

    async def versions(self, story: str) -> list[int]:
        return await asyncio.to_thread(self._trees.versions, story)


def _fingerprint(traced: Report) -> str:
    return digest(traced.model_dump_json(by_alias=True).encode())


def _card(story: str, held: bytes) -> StoryCard:
    version, _, body = held.partition(b" ")
    return StoryCard.model_validate_json(body).model_copy(update={"id": story, "version": int(version)})
