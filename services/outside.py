"""A running system seen from the command line: its stories and its state, straight from the broker."""

from collections.abc import Mapping
from typing import Any

from services.provenance.status import Status
from services.provenance.store import Trees
from shared.bus import Watch
from shared.connect import TROUBLE, connect, place_of
from shared.settings import Settings
from shared.store import Store


class NotRunningError(RuntimeError):
    """No broker answers; the message says how to start or name one."""


class Outside:
    """Raises NotRunningError when no broker answers."""

    def __init__(self, settings: Settings) -> None:
        client: Any = connect(settings.url, patient=False)
        try:
            client.ping()
        except TROUBLE:
            given = settings.redis_url
            place = place_of(given) if given else f"the data folder {settings.data.absolute()}"
            raise NotRunningError(
                f"Nothing runs for {place}: start it with `wiretrace up`, or name it with --data or --redis."
            ) from None
        store = Store(client, settings.partitions)
        self.trees = Trees(client, store)
        self._status = Status(Watch(client, settings.partitions), store, self.trees, settings.inbox_folder)

    def facts(self) -> Mapping[str, Any]:
        """What `/api/status` says."""
        return self._status.facts()
