"""First acknowledgement wins, then emit: the script that makes a hop exactly once, and its twins at the line's ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.bus.frames import FIELD, frame
from shared.messages import Event
from shared.streams import NOTICES_KEPT, stream_of

_ADD = """
local function add(key, keep, frame)
  if keep == '0' then return redis.call('XADD', key, '*', '__data__', frame) end
  return redis.call('XADD', key, 'MAXLEN', '~', keep, '*', '__data__', frame)
end
"""
# KEYS: the stream read, then streams written. ARGV: group; per entry its id, how many events, and each event's
# key number, bound and frame. Whoever comes second acknowledges nothing and so emits nothing.
HAND_OVER = (
    _ADD
    + """
local at, won = 2, 0
while at <= #ARGV do
  local id, events = ARGV[at], tonumber(ARGV[at + 1])
  local first = redis.call('XACK', KEYS[1], ARGV[1], id) == 1
  if first then
    redis.call('XDEL', KEYS[1], id)
    won = won + 1
  end
  at = at + 2
  for _ = 1, events do
    if first then add(KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2]) end
    at = at + 3
  end
end
return won
"""
)
# KEYS: the hash that keeps texts, the stream. ARGV: id, text, bound, frame. A text that is kept already is not news.
ADMIT = (
    _ADD
    + """
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
add(KEYS[2], ARGV[3], ARGV[4])
return 1
"""
)
# KEYS: dead letters, the stream they came from. ARGV: the letter's id, the frame to send again.
REPLAY = """
if redis.call('XDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('XADD', KEYS[2], '*', '__data__', ARGV[2])
return 1
"""
assert FIELD == b"__data__"  # the scripts name it


@dataclass(frozen=True, slots=True)
class Call:
    """A script's keys and arguments; all keys are of one partition."""

    keys: Sequence[str]
    arguments: Sequence[str | bytes]


def hand_over(source: str, group: str, partition: int, done: Mapping[str, Sequence[Event]]) -> Call:
    """The call of `HAND_OVER` for entries of `source` (id to the events that follow from it)."""
    keys = [source]
    arguments: list[str | bytes] = [group]
    for entry, events in done.items():
        arguments += [entry, str(len(events))]
        for event in events:
            key, bound = target(event, partition)
            if key not in keys:
                keys.append(key)
            arguments += [str(keys.index(key) + 1), bound, frame(event)]
    return Call(keys, arguments)


def target(event: Event, partition: int) -> tuple[str, str]:
    """Stream key and bound (`0` for none: what a group reads is never trimmed)."""
    stream = stream_of(event)
    return stream.key(partition), "0" if stream.reader else str(NOTICES_KEPT)
