"""Whether a service lives on this machine: what a container's health check runs (`python -m services.health NAME`)."""

import sys
from socket import gethostname

from shared.bus import Watch
from shared.connect import TROUBLE, connect
from shared.settings import Settings


def healthy(settings: Settings, service: str, machine: str) -> bool:
    """A process of `service` on `machine` said lately that every subscriber of it still reads."""
    try:
        beats = Watch(connect(settings.url, patient=False), settings.partitions).heartbeats()
    except TROUBLE:
        return False
    ours = [beat for beat in beats if beat.service == service and beat.consumer.startswith(f"{machine}-")]
    return bool(ours) and all(beat.running == beat.subscribers for beat in ours)


if __name__ == "__main__":
    sys.exit(not healthy(Settings(), sys.argv[1], gethostname()))
