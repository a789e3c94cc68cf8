"""Events that start a line rather than follow from a message: articles let in once, and notices to anyone."""

from typing import Any

from shared.bus.frames import frame
from shared.bus.handover import ADMIT, target
from shared.connect import Client
from shared.messages import Event
from shared.streams import partition_of


class Emitter:
    """Sends from any thread; `client` is a synchronous redis-py client."""

    def __init__(self, client: Client, partitions: int) -> None:
        self._client: Any = client
        self._partitions = partitions

    def emit(self, event: Event) -> None:
        """Send an event; after a broken connection it may arrive twice, so its readers must not mind."""
        key, bound = target(event, partition_of(event.key, self._partitions))
        limit = {"maxlen": int(bound), "approximate": True} if bound != "0" else {}
        self._client.xadd(key, {"__data__": frame(event)}, **limit)

    def admit(self, kept: str, body: bytes, event: Event) -> bool:
        """Keep `body` in the hash `kept` (a key of the event's partition) and send the event; False if it was there."""
        key, bound = target(event, partition_of(event.key, self._partitions))
        return bool(self._client.eval(ADMIT, 2, kept, key, event.key, body, bound, frame(event)))
