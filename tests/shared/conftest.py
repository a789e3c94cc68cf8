"""A real embedded server for the tests of this folder, emptied before each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared import valkey
from shared.connect import Client, connect
from shared.settings import Settings


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[valkey.Valkey]:
    started = valkey.start(tmp_path_factory.mktemp("bus"))
    yield started
    started.stop()


@pytest.fixture
def settings(server: valkey.Valkey, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, redis_url=server.url, lease_seconds=0.4, tries=3, poll_milliseconds=100, batch=8)


@pytest.fixture
def client(settings: Settings) -> Iterator[Client]:
    made = connect(settings.url)
    made.flushall()
    yield made
    made.close()
