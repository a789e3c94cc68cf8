"""One running system for the tests that only add to it."""

from collections.abc import Generator

import pytest

from tests.pipeline.running import Running, running


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    with running(tmp_path_factory.mktemp("line")) as started:
        yield started
