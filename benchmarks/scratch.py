"""A throw-away server for one run, or the one that is named."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from shared.connect import Client, connect
from shared.valkey import start


@contextmanager
def server(url: str | None = None) -> Generator[Client]:
    """A client of the server at `url` or, without one, of an embedded server whose data vanish with the block."""
    if url:
        yield connect(url)
        return
    with tempfile.TemporaryDirectory(prefix="wiretrace-") as folder:
        valkey = start(Path(folder))
        try:
            yield connect(valkey.url)
        finally:
            valkey.stop()
