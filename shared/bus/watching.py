"""What is going on in the streams: how much waits where, which services live, which letters are dead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from shared.bus.frames import UnreadableError, event_of, framed
from shared.bus.handover import REPLAY
from shared.connect import Client
from shared.messages import LetterDead
from shared.streams import LETTERS_DEAD, STREAMS, Stream
from shared.value import Value

ALIVE = "wire:{bus}:alive"
SILENT = 10.0  # seconds after which a service that says nothing is taken for dead
LETTERS_SHOWN = 200


class Heartbeat(Value):
    """What a running service says of itself once a second."""

    service: str
    consumer: str
    subscribers: int
    running: int
    handled: int
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class StreamState:
    """Messages in a stream: all that are kept, those handed out and not done, those not yet handed out."""

    name: str
    length: int
    pending: int
    lag: int
    readers: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter; `id` names it for `Watch.replay`."""

    id: str
    letter: LetterDead


class Watch:
    """Looks at the streams from outside; `client` is a synchronous redis-py client."""

    def __init__(self, client: Client, partitions: int) -> None:
        self._client: Any = client
        self._partitions = partitions

    def streams(self) -> list[StreamState]:
        """The state of every stream, in the order of the flow."""
        return [self._state(stream) for stream in STREAMS]

    def waiting(self) -> int:
        """Messages that are not done; looked at along the flow, so that one which moves on is never missed."""
        keys = [s.key(p) for s in STREAMS if s.reader for p in range(self._partitions)]
        return sum(int(self._client.xlen(key)) for key in keys)

    def heartbeats(self) -> list[Heartbeat]:
        """The services that said something lately."""
        now = _now(self._client)
        notes = [Heartbeat.model_validate_json(v) for v in self._client.hvals(ALIVE)]
        return [note for note in notes if now - note.at < SILENT]

    def letters(self) -> list[Letter]:
        """The latest dead letters, newest first."""
        return [letter for partition in range(self._partitions) for letter in self._letters(partition)]

    def replay(self, letter: str) -> bool:
        """Hand a dead letter back to its stream; False when it is gone."""
        partition, _, entry = letter.partition(".")
        if not partition.isdigit() or not entry:
            return False
        key = LETTERS_DEAD.key(int(partition))
        for _, fields in self._client.xrange(key, entry, entry):
            dead = event_of(fields, LetterDead)
            if isinstance(dead, LetterDead):
                return bool(self._client.eval(REPLAY, 2, key, dead.stream, entry, framed(dead.body.encode())))
        return False

    def _letters(self, partition: int) -> Iterator[Letter]:
        for entry, fields in self._client.xrevrange(LETTERS_DEAD.key(partition), count=LETTERS_SHOWN):
            try:
                dead = event_of(fields, LetterDead)
            except UnreadableError:
                continue
            if isinstance(dead, LetterDead):
                yield Letter(f"{partition}.{entry.decode()}", dead)

    def _state(self, stream: Stream) -> StreamState:
        keys = [stream.key(p) for p in range(self._partitions)]
        length = sum(int(self._client.xlen(key)) for key in keys)
        groups = [group for key in keys for group in self._groups(key)]
        pending = sum(int(group["pending"]) for group in groups)
        # What is done is deleted, so all that is kept and not pending still waits (XINFO's own lag may be unknown).
        lag = length - pending if stream.reader else 0
        return StreamState(stream.name, length, pending, lag, sum(int(group["consumers"]) for group in groups))

    def _groups(self, key: str) -> Sequence[dict[str, Any]]:
        return self._client.xinfo_groups(key) if self._client.exists(key) else []


def beat(client: Client, note: Heartbeat) -> None:
    """Write a service's heartbeat, and take off those that fell silent long ago."""
    redis: Any = client
    now = _now(client)
    stamped = note.model_copy(update={"at": now})
    redis.hset(ALIVE, f"{note.service} {note.consumer}", stamped.model_dump_json())
    for name, held in redis.hgetall(ALIVE).items():
        try:
            old = now - Heartbeat.model_validate_json(held).at > 6 * SILENT
        except ValidationError:
            old = True
        if old:
            redis.hdel(ALIVE, name)


def _now(client: Client) -> float:
    seconds, micros = client.time()  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType, reportUnknownMemberType]
    return float(seconds) + float(micros) / 1e6  # pyright: ignore[reportUnknownArgumentType]
