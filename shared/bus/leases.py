"""What this process works on, and the thread that keeps telling the broker so.

A thread of its own, since an event loop that waits for the processor would tell too late. Whatever is held here is not
begun a second time in this process, and what another worker has claimed meanwhile stays with that one.
"""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import redis

from shared.connect import Client

log = logging.getLogger("wiretrace.bus")
RENEWALS = 8  # in the time of a lease: a worker that gets an eighth of its due keeps what it has
# KEYS: the stream. ARGV: group, consumer, milliseconds that the entries count as untouched; per entry its id and its
# tries so far, which claiming by a process of what it holds itself may have counted up.
TOUCH = """
local mine = 0
for at = 4, #ARGV, 2 do
  if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[at], ARGV[at], 1, ARGV[2]) == 1 then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[at], 'IDLE', ARGV[3], 'RETRYCOUNT', ARGV[at + 1], 'JUSTID')
    mine = mine + 1
  end
end
return mine
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One consumer's view of one stream key."""

    key: str
    group: str
    consumer: str


class Leases:
    """Renews, while the block lasts, what is held; `client` is a synchronous redis-py client."""

    def __init__(self, client: Client, seconds: float) -> None:
        self._client: Any = client
        self._pause = seconds / RENEWALS
        self._held: dict[Place, dict[str, int]] = {}
        self._guard, self._ended = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="leases", daemon=True)

    def __enter__(self) -> "Leases":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        self._ended.set()

    def hold(self, place: Place, entries: Sequence[str], tried: int) -> list[str]:
        """Hold those of `entries` that this process does not hold already; gives them."""
        with self._guard:
            held = self._held.setdefault(place, {})
            mine = [entry for entry in entries if entry not in held]
            held.update(dict.fromkeys(mine, tried))
        return mine

    def let_go(self, place: Place, entries: Sequence[str]) -> None:
        """Hold these no longer; doing it twice is harmless."""
        with self._guard:
            for entry in entries:
                self._held[place].pop(entry, None)

    def renew(self) -> None:
        """Tell the broker of everything that is held now."""
        with self._guard:
            held = {place: dict(entries) for place, entries in self._held.items() if entries}
        for place, entries in held.items():
            self._client.eval(TOUCH, 1, place.key, *touch(place, entries, 0))

    def _run(self) -> None:
        while not self._ended.wait(self._pause):
            try:
                self.renew()
            except redis.RedisError as error:
                log.warning("leases not renewed: %s", error)


def touch(place: Place, tries: Mapping[str, int], idle: int) -> list[str]:
    """The arguments of `TOUCH`: these entries (with their tries) were last touched `idle` milliseconds ago."""
    arguments = [place.group, place.consumer, str(idle)]
    for entry, tried in tries.items():
        arguments += [entry, str(tried)]
    return arguments
