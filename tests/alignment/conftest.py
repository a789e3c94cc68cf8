"""A real Valkey for the index: one server for all, a name space of its own for each test."""

import itertools
from collections.abc import Iterator

import pytest

from benchmarks.scratch import server
from shared.connect import Client

_counter = itertools.count()


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    with server() as client:
        yield client


@pytest.fixture
def prefix() -> str:
    return f"kin{next(_counter)}"
