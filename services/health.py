"""Whether the service of this container lives: what its health check runs (`python -m services.health`).

Looks at the file that the bus touches with every beat, and imports nothing that is slow to import: it runs every ten
seconds beside each service.
"""

import os
import sys
import time
from pathlib import Path

SILENT = 10.0  # seconds without a beat after which a service is taken for dead


def healthy(pulse: Path, now: float) -> bool:
    """The service said lately that the broker hears it and that every subscriber of it still reads."""
    try:
        return now - pulse.stat().st_mtime < SILENT
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(not healthy(Path(os.environ["WIRE_PULSE"]), time.time()))
